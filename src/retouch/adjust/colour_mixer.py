"""Colour mixer: hue, saturation and lightness of eight families of colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.hues import HUES, in_oklab, lightened, mix
from retouch.adjust.tone import Levels
from retouch.model.frame import Colours

_TURN = 25.0
"""Degrees of hue at full strength: under the distance of neighbours, so that families never swap."""
_LIGHTEN = 0.5
"""Doublings of the exponent of Oklab lightness at full strength: black and white stay, and nothing is clipped."""


def _amount(label: str, about: str) -> float:
    amount: float = param(0.0, -100.0, 100.0, 1.0, label, "", about)
    return amount


@dataclass(frozen=True)
class ColourMixer(ColourAdjustment):
    """Move each family of hues; between families the effect is blended, greys are left alone."""

    key: ClassVar[str] = "colour_mixer"
    title: ClassVar[str] = "Colour mixer"
    rank: ClassVar[int] = 62

    red_hue: float = _amount("Red hue", "Turn red towards its neighbours")
    orange_hue: float = _amount("Orange hue", "Turn orange towards its neighbours")
    yellow_hue: float = _amount("Yellow hue", "Turn yellow towards its neighbours")
    green_hue: float = _amount("Green hue", "Turn green towards its neighbours")
    aqua_hue: float = _amount("Aqua hue", "Turn aqua towards its neighbours")
    blue_hue: float = _amount("Blue hue", "Turn blue towards its neighbours")
    purple_hue: float = _amount("Purple hue", "Turn purple towards its neighbours")
    magenta_hue: float = _amount("Magenta hue", "Turn magenta towards its neighbours")
    red_saturation: float = _amount("Red saturation", "Strength of red")
    orange_saturation: float = _amount("Orange saturation", "Strength of orange")
    yellow_saturation: float = _amount("Yellow saturation", "Strength of yellow")
    green_saturation: float = _amount("Green saturation", "Strength of green")
    aqua_saturation: float = _amount("Aqua saturation", "Strength of aqua")
    blue_saturation: float = _amount("Blue saturation", "Strength of blue")
    purple_saturation: float = _amount("Purple saturation", "Strength of purple")
    magenta_saturation: float = _amount("Magenta saturation", "Strength of magenta")
    red_lightness: float = _amount("Red lightness", "Brightness of red")
    orange_lightness: float = _amount("Orange lightness", "Brightness of orange")
    yellow_lightness: float = _amount("Yellow lightness", "Brightness of yellow")
    green_lightness: float = _amount("Green lightness", "Brightness of green")
    aqua_lightness: float = _amount("Aqua lightness", "Brightness of aqua")
    blue_lightness: float = _amount("Blue lightness", "Brightness of blue")
    purple_lightness: float = _amount("Purple lightness", "Brightness of purple")
    magenta_lightness: float = _amount("Magenta lightness", "Brightness of magenta")

    def _family(self, what: str) -> tuple[float, ...]:
        return tuple(float(getattr(self, f"{hue}_{what}")) / 100 for hue in HUES)

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""
        turn, strength, lighten = (self._family(w) for w in ("hue", "saturation", "lightness"))

        def change(light: Levels, chroma: Levels, hue: Levels) -> tuple[Levels, Levels, Levels]:
            return (
                lightened(light, _LIGHTEN * mix(lighten, hue, chroma)),
                chroma * (1 + mix(strength, hue, chroma)),
                hue + _TURN * mix(turn, hue, chroma),
            )

        return in_oklab(rgb, change)
