from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from retouch.gui.picture_view import PictureView, Place, Split
from retouch.model.scene import Box

FULL = QSize(6000, 4000)


def colour(name: str) -> QPixmap:
    pixmap = QPixmap(600, 400)
    pixmap.fill(QColor(name))
    return pixmap


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PictureView]:
    shown = PictureView()
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    shown.show_picture(colour("#305070"), FULL, before=colour("#704030"))
    yield shown


def at(view: PictureView, x: float, y: float) -> QColor:
    return view.grab().toImage().pixelColor(round(x * view.width()), round(y * view.height()))


def test_a_click_zooms_to_the_pointer_and_back(view: PictureView, qtbot: QtBot) -> None:
    spot = QPoint(600, 300)
    x, y = view.share_at(QPointF(spot))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert view.place == Place(1.0, pytest.approx(x), pytest.approx(y))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert not view.zoomed


def test_a_drag_moves_the_picture_with_the_hand(view: PictureView, qtbot: QtBot) -> None:
    view.set_place(Place(1.0, 0.5, 0.5))
    under = view.share_at(QPointF(400, 300))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    qtbot.mouseMove(view, QPoint(450, 340))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(450, 340))
    assert view.share_at(QPointF(450, 340)) == pytest.approx(under)
    assert view.zoomed


def test_a_better_preview_moves_nothing(view: PictureView) -> None:
    view.set_place(Place(1.0, 0.3, 0.6))
    before = view.rect_of(Box(0.2, 0.5, 0.1, 0.1))
    bigger = QPixmap(3000, 2000)
    bigger.fill(QColor("#305070"))
    view.show_picture(bigger, FULL)
    assert view.rect_of(Box(0.2, 0.5, 0.1, 0.1)) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.floats(0, 1), y=st.floats(0, 1), scale=st.floats(0.3, 3.0))
def test_no_place_lets_the_picture_leave_the_view(view: PictureView, x: float, y: float, scale: float) -> None:
    view._move_to(Place(scale, x, y))
    whole = view.rect_of(Box(0, 0, 1, 1))
    assert whole.left() <= 1 and whole.top() <= 1
    assert whole.right() >= view.width() - 1 and whole.bottom() >= view.height() - 1


def test_zooming_to_a_face_puts_it_into_the_middle(view: PictureView) -> None:
    face = Box(0.4, 0.3, 0.1, 0.15)
    view.zoom_to(face)
    shown = view.rect_of(face)
    assert shown.center().x() == pytest.approx(450, abs=1)
    assert shown.center().y() == pytest.approx(350, abs=1)
    assert 300 < shown.height() <= 700
    assert view.needed_edge() > 2048


def test_before_after_and_the_line_between(view: PictureView) -> None:
    after, before = QColor("#305070"), QColor("#704030")
    assert at(view, 0.3, 0.5) == after
    view.set_mode(Split.BEFORE)
    assert at(view, 0.3, 0.5) == before
    view.set_mode(Split.LINE)
    assert at(view, 0.3, 0.5) == before and at(view, 0.7, 0.5) == after
    view.set_mode(Split.SIDE)
    assert at(view, 0.25, 0.5) == before and at(view, 0.75, 0.5) == after


def test_the_line_follows_the_hand(view: PictureView, qtbot: QtBot) -> None:
    view.set_mode(Split.LINE)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(450, 300))
    qtbot.mouseMove(view, QPoint(225, 300))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(225, 300))
    assert view.line == pytest.approx(0.25)
    assert not view.zoomed


def test_picking_a_place_does_not_zoom(view: PictureView, qtbot: QtBot) -> None:
    view.picking = True
    with qtbot.waitSignal(view.picked) as got:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(450, 350))
    assert got.args == [pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01)]
    assert not view.zoomed


def test_without_a_picture_it_says_why(view: PictureView) -> None:
    empty = view.grab().toImage()
    view.show_picture(None, QSize(), note="This photo cannot be opened.")
    assert view.grab().toImage() != empty
    view.zoom_to(Box(0, 0, 1, 1))
