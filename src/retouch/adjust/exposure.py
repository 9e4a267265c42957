"""Exposure: one gain on scene-linear light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, Matrix, Proposal, param
from retouch.adjust.judge_exposure import Estimate, confidence, estimate, reasons, worth
from retouch.model.decision import Evidence

_STEP = 0.05


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
        found = estimate(context.scene)
        return cls.proposal(context, found) if found is not None and worth(found) else None

    @classmethod
    def proposal(cls, context: Context, found: Estimate, more: tuple[Evidence, ...] = ()) -> Proposal | None:
        """Return the proposal that an estimate makes, with ``more`` reasons; nothing where it rounds to nothing."""
        value = cls(round(found.ev / _STEP) * _STEP)
        if context.scene is None or value.is_neutral():
            return None
        return Proposal(value, confidence(found), (*reasons(context.scene, found), *more))
