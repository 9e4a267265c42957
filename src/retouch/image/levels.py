"""Floats to the integers that screens and files hold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retouch.model.frame import Pixels

_STRIP = 256  # rows converted at a time, so that no second full-size float picture is made


def rounded(pixels: Pixels, dtype: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    """Return H×W×3 values of 0..1, held to that range, as integers of full range."""
    top = np.float32(np.iinfo(dtype).max)
    levels = np.empty(pixels.shape, dtype)
    for y in range(0, pixels.shape[0], _STRIP):
        rows = pixels[y : y + _STRIP] * top
        np.clip(rows, 0, top, out=rows)
        rows += np.float32(0.5)
        levels[y : y + _STRIP] = rows
    return levels
