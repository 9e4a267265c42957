"""Noise: colour speckles and grain smoothed where there is no detail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import BandAdjustment, BandWork, Context, Proposal, param
from retouch.image.detail import brightness
from retouch.image.guided import guided
from retouch.model.decision import Evidence
from retouch.model.frame import AnyArray, Frame, Pixels

_RADIUS_COLOUR, _RADIUS_GRAIN = 6.0, 2.5
"""Pixels at full size."""
_GRAIN_AT_FULL = 0.35
"""EV of grain in the mid-tones that full strength smooths."""
_QUIET = 1600
"""ISO up to which today's sensors need no help."""


@dataclass(frozen=True)
class Noise(BandAdjustment):
    """Guided smoothing of colour and of brightness, stronger in the dark where photon noise is."""

    key: ClassVar[str] = "noise"
    title: ClassVar[str] = "Noise"
    rank: ClassVar[int] = 5

    colour: float = param(0.0, 0.0, 100.0, 1.0, "Colour noise", "", "Smooths coloured speckles")
    grain: float = param(0.0, 0.0, 100.0, 1.0, "Grain", "", "Smooths brightness, where there is no detail")

    def prepare(self, frame: Frame, context: Context) -> BandWork:
        """Return the work that leaves less noise; on small previews noise has averaged away by itself."""
        return BandWork(round(2 * _RADIUS_COLOUR) + 2, lambda pixels, rows: self._smoothed(pixels, frame.scale))

    def _smoothed(self, pixels: Pixels, scale: float) -> Pixels:
        level = brightness(pixels)
        if self.colour > 0:
            pixels = self._colour(pixels, level, scale)
        if self.grain > 0:
            edge = _GRAIN_AT_FULL * self.grain / 100
            smooth = guided(level, level, _RADIUS_GRAIN * scale, edge * edge)
            pixels = pixels * np.exp2(smooth - level)[..., None]
        return np.asarray(pixels, np.float32)

    def _colour(self, pixels: AnyArray, level: AnyArray, scale: float) -> AnyArray:
        """Smooth each channel's difference from brightness, guided by brightness, and keep brightness itself."""
        light = np.exp2(level)
        share = np.float32(self.colour / 100)
        out = np.empty_like(pixels)
        for channel in range(3):
            tint = pixels[..., channel] - light
            out[..., channel] = pixels[..., channel] + share * (guided(tint, level, _RADIUS_COLOUR * scale, 0.1) - tint)
        return out

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest what the ISO asks for."""
        iso = context.capture.iso
        if iso is None or iso <= _QUIET or context.scene is None:
            return None
        stops = float(np.log2(iso / _QUIET))
        reason = Evidence("ISO", float(iso), float(_QUIET), f"At ISO {iso} shadows are noisy; detail is kept")
        grain = round(min(8 * stops, 35))
        return Proposal(cls(colour=round(min(20 + 20 * stops, 80)), grain=grain), 0.7, (reason,))
