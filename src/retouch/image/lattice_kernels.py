"""The compiled loop of `lattice`, made for speed: blocks fit the cache, indices are unsigned, nothing branches.

Everything but the look-up itself runs over planes of one value each, so that the compiler works on eight pixels at a
time; the look-up works on the four values of a node at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from retouch.image.compiled import compiled
from retouch.image.lattice import BLACK, FIRST, NODES, SHIFT
from retouch.model.frame import AnyArray

_F = np.float32
_I = np.int32
_U = np.uint32
_L = np.uint64

_ONE = _U(1)
_RED, _GREEN, _BLUE = _U(NODES * NODES * 4), _U(NODES * 4), _U(4)
_ALL = _RED + _GREEN + _BLUE
_MASK = _I((1 << SHIFT) - 1)
_PART = _F(1 / (1 << SHIFT))
_OFFSET = _F(2.0**-10)
_SQUEEZE = _F(0.4)
_LAST = _F(NODES - 1.001)
_BLOCK = 512


@compiled
def _places(linear: AnyArray, table: AnyArray, room: AnyArray, place: AnyArray) -> None:
    """Where linear values lie on an axis of the cube, in nodes. ``room`` is for 4×N values in between."""
    magnitude, pairs = room[0], room[2:].reshape(-1)
    bits, at, whole = magnitude.view(np.int32), room[1].view(np.int32), pairs.view(np.uint64)
    size, both = _I(table.size // 2 - 1), table.view(np.uint64)
    for n in range(linear.size):
        magnitude[n] = abs(linear[n]) + _OFFSET
    for n in range(linear.size):
        at[n] = min(max((bits[n] - _I(FIRST)) >> _I(SHIFT), _I(0)), size)
    for n in range(linear.size):
        whole[n] = both[_L(_U(at[n]))]  # value and step in one go
    for n in range(linear.size):
        i = _L(n)
        found = pairs[_L(2) * i] + pairs[_L(2) * i + _L(1)] * (_F(bits[i] & _MASK) * _PART)
        signed = found if linear[n] >= _F(0) else -found * _SQUEEZE
        place[n] = min(max(_F(BLACK) + signed, _F(0)), _LAST)


@compiled
def _corners(places: AnyArray, count: int, corners: AnyArray, weights: AnyArray) -> None:
    """The four nodes (as indices) around each colour, and their weights. The cell is cut into six tetrahedra; the order
    of r, g and b says in which one the colour lies.
    """
    for n in range(count):
        i = _L(n)
        r, g, b = places[0, i], places[1, i], places[2, i]
        nr, ng, nb = _I(r), _I(g), _I(b)
        r, g, b = r - _F(nr), g - _F(ng), b - _F(nb)
        rg, gb, rb = _U(r >= g), _U(g >= b), _U(r >= b)
        red, green = rg & rb, gb & (_ONE - rg)
        not_red, not_green = (_ONE - rg) & (_ONE - rb), rg & (_ONE - gb)
        first = _U(nr) * _RED + _U(ng) * _GREEN + _U(nb) * _BLUE
        corners[0, i] = first
        corners[1, i] = first + red * _RED + green * _GREEN + (_ONE - red - green) * _BLUE
        corners[2, i] = first + _ALL - not_red * _RED - not_green * _GREEN - (_ONE - not_red - not_green) * _BLUE
        high, low = max(r, g, b), min(r, g, b)
        middle = r + g + b - high - low
        weights[0, i], weights[1, i], weights[2, i], weights[3, i] = _F(1) - high, high - middle, middle - low, low


def _write_mixed(typing: Any, cube: Any, at: Any, weights: Any, out: Any, to: Any) -> Any:
    """Write the sum of four nodes of four values, each times its weight, to ``out[to : to + 4]``.

    In vectors of four, said outright: numba leaves it to itself to find them in single values, and does not.
    """

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        four = ir.VectorType(ir.FloatType(), 4)

        def place(array: int, index: Any) -> Any:
            data = context.make_array(signature.args[array])(context, builder, args[array]).data
            return builder.bitcast(builder.gep(data, [index]), four.as_pointer())

        total = None
        for n in range(4):
            weight = builder.extract_value(args[2], n)
            node = builder.load(place(0, builder.extract_value(args[1], n)), align=4)
            lane = builder.insert_element(ir.Constant(four, ir.Undefined), weight, ir.Constant(ir.IntType(32), 0))
            spread = builder.shuffle_vector(lane, lane, ir.Constant(ir.VectorType(ir.IntType(32), 4), [0] * 4))
            part = builder.fmul(spread, node, flags=("contract",))
            total = part if total is None else builder.fadd(total, part, flags=("contract",))
        builder.store(total, place(3, args[4]), align=4)
        return context.get_dummy_value()

    return types.void(cube, at, weights, out, to), generate


_mix_nodes: Any = intrinsic(_write_mixed)


@compiled
def _mixed(cube: AnyArray, corners: AnyArray, weights: AnyArray, count: int, values: AnyArray) -> None:
    """The weighted values of four nodes: four numbers (the last one of no meaning) for each colour."""
    for n in range(count):
        i = _L(n)
        a, b, c = _L(corners[0, i]), _L(corners[1, i]), _L(corners[2, i])
        by = (weights[0, i], weights[1, i], weights[2, i], weights[3, i])
        _mix_nodes(cube, (a, b, c, a + _L(_ALL)), by, values, _L(4) * i)


@compiled
def look_up(
    pixels: AnyArray, m: AnyArray, table: AnyArray, cube: AnyArray, top: np.float32, half: np.float32, out: AnyArray
) -> None:
    """Map flat RGB (float32, 3 for each pixel) through the 3×3 ``m`` and ``cube`` into flat ``out``, as
    ``value * top + half``. ``out`` may be ``pixels``.
    """
    linear = np.empty((3, _BLOCK), np.float32)
    places = np.empty((3, _BLOCK), np.float32)
    room = np.empty((4, _BLOCK), np.float32)
    corners = np.empty((3, _BLOCK), np.uint32)
    weights = np.empty((4, _BLOCK), np.float32)
    values = np.empty(4 * _BLOCK, np.float32)
    a, b, c = m[0, 0], m[0, 1], m[0, 2]
    d, e, f = m[1, 0], m[1, 1], m[1, 2]
    g, h, k = m[2, 0], m[2, 1], m[2, 2]
    for start in range(0, pixels.size // 3, _BLOCK):
        count = min(_BLOCK, pixels.size // 3 - start)
        part, result = pixels[3 * start : 3 * (start + count)], out[3 * start : 3 * (start + count)]
        for n in range(count):
            i = _L(n)
            u, v, w = part[_L(3) * i], part[_L(3) * i + _L(1)], part[_L(3) * i + _L(2)]
            linear[0, i] = a * u + b * v + c * w
            linear[1, i] = d * u + e * v + f * w
            linear[2, i] = g * u + h * v + k * w
        for channel in range(3):
            _places(linear[channel, :count], table, room, places[channel])
        _corners(places, count, corners, weights)
        _mixed(cube, corners, weights, count, values)
        for n in range(4 * count):
            values[n] = min(max(values[n], _F(0)), _F(1)) * top + half
        for n in range(count):
            i = _L(n)
            result[_L(3) * i] = values[_L(4) * i]
            result[_L(3) * i + _L(1)] = values[_L(4) * i + _L(1)]
            result[_L(3) * i + _L(2)] = values[_L(4) * i + _L(2)]
