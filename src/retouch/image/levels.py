"""Floats to the integers that screens and files hold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retouch.model.frame import AnyArray, Pixels


def rounded(pixels: Pixels, dtype: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    """Return H×W×3 values of 0..1, held to that range, as integers of full range."""
    levels = np.empty(pixels.shape, dtype)
    write_levels(pixels, levels)
    return levels


def write_levels(pixels: Pixels, out: AnyArray) -> None:
    """Write H×W×3 values of 0..1 into ``out``: float32 as they are, or as rounded integers of full range."""
    if out.dtype == np.float32:
        out[...] = pixels
        return
    from retouch.image.levels_kernels import round_to

    if not out.flags.c_contiguous:
        out[...] = rounded(pixels, out.dtype.type)
        return
    round_to(np.ascontiguousarray(pixels).reshape(-1), np.float32(np.iinfo(out.dtype).max), out.reshape(-1))
