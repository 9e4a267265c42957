"""Work on the hues of display-encoded colours, shared by the colour adjustments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from retouch.adjust.tone import Levels, smoothstep
from retouch.image.colour import linear_to_srgb, srgb_to_linear
from retouch.image.oklab import from_oklab, to_oklab
from retouch.model.frame import Colours

HUES: Final = ("red", "orange", "yellow", "green", "aqua", "blue", "purple", "magenta")
_CENTRES: Final = np.array([25.0, 60.0, 105.0, 145.0, 195.0, 255.0, 300.0, 345.0])
"""Oklab hue angles of the eight families, in degrees."""
_SKIN, _SKIN_CORE, _SKIN_EDGE = 48.0, 18.0, 40.0
"""Skin of every tone lies within the second of the first, in degrees of Oklab hue; beyond the third nothing is skin."""
_GREY = 0.02
"""Chroma at which a hue counts half: below it there is only noise."""


def in_oklab(rgb: Colours, change: Callable[[Levels, Levels, Levels], tuple[Levels, Levels, Levels]]) -> Colours:
    """Change display-encoded N×3 colours as lightness, chroma and hue (degrees)."""
    lab = to_oklab(srgb_to_linear(np.clip(rgb, 0, 1)))
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    light, chroma, hue = change(lab[:, 0], chroma, hue)
    angle = np.radians(hue)
    out = np.stack([light, chroma * np.cos(angle), chroma * np.sin(angle)], axis=1).astype(np.float32)
    return np.asarray(np.clip(linear_to_srgb(from_oklab(out)), 0, 1), np.float32)


def mix(values: tuple[float, ...], hue: Levels, chroma: Levels) -> Levels:
    """Return one value per colour: the eight families' ``values`` blended by hue, fading towards grey."""
    at = np.concatenate([[_CENTRES[-1] - 360], _CENTRES, [_CENTRES[0] + 360]])
    of = np.array([values[-1], *values, values[0]])
    i = np.clip(np.searchsorted(at, hue, side="right") - 1, 0, len(at) - 2)
    t = smoothstep((hue - at[i]) / (at[i + 1] - at[i]))
    return np.asarray((of[i] + t * (of[i + 1] - of[i])) * chroma / (chroma + _GREY), np.float32)


def lightened(light: Levels, by: Levels) -> Levels:
    """Return Oklab lightness raised (positive ``by``) or lowered along a power, whose ends stay where they are."""
    return np.asarray(np.maximum(light, 0) ** np.exp2(-by), np.float32)


def skin_like(hue: Levels) -> Levels:
    """Return 1 for the hue of skin, fading to 0 at its borders."""
    away = np.abs((hue - _SKIN + 180) % 360 - 180)
    return 1 - smoothstep((away - _SKIN_CORE) / (_SKIN_EDGE - _SKIN_CORE))
