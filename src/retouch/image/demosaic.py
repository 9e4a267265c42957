"""From the mosaic of a Bayer sensor to linear RGB, in bands that need little memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import Matrix
from retouch.image.orientation import stored_layout, upright_size
from retouch.image.rows import in_rows
from retouch.model.frame import Pixels

BAND: Final = 128  # rows worked on at a time by one thread
_CLIPPED: Final = 0.98  # of the way from black to white: above, a photosite says only "at least"


@dataclass(frozen=True, eq=False)
class Mosaic:
    """A Bayer mosaic: raw values (uint16) of the whole sensor, and what they mean.

    ``window`` is the part that makes the picture (top, left, height, width). For the four sites of its first 2×2 block,
    row by row, ``colours`` gives 0 red, 1 green, 2 blue and ``black`` the black levels. ``white`` is the level of
    saturation; ``gains`` the white balance of red, green and blue, the smallest 1.
    """

    values: NDArray[np.uint16]
    window: tuple[int, int, int, int]
    colours: tuple[int, int, int, int]
    black: tuple[float, float, float, float]
    white: float
    gains: tuple[float, float, float]

    def __post_init__(self) -> None:
        a, b, c, d = self.colours
        if sorted(self.colours) != [0, 1, 1, 2] or not (a == d == 1 or b == c == 1):
            raise ValueError(f"not a Bayer pattern: {self.colours}")

    def scales(self) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return black, scale and balanced saturation of the four sites: (value − black) × scale is balanced linear."""
        gains = np.array([self.gains[c] for c in self.colours])
        black = np.array(self.black)
        scale = gains / np.maximum(self.white - black, 1)
        return black.astype(np.float32), scale.astype(np.float32), (gains * _CLIPPED).astype(np.float32)


def demosaic(mosaic: Mosaic, matrix: Matrix, orientation: int = 1) -> Pixels:
    """Return upright H×W×3 linear RGB: ratio-corrected demosaicing, then ``matrix``.

    Method: L. Sanz Rodríguez, "Ratio Corrected Demosaicing" (2017): green by direction-weighted ratios of a low-pass
    luminance, red and blue by colour differences along the better diagonal or axis. Single hot photosites are replaced
    first, and clipped ones raised to what their neighbours of other colours say, so that highlights do not turn pink.
    """
    from retouch.image.demosaic_kernels import rcd

    return _run(rcd, mosaic, matrix, orientation, 1)


def demosaic_rows(mosaic: Mosaic, matrix: Matrix, first: int, last: int) -> Pixels:
    """Return the rows ``first``…``last`` of the window as stored (not turned), on this thread alone; see ``demosaic``.

    ``first`` must be even, so that the pattern stays in phase.
    """
    from retouch.image.demosaic_kernels import rcd

    width = mosaic.window[3]
    out = np.empty((last - first, width, 3), np.float32)
    layout = np.array([-first * width, width, 1]) * 3
    colours, (black, scale, limit) = np.array(mosaic.colours), mosaic.scales()
    window, by = np.array(mosaic.window), matrix.astype(np.float32)
    rcd(mosaic.values, window, colours, black, scale, limit, by, first, last, out.reshape(-1), layout)
    return out


def halve(mosaic: Mosaic, matrix: Matrix, orientation: int = 1) -> Pixels:
    """Return upright linear RGB of half the size: each 2×2 block becomes the mean of its four demosaiced pixels."""
    from retouch.image.demosaic_kernels import bin_blocks

    return _run(bin_blocks, mosaic, matrix, orientation, 2)


def _run(kernel: Callable[..., None], mosaic: Mosaic, matrix: Matrix, orientation: int, divisor: int) -> Pixels:
    height, width = mosaic.window[2] // divisor, mosaic.window[3] // divisor
    across, down = upright_size(width, height, orientation)
    out = np.empty((down, across, 3), np.float32)
    layout = np.array(stored_layout(across, down, orientation)) * 3
    window = np.array(mosaic.window)
    colours, (black, scale, limit), by = np.array(mosaic.colours), mosaic.scales(), matrix.astype(np.float32)
    flat = out.reshape(-1)

    def work(first: int, last: int) -> None:
        kernel(mosaic.values, window, colours, black, scale, limit, by, first, last, flat, layout)

    in_rows(height, work, BAND)
    return out
