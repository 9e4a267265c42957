"""Highlights: bright parts of the scene darker or brighter, before the view clips them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, Proposal, param
from retouch.adjust.judge_exposure import estimate
from retouch.adjust.tone import Levels, shift_ev, smoothstep
from retouch.model.decision import Evidence
from retouch.model.frame import Colours

_FROM, _TO = -3.0, 1.0
"""EV relative to white between which the effect grows."""
_MOST = 1.5
"""EV at full strength; 1.5 × 1.5 / 4 is under 1, so brighter stays brighter."""

_LOST = 0.02
"""Share of a face's skin at the picture's white from which something is lost."""
_COUNTS = 0.4
"""Share of the largest face's area from which a face counts."""
_OVER = -0.3
"""EV to add from which the photo is overexposed as a whole, which is not for highlights to mend."""


@dataclass(frozen=True)
class Highlights(ColourAdjustment):
    """Gain that grows from middle grey to white and beyond."""

    key: ClassVar[str] = "highlights"
    title: ClassVar[str] = "Highlights"
    rank: ClassVar[int] = 30

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Highlights", "", "Lower brings back bright skies and shiny skin")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map scene-linear colours."""

        def change(level: Levels) -> Levels:
            return smoothstep((level - _FROM) / (_TO - _FROM)) * (_MOST * self.amount / 100)

        return shift_ev(rgb, change)

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
