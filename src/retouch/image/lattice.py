"""A colour function of any kind, baked into a small cube so that applying it costs the same whatever it is.

The cube's axes are linear RGB of the output space, spaced as the eye sees: `position` runs along the sRGB curve up to
white, then 0.3 nodes-per-white for each stop above; colours outside the output's gamut (negative values) have nodes of
their own. Black and white lie exactly on nodes, and a function that changes nothing is reproduced to rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import Matrix, linear_to_srgb, srgb_to_linear
from retouch.image.region_light import RegionLight
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Colours, Pixels

NODES: Final = 36
BLACK: Final = 4  # node of 0
_WHITE: Final = 21  # node of 1
_UNIT: Final = float(_WHITE - BLACK)
_STOP: Final = 0.3  # of the distance black–white; continues the sRGB curve, whose slope at white is 0.29 for each stop
_SQUEEZE: Final = 0.4  # negative values are rare and need fewer nodes

_OFFSET: Final = 2.0**-10
_PER_OCTAVE: Final = 64
_OCTAVES: Final = 13
FIRST: Final = int(np.float32(_OFFSET).view(np.int32))
SHIFT: Final = 23 - _PER_OCTAVE.bit_length() + 1

Cube = NDArray[np.float32]
"""Flattened NODES³×4 float32: display-encoded RGB at each node (the fourth is padding)."""


@cache
def positions() -> NDArray[np.float32]:
    """Return distances from the node of black, in nodes, of |x| + 2^-10, at 64 places in each octave from 2^-10 to 8,
    flat: each followed by the step to the next.

    Sampled so that the bits of a float32 are the index: its exponent and the first bits of its mantissa.
    """
    bits = FIRST + (np.arange(_OCTAVES * _PER_OCTAVE + 2, dtype=np.int32) << SHIFT)
    x = bits.view(np.float32).astype(np.float64) - _OFFSET
    above = 1 + _STOP * np.log2(np.maximum(x, 1))
    table = np.where(x <= 1, linear_to_srgb(np.minimum(x, 1)), above) * _UNIT
    pairs = np.stack([table[:-1], np.diff(table)], axis=1).astype(np.float32).reshape(-1)
    pairs.setflags(write=False)
    return pairs


@cache
def _axis() -> NDArray[np.float64]:
    """Linear value at each node of one axis."""
    t = (np.arange(NODES) - BLACK) / _UNIT
    below = -srgb_to_linear(np.maximum(-t, 0) / _SQUEEZE)
    return np.where(t > 1, 2 ** ((t - 1) / _STOP), np.where(t < 0, below, srgb_to_linear(np.clip(t, 0, 1))))


@cache
def nodes() -> Colours:
    """Return the colours at all nodes, NODES³×3 linear RGB of the output space."""
    axis = _axis().astype(np.float32)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    grid.setflags(write=False)
    return grid


def bake(function: Callable[[Colours], Colours]) -> Cube:
    """Return the cube of a function from linear RGB of the output space (N×3) to its display encoding.

    The function should not clip what it can avoid to clip: ``apply`` does it after interpolation, where it is exact.
    """
    return cube_of(function(nodes()))


def cube_of(values: Colours) -> Cube:
    """Return the cube of the NODES³×3 values of a function at ``nodes``; see ``bake``."""
    cube = np.zeros((NODES**3, 4), np.float32)
    cube[:, :3] = values
    return cube.reshape(-1)


def apply(pixels: Pixels, matrix: Matrix, cube: Cube, out: AnyArray, light: RegionLight | None = None) -> None:
    """Write the colours of H×W×3 ``pixels`` after ``matrix`` and ``cube`` into ``out``, held to 0..1.

    ``out`` is H×W×3 float32 (0..1), uint16 or uint8 (rounded); it may be ``pixels`` itself. Interpolation is
    tetrahedral (Kasson, Plouffe, Nin 1993), which keeps greys grey. Between the two come the gains of ``light``.
    """
    height = pixels.shape[0]

    def work(first: int, last: int) -> None:
        apply_band(pixels[first:last], matrix, cube, out[first:last], light, first, height)

    in_rows(height, work)


def apply_band(
    pixels: Pixels,
    matrix: Matrix,
    cube: Cube,
    out: AnyArray,
    light: RegionLight | None = None,
    first: int = 0,
    height: int = 0,
) -> None:
    """Do what ``apply`` does, on this thread alone: for callers who divide the picture themselves.

    With ``light``, ``first`` is the band's first row in the whole picture, and ``height`` the whole picture's.
    """
    from retouch.image.lattice_kernels import look_up

    top = np.float32(1 if out.dtype == np.float32 else np.iinfo(out.dtype).max)
    half = np.float32(0 if out.dtype == np.float32 else 0.5)
    if light is not None:
        pixels = np.asarray(cv2.transform(pixels, matrix.astype(np.float32)), np.float32)
        light.apply(pixels, first, height)
        matrix = np.eye(3)
    flat = np.ascontiguousarray(pixels).reshape(-1)
    look_up(flat, matrix.astype(np.float32), positions(), cube, top, half, out.reshape(-1))
