"""Shadows: dark parts of the scene brighter or darker, black kept black."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, Proposal, param
from retouch.adjust.tone import Levels, shift_ev, smoothstep
from retouch.model.decision import Evidence
from retouch.model.frame import Colours

_FROM, _FULL, _FADE, _NONE = -1.5, -6.5, -8.0, -13.0
"""EV relative to white: the effect grows from the first to the second and fades from the third to the fourth."""
_MOST = 1.6
"""EV at full strength; 1.6 × 1.5 / 5 is under 1, so brighter stays brighter."""

_LOST = 0.03
"""Share of a face's skin at the picture's black from which something is lost."""


@dataclass(frozen=True)
class Shadows(ColourAdjustment):
    """Gain on what is darker than middle grey, fading out towards black."""

    key: ClassVar[str] = "shadows"
    title: ClassVar[str] = "Shadows"
    rank: ClassVar[int] = 31

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Shadows", "", "Higher opens dark hair, suits and back-lit faces")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map scene-linear colours."""

        def change(level: Levels) -> Levels:
            grows = smoothstep((_FROM - level) / (_FROM - _FULL))
            fades = 1 - smoothstep((_FADE - level) / (_FADE - _NONE))
            return grows * fades * (_MOST * self.amount / 100)

        return shift_ev(rgb, change)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest opening the shadows where a face drowns in them; dark hair, suits and rooms are meant."""
        faces = context.scene.faces if context.scene is not None else ()
        worst = max(((f.light.blocked, i) for i, f in enumerate(faces)), default=(0.0, 0))
        if worst[0] < _LOST:
            return None
        share, index = worst
        text = f"{share:.0%} of the skin of this face is black"
        reason = Evidence("blocked skin", round(share, 3), _LOST, text, index, faces[index].box)
        return Proposal(cls(amount=float(min(round(25 + 200 * share), 60))), 0.6, (reason,))
