"""A catalogue that cannot be used is said in a window, and a damaged one is mended from there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from retouch.gui import app as program
from retouch.gui import language
from retouch.gui.opening import open_session
from retouch.model.decision import RATING, Decision, Origin
from retouch.model.photo import PhotoId
from retouch.tasks.paths import home as where
from retouch.tasks.session import Session

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def no_language(qapp: QApplication) -> Iterator[None]:
    """Take away, in the end, what a test made the program speak."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


IDS = [PhotoId(f"p{n}") for n in range(400)]


def press(button: str, seen: list[str]):
    def ask(box: QMessageBox) -> QMessageBox.ButtonRole:
        seen.append(f"{box.text()} {box.informativeText()}")
        [pressed] = [b for b in box.buttons() if b.text() == button]
        return box.buttonRole(pressed)

    return ask


def filled() -> Path:
    with Session() as session:
        for photo in IDS:
            session.catalog.record("/s", "stars", [Decision(photo, RATING, 3, Origin.BY_HAND)])
        return session.home.catalog


def test_a_sound_catalogue_asks_nothing() -> None:
    filled()
    session = open_session(press("nothing", []))
    assert session is not None
    session.close()


def test_a_damaged_catalogue_is_repaired_where_that_is_wanted() -> None:
    path = filled()
    header = bytearray(path.read_bytes())
    header[16:1000] = b"\xa5" * 984
    path.write_bytes(header)
    seen: list[str] = []
    assert open_session(press("Quit", seen)) is None
    assert len(seen) == 1 and "damaged" in seen[0] and str(path) in seen[0]

    def ask(box: QMessageBox) -> QMessageBox.ButtonRole:
        return press("Repair" if len(seen) == 1 else "Go on", seen)(box)

    session = open_session(ask)
    assert session is not None
    with session:
        assert len(session.catalog.decisions(IDS)) == 400, "the backup of this day has them all"
        assert session.catalog.faults() == ()
    assert "kept as" in seen[-1] and list(path.parent.glob("*damaged*"))


def test_a_newer_catalogue_is_left_alone() -> None:
    path = filled()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = path.read_bytes()
    seen: list[str] = []
    assert open_session(press("Quit", seen)) is None
    assert "newer version" in seen[0]
    assert path.read_bytes() == before


def test_what_is_wrong_is_said_in_the_language_that_was_chosen(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, no_language: None
) -> None:
    with sqlite3.connect(filled()) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    language.keep("de")
    seen: list[str] = []
    monkeypatch.setattr(program, "open_session", lambda: open_session(press("Beenden", seen)))
    assert program.run(None) == 1
    assert seen[0].startswith("retouch kann nicht starten") or "neuere Version" in seen[0]
    assert language.chosen() == "de"


def test_the_program_ends_with_an_error_then(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(program, "open_session", lambda: None)
    assert program.run(None) == 1


def test_a_home_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RETOUCH_HOME", str(tmp_path / "file"))
    seen: list[str] = []
    assert open_session(press("Quit", seen)) is None
    assert "data folder" in seen[0]
    with pytest.raises(Exception, match="data folder"):
        where()
