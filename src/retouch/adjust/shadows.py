"""Shadows: dark parts of the scene brighter or darker, black kept black."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import Levels, shift_ev, smoothstep
from retouch.model.frame import Colours

_FROM, _FULL, _FADE, _NONE = -1.5, -6.5, -8.0, -13.0
"""EV relative to white: the effect grows from the first to the second and fades from the third to the fourth."""
_MOST = 1.6
"""EV at full strength; 1.6 × 1.5 / 5 is under 1, so brighter stays brighter."""


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
