"""A photo with its watermark, small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from retouch.gui.pictures import LatestSlot
from retouch.image.watermark import Watermark
from retouch.model.errors import RetouchError
from retouch.model.frame import Image8
from retouch.tasks.decoders import decoders


@dataclass(frozen=True, eq=False)
class _Asked:
    levels: Image8
    mark: Watermark
    ratio: float


class WatermarkPreview(QObject):
    """Lays a mark into a picture in the background: its file is a stranger's, and only a worker opens it."""

    made = Signal(QPixmap)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot: LatestSlot[_Asked] = LatestSlot(lambda a: decoders().marked(a.levels, a.mark), self)
        self._slot.arrived.connect(self._arrived)
        self._slot.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        """Whether a mark is being laid."""
        return self._slot.busy

    def request(self, pixmap: QPixmap, mark: Watermark, edge: int, ratio: float) -> None:
        """Show the picture with the mark, fitted into ``edge``×``edge`` logical pixels of a screen with this ratio."""
        pixels = round(edge * ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        small = pixmap.toImage().scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        image = small.convertToFormat(QImage.Format.Format_RGB888)
        width, height, stride = image.width(), image.height(), image.bytesPerLine()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, stride)
        self._slot.request(_Asked(rows[:, : 3 * width].reshape(height, width, 3).copy(), mark, ratio))

    def drop(self) -> None:
        """Forget what was asked for."""
        self._slot.drop()

    def stop(self) -> None:
        """End the thread."""
        self._slot.stop()

    def _arrived(self, asked: _Asked, levels: Image8) -> None:
        height, width = levels.shape[:2]
        shown = QPixmap.fromImage(QImage(levels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
        shown.setDevicePixelRatio(asked.ratio)
        self.made.emit(shown)

    def _failed(self, asked: _Asked, error: BaseException) -> None:
        if isinstance(error, RetouchError):  # the preflight says it in words
            self.made.emit(QPixmap())
        else:
            self.crashed.emit(error)
