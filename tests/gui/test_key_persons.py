"""Key persons: marked on a face, in the roll call or by key; judged at once; undone like every gesture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shoot as made
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from retouch.gui.desk import Desk
from retouch.gui.main_window import MainWindow
from retouch.gui.pictures import Pictures
from retouch.gui.roll_view import RollTable, call
from retouch.model.decision import Verdict
from retouch.model.frame import Image8
from retouch.model.photo import Photo
from retouch.model.scene import EyeState
from retouch.tasks.session import Session, load

Settled = Callable[[MainWindow], None]


def test_a_key_person_is_marked_in_the_whole_shoot_and_unmarked_again(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    first, second = desk.photos.ids[:2]
    assert not desk.key_faces(first)
    desk.toggle_key(first, 0)
    qtbot.waitUntil(lambda: not desk.looking)
    assert desk.key_faces(first) == {0} and desk.key_faces(second) == {0}
    desk.toggle_key(second, 0)
    qtbot.waitUntil(lambda: not desk.looking)
    assert not session.cull_settings.key and not desk.key_faces(first) and not desk.key_faces(second)


@pytest.fixture
def group(window: MainWindow, folder: Path, settled: Settled) -> MainWindow:
    """The first burst is a group of three; each frame has another one with closed eyes."""
    for n, photo in enumerate(window.desk.photos.ids[:3]):
        faces = [
            made.face(EyeState.CLOSED if n == who else EyeState.OPEN, at=(0.2 + 0.3 * who, 0.4), who=who)
            for who in range(3)
        ]
        window.session.catalog.put_reading(photo, made.scene(*faces))
    window.session._scenes.clear()
    window.desk.take(load(window.session, folder))
    settled(window)
    window.activateWindow()
    return window


def test_marking_judges_anew_and_undo_takes_it_back(group: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    desk = group.desk
    first = desk.photos.ids[0]
    desk.go_to(first)
    desk.give_verdict(Verdict.KEEP)
    qtbot.waitUntil(lambda: not desk.looking)
    scores = {p: desk.known[p].judged.score for p in desk.photos.ids[:3]}  # type: ignore[union-attr]
    desk.toggle_key(first, 0)  # who blinks in the first frame
    qtbot.waitUntil(lambda: not desk.looking)
    now = {p: desk.known[p].judged.score for p in desk.photos.ids[:3]}  # type: ignore[union-attr]
    assert now[first] < scores[first], "the blink of a key person weighs more"
    assert desk.known[first].verdict is Verdict.KEEP
    group.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: not desk.looking)
    assert not desk.key_faces(first) and desk.known[first].verdict is Verdict.KEEP
    assert {p: desk.known[p].judged.score for p in scores} == scores  # type: ignore[union-attr]
    group.actions_by_name["undo"].trigger()
    assert desk.known[first].verdict is None
    group.actions_by_name["redo"].trigger()
    group.actions_by_name["redo"].trigger()
    qtbot.waitUntil(lambda: not desk.looking)
    assert desk.key_faces(first) == {0} and desk.known[first].verdict is Verdict.KEEP
    settled(group)


def test_the_star_on_a_face_and_its_key(group: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    panel = group.ui.cull.ui.faces
    stars = [card.findChild(QToolButton) for card in panel._cards]
    assert len(stars) == 3 and not any(s.isChecked() for s in stars)  # type: ignore[union-attr]
    number = panel._cards[1].number
    qtbot.mouseClick(stars[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not group.desk.looking)
    photo = group.desk.current.photo.id  # type: ignore[union-attr]
    assert group.desk.key_faces(photo) == {number}
    assert [c.key for c in panel._cards] == [c.number == number for c in panel._cards]
    group.ui.cull.zoom_to_face(number)
    group.actions_by_name["key_person"].trigger()
    qtbot.waitUntil(lambda: not group.desk.looking)
    assert not group.desk.key_faces(photo), "the key goes to the face that the loupe follows"
    settled(group)


def test_roll_call_by_keyboard_and_by_its_names(group: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    group.show_view("roll_call")
    table = group.ui.cull.ui.rollCall.table
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    group.actions_by_name["key_person"].trigger()
    qtbot.waitUntil(lambda: not group.desk.looking)
    assert [table.is_key(row) for row in range(3)] == [False, True, False]
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(20, 22 + 88 + 40))
    qtbot.waitUntil(lambda: not group.desk.looking)
    assert not any(table.is_key(row) for row in range(3))
    with qtbot.waitSignal(table.chosen) as got:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert got.args == [group.desk.current.photo.id, 1]  # type: ignore[union-attr]
    settled(group)


def test_roll_call_of_more_frames_than_fit_into_memory_asks_for_each_once(group: MainWindow, qtbot: QtBot) -> None:
    asked: list[str] = []

    def fetch(photo: Photo, edge: int) -> Image8:
        asked.append(photo.id)
        return np.full((100, 150, 3), 90, np.uint8)

    previews = Pictures(fetch, budget=1)  # holds one
    table = RollTable()
    qtbot.addWidget(table)
    table.bind(group.desk, previews)
    table.show_roll(call(group.desk))
    table.show()
    frames = sorted(group.desk.photos.ids[:3])
    qtbot.waitUntil(lambda: sorted(asked) == frames and not previews.busy)
    qtbot.wait(100)
    table.grab()
    assert sorted(asked) == frames and not previews.busy, "a picture that was pushed out is asked for again"
    centre = table.grab().toImage().pixelColor(72 + 42, 22 + 42)
    assert centre == QColor(90, 90, 90)
    previews.clear()  # the colours of another monitor
    table.grab()
    qtbot.waitUntil(lambda: sorted(asked) == sorted(frames * 2) and not previews.busy)
    previews.stop()


def test_a_reading_that_comes_while_one_judges_is_not_lost(group: MainWindow, folder: Path, qtbot: QtBot) -> None:
    desk = group.desk
    photo = desk.photos.ids[4]
    group.session.catalog.put_reading(photo, replace(made.scene(), sharpness=0.123))
    group.session._scenes.pop(photo)
    desk.look_now()
    desk.toggle_key(desk.photos.ids[0], 0)
    qtbot.waitUntil(lambda: not desk.looking)
    scene = desk.known[photo].scene
    assert scene is not None and scene.sharpness == 0.123
    assert desk.key_faces(desk.photos.ids[0]) == {0}
