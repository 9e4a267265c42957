"""What the documents say is so: links lead somewhere, commands exist, and the example works."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from retouch.adjust.base import Adjustment, ColourAdjustment, Context
from retouch.cli.main import app
from retouch.model.photo import WhitePoint

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(document: Path, language: str = "") -> list[str]:
    """The fenced blocks of a document."""
    return re.findall(rf"```{language}\n(.*?)```", document.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_to_files(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", document.read_text("utf-8")):
        assert "://" in link or (document.parent / link).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_commands_and_their_options_exist(document: Path) -> None:
    for line in "\n".join(blocks(document)).splitlines():
        words = line.split("#")[0].split()
        if words[:1] != ["retouch"] or len(words) < 2 or words[1].startswith(("~", "-", "F")):
            continue
        command = app.commands[words[1]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {target for document in DOCUMENTS for target in re.findall(r"`make ([a-z]+)", document.read_text("utf-8"))}
    assert {"demo", "test", "window", "bench"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_example_adjustment_works(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks(ROOT / "CONTRIBUTING.md", "python")
    module = ModuleType("example_of_contributing")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(code, "CONTRIBUTING.md", "exec"), module.__dict__)  # our own words
    kinds = [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, Adjustment) and "key" in vars(v)]
    (kind,) = kinds
    assert issubclass(kind, ColourAdjustment)
    assert kind().is_neutral()
    colours = np.array([[0.5, 0.4, 0.45], [0.9, 0.1, 0.1]], np.float32)
    context = Context(WhitePoint(5500, 0))
    assert np.allclose(kind().colours(colours, context), colours, atol=1e-6)
    black_and_white = np.array([[0, 0, 0], [1, 1, 1]], np.float32)
    faded = kind.from_values({"amount": 100}).colours(black_and_white, context)
    assert faded.dtype == np.float32
    assert np.allclose(faded, [[0.25] * 3, [1] * 3])
