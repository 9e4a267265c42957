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
from retouch.image.lattice import BLACK, GRAIN, NODES, SQUEEZE, STOP, UNIT
from retouch.image.region_light_kernels import along_row, brighten
from retouch.model.frame import AnyArray

_F = np.float32
_I = np.int32
_L = np.uint64

_ONE, _ZERO, _BIAS = _F(1), _F(0), _F(127)
_MANTISSA, _BITS = _F(2.0**-23), _F(2.0**23)
# log2(1 + f) - f and 2^f - 1 - f are f (1 - f) times these, within 3e-6 and 5e-6 (least squares at Chebyshev points).
_A0, _A1, _A2, _A3, _A4 = _F(0.44252727), _F(-0.27538621), _F(0.18115420), _F(-0.09481475), _F(0.02528551)
_B0, _B1, _B2 = _F(-0.30699512), _F(-0.06545551), _F(-0.01368946)
# The sRGB curve (IEC 61966-2-1) in nodes.
_TOE, _TOE_SLOPE = _F(0.0031308), _F(12.92 * UNIT)
_CURVE, _BELOW, _GAMMA = _F(1.055 * UNIT), _F(0.055 * UNIT), _F(1 / 2.4)
_WHITE, _PER_STOP = _F(UNIT), _F(STOP * UNIT)
_BLACK, _NEGATIVE, _LAST = _F(BLACK), _F(-SQUEEZE), _F(NODES - 1.001)

# Numbers as floats: numba widens what is added to an integer to 64 bits, which halves the speed.
_RED, _GREEN, _BLUE = _F(NODES * NODES * 4), _F(NODES * 4), _F(4)
_OPPOSITE = _RED + _GREEN + _BLUE
_ALL = _L(_OPPOSITE)
_BLOCK = 512


@compiled
def _places(linear: AnyArray, room: AnyArray, place: AnyArray) -> None:
    """Where linear values lie on an axis of the cube, in nodes (see `lattice`), within 1e-4.

    A float's bits, taken as an integer, are its logarithm but for what lies between powers of two; there a polynomial
    helps. Back from the logarithm it is the same. ``room`` is for 2×N values in between.
    """
    magnitude, power = room[0], room[1]
    bits, raised = magnitude.view(np.int32), power.view(np.int32)
    for n in range(linear.size):
        i = _L(n)
        value = linear[i]
        size = abs(value)
        magnitude[i] = size
        log = _F(bits[i]) * _MANTISSA - _BIAS
        f = log - np.floor(log)
        log += (f - f * f) * (_A0 + f * (_A1 + f * (_A2 + f * (_A3 + f * _A4))))
        to = log * _GAMMA + _BIAS
        f = to - np.floor(to)
        raised[i] = _I((to + (f - f * f) * (_B0 + f * (_B1 + f * _B2))) * _BITS)
        found = _CURVE * power[i] - _BELOW
        found = _TOE_SLOPE * size if size <= _TOE else found
        found = _WHITE + _PER_STOP * log if size > _ONE else found
        place[i] = min(max(_BLACK + found * (_ONE if value >= _ZERO else _NEGATIVE), _ZERO), _LAST)


@compiled
def _corners(places: AnyArray, count: int, corners: AnyArray, weights: AnyArray) -> None:
    """The four nodes (as indices) around each colour, and their weights. The cell is cut into six tetrahedra; the order
    of r, g and b says in which one the colour lies.
    """
    for n in range(count):
        i = _L(n)
        r, g, b = places[0, i], places[1, i], places[2, i]
        whole_r, whole_g, whole_b = np.floor(r), np.floor(g), np.floor(b)
        r, g, b = r - whole_r, g - whole_g, b - whole_b
        rg, gb, rb = r >= g, g >= b, r >= b
        largest = _RED if rg & rb else (_GREEN if gb else _BLUE)
        smallest = _BLUE if rb & gb else (_GREEN if rg else _RED)
        first = whole_r * _RED + whole_g * _GREEN + whole_b * _BLUE
        corners[0, i] = _I(first)
        corners[1, i] = _I(first + largest)
        corners[2, i] = _I(first + _OPPOSITE - smallest)
        high, low = max(r, g, b), min(r, g, b)
        middle = r + g + b - high - low
        weights[0, i], weights[1, i], weights[2, i], weights[3, i] = _ONE - high, high - middle, middle - low, low


def _write_mixed(typing: Any, cube: Any, at: Any, weights: Any, top: Any, half: Any, out: Any, to: Any) -> Any:
    """Write the sum of four nodes of four values, each times its weight, held to 0..1, times ``top`` plus ``half``, to
    ``out[to : to + 4]``.

    In vectors of four, said outright: numba leaves it to itself to find them in single values, and does not.
    """

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        one, index = ir.FloatType(), ir.IntType(32)
        four = ir.VectorType(one, 4)

        def place(array: int, index: Any, kind: Any) -> Any:
            data = context.make_array(signature.args[array])(context, builder, args[array]).data
            return builder.bitcast(builder.gep(data, [index]), ir.VectorType(kind, 4).as_pointer())

        def spread(value: Any) -> Any:
            lane = builder.insert_element(ir.Constant(four, ir.Undefined), value, ir.Constant(index, 0))
            return builder.shuffle_vector(lane, lane, ir.Constant(ir.VectorType(index, 4), [0] * 4))

        total = None
        for n in range(4):
            node = builder.load(place(0, builder.extract_value(args[1], n), one), align=4)
            part = builder.fmul(spread(builder.extract_value(args[2], n)), node, flags=("contract",))
            total = part if total is None else builder.fadd(total, part, flags=("contract",))
        for bound, beyond in ((0.0, ">"), (1.0, "<")):
            limit = ir.Constant(four, [bound] * 4)
            total = builder.select(builder.fcmp_ordered(beyond, total, limit), total, limit)
        total = builder.fmul(total, spread(args[3]), flags=("contract",))
        total = builder.fadd(total, spread(args[4]), flags=("contract",))
        kind: Any = signature.args[5].dtype
        if kind in types.unsigned_domain:
            stored = ir.IntType(kind.bitwidth)
            whole = builder.fptosi(total, ir.VectorType(index, 4))
            builder.store(builder.trunc(whole, ir.VectorType(stored, 4)), place(5, args[6], stored), align=1)
        else:
            builder.store(total, place(5, args[6], one), align=4)
        return context.get_dummy_value()

    return types.void(cube, at, weights, top, half, out, to), generate


_mix_nodes: Any = intrinsic(_write_mixed)


@compiled
def _mixed(
    cube: AnyArray, corners: AnyArray, weights: AnyArray, count: int, top: np.float32, half: np.float32, out: AnyArray
) -> None:
    """The weighted values of four nodes: three numbers for each colour, and one of no meaning at the end."""
    for n in range(count):
        i = _L(n)
        a, b, c = _L(corners[0, i]), _L(corners[1, i]), _L(corners[2, i])
        by = (weights[0, i], weights[1, i], weights[2, i], weights[3, i])
        _mix_nodes(cube, (a, b, c, a + _ALL), by, top, half, out, _L(3) * i)


@compiled
def _located(
    part: AnyArray,
    m: AnyArray,
    lit: bool,
    slope: AnyArray,
    offset: AnyArray,
    luminance: AnyArray,
    gains: AnyArray,
    linear: AnyArray,
    room: AnyArray,
    places: AnyArray,
) -> None:
    """Where up to a block of RGB pixels lie in the cube, after the matrix and the light of their regions."""
    count = part.size // 3
    a, b, c = m[0, 0], m[0, 1], m[0, 2]
    d, e, f = m[1, 0], m[1, 1], m[1, 2]
    g, h, k = m[2, 0], m[2, 1], m[2, 2]
    for n in range(count):
        i = _L(n)
        u, v, w = part[_L(3) * i], part[_L(3) * i + _L(1)], part[_L(3) * i + _L(2)]
        linear[0, i] = a * u + b * v + c * w
        linear[1, i] = d * u + e * v + f * w
        linear[2, i] = g * u + h * v + k * w
    if lit:
        brighten(linear, count, slope, offset, luminance, gains, room)
    for channel in range(3):
        _places(linear[channel, :count], room, places[channel])


@compiled
def look_up(
    pixels: AnyArray,
    m: AnyArray,
    cube: AnyArray,
    top: np.float32,
    half: np.float32,
    out: AnyArray,
    regions: AnyArray,
    step: int,
    first: int,
    left: int,
    luminance: AnyArray,
    gains: AnyArray,
) -> None:
    """Map rows of RGB (H×(3 W) float32) through the 3×3 ``m``, the light of ``regions`` (where there are any: see
    ``along_row``; they begin ``first`` rows above) and ``cube`` into ``out``, as ``value * top + half``.

    ``out`` may be ``pixels``.
    """
    width, lit = pixels.shape[1] // 3, regions.size > 0
    linear, places = np.empty((3, _BLOCK), np.float32), np.empty((3, _BLOCK), np.float32)
    room, weights = np.empty((3, _BLOCK), np.float32), np.empty((4, _BLOCK), np.float32)
    corners = np.empty((3, _BLOCK), np.int32)
    values = np.empty(3 * _BLOCK + 1, out.dtype)
    wide = np.empty((4, width), np.float32)
    slope, offset = np.empty(width, np.float32), np.empty(width, np.float32)
    upper = -1
    for row in range(pixels.shape[0]):
        if lit:
            upper = along_row(regions, step, first + row, left, upper, wide, slope, offset)
        for start in range(0, width, _BLOCK):
            end = min(start + _BLOCK, width)
            part, result = pixels[row, 3 * start : 3 * end], out[row, 3 * start : 3 * end]
            _located(part, m, lit, slope[start:end], offset[start:end], luminance, gains, linear, room, places)
            _corners(places, end - start, corners, weights)
            _mixed(cube, corners, weights, end - start, top, half, values)
            for n in range(result.size):
                result[n] = values[n]


@compiled
def find_places(
    pixels: AnyArray,
    m: AnyArray,
    out: AnyArray,
    regions: AnyArray,
    step: int,
    first: int,
    left: int,
    luminance: AnyArray,
    gains: AnyArray,
) -> None:
    """Write where ``look_up`` finds its pixels in the cube: H×(3 W) uint16, GRAIN for the way from node to node."""
    width, lit = pixels.shape[1] // 3, regions.size > 0
    linear, places = np.empty((3, _BLOCK), np.float32), np.empty((3, _BLOCK), np.float32)
    room, wide = np.empty((3, _BLOCK), np.float32), np.empty((4, width), np.float32)
    slope, offset = np.empty(width, np.float32), np.empty(width, np.float32)
    upper = -1
    for row in range(pixels.shape[0]):
        if lit:
            upper = along_row(regions, step, first + row, left, upper, wide, slope, offset)
        for start in range(0, width, _BLOCK):
            end = min(start + _BLOCK, width)
            part, result = pixels[row, 3 * start : 3 * end], out[row, 3 * start : 3 * end]
            _located(part, m, lit, slope[start:end], offset[start:end], luminance, gains, linear, room, places)
            for n in range(end - start):
                i = _L(n)
                for channel in range(3):
                    result[_L(3) * i + _L(channel)] = places[channel, i] * _F(GRAIN) + _F(0.5)


@compiled
def look_up_placed(places: AnyArray, cube: AnyArray, top: np.float32, half: np.float32, out: AnyArray) -> None:
    """Do the rest of ``look_up`` from what ``find_places`` has written."""
    found, weights = np.empty((3, _BLOCK), np.float32), np.empty((4, _BLOCK), np.float32)
    corners = np.empty((3, _BLOCK), np.int32)
    values = np.empty(3 * _BLOCK + 1, out.dtype)
    for start in range(0, places.size, 3 * _BLOCK):
        part, result = places[start : start + 3 * _BLOCK], out[start : start + 3 * _BLOCK]
        count = part.size // 3
        for n in range(count):
            i = _L(n)
            for channel in range(3):
                found[channel, i] = _F(part[_L(3) * i + _L(channel)]) * _F(1 / GRAIN)
        _corners(found, count, corners, weights)
        _mixed(cube, corners, weights, count, top, half, values)
        for n in range(result.size):
            result[n] = values[n]
