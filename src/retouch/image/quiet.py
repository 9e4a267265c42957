"""Noise: what a sensor must have, and how to take it away where there is no detail.

A picture is split into octaves of detail (the pyramid of P. Burt and E. Adelson, 1983). In each octave the energy of
detail around a pixel is compared with that of the sensor's noise there, and detail is kept as far as it is more
(N. Wiener's rule with local variance: M. Mıhçak and others, "Low-complexity image denoising based on statistical
modeling of wavelet coefficients", 1999). All of it is in linear light, where noise averages to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from retouch.image.colour import REC2020_LUMINANCE, Matrix
from retouch.image.resize import enlarged_rows
from retouch.model.frame import AnyArray, Pixels

_WELL: Final = 60_000.0
"""Electrons that fill a photosite at ISO 100, and the noise of reading it out: a sensor of about 24 × 36 mm."""
_READ: Final = 3.0
_WEIGHTS: Final = REC2020_LUMINANCE.astype(np.float32)

_COLOUR: Final = (0.105, 0.029, 0.0077, 0.0019)
"""Share of a photosite's variance that is in each octave of colour at half size (`demosaic.halve`), measured."""
_COLOUR_FULL: Final = (0.155,)
"""The same for the one octave that demosaicing to full size adds."""
_FULL: Final = ((0.155, 0.074, 0.028, 0.008), (0.835, 0.119, 0.025))
"""Shares in the octaves of colour and of luminance at full size."""
_HALF: Final = ((0.105, 0.029, 0.0077), (0.474, 0.0314, 0.0063))
_LEAST: Final = 1.3
_WINDOW: Final = 5
_MARGIN: Final = 6


@dataclass(frozen=True)
class Variance:
    """Variance of noise by light: slope × light + floor, for each channel. Light of 1 is white."""

    slope: tuple[float, ...]
    floor: tuple[float, ...]

    def times(self, share: float) -> tuple[AnyArray, AnyArray]:
        """Return a share of it, as arrays."""
        return np.array(self.slope, np.float32) * np.float32(share), np.array(self.floor, np.float32) * np.float32(
            share
        )


def variances(iso: float, gains: tuple[float, float, float], matrix: Matrix) -> tuple[Variance, Variance]:
    """Return the variance of luminance (one channel), and of red and blue minus luminance, of a photosite.

    ``gains`` are those of the white balance, ``matrix`` is balanced camera RGB → linear Rec.2020.
    """
    well = _WELL * 100 / max(iso, 1)
    balance = np.array(gains)
    light = REC2020_LUMINANCE @ matrix

    def of(rows: AnyArray) -> Variance:
        squares = np.atleast_2d(rows) ** 2
        return Variance(tuple(squares @ balance / well), tuple(squares @ balance**2 * (_READ / well) ** 2))

    return of(light), of(matrix[[0, 2]] - light)


def calmed(
    values: AnyArray, light: AnyArray, noise: Variance, octaves: tuple[float, ...], least: float, *, follow: float
) -> AnyArray:
    """Return H×W×C ``values`` without the noise of some octaves, finest first; what is coarser stays.

    ``light`` is H×W luminance. ``octaves`` holds the share of ``noise`` in each. Detail is kept as far as its energy is
    over ``least`` times that of the noise. With ``follow`` 1 values are colour, which is expected to go along with
    light: so its noise cannot make dark pixels more colourful, nor its loss take colour from texture.
    """
    from retouch.image import quiet_kernels

    height, width, channels = values.shape
    if not octaves or min(height, width) < 8:
        return values
    small, small_light = cv2.pyrDown(values).reshape(-(-height // 2), -(-width // 2), channels), cv2.pyrDown(light)
    calm = calmed(small, small_light, noise, octaves[1:], least, follow=follow)
    size, shape = (width, height), values.shape
    low, around = cv2.pyrUp(small, dstsize=size).reshape(shape), cv2.pyrUp(small_light, dstsize=size)
    low_calm = low if calm is small else cv2.pyrUp(calm, dstsize=size).reshape(shape)
    (slope, floor), by = noise.times(octaves[0]), np.float32(follow)
    detail, found = np.empty(shape, np.float32), np.empty((height, width), np.float32)
    lights = np.ravel(light), np.ravel(around)
    quiet_kernels.residue(np.ravel(values), np.ravel(low), *lights, floor, by, detail.reshape(-1))
    quiet_kernels.energy(detail.reshape(-1), lights[1], slope, floor, found.reshape(-1))
    energy = np.ravel(np.asarray(cv2.blur(found, (_WINDOW, _WINDOW)), np.float32))
    out = np.empty(shape, np.float32)
    calm_flat, limit = np.ravel(low_calm), np.float32(least)
    quiet_kernels.shrink(detail.reshape(-1), calm_flat, *lights, floor, by, energy, limit, out.reshape(-1))
    return out


def octaves(scale: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the shares of a photosite's variance in the octaves of colour and of luminance, at a share of full size.

    Half size and less are areas averaged: noise falls with the area, and octaves are counted from that size's pixels.
    """
    if scale > 0.75:
        return _FULL
    less = min(2 * scale, 1.0) ** 2
    return tuple(less * n for n in _HALF[0]), tuple(less * n for n in _HALF[1])


def split(pixels: Pixels) -> tuple[AnyArray, AnyArray]:
    """Return H×W luminance and H×W×2 red and blue minus luminance of linear Rec.2020."""
    from retouch.image import quiet_kernels

    light, chroma = np.empty(pixels.shape[:2], np.float32), np.empty((*pixels.shape[:2], 2), np.float32)
    quiet_kernels.split(np.ascontiguousarray(pixels).reshape(-1), _WEIGHTS, light.reshape(-1), chroma.reshape(-1))
    return light, chroma


def join(light: AnyArray, chroma: AnyArray, out: Pixels) -> None:
    """Undo ``split`` into contiguous H×W×3 pixels."""
    from retouch.image import quiet_kernels

    quiet_kernels.join(light.reshape(-1), np.ascontiguousarray(chroma).reshape(-1), _WEIGHTS, out.reshape(-1))


def calm_half(half: Pixels, noise: Variance) -> AnyArray:
    """Take colour noise away from a half-size picture (`demosaic.halve`), in place.

    ``noise`` is that of the colour of a photosite. Returns the change of colour, H×W×2, for ``calm_rows``.
    """
    light, chroma = split(half)
    calm = calmed(chroma, light, noise, _COLOUR, _LEAST, follow=1)
    join(light, calm, half)
    calm -= chroma
    return calm


def calm_rows(
    rows: Callable[[int, int], Pixels], height: int, change: AnyArray, noise: Variance, first: int, last: int
) -> Pixels:
    """Return the full-size rows ``first`` (even) … ``last`` of a picture of ``height`` rows without colour noise.

    ``rows`` gives them with noise; ``change`` is what ``calm_half`` did to the half size, the same way up.
    """
    top, bottom = max(first - _MARGIN, 0), min(last + _MARGIN, height)
    band = rows(top, bottom)
    light, chroma = split(band)
    calm = calmed(chroma, light, noise, _COLOUR_FULL, _LEAST, follow=1)
    calm += enlarged_rows(change, (band.shape[1], height), slice(top, bottom))
    join(light, calm, band)
    return band[first - top : last - top]
