"""Colour spaces, white points, adaptation, and the measure of difference that the benchmarks use.

Matrices act on column vectors; arrays of colours are N×3 or H×W×3 with the channel last. All spaces here have the white
point D65, so linear conversions between them need no adaptation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from retouch.model.frame import Space
from retouch.model.photo import WhitePoint

Matrix = NDArray[np.float64]
Floats = NDArray[np.floating[Any]]

D65_XY: Final = (0.3127, 0.3290)
D50_XY: Final = (0.3457, 0.3585)

# CIE xy of red, green and blue: ITU-R BT.709, BT.2020, SMPTE EG 432-1, Adobe RGB (1998).
_PRIMARIES: Final = {
    Space.SRGB: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    Space.SCENE: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    Space.DISPLAY_P3: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    Space.ADOBE_RGB: ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060)),
}
ADOBE_GAMMA: Final = 563 / 256  # Adobe RGB (1998), 4.3.4.2

# Cone responses: Bradford (Lam 1985), CAT16 (Li et al. 2017).
BRADFORD: Final = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
CAT16: Final = np.array(
    [[0.401288, 0.650173, -0.051461], [-0.250268, 1.204414, 0.045854], [-0.002079, 0.048952, 0.953127]]
)


def xy_to_xyz(xy: tuple[float, float]) -> Matrix:
    """Return XYZ with Y = 1 of a chromaticity."""
    x, y = xy
    return np.array([x / y, 1.0, (1 - x - y) / y])


def xyz_to_xy(xyz: Floats) -> tuple[float, float]:
    """Return the chromaticity of one XYZ colour."""
    total = float(xyz.sum())
    return float(xyz[0]) / total, float(xyz[1]) / total


@cache
def rgb_to_xyz(space: Space) -> Matrix:
    """Return linear RGB of ``space`` → XYZ (D65, Y of white = 1). ``SCENE`` has the primaries of Rec.2020."""
    primaries = np.array([xy_to_xyz(p) for p in _PRIMARIES[space]]).T
    matrix = np.asarray(primaries * np.linalg.solve(primaries, xy_to_xyz(D65_XY)), dtype=np.float64)
    matrix.setflags(write=False)
    return matrix


@cache
def convert(src: Space, dst: Space) -> Matrix:
    """Return linear RGB of ``src`` → linear RGB of ``dst``."""
    matrix = np.asarray(np.linalg.solve(rgb_to_xyz(dst), rgb_to_xyz(src)), dtype=np.float64)
    matrix.setflags(write=False)
    return matrix


SRGB_TO_REC2020: Final = convert(Space.SRGB, Space.SCENE)
REC2020_TO_SRGB: Final = convert(Space.SCENE, Space.SRGB)
REC2020_LUMINANCE: Final = rgb_to_xyz(Space.SCENE)[1]
"""Weights that give the luminance Y of linear Rec.2020."""
SRGB_LUMINANCE: Final = rgb_to_xyz(Space.SRGB)[1]
"""Weights that give the luminance Y of linear sRGB."""


def srgb_to_linear(encoded: Floats) -> Floats:
    """Undo the sRGB transfer function (IEC 61966-2-1), which Display P3 shares; negative values are mirrored."""
    a = np.abs(encoded)
    return np.copysign(np.where(a <= 0.04045, a / 12.92, ((a + 0.055) / 1.055) ** 2.4), encoded).astype(encoded.dtype)


def linear_to_srgb(linear: Floats) -> Floats:
    """Apply the sRGB transfer function (IEC 61966-2-1), which Display P3 shares; negative values are mirrored."""
    a = np.abs(linear)
    curved = 1.055 * np.maximum(a, 0.0031308) ** (1 / 2.4) - 0.055
    return np.copysign(np.where(a <= 0.0031308, a * 12.92, curved), linear).astype(linear.dtype)


def decode(encoded: Floats, space: Space) -> Floats:
    """Undo the transfer function of ``space``; ``SCENE`` is linear already."""
    if space is Space.SCENE:
        return encoded
    if space is Space.ADOBE_RGB:
        return np.copysign(np.abs(encoded) ** ADOBE_GAMMA, encoded).astype(encoded.dtype)
    return srgb_to_linear(encoded)


def encode(linear: Floats, space: Space) -> Floats:
    """Apply the transfer function of ``space``; ``SCENE`` stays linear."""
    if space is Space.SCENE:
        return linear
    if space is Space.ADOBE_RGB:
        return np.copysign(np.abs(linear) ** (1 / ADOBE_GAMMA), linear).astype(linear.dtype)
    return linear_to_srgb(linear)


def adapt(src: tuple[float, float], dst: tuple[float, float], cones: Matrix = CAT16) -> Matrix:
    """Return the 3×3 on XYZ that makes the white ``src`` (xy) look like the white ``dst`` (von Kries on ``cones``)."""
    gain = (cones @ xy_to_xyz(dst)) / (cones @ xy_to_xyz(src))
    return np.asarray(np.linalg.solve(cones, gain[:, None] * cones))


# --- White points ------------------------------------------------------------------------------------------------

_TINT = 3000.0
_COOLEST, _WARMEST = 50000.0, 1200.0


def _planck(kelvin: float) -> tuple[float, float]:
    """Planckian locus in CIE 1960 uv: Krystek (1985), within 9e-5 from 1000 to 15000 K, monotone beyond."""
    t, t2 = kelvin, kelvin * kelvin
    u = (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t2) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t2)
    v = (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t2) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t2)
    return u, v


def _normal(kelvin: float) -> tuple[float, float]:
    """Unit vector across the locus at ``kelvin``, towards green (positive Duv)."""
    step = kelvin * 1e-3
    (u0, v0), (u1, v1) = _planck(kelvin - step), _planck(kelvin + step)
    du, dv = u1 - u0, v1 - v0
    length = math.hypot(du, dv)
    return dv / length, -du / length


def white_to_xy(white: WhitePoint) -> tuple[float, float]:
    """Return the chromaticity of a white point; temperatures are held to 1200…50000 K."""
    kelvin = min(max(white.temperature, _WARMEST), _COOLEST)
    u, v = _planck(kelvin)
    nu, nv = _normal(kelvin)
    duv = white.tint / _TINT
    u, v = u + nu * duv, v + nv * duv
    scale = 2 * u - 8 * v + 4
    return 3 * u / scale, 2 * v / scale


def xy_to_white(xy: tuple[float, float]) -> WhitePoint:
    """Return temperature (the nearest point of the Planckian locus in uv, 1200…50000 K) and tint of a chromaticity.

    Positive tint is a white on the green side of the locus, which is corrected with magenta: the sign that raw
    developers show. D65 is 6504 K and tint +10.
    """
    x, y = xy
    scale = -2 * x + 12 * y + 3
    u, v = 4 * x / scale, 6 * y / scale

    def along(mired: float) -> float:
        """How far the colour lies beyond this point of the locus, in the direction of rising mired."""
        kelvin = 1e6 / mired
        pu, pv = _planck(kelvin)
        nu, nv = _normal(kelvin)
        return (u - pu) * nv - (v - pv) * nu

    low, high = 1e6 / _COOLEST, 1e6 / _WARMEST
    for _ in range(60):
        middle = (low + high) / 2
        if along(middle) > 0:
            low = middle
        else:
            high = middle
    kelvin = 1e6 / ((low + high) / 2)
    pu, pv = _planck(kelvin)
    nu, nv = _normal(kelvin)
    return WhitePoint(kelvin, ((u - pu) * nu + (v - pv) * nv) * _TINT)


def rebalance(
    as_shot: WhitePoint, wanted: WhitePoint, camera: Matrix | Sequence[Sequence[float]] | None = None
) -> Matrix:
    """Return the 3×3 on linear Rec.2020 that turns a picture balanced for ``as_shot`` into one for ``wanted``.

    With ``camera`` (XYZ of D65 → raw camera RGB, any scale) this is exactly what other multipliers at development would
    have given; without it, CAT16. Green keeps its level, as it does with camera multipliers.
    """
    before, after = xy_to_xyz(white_to_xy(as_shot)), xy_to_xyz(white_to_xy(wanted))
    if camera is None:
        gain = (CAT16 @ before) / (CAT16 @ after)
        to_cones = CAT16 @ rgb_to_xyz(Space.SCENE)
        return np.asarray(np.linalg.solve(to_cones, (gain / gain[1])[:, None] * to_cones))
    camera = np.asarray(camera, dtype=np.float64)
    gain = (camera @ before) / (camera @ after)
    gain /= gain[1]
    from_camera = camera_to_rec2020(camera)
    return np.asarray(from_camera @ (gain[:, None] * np.linalg.inv(from_camera)))


def camera_to_rec2020(camera: Matrix) -> Matrix:
    """Return white-balanced camera RGB → linear Rec.2020, from the camera's XYZ (D65) → raw RGB matrix.

    As in dcraw and LibRaw: the matrix is scaled so that balanced neutral (1, 1, 1) is neutral, whatever the light.
    """
    to_camera = camera @ rgb_to_xyz(Space.SCENE)
    to_camera = to_camera / to_camera.sum(axis=1, keepdims=True)
    return np.asarray(np.linalg.inv(to_camera))


# --- Difference --------------------------------------------------------------------------------------------------


def xyz_to_lab(xyz: Floats) -> Floats:
    """Return CIE L*a*b* of XYZ relative to D65."""
    ratio = xyz / xy_to_xyz(D65_XY)
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def srgb_to_lab(encoded: Floats) -> Floats:
    """Return CIE L*a*b* (D65) of display-encoded sRGB in 0..1."""
    return xyz_to_lab(srgb_to_linear(np.asarray(encoded, dtype=np.float64)) @ rgb_to_xyz(Space.SRGB).T)


def delta_e(lab1: Floats, lab2: Floats) -> Floats:
    """Return CIEDE2000 between arrays of L*a*b* (Sharma, Wu, Dalal 2005), with all weights 1."""
    l1, a1, b1 = np.moveaxis(np.asarray(lab1, dtype=np.float64), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(lab2, dtype=np.float64), -1, 0)
    c_mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 1.5 - 0.5 * np.sqrt(c_mean7 / (c_mean7 + 25.0**7))
    a1, a2 = a1 * g, a2 * g
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    dh = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    h = np.where(grey, h1 + h2, np.where(np.abs(h1 - h2) <= 180, (h1 + h2) / 2, (h1 + h2 + 360) / 2 % 360))
    dl, dc, dhh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(h - 30))
        + 0.24 * np.cos(np.radians(2 * h))
        + 0.32 * np.cos(np.radians(3 * h + 6))
        - 0.20 * np.cos(np.radians(4 * h - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rc = 2 * np.sqrt(cm**7 / (cm**7 + 25.0**7))
    rt = -np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2)))) * rc
    fl, fc, fh = dl / sl, dc / sc, dhh / sh
    return np.asarray(np.sqrt(np.maximum(fl**2 + fc**2 + fh**2 + rt * fc * fh, 0)))
