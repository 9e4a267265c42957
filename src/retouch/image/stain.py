"""The stain that a spot lays over skin: a soft-edged disc of one pigment, fitted together with the skin under it.

Pigment multiplies light (Beer and Lambert), so a patch of log light is skin + disc. Skin is no flat ground: its tone
wanders, near places more alike than far ones, all channels mostly together. Kriging (G. Matheron 1963, Principles of
geostatistics) says how far each pixel around a spot tells of the skin under it, and what is a coincidence; without it a
fold nearby passes for a part of the spot. Taking the disc away again leaves each pore where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

from retouch.model.frame import AnyArray, Mask, Pixels

_FIT_RADIUS = 4.0
"""Radius of a spot in pixels at which it is fitted: more pixels would say the same."""
_ROUGH_RADIUS = 2.5
"""The same for a rough fit."""
_WINDOW = 3.3
"""Half the window that is looked at, in radii."""
_ALIKE, _GRAIN = 4.0, 0.2
"""Way in radii over which skin stays alike (its covariance falls by e), and what each pixel has of its own."""
_WIDTHS = (0.6, 0.72, 0.86, 1.0, 1.18, 1.4, 1.65, 1.95)
"""Radii, over that which was measured, that are tried."""
_EDGES = (0.06, 0.12, 0.18, 0.27, 0.4)
"""Softness of the border, over the radius, that is tried."""
_STEPS = (0.3, 0.2, 0.12, 0.07)
"""Ways by which centre and radius are moved to see whether it fits better, in radii."""
_ENDS = (1.7, 2.2)
"""Radii between which a soft border fades out."""
_LARGEST, _FARTHEST = 2.6, 1.2
"""Radius of a disc, and way to its centre, in measured radii, that cannot be the spot that was meant."""
_SMALLEST = 1.3
"""Radius in pixels under which a spot's size cannot be told."""
_FEWEST = 60
_LEAST = 0.02
"""EV of the weakest stain that is one."""
_COMPASS = np.array([(x, y) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 0.0, 1.0)])
_SEEN = np.array([[0.40, 1.0, 1.0], [0.755, 1.0, 1.25], [0.85, 1.0, 0.95]], np.float32)
"""Colours that a spot is looked for by: blood, melanin, and shade that is a little red."""
_PIGMENTS = ((0.55, 0.40, 0.06, 1.0, 0.15), (0.25, 0.755, 0.08, 1.25, 0.2), (0.2, 0.6, 0.4, 1.0, 0.3))
"""What a spot may be: blood, melanin, anything; its share, and middle and spread of its absorption of red and of blue
over that of green (linear Rec.2020, on skin; Jacques 2013, Optical properties of biological tissues; haemoglobin and
eumelanin at 610, 540 and 465 nm, each channel's mix of them on usual skin)."""
_SHADE, _TINT = (0.01, 0.9), (0.008, 0.25)
"""How the skin under a spot is misjudged: EV that all have, and share of the unrest of the skin around; in all channels
alike, and in each by itself. Measured on clean skin."""
_PATCHY, _BLOT, _WITHIN = 0.2, 0.4, 1.3
"""How far a spot is no even disc: standard deviation of its pigment over the depth, the way in radii over which that
stays alike, and the radius up to which there is any."""


@dataclass(frozen=True, slots=True, eq=False)
class Blots:
    """How a spot is no even disc: its pigment beyond the disc's as a share of its depth, 0 at the border (h×w).

    ``x`` and ``y`` are the place of the first value and ``step`` the way between two, in pixels of the patch.
    """

    share: AnyArray
    x: float
    y: float
    step: float

    def field(self, shape: tuple[int, int]) -> AnyArray:
        """Return the share for each pixel of a patch (H×W)."""
        move = np.array([[1 / self.step, 0, -self.x / self.step], [0, 1 / self.step, -self.y / self.step]])
        how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(self.share, move, shape[::-1], flags=how), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Stain:
    """Centre and radius in pixels, softness of the border over the radius, and depth in EV per channel."""

    x: float
    y: float
    radius: float
    edge: float
    depth: AnyArray
    blots: Blots
    leftover: float
    """What neither disc nor blots explain, inside over around (root mean square; 1 is nothing)."""

    def field(self, shape: tuple[int, int]) -> Pixels:
        """Return by how many EV it darkens each pixel (H×W×3)."""
        yy, xx = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
        away = np.hypot(xx - self.x, yy - self.y) / self.radius
        near, far = _ENDS
        fading = np.clip((far - away) / (far - near), 0, 1)
        cover = _disc(away, self.edge) * fading + self.blots.field(shape)
        return np.asarray(np.maximum(cover, 0)[..., None] * self.depth, np.float32)


def find_stain(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> Stain | None:
    """Fit the stain near ``centre`` on a patch of log light (H×W×3); ``radius`` is its size in pixels, roughly.

    ``skin`` (H×W, 0..1) says where it is skin and no other spot. Returns nothing where none fits.
    """
    scale = min(1.0, _FIT_RADIUS / radius)
    small, mask, at = _reduced(light, skin, centre, scale)
    found = _fitted(small, mask, at, radius * scale)
    if found is None or scale == 1:
        return found
    ratio = np.array([small.shape[1] / light.shape[1], small.shape[0] / light.shape[0]])
    x, y = (np.array([found.x, found.y]) + 0.5) / ratio - 0.5
    left, top = (np.array([found.blots.x, found.blots.y]) + 0.5) / ratio - 0.5
    blots = Blots(found.blots.share, float(left), float(top), 1 / scale)
    return replace(found, x=float(x), y=float(y), radius=found.radius / scale, blots=blots)


def _reduced(
    light: Pixels, skin: Mask, centre: tuple[float, float], scale: float
) -> tuple[Pixels, Mask, tuple[float, float]]:
    """Return a patch, where it is skin, and a place in it, at a share of its size."""
    if scale == 1:
        return light, skin, centre
    size = (max(round(light.shape[1] * scale), 8), max(round(light.shape[0] * scale), 8))
    ratio = np.array([size[0] / light.shape[1], size[1] / light.shape[0]])
    x, y = (np.array(centre) + 0.5) * ratio - 0.5
    small = np.asarray(cv2.resize(light, size, interpolation=cv2.INTER_AREA), np.float32)
    mask = np.asarray(cv2.resize(skin, size, interpolation=cv2.INTER_AREA), np.float32)
    return small, mask, (float(x), float(y))


def how_sure(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> tuple[float, AnyArray]:
    """Return how far a stain near here stands out of what skin does by itself, in standard deviations, and its depth.

    As ``find_stain``, but at the size of ``light``, and only roughly fitted. Both are zeros where there is none.
    """
    reach = int(1.5 * _WINDOW * radius) + 3
    x, y = round(centre[0]), round(centre[1])
    rows, columns = slice(max(y - reach, 0), y + reach + 1), slice(max(x - reach, 0), x + reach + 1)
    part = centre[0] - columns.start, centre[1] - rows.start
    small, mask, at = _reduced(light[rows, columns], skin[rows, columns], part, min(1.0, _ROUGH_RADIUS / radius))
    around = _around(small, mask, at, max(min(radius, _ROUGH_RADIUS), _SMALLEST))
    if around is None:
        return 0.0, np.zeros(3, np.float32)
    disc = _search(around, _STEPS[1:3])
    depth, power = (v[0] for v in around.depths(disc[None]))
    along = max(float(depth @ around.colours @ _SEEN[0]), 0.0)
    sure = along * along / float(_SEEN[0] @ around.colours @ _SEEN[0]) * float(power)
    return float(np.sqrt(sure)), np.asarray(depth)


def _fitted(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> Stain | None:
    around = _around(light, skin, centre, radius)
    if around is None:
        return None
    disc = _search(around)
    if float(np.hypot(disc[0], disc[1])) > _FARTHEST or disc[2] > _LARGEST:
        return None
    measured, unrest = around.depth(disc), around.unrest(disc)
    depth = _of_pigment(measured, unrest)
    if depth[1] < _LEAST:
        return None
    x, y, wide = centre[0] + disc[0] * radius, centre[1] + disc[1] * radius, disc[2] * radius
    blots, leftover = _blots(around, disc, depth)
    return Stain(float(x), float(y), float(wide), float(disc[3]), np.asarray(depth, np.float32), blots, leftover)


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """The N skin pixels around a spot: offsets in pixels from a whole-pixel ``middle`` (N×2), places in radii from
    where the spot was measured (N×2), log light (N×3), and the precision of skin between them (N×N), blind to any
    even slope.

    ``radius`` is in pixels, ``colours`` is the precision of the three channels (3×3).
    """

    middle: tuple[int, int]
    radius: float
    offsets: AnyArray
    at: AnyArray
    light: AnyArray
    precision: AnyArray
    colours: AnyArray

    def cover(self, discs: AnyArray) -> AnyArray:
        """Return how far each pixel lies inside each of D discs (N×D)."""
        away = np.hypot(self.at[:, :1] - discs[:, 0], self.at[:, 1:] - discs[:, 1]) / discs[:, 2]
        return _disc(away, discs[:, 3])

    def depths(self, discs: AnyArray) -> tuple[AnyArray, AnyArray]:
        """Return the depth of each disc that explains the light best (D×3), and how surely it is told (D)."""
        cover = self.cover(discs)
        told = self.precision @ cover
        power = np.einsum("nd,nd->d", cover, told) + 1e-9
        return -(told.T @ self.light) / power[:, None], power

    def depth(self, disc: AnyArray) -> AnyArray:
        """Return the depth of one disc (3 values)."""
        return np.asarray(self.depths(disc[None])[0][0])

    def unrest(self, disc: AnyArray) -> float:
        """Return the standard deviation of the skin outside a disc, in EV, over a bent surface."""
        at = (self.at - disc[:2]) / disc[2]
        outside = np.hypot(at[:, 0], at[:, 1]) > 1.3
        if int(outside.sum()) < 20:
            return 0.1
        level = self.light[outside].mean(axis=1)
        x, y = at[outside, 0], at[outside, 1]
        known = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
        return float((level - known @ np.linalg.lstsq(known, level, rcond=None)[0]).std())


def _around(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> _Around | None:
    """Return what surrounds a spot; nothing where there is too little skin."""
    column, row = round(centre[0]), round(centre[1])
    offsets, whole = _kriging(round(4 * max(radius, 1.0)))
    x, y = column + offsets[:, 0], row + offsets[:, 1]
    there = (x >= 0) & (y >= 0) & (x < light.shape[1]) & (y < light.shape[0])
    there[there] = skin[y[there], x[there]] > 0.5
    if int(there.sum()) < _FEWEST:
        return None
    precision = _without(whole, ~there)
    offsets = offsets[there]
    at = np.asarray((offsets + np.array([column - centre[0], row - centre[1]])) / radius, np.float32)
    slope = np.column_stack([np.ones(len(at), np.float32), at])
    told = precision @ slope
    precision = precision - told @ np.linalg.solve(slope.T @ told, told.T)
    values = light[y[there], x[there]]
    values = values - values.mean(axis=0)
    return _Around((column, row), radius, offsets, at, values, precision, _colours(values, precision, at))


@lru_cache(maxsize=24)
def _kriging(radius: int) -> tuple[AnyArray, AnyArray]:
    """Return the whole-pixel places around a spot of this radius (in quarters of a pixel), N×2, and the precision
    (inverse covariance, N×N) of skin at them.
    """
    size = radius / 4
    reach = int(_WINDOW * size)
    yy, xx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    inside = np.hypot(xx, yy) <= max(_WINDOW * size, 1)
    offsets = np.stack([xx[inside], yy[inside]], axis=1)
    away = np.hypot(*(offsets[:, None] - offsets[None]).transpose(2, 0, 1)) / size
    covariance = np.exp(-away / _ALIKE) + _GRAIN * np.eye(len(offsets))
    return offsets, np.asarray(np.linalg.inv(covariance), np.float32)


def _without(precision: AnyArray, missing: AnyArray) -> AnyArray:
    """Return the precision of some pixels where nothing is known of the ``missing`` ones."""
    if not missing.any():
        return precision
    kept = precision[np.ix_(~missing, ~missing)]
    across = precision[np.ix_(~missing, missing)]
    gone = precision[np.ix_(missing, missing)].astype(np.float64)
    return np.asarray(kept - across @ np.linalg.solve(gone, across.T), np.float32)


def _colours(light: AnyArray, precision: AnyArray, at: AnyArray) -> AnyArray:
    """Return the precision of the three channels (3×3): of what each pixel differs from what its neighbours tell."""
    odd = (precision @ light) / np.sqrt(np.maximum(np.diag(precision), 1e-6))[:, None]
    outside = np.hypot(at[:, 0], at[:, 1]) > 1.35
    odd = odd[outside] if int(outside.sum()) > 30 else odd
    size = np.linalg.norm(odd, axis=1)
    usual = odd[size <= 3 * np.median(size)]
    return np.asarray(np.linalg.inv(usual.T @ usual / len(usual) + 1e-6 * np.eye(3)), np.float32)


def _search(around: _Around, steps: tuple[float, ...] = _STEPS) -> AnyArray:
    """Return the disc (x, y, radius, edge) that explains most, in measured radii: size first, centre and size after."""
    seen = _SEEN @ around.colours
    norms = np.einsum("pc,pc->p", seen, _SEEN)

    def best_of(tried: AnyArray) -> AnyArray:
        depth, power = around.depths(tried)
        along = np.maximum(depth @ seen.T, 0)
        gain = (along * along / norms).max(axis=1) * power
        return np.asarray(tried[int(np.argmax(np.where(depth[:, 1] > 0, gain, -1)))])

    best = best_of(np.array([[0, 0, w, e] for w in _WIDTHS for e in _EDGES], np.float32))
    for step in steps:
        moved = np.tile(best, (len(_COMPASS), 1))
        moved[:, :2] += step * best[2] * _COMPASS
        best = best_of(moved)
        sizes = [[*best[:2], best[2] * (1 + step * k), e] for k in (-1, -0.5, 0, 0.5, 1) for e in _EDGES]
        best = best_of(np.array([best, *sizes], np.float32))
    return best


def _blots(around: _Around, disc: AnyArray, depth: AnyArray) -> tuple[Blots, float]:
    """Return the pigment that the disc leaves, as the skin around makes it likely, and what is left even then.

    Both skin and pigment wander at random, skin with the covariance that `_kriging` says in each channel, pigment
    with its own in the colour of the spot; so its posterior mean is one linear system of the pixels that may have any.
    """
    away = np.hypot(*(around.at - disc[:2]).T) / disc[2]
    within = away < _WITHIN
    colour = depth / depth[1]
    told = float(colour @ around.colours @ colour)
    rest = around.light + around.cover(disc[None]) * depth
    at = around.offsets[within]
    more = np.zeros(len(at))
    if len(at):
        apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) / (_BLOT * disc[2] * around.radius)
        fading = np.clip((_WITHIN - away[within]) / 0.3, 0.01, 1)
        spread = (_PATCHY * depth[1]) ** 2 * np.outer(fading, fading)
        likely = spread * (np.exp(-0.5 * apart * apart) + 0.01 * np.eye(len(at)))
        pull = -(around.precision @ rest)[within] @ (around.colours @ colour)
        inner = told * around.precision[np.ix_(within, within)]
        more = np.linalg.solve(np.eye(len(at)) + likely @ inner, likely @ pull)
        rest[within] += more[:, None] * colour
    odd = (around.precision @ rest) ** 2 / np.maximum(np.diag(around.precision), 1e-6)[:, None]
    inside, outside = away < 1.1, away > 1.3
    known = bool(inside.any() and outside.any())
    leftover = float(np.sqrt(odd[inside].mean() / (odd[outside].mean() + 1e-8))) if known else 1.0
    reach = int(np.abs(around.offsets).max()) + 1
    share = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    share[at[:, 1] + reach, at[:, 0] + reach] = more / depth[1]
    return Blots(share, around.middle[0] - reach, around.middle[1] - reach, 1.0), leftover


def _of_pigment(measured: AnyArray, unrest: float) -> AnyArray:
    """Return the depth per channel that was meant by a measured one: the posterior mean over all pigments.

    What was measured is amount x pigment + error, all normal; the amount is free. ``unrest`` is the standard deviation
    in EV of the skin around.
    """
    grey, own = (floor + share * unrest for floor, share in (_SHADE, _TINT))
    error = grey**2 * np.ones((3, 3)) + own**2 * np.eye(3)
    weight, mean = 0.0, np.zeros(3)
    for share, red, spread, blue, spread_blue in _PIGMENTS:
        amount = max(float(measured[1]), 0.05)
        both = np.linalg.inv(error + np.diag([(spread * amount) ** 2, 0, (spread_blue * amount) ** 2]))
        pigment = np.array([red, 1.0, blue])
        precision = float(pigment @ both @ pigment)
        off = both @ (measured - (pigment @ both @ measured) / precision * pigment)
        likely = share * np.exp(-0.5 * float(measured @ off)) * np.sqrt(np.linalg.det(both) / precision)
        weight, mean = weight + likely, mean + likely * (measured - error @ off)
    return np.asarray(mean / max(weight, 1e-30), np.float32)


def _disc(away: AnyArray, edge: AnyArray | float) -> AnyArray:
    """Return 1 inside and 0 outside of a radius of 1, with a border of this softness (a logistic curve)."""
    return np.asarray(1 / (1 + np.exp(np.clip((away - 1) / edge, -40, 40))))
