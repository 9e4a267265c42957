"""The compiled loops of `region_light`: log luminance by its bits, and a table of gains."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.image.region_light import DARKEST, PER_EV
from retouch.model.frame import AnyArray

_F = np.float32
_I = np.int32
_L = np.uint64
_LEAST, _MOST = _F(2.0**DARKEST), _F(2.0**60)
_MANTISSA, _BIAS = _F(2.0**-23), _F(127)
# log2(1 + f) - f is f (1 - f) times this, within 0.00013 (least squares at Chebyshev points).
_C0, _C1, _C2 = _F(0.43837933), _F(-0.23750133), _F(0.08065316)


@compiled
def _widened(regions: AnyArray, step: int, left: int, slope: AnyArray, offset: AnyArray) -> None:
    """Fill in slope and offset for each pixel of a row from k×2 of them; see ``along_row``."""
    count, width, by = regions.shape[0], slope.size, _F(1 / step)
    for i in range(min(max(left, 0), width)):
        slope[i], offset[i] = regions[0, 0], regions[0, 1]
    for k in range(count):
        start, after = left + k * step, min(k + 1, count - 1)
        end = min(start + step, width) if k < count - 1 else width
        a, b = regions[k, 0], regions[k, 1]
        da, db = (regions[after, 0] - a) * by, (regions[after, 1] - b) * by
        for i in range(max(start, 0), end):
            slope[i] = a + _F(i - start) * da
            offset[i] = b + _F(i - start) * db


@compiled
def along_row(
    regions: AnyArray, step: int, row: int, left: int, known: int, wide: AnyArray, slope: AnyArray, offset: AnyArray
) -> int:
    """Fill in slope and offset for each pixel of a row.

    ``regions`` is h×k×2: slopes and offsets, ``step`` pixels from one to the next; the first one lies at pixel ``left``
    (which may be negative), ``row`` rows above. ``wide`` is 4×N values to keep from row to row: those of the regions
    above and below. Returns which ones these are, to be given as ``known`` for the next row; -1 for the first one.
    """
    down = min(max(_F(row) / _F(step), _F(0)), _F(regions.shape[0] - 1))
    above = _I(down)
    part = down - _F(above)
    if above != known:
        _widened(regions[above], step, left, wide[0], wide[1])
        _widened(regions[min(above + 1, regions.shape[0] - 1)], step, left, wide[2], wide[3])
    for n in range(slope.size):
        i = _L(n)
        slope[i] = wide[0, i] + part * (wide[2, i] - wide[0, i])
        offset[i] = wide[1, i] + part * (wide[3, i] - wide[1, i])
    return int(above)


@compiled
def brighten(
    linear: AnyArray, count: int, slope: AnyArray, offset: AnyArray, weights: AnyArray, table: AnyArray, room: AnyArray
) -> None:
    """Multiply the first ``count`` values of the 3×N planes of linear RGB, in place, by the table's gain at
    slope × level + offset. ``room`` is for 3×N values in between.
    """
    light, place = room[0], room[1]
    bits, entry = light.view(np.int32), room[2].view(np.int32)
    red, green, blue = weights[0], weights[1], weights[2]
    last = _F(table.size - 1.001)
    for n in range(count):
        i = _L(n)
        value = red * linear[0, i] + green * linear[1, i] + blue * linear[2, i]
        light[i] = min(max(value, _LEAST), _MOST)
    for n in range(count):
        i = _L(n)
        level = _F(bits[i]) * _MANTISSA - _BIAS  # exact at powers of 2, straight in between
        f = level - np.floor(level)
        level += (f - f * f) * (_C0 + f * (_C1 + f * _C2))
        place[i] = min(max((slope[i] * level + offset[i] - _F(DARKEST)) * _F(PER_EV), _F(0)), last)
        entry[i] = _I(place[i])
    for n in range(count):
        i = _L(n)
        at = _L(entry[i])
        low = table[at]
        light[i] = low + (table[at + _L(1)] - low) * (place[i] - _F(entry[i]))
    for n in range(count):
        i = _L(n)
        linear[0, i] *= light[i]
        linear[1, i] *= light[i]
        linear[2, i] *= light[i]
