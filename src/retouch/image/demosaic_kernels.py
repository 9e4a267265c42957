"""The compiled loops of `demosaic`. Work happens in tiles that fit the processor's cache, with a margin around them."""

from __future__ import annotations

from typing import Any

import numpy as np

from retouch.image.compiled import compiled
from retouch.model.frame import AnyArray

_F = np.float32
_U = np.uint64
_EPS = _F(1e-5)
_TINY = _F(1e-10)
_MARGIN = 10  # the widest reach of the steps below, added up, and even: the pattern stays in phase
_HIGH, _WIDE = 128, 256  # largest tile: with its margin eight planes of it fit the processor's second cache
_SIDE = _WIDE + 2 * _MARGIN

# Loops run over all photosites of a row and choose by a mask, rather than over every other one: so the compiler can
# work on eight at a time. Steps inside a tile are unsigned: numba checks signed indices for negative ones.
_1, _2, _3, _4 = _U(1), _U(2), _U(3), _U(4)
_ROW = _R = _U(_SIDE)
_2R, _3R, _4R = _U(2 * _SIDE), _U(3 * _SIDE), _U(4 * _SIDE)
_FALL, _2FALL, _3FALL = _U(_SIDE + 1), _U(2 * _SIDE + 2), _U(3 * _SIDE + 3)
_RISE, _2RISE, _3RISE = _U(_SIDE - 1), _U(2 * _SIDE - 2), _U(3 * _SIDE - 3)


@compiled
def _mirrored(i: int, size: int) -> int:
    """Reflect about the border photosite, which keeps its colour."""
    if i < 0:
        i = -i
    if i >= size:
        i = 2 * (size - 1) - i
    return max(0, min(i, size - 1))


@compiled
def _sites(four: AnyArray) -> AnyArray:
    """A value for each of the four sites as two rows of a tile."""
    rows = np.empty((2, _SIDE), np.float32)
    for x in range(_SIDE):
        rows[0, x], rows[1, x] = four[x & 1], four[2 + (x & 1)]
    return rows


@compiled
def _load(
    values: AnyArray,
    window: AnyArray,
    black: AnyArray,
    scale: AnyArray,
    top: int,
    left: int,
    high: int,
    wide: int,
    cfa: AnyArray,
) -> None:
    """Fill a tile with balanced linear values of the window (top, left, height, width)."""
    height, width = window[2], window[3]
    for y in range(high):
        sy = _mirrored(top + y, height)
        line, target, zero, gain = values[window[0] + sy], cfa[y], black[sy & 1], scale[sy & 1]
        if left >= 0 and left + wide <= width:
            part = line[window[1] + left : window[1] + left + wide]
            for x in range(wide):
                i = _U(x)
                target[i] = (_F(part[i]) - zero[i]) * gain[i]
        else:
            for x in range(wide):
                target[x] = (_F(line[window[1] + _mirrored(left + x, width)]) - zero[x]) * gain[x]


@compiled
def _mend(cfa: AnyArray, high: int, wide: int) -> None:
    """Replace photosites that are far brighter than all around them, of any colour: no lens draws such a point."""
    for y in range(2, high - 2):
        row = _U(y) * _ROW
        hot = 0
        for x in range(2, wide - 2):
            i = row + _U(x)
            near = max(cfa[i - _R], cfa[i + _R], cfa[i - _1], cfa[i + _1])
            hot += (cfa[i] > _F(0.03)) & (cfa[i] > _F(4) * near)
        if hot == 0:
            continue
        for x in range(2, wide - 2):
            i = row + _U(x)
            v = cfa[i]
            near = max(cfa[i - _R], cfa[i + _R], cfa[i - _1], cfa[i + _1])
            if v > _F(0.03) and v > _F(4) * near:
                same = max(cfa[i - _2R], cfa[i + _2R], cfa[i - _2], cfa[i + _2])
                if v > _F(4) * same:
                    cfa[i] = same


@compiled
def _trust(value: Any, limit: Any) -> Any:
    """How far a value is from clipping: 1 below 90 % of its limit, 0 at the limit."""
    return min(max(_F(10) * (_F(1) - value / limit), _F(0)), _F(1))


@compiled
def _lifted(value: Any, one: Any, other: Any, one_limit: Any, other_limit: Any, most: Any) -> Any:
    """A clipped value from the means of the other two colours around it, as far as these can be trusted, where that is
    more; where they clip as well, the level at which everything clips, so that the sun is white.
    """
    first, second = _trust(one, one_limit), _trust(other, other_limit)
    mean = (first * one + second * other) / (first + second + _EPS)
    lost = (_F(1) - first) * (_F(1) - second)
    return max(value, mean + lost * (most - mean))


@compiled
def _raise_clipped(
    cfa: AnyArray, colours: AnyArray, limit: AnyArray, rows: AnyArray, high: int, wide: int, kept: AnyArray
) -> None:
    """Raise clipped photosites to what the colours around them say; highlights are taken to be nearly neutral.

    ``rows`` is ``limit`` for each photosite of two rows.
    """
    found = 0
    for y in range(high):
        line, full = cfa[y], rows[y & 1]
        for x in range(wide):
            i = _U(x)
            found += line[i] >= full[i]
    if found == 0:
        return
    kept[:high] = cfa[:high]
    most = max(limit[0], limit[1], limit[2], limit[3])
    for y in range(1, high - 1):
        row = 2 * (y & 1)
        for x in range(1, wide - 1):
            column = x & 1
            v = kept[y, x]
            if v < limit[row + column]:
                continue
            beside = _F(0.5) * (kept[y, x - 1] + kept[y, x + 1])
            above = _F(0.5) * (kept[y - 1, x] + kept[y + 1, x])
            beside_limit, above_limit = limit[row + 1 - column], limit[2 - row + column]
            if colours[row + column] == 1:
                cfa[y, x] = _lifted(v, beside, above, beside_limit, above_limit, most)
            else:
                corner = kept[y - 1, x - 1] + kept[y - 1, x + 1] + kept[y + 1, x - 1] + kept[y + 1, x + 1]
                green = _F(0.5) * (beside + above)
                cfa[y, x] = _lifted(v, green, _F(0.25) * corner, above_limit, limit[3 - row - column], most)


@compiled
def _directions(cfa: AnyArray, high: int, wide: int, work: AnyArray, other: AnyArray, vertical: AnyArray) -> None:
    """Share of vertical change, 0..1: squared high-pass along each axis, summed over three photosites."""
    for y in range(3, high - 3):
        row = _U(y) * _ROW
        for x in range(3, wide - 3):
            i = row + _U(x)
            c = _F(6) * cfa[i]
            v = cfa[i - _3R] + cfa[i + _3R] - cfa[i - _R] - cfa[i + _R] - _F(3) * (cfa[i - _2R] + cfa[i + _2R]) + c
            h = cfa[i - _3] + cfa[i + _3] - cfa[i - _1] - cfa[i + _1] - _F(3) * (cfa[i - _2] + cfa[i + _2]) + c
            work[i] = v * v
            other[i] = h * h
    for y in range(4, high - 4):
        row = _U(y) * _ROW
        for x in range(4, wide - 4):
            i = row + _U(x)
            v = work[i - _R] + work[i] + work[i + _R] + _TINY
            h = other[i - _1] + other[i] + other[i + _1] + _TINY
            vertical[i] = v / (v + h)


@compiled
def _surer(share: AnyArray, i: Any) -> Any:
    """The share of the photosite or the mean of its diagonal neighbours, whichever is further from undecided."""
    own = share[i]
    near = _F(0.25) * (share[i - _RISE] + share[i + _RISE] + share[i - _FALL] + share[i + _FALL])
    return near if abs(_F(0.5) - own) < abs(_F(0.5) - near) else own


@compiled
def _green(
    cfa: AnyArray, other: AnyArray, high: int, wide: int, vertical: AnyArray, low: AnyArray, green: AnyArray
) -> None:
    """Green everywhere: at red and blue (``other``) from the four sides, each corrected by the ratio of the low-pass
    luminance.
    """
    for y in range(2, high - 2):
        row = _U(y) * _ROW
        for x in range(2, wide - 2):
            i = row + _U(x)
            sides = cfa[i - _R] + cfa[i + _R] + cfa[i - _1] + cfa[i + _1]
            corners = cfa[i - _RISE] + cfa[i + _RISE] + cfa[i - _FALL] + cfa[i + _FALL]
            low[i] = max(cfa[i] + _F(0.5) * sides + _F(0.25) * corners, _F(0)) + _EPS
    for y in range(5, high - 5):
        row, chosen = _U(y) * _ROW, other[y & 1]
        for x in range(5, wide - 5):
            i = row + _U(x)
            c, p = cfa[i], low[i]
            n1, s1, w1, e1 = cfa[i - _R], cfa[i + _R], cfa[i - _1], cfa[i + _1]
            n2, s2, w2, e2 = cfa[i - _2R], cfa[i + _2R], cfa[i - _2], cfa[i + _2]
            vert, hori = _EPS + abs(n1 - s1), _EPS + abs(w1 - e1)
            gn = vert + abs(c - n2) + abs(n1 - cfa[i - _3R]) + abs(n2 - cfa[i - _4R])
            gs = vert + abs(c - s2) + abs(s1 - cfa[i + _3R]) + abs(s2 - cfa[i + _4R])
            gw = hori + abs(c - w2) + abs(w1 - cfa[i - _3]) + abs(w2 - cfa[i - _4])
            ge = hori + abs(c - e2) + abs(e1 - cfa[i + _3]) + abs(e2 - cfa[i + _4])
            p2 = p + p
            along_v = p2 * (gs * n1 / (p + low[i - _2R]) + gn * s1 / (p + low[i + _2R])) / (gn + gs)
            along_h = p2 * (gw * e1 / (p + low[i + _2]) + ge * w1 / (p + low[i - _2])) / (ge + gw)
            value = along_v + _surer(vertical, i) * (along_h - along_v)
            green[i] = value if chosen[_U(x)] > _F(0) else c


@compiled
def _diagonals(cfa: AnyArray, high: int, wide: int, work: AnyArray, other: AnyArray, share: AnyArray) -> None:
    """Share of change along the falling diagonal; it has a meaning at red and blue."""
    for y in range(3, high - 3):
        row = _U(y) * _ROW
        for x in range(3, wide - 3):
            i = row + _U(x)
            c = _F(6) * cfa[i]
            p = cfa[i - _3FALL] + cfa[i + _3FALL] - cfa[i - _FALL] - cfa[i + _FALL]
            p += c - _F(3) * (cfa[i - _2FALL] + cfa[i + _2FALL])
            q = cfa[i - _3RISE] + cfa[i + _3RISE] - cfa[i - _RISE] - cfa[i + _RISE]
            q += c - _F(3) * (cfa[i - _2RISE] + cfa[i + _2RISE])
            work[i] = p * p
            other[i] = q * q
    for y in range(4, high - 4):
        row = _U(y) * _ROW
        for x in range(4, wide - 4):
            i = row + _U(x)
            p = work[i - _FALL] + work[i] + work[i + _FALL] + _TINY
            q = other[i - _RISE] + other[i] + other[i + _RISE] + _TINY
            share[i] = p / (p + q)


@compiled
def _opposite(
    other: AnyArray, high: int, wide: int, share: AnyArray, green: AnyArray, colour: AnyArray, parity: int
) -> None:
    """One of red and blue at the sites of the other (rows of ``parity``), from its four corners."""
    chosen = other[parity]
    for y in range(7 + ((parity + 7) & 1), high - 7, 2):
        row = _U(y) * _ROW
        for x in range(7, wide - 7):
            i = row + _U(x)
            nw, se, ne, sw = colour[i - _FALL], colour[i + _FALL], colour[i - _RISE], colour[i + _RISE]
            falling, rising = _EPS + abs(nw - se), _EPS + abs(ne - sw)
            g, now = green[i], colour[i]
            gnw = falling + abs(nw - colour[i - _3FALL]) + abs(g - green[i - _2FALL])
            gse = falling + abs(se - colour[i + _3FALL]) + abs(g - green[i + _2FALL])
            gne = rising + abs(ne - colour[i - _3RISE]) + abs(g - green[i - _2RISE])
            gsw = rising + abs(sw - colour[i + _3RISE]) + abs(g - green[i + _2RISE])
            p = (gse * (nw - green[i - _FALL]) + gnw * (se - green[i + _FALL])) / (gnw + gse)
            q = (gsw * (ne - green[i - _RISE]) + gne * (sw - green[i + _RISE])) / (gne + gsw)
            value = g + p + _surer(share, i) * (q - p)
            colour[i] = value if chosen[_U(x)] > _F(0) else now


@compiled
def _at_green(
    other: AnyArray, high: int, wide: int, vertical: AnyArray, green: AnyArray, colour: AnyArray, out: AnyArray
) -> None:
    """Red or blue, known at red and blue sites (``other``), to everywhere: at green sites from the four sides."""
    for y in range(_MARGIN, high - _MARGIN):
        row, known = _U(y) * _ROW, other[y & 1]
        for x in range(_MARGIN, wide - _MARGIN):
            i = row + _U(x)
            g, gn1, gs1, gw1, ge1 = green[i], green[i - _R], green[i + _R], green[i - _1], green[i + _1]
            n1, s1, w1, e1 = colour[i - _R], colour[i + _R], colour[i - _1], colour[i + _1]
            vert, hori = _EPS + abs(n1 - s1), _EPS + abs(w1 - e1)
            gn = vert + abs(g - green[i - _2R]) + abs(n1 - colour[i - _3R])
            gs = vert + abs(g - green[i + _2R]) + abs(s1 - colour[i + _3R])
            gw = hori + abs(g - green[i - _2]) + abs(w1 - colour[i - _3])
            ge = hori + abs(g - green[i + _2]) + abs(e1 - colour[i + _3])
            along_v = (gn * (s1 - gs1) + gs * (n1 - gn1)) / (gn + gs)
            along_h = (gw * (e1 - ge1) + ge * (w1 - gw1)) / (gw + ge)
            value = g + along_v + _surer(vertical, i) * (along_h - along_v)
            out[i] = colour[i] if known[_U(x)] > _F(0) else value


@compiled
def rcd(
    values: AnyArray,
    window: AnyArray,
    colours: AnyArray,
    black: AnyArray,
    scale: AnyArray,
    limit: AnyArray,
    matrix: AnyArray,
    first: int,
    last: int,
    out: AnyArray,
    layout: AnyArray,
) -> None:
    """Demosaic the rows ``first``…``last`` of the window into flat ``out``, tile by tile. ``first`` is even.

    ``layout`` is where the first pixel lies in ``out``, and the steps to the next row and to the next pixel.
    """
    width = window[3]
    planes = np.zeros((8, _HIGH + 2 * _MARGIN, _SIDE), np.float32)
    flat = planes.reshape(8, -1)
    one, two, cfa, vertical = flat[0], flat[1], flat[2], flat[3]
    low, green, red, blue = flat[4], flat[5], flat[6], flat[7]
    blacks, scales, limits = _sites(black), _sites(scale), _sites(limit)
    other = _sites((colours != 1).astype(np.float32))
    red_row = 0 if colours[0] == 0 or colours[1] == 0 else 1
    tiles = max(1, (last - first + _HIGH - 1) // _HIGH)
    tall = ((last - first + tiles - 1) // tiles + 1) // 2 * 2
    for top in range(first, last, tall):
        high = min(tall, last - top) + 2 * _MARGIN
        for left in range(0, width, _WIDE):
            wide = min(_WIDE, width - left) + 2 * _MARGIN
            _load(values, window, blacks, scales, top - _MARGIN, left - _MARGIN, high, wide, planes[2])
            _mend(cfa, high, wide)
            _raise_clipped(planes[2], colours, limit, limits, high, wide, planes[4])
            _directions(cfa, high, wide, one, two, vertical)
            _green(cfa, other, high, wide, vertical, low, green)
            _diagonals(cfa, high, wide, one, two, low)
            red[:] = cfa
            blue[:] = cfa
            _opposite(other, high, wide, low, green, red, 1 - red_row)
            _opposite(other, high, wide, low, green, blue, red_row)
            _at_green(other, high, wide, vertical, green, red, one)
            _at_green(other, high, wide, vertical, green, blue, two)
            _store(planes[5], planes[0], planes[1], matrix, top, left, high, wide, out, layout)


@compiled
def _store(
    greens: AnyArray,
    reds: AnyArray,
    blues: AnyArray,
    matrix: AnyArray,
    top: int,
    left: int,
    high: int,
    wide: int,
    out: AnyArray,
    layout: AnyArray,
) -> None:
    """Write the inside of a tile through the matrix."""
    for y in range(high - 2 * _MARGIN):
        row, inside = y + _MARGIN, slice(_MARGIN, wide - _MARGIN)
        red, green, blue = reds[row, inside], greens[row, inside], blues[row, inside]
        first = layout[0] + (top + y) * layout[1] + left * layout[2]
        if layout[2] == 3:
            _mix(red, green, blue, matrix, out, first, 3)  # a known step lets the compiler do eight pixels at a time
        else:
            _mix(red, green, blue, matrix, out, first, layout[2])


@compiled
def _mix(red: AnyArray, green: AnyArray, blue: AnyArray, m: AnyArray, out: AnyArray, first: int, step: int) -> None:
    a, b, c = m[0, 0], m[0, 1], m[0, 2]
    d, e, f = m[1, 0], m[1, 1], m[1, 2]
    g, h, k = m[2, 0], m[2, 1], m[2, 2]
    for x in range(red.size):
        i = _U(x)
        u, v, w = red[i], green[i], blue[i]
        at = _U(first + x * step)
        out[at] = a * u + b * v + c * w
        out[at + _1] = d * u + e * v + f * w
        out[at + _2] = g * u + h * v + k * w


@compiled
def _differences(cfa: AnyArray, high: int, wide: int, out: AnyArray) -> None:
    """Red or blue minus green at red and blue sites; green there by Malvar, He and Cutler, "High-quality linear
    interpolation for demosaicing of Bayer-patterned color images" (2004).
    """
    for y in range(2, high - 2):
        row = _U(y) * _ROW
        for x in range(2, wide - 2):
            i = row + _U(x)
            near = cfa[i - _R] + cfa[i + _R] + cfa[i - _1] + cfa[i + _1]
            far = cfa[i - _2R] + cfa[i + _2R] + cfa[i - _2] + cfa[i + _2]
            out[i] = _F(0.5) * cfa[i] - _F(0.25) * near + _F(0.125) * far


@compiled
def _spread(difference: AnyArray, at: Any, step: Any, across: Any, down: Any, count: int, out: AnyArray) -> None:
    """The mean over each block of 2×2 of differences that are known at one of its sites: linear between those."""
    for x in range(count):
        i = at + step * _U(x)
        side = difference[i + across] + difference[i + down]
        out[x] = _F(0.5625) * difference[i] + _F(0.1875) * side + _F(0.0625) * difference[i + across + down]


@compiled
def bin_blocks(
    values: AnyArray,
    window: AnyArray,
    colours: AnyArray,
    black: AnyArray,
    scale: AnyArray,
    limit: AnyArray,
    matrix: AnyArray,
    first: int,
    last: int,
    out: AnyArray,
    layout: AnyArray,
) -> None:
    """Write the block rows ``first``…``last``: each block of four photosites becomes one pixel (see ``rcd``).

    What comes out is the mean of a demosaiced block, so that a preview is as sharp as a reduced export.
    """
    columns = window[3] // 2
    planes = np.zeros((3, _HIGH + 2 * _MARGIN, _SIDE), np.float32)
    flat = planes.reshape(3, -1)
    cfa, difference = flat[0], flat[1]
    rgb = np.empty((3, _WIDE // 2), np.float32)
    blacks, scales, limits = _sites(black), _sites(scale), _sites(limit)
    ry, rx = (0, 0) if colours[0] == 0 else (0, 1) if colours[1] == 0 else (1, 0) if colours[2] == 0 else (1, 1)
    for top in range(first, last, _HIGH // 2):
        blocks = min(_HIGH // 2, last - top)
        high = 2 * blocks + 2 * _MARGIN
        for left in range(0, columns, _WIDE // 2):
            count = min(_WIDE // 2, columns - left)
            wide = 2 * count + 2 * _MARGIN
            _load(values, window, blacks, scales, 2 * top - _MARGIN, 2 * left - _MARGIN, high, wide, planes[0])
            _mend(cfa, high, wide)
            _raise_clipped(planes[0], colours, limit, limits, high, wide, planes[2])
            _differences(cfa, high, wide, difference)
            for y in range(blocks):
                start = (_MARGIN + 2 * y) * _SIDE + _MARGIN
                red, blue = _U(start + ry * _SIDE + rx), _U(start + (1 - ry) * _SIDE + 1 - rx)
                one, two = _U(start + ry * _SIDE + 1 - rx), _U(start + (1 - ry) * _SIDE + rx)
                # The nearest of the same colour beyond the middle of the block: to the right of a left site, and so on.
                across, down = _U(2 - 4 * rx), _U((2 - 4 * ry) * _SIDE)
                _spread(difference, red, _2, across, down, count, rgb[0])
                _spread(difference, blue, _2, _U(4 * rx - 2), _U((4 * ry - 2) * _SIDE), count, rgb[2])
                for x in range(count):
                    i = _2 * _U(x)
                    opposite = cfa[red + i] - difference[red + i] + cfa[blue + i] - difference[blue + i]
                    rgb[1, x] = _F(0.25) * (cfa[one + i] + cfa[two + i] + opposite)
                for x in range(count):
                    rgb[0, x] += rgb[1, x]
                    rgb[2, x] += rgb[1, x]
                at = layout[0] + (top + y) * layout[1] + left * layout[2]
                if layout[2] == 3:
                    _mix(rgb[0, :count], rgb[1, :count], rgb[2, :count], matrix, out, at, 3)
                else:
                    _mix(rgb[0, :count], rgb[1, :count], rgb[2, :count], matrix, out, at, layout[2])
