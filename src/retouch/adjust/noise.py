"""Noise: colour speckles and grain smoothed where there is no detail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import BandAdjustment, BandWork, Context, Proposal, param
from retouch.image import quiet
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_TYPICAL = (2.0, 1.0, 1.5), np.eye(3)
"""White balance and matrix of which the noise of luminance and colour is reckoned."""
_UNKNOWN = 800
"""ISO of a photo that does not say."""
_COLOUR, _GRAIN = 3.0, 1.2
"""Energy over that of the sensor's noise from which detail is kept."""
_REACH = 24
_QUIET = 1600
"""ISO up to which today's sensors need no help."""


@dataclass(frozen=True)
class Noise(BandAdjustment):
    """Takes away what is not more than the noise that a sensor has at the ISO of the photo.

    Colour noise is mostly gone before: every RAW file is developed without what its ISO explains.
    """

    key: ClassVar[str] = "noise"
    title: ClassVar[str] = "Noise"
    rank: ClassVar[int] = 5

    colour: float = param(0.0, 0.0, 100.0, 1.0, "Colour noise", "", "Smooths coloured speckles")
    grain: float = param(0.0, 0.0, 100.0, 1.0, "Grain", "", "Smooths brightness, where there is no detail")

    def prepare(self, frame: Frame, context: Context) -> BandWork:
        """Return the work that leaves less noise; on small previews noise has averaged away by itself."""
        of_light, of_colour = quiet.variances(context.capture.iso or _UNKNOWN, *_TYPICAL)
        shares = quiet.octaves(frame.scale)

        def work(pixels: Pixels, rows: slice) -> Pixels:
            light, chroma = quiet.split(pixels)
            if self.colour > 0:
                calm = quiet.calmed(chroma, light, of_colour, shares[0][:3], _COLOUR, follow=1)
                chroma += np.float32(self.colour / 100) * (calm - chroma)
            if self.grain > 0:
                calm = quiet.calmed(light[..., None], light, of_light, shares[1], _GRAIN, follow=0)[..., 0]
                smooth = light + np.float32(self.grain / 100) * (calm - light)
                black = np.float32(np.sqrt(of_light.floor[0]))  # under it, nothing is known of a pixel's colour
                chroma *= ((np.maximum(smooth, 0) + black) / (np.maximum(light, 0) + black))[..., None]
                light = smooth
            out = np.empty(pixels.shape, np.float32)
            quiet.join(light, chroma, out)
            return out

        return BandWork(_REACH, work)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest what the ISO asks for."""
        iso = context.capture.iso
        if iso is None or iso <= _QUIET or context.scene is None:
            return None
        stops = float(np.log2(iso / _QUIET))
        reason = Evidence("ISO", float(iso), float(_QUIET), f"At ISO {iso} shadows are noisy; detail is kept")
        return Proposal(cls(grain=round(min(10 + 15 * stops, 60))), 0.7, (reason,))
