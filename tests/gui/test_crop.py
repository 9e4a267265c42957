from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retouch.gui.crop_overlay import WHOLE, CropOverlay
from retouch.gui.main_window import MainWindow
from retouch.gui.picture_view import PictureView
from retouch.model.scene import Box

Settled = Callable[[MainWindow], None]


@pytest.fixture
def overlay(qtbot: QtBot) -> CropOverlay:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    return CropOverlay(view)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    grip=st.sampled_from([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]),
    dx=st.floats(-2, 2),
    dy=st.floats(-2, 2),
    keep=st.booleans(),
)
def test_no_drag_leaves_the_picture_or_turns_the_frame_inside_out(
    overlay: CropOverlay, grip: tuple[int, int], dx: float, dy: float, keep: bool
) -> None:
    overlay._start = Box(0.2, 0.3, 0.4, 0.5)
    overlay._grip = grip
    overlay.drag(dx, dy, keep_shape=keep)
    b = overlay.box
    assert b.x >= -1e-9 and b.y >= -1e-9 and b.x + b.width <= 1 + 1e-9 and b.y + b.height <= 1 + 1e-9
    assert b.width > 0.01 and b.height > 0.01
    if keep and all(grip):
        assert b.width / b.height == pytest.approx(0.8)


def test_keys_move_take_and_leave(overlay: CropOverlay, qtbot: QtBot) -> None:
    overlay.begin(Box(0.1, 0.1, 0.5, 0.5))
    qtbot.keyClick(overlay, Qt.Key.Key_Right)
    qtbot.keyClick(overlay, Qt.Key.Key_Down)
    assert (overlay.box.x, overlay.box.y) == (pytest.approx(0.11), pytest.approx(0.11))
    with qtbot.waitSignal(overlay.taken) as got:
        qtbot.keyClick(overlay, Qt.Key.Key_Return)
    assert got.args == [overlay.box]
    with qtbot.waitSignal(overlay.left):
        qtbot.keyClick(overlay, Qt.Key.Key_Escape)


def test_a_crop_taken_on_the_picture_is_one_decision(window: MainWindow, settled: Settled) -> None:
    window.show_page("review")
    settled(window)
    window.actions_by_name["crop"].trigger()
    overlay = window.ui.review.tools.crop
    assert overlay.isVisible() and overlay.box == WHOLE
    overlay.taken.emit(Box(0.1, 0.2, 0.6, 0.5))
    step = window.desk.current.edit.get("crop")  # type: ignore[union-attr]
    assert step is not None
    assert step.values() == pytest.approx({"left": 10, "top": 20, "right": 30, "bottom": 30})
    settled(window)
    shown = window.ui.review.ui.picture._after
    assert shown is not None and shown.width() / shown.height() == pytest.approx(1.5 * 0.6 / 0.5, rel=0.03)
    window.actions_by_name["crop"].trigger()
    settled(window)
    assert window.ui.review.draft(window.desk.current).get("crop") is None  # type: ignore[arg-type]
    window.escape()
    assert not overlay.isVisible()
    assert window.desk.current.edit.get("crop") == step  # type: ignore[union-attr]
    settled(window)


def test_a_grey_place_sets_the_white_balance(window: MainWindow, settled: Settled) -> None:
    window.show_page("review")
    settled(window)
    window.actions_by_name["picker"].trigger()
    assert window.ui.review.ui.picture.picking
    window.ui.review.ui.picture.picked.emit(0.5, 0.5)
    step = window.desk.current.edit.get("white_balance")  # type: ignore[union-attr]
    assert step is not None and step.values()["temperature"] >= 2000
    assert not window.ui.review.ui.picture.picking
    settled(window)
