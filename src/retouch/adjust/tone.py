"""Tone as functions of brightness that leave hue alone, shared by the tone adjustments."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from retouch.adjust.base import ColourAdjustment, Context
from retouch.image.colour import REC2020_LUMINANCE
from retouch.model.frame import Colours

Levels = NDArray[np.float32]
"""N brightnesses."""

_WEIGHTS = REC2020_LUMINANCE.astype(np.float32)
_FLOOR = np.float32(2.0**-16)


def luminance(rgb: Colours) -> Levels:
    """Return the Rec.2020-weighted sum of N×3 colours: luminance if they are linear, luma if they are encoded."""
    return np.asarray(rgb @ _WEIGHTS, np.float32)


def smoothstep(x: Levels) -> Levels:
    """Return 3t² − 2t³ with t = x held to 0..1."""
    t = np.clip(x, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def shift_ev(rgb: Colours, change: Callable[[Levels], Levels]) -> Colours:
    """Gain scene-linear N×3 colours by ``change`` (EV) of their luminance in EV relative to white."""
    level = np.log2(np.maximum(luminance(rgb), _FLOOR))
    return np.asarray(rgb * np.exp2(change(level))[:, None], np.float32)


class RegionTone(ColourAdjustment):
    """Tone that follows the light of the region around a pixel (see ``image.region_light``), before the view.

    The engine gives ``change`` the light of regions, so that texture is kept; ``colours`` is what it does to a picture
    of one colour.
    """

    def change(self, level: Levels) -> Levels:
        """Return the gain in EV for a luminance in EV relative to white; level + gain must rise with level."""
        raise NotImplementedError

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map scene-linear colours, each as if all around were like it."""
        return shift_ev(rgb, self.change)


def remap(rgb: Colours, curve: Callable[[Levels], Levels]) -> Colours:
    """Put display-encoded N×3 colours on the brightness ``curve`` (0..1 → any) gives their luma, hue and chroma kept.

    Chroma is scaled with brightness, as light would, and where a channel would pass 1 the colour fades towards white
    rather than change its hue.
    """
    before = luminance(np.clip(rgb, 0, 1))
    after = np.clip(curve(before), 0, 1)
    ratio = after / np.maximum(before, np.float32(1e-4))
    out = rgb * ratio[:, None]
    top = out.max(axis=1)
    over = top > 1
    if over.any():
        keep = (1 - after[over]) / np.maximum(top[over] - after[over], np.float32(1e-6))
        grey = after[over, None]
        out[over] = grey + (out[over] - grey) * np.clip(keep, 0, 1)[:, None]
    return np.asarray(out, np.float32)
