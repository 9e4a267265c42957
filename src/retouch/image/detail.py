"""Brightness in EV, and how the local adjustments work on large pictures without large copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from retouch.image.colour import REC2020_LUMINANCE
from retouch.model.frame import AnyArray, Frame, Pixels

_WEIGHTS: Final = REC2020_LUMINANCE.astype(np.float32)
_FLOOR: Final = np.float32(2.0**-14)
_WORKING_EDGE: Final = 2048
"""Long edge in pixels at which gain maps are worked out: what is wider than a pixel there is smooth at full size."""


def brightness(linear: Pixels) -> AnyArray:
    """Return log2 luminance (H×W, EV relative to white) of linear Rec.2020, floored 14 EV below white."""
    return np.asarray(np.log2(np.maximum(linear @ _WEIGHTS, _FLOOR)), np.float32)


def long_edge(frame: Frame) -> int:
    """Return the long edge in pixels, of which the local adjustments' radii are shares."""
    return max(frame.height, frame.width)


def gain_map(frame: Frame, ev: Callable[[AnyArray, int], AnyArray]) -> AnyArray:
    """Return gains (H×W) that ``ev`` gives for the brightness (h×w, EV) of a copy of at most 2048 pixels.

    ``ev`` is also told the copy's long edge. The look is the same at every size of the frame, and an export needs no
    second picture in memory.
    """
    scale = min(_WORKING_EDGE / long_edge(frame), 1.0)
    size = (max(round(frame.width * scale), 1), max(round(frame.height * scale), 1))
    small = cv2.resize(frame.pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else frame.pixels
    change = np.exp2(ev(brightness(np.asarray(small, np.float32)), max(size)))
    if scale < 1:
        change = cv2.resize(change, (frame.width, frame.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(change, np.float32)
