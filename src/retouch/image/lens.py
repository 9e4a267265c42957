"""What a lens did to a picture, undone as the file says: distortion, colour fringes and vignetting.

The formulas are those of the opcodes WarpRectilinear and FixVignetteRadial of the Adobe DNG Specification 1.4,
chapter 6. Distances from the optical centre are in units of that to the farthest corner.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Pixels

_BAND = 128


@dataclass(frozen=True)
class Warp:
    """Where pixels come from: for one plane or for each of three, four radial and two tangential coefficients.

    ``centre`` is x, y as shares of the sensor's active area.
    """

    planes: tuple[tuple[float, float, float, float, float, float], ...]
    centre: tuple[float, float]


@dataclass(frozen=True)
class Falloff:
    """How much brighter pixels have to be: 1 + k₀r² + k₁r⁴ + … with five coefficients, about ``centre``."""

    coefficients: tuple[float, float, float, float, float]
    centre: tuple[float, float]


@dataclass(frozen=True)
class View:
    """The part of the active area that a picture shows, all in pixels of the picture: ``left`` and ``top`` of its first
    pixel, ``width`` and ``height`` of the whole active area.
    """

    left: float
    top: float
    width: float
    height: float

    def offsets(self, centre: tuple[float, float], columns: int, rows: range) -> tuple[AnyArray, AnyArray, float]:
        """Return x (1×columns) and y (rows×1) of pixels from the centre, in units of the third, the farthest corner."""
        across, down = centre[0] * self.width, centre[1] * self.height
        far = float(np.hypot(max(across, self.width - across), max(down, self.height - down)))
        x = (np.arange(columns, dtype=np.float32) + 0.5 + self.left - across) / far
        y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 + self.top - down) / far
        return x[None].astype(np.float32), y[:, None].astype(np.float32), far


def corrected(pixels: Pixels, steps: tuple[Warp | Falloff, ...], view: View) -> Pixels:
    """Return H×W×3 linear camera RGB, as stored, with the steps done in their order."""
    for step in steps:
        pixels = _warped(pixels, step, view) if isinstance(step, Warp) else _evened(pixels, step, view)
    return pixels


def _evened(pixels: Pixels, step: Falloff, view: View) -> Pixels:
    out = np.empty_like(pixels)

    def work(first: int, last: int) -> None:
        x, y, _ = view.offsets(step.centre, pixels.shape[1], range(first, last))
        square = x * x + y * y
        gain = np.zeros_like(square)
        for k in reversed(step.coefficients):
            gain = (gain + np.float32(k)) * square
        np.multiply(pixels[first:last], (gain + 1)[..., None], out=out[first:last])

    in_rows(pixels.shape[0], work, _BAND)
    return out


def _warped(pixels: Pixels, step: Warp, view: View) -> Pixels:
    out = np.empty_like(pixels)
    alike = len(set(step.planes)) == 1

    def work(first: int, last: int) -> None:
        x, y, far = view.offsets(step.centre, pixels.shape[1], range(first, last))
        for plane, k in enumerate(step.planes[:1] if alike else step.planes):
            maps = _sources(x, y, far, k, first)
            source = pixels if alike else np.ascontiguousarray(pixels[..., plane])
            moved = cv2.remap(source, *maps, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
            if alike:
                out[first:last] = moved
            else:
                out[first:last, :, plane] = moved

    in_rows(pixels.shape[0], work, _BAND)
    return out


def _sources(
    x: AnyArray, y: AnyArray, far: float, k: tuple[float, float, float, float, float, float], first: int
) -> tuple[AnyArray, AnyArray]:
    """Columns and rows from which the pixels of a band come, whose first row is ``first``."""
    square = x * x + y * y
    radial = k[0] + square * (k[1] + square * (k[2] + square * k[3]))
    across = radial * x + k[4] * 2 * x * y + k[5] * (square + 2 * x * x)
    down = radial * y + k[5] * 2 * x * y + k[4] * (square + 2 * y * y)
    columns = np.arange(x.shape[1], dtype=np.float32)[None] + (across - x) * far
    rows = np.arange(first, first + y.shape[0], dtype=np.float32)[:, None] + (down - y) * far
    return columns.astype(np.float32), rows.astype(np.float32)
