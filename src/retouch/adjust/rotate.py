"""Rotate: quarter turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import FinishAdjustment, Move, param
from retouch.model.frame import Pixels


@dataclass(frozen=True)
class Rotate(FinishAdjustment):
    """Turn clockwise by ``quarters`` quarter turns."""

    key: ClassVar[str] = "rotate"
    title: ClassVar[str] = "Rotate"
    rank: ClassVar[int] = 10
    rearranges: ClassVar[bool] = True

    quarters: float = param(0.0, 0.0, 3.0, 0.25, "Quarter turns", "", "Clockwise")

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "quarters", float(round(self.quarters)))

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return turned pixels: a view."""
        return np.rot90(pixels, -round(self.quarters))

    def move(self, width: int, height: int) -> Move:
        """Return the turn."""
        right, down = width - 1, height - 1
        quarter = round(self.quarters)
        rows = {
            0: [[1, 0, 0], [0, 1, 0]],
            1: [[0, 1, 0], [-1, 0, down]],
            2: [[-1, 0, right], [0, -1, down]],
            3: [[0, -1, right], [1, 0, 0]],
        }[quarter]
        size = (height, width) if quarter % 2 else (width, height)
        return Move(np.array([*rows, [0, 0, 1]], np.float64), *size)
