"""The stain that a spot lays over skin: a soft-edged disc of one colour, fitted together with the skin under it.

Skin around and under a spot is a bent surface of log light, and pigment multiplies light (Beer and Lambert), so a patch
is surface + disc. Both are fitted at once by least squares, on every pixel there is: pores and noise, which mislead an
average over a few pixels of rim, are averaged out. Taking the disc away again leaves each pore where it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from retouch.model.frame import AnyArray, Mask, Pixels

_FIT_RADIUS = 6.0
"""Radius of a spot in pixels at which it is fitted: more pixels would say the same."""
_WIDTHS = (np.array([0.6, 0.72, 0.86, 1.0, 1.18, 1.4, 1.65, 1.95, 2.3]), np.array([0.8, 0.9, 1.0, 1.1, 1.25]))
"""Radii, over that which was measured, that are tried: far at first, then near what was found."""
_EDGES = np.array([0.06, 0.12, 0.18, 0.27, 0.4])
"""Softness of the border, over the radius, that is tried."""
_WINDOWS = (3.3, 2.5)
"""Half the window, in radii, that the surface is fitted on, in the two rounds."""
_STEPS = (0.3, 0.15, 0.08)
"""Ways by which the centre is moved to see whether it fits better, in radii."""
_LARGEST = 2.6
"""Radius of a disc, over that which was measured, that cannot be the spot that was meant."""
_FEWEST = 60
_LEAST = 0.02
"""EV of the weakest stain that is one."""
_COMPASS = np.array([(x, y) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 0.0, 1.0)])
_SEEN = np.array([[-1.0, 0.25], [1.0, 0.5], [0.0, 0.25]])
"""Columns: log green less log red, which shading hardly moves, and brightness. Places and sizes are fitted on these."""
_PIGMENTS = np.array([[0.40, 1.0, 0.97], [0.755, 1.0, 1.25]])
"""Absorption of blood and of melanin in linear Rec.2020, over that in green, on skin (Jacques 2013, Optical properties
of biological tissues; haemoglobin and eumelanin at 610, 540 and 465 nm, each channel's mix of them on usual skin)."""
_OWN, _SHADE = 0.10, 0.10
"""How much a spot's colour differs from the pigment's (share of its depth), and EV by which the surface under it is
misjudged, in all channels alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Stain:
    """Centre and radius in pixels, softness of the border over the radius, and depth in EV per channel."""

    x: float
    y: float
    radius: float
    edge: float
    depth: AnyArray
    leftover: float
    """What the disc does not explain, inside it over around it (root mean square; 1 is nothing)."""

    def field(self, shape: tuple[int, int]) -> Pixels:
        """Return by how many EV it darkens each pixel (H×W×3)."""
        yy, xx = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
        cover = _disc(np.hypot(xx - self.x, yy - self.y) / self.radius, self.edge)
        return np.asarray(cover[..., None] * self.depth, np.float32)


def find_stain(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> Stain | None:
    """Fit the stain near ``centre`` on a patch of log light (H×W×3); ``radius`` is its size in pixels, roughly.

    ``skin`` (H×W, 0..1) says where it is skin and no other spot. Returns nothing where none fits.
    """
    scale = min(1.0, _FIT_RADIUS / radius)
    if scale < 1:
        size = (max(round(light.shape[1] * scale), 8), max(round(light.shape[0] * scale), 8))
        ratio = np.array([size[0] / light.shape[1], size[1] / light.shape[0]])
        x, y = (np.array(centre) + 0.5) * ratio - 0.5
        small = np.asarray(cv2.resize(light, size, interpolation=cv2.INTER_AREA), np.float32)
        mask = np.asarray(cv2.resize(skin, size, interpolation=cv2.INTER_AREA), np.float32)
        found = find_stain(small, mask, (float(x), float(y)), radius * scale)
        if found is None:
            return None
        x, y = (np.array([found.x, found.y]) + 0.5) / ratio - 0.5
        return Stain(float(x), float(y), found.radius / scale, found.edge, found.depth, found.leftover)
    best = np.array([*centre, radius, _EDGES[2]])
    for window, widths in zip(_WINDOWS, _WIDTHS, strict=True):
        patch = _around(light, skin, best, window)
        if patch is None:
            return None
        best = _search(*patch, best, widths)
    return _measured(light, skin, best) if best[2] < _LARGEST * radius else None


def _around(light: Pixels, skin: Mask, disc: AnyArray, window: float) -> tuple[AnyArray, AnyArray] | None:
    """Return the places (N×2) and log light (N×3) of the skin around a disc; nothing where there is too little."""
    x, y, radius, _ = disc
    yy, xx = np.mgrid[: light.shape[0], : light.shape[1]].astype(np.float64)
    near = (np.hypot(xx - x, yy - y) < window * radius) & (skin > 0.5)
    if int(near.sum()) < _FEWEST:
        return None
    return np.stack([xx[near], yy[near]], axis=1), light[near].astype(np.float64)


def _search(at: AnyArray, light: AnyArray, first: AnyArray, widths: AnyArray) -> AnyArray:
    """Return the disc (x, y, radius, edge) that explains most: sizes are tried first, then centres, then both."""
    values = light @ _SEEN
    surface = np.linalg.qr(_surface((at - first[:2]) / first[2]))[0]
    left = values - surface @ (surface.T @ values)
    noise = 1 / (1.48 * np.median(np.abs(left), axis=0) + 1e-3) ** 2

    def best_of(tried: AnyArray) -> AnyArray:
        cover = _disc(np.hypot(at[:, :1] - tried[:, 0], at[:, 1:] - tried[:, 1]) / tried[:, 2], tried[:, 3])
        cover = cover - surface @ (surface.T @ cover)
        power = (cover * cover).sum(axis=0) + 1e-9
        depth = -(cover.T @ left) / power[:, None]
        gain = np.where((depth > 0).all(axis=1), (depth * depth * noise).sum(axis=1) * power, 0.0)
        return np.asarray(tried[int(np.argmax(gain))])

    best = best_of(np.array([[*first[:2], r * first[2], e] for r in widths for e in _EDGES]))
    for step in _STEPS:
        moved = np.tile(best, (len(_COMPASS), 1))
        moved[:, :2] += step * best[2] * _COMPASS
        best = best_of(np.concatenate([best[None], moved]))
        sizes = [[*best[:2], best[2] * (1 + step * k), e] for k in (-1, -0.5, 0, 0.5, 1) for e in (*_EDGES, best[3])]
        best = best_of(np.concatenate([best[None], np.array(sizes)]))
    return best


def _measured(light: Pixels, skin: Mask, disc: AnyArray) -> Stain | None:
    """Return the stain of this place and size with its depth, of two surfaces: a bent one, and a near, flat one."""
    x, y, radius, edge = (float(v) for v in disc)
    depths, leftover = [], 1.0
    for window, terms in ((1.6, 3), (_WINDOWS[-1], 6)):
        patch = _around(light, skin, disc, window)
        if patch is None:
            return None
        at, values = patch
        away = np.hypot(at[:, 0] - x, at[:, 1] - y) / radius
        known = np.column_stack([_surface((at - (x, y)) / radius)[:, :terms], -_disc(away, edge)])
        found = np.linalg.lstsq(known, values, rcond=None)[0]
        depths.append(found[-1])
        off = ((values - known @ found) ** 2).mean(axis=1)
        inside, outside = away < 1.1, away > 1.3
        if inside.any() and outside.any():
            leftover = float(np.sqrt(off[inside].mean() / (off[outside].mean() + 1e-8)))
    depth = _of_pigment(np.mean(depths, axis=0))
    if depth[1] < _LEAST:
        return None
    return Stain(x, y, radius, edge, np.asarray(depth, np.float32), leftover)


def _of_pigment(measured: AnyArray) -> AnyArray:
    """Return the depth less what is likelier shade than pigment: the posterior mean, for the likelier pigment.

    What was measured is amount x pigment + the spot's own colour + grey, all normal; the amount is free.
    """
    own = _OWN * max(float(measured[1]), 0.05)
    spread = np.linalg.inv(own**2 * np.eye(3) + _SHADE**2 * np.ones((3, 3)))
    found = []
    for pigment in _PIGMENTS:
        off = measured - (pigment @ spread @ measured) / (pigment @ spread @ pigment) * pigment
        found.append((float(off @ spread @ off), measured - _SHADE**2 * float((spread @ off).sum())))
    return np.asarray(min(found, key=lambda f: f[0])[1])


def _surface(at: AnyArray) -> AnyArray:
    """A plane and its bend: 1, x, y, x², xy, y²."""
    x, y = at[:, 0], at[:, 1]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def _disc(away: AnyArray, edge: AnyArray | float) -> AnyArray:
    """Return 1 inside and 0 outside of a radius of 1, with a border of this softness (a logistic curve)."""
    return np.asarray(1 / (1 + np.exp(np.clip((away - 1) / edge, -40, 40))))
