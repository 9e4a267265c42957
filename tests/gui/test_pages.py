"""Settings, and where one was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from retouch.gui import screen_settings
from retouch.gui.main_window import MainWindow
from retouch.gui.monitor import Source
from retouch.gui.picture_view import Place
from retouch.gui.restore import remember, restore_shoot, where
from retouch.gui.settings_dialog import SettingsDialog
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, RetouchError
from retouch.tasks.session import Session, load


def test_stricter_settings_judge_at_once_and_leave_decisions_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.give_verdict(Verdict.KEEP)
    dialog = SettingsDialog(window.desk, {}, window)
    qtbot.addWidget(dialog)
    judged = [e.judged for e in window.desk.known.values()]
    dialog.ui.strictness.setValue(95)
    dialog.ui.profile.setCurrentIndex(2)
    qtbot.waitUntil(lambda: not window.desk.looking)
    assert window.session.cull_settings.strictness == 0.95
    assert window.session.cull_settings.profile == "wedding"
    assert [e.judged for e in window.desk.known.values()] != judged
    assert window.desk.current.verdict is Verdict.KEEP  # type: ignore[union-attr]
    assert "keep" in dialog.ui.effect.text()


def test_a_limit_of_its_own_judges_at_once_and_no_longer_follows_the_strictness(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = SettingsDialog(window.desk, {}, window)
    qtbot.addWidget(dialog)
    sure, closed, soft = dialog._limits
    assert not closed.own.isChecked() and not closed.slider.isEnabled()
    assert closed.slider.value() == 35, "the strictness of 0.5 says so"
    rejects = window.desk.counts["reject"]
    assert rejects > 0
    sure.own.click()
    sure.slider.setValue(100)
    qtbot.waitUntil(lambda: not window.desk.looking)
    assert window.session.cull_settings.sure_from == 1.0
    assert window.desk.counts["reject"] < rejects
    dialog.ui.strictness.setValue(100)
    qtbot.waitUntil(lambda: not window.desk.looking)
    assert sure.slider.value() == 100 and closed.slider.value() == 45, "the one stays, the other follows"
    sure.own.click()
    qtbot.waitUntil(lambda: not window.desk.looking)
    assert window.session.cull_settings.sure_from is None
    assert window.desk.counts["reject"] >= rejects
    assert soft.own.isChecked() is False


def test_keys_are_rebound_at_once_and_no_key_is_given_away_twice(window: MainWindow, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window.desk, {}, window)
    qtbot.addWidget(dialog)
    dialog.bound.connect(window.rebind)
    rows = {dialog.ui.keys.item(r, 0).text(): r for r in range(dialog.ui.keys.rowCount())}  # type: ignore[union-attr]
    cell = dialog.ui.keys.item(rows["Pick"], 1)
    assert cell is not None
    cell.setText("H")
    assert [k.toString() for k in window.actions_by_name["pick"].shortcuts()] == ["H"]
    assert window.session.catalog.setting("keys") == {"pick": ["H"]}
    cell = dialog.ui.keys.item(rows["Reject"], 1)
    assert cell is not None
    cell.setText("H")
    assert "H" in dialog.ui.keysAbout.text()
    assert [k.toString() for k in window.actions_by_name["reject"].shortcuts()] == ["X"]
    dialog.ui.resetKeys.click()
    assert [k.toString() for k in window.actions_by_name["pick"].shortcuts()] == ["P"]


def test_what_cannot_be_kept_is_told_and_is_no_bug(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[RetouchError] = []
    window.desk.problem.connect(told.append)
    dialog = SettingsDialog(window.desk, {}, window)
    qtbot.addWidget(dialog)

    def full(*_: object) -> None:
        raise NotWritable("the disk is full", Path("catalogue.sqlite"), "Make room.")

    fields = window.ui.deliver.fields
    keys = [k.toString() for k in window.actions_by_name["pick"].shortcuts()]
    gestures: tuple[Callable[[], object], ...] = (
        lambda: window.rebind({"pick": ["H"]}),
        lambda: dialog.ui.language.setCurrentIndex(dialog.ui.language.findData("de")),
        lambda: dialog.ui.monitor.setCurrentIndex(dialog.ui.monitor.findData(Source.NONE)),
        lambda: fields.save("Album"),
        fields.delete,
        window.ui.review.learning.forget,
    )
    with monkeypatch.context() as patch:
        patch.setattr(type(window.session.catalog), "put_setting", full)
        patch.setattr(screen_settings, "keep", full)
        patch.setattr("retouch.gui.learning.forget", full)
        for n, do in enumerate(gestures, 1):
            do()
            assert len(told) == n, n
    assert [k.toString() for k in window.actions_by_name["pick"].shortcuts()] == keys
    assert fields.recipe != "Album"


@pytest.fixture
def come_back(
    session: Session, qtbot: QtBot, crashes: list[BaseException]
) -> Iterator[Callable[[Callable[[MainWindow], bool]], MainWindow]]:
    """Open another window where the first one was, and wait until it is there."""
    opened: list[MainWindow] = []

    def open_again(there: Callable[[MainWindow], bool]) -> MainWindow:
        again = MainWindow(session, crashes.append)
        opened.append(again)
        qtbot.addWidget(again)
        again.show()
        assert restore_shoot(again)
        qtbot.waitUntil(lambda: again.desk.current is not None and there(again))
        return again

    yield open_again
    for window in opened:
        window.stop()


ComeBack = Callable[[Callable[[MainWindow], bool]], MainWindow]


def test_one_comes_back_to_where_one_was(window: MainWindow, come_back: ComeBack) -> None:
    window.desk.step(3)
    window.show_view("loupe")
    window.ui.cull.ui.loupe.set_place(Place(1.0, 0.25, 0.75))
    remember(window.session, where(window))
    again = come_back(lambda w: w.ui.cull.closely)
    assert again.desk.current.photo.name == "IMG_0004.jpg"  # type: ignore[union-attr]
    assert again.ui.cull.ui.loupe.place == Place(1.0, 0.25, 0.75)


def test_one_comes_back_to_the_page_and_to_the_zoom_of_review(window: MainWindow, come_back: ComeBack) -> None:
    window.desk.step(2)
    window.show_page("review")
    window.ui.review.ui.picture.set_place(Place(1.0, 0.4, 0.3))
    remember(window.session, where(window))
    again = come_back(lambda w: w.page == "review")
    assert again.desk.current.photo.name == "IMG_0003.jpg"  # type: ignore[union-attr]
    assert again.ui.review.ui.picture.place == Place(1.0, 0.4, 0.3)


def test_one_comes_back_even_where_nobody_closed_the_window(
    window: MainWindow, come_back: ComeBack, qtbot: QtBot
) -> None:
    window._noting.setInterval(1)
    window.desk.step(2)
    window.show_page("deliver")
    qtbot.waitUntil(lambda: (window.session.catalog.setting("window") or {}).get("page") == "deliver")
    again = come_back(lambda w: w.page == "deliver")
    assert again.desk.current.photo.name == "IMG_0003.jpg"  # type: ignore[union-attr]


def test_a_shoot_that_is_gone_is_not_opened(window: MainWindow, session: Session) -> None:
    session.catalog.put_setting("window", {"folder": "/nowhere/at/all"})
    assert not restore_shoot(window)


def test_closing_names_sidecars_that_are_missing_and_lets_one_stay(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = NotWritable("the sidecar cannot be written", Path("IMG_0001.jpg"), "Unlock the card.")
    monkeypatch.setattr(window.session.sidecars, "flush", lambda timeout=None: (error,))
    said: list[str] = []
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Close]

    def ask(parent: object, title: str, text: str, buttons: object) -> QMessageBox.StandardButton:
        said.append(text)
        return answers[len(said) - 1]

    monkeypatch.setattr(QMessageBox, "warning", ask)
    closed = [window.close(), window.close()]
    assert closed == [False, True]
    assert "IMG_0001.jpg" in said[0] and "Unlock the card" in said[0]


def test_a_folder_without_photos_leaves_nothing_of_the_last_one(window: MainWindow, tmp_path: Path) -> None:
    window.show_page("review")
    page = window.ui.review
    assert page.ui.acceptAllButton.isEnabled() and page.ui.caption.text()
    empty = tmp_path / "empty"
    empty.mkdir()
    window.desk.close_shoot()
    window.desk.take(load(window.session, empty))
    assert not page.ui.caption.text() and not page.ui.pending.text() and not page.ui.acceptAllButton.isEnabled()
    assert {card.state.word for card in page.cards} == {"none"}
    assert "no photos" in window.ui.cull.ui.grid.empty


def test_an_empty_filter_says_so(window: MainWindow) -> None:
    grid = window.ui.cull.ui.grid
    window.desk.set_filter("failed")
    assert "All photos" in grid.empty and grid.accessibleDescription() == grid.empty
    window.desk.set_filter("all")
    assert not grid.accessibleDescription()
