"""The compiled loops of `demosaic`. Work happens in tiles that fit the processor's cache, with a margin around them."""

from __future__ import annotations

from typing import Any

import numpy as np

from retouch.image.compiled import compiled
from retouch.model.frame import AnyArray

_F = np.float32
_EPS = _F(1e-5)
_MARGIN = 10  # the widest reach of the steps below, added up, and even: the pattern stays in phase
_TILE = 128
_SIDE = _TILE + 2 * _MARGIN


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
def _directions(cfa: AnyArray, high: int, wide: int, work: AnyArray, vertical: AnyArray) -> None:
    """Share of vertical change, 0..1: squared high-pass along each axis, summed over three photosites."""
    for y in range(3, high - 3):
        for x in range(3, wide - 3):
            c = _F(6) * cfa[y, x]
            v = (
                cfa[y - 3, x]
                + cfa[y + 3, x]
                - cfa[y - 1, x]
                - cfa[y + 1, x]
                - _F(3) * (cfa[y - 2, x] + cfa[y + 2, x])
                + c
            )
            h = (
                cfa[y, x - 3]
                + cfa[y, x + 3]
                - cfa[y, x - 1]
                - cfa[y, x + 1]
                - _F(3) * (cfa[y, x - 2] + cfa[y, x + 2])
                + c
            )
            work[0, y, x] = v * v
            work[1, y, x] = h * h
    for y in range(4, high - 4):
        for x in range(4, wide - 4):
            v = work[0, y - 1, x] + work[0, y, x] + work[0, y + 1, x] + _EPS * _EPS
            h = work[1, y, x - 1] + work[1, y, x] + work[1, y, x + 1] + _EPS * _EPS
            vertical[y, x] = v / (v + h)


@compiled
def _surer(share: AnyArray, y: int, x: int) -> Any:
    """The share of the photosite or the mean of its diagonal neighbours, whichever is further from undecided."""
    own = share[y, x]
    near = _F(0.25) * (share[y - 1, x - 1] + share[y - 1, x + 1] + share[y + 1, x - 1] + share[y + 1, x + 1])
    return near if abs(_F(0.5) - own) < abs(_F(0.5) - near) else own


@compiled
def _green(
    cfa: AnyArray, start: AnyArray, high: int, wide: int, vertical: AnyArray, low: AnyArray, green: AnyArray
) -> None:
    """Green everywhere: at red and blue from the four sides, each corrected by the ratio of the low-pass luminance."""
    for y in range(2, high - 2):
        for x in range(2, wide - 2):
            sides = cfa[y - 1, x] + cfa[y + 1, x] + cfa[y, x - 1] + cfa[y, x + 1]
            corners = cfa[y - 1, x - 1] + cfa[y - 1, x + 1] + cfa[y + 1, x - 1] + cfa[y + 1, x + 1]
            low[y, x] = max(cfa[y, x] + _F(0.5) * sides + _F(0.25) * corners, _F(0))
            green[y, x] = cfa[y, x]
    for y in range(5, high - 5):
        for x in range(5 + ((start[y & 1] + 5) & 1), wide - 5, 2):
            c, p = cfa[y, x], low[y, x] + _EPS
            n1, s1, w1, e1 = cfa[y - 1, x], cfa[y + 1, x], cfa[y, x - 1], cfa[y, x + 1]
            vert, hori = abs(n1 - s1), abs(w1 - e1)
            gn = _EPS + vert + abs(c - cfa[y - 2, x]) + abs(n1 - cfa[y - 3, x]) + abs(cfa[y - 2, x] - cfa[y - 4, x])
            gs = _EPS + vert + abs(c - cfa[y + 2, x]) + abs(s1 - cfa[y + 3, x]) + abs(cfa[y + 2, x] - cfa[y + 4, x])
            gw = _EPS + hori + abs(c - cfa[y, x - 2]) + abs(w1 - cfa[y, x - 3]) + abs(cfa[y, x - 2] - cfa[y, x - 4])
            ge = _EPS + hori + abs(c - cfa[y, x + 2]) + abs(e1 - cfa[y, x + 3]) + abs(cfa[y, x + 2] - cfa[y, x + 4])
            n = n1 * (_F(2) * p / (p + low[y - 2, x]))
            s = s1 * (_F(2) * p / (p + low[y + 2, x]))
            w = w1 * (_F(2) * p / (p + low[y, x - 2]))
            e = e1 * (_F(2) * p / (p + low[y, x + 2]))
            along_v = (gs * n + gn * s) / (gn + gs)
            along_h = (gw * e + ge * w) / (ge + gw)
            share = _surer(vertical, y, x)
            green[y, x] = along_v + share * (along_h - along_v)


@compiled
def _diagonals(cfa: AnyArray, start: AnyArray, high: int, wide: int, work: AnyArray, share: AnyArray) -> None:
    """Share of change along the falling diagonal, at red and blue."""
    for y in range(3, high - 3):
        for x in range(3 + ((start[y & 1] + 3) & 1), wide - 3, 2):
            c = _F(6) * cfa[y, x]
            p = (
                cfa[y - 3, x - 3]
                + cfa[y + 3, x + 3]
                - cfa[y - 1, x - 1]
                - cfa[y + 1, x + 1]
                - _F(3) * (cfa[y - 2, x - 2] + cfa[y + 2, x + 2])
                + c
            )
            q = (
                cfa[y - 3, x + 3]
                + cfa[y + 3, x - 3]
                - cfa[y - 1, x + 1]
                - cfa[y + 1, x - 1]
                - _F(3) * (cfa[y - 2, x + 2] + cfa[y + 2, x - 2])
                + c
            )
            work[0, y, x] = p * p
            work[1, y, x] = q * q
    for y in range(4, high - 4):
        for x in range(4 + ((start[y & 1] + 4) & 1), wide - 4, 2):
            p = work[0, y - 1, x - 1] + work[0, y, x] + work[0, y + 1, x + 1] + _EPS * _EPS
            q = work[1, y - 1, x + 1] + work[1, y, x] + work[1, y + 1, x - 1] + _EPS * _EPS
            share[y, x] = p / (p + q)


@compiled
def _opposite(
    start: AnyArray, high: int, wide: int, share: AnyArray, green: AnyArray, colour: AnyArray, parity: int
) -> None:
    """One of red and blue at the sites of the other (rows of ``parity``), from its four corners."""
    for y in range(7 + ((parity + 7) & 1), high - 7, 2):
        for x in range(7 + ((start[y & 1] + 7) & 1), wide - 7, 2):
            nw, se = colour[y - 1, x - 1], colour[y + 1, x + 1]
            ne, sw = colour[y - 1, x + 1], colour[y + 1, x - 1]
            falling, rising = abs(nw - se), abs(ne - sw)
            g = green[y, x]
            gnw = _EPS + falling + abs(nw - colour[y - 3, x - 3]) + abs(g - green[y - 2, x - 2])
            gse = _EPS + falling + abs(se - colour[y + 3, x + 3]) + abs(g - green[y + 2, x + 2])
            gne = _EPS + rising + abs(ne - colour[y - 3, x + 3]) + abs(g - green[y - 2, x + 2])
            gsw = _EPS + rising + abs(sw - colour[y + 3, x - 3]) + abs(g - green[y + 2, x - 2])
            dnw, dse = nw - green[y - 1, x - 1], se - green[y + 1, x + 1]
            dne, dsw = ne - green[y - 1, x + 1], sw - green[y + 1, x - 1]
            p = (gse * dnw + gnw * dse) / (gnw + gse)
            q = (gsw * dne + gne * dsw) / (gne + gsw)
            part = _surer(share, y, x)
            colour[y, x] = g + p + part * (q - p)


@compiled
def _at_green(start: AnyArray, high: int, wide: int, vertical: AnyArray, green: AnyArray, colour: AnyArray) -> None:
    """Red or blue at green sites, from its four sides."""
    for y in range(_MARGIN, high - _MARGIN):
        for x in range(_MARGIN + ((start[y & 1] + 1 + _MARGIN) & 1), wide - _MARGIN, 2):
            g = green[y, x]
            n1, s1, w1, e1 = colour[y - 1, x], colour[y + 1, x], colour[y, x - 1], colour[y, x + 1]
            vert, hori = abs(n1 - s1), abs(w1 - e1)
            gn = _EPS + abs(g - green[y - 2, x]) + vert + abs(n1 - colour[y - 3, x])
            gs = _EPS + abs(g - green[y + 2, x]) + vert + abs(s1 - colour[y + 3, x])
            gw = _EPS + abs(g - green[y, x - 2]) + hori + abs(w1 - colour[y, x - 3])
            ge = _EPS + abs(g - green[y, x + 2]) + hori + abs(e1 - colour[y, x + 3])
            dn, ds = n1 - green[y - 1, x], s1 - green[y + 1, x]
            dw, de = w1 - green[y, x - 1], e1 - green[y, x + 1]
            along_v = (gn * ds + gs * dn) / (gn + gs)
            along_h = (gw * de + ge * dw) / (gw + ge)
            share = _surer(vertical, y, x)
            colour[y, x] = g + along_v + share * (along_h - along_v)


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
    work = planes[:2]
    cfa, vertical, low, green, red, blue = planes[2], planes[3], planes[4], planes[5], planes[6], planes[7]
    start = np.empty(2, np.int64)  # column parity of red or blue in even and odd rows
    start[0], start[1] = (0 if colours[0] != 1 else 1), (0 if colours[2] != 1 else 1)
    red_row = 0 if colours[0] == 0 or colours[1] == 0 else 1
    for top in range(first, last, _TILE):
        high = min(_TILE, last - top) + 2 * _MARGIN
        for left in range(0, width, _TILE):
            wide = min(_TILE, width - left) + 2 * _MARGIN
            y0, x0 = top - _MARGIN, left - _MARGIN
            _load(values, window, black, scale, y0, x0, high, wide, cfa)
            _mend(cfa, high, wide)
            _raise_clipped(cfa, colours, limit, y0, x0, high, wide, low)
            parity = top & 1
            here = np.array([start[parity], start[1 - parity]])
            _directions(cfa, high, wide, work, vertical)
            _green(cfa, here, high, wide, vertical, low, green)
            _diagonals(cfa, here, high, wide, work, low)
            for y in range(high):
                for x in range(wide):
                    red[y, x] = cfa[y, x]
                    blue[y, x] = cfa[y, x]
            _opposite(here, high, wide, low, green, red, (1 - red_row + top) & 1)
            _opposite(here, high, wide, low, green, blue, (red_row + top) & 1)
            _at_green(here, high, wide, vertical, green, red)
            _at_green(here, high, wide, vertical, green, blue)
            _store(red, green, blue, matrix, top, left, high, wide, out, layout)


@compiled
def _store(
    red: AnyArray,
    green: AnyArray,
    blue: AnyArray,
    matrix: AnyArray,
    top: int,
    left: int,
    high: int,
    wide: int,
    out: AnyArray,
    layout: AnyArray,
) -> None:
    m = matrix
    a, b, c = m[0, 0], m[0, 1], m[0, 2]
    d, e, f = m[1, 0], m[1, 1], m[1, 2]
    g, h, i = m[2, 0], m[2, 1], m[2, 2]
    for y in range(_MARGIN, high - _MARGIN):
        for x in range(_MARGIN, wide - _MARGIN):
            u, v, w = red[y, x], green[y, x], blue[y, x]
            at = layout[0] + (top + y - _MARGIN) * layout[1] + (left + x - _MARGIN) * layout[2]
            out[at] = a * u + b * v + c * w
            out[at + 1] = d * u + e * v + f * w
            out[at + 2] = g * u + h * v + i * w


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
    """Write the block rows ``first``…``last``: each block of four photosites becomes one pixel (see ``rcd``)."""
    wide = window[3] // 2
    most = max(limit[0], limit[1], limit[2], limit[3])
    level = np.empty(3, np.float32)
    full = np.empty(3, np.float32)
    for s in range(4):
        full[colours[s]] = limit[s]
    for y in range(first, last):
        for x in range(wide):
            level[0] = level[1] = level[2] = _F(0)
            for s in range(4):
                sy, sx = window[0] + 2 * y + s // 2, window[1] + 2 * x + s % 2
                v = (_F(values[sy, sx]) - black[s]) * scale[s]
                level[colours[s]] += v * (_F(0.5) if colours[s] == 1 else _F(1))
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
