"""Brightness in EV and its layers: what the local adjustments have in common."""

from __future__ import annotations

from typing import Final

import numpy as np

from retouch.image.colour import REC2020_LUMINANCE
from retouch.model.frame import AnyArray, Frame, Pixels

_WEIGHTS: Final = REC2020_LUMINANCE.astype(np.float32)
_FLOOR = np.float32(2.0**-14)


def brightness(linear: Pixels) -> AnyArray:
    """Return log2 luminance (H×W, EV relative to white) of linear Rec.2020, floored 14 EV below white."""
    return np.asarray(np.log2(np.maximum(linear @ _WEIGHTS, _FLOOR)), np.float32)


def long_edge(frame: Frame) -> int:
    """Return the long edge in pixels, of which the local adjustments' radii are shares."""
    return max(frame.height, frame.width)


def gained(frame: Frame, ev: AnyArray) -> Frame:
    """Return the frame with each pixel multiplied by 2^ev (H×W)."""
    return frame.with_pixels(np.asarray(frame.pixels * np.exp2(ev)[..., None], np.float32))
