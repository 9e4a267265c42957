"""A photo with its watermark, small."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from retouch.image.watermark import Watermark, lay
from retouch.model.frame import Space


def marked(pixmap: QPixmap, mark: Watermark, edge: int, ratio: float) -> QPixmap:
    """Return the picture with the mark, fitted into ``edge``×``edge`` logical pixels of a screen with this ratio.

    Raises ``RetouchError`` where the picture of the mark cannot be read.
    """
    pixels = round(edge * ratio)
    smooth = Qt.TransformationMode.SmoothTransformation
    small = pixmap.toImage().scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    image = small.convertToFormat(QImage.Format.Format_RGB888)
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, stride)
    levels = rows[:, : 3 * width].reshape(height, width, 3).copy()
    lay(levels, mark, Space.SRGB)
    shown = QPixmap.fromImage(QImage(levels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
    shown.setDevicePixelRatio(ratio)
    return shown
