"""The compiled loop of `region_light`: log luminance by its bits, and a table of gains."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.image.region_light import DARKEST, PER_EV
from retouch.model.frame import AnyArray

_F = np.float32
_I = np.int32
_U = np.uint32
_LEAST = _F(2.0**DARKEST)
_MANTISSA, _ONE = _I(0x7FFFFF), _I(0x3F800000)
# log2 of 1…2 by a Chebyshev fit of degree 4, within 0.0002.
_C0, _C1, _C2, _C3, _C4 = _F(-2.49684606), _F(4.02854794), _F(-2.08121416), _F(0.62887362), _F(-0.07915816)


@compiled
def multiply_by_region(
    linear: AnyArray, regions: AnyArray, step: int, first: int, left: int, weights: AnyArray, table: AnyArray
) -> None:
    """Multiply rows of linear RGB, in place, by the table's gain at slope × level + offset of each pixel.

    ``linear`` is n×(3 w), ``regions`` h×k×2: slopes and offsets, ``step`` pixels from one to the next. The first one
    lies at pixel ``left`` (which may be negative), and ``first`` rows above the first row of ``linear``.
    """
    rows, width, high, count = linear.shape[0], linear.shape[1] // 3, regions.shape[0], regions.shape[1]
    light = np.empty(width, np.float32)
    place = np.empty(width, np.float32)  # apart from the light, whose bits are read while it is written
    mantissa = np.empty(width, np.float32)
    slope = np.empty(width, np.float32)
    offset = np.empty(width, np.float32)
    line = np.empty((count + 1, 2), np.float32)
    bits, fraction = light.view(np.int32), mantissa.view(np.int32)
    last, by = _F(table.size - 1.001), _F(1 / step)
    red, green, blue = weights[0], weights[1], weights[2]
    for row in range(rows):
        rgb = linear[row]
        down = min(max(_F(first + row) * by, _F(0)), _F(high - 1))
        above = _I(down)
        below, part = min(above + 1, high - 1), down - _F(above)
        for k in range(count):
            for n in range(2):
                line[k, n] = regions[above, k, n] + part * (regions[below, k, n] - regions[above, k, n])
        line[count] = line[count - 1]
        for i in range(min(max(left, 0), width)):
            slope[i], offset[i] = line[0, 0], line[0, 1]
        for k in range(count):
            start = left + k * step
            end = min(start + step, width) if k < count - 1 else width
            a, b = line[k, 0], line[k, 1]
            da, db = (line[k + 1, 0] - a) * by, (line[k + 1, 1] - b) * by
            for i in range(max(start, 0), end):
                slope[i] = a + _F(i - start) * da
                offset[i] = b + _F(i - start) * db
        for i in range(width):
            light[i] = max(red * rgb[3 * i] + green * rgb[3 * i + 1] + blue * rgb[3 * i + 2], _LEAST)
        for i in range(width):
            fraction[i] = (bits[i] & _MANTISSA) | _ONE
        for i in range(width):
            m = mantissa[i]
            level = _F((bits[i] >> _I(23)) - _I(127)) + (_C0 + m * (_C1 + m * (_C2 + m * (_C3 + m * _C4))))
            place[i] = min(max((slope[i] * level + offset[i] - _F(DARKEST)) * _F(PER_EV), _F(0)), last)
        for i in range(width):
            entry = _U(place[i])
            low = table[entry]
            mantissa[i] = low + (table[entry + _U(1)] - low) * (place[i] - _F(entry))
        for i in range(width):
            rgb[3 * i] *= mantissa[i]
            rgb[3 * i + 1] *= mantissa[i]
            rgb[3 * i + 2] *= mantissa[i]
