"""Whites: where the brightest tones end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import Levels, remap
from retouch.model.frame import Colours

_MOST = 0.16


@dataclass(frozen=True)
class Whites(ColourAdjustment):
    """Move white by up to 0.16 of the display's range, dark tones hardly."""

    key: ClassVar[str] = "whites"
    title: ClassVar[str] = "Whites"
    rank: ClassVar[int] = 51

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Whites", "", "Higher makes the brightest tones reach white")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""

        def curve(level: Levels) -> Levels:
            return level + level**3 * (_MOST * self.amount / 100)

        return remap(rgb, curve)
