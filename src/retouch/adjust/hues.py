"""Work on the hues of display-encoded colours, shared by the colour adjustments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from retouch.adjust.tone import Levels, smoothstep
from retouch.image.colour import REC2020_TO_SRGB, linear_to_srgb, srgb_to_linear
from retouch.image.oklab import from_oklab, to_oklab
from retouch.model.frame import Colours

_TO_SRGB: Final = REC2020_TO_SRGB.T.astype(np.float32)
HUES: Final = ("red", "orange", "yellow", "green", "aqua", "blue", "purple", "magenta")
_CENTRES: Final = np.array([25.0, 60.0, 105.0, 145.0, 195.0, 255.0, 300.0, 345.0])
"""Oklab hue angles of the eight families, in degrees."""
_SKIN, _SKIN_CORE, _SKIN_EDGE = 48.0, 18.0, 40.0
"""Skin of every tone lies within the second of the first, in degrees of Oklab hue; beyond the third nothing is skin."""
_GREY = 0.03
"""Chroma at which a hue counts half: far below it there is only noise, which must not be made brighter or stronger."""


def in_oklab(rgb: Colours, change: Callable[[Levels, Levels, Levels], tuple[Levels, Levels, Levels]]) -> Colours:
    """Change display-encoded N×3 colours as lightness, chroma and hue (degrees).

    What would leave the colours that every screen shows is held at their border, where its hue is kept.
    """
    before = srgb_to_linear(np.clip(rgb, 0, 1))
    lab = to_oklab(before)
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    start = chroma
    light, chroma, hue = change(lab[:, 0], chroma, hue)
    angle = np.radians(hue)
    polar = np.stack([light, chroma, np.cos(angle), np.sin(angle)], axis=1).astype(np.float32)
    linear = _coloured(polar, polar[:, 1])
    over = _over(linear, 0, 1)
    far = over > 0
    if far.any():
        linear[far] = _held(polar[far], start[far], before[far], linear[far])
    return np.asarray(np.clip(linear_to_srgb(linear), 0, 1), np.float32)


def _over(linear: Colours, low: Levels | int, top: Levels | int) -> Levels:
    """By how much colours lie outside of sRGB values from ``low`` to ``top``; negative inside."""
    shown = linear @ _TO_SRGB
    red, green, blue = shown[:, 0], shown[:, 1], shown[:, 2]
    above = np.maximum(np.maximum(red, green), blue) - top
    return np.asarray(np.maximum(above, low - np.minimum(np.minimum(red, green), blue)), np.float32)


def _coloured(polar: Colours, chroma: Levels) -> Colours:
    """Return linear colours of N×4 (lightness, –, cosine and sine of hue) at a chroma."""
    return from_oklab(np.stack([polar[:, 0], chroma * polar[:, 2], chroma * polar[:, 3]], axis=1))


def _held(polar: Colours, start: Levels, before: Colours, linear: Colours) -> Colours:
    """Return linear colours with no more chroma than fits into sRGB, or than was there before (``start``).

    Clipping channel by channel instead turns skin orange and flowers into spots of one colour. One step of false
    position comes within a percent; what is left is clipped.
    """
    was = before @ _TO_SRGB
    top, low = np.maximum(was.max(axis=1), 1), np.minimum(was.min(axis=1), 0)
    most = polar[:, 1]
    least = np.minimum(start, most).astype(np.float32)
    inside, outside = np.minimum(_over(_coloured(polar, least), low, top), 0), np.maximum(_over(linear, low, top), 0)
    share = np.where(outside > 0, -inside / np.maximum(outside - inside, np.float32(1e-6)), 1)
    return _coloured(polar, least + (most - least) * share)


def mix(values: tuple[float, ...], hue: Levels, chroma: Levels) -> Levels:
    """Return one value per colour: the eight families' ``values`` blended by hue, fading towards grey."""
    at = np.concatenate([[_CENTRES[-1] - 360], _CENTRES, [_CENTRES[0] + 360]])
    of = np.array([values[-1], *values, values[0]])
    i = np.clip(np.searchsorted(at, hue, side="right") - 1, 0, len(at) - 2)
    t = smoothstep((hue - at[i]) / (at[i + 1] - at[i]))
    share = chroma**2 / (chroma**2 + _GREY**2)
    return np.asarray((of[i] + t * (of[i + 1] - of[i])) * share, np.float32)


def lightened(light: Levels, by: Levels) -> Levels:
    """Return Oklab lightness raised (positive ``by``) or lowered along a power, whose ends stay where they are."""
    return np.asarray(np.maximum(light, 0) ** np.exp2(-by), np.float32)


def skin_like(hue: Levels) -> Levels:
    """Return 1 for the hue of skin, fading to 0 at its borders."""
    away = np.abs((hue - _SKIN + 180) % 360 - 180)
    return 1 - smoothstep((away - _SKIN_CORE) / (_SKIN_EDGE - _SKIN_CORE))
