"""Pixels stay sharp while a slider moves: those in view follow the preview until the whole picture is there.

Developing all pixels of a photo takes a second, a preview of it a few hundredths. So the part that is in view keeps its
detail, and takes from the preview how much lighter or redder each place has become: exact for what is large, close for
what is fine. The whole picture replaces it as soon as it is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from retouch.adjust.base import Adjustment


@dataclass(frozen=True, eq=False)
class Detail:
    """Part of a whole picture (``sharp``, from ``place`` in its pixels), and the preview of the same edit (``soft``).

    ``width`` is that of the whole picture; ``frame`` are the steps that crop and turn it. Images are RGB32.
    """

    place: QRect
    width: int
    frame: tuple[Adjustment, ...]
    sharp: QImage = field(repr=False)
    soft: QImage = field(repr=False)

    def like(self, preview: QImage) -> QImage | None:
        """Return the part as it is in this preview of another edit; ``None`` where that is framed otherwise."""
        import cv2

        if preview.size() != self.soft.size() or self.place.isEmpty():
            return None
        scale = preview.width() / self.width
        x0, y0 = max(int(self.place.left() * scale) - 2, 0), max(int(self.place.top() * scale) - 2, 0)
        x1, y1 = int((self.place.right() + 1) * scale) + 3, int((self.place.bottom() + 1) * scale) + 3
        change = cv2.subtract(_levels(preview)[y0:y1, x0:x1], _levels(self.soft)[y0:y1, x0:x1], dtype=cv2.CV_16S)
        move = np.array([[scale, 0, (self.place.left() + 0.5) * scale - 0.5 - x0]], np.float64)
        move = np.vstack([move, [[0, scale, (self.place.top() + 0.5) * scale - 0.5 - y0]]])
        size = (self.place.width(), self.place.height())
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        change = cv2.warpAffine(change, move, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        out = QImage(*size, QImage.Format.Format_RGB32)
        _levels(out)[:] = cv2.add(_levels(self.sharp), change, dtype=cv2.CV_8U)
        return out


def _levels(image: QImage) -> npt.NDArray[np.uint8]:
    """Return the bytes of an RGB32 image as H×W×4, without copying."""
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width()]
