"""Spots on the picture of the Review page: seen, vetoed, wished for and added, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import portrait
import pytest
import shoot as made
from gui.conftest import write_photo
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retouch.adjust.blemishes import Blemishes
from retouch.gui.main_window import MainWindow
from retouch.image import masks
from retouch.image.spots import Spot, place, spots_to_tells
from retouch.model.decision import Evidence, Origin, Suggestion, Verdict
from retouch.model.numbers import Measured
from retouch.model.scene import Box
from retouch.tasks.session import load

Settled = Callable[[MainWindow], None]
SIDE = 512
POINTS = masks.in_pixels(portrait.landmarks(), SIDE, SIDE)
CHEEK, CHIN, NOSE = ((POINTS[n] + 0.5) / SIDE for n in (50, 199, 4))


def spot(at: np.ndarray, red: float) -> Spot:
    anchor, dx, dy = place(POINTS, *(at * SIDE - 0.5))
    return Spot(anchor, dx, dy, 0.025, 0.5, red, 1.0, 2.0)


@pytest.fixture
def spotty(window: MainWindow, folder: Path, settled: Settled) -> MainWindow:
    """The window on Review, on a square photo of a face with a blemish on its cheek and a mole on its chin."""
    entry = window.desk.current
    assert entry is not None
    write_photo(entry.photo.path, 7, (SIDE, SIDE))
    tells = spots_to_tells([spot(CHEEK, 0.15), spot(CHIN, 0.62)])
    face = replace(made.face(), landmarks=portrait.landmarks(), tells=Measured(tells))
    photos = [
        replace(e.photo, capture=replace(e.photo.capture, width=SIDE, height=SIDE)) if e is entry else e.photo
        for e in window.desk.known.values()
    ]
    window.session.catalog.put_photos(folder, photos)
    window.session.catalog.put_reading(entry.photo.id, made.scene(face))
    window.session._scenes.clear()
    window.desk.take(load(window.session, folder))
    window.desk.give_verdict(Verdict.KEEP)
    window.show_page("review")
    window.activateWindow()
    settled(window)
    return window


def click(window: MainWindow, qtbot: QtBot, at: np.ndarray) -> None:
    view = window.ui.review.ui.picture
    point = view.rect_of(Box(float(at[0]), float(at[1]), 0, 0)).topLeft().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)


def healed(window: MainWindow) -> list[bool]:
    return [d.healed for d in window.ui.review.tools.spots.dots]


def step_of(window: MainWindow) -> Blemishes:
    step = window.desk.current.edit.get("blemishes")  # type: ignore[union-attr]
    return step if isinstance(step, Blemishes) else Blemishes()


def test_one_click_heals_one_spot_and_the_next_keeps_it(spotty: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    spotty.actions_by_name["spots"].trigger()
    assert spotty.ui.review.tools.spots.isVisible()
    assert healed(spotty) == [False, False], "nothing is healed yet"
    click(spotty, qtbot, CHIN)
    assert healed(spotty) == [False, True], "the mole was wished for, the blemish was not"
    assert step_of(spotty).amount == 100
    click(spotty, qtbot, CHEEK)
    assert healed(spotty) == [True, True]
    click(spotty, qtbot, CHEEK)
    assert healed(spotty) == [False, True]
    click(spotty, qtbot, NOSE)
    assert healed(spotty) == [False, True, True], "one was added"
    spotty.desk.undo()
    assert healed(spotty) == [False, True], "dots follow undo"
    for _ in range(3):
        spotty.desk.undo()
    assert healed(spotty) == [False, False] and step_of(spotty) == Blemishes()
    settled(spotty)


def test_a_click_on_what_is_suggested_tweaks_it(
    spotty: MainWindow, folder: Path, qtbot: QtBot, settled: Settled
) -> None:
    photo = spotty.desk.current.photo.id  # type: ignore[union-attr]
    because = (Evidence("blemishes", 1.0, None, "1 spot looks like a blemish"),)
    suggestion = Suggestion(photo, "adjust.blemishes", Blemishes(amount=100), 0.7, because, "test")
    spotty.session.catalog.put_suggestions([photo], ["adjust.blemishes"], [suggestion])
    spotty.desk.take(load(spotty.session, folder))
    spotty.actions_by_name["spots"].trigger()
    assert healed(spotty) == [True, False]
    click(spotty, qtbot, CHEEK)
    decision = spotty.desk.current.decisions[-1]  # type: ignore[union-attr]
    assert decision.topic == "adjust.blemishes" and decision.origin is Origin.TWEAKED
    assert healed(spotty) == [False, False], "vetoed"
    settled(spotty)


def test_spots_by_keyboard(spotty: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    photo = spotty.desk.current
    spotty.actions_by_name["spots"].trigger()
    marks = spotty.ui.review.tools.spots
    qtbot.waitUntil(marks.hasFocus)
    qtbot.keyClick(marks, Qt.Key.Key_Tab)
    assert "Spot 1 of 2" in marks.accessibleDescription()
    qtbot.keyClick(marks, Qt.Key.Key_Space)
    assert healed(spotty) == [True, False]
    qtbot.keyClick(marks, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(marks, Qt.Key.Key_Return)
    assert healed(spotty) == [True, True]
    for _ in range(6):
        qtbot.keyClick(marks, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(marks, Qt.Key.Key_Space)
    assert healed(spotty) == [True, True, True], "the cursor was moved off the dot: another one was added"
    assert spotty.desk.current.photo == photo.photo, "no key went to the list of photos"  # type: ignore[union-attr]
    qtbot.keyClick(marks, Qt.Key.Key_Escape)
    assert marks.isHidden() and not spotty.ui.review.ui.spotsButton.isChecked()
    settled(spotty)


def test_tools_exclude_each_other_and_spots_stay_for_the_next_photo(
    spotty: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    page = spotty.ui.review
    for name, button in (
        ("spots", page.ui.spotsButton),
        ("crop", page.ui.cropButton),
        ("picker", page.ui.pickerButton),
    ):
        spotty.actions_by_name[name].trigger()
        tools = (page.ui.spotsButton, page.ui.cropButton, page.ui.pickerButton)
        assert [t for t in tools if t.isChecked()] == [button]
        assert page.tools.spots.isVisible() == (name == "spots") and page.tools.crop.isVisible() == (name == "crop")
    spotty.actions_by_name["spots"].trigger()
    spotty.desk.step(1)
    assert page.ui.spotsButton.isChecked() and page.tools.spots.dots == ()
    spotty.desk.step(-1)
    assert len(page.tools.spots.dots) == 2
    click(spotty, qtbot, np.array([0.02, 0.02]))
    assert step_of(spotty) == Blemishes(), "there is no face in the corner"
    settled(spotty)


def test_a_suggestion_that_comes_late_is_on_top_at_once(
    spotty: MainWindow, folder: Path, qtbot: QtBot, settled: Settled
) -> None:
    page = spotty.ui.review
    spotty.desk.record("dismiss", [s.dismiss() for s in spotty.desk.current.proposals])  # type: ignore[union-attr]
    photo = spotty.desk.current.photo.id  # type: ignore[union-attr]
    suggestion = Suggestion(photo, "adjust.blemishes", Blemishes(amount=100), 0.7, (), "test")

    def arrive() -> None:
        spotty.session.catalog.put_suggestions([photo], ["adjust.blemishes"], [suggestion])
        spotty.desk.take(load(spotty.session, folder))

    slider = page.cards[5].rows[0].slider
    slider.setFocus()
    arrive()
    assert Blemishes not in [c.kind for c in page.cards[:2]], "what is under the hands does not move"
    page.ui.picture.setFocus()
    spotty.desk.take(load(spotty.session, folder))
    assert page.cards[1].kind is Blemishes, "under the one that was there"
    settled(spotty)
