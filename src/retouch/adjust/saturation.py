"""Saturation: all colours alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.hues import in_oklab
from retouch.adjust.tone import Levels
from retouch.model.frame import Colours


@dataclass(frozen=True)
class Saturation(ColourAdjustment):
    """Scale chroma: −100 is grey, 100 is double."""

    key: ClassVar[str] = "saturation"
    title: ClassVar[str] = "Saturation"
    rank: ClassVar[int] = 61

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Saturation", "", "Strength of all colours alike; lowest is grey")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""

        def change(light: Levels, chroma: Levels, hue: Levels) -> tuple[Levels, Levels, Levels]:
            return light, chroma * (1 + self.amount / 100), hue

        return in_oklab(rgb, change)
