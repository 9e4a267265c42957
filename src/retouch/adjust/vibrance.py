"""Vibrance: pale colours more than strong ones, skin hardly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.hues import in_oklab, skin_like
from retouch.adjust.tone import Levels
from retouch.model.frame import Colours

_PALE = 0.12
"""Oklab chroma at which a colour is strong enough to get a third of the effect."""
_SKIN_KEPT = 0.7


@dataclass(frozen=True)
class Vibrance(ColourAdjustment):
    """Scale chroma by an amount that falls with chroma, and by 70 % less in the hue of skin."""

    key: ClassVar[str] = "vibrance"
    title: ClassVar[str] = "Vibrance"
    rank: ClassVar[int] = 60

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Vibrance", "", "Strength of pale colours; skin is protected")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""

        def change(light: Levels, chroma: Levels, hue: Levels) -> tuple[Levels, Levels, Levels]:
            effect = np.exp(-chroma / _PALE) * (1 - _SKIN_KEPT * skin_like(hue))
            return light, chroma * (1 + effect * self.amount / 100), hue

        return in_oklab(rgb, change)
