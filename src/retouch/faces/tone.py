"""Lifting dark pictures for reading. Nothing here is ever seen by a person."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image.quick import quick_percentile
from retouch.model.frame import Image8

DARK = 85.0
"""A 60th percentile below this (of 255, display-encoded) is dark to a model that was trained on well-exposed faces."""
LEVEL = 125.0
"""Where a dark picture's 60th percentile is lifted to."""
MOST = 3.0
"""Largest exponent ratio: beyond it only noise is lifted."""
MIDDLE = 0.25
"""Border, as a share of a crop's side, that is not looked at: a face is judged without its background."""


def lifted_face(crop: Image8) -> Image8:
    """Return a crop with a face in its middle, its shadows opened where the face is dark."""
    border = int(MIDDLE * crop.shape[0])
    return _opened(crop, crop[border:-border, border:-border])


def lifted(picture: Image8) -> Image8:
    """Return the picture with its shadows opened by a gamma curve where it is dark; else the picture itself."""
    return _opened(picture, picture)


def _opened(picture: Image8, judged: Image8) -> Image8:
    step = max(max(judged.shape[:2]) // 64, 1)
    few = judged[::step, ::step]
    level = quick_percentile(np.maximum(np.maximum(few[..., 0], few[..., 1]), few[..., 2]), 60)
    if level >= DARK:
        return picture
    gamma = max(np.log(LEVEL / 255) / np.log(max(level, 2.0) / 255), 1 / MOST)
    curve = (255 * (np.arange(256) / 255) ** gamma + 0.5).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, curve), np.uint8)
