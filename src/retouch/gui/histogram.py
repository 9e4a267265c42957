"""Histogram of what is shown, with marks where it clips."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from retouch.gui.theme import Colour
from retouch.model.frame import Image8

Bins = NDArray[np.float64]
"""3×64: shares of pixels per bin of red, green and blue."""
BINS = 64
CLIPS = 0.001
"""From this share of pixels in one channel on, an end is marked as clipped."""
_EVERY = 4


def bins_of(pixels: Image8) -> tuple[Bins, float, float]:
    """Return bins, the share of pixels with a channel at 255, and the share at 0, of every fourth pixel each way."""
    import cv2

    channels = cv2.split(np.ascontiguousarray(pixels[::_EVERY, ::_EVERY]))
    count = max(channels[0].size, 1)
    bins = np.stack([cv2.calcHist([c], [0], None, [BINS], (0, 256)).ravel() for c in channels]).astype(np.float64)
    high, low = cv2.max(cv2.max(*channels[:2]), channels[2]), cv2.min(cv2.min(*channels[:2]), channels[2])
    blown, blocked = count - cv2.countNonZero(cv2.bitwise_not(high)), count - cv2.countNonZero(low)
    return bins / count, blown / count, blocked / count


def bins_of_image(image: QImage) -> tuple[Bins, float, float]:
    """Return what ``bins_of`` does, of a picture that is on the screen already."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine() // 4, 4)
    return bins_of(rows[:, : rgb.width(), 2::-1])


class Histogram(QWidget):
    """Draws red, green and blue over each other; grey is where all three are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(88)
        self._bins: Bins | None = None
        self._blown = self._blocked = 0.0

    def sizeHint(self) -> QSize:
        return QSize(256, 88)

    def show_bins(self, bins: Bins | None, blown: float = 0.0, blocked: float = 0.0) -> None:
        """Draw these; ``None`` empties it."""
        self._bins, self._blown, self._blocked = bins, blown, blocked
        self.setToolTip(
            self.tr("{high:.1%} of the picture is blown, {low:.1%} is blocked").format(high=blown, low=blocked)
            if bins is not None
            else ""
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Colour.SURROUND.qt)
        if self._bins is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            top = float(np.quantile(self._bins[:, 1:-1], 0.995)) or 1.0
            for row, colour in zip(self._bins, ("#6a2626", "#266a26", "#26266a"), strict=True):
                self._paint_channel(painter, np.minimum(row / top, 1.0), QColor(colour))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._paint_mark(painter, left=True, on=self._blocked > CLIPS)
            self._paint_mark(painter, left=False, on=self._blown > CLIPS)
        painter.setPen(QPen(Colour.LINE.qt, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_channel(self, painter: QPainter, row: NDArray[np.float64], colour: QColor) -> None:
        width, height = self.width() - 2, self.height() - 10
        base = self.height() - 1
        points = [QPointF(1 + n * width / (BINS - 1), base - v * height) for n, v in enumerate(row)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(1, base), *points, QPointF(1 + width, base)]))

    def _paint_mark(self, painter: QPainter, *, left: bool, on: bool) -> None:
        x, way = (5.0, 1) if left else (self.width() - 5.0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Colour.REJECTED.qt if on else Colour.LINE.qt)
        painter.drawPolygon(QPolygonF([QPointF(x, 5), QPointF(x + 8 * way, 5), QPointF(x, 13)]))
