"""Changing the size of an 8-bit picture fast, for measuring and looking, not for delivery."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.model.frame import Image8


def quick_size(pixels: Image8, size: tuple[int, int]) -> Image8:
    """Return the picture at ``size`` (columns, rows).

    Reduction halves the picture by averaging as often as it can, which is eight times faster than averaging other
    blocks or fractions of pixels, and does the rest, less than a factor of two, linearly.
    """
    enlarges = size[0] > pixels.shape[1]
    while pixels.shape[0] >= 2 * size[1] and pixels.shape[1] >= 2 * size[0]:
        rows, columns = pixels.shape[0] // 2, pixels.shape[1] // 2
        whole = pixels[: rows * 2, : columns * 2]
        pixels = np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
    if size == (pixels.shape[1], pixels.shape[0]):
        return pixels
    how = cv2.INTER_CUBIC if enlarges else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def quick_scale(pixels: Image8, scale: float) -> Image8:
    """Return the picture with both edges times ``scale``, at least one pixel each."""
    return quick_size(pixels, (max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)))
