"""Spots on the skin as dots over a ``PictureView``: what is healed, what is kept, and a cursor for the keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retouch.adjust.blemishes import Dot
from retouch.gui.picture_view import PictureView
from retouch.gui.theme import Colour
from retouch.model.scene import Box

_LEAST = 5.0
"""Radius in pixels of the smallest dot."""
_STEP = 8.0
"""Pixels by which the cursor moves."""
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_CLICKS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class SpotMarks(QWidget):
    """Filled dots are healed, hollow ones are kept. The mouse goes through to the picture.

    Tab goes from dot to dot, Shift and arrows move the cursor, Space clicks there, Esc leaves.
    """

    clicked = Signal(float, float)
    """A click by keyboard, in shares of the photo."""
    left = Signal()

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._dots: tuple[Dot, ...] = ()
        self._decided = False
        self._cursor: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Spots: Tab goes to the next one, Space heals or keeps it, Esc leaves"))
        view.installEventFilter(self)
        self.hide()

    @property
    def dots(self) -> tuple[Dot, ...]:
        """What is shown."""
        return self._dots

    def begin(self) -> None:
        """Lie over the picture and take the keys."""
        self._cursor = None
        self.setGeometry(self._view.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def show_dots(self, dots: Sequence[Dot], *, decided: bool) -> None:
        """Show these; amber while what is healed is only suggested."""
        self._dots, self._decided = tuple(dots), decided
        self._say()
        self.update()

    def _say(self) -> None:
        near = self._at_cursor()
        if near is None:
            healed = sum(d.healed for d in self._dots)
            said = self.tr("Spots healed: {n}, kept: {m}").format(n=healed, m=len(self._dots) - healed)
        else:
            state = self.tr("healed") if near.healed else self.tr("kept")
            n, of = self._dots.index(near) + 1, len(self._dots)
            said = self.tr("Spot {n} of {of}: {state}").format(n=n, of=of, state=state)
        self.setAccessibleDescription(said)

    def _at_cursor(self) -> Dot | None:
        if self._cursor is None:
            return None
        x, y = self._cursor
        return next((d for d in self._dots if math.hypot(d.x - x, d.y - y) < max(d.radius, 1e-3)), None)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dot in self._dots:
            self._paint_dot(painter, dot)
        if self._cursor is not None:
            self._paint_cursor(painter, self._point(*self._cursor))

    def _point(self, x: float, y: float) -> QPointF:
        return self._view.rect_of(Box(x, y, 0.0, 0.0)).topLeft()

    def _paint_dot(self, painter: QPainter, dot: Dot) -> None:
        radius = max(self._view.rect_of(Box(0, 0, dot.radius, 0)).width() + 2, _LEAST)
        at = self._point(dot.x, dot.y)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(20, 20, 20, 150), 3.5))
        painter.drawEllipse(at, radius, radius)
        colour = (Colour.PICKED if self._decided else Colour.SUGGESTED).qt if dot.healed else Colour.TEXT.qt
        if dot.healed:
            fill = QColor(colour)
            fill.setAlpha(90)
            painter.setBrush(fill)
        painter.setPen(QPen(colour, 1.5))
        painter.drawEllipse(at, radius, radius)

    def _paint_cursor(self, painter: QPainter, at: QPointF) -> None:
        for colour, width in ((QColor(20, 20, 20, 200), 4.0), (Colour.FOCUS.qt, 2.0)):
            painter.setPen(QPen(colour, width))
            for dx, dy in _ARROWS.values():
                painter.drawLine(at + QPointF(9 * dx, 9 * dy), at + QPointF(18 * dx, 18 * dy))

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return key in _CLICKS or key == Qt.Key.Key_Escape or (key in _ARROWS and shifted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._is_ours(event):
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._move(*_ARROWS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._cursor is not None:
            self.clicked.emit(*self._cursor)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self._dots:
            return super().focusNextPrevChild(forward)
        here = self._at_cursor()
        ordered = sorted(self._dots, key=lambda d: (d.face, d.y, d.x))
        n = ordered.index(here) + (1 if forward else -1) if here is not None else (0 if forward else -1)
        dot = ordered[n % len(ordered)]
        self._go(dot.x, dot.y)
        return True

    def _move(self, dx: int, dy: int) -> None:
        whole = self._view.rect_of(Box(0, 0, 1, 1))
        x, y = self._cursor or self._view.share_at(QPointF(self._view.rect().center()))
        self._go(
            min(max(x + _STEP * dx / max(whole.width(), 1), 0.0), 1.0),
            min(max(y + _STEP * dy / max(whole.height(), 1), 0.0), 1.0),
        )

    def _go(self, x: float, y: float) -> None:
        """Put the cursor somewhere, and the view where it can be seen."""
        self._cursor = x, y
        if not self._view.rect().adjusted(40, 40, -40, -40).contains(self._point(x, y).toPoint()):
            self._view.look_at(x, y)
        self._say()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._view.rect())
        return super().eventFilter(watched, event)
