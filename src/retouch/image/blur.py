"""Blurs whose cost does not grow with their radius, and that can keep to a mask."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.model.frame import AnyArray, Mask

_DIRECT = 4.0
"""Largest sigma in pixels that is worth convolving at full resolution; beyond it a reduced copy is as exact to 1 %."""


def gaussian(values: AnyArray, sigma: float) -> AnyArray:
    """Return H×W or H×W×C float32 blurred by a Gaussian of ``sigma`` pixels (borders repeat); 0 or less copies."""
    if sigma <= 0:
        return values.copy()
    step = int(sigma / _DIRECT)
    if step < 2:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE))
    height, width = values.shape[:2]
    size = (max(width // step, 1), max(height // step, 1))
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    # Area reduction and linear enlargement blur by about step²/12 + step²/6 (variance) themselves.
    rest = float(np.sqrt(max(sigma * sigma - step * step / 4, 1e-6))) / step
    small = cv2.GaussianBlur(small, (0, 0), rest, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def masked(values: AnyArray, mask: Mask, sigma: float) -> AnyArray:
    """Return H×W×C float32 blurred within ``mask`` only: each output is the weighted mean of masked neighbours.

    Where no neighbour has weight the input comes back.
    """
    channels = values.shape[2]
    weight = gaussian(mask, sigma)
    out = gaussian(values * each(mask, channels), sigma).reshape(values.shape)
    out /= each(np.maximum(weight, np.float32(1e-3)), channels)
    unknown = np.asarray(weight <= np.float32(1e-3), np.uint8)
    return np.asarray(cv2.copyTo(np.ascontiguousarray(values), unknown, out)).reshape(values.shape)


def each(values: AnyArray, channels: int) -> AnyArray:
    """Return H×W as H×W×C: numpy takes several times as long where it has to repeat the last axis itself."""
    return values[..., None] if channels == 1 else np.asarray(cv2.merge([values] * channels))
