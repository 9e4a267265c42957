"""Crop on the picture: a frame with handles over a ``PictureView``."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retouch.gui.picture_view import PictureView
from retouch.gui.theme import Colour
from retouch.model.scene import Box

_REACH = 10
"""Pixels around an edge in which it can be taken."""
_LEAST = 0.05
"""Share of either side that always remains."""
_STEP = 0.01
_OWN_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
    | {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
)
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class CropOverlay(QWidget):
    """Drag edges, corners or the inside; Shift keeps the shape. Arrows move, Enter takes, Esc leaves it as it was."""

    taken = Signal(object)
    """The frame (``Box`` in shares of the whole picture) was taken."""
    left = Signal()

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self.box = WHOLE
        self._grip: tuple[int, int] | None = None
        self._start = WHOLE
        self._pressed = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Crop: arrows move the frame, Enter takes it, Esc leaves it"))
        view.installEventFilter(self)
        self.hide()

    def begin(self, box: Box) -> None:
        """Show the frame."""
        self.box = box
        self.setGeometry(self._view.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = self._view.rect_of(self.box)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRect(frame)
        painter.fillPath(outside.subtracted(inside), QColor(20, 20, 20, 170))
        painter.setPen(QPen(QColor(214, 214, 214, 90), 1))
        for n in (1, 2):
            x, y = frame.left() + frame.width() * n / 3, frame.top() + frame.height() * n / 3
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QPen(Colour.TEXT.qt, 1.5))
        painter.drawRect(frame)
        painter.setPen(QPen(Colour.TEXT.qt, 4))
        for corner, dx, dy in (
            (frame.topLeft(), 1, 1),
            (frame.topRight(), -1, 1),
            (frame.bottomLeft(), 1, -1),
            (frame.bottomRight(), -1, -1),
        ):
            painter.drawLine(corner, corner + QPointF(14 * dx, 0))
            painter.drawLine(corner, corner + QPointF(0, 14 * dy))

    def _grip_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return which edges are taken at a point: −1 and 1 are the two of an axis, (0, 0) is the inside."""
        frame = self._view.rect_of(self.box)
        if not frame.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(at):
            return None

        def axis(x: float, low: float, high: float) -> int:
            return -1 if abs(x - low) <= _REACH else 1 if abs(x - high) <= _REACH else 0

        return axis(at.x(), frame.left(), frame.right()), axis(at.y(), frame.top(), frame.bottom())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip, self._start, self._pressed = self._grip_at(event.position()), self.box, event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        whole = self._view.rect_of(WHOLE)
        moved = event.position() - self._pressed
        keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.drag(moved.x() / max(whole.width(), 1), moved.y() / max(whole.height(), 1), keep_shape=keep)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def drag(self, dx: float, dy: float, *, keep_shape: bool = False) -> None:
        """Move what is taken by shares of the picture."""
        s = self._start
        if self._grip is None or self._grip == (0, 0):
            x = min(max(s.x + dx, 0.0), 1 - s.width)
            y = min(max(s.y + dy, 0.0), 1 - s.height)
            self._set(Box(x, y, s.width, s.height))
            return
        gx, gy = self._grip
        x0, x1 = _edges(s.x, s.x + s.width, gx, dx)
        y0, y1 = _edges(s.y, s.y + s.height, gy, dy)
        if keep_shape and gx and gy:
            grow = max((x1 - x0) / s.width, (y1 - y0) / s.height)
            grow = min(grow, (x1 if gx < 0 else 1 - x0) / s.width, (y1 if gy < 0 else 1 - y0) / s.height)
            width, height = s.width * grow, s.height * grow
            x0, y0 = (x1 - width if gx < 0 else x0), (y1 - height if gy < 0 else y0)
            x1, y1 = x0 + width, y0 + height
        self._set(Box(x0, y0, x1 - x0, y1 - y0))

    def _set(self, box: Box) -> None:
        self.box = box
        self.update()

    def _show_cursor(self, at: QPointF) -> None:
        shapes = {
            (0, 0): Qt.CursorShape.SizeAllCursor,
            (0, 1): Qt.CursorShape.SizeVerCursor,
            (1, 0): Qt.CursorShape.SizeHorCursor,
            (1, 1): Qt.CursorShape.SizeFDiagCursor,
            (1, -1): Qt.CursorShape.SizeBDiagCursor,
        }
        grip = self._grip_at(at)
        if grip is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            shape = shapes.get(grip) or shapes.get((-grip[0], -grip[1])) or Qt.CursorShape.SizeAllCursor
            self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._start, self._grip = self.box, (0, 0)
            self.drag(*(_STEP * d for d in _ARROWS[key]))
            self._grip = None
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.box)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._view.rect())
        return super().eventFilter(watched, event)


def _edges(low: float, high: float, grip: int, by: float) -> tuple[float, float]:
    if grip < 0:
        return min(max(low + by, 0.0), high - _LEAST), high
    if grip > 0:
        return low, max(min(high + by, 1.0), low + _LEAST)
    return low, high
