"""The second language: complete, with the same gaps to fill in, and seen in the window."""

from __future__ import annotations

import importlib.util
import string
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from retouch.gui.desk import Desk
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.model.resources import resource_path
from retouch.tasks.session import Session

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "translate.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translate"] = module
    spec.loader.exec_module(module)
    return module


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_everything_the_window_says_is_translated(script: ModuleType) -> None:
    known = script.translated("de")
    assert [source for source in script.collected(engine=False) if source not in known] == []


def test_a_new_adjustment_may_be_english_but_the_old_ones_are_translated(script: ModuleType) -> None:
    known, texts = script.translated("de"), script.collected()
    assert sum(source in known for source in texts) > 0.8 * len(texts)


def test_translations_have_the_same_gaps_and_no_key_lost() -> None:
    messages = list(ET.parse(resource_path("translations/retouch_de.ts")).getroot().iter("message"))
    assert len(messages) > 400
    for message in messages:
        source, translation = message.findtext("source", ""), message.findtext("translation", "")
        assert gaps(source) == gaps(translation), source
        assert source.count("&") == translation.count("&"), source


def test_the_window_speaks_german(german: None, session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    assert window.ui.cullTab.text() == "Auswahl"
    assert window.actions_by_name["undo"].text() == "Rückgängig"
    assert window.ui.cull._filters.index(0).data() == "Alle Fotos"
    card = next(c for c in window.ui.review.cards if c.kind.key == "exposure")
    assert card.ui.title.text() == "Belichtung"
    window.stop()


def test_what_is_undone_is_named_in_german(german: None, desk: Desk) -> None:
    told: list[str] = []
    desk.note.connect(told.append)
    desk.give_verdict(Verdict.KEEP)
    desk.undo()
    assert told == ["Zurückgenommen: auswählen"]
