"""Crop: how much is cut off each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import FinishAdjustment, Move, param
from retouch.model.frame import Pixels

_KEPT = 5.0
"""Percent of each side's length that always remains."""


@dataclass(frozen=True)
class Crop(FinishAdjustment):
    """Cut a percentage of width or height off each side; at least 5 % of either remains."""

    key: ClassVar[str] = "crop"
    title: ClassVar[str] = "Crop"
    rank: ClassVar[int] = 30
    rearranges: ClassVar[bool] = True

    left: float = param(0.0, 0.0, 95.0, 0.1, "Left", "%", "Cut off the left")
    top: float = param(0.0, 0.0, 95.0, 0.1, "Top", "%", "Cut off the top")
    right: float = param(0.0, 0.0, 95.0, 0.1, "Right", "%", "Cut off the right")
    bottom: float = param(0.0, 0.0, 95.0, 0.1, "Bottom", "%", "Cut off the bottom")

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "right", min(self.right, 100 - _KEPT - self.left))
        object.__setattr__(self, "bottom", min(self.bottom, 100 - _KEPT - self.top))

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return the rectangle that remains, at least one pixel: a view."""
        height, width = pixels.shape[:2]
        x0, x1 = _span(width, self.left, self.right)
        y0, y1 = _span(height, self.top, self.bottom)
        return pixels[y0:y1, x0:x1]

    def move(self, width: int, height: int) -> Move:
        """Return the shift."""
        x0, x1 = _span(width, self.left, self.right)
        y0, y1 = _span(height, self.top, self.bottom)
        return Move(np.array([[1, 0, x0], [0, 1, y0], [0, 0, 1]], np.float64), x1 - x0, y1 - y0)


def _span(length: int, low: float, high: float) -> tuple[int, int]:
    start = min(round(length * low / 100), length - 1)
    return start, max(round(length * (1 - high / 100)), start + 1)
