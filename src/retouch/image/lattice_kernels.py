"""The compiled loop of `lattice`, made for speed: blocks fit the cache, indices are unsigned, nothing branches."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.image.lattice import BLACK, FIRST, NODES, SHIFT
from retouch.model.frame import AnyArray

_F = np.float32
_I = np.int32
_U = np.uint32

_ONE = _U(1)
_TWO = _U(2)
_RED, _GREEN, _BLUE = _U(NODES * NODES * 4), _U(NODES * 4), _U(4)
_ALL = _RED + _GREEN + _BLUE
_MASK = _I((1 << SHIFT) - 1)
_PART = _F(1 / (1 << SHIFT))
_OFFSET = _F(2.0**-10)
_SQUEEZE = _F(0.4)
_LAST = _F(NODES - 1.001)
_BLOCK = 1024


@compiled
def look_up(
    linear: AnyArray, table: AnyArray, cube: AnyArray, top: np.float32, half: np.float32, out: AnyArray
) -> None:
    """Map flat linear RGB (float32, 3 for each pixel) through ``cube`` into flat ``out``, as ``value * top + half``."""
    places = np.empty((_BLOCK, 3), np.float32)
    values = np.empty((_BLOCK, 3), np.float32)
    place, value = places.reshape(-1), values.reshape(-1)
    bits = value.view(np.int32)
    size = _I(table.size - 2)
    for start in range(0, linear.size, 3 * _BLOCK):
        count = min(3 * _BLOCK, linear.size - start)
        part = linear[start : start + count]
        result = out[start : start + count]
        for i in range(count):
            value[i] = abs(part[i]) + _OFFSET
        for i in range(count):
            at = _U(min(max((bits[i] - _I(FIRST)) >> _I(SHIFT), _I(0)), size))
            low = table[at]
            place[i] = low + (table[at + _ONE] - low) * (_F(bits[i] & _MASK) * _PART)
        for i in range(count):
            signed = place[i] if part[i] >= _F(0) else -place[i] * _SQUEEZE
            place[i] = min(max(_F(BLACK) + signed, _F(0)), _LAST)
        for p in range(count // 3):
            r, g, b = places[p, 0], places[p, 1], places[p, 2]
            nr, ng, nb = _I(r), _I(g), _I(b)
            r -= _F(nr)
            g -= _F(ng)
            b -= _F(nb)
            # The cell is cut into six tetrahedra; the order of r, g and b says in which one the colour lies.
            rg, gb, rb = _U(r >= g), _U(g >= b), _U(r >= b)
            red, green = rg & rb, gb & (_ONE - rg)
            not_red, not_green = (_ONE - rg) & (_ONE - rb), rg & (_ONE - gb)
            a = _U(nr) * _RED + _U(ng) * _GREEN + _U(nb) * _BLUE
            d = a + _ALL
            c = d - not_red * _RED - not_green * _GREEN - (_ONE - not_red - not_green) * _BLUE
            b_ = a + red * _RED + green * _GREEN + (_ONE - red - green) * _BLUE
            high, wd = max(r, g, b), min(r, g, b)
            middle = r + g + b - high - wd
            wa, wb, wc = _F(1) - high, high - middle, middle - wd
            values[p, 0] = wa * cube[a] + wb * cube[b_] + wc * cube[c] + wd * cube[d]
            values[p, 1] = wa * cube[a + _ONE] + wb * cube[b_ + _ONE] + wc * cube[c + _ONE] + wd * cube[d + _ONE]
            values[p, 2] = wa * cube[a + _TWO] + wb * cube[b_ + _TWO] + wc * cube[c + _TWO] + wd * cube[d + _TWO]
        for i in range(count):
            result[i] = min(max(value[i], _F(0)), _F(1)) * top + half
