"""Exposure: one gain on scene-linear light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, Matrix, Proposal, param
from retouch.adjust.judge_light import exposure

_STEP = 0.05
_TOO_LITTLE = 0.15
"""Nobody sees less, and a suggestion costs attention."""


@dataclass(frozen=True)
class Exposure(ColourAdjustment):
    """Multiply light by 2^ev."""

    key: ClassVar[str] = "exposure"
    title: ClassVar[str] = "Exposure"
    rank: ClassVar[int] = 20

    ev: float = param(
        0.0, -5.0, 5.0, 0.05, "Exposure", "EV", "Brighter or darker, as if the shutter had been slower or faster"
    )

    def matrix(self, context: Context) -> Matrix:
        """Return the gain on all three channels."""
        return np.asarray(np.eye(3) * 2.0**self.ev)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest the exposure at which this scene and the people in it look as they are."""
        if context.scene is None:
            return None
        found = exposure(context.scene)
        if found is None or abs(found[0]) < _TOO_LITTLE:
            return None
        ev, confidence, because = found
        return Proposal(cls(ev=round(ev / _STEP) * _STEP), confidence, because)
