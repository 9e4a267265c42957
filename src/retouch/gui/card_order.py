"""Order of the cards: as a photographer works, not as the engine runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retouch.adjust.base import Adjustment, Stage

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Light": ("white_balance", "exposure", "contrast", "highlights", "shadows", "whites", "blacks", "curve"),
    "Colour": ("vibrance", "saturation", "colour_mixer", "black_white", "lut"),
    "Skin": (),
    "Detail": ("clarity", "texture", "dehaze", "noise", "sharpening", "vignette"),
    "Geometry": ("lens", "crop", "straighten", "rotate"),
}
"""Headings (English, translated when shown) and keys under them. An adjustment that is not named here stands at the end
of the group of its stage, so that a file dropped into ``adjust/`` gets a place by itself."""
_BY_STAGE = {Stage.BASE: "Light", Stage.LOCAL: "Skin", Stage.COLOUR: "Colour", Stage.FINISH: "Geometry"}


def grouped(kinds: Sequence[type[Adjustment]]) -> dict[str, list[type[Adjustment]]]:
    """Return adjustments by heading, in the order in which they are shown."""
    by_key = {k.key: k for k in kinds}
    named = {key for keys in GROUPS.values() for key in keys}
    out = {heading: [by_key[key] for key in keys if key in by_key] for heading, keys in GROUPS.items()}
    for kind in kinds:
        if kind.key not in named:
            out[_BY_STAGE[kind.stage]].append(kind)
    return {heading: shown for heading, shown in out.items() if shown}
