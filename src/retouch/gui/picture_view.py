"""One picture: fitted, or zoomed to a place that it holds from frame to frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from retouch.gui.theme import Colour
from retouch.model.scene import Box

_FACE_SHARE = 0.6
"""A face that is zoomed to takes so much of the shorter side of the view."""
_CLOSEST = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where one looks: ``scale`` is screen pixels per photo pixel, ``None`` is fitted; x and y are shares."""

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5


class Split(Enum):
    """How before and after are shown."""

    AFTER = 0
    BEFORE = 1
    LINE = 2
    SIDE = 3


class PictureView(QWidget):
    """Shows a picture, its faces, and what it was before.

    A click zooms to 100 % at the pointer and back, a drag moves, the wheel zooms. Sizes are those of the full photo, so
    that a preview that is replaced by a better one does not move anything.
    """

    placed = Signal(object)
    """The place has changed by hand."""
    picked = Signal(float, float)
    """A click while ``picking``: shares of the photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setMouseTracking(True)
        self.surround: QColor = Colour.SURROUND.qt
        self.picking = False
        self.framed = False
        self.mode = Split.AFTER
        self.line = 0.5
        self._after: QPixmap | None = None
        self._before: QPixmap | None = None
        self._part: tuple[QPixmap, QRectF] | None = None
        self._full = QSize()
        self._place = Place()
        self._faces: tuple[Box, ...] = ()
        self._marked: int | None = None
        self._note = ""
        self._badge: tuple[str, QColor, bool] | None = None
        self._pressed: QPointF | None = None
        self._start = Place()
        self._on_line = False

    # -- what is shown

    def show_picture(
        self, pixmap: QPixmap | None, full: QSize, *, before: QPixmap | None = None, note: str = ""
    ) -> None:
        """Show a picture of a photo whose upright full size is ``full``; ``note`` is said where there is none."""
        self._after, self._before, self._note = pixmap, before, note
        self._part = None
        if full.isValid() and not full.isEmpty():
            self._full = full
        elif pixmap is not None:
            self._full = pixmap.size()
        self.update()

    def show_part(self, pixmap: QPixmap, place: QRect, width: int) -> None:
        """Lay a sharper part over the picture, at a place in pixels of a picture of this width, until the next one."""
        after = self._after
        if after is not None:
            height = width * after.height() / after.width()
            share = QRectF(place.x() / width, place.y() / height, place.width() / width, place.height() / height)
            self._part = pixmap, share
            self.update()

    def in_view(self, size: QSize) -> QRect:
        """Return the part of a picture of this size that is in view, in its pixels."""
        pane = self._pane()
        target = self._target(pane)
        seen = target.intersected(pane).translated(-target.topLeft())
        across, down = size.width() / max(target.width(), 1), size.height() / max(target.height(), 1)
        x, y = int(seen.left() * across), int(seen.top() * down)
        right, bottom = math.ceil(seen.right() * across), math.ceil(seen.bottom() * down)
        return QRect(x, y, right - x, bottom - y).intersected(QRect(QPoint(), size))

    def set_before(self, pixmap: QPixmap | None) -> None:
        """Give the picture that ``BEFORE`` and the splits show."""
        self._before = pixmap
        self.update()

    def set_faces(self, faces: Sequence[Box], marked: int | None = None) -> None:
        """Frame these faces, one of them marked."""
        self._faces, self._marked = tuple(faces), marked
        self.update()

    def set_badge(self, text: str, colour: QColor | None = None, *, solid: bool = True) -> None:
        """Write a state into the upper left corner: solid when decided, dotted when suggested."""
        self._badge = (text, colour or Colour.QUIET.qt, solid) if text else None
        self.update()

    def set_mode(self, mode: Split) -> None:
        """Show after, before, or both."""
        self.mode = mode
        self.update()

    # -- where one looks

    @property
    def place(self) -> Place:
        """Where one looks."""
        return self._place

    @property
    def zoomed(self) -> bool:
        """Whether it is not fitted."""
        return self._place.scale is not None

    def set_place(self, place: Place) -> None:
        """Look somewhere; ``placed`` is not emitted."""
        self._place = place
        self.update()

    @property
    def full_size(self) -> QSize:
        """Full size of what is shown."""
        return self._full

    def look_at(self, x: float, y: float) -> None:
        """Bring a place of the photo into the middle, at the same scale."""
        self._move_to(replace(self._place, x=x, y=y))

    def zoom_to(self, box: Box) -> None:
        """Fill the view with a place, such as a face, at most at 200 %."""
        if self._full.isEmpty():
            return
        width, height = box.width * self._full.width(), box.height * self._full.height()
        fill = min(self.width() / max(width, 1), self.height() / max(height, 1))
        x, y = box.centre
        self._move_to(Place(min(fill * _FACE_SHARE, 2.0), x, y))

    def toggle_zoom(self, at: QPointF | None = None, towards: Box | None = None) -> None:
        """Switch between fitted and 100 %: at a point of the widget, or on a box, or in the middle."""
        if self.zoomed:
            self._move_to(Place())
        elif at is not None:
            x, y = self.share_at(at)
            self._move_to(Place(1.0, x, y))
        else:
            x, y = towards.centre if towards is not None else (0.5, 0.5)
            self._move_to(Place(1.0, x, y))

    def needed_edge(self) -> int:
        """Return the long edge in pixels that the picture must have to look sharp here."""
        return round(max(self._full.width(), self._full.height()) * min(self.scale, self.devicePixelRatioF()))

    @property
    def scale(self) -> float:
        """Device pixels per photo pixel as it is shown; 0 where there is no photo."""
        if self._full.isEmpty():
            return 0.0
        shown = self._fit_scale(self._pane()) if self._place.scale is None else self._place.scale
        return shown * self.devicePixelRatioF()

    def share_at(self, point: QPointF) -> tuple[float, float]:
        """Return which place of the photo lies under a point of the widget, as shares clamped to the photo."""
        r = self._target(self._pane_at(point))
        if r.isEmpty():
            return 0.5, 0.5
        x, y = (point.x() - r.left()) / r.width(), (point.y() - r.top()) / r.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def rect_of(self, box: Box) -> QRectF:
        """Return where a box of the photo lies in the widget."""
        r = self._target(self._pane())
        return QRectF(
            r.left() + box.x * r.width(), r.top() + box.y * r.height(), box.width * r.width(), box.height * r.height()
        )

    def _move_to(self, place: Place) -> None:
        self._place = self._kept_inside(place)
        self.update()
        self.placed.emit(self._place)

    def _kept_inside(self, place: Place) -> Place:
        """Keep the picture from leaving the view."""
        if place.scale is None or self._full.isEmpty():
            return place
        pane = self._pane()

        def kept(share: float, view: float, size: float) -> float:
            half = view / 2 / size
            return 0.5 if half >= 0.5 else min(max(share, half), 1 - half)

        w, h = self._full.width() * place.scale, self._full.height() * place.scale
        return replace(place, x=kept(place.x, pane.width(), w), y=kept(place.y, pane.height(), h))

    def _pane(self) -> QRectF:
        whole = QRectF(self.rect())
        return (
            QRectF(whole.left(), whole.top(), whole.width() / 2, whole.height()) if self.mode == Split.SIDE else whole
        )

    def _pane_at(self, point: QPointF) -> QRectF:
        pane = self._pane()
        return pane.translated(pane.width(), 0) if self.mode == Split.SIDE and point.x() >= pane.width() else pane

    def _fit_scale(self, pane: QRectF) -> float:
        room = 8
        return min(
            max(pane.width() - room, 1) / max(self._full.width(), 1),
            max(pane.height() - room, 1) / max(self._full.height(), 1),
        )

    def _target(self, pane: QRectF) -> QRectF:
        scale = self._fit_scale(pane) if self._place.scale is None else self._place.scale
        w, h = self._full.width() * scale, self._full.height() * scale
        place = self._kept_inside(self._place) if self._place.scale is not None else Place()
        centre = pane.center()
        return QRectF(centre.x() - place.x * w, centre.y() - place.y * h, w, h)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.surround)
        if self._after is None:
            self._paint_note(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, (self._place.scale or 0) < 2)
        self._paint_pictures(painter, self._after)
        if self.mode in (Split.AFTER, Split.LINE):
            self._paint_faces(painter)
        self._paint_badge(painter)
        if self.hasFocus() or self.framed:
            painter.setPen(QPen(Colour.FOCUS.qt, 2 if self.framed else 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_pictures(self, painter: QPainter, after: QPixmap) -> None:
        pane = self._pane()
        before = self._before if self._before is not None else after
        if self.mode == Split.SIDE:
            self._paint_one(painter, before, pane, pane)
            other = pane.translated(pane.width(), 0)
            self._paint_one(painter, after, other, other)
            self._paint_caption(painter, pane, self.tr("Before"))
            self._paint_caption(painter, other, self.tr("After"))
            painter.fillRect(QRectF(other.left() - 1, 0, 2, self.height()), Colour.PANEL.qt)
        elif self.mode == Split.LINE:
            self._paint_one(painter, after, pane, pane)
            x = self.width() * self.line
            self._paint_one(painter, before, pane, QRectF(0, 0, x, self.height()))
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), Colour.TEXT.qt)
            self._paint_caption(painter, QRectF(0, 0, x, self.height()), self.tr("Before"))
            self._paint_caption(painter, QRectF(x, 0, self.width() - x, self.height()), self.tr("After"))
        else:
            self._paint_one(painter, before if self.mode == Split.BEFORE else after, pane, pane)
            if self.mode == Split.BEFORE:
                self._paint_caption(painter, pane, self.tr("Before"))

    def _paint_one(self, painter: QPainter, pixmap: QPixmap, pane: QRectF, clip: QRectF) -> None:
        painter.save()
        painter.setClipRect(clip)
        target = self._target(pane)
        painter.drawPixmap(self._snapped(target, pixmap), pixmap, QRectF(pixmap.rect()))
        if self._part is not None and pixmap is self._after:
            part, box = self._part
            x, y = target.left() + box.x() * target.width(), target.top() + box.y() * target.height()
            on = QRectF(x, y, box.width() * target.width(), box.height() * target.height())
            painter.drawPixmap(self._snapped(on, part), part, QRectF(part.rect()))
        painter.restore()

    def _snapped(self, target: QRectF, pixmap: QPixmap) -> QRectF:
        """Put a picture that has the size of its place, but for rounding, pixel on pixel: sharper, and faster."""
        dots = self.devicePixelRatioF()
        width, height = pixmap.width() / dots, pixmap.height() / dots
        if abs(target.width() - width) * dots > 1.5 or abs(target.height() - height) * dots > 1.5:
            return target
        return QRectF(round(target.left() * dots) / dots, round(target.top() * dots) / dots, width, height)

    def _paint_caption(self, painter: QPainter, pane: QRectF, text: str) -> None:
        box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-8, -4, 8, 4)
        box.moveBottomLeft(QPointF(pane.left() + 12, pane.bottom() - 12))
        if box.width() + 16 < pane.width():
            self._paint_pill(painter, box, text, Colour.TEXT.qt, None)

    def _paint_faces(self, painter: QPainter) -> None:
        for n, box in enumerate(self._faces):
            marked = n == self._marked
            painter.setPen(QPen(Colour.FOCUS.qt if marked else QColor(214, 214, 214, 110), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect_of(box), 4, 4)

    def _paint_badge(self, painter: QPainter) -> None:
        if self._badge is None:
            return
        text, colour, solid = self._badge
        box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-10, -4, 10, 4)
        box.moveTopLeft(QPointF(12, 12))
        pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DotLine)
        self._paint_pill(painter, box, text, colour, pen)

    def _paint_pill(self, painter: QPainter, box: QRectF, text: str, colour: QColor, pen: QPen | None) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen or Qt.PenStyle.NoPen)
        painter.setBrush(QColor(35, 35, 35, 220))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_note(self, painter: QPainter) -> None:
        painter.setPen(Colour.QUIET.qt)
        area = self.rect().adjusted(40, 40, -40, -40)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._note)

    # -- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._on_line = self.mode == Split.LINE and abs(event.position().x() - self.width() * self.line) < 8
        self._pressed = event.position()
        self._start = self._kept_inside(self._place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._show_cursor(event.position())
            return
        if self._on_line:
            self.line = min(max(event.position().x() / max(self.width(), 1), 0.02), 0.98)
            self.update()
            return
        moved = event.position() - self._pressed
        if self._start.scale is None or moved.manhattanLength() < QApplication.startDragDistance():
            return
        w, h = self._full.width() * self._start.scale, self._full.height() * self._start.scale
        self._move_to(Place(self._start.scale, self._start.x - moved.x() / w, self._start.y - moved.y() / h))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._on_line:
            return
        if (event.position() - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        if self.picking:
            self.picked.emit(*self.share_at(event.position()))
        else:
            self.toggle_zoom(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._full.isEmpty() or event.angleDelta().y() == 0:
            return
        fit = self._fit_scale(self._pane())
        old = self._place.scale or fit
        new = min(old * 1.2 ** (event.angleDelta().y() / 120), _CLOSEST)
        if new <= fit:
            self._move_to(Place())
            return
        x, y = self.share_at(event.position())
        pane = self._pane_at(event.position()).center()
        dx, dy = event.position().x() - pane.x(), event.position().y() - pane.y()
        self._move_to(Place(new, x - dx / (self._full.width() * new), y - dy / (self._full.height() * new)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.placed.emit(self._place)

    def _show_cursor(self, at: QPointF) -> None:
        if self.mode == Split.LINE and abs(at.x() - self.width() * self.line) < 8:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self.picking:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor if self.zoomed else Qt.CursorShape.ArrowCursor)
