"""Contrast: an S around middle grey, ends kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import Levels, remap
from retouch.model.frame import Colours

_MIDDLE = 0.461
"""Middle grey, 18 %, in the sRGB curve."""
_MOST = 0.75
"""Doublings of the slope at middle grey at full strength."""


@dataclass(frozen=True)
class Contrast(ColourAdjustment):
    """Scale the log-odds of brightness about middle grey: smooth, monotone, 0 and 1 stay."""

    key: ClassVar[str] = "contrast"
    title: ClassVar[str] = "Contrast"
    rank: ClassVar[int] = 50

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Contrast", "", "Higher parts light from dark around middle grey")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""
        slope = 2.0 ** (_MOST * self.amount / 100)
        pivot = float(np.log(_MIDDLE / (1 - _MIDDLE)))

        def curve(level: Levels) -> Levels:
            inside = np.clip(level, 1e-4, 1 - 1e-4)
            odds = np.log(inside / (1 - inside))
            return np.asarray(1 / (1 + np.exp(-(slope * (odds - pivot) + pivot))), np.float32)

        return remap(rgb, curve)
