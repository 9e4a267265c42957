"""Sizes and antialiased reduction."""

from __future__ import annotations

from typing import TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", np.uint8, np.uint16, np.float32)


def fitted(size: tuple[int, int], long_edge: int | None) -> tuple[int, int]:
    """Return (width, height) with the long edge at most ``long_edge``; never larger than ``size``, never empty."""
    width, height = size
    if long_edge is None or max(size) <= long_edge:
        return size
    ratio = long_edge / max(size)
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def fit(pixels: NDArray[T], long_edge: int | None) -> NDArray[T]:
    """Return H×W×3 pixels reduced to at most ``long_edge``, each new pixel the mean of the area that it covers.

    The mean is right in linear light; of display-encoded pixels it darkens fine bright detail slightly.
    """
    height, width = pixels.shape[:2]
    size = fitted((width, height), long_edge)
    if size == (width, height):
        return pixels
    return cast(NDArray[T], cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def enlarged_rows(small: NDArray[np.float32], size: tuple[int, int], rows: slice) -> NDArray[np.float32]:
    """Return some rows of an h×w map enlarged to ``size`` (width, height) by linear interpolation."""
    across, down = small.shape[1] / size[0], small.shape[0] / size[1]
    matrix = np.array([[across, 0, (across - 1) / 2], [0, down, (rows.start + 0.5) * down - 0.5]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    whole = cv2.warpAffine(small, matrix, (size[0], rows.stop - rows.start), flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(whole, np.float32)


def fit_roughly(pixels: NDArray[T], long_edge: int, *, exact: bool) -> NDArray[T]:
    """Return ``fit``, or, where the size need not be exact, the pixels themselves up to twice ``long_edge``.

    Averaging fractions of pixels costs as much as decoding them did.
    """
    if not exact and max(pixels.shape[:2]) <= 2 * long_edge:
        return pixels
    return fit(pixels, long_edge)
