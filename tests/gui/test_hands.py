"""What is under the photographer's hands stays there, whatever arrives; what is stopped or gone is gone at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.model.event import Done, Event, Progress
from retouch.tasks.session import load

Settled = Callable[[MainWindow], None]


def test_what_arrives_moves_neither_photo_nor_selection_nor_scrolling_nor_filter(
    window: MainWindow, folder: Path, settled: Settled
) -> None:
    desk, grid = window.desk, window.ui.cull.ui.grid
    desk.set_filter("undecided")
    chosen = desk.photos.ids[3:5]
    desk.select(chosen)
    desk.go_to(chosen[1])
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    shown, place = list(desk.photos.ids), grid.verticalScrollBar().value()
    desk.give_verdict(Verdict.KEEP)
    desk.take(load(window.session, folder))
    assert desk.current is not None and desk.current.photo.id == chosen[1]
    assert list(desk.selection) == list(chosen)
    assert list(desk.photos.ids) == shown, "what no longer fits the filter stays until the filter is set again"
    assert grid.verticalScrollBar().value() == place
    settled(window)


def test_a_moving_slider_is_left_alone_when_suggestions_arrive(
    window: MainWindow, folder: Path, settled: Settled
) -> None:
    window.show_page("review")
    card = next(c for c in window.ui.review.cards if c.kind.key == "exposure")
    card.rows[0].slider.setValue(card.rows[0].slider.value() + 7)
    assert card.drafting
    value = card.value
    window.desk.take(load(window.session, folder))
    window.desk.look_now()
    window.ui.review.refresh()
    assert card.drafting and card.value == value
    card.rows[0].slider.settled.emit()
    assert window.desk.current.edit.get("exposure") == value  # type: ignore[union-attr]
    settled(window)


class Endless:
    """A task that goes on until it is closed, and notes that it was."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.steps = 0

    def __call__(self) -> Iterator[Event[None]]:
        try:
            while True:
                self.steps += 1
                yield Progress("reading faces", self.steps, 10_000)
                self.closed.wait(0.005)
        finally:
            self.closed.set()
        yield Done(None)


def test_stop_works_at_once_and_another_shoot_ends_what_is_read(
    window: MainWindow, folder: Path, qtbot: QtBot, settled: Settled
) -> None:
    task = Endless()
    window.reading.start(task)
    qtbot.waitUntil(lambda: task.steps > 3)
    window.actions_by_name["stop"].trigger()
    qtbot.waitUntil(lambda: not window.reading.running, timeout=500)
    assert task.closed.is_set()
    again = Endless()
    window.reading.start(again)
    qtbot.waitUntil(lambda: again.steps > 3)
    window.open(folder)
    assert again.closed.is_set(), "nothing of the old shoot goes on"
    qtbot.waitUntil(lambda: not window.reading.running, timeout=60_000)
    settled(window)


def test_pictures_of_a_shoot_that_was_left_are_dropped(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot, settled: Settled
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    window.show_view("loupe")
    for _ in range(3):
        window.desk.step(1)
    window.show_page("review")
    window.open(other)
    qtbot.waitUntil(lambda: not window.reading.running, timeout=60_000)
    settled(window)
    assert not window.desk.known and window.ui.cull.ui.loupe._after is None
    assert not window.thumbnails._made and not window.previews._made


@pytest.mark.parametrize("page", ["cull", "review", "deliver"])
def test_the_window_closes_while_everything_is_under_way(window: MainWindow, page: str, qtbot: QtBot) -> None:
    task = Endless()
    window.reading.start(task)
    window.show_page(page)
    window.desk.step(1)
    window.desk.give_verdict(Verdict.KEEP)
    window.desk.look_now()
    assert window.close()
    assert task.closed.is_set()
    names = [t.name for t in threading.enumerate() if t.name.startswith(("pictures", "latest", "task"))]
    assert not names
    assert window.session.sidecars.flush() == ()


@pytest.mark.parametrize("dropped", ["folder", "photo"])
def test_what_is_dropped_is_opened(
    window: MainWindow, tmp_path: Path, dropped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    photo = card / "IMG_1.jpg"
    photo.write_bytes(b"")
    opened: list[Path] = []
    monkeypatch.setattr(window, "open", opened.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card if dropped == "folder" else photo))])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), action, data, buttons, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, buttons, keys))
    assert opened == [card]


def test_a_link_from_a_browser_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.jpg")])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), action, data, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()
