"""Lifting dark pictures for reading. Nothing here is ever seen by a person."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.model.frame import Image8

DARK = 70.0
"""A 70th percentile below this (of 255, display-encoded) is dark to a model that was trained on well-exposed faces."""
LEVEL = 130.0
"""Where a dark picture's 70th percentile is lifted to."""
MOST = 3.0
"""Largest exponent ratio: beyond it only noise is lifted."""


def lifted(picture: Image8) -> Image8:
    """Return the picture with its shadows opened by a gamma curve where it is dark; else the picture itself."""
    step = max(max(picture.shape[:2]) // 160, 1)
    level = float(np.percentile(picture[::step, ::step].max(axis=2), 70))
    if level >= DARK:
        return picture
    gamma = max(np.log(LEVEL / 255) / np.log(max(level, 2.0) / 255), 1 / MOST)
    curve = (255 * (np.arange(256) / 255) ** gamma + 0.5).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, curve), np.uint8)
