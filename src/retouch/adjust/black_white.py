"""Black and white, with a mixer: how bright each family of colours becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.hues import HUES, in_oklab, lightened, mix
from retouch.adjust.tone import Levels
from retouch.model.frame import Colours

_LIGHTEN = 0.7
"""Doublings of the exponent of Oklab lightness at full strength, for a strong colour: black and white stay."""


def _amount(label: str, about: str) -> float:
    amount: float = param(0.0, -100.0, 100.0, 1.0, label, "", about)
    return amount


@dataclass(frozen=True)
class BlackWhite(ColourAdjustment):
    """Take ``amount`` percent of all colour away; the mixer counts in the same share."""

    key: ClassVar[str] = "black_white"
    title: ClassVar[str] = "Black and white"
    rank: ClassVar[int] = 70

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Black and white", "%", "Share of colour that is taken away")
    red: float = _amount("Red", "Brightness of what was red")
    orange: float = _amount("Orange", "Brightness of what was orange")
    yellow: float = _amount("Yellow", "Brightness of what was yellow")
    green: float = _amount("Green", "Brightness of what was green")
    aqua: float = _amount("Aqua", "Brightness of what was aqua")
    blue: float = _amount("Blue", "Brightness of what was blue")
    purple: float = _amount("Purple", "Brightness of what was purple")
    magenta: float = _amount("Magenta", "Brightness of what was magenta")

    def is_neutral(self) -> bool:
        """Whether this changes nothing: without an amount the mixer has nothing to mix."""
        return self.amount == 0

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""
        share = self.amount / 100
        values = tuple(float(getattr(self, hue)) / 100 for hue in HUES)

        def change(light: Levels, chroma: Levels, hue: Levels) -> tuple[Levels, Levels, Levels]:
            return lightened(light, share * _LIGHTEN * mix(values, hue, chroma)), chroma * (1 - share), hue

        return in_oklab(rgb, change)
