"""Collect what the window says into ``resources/translations/retouch_*.ts``, keep what is translated, and compile it.

Usage: ``python packaging/translate.py [--check]``. Texts come from ``lupdate`` (all that is inside ``tr``, and the
forms) and from tables of the program (actions, filters, adjustments, presets). ``--check`` only names what is not
translated.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

from retouch.adjust.presets import shipped
from retouch.adjust.registry import adjustments
from retouch.gui.actions import ACTIONS, MENUS
from retouch.gui.card_order import GROUPS
from retouch.gui.filters import FILTERS
from retouch.gui.gestures import GESTURES
from retouch.gui.sentences import TEMPLATES
from retouch.gui.settings_dialog import PROFILES
from retouch.model.decision import Label
from retouch.tasks.recipes import STYLES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
TASKS = (
    *("looking through the folder", "reading faces", "reading skin", "proposing", "measuring highlights", "exporting"),
    "making the sample shoot",
)
"""What ``Progress`` says."""
Texts = dict[tuple[str, str], None]


def _tool(name: str) -> Path:
    folder = Path(PySide6.__file__).parent
    return next(p for p in (folder / name, folder / f"{name}.exe") if p.exists())


def _tables() -> Iterator[tuple[str, str]]:
    yield from (("actions", s.text) for s in ACTIONS if s.text)
    yield from (("menus", m) for m in MENUS)
    yield from (("filters", f.text) for f in FILTERS)
    spoken = [*TASKS, *GESTURES, *(label.value for label in Label), "Suggested", *GROUPS, *STYLES, *PROFILES.values()]
    yield from (("words", text) for text in spoken if text)
    yield from (("sentences", text) for text in TEMPLATES)


def _engine() -> Iterator[tuple[str, str]]:
    spoken = []
    for kind in adjustments().values():
        spoken.append(kind.title)
        for p in kind.params().values():
            spoken += [p.label, p.about]
    for preset in shipped():
        spoken += [preset.name, preset.about]
    yield from (("words", text) for text in spoken if text)


def collected(*, engine: bool = True) -> Texts:
    """Return every text with its context, in order; without ``engine`` not those of adjustments and presets."""
    with tempfile.TemporaryDirectory() as place:
        to = Path(place) / "all.ts"
        sources = [*sorted((ROOT / "src" / "retouch" / "gui").glob("*.py")), *sorted((ROOT / "ui").glob("*.ui"))]
        subprocess.run(
            [_tool("lupdate"), "-silent", *map(str, sources), "-ts", str(to)], check=True, capture_output=True
        )
        found: Texts = {}
        for context in ET.parse(to).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                found[("words" if name in ("", "words") else name, message.findtext("source", ""))] = None
    found.update(dict.fromkeys(_tables()))
    if engine:
        found.update(dict.fromkeys(_engine()))
    return found


def translated(language: str) -> dict[tuple[str, str], str]:
    """Return what is translated already."""
    path = FOLDER / f"retouch_{language}.ts"
    if not path.exists():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
        if message.findtext("translation")
    }


def written(language: str, texts: Texts, known: dict[tuple[str, str], str]) -> str:
    """Return the ``.ts`` file of a language."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name in sorted({context for context, _ in texts}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for of, source in texts:
            if of == name:
                message = ET.SubElement(context, "message")
                ET.SubElement(message, "source").text = source
                translation = ET.SubElement(message, "translation")
                translation.text = known.get((name, source), "")
                if not translation.text:
                    translation.set("type", "unfinished")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n"


def main() -> int:
    """Write and compile, or check."""
    texts = collected()
    status = 0
    for language in LANGUAGES:
        path = FOLDER / f"retouch_{language}.ts"
        known = translated(language)
        if "--check" in sys.argv:
            lacking = [source for context, source in texts if (context, source) not in known]
            sys.stdout.write("".join(f"{language}: {source}\n" for source in lacking))
            status |= bool(lacking)
            continue
        path.write_text(written(language, texts, known), encoding="utf-8")
        subprocess.run([_tool("lrelease"), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
