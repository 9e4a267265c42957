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
_TILE = 128
_SIDE = _TILE + 2 * _MARGIN

# Steps inside a tile, unsigned: numba checks signed indices for negative ones, which costs half of the speed.
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
        site = 2 * (sy & 1)
        inside = left >= 0 and left + wide <= width
        for x in range(wide):
            sx = left + x if inside else _mirrored(left + x, width)
            s = site + (sx & 1)
            cfa[y, x] = (_F(values[window[0] + sy, window[1] + sx]) - black[s]) * scale[s]


@compiled
def _mend(cfa: AnyArray, high: int, wide: int) -> None:
    """Replace photosites that are far brighter than all around them, of any colour: no lens draws such a point."""
    for y in range(2, high - 2):
        for x in range(2, wide - 2):
            v = cfa[y, x]
            if v > _F(0.03):
                near = max(cfa[y - 1, x], cfa[y + 1, x], cfa[y, x - 1], cfa[y, x + 1])
                if v > _F(4) * near:
                    same = max(cfa[y - 2, x], cfa[y + 2, x], cfa[y, x - 2], cfa[y, x + 2])
                    if v > _F(4) * same:
                        cfa[y, x] = same


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
    cfa: AnyArray, colours: AnyArray, limit: AnyArray, top: int, left: int, high: int, wide: int, kept: AnyArray
) -> None:
    """Raise clipped photosites to what the colours around them say; highlights are taken to be nearly neutral."""
    found = False
    for y in range(high):
        site = 2 * ((top + y) & 1)
        for x in range(wide):
            kept[y, x] = cfa[y, x]
            found = found or cfa[y, x] >= limit[site + ((left + x) & 1)]
    if not found:
        return
    most = max(limit[0], limit[1], limit[2], limit[3])
    for y in range(1, high - 1):
        row = 2 * ((top + y) & 1)
        for x in range(1, wide - 1):
            column = (left + x) & 1
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
    cfa: AnyArray, start: AnyArray, high: int, wide: int, vertical: AnyArray, low: AnyArray, green: AnyArray
) -> None:
    """Green everywhere: at red and blue from the four sides, each corrected by the ratio of the low-pass luminance."""
    for y in range(2, high - 2):
        row = _U(y) * _ROW
        for x in range(2, wide - 2):
            i = row + _U(x)
            sides = cfa[i - _R] + cfa[i + _R] + cfa[i - _1] + cfa[i + _1]
            corners = cfa[i - _RISE] + cfa[i + _RISE] + cfa[i - _FALL] + cfa[i + _FALL]
            low[i] = max(cfa[i] + _F(0.5) * sides + _F(0.25) * corners, _F(0)) + _EPS
            green[i] = cfa[i]
    for y in range(5, high - 5):
        row = _U(y) * _ROW
        for x in range(5 + ((start[y & 1] + 5) & 1), wide - 5, 2):
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
            share = _surer(vertical, i)
            green[i] = along_v + share * (along_h - along_v)


@compiled
def _diagonals(
    cfa: AnyArray, start: AnyArray, high: int, wide: int, work: AnyArray, other: AnyArray, share: AnyArray
) -> None:
    """Share of change along the falling diagonal, at red and blue."""
    for y in range(3, high - 3):
        row = _U(y) * _ROW
        for x in range(3 + ((start[y & 1] + 3) & 1), wide - 3, 2):
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
        for x in range(4 + ((start[y & 1] + 4) & 1), wide - 4, 2):
            i = row + _U(x)
            p = work[i - _FALL] + work[i] + work[i + _FALL] + _TINY
            q = other[i - _RISE] + other[i] + other[i + _RISE] + _TINY
            share[i] = p / (p + q)


@compiled
def _opposite(
    start: AnyArray, high: int, wide: int, share: AnyArray, green: AnyArray, colour: AnyArray, parity: int
) -> None:
    """One of red and blue at the sites of the other (rows of ``parity``), from its four corners."""
    for y in range(7 + ((parity + 7) & 1), high - 7, 2):
        row = _U(y) * _ROW
        for x in range(7 + ((start[y & 1] + 7) & 1), wide - 7, 2):
            i = row + _U(x)
            nw, se, ne, sw = colour[i - _FALL], colour[i + _FALL], colour[i - _RISE], colour[i + _RISE]
            falling, rising = _EPS + abs(nw - se), _EPS + abs(ne - sw)
            g = green[i]
            gnw = falling + abs(nw - colour[i - _3FALL]) + abs(g - green[i - _2FALL])
            gse = falling + abs(se - colour[i + _3FALL]) + abs(g - green[i + _2FALL])
            gne = rising + abs(ne - colour[i - _3RISE]) + abs(g - green[i - _2RISE])
            gsw = rising + abs(sw - colour[i + _3RISE]) + abs(g - green[i + _2RISE])
            p = (gse * (nw - green[i - _FALL]) + gnw * (se - green[i + _FALL])) / (gnw + gse)
            q = (gsw * (ne - green[i - _RISE]) + gne * (sw - green[i + _RISE])) / (gne + gsw)
            colour[i] = g + p + _surer(share, i) * (q - p)


@compiled
def _at_green(
    start: AnyArray, high: int, wide: int, vertical: AnyArray, green: AnyArray, red: AnyArray, blue: AnyArray
) -> None:
    """Red and blue at green sites, from the four sides."""
    for y in range(_MARGIN, high - _MARGIN):
        row = _U(y) * _ROW
        for x in range(_MARGIN + ((start[y & 1] + 1 + _MARGIN) & 1), wide - _MARGIN, 2):
            i = row + _U(x)
            g, gn1, gs1, gw1, ge1 = green[i], green[i - _R], green[i + _R], green[i - _1], green[i + _1]
            north, south = _EPS + abs(g - green[i - _2R]), _EPS + abs(g - green[i + _2R])
            west, east = _EPS + abs(g - green[i - _2]), _EPS + abs(g - green[i + _2])
            share = _surer(vertical, i)
            for colour in (red, blue):
                n1, s1, w1, e1 = colour[i - _R], colour[i + _R], colour[i - _1], colour[i + _1]
                vert, hori = abs(n1 - s1), abs(w1 - e1)
                gn = north + vert + abs(n1 - colour[i - _3R])
                gs = south + vert + abs(s1 - colour[i + _3R])
                gw = west + hori + abs(w1 - colour[i - _3])
                ge = east + hori + abs(e1 - colour[i + _3])
                along_v = (gn * (s1 - gs1) + gs * (n1 - gn1)) / (gn + gs)
                along_h = (gw * (e1 - ge1) + ge * (w1 - gw1)) / (gw + ge)
                colour[i] = g + along_v + share * (along_h - along_v)


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
    """Demosaic the rows ``first``…``last`` of the window into flat ``out``, tile by tile.

    ``layout`` is where the first pixel lies in ``out``, and the steps to the next row and to the next pixel.
    """
    width = window[3]
    planes = np.zeros((8, _SIDE, _SIDE), np.float32)
    flat = planes.reshape(8, -1)
    one, other, cfa, vertical = flat[0], flat[1], flat[2], flat[3]
    low, green, red, blue = flat[4], flat[5], flat[6], flat[7]
    start = np.empty(2, np.int64)  # column parity of red or blue in even and odd rows
    start[0], start[1] = (0 if colours[0] != 1 else 1), (0 if colours[2] != 1 else 1)
    red_row = 0 if colours[0] == 0 or colours[1] == 0 else 1
    for top in range(first, last, _TILE):
        high = min(_TILE, last - top) + 2 * _MARGIN
        for left in range(0, width, _TILE):
            wide = min(_TILE, width - left) + 2 * _MARGIN
            y0, x0 = top - _MARGIN, left - _MARGIN
            _load(values, window, black, scale, y0, x0, high, wide, planes[2])
            _mend(planes[2], high, wide)
            _raise_clipped(planes[2], colours, limit, y0, x0, high, wide, planes[4])
            parity = top & 1
            here = np.array([start[parity], start[1 - parity]])
            _directions(cfa, high, wide, one, other, vertical)
            _green(cfa, here, high, wide, vertical, low, green)
            _diagonals(cfa, here, high, wide, one, other, low)
            red[:] = cfa
            blue[:] = cfa
            _opposite(here, high, wide, low, green, red, (1 - red_row + top) & 1)
            _opposite(here, high, wide, low, green, blue, (red_row + top) & 1)
            _at_green(here, high, wide, vertical, green, red, blue)
            _store(planes[5:8], matrix, top, left, high, wide, out, layout)


@compiled
def _store(
    planes: AnyArray, matrix: AnyArray, top: int, left: int, high: int, wide: int, out: AnyArray, layout: AnyArray
) -> None:
    """Write the inside of a tile (planes of green, red, blue) through the matrix."""
    m = matrix
    a, b, c = m[0, 0], m[0, 1], m[0, 2]
    d, e, f = m[1, 0], m[1, 1], m[1, 2]
    g, h, i = m[2, 0], m[2, 1], m[2, 2]
    for y in range(high - 2 * _MARGIN):
        row = planes[:, y + _MARGIN, _MARGIN:]
        green, red, blue = row[0], row[1], row[2]
        first = layout[0] + (top + y) * layout[1] + left * layout[2]
        for x in range(wide - 2 * _MARGIN):
            u, v, w = red[x], green[x], blue[x]
            at = _U(first + x * layout[2])
            out[at] = a * u + b * v + c * w
            out[at + _1] = d * u + e * v + f * w
            out[at + _2] = g * u + h * v + i * w


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

    Green is the mean of two; red and blue are interpolated to the middle of the block, or edges would have fringes.
    """
    high, wide = window[2], window[3]
    most = max(limit[0], limit[1], limit[2], limit[3])
    level = np.empty(3, np.float32)
    full = np.empty(3, np.float32)
    for s in range(4):
        full[colours[s]] = limit[s]
    for y in range(first, last):
        for x in range(wide // 2):
            level[1] = _F(0)
            for s in range(4):
                sy, sx = 2 * y + s // 2, 2 * x + s % 2
                top, left = window[0] + sy, window[1] + sx
                v = _F(values[top, left])
                if colours[s] == 1:
                    level[1] += _F(0.5) * (v - black[s]) * scale[s]
                    continue
                # The nearest of the same colour beyond the block's middle: to the right of a left site, and so on.
                dy = 2 if s < 2 else -2
                dx = 2 if s % 2 == 0 else -2
                oy = top + dy if 0 <= sy + dy < high else top
                ox = left + dx if 0 <= sx + dx < wide else left
                far = _F(values[oy, ox])
                side = _F(values[oy, left]) + _F(values[top, ox])
                v = _F(0.5625) * v + _F(0.1875) * side + _F(0.0625) * far
                level[colours[s]] = (v - black[s]) * scale[s]
            r, g, b = level[0], level[1], level[2]
            if r >= full[0] or g >= full[1] or b >= full[2]:
                if level[0] >= full[0]:
                    r = _lifted(level[0], level[1], level[2], full[1], full[2], most)
                if level[1] >= full[1]:
                    g = _lifted(level[1], level[0], level[2], full[0], full[2], most)
                if level[2] >= full[2]:
                    b = _lifted(level[2], level[0], level[1], full[0], full[1], most)
            at = layout[0] + y * layout[1] + x * layout[2]
            for c in range(3):
                out[at + c] = matrix[c, 0] * r + matrix[c, 1] * g + matrix[c, 2] * b
