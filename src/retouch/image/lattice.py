"""A colour function of any kind, baked into a small cube so that applying it costs the same whatever it is.

The cube's axes are linear RGB of the output space, spaced as the eye sees: along the sRGB curve up to white, then even
in stops; colours outside the output's gamut (negative values) have nodes of their own. Black and white lie exactly on
nodes, and a function that changes nothing is reproduced to rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import Matrix, srgb_to_linear
from retouch.image.region_light import RegionLight
from retouch.image.rows import in_rows, threads
from retouch.model.frame import AnyArray, Colours, Pixels

NODES: Final = 28
BLACK: Final = 3  # node of 0
_WHITE: Final = 20  # node of 1
UNIT: Final = float(_WHITE - BLACK)
STOP: Final = 0.15  # of the distance black–white: half of what would continue the sRGB curve
SQUEEZE: Final = 0.3  # negative values are rare, as are those over white, and need fewer nodes
GRAIN: Final = 2400  # places between two nodes that are told apart where they are kept
_TURNS: Final = 4  # for each thread: when one is held up, the others take some of its work
_NO_LIGHT: Final = RegionLight(np.empty((0, 0, 2), np.float32), 1, np.zeros(3, np.float32), np.ones(2, np.float32))

Cube = NDArray[np.float32]
"""Flattened NODES³×4 float32: display-encoded RGB at each node (the fourth is padding)."""


@cache
def _axis() -> NDArray[np.float64]:
    """Linear value at each node of one axis."""
    t = (np.arange(NODES) - BLACK) / UNIT
    below = -srgb_to_linear(np.maximum(-t, 0) / SQUEEZE)
    return np.where(t > 1, 2 ** ((t - 1) / STOP), np.where(t < 0, below, srgb_to_linear(np.clip(t, 0, 1))))


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

    in_rows(height, work, _turn(height))


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

    rows, lit = np.ascontiguousarray(pixels).reshape(pixels.shape[0], -1), light or _NO_LIGHT
    above, left = lit.start(height, pixels.shape[1])
    look_up(
        *(rows, matrix.astype(np.float32), cube, *_range(out), out.reshape(rows.shape)),
        *(np.ascontiguousarray(lit.light), lit.step, first - above, left, lit.weights, lit.gains),
    )


def places(pixels: Pixels, matrix: Matrix, light: RegionLight | None) -> NDArray[np.uint16]:
    """Return where ``apply`` finds its pixels in the cube (H×W×3), for ``apply_placed``: with another cube, that costs
    less than half.
    """
    from retouch.image.lattice_kernels import find_places

    found, lit = np.empty(pixels.shape, np.uint16), light or _NO_LIGHT
    above, left = lit.start(*pixels.shape[:2])
    regions = np.ascontiguousarray(lit.light)

    def work(first: int, last: int) -> None:
        rows, out = (p[first:last].reshape(last - first, -1) for p in (pixels, found))
        where = (regions, lit.step, first - above, left, lit.weights, lit.gains)
        find_places(rows, matrix.astype(np.float32), out, *where)

    in_rows(pixels.shape[0], work, _turn(pixels.shape[0]))
    return found


def apply_placed(placed: NDArray[np.uint16], cube: Cube, out: AnyArray) -> None:
    """Do what ``apply`` does, to a grain that 16 bits hold, from the ``places`` of the pixels."""

    def work(first: int, last: int) -> None:
        apply_placed_band(placed[first:last], cube, out[first:last])

    in_rows(placed.shape[0], work, _turn(placed.shape[0]))


def apply_placed_band(placed: NDArray[np.uint16], cube: Cube, out: AnyArray) -> None:
    """Do what ``apply_placed`` does, on this thread alone."""
    from retouch.image.lattice_kernels import look_up_placed

    look_up_placed(placed.reshape(-1), cube, *_range(out), out.reshape(-1))


def _turn(height: int) -> int:
    """Rows for one turn of a thread."""
    return max(-(-height // (_TURNS * threads())), 16)


def _range(out: AnyArray) -> tuple[np.float32, np.float32]:
    """The number that stands for 1, and what is added before the rest is cut off."""
    if out.dtype == np.float32:
        return np.float32(1), np.float32(0)
    return np.float32(np.iinfo(out.dtype).max), np.float32(0.5)
