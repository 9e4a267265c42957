"""Clarity: local contrast at the scale of features and folds, edges without halos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, param
from retouch.image.detail import gain_map
from retouch.image.guided import guided
from retouch.model.frame import AnyArray, Frame

_RADIUS = 0.02
"""Share of the photo's long edge."""
_EDGE = 0.6
"""Steps of brightness over this many EV are edges: they are not exaggerated."""
_MOST = 0.8


@dataclass(frozen=True)
class Clarity(GainAdjustment):
    """Scale what differs from an edge-keeping blur of brightness."""

    key: ClassVar[str] = "clarity"
    title: ClassVar[str] = "Clarity"
    rank: ClassVar[int] = 80
    smooth: ClassVar[bool] = True

    amount: float = param(
        0.0, -100.0, 100.0, 1.0, "Clarity", "", "Contrast between neighbouring parts; lower is softer"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Yield one gain map over the whole frame."""

        def ev(level: AnyArray, edge: int) -> AnyArray:
            detail = level - guided(level, level, _RADIUS * edge, _EDGE**2)
            return np.asarray(np.float32(_MOST * self.amount / 100) * detail)

        yield Gain(slice(0, frame.height), slice(0, frame.width), gain_map(frame, ev))
