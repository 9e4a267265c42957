"""The fast guided filter (He and Sun 2015): a blur that stops at the edges of its guide."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.model.frame import AnyArray

_REACH = 4
"""Pixels of radius that are kept when the work is done on a reduced copy."""


def guided(source: AnyArray, guide: AnyArray, radius: float, epsilon: float) -> AnyArray:
    """Smooth ``source`` (H×W float32) where ``guide`` (H×W float32) is smooth.

    ``radius`` is in pixels; edges of the guide that are well over the square root of ``epsilon`` (in the guide's units)
    are kept. Wide radii are worked out on a reduced copy and applied to the full guide: cost does not grow with them.
    """
    if radius < 0.5:
        return source.copy()
    height, width = guide.shape
    step = max(int(radius / _REACH), 1)
    size = (max(width // step, 1), max(height // step, 1))
    slope, offset = coefficients(_reduce(source, size), _reduce(guide, size), radius / step, epsilon)
    if step > 1:
        slope = cv2.resize(slope, (width, height), interpolation=cv2.INTER_LINEAR)
        offset = cv2.resize(offset, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(slope * guide + offset, np.float32)


def coefficients(source: AnyArray, guide: AnyArray, radius: float, epsilon: float) -> tuple[AnyArray, AnyArray]:
    """Return slope and offset (H×W each) with which slope × guide + offset is the smoothed source; see ``guided``."""
    window = 2 * max(round(radius), 1) + 1
    mean_guide, mean_source = _box(guide, window), _box(source, window)
    variance = np.maximum(_box(guide * guide, window) - mean_guide * mean_guide, 0)
    covariance = _box(guide * source, window) - mean_guide * mean_source
    slope = covariance / (variance + np.float32(epsilon))
    offset = mean_source - slope * mean_guide
    return _box(slope, window), _box(offset, window)


def _reduce(values: AnyArray, size: tuple[int, int]) -> AnyArray:
    same = size == values.shape[1::-1]
    return values if same else np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA))


def _box(values: AnyArray, window: int) -> AnyArray:
    return np.asarray(cv2.blur(values, (window, window), borderType=cv2.BORDER_REFLECT))
