"""Texture: fine detail above the grain, softer or crisper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, param
from retouch.image.blur import gaussian
from retouch.image.detail import gain_map
from retouch.model.frame import AnyArray, Frame

_FINE, _COARSE = 0.0006, 0.003
"""Sigmas of the band, as shares of the photo's long edge."""
_LARGE = 0.5
"""EV over which a difference is an edge and changes less and less."""
_MOST = 0.9


@dataclass(frozen=True)
class Texture(GainAdjustment):
    """Scale the band of brightness between two small blurs."""

    key: ClassVar[str] = "texture"
    title: ClassVar[str] = "Texture"
    rank: ClassVar[int] = 81
    smooth: ClassVar[bool] = True

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Texture", "", "Fine detail: hair, cloth, pores; lower is softer")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Yield one gain map over the whole frame."""

        def ev(level: AnyArray, edge: int) -> AnyArray:
            band = gaussian(level, _FINE * edge) - gaussian(level, _COARSE * edge)
            return np.asarray(np.float32(_MOST * self.amount / 100) * band / (1 + (band / _LARGE) ** 2))

        yield Gain(slice(0, frame.height), slice(0, frame.width), gain_map(frame, ev))
