"""Clarity: local contrast at the scale of features and folds, edges without halos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, LocalAdjustment, param
from retouch.image.detail import brightness, gained, long_edge
from retouch.image.guided import guided
from retouch.model.frame import Frame

_RADIUS = 0.02
"""Share of the photo's long edge."""
_EDGE = 0.6
"""Steps of brightness over this many EV are edges: they are not exaggerated."""
_MOST = 0.8


@dataclass(frozen=True)
class Clarity(LocalAdjustment):
    """Scale what differs from an edge-keeping blur of brightness."""

    key: ClassVar[str] = "clarity"
    title: ClassVar[str] = "Clarity"
    rank: ClassVar[int] = 80

    amount: float = param(
        0.0, -100.0, 100.0, 1.0, "Clarity", "", "Contrast between neighbouring parts; lower is softer"
    )

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return the frame with its mid-scale contrast changed."""
        level = brightness(frame.pixels)
        detail = level - guided(level, level, _RADIUS * long_edge(frame), _EDGE**2)
        return gained(frame, np.float32(_MOST * self.amount / 100) * detail)
