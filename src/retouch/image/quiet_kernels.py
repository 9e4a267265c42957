"""The compiled loops of `quiet`."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.model.frame import AnyArray

_F = np.float32
_U = np.uint64


@compiled
def split(pixels: AnyArray, weights: AnyArray, light: AnyArray, chroma: AnyArray) -> None:
    """Flat RGB to luminance, and red and blue minus luminance (2 for each pixel)."""
    a, b, c = weights[0], weights[1], weights[2]
    for n in range(light.size):
        i = _U(n)
        red, blue = pixels[_U(3) * i], pixels[_U(3) * i + _U(2)]
        y = a * red + b * pixels[_U(3) * i + _U(1)] + c * blue
        light[i] = y
        chroma[_U(2) * i], chroma[_U(2) * i + _U(1)] = red - y, blue - y


@compiled
def join(light: AnyArray, chroma: AnyArray, weights: AnyArray, out: AnyArray) -> None:
    """Undo ``split``."""
    red_share, blue_share = weights[0] / weights[1], weights[2] / weights[1]
    for n in range(light.size):
        i = _U(n)
        y, u, v = light[i], chroma[_U(2) * i], chroma[_U(2) * i + _U(1)]
        out[_U(3) * i], out[_U(3) * i + _U(2)] = y + u, y + v
        out[_U(3) * i + _U(1)] = y - red_share * u - blue_share * v


@compiled
def residue(
    values: AnyArray,
    low: AnyArray,
    light: AnyArray,
    around: AnyArray,
    floor: AnyArray,
    follow: np.float32,
    out: AnyArray,
) -> None:
    """Detail (``values`` − ``low``) beyond what follows from the detail of light: colour is brighter where light is.

    ``low`` and ``around`` are the low-pass of values and light. With ``follow`` 0 nothing follows, with 1 everything.
    """
    channels = floor.size
    for n in range(light.size):
        i = _U(n)
        y = max(around[i], _F(0))
        brighter = follow * (light[i] - around[i])
        for c in range(channels):
            at = _U(channels) * i + _U(c)
            out[at] = values[at] - low[at] - brighter * low[at] / (y + np.sqrt(floor[c]))


@compiled
def energy(detail: AnyArray, around: AnyArray, slope: AnyArray, floor: AnyArray, out: AnyArray) -> None:
    """Squared detail, each of its channels in units of its noise: 1 where there is only noise."""
    channels = slope.size
    for n in range(out.size):
        i = _U(n)
        y, total = max(around[i], _F(0)), _F(0)
        for c in range(channels):
            d = detail[_U(channels) * i + _U(c)]
            total += d * d / (slope[c] * y + floor[c])
        out[i] = total / _F(channels)


@compiled
def shrink(
    detail: AnyArray,
    calm: AnyArray,
    light: AnyArray,
    around: AnyArray,
    floor: AnyArray,
    follow: np.float32,
    found: AnyArray,
    least: np.float32,
    out: AnyArray,
) -> None:
    """Put detail onto the ``calm`` low-pass as far as its energy is over ``least`` (Wiener's rule, where noise is 1),
    and what follows from light in any case.
    """
    channels = floor.size
    for n in range(found.size):
        i = _U(n)
        keep = max(found[i] - least, _F(0)) / (found[i] + _F(1e-6))
        y = max(around[i], _F(0))
        brighter = follow * (light[i] - around[i])
        for c in range(channels):
            at = _U(channels) * i + _U(c)
            out[at] = calm[at] + keep * detail[at] + brighter * calm[at] / (y + np.sqrt(floor[c]))
