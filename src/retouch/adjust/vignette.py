"""Vignette: corners darker or brighter, centred on what is left after the crop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import FinishAdjustment, Place, param
from retouch.model.frame import Pixels

_MOST = 0.55
"""Share of display brightness in the far corner at full strength."""


@dataclass(frozen=True)
class Vignette(FinishAdjustment):
    """Scale brightness by a smooth function of the distance from the middle."""

    key: ClassVar[str] = "vignette"
    title: ClassVar[str] = "Vignette"
    rank: ClassVar[int] = 40
    placed: ClassVar[bool] = True

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Vignette", "", "Lower darkens the corners, higher brightens them")

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return pixels with their corners changed."""
        return self.apply_band(pixels, scale, Place(0, pixels.shape[0]))

    def apply_band(self, pixels: Pixels, scale: float, place: Place) -> Pixels:
        """Return a band with its ends changed."""
        height, width = pixels.shape[:2]
        y = (np.arange(place.top, place.top + height, dtype=np.float32) + 0.5) / place.height * 2 - 1
        x = (np.arange(width, dtype=np.float32) + 0.5) / width * 2 - 1
        far = (x[None, :] ** 2 + y[:, None] ** 2) / 2
        gain = 1 + np.float32(_MOST * self.amount / 100) * far**1.5
        return np.asarray(np.clip(pixels * gain[..., None], 0, 1), np.float32)

    def reach(self, scale: float) -> int:
        """Return 0: pixels are changed by themselves."""
        return 0
