"""Turning stored pixels upright, once."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)

# LibRaw's `flip` as the EXIF orientation that means the same.
FLIP_TO_EXIF: Final = {0: 1, 3: 3, 5: 8, 6: 6}


def upright(pixels: NDArray[T], orientation: int) -> NDArray[T]:
    """Return H×W×… pixels turned as EXIF ``orientation`` (1..8) asks; other values leave them alone.

    The result is contiguous; where nothing turns it is the input itself.
    """
    turned: NDArray[Any] = pixels
    if orientation in (5, 6, 7, 8):
        turned = np.swapaxes(turned, 0, 1)
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    return np.ascontiguousarray(turned)


def upright_size(width: int, height: int, orientation: int) -> tuple[int, int]:
    """Return (width, height) after turning."""
    return (height, width) if orientation in (5, 6, 7, 8) else (width, height)


def stored_layout(width: int, height: int, orientation: int) -> tuple[int, int, int]:
    """Return where the first stored pixel lies in an upright picture of ``width``×``height`` pixels, and the steps from
    there to the stored picture's next row and next pixel: so that it can be written upright without another copy.
    """
    turned = orientation in (5, 6, 7, 8)
    row, pixel = (1, width) if turned else (width, 1)
    start = 0
    if orientation in (3, 4, 7, 8):  # upright rows run against the order in which they were stored
        start += width * (height - 1)
        row, pixel = (row, -pixel) if turned else (-row, pixel)
    if orientation in (2, 3, 6, 7):
        start += width - 1
        row, pixel = (-row, pixel) if turned else (row, -pixel)
    return start, row, pixel


def as_stored(pixels: NDArray[T], orientation: int) -> NDArray[T]:
    """Undo ``upright``."""
    return upright(pixels, {6: 8, 8: 6}.get(orientation, orientation))


def stored_box(box: tuple[slice, slice], size: tuple[int, ...], orientation: int) -> tuple[slice, slice]:
    """Return where rows and columns of an upright picture of ``size`` (height, width) lie in the stored one."""
    rows, columns = box
    height, width = size
    if orientation in (2, 3, 6, 7):
        columns = slice(width - columns.stop, width - columns.start)
    if orientation in (3, 4, 7, 8):
        rows = slice(height - rows.stop, height - rows.start)
    return (columns, rows) if orientation in (5, 6, 7, 8) else (rows, columns)


def written_upright(picture: NDArray[T], stored: tuple[int, int], orientation: int) -> NDArray[T]:
    """Return a view of an upright H×W×3 picture as the ``stored`` (rows, columns) lie: writing there turns upright."""
    height, width = picture.shape[:2]
    start, row, pixel = stored_layout(width, height, orientation)
    strides = tuple(n * picture.itemsize for n in (3 * row, 3 * pixel, 1))
    return as_strided(picture.reshape(-1, 3)[start:], shape=(*stored, 3), strides=strides)
