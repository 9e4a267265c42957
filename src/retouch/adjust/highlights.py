"""Highlights: bright parts of the scene darker or brighter, before the view clips them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Proposal, param
from retouch.adjust.judge_exposure import estimate
from retouch.adjust.tone import Levels, RegionTone
from retouch.model.decision import Evidence

_FROM, _BEND = -0.9, 0.8
"""EV relative to white about which the effect sets in, and the width of the bend in EV."""
_SLOPE = 0.55
"""EV for each EV above the bend at full strength: under 1, so that brighter stays brighter, and enough to bring back
an EV over white while white itself stays a clean light grey."""

_LOST = 0.02
"""Share of a face's skin at the picture's white from which something is lost."""
_COUNTS = 0.4
"""Share of the largest face's area from which a face counts."""
_OVER = -0.3
"""EV to add from which the photo is overexposed as a whole, which is not for highlights to mend."""


@dataclass(frozen=True)
class Highlights(RegionTone):
    """Gain that grows from light grey to white and beyond, with the light of each region."""

    key: ClassVar[str] = "highlights"
    title: ClassVar[str] = "Highlights"
    rank: ClassVar[int] = 30

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Highlights", "", "Lower brings back bright skies and shiny skin")

    def change(self, level: Levels) -> Levels:
        """Return the gain in EV; see ``RegionTone``."""
        rise = np.logaddexp(np.float32(0), (level - np.float32(_FROM)) / np.float32(_BEND))
        return np.asarray(rise * (_SLOPE * _BEND * self.amount / 100), np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest bringing skin back that is blown; bright skies and white walls are meant."""
        faces = context.scene.faces if context.scene is not None else ()
        found = estimate(context.scene) if context.scene is not None else None
        if found is not None and found.ev < _OVER:
            return None
        largest = max((f.box.area for f in faces), default=0.0)
        people = [(f.light.blown, i) for i, f in enumerate(faces) if f.box.area >= _COUNTS * largest]
        worst = max(people, default=(0.0, 0))
        if worst[0] < _LOST:
            return None
        share, index = worst
        text = f"{share:.0%} of the skin of this face is blown"
        reason = Evidence("blown skin", round(share, 3), _LOST, text, index, faces[index].box)
        return Proposal(cls(amount=-float(min(round(20 + 200 * share), 50))), 0.7, (reason,))
