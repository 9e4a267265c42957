"""Spots on the skin of a face: where, how large, how dark, and whether they look like a blemish or like the person.

Everything is measured on log light at the working size of ``image.skin``, so exposure changes nothing. A place on a
face is told by the nearest landmark and the way from it along the face's own axes: the same place on every photo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.blur import gaussian
from retouch.image.skin import ReducedFace
from retouch.image.stain import how_sure
from retouch.model.frame import AnyArray, Mask
from retouch.model.scene import Points

SMALLEST_FACE = 110.0
"""Width of a face in pixels under which a spot is a pixel or two, and nobody could say what it is."""
_RADII = (0.009, 0.0145, 0.0225, 0.034)
"""Radii that are looked for, in face widths: 1.3 to 5 mm on an adult face."""
_CORE, _AROUND = 0.6, 1.7
"""Sigmas of centre and surround, in radii."""
_LEAST = np.array([3.4, 5.0], np.float32)
"""Times the usual unrest of this skin at this scale, in log green less log red and in green. Shading, folds and pores
darken both alike, so redness is the calmer of the two, and shows fainter spots."""
_FAINT = 0.7
"""Share of that from which a candidate is fitted as a stain (``image.stain``), which tells better whether it is one."""
_TELLING, _BLACK = 7.7, -1.2
"""Standard deviations by which a stain just stands out; contrast in red over that in green of what is no pigment."""
_PIXELS = 2.2
"""Radius in pixels at which a spot is looked for: the face is reduced for larger ones."""
_FAINTEST = 0.10
"""EV of the green channel; fainter ones are tone, which is for skin evenness."""
_ROUND = 0.35
"""Least ratio of the two curvatures at the centre: a fold has one, a spot has two."""
_INNER, _OUTER = 2.1, 3.1
"""Ring, in radii at which a spot stands out most (half of what one would draw), that says how skin around it is."""
_STEP, _ENDS = 0.3, 0.3
"""Width of the rings of a spot's profile in radii, and the share of its depth at which it ends."""
_LARGER = 0.35
"""Of two sizes at one place the larger is meant, unless the smaller stands out more by this power of their ratio."""
_WINGS = ((49, 129, 64, 98, 97), (279, 358, 294, 327, 326))
"""The folds around the wings of the nose, which are short and dark like spots."""
_WING = 0.025
"""Half the width of such a fold, in face widths."""
_SMEAR = 0.07
"""Face widths around a mole in which a far fainter spot is its smear."""
_MOST = 24
"""Spots kept per face, strongest first."""
_BROWN = 0.45
"""Contrast in red over contrast in green that is half way from blood, which hardly absorbs red light, to melanin, which
absorbs it about two thirds as much as green (Jacques 2013, Optical properties of biological tissues)."""
_EDGELESS = 0.013
"""Radius in face widths up to which the border of a spot cannot be seen at the size at which spots are looked for."""
_DARK = 0.9
"""EV in green from which a sharp-edged spot is a mole whatever its colour."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One spot: ``anchor`` is the nearest landmark, ``dx`` and ``dy`` the way from it along the face's axes.

    ``dx``, ``dy`` and the radius ``size`` are in face widths. ``depth`` is the EV by which green is darker than the
    skin around, ``red`` the same of the red channel as a share of it, ``edge`` the steepness of the border (about 1 for
    a soft spot, above 2 for a sharp one), ``excess`` how far it stands out over the least that counts (1 is just).
    """

    anchor: int
    dx: float
    dy: float
    size: float
    depth: float
    red: float
    edge: float
    excess: float

    @property
    def feature(self) -> float:
        """How much this looks like the person (a mole, a freckle, a scar) and not like a blemish, 0..1."""
        brown = (self.red - _BROWN) / 0.15
        told = float(np.clip((self.size - _EDGELESS) / _EDGELESS, 0, 1))  # of two pixels nobody can say how they end
        sharp = 0.35 * told * float(np.clip(self.edge - 1.3, -1, 1))
        dark = max(self.depth - _DARK, 0.0) / 0.4
        return float(np.clip(0.5 + 0.5 * (brown + sharp + dark), 0, 1))

    @property
    def is_blemish(self) -> bool:
        """Whether to suggest healing it: in doubt it is the person's own."""
        return self.feature < 0.5

    def at(self, points: Points) -> tuple[float, float]:
        """Return its centre in the coordinates of ``points`` (478 landmarks in pixels)."""
        right, down = _axes(points)
        x, y = points[self.anchor] + masks.face_width(points) * (self.dx * right + self.dy * down)
        return float(x), float(y)


def place(points: Points, x: float, y: float) -> tuple[int, float, float]:
    """Return anchor, dx and dy of a place in the coordinates of ``points`` (pixels)."""
    away = np.array([x, y], np.float32) - points[:468]
    anchor = int(np.argmin((away**2).sum(axis=1)))
    right, down = _axes(points)
    width = masks.face_width(points)
    return anchor, float(away[anchor] @ right / width), float(away[anchor] @ down / width)


def _axes(points: Points) -> tuple[AnyArray, AnyArray]:
    """Unit vectors along the eyes and across them; pixels are square, so they are at right angles."""
    along = points[263] - points[33]
    right = along / max(float(np.linalg.norm(along)), 1e-6)
    return right, np.array([-right[1], right[0]], np.float32)


def find_spots(face: ReducedFace) -> tuple[Spot, ...]:
    """Return the dark or red spots on the skin of a face, strongest first."""
    if face.width < SMALLEST_FACE or not float(face.mask.sum()):
        return ()
    skin = _without_holes(face)
    red, green = face.log_rgb[..., 0], face.log_rgb[..., 1]
    weighed = np.dstack([(green - red) * skin, green * skin, skin])
    found = [c for radius in _RADII for c in _candidates(weighed, radius * face.width)]
    found.sort(key=lambda c: -c[0] * c[3] ** _LARGER)
    spots: list[Spot] = []
    taken: list[tuple[float, float, float]] = []
    for excess, x, y, radius in found:
        if any((x - u) ** 2 + (y - v) ** 2 < (1.1 * max(radius, r)) ** 2 for u, v, r in taken):
            continue
        spot = _measured(face, skin, x, y, radius, excess)
        if spot is not None:
            taken.append((x, y, radius))
            spots.append(_fitted(spot, face, skin, x, y))
    spots = sorted((s for s in spots if s.excess > 1), key=lambda s: -s.excess)
    return tuple(s for s in spots if not _is_ghost(s, spots, face.points))[:_MOST]


def _fitted(spot: Spot, face: ReducedFace, skin: Mask, x: float, y: float) -> Spot:
    """Judge a candidate once more, as pigment on skin whose tone wanders: folds and shade are none."""
    sure, depth = how_sure(face.log_rgb, skin, (x, y), spot.size * face.width)
    if sure == 0 or spot.red < _BLACK or float(depth[0]) < _BLACK * float(depth[1]):
        return replace(spot, excess=0.0)
    red = (spot.red + float(depth[0] / depth[1])) / 2
    return replace(spot, red=red, excess=spot.excess * float(np.sqrt(sure / _TELLING)))


def _is_ghost(spot: Spot, spots: Sequence[Spot], points: Points) -> bool:
    """Whether a faint spot is the smear that coarse colour of a JPEG leaves beside a much darker one."""
    here, reach = np.array(spot.at(points)), _SMEAR * masks.face_width(points)
    darker = (o for o in spots if o.depth > 2.5 * spot.depth)
    return any(float(np.hypot(*(here - o.at(points)))) < reach for o in darker)


def _without_holes(face: ReducedFace) -> Mask:
    """The skin with what is too dark to pass for skin, but small and inside it, counted in."""
    size = 2 * round(0.035 * face.width) + 1
    closed = cv2.morphologyEx(face.mask, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    wings = np.zeros(face.mask.shape, np.uint8)
    for wing in _WINGS:
        corners = np.rint(face.points[list(wing)]).astype(np.int32)
        cv2.polylines(wings, [corners], False, 1, max(round(2 * _WING * face.width), 1))
    return np.asarray(np.minimum(closed, face.region) * (wings == 0), np.float32)


def _candidates(weighed: AnyArray, radius: float) -> list[tuple[float, float, float, float]]:
    """Return (excess, x, y, radius) of what is redder or darker in its core than around, is round, and stands out.

    ``weighed`` is H×W×3: log green less log red, and log green, both times the skin, and the skin.
    """
    height, width = weighed.shape[:2]
    step = max(radius / _PIXELS, 1.0)
    size = (max(round(width / step), 1), max(round(height / step), 1))
    small = cv2.resize(weighed, size, interpolation=cv2.INTER_AREA) if step > 1 else weighed
    radius = radius / step
    core = _within(small, _CORE * radius)
    lower = _within(small, _AROUND * radius) - core
    inside = small[..., 2] > 0.5
    if not inside.any():
        return []
    some = lower[inside]
    usual = np.asarray(1.48 * np.median(np.abs(some[:: max(1, len(some) // 2000)]), axis=0), np.float32)
    calm = np.minimum(np.abs(lower), 4 * usual)
    calm *= calm
    local = _within(np.dstack([calm * small[..., 2:], small[..., 2]]), 10 * radius)
    excess = lower / (np.sqrt(np.maximum(local, usual * usual)) + np.float32(1e-4)) / _LEAST
    peak = excess >= cv2.dilate(excess, np.ones((3, 3), np.uint8)) - 1e-7
    deep = cv2.erode(np.asarray(inside, np.uint8), np.ones((3, 3), np.uint8), iterations=max(round(0.7 * radius), 1))
    rows, columns, level = np.nonzero(peak & (deep > 0)[..., None] & (excess > _FAINT))
    keep = _roundness(core, rows, columns, level) > _ROUND
    back = np.array([width / size[0], height / size[1]])
    at = (np.stack([columns, rows], axis=1)[keep] + 0.5) * back - 0.5
    strength = excess[rows, columns, level][keep]
    return [(float(e), float(x), float(y), radius * step) for e, (x, y) in zip(strength, at, strict=True)]


def _within(weighed: AnyArray, sigma: float) -> AnyArray:
    """Blur within the skin (the last channel); what lies far from any is 0."""
    blurred = gaussian(weighed, sigma)
    return np.asarray(blurred[..., :2] / (blurred[..., 2:] + np.float32(1e-4)))


def _roundness(core: AnyArray, rows: AnyArray, columns: AnyArray, level: AnyArray) -> AnyArray:
    """Smaller over larger curvature of the blurred light at these pixels; negative where it is no valley both ways."""
    y, x, c = np.clip(rows, 1, core.shape[0] - 2), np.clip(columns, 1, core.shape[1] - 2), level
    xx = core[y, x + 1, c] + core[y, x - 1, c] - 2 * core[y, x, c]
    yy = core[y + 1, x, c] + core[y - 1, x, c] - 2 * core[y, x, c]
    xy = (core[y + 1, x + 1, c] + core[y - 1, x - 1, c] - core[y + 1, x - 1, c] - core[y - 1, x + 1, c]) / 4
    middle, half = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return np.asarray((middle - half) / np.maximum(middle + half, 1e-9))


def _measured(face: ReducedFace, skin: Mask, x: float, y: float, radius: float, excess: float) -> Spot | None:
    """Measure a candidate on its rings; nothing where it is too faint or has not enough skin around."""
    reach = int(np.ceil(_OUTER * radius)) + 1
    x0, y0 = max(int(x) - reach, 0), max(int(y) - reach, 0)
    part = (slice(y0, int(y) + reach + 1), slice(x0, int(x) + reach + 1))
    light, inside = face.log_rgb[part], skin[part] > 0.5
    yy, xx = np.mgrid[: light.shape[0], : light.shape[1]]
    away = np.hypot(xx - (x - x0), yy - (y - y0)) / radius
    ring, core = (away > _INNER) & (away < _OUTER), inside & (away < 0.6)
    if (ring & inside).sum() < 0.6 * ring.sum() or not core.any():
        return None
    around = np.median(light[ring & inside], axis=0)
    below = around - light[core].mean(axis=0)
    if below[1] < _FAINTEST:
        return None
    like = (around - light) @ below / float(below @ below)
    profile = np.array([_mean(like, inside & (away >= a) & (away < a + _STEP)) for a in np.arange(0, _INNER, _STEP)])
    edge = float(-np.diff(profile).min() / _STEP)
    border = float(np.argmax(profile < _ENDS) if (profile < _ENDS).any() else len(profile)) * _STEP
    anchor, dx, dy = place(face.points, x, y)
    size, red = max(border, 1.0) * radius / face.width, float(below[0] / below[1])
    return Spot(anchor, dx, dy, size, float(below[1]), red, edge, excess)


def _mean(values: AnyArray, where: AnyArray) -> float:
    return float(values[where].mean()) if where.any() else 0.0


_FIELDS = ("anchor", "dx", "dy", "size", "depth", "red", "edge", "excess")


def spots_to_tells(spots: Iterable[Spot]) -> dict[str, float]:
    """Return spots as measurements of a reading, ``spot.<n>.<field>``; ``spots_from_tells`` is the inverse."""
    return {f"spot.{n:02d}.{f}": round(float(getattr(s, f)), 4) for n, s in enumerate(spots) for f in _FIELDS}


def spots_from_tells(tells: Mapping[str, float]) -> tuple[Spot, ...]:
    """Return the spots in the measurements of a reading; half-told ones are passed over."""
    found = []
    for n in range(_MOST):
        values = [tells.get(f"spot.{n:02d}.{f}") for f in _FIELDS]
        told = [v for v in values if v is not None]
        if len(told) == len(_FIELDS) and 0 <= told[0] < 468:
            found.append(Spot(int(told[0]), *told[1:]))
    return tuple(found)


def lasting(readings: Sequence[tuple[Points, Sequence[Spot]]], *, least: int = 3, share: float = 0.6) -> list[Spot]:
    """Return the spots of the first reading that stay in place through a shoot of one person: features, no blemishes.

    ``readings`` are (478 landmarks in pixels, spots) of the same person on photos that were taken on different
    occasions; with fewer than ``least`` of them nobody can say, and there is none. A spot lasts where at least
    ``share`` of the others have one within its own size of the same place on the face.
    """
    if len(readings) < least:
        return []
    points, spots = readings[0]
    width = masks.face_width(points)
    others = [[(*o.at(points), o.size * width) for o in seen] for _, seen in readings[1:]]
    out = []
    for spot in spots:
        x, y = spot.at(points)
        near = max(1.5 * spot.size, 0.015) * width
        seen = sum(any(np.hypot(x - u, y - v) < near + 0.5 * r for u, v, r in one) for one in others)
        if seen >= share * len(others):
            out.append(spot)
    return out
