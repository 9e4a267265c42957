"""Highlights: bright parts of the scene darker or brighter, before the view clips them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import Levels, shift_ev, smoothstep
from retouch.model.frame import Colours

_FROM, _TO = -3.0, 1.0
"""EV relative to white between which the effect grows."""
_MOST = 1.5
"""EV at full strength; 1.5 × 1.5 / 4 is under 1, so brighter stays brighter."""


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
