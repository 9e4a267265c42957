"""The compiled loop of sharpening: one pass instead of ten over a full-size picture."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.model.frame import AnyArray

_F = np.float32
_U = np.uint64
_ONE, _TWO, _THREE = _U(1), _U(2), _U(3)


@compiled
def add_cored(
    pixels: AnyArray,
    level: AnyArray,
    blurred: AnyArray,
    strength: np.float32,
    grain: np.float32,
    halo: np.float32,
    top: np.float32,
    half: np.float32,
    out: AnyArray,
) -> None:
    """Add the difference of ``level`` to ``blurred``, cored below ``grain`` and beyond ``halo``, to all three channels.

    All arrays are flat, ``pixels`` and ``out`` with three values for each level; the result is held to 0..1 and written
    as ``value * top + half``. What is read is float32.
    """
    for n in range(level.size):
        i = _U(n)
        detail = level[i] - blurred[i]
        size = abs(detail)
        change = strength * halo * detail * size / ((size + grain) * (halo + size))
        at = i * _THREE
        out[at] = min(max(pixels[at] + change, _F(0)), _F(1)) * top + half
        out[at + _ONE] = min(max(pixels[at + _ONE] + change, _F(0)), _F(1)) * top + half
        out[at + _TWO] = min(max(pixels[at + _TWO] + change, _F(0)), _F(1)) * top + half
