"""What a lens did to a picture, undone as the file says: distortion, colour fringes and vignetting.

The formulas are those of the opcodes WarpRectilinear, FixVignetteRadial and GainMap of the Adobe DNG Specification 1.4,
chapter 6. Distances from the optical centre are in units of that to the farthest corner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Pixels

_BAND = 128

Coefficients: TypeAlias = tuple[float, float, float, float, float, float]
"""Four radial and two tangential ones."""
_STRAIGHT = np.array((1.0, 0.0, 0.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True)
class Warp:
    """Where pixels come from: for one plane or for each of three, four radial and two tangential coefficients.

    ``centre`` is x, y as shares of the sensor's active area.
    """

    planes: tuple[Coefficients, ...]
    centre: tuple[float, float]

    def at(self, share: float) -> Warp:
        """Return what undoes only a share of the distortion (that of green), and all fringes about it."""
        changed = (share - 1) * (np.array(self.planes[len(self.planes) // 2]) - _STRAIGHT)
        rows = (np.array(self.planes) + changed).tolist()
        return replace(self, planes=tuple((r[0], r[1], r[2], r[3], r[4], r[5]) for r in rows))

    def is_straight(self) -> bool:
        """Whether this moves nothing."""
        return bool(np.allclose(np.array(self.planes), _STRAIGHT, rtol=0, atol=1e-9))


@dataclass(frozen=True)
class Falloff:
    """How much brighter pixels have to be: 1 + k₀r² + k₁r⁴ + … with five coefficients, about ``centre``."""

    coefficients: tuple[float, float, float, float, float]
    centre: tuple[float, float]


@dataclass(frozen=True, eq=False)
class GainMap:
    """How much brighter pixels have to be, at a few points of the active area: bilinear between, constant outside.

    ``gains`` are rows × columns × planes, float32; planes of the picture beyond take the last one's. Points lie at
    ``origin`` + n × ``spacing`` (down, across), as shares of the active area. Only every ``pitch``-th row and column
    from ``top`` and ``left`` on (pixels of the active area at full size, up to ``bottom`` and ``right``) is meant, of
    ``planes`` planes from ``plane`` on.
    """

    top: int
    left: int
    bottom: int
    right: int
    pitch: tuple[int, int]
    plane: int
    planes: int
    spacing: tuple[float, float]
    origin: tuple[float, float]
    gains: Pixels

    def at(self, down: AnyArray, across: AnyArray, plane: int) -> Pixels:
        """Return the gains of a plane of the picture at places given as shares of the active area: rows × columns."""
        points = self.gains[..., min(plane - self.plane, self.gains.shape[2] - 1)]
        y, below = _between((down - self.origin[0]) / self.spacing[0], points.shape[0])
        x, right = _between((across - self.origin[1]) / self.spacing[1], points.shape[1])
        rows = points[y] + (points[np.minimum(y + 1, len(points) - 1)] - points[y]) * below[:, None]
        beside = rows[:, np.minimum(x + 1, points.shape[1] - 1)]
        return np.asarray(rows[:, x] + (beside - rows[:, x]) * right, np.float32)


def _between(where: AnyArray, count: int) -> tuple[NDArray[np.intp], AnyArray]:
    """Indices of points, and how far beyond them (0..1) positions lie, held to the points there are."""
    held = np.clip(where, 0, count - 1)
    index = np.floor(held).astype(np.intp)
    return index, (held - index).astype(np.float32)


Step: TypeAlias = Warp | Falloff | GainMap


@dataclass(frozen=True)
class View:
    """The part of the active area that a picture shows, all in pixels of the picture: ``left`` and ``top`` of its first
    pixel, ``width`` and ``height`` of the whole active area; ``scale`` is the picture's share of full size.
    """

    left: float
    top: float
    width: float
    height: float
    scale: float

    def offsets(self, centre: tuple[float, float], columns: int, rows: range) -> tuple[AnyArray, AnyArray, float]:
        """Return x (1×columns) and y (rows×1) of pixels from the centre, in units of the third, the farthest corner."""
        across, down = centre[0] * self.width, centre[1] * self.height
        far = float(np.hypot(max(across, self.width - across), max(down, self.height - down)))
        x = (np.arange(columns, dtype=np.float32) + 0.5 + self.left - across) / far
        y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 + self.top - down) / far
        return x[None].astype(np.float32), y[:, None].astype(np.float32), far


def corrected(pixels: Pixels, steps: tuple[Step, ...], view: View, distortion: float, vignetting: float) -> Pixels:
    """Return H×W×3 linear camera RGB, as stored, with the steps done in their order, each to its share (0..1)."""
    for step in steps:
        if isinstance(step, Warp):
            partial = step.at(distortion)
            pixels = pixels if partial.is_straight() else _warped(pixels, partial, view)
        elif vignetting == 0:
            continue
        elif isinstance(step, Falloff):
            pixels = _evened(pixels, step, view, vignetting)
        else:
            pixels = _multiplied(pixels, step, view, vignetting)
    return pixels


def even_sensor(values: NDArray[np.uint16], step: GainMap, black: AnyArray, white: float) -> None:
    """Multiply the values of a sensor's active area, in place, where ``step`` says so; 0 is at ``black``, a pattern
    that repeats. What gets brighter than ``white`` is cut there, as the specification says.
    """
    height, width = values.shape
    top, bottom = max(step.top, 0), min(step.bottom, height)
    columns = np.arange(step.left, min(step.right, width), step.pitch[1])
    if step.plane > 0 or not columns.size:
        return
    across = (columns + 0.5) / width

    def work(first: int, last: int) -> None:
        rows = np.arange(top + first * step.pitch[0], min(bottom, top + last * step.pitch[0]), step.pitch[0])
        gain = step.at((rows + 0.5) / height, across, 0)
        site = values[rows[0] : rows[-1] + 1 : step.pitch[0], step.left : columns[-1] + 1 : step.pitch[1]]
        dark = black[np.ix_(rows % black.shape[0], columns % black.shape[1])].astype(np.float32)
        site[...] = np.rint(np.clip((site - dark) * gain + dark, 0, white)).astype(np.uint16)

    in_rows(len(range(top, bottom, step.pitch[0])), work, _BAND)


def _evened(pixels: Pixels, step: Falloff, view: View, share: float) -> Pixels:
    out = np.empty_like(pixels)

    def work(first: int, last: int) -> None:
        x, y, _ = view.offsets(step.centre, pixels.shape[1], range(first, last))
        square = x * x + y * y
        gain = np.zeros_like(square)
        for k in reversed(step.coefficients):
            gain = (gain + np.float32(k)) * square
        np.multiply(pixels[first:last], (gain * np.float32(share) + 1)[..., None], out=out[first:last])

    in_rows(pixels.shape[0], work, _BAND)
    return out


def _multiplied(pixels: Pixels, step: GainMap, view: View, share: float) -> Pixels:
    """Do a map without gaps; where a picture is smaller than the sensor, its borders lie on the nearest pixels."""
    out = pixels.copy()
    high = _span(step.top, step.bottom, view.top, view.scale, pixels.shape[0])
    wide = _span(step.left, step.right, view.left, view.scale, pixels.shape[1])
    across = (np.arange(wide.start, wide.stop) + 0.5 + view.left) / view.width
    planes = range(step.plane, min(step.plane + step.planes, pixels.shape[2]))

    def work(first: int, last: int) -> None:
        rows = slice(high.start + first, high.start + last)
        down = (np.arange(rows.start, rows.stop) + 0.5 + view.top) / view.height
        for plane in planes:
            gain = 1 + np.float32(share) * (step.at(down, across, plane) - 1)
            out[rows, wide.start : wide.stop, plane] *= gain

    if len(high) and len(wide):
        in_rows(len(high), work, _BAND)
    return out


def _span(first: int, last: int, start: float, scale: float, count: int) -> range:
    """Pixels of the picture between two pixels of the active area at full size."""
    low, high = (round(min(max(at * scale - start, 0), count)) for at in (first, last))
    return range(low, high)


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


def _sources(x: AnyArray, y: AnyArray, far: float, k: Coefficients, first: int) -> tuple[AnyArray, AnyArray]:
    """Columns and rows from which the pixels of a band come, whose first row is ``first``."""
    square = x * x + y * y
    radial = k[0] + square * (k[1] + square * (k[2] + square * k[3]))
    across = radial * x + k[4] * 2 * x * y + k[5] * (square + 2 * x * x)
    down = radial * y + k[5] * 2 * x * y + k[4] * (square + 2 * y * y)
    columns = np.arange(x.shape[1], dtype=np.float32)[None] + (across - x) * far
    rows = np.arange(first, first + y.shape[0], dtype=np.float32)[:, None] + (down - y) * far
    return columns.astype(np.float32), rows.astype(np.float32)
