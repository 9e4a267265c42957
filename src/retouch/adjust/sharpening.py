"""Sharpening: crisper edges, without amplifying what is smooth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import FinishAdjustment, Place, param
from retouch.image.sharpen import Unsharp
from retouch.model.frame import AnyArray, Pixels

_GRAIN = 0.012
"""Differences of display brightness under this are grain and stay as they are."""
_HALO = 0.08
"""Differences over this are strong edges, which show halos first: they gain less and less."""
_LUMA = np.array([0.25, 0.5, 0.25], np.float32)


@dataclass(frozen=True)
class Sharpening(FinishAdjustment):
    """Unsharp mask on brightness, cored at both ends. ``radius`` counts in pixels of the full photo."""

    key: ClassVar[str] = "sharpening"
    title: ClassVar[str] = "Sharpening"
    rank: ClassVar[int] = 50

    amount: float = param(0.0, 0.0, 150.0, 1.0, "Sharpening", "%", "Strength")
    radius: float = param(1.0, 0.5, 3.0, 0.1, "Radius", "px", "Size of the detail that is sharpened, at full size")

    def is_neutral(self) -> bool:
        """Whether this changes nothing, whatever the radius."""
        return self.amount == 0

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return sharper pixels; where the preview is too small to show the radius, little happens."""
        return self._mask(scale).apply(pixels)

    def write_band(self, pixels: Pixels, scale: float, place: Place, rows: slice, out: AnyArray) -> None:
        """Write sharper rows in one go."""
        self._mask(scale).write(pixels, rows, out)

    def reach(self, scale: float) -> int:
        """Return where the blur ends."""
        return self._mask(scale).reach()

    def _mask(self, scale: float) -> Unsharp:
        return Unsharp(_LUMA, self.radius * scale, self.amount / 50, _GRAIN, _HALO)
