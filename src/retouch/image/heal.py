"""Healing of one spot: its tone and colour become those of the skin around, its own pores stay.

Works on log light. What is a stain (``image.stain``) is taken off as one; what is left where a spot is no even disc is
mended from the ring around it. Where the spot has a texture that this skin has not (a crust, a hair
root), texture is taken from the neighbourhood instead.
"""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image.blur import gaussian
from retouch.image.skin import log_light
from retouch.image.stain import find_stain
from retouch.model.frame import AnyArray, Mask, Pixels

EXTENT = 1.15
"""Radius that is wholly healed, in radii of the spot; a soft border follows."""
REACH = 4.6
"""Half the patch that is needed, in healed radii."""
_SOFT = 1.35
"""Radius at which healing has faded out, in healed radii."""
_RING = 2.3
_GRAIN = 0.28
"""Sigma, in healed radii, that parts the spot from its pores; applied so that the spot itself is caught sharply."""
_PASSES = 3
_FEWEST = 0.3
"""Share of the ring that must be skin; with less nobody knows what should be there."""
_ODD, _STRANGE = 1.5, 3.0
"""Energy of texture over that around, from which a spot's own is replaced, and wholly."""
_CORE, _GREY, _DEEPER = 0.6, 0.96, 1.8
_TIMID = 0.05
"""Against bending: a ring tells less of what is inside it than it seems to."""
_WORKING_RADIUS = 24.0
_PLAIN, _ODD_SHAPE = 1.6, 3.0
"""Leftover of a stain (see ``image.stain``) that is its pores, and that shows the spot is no disc at all."""


def heal(linear: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> Pixels | None:
    """Return the change in EV (H×W×3) that heals a spot in a patch of a face, or nothing where it cannot be done.

    ``linear`` is the patch (H×W×3, any linear RGB), ``skin`` (H×W, 0..1) says where it is skin and no other spot, the
    spot itself included; ``centre`` and the ``radius`` to heal are in pixels of it. The change is 0 at the border.
    """
    scale = min(1.0, _WORKING_RADIUS / radius)
    if scale < 1:
        size = (max(round(linear.shape[1] * scale), 1), max(round(linear.shape[0] * scale), 1))
        ratio = np.array([size[0] / linear.shape[1], size[1] / linear.shape[0]])
        x, y = (np.array(centre) + 0.5) * ratio - 0.5
        small = np.asarray(cv2.resize(linear, size, interpolation=cv2.INTER_AREA), np.float32)
        mask = np.asarray(cv2.resize(skin, size, interpolation=cv2.INTER_AREA), np.float32)
        change = heal(small, mask, (float(x), float(y)), radius * scale)
        if change is None:
            return None
        return np.asarray(cv2.resize(change, linear.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)
    light = log_light(linear)
    stain = find_stain(light, skin, centre, radius / EXTENT)
    if stain is not None:
        taken = stain.field(light.shape[:2]) * skin[..., None]
        rest = float(np.clip((stain.leftover - _PLAIN) / (_ODD_SHAPE - _PLAIN), 0, 1))
        if rest == 0:
            return np.asarray(taken, np.float32)
        wide = EXTENT * max(stain.radius, radius / EXTENT)
        more = _mended(light + taken, skin, (stain.x, stain.y), wide)
        return np.asarray(taken + np.float32(rest) * more if more is not None else taken, np.float32)
    return _mended(light, skin, centre, radius)


def _mended(light: Pixels, skin: Mask, centre: tuple[float, float], radius: float) -> Pixels | None:
    """Return the change that continues the skin of the ring over the spot; nothing where there is no ring."""
    yy, xx = np.mgrid[: light.shape[0], : light.shape[1]].astype(np.float32)
    dx, dy = (xx - centre[0]) / radius, (yy - centre[1]) / radius
    away = np.hypot(dx, dy)
    around = (away > _SOFT) & (away < _RING)
    ring = np.asarray(around & (skin > 0.5), np.float32)
    if ring.sum() < max(_FEWEST * around.sum(), 12):
        return None
    inside = np.clip((_SOFT - away) / (_SOFT - 1), 0, 1) * skin
    coarse = _coarse(light, _GRAIN * radius)
    change = _stain(_bridge(coarse, ring, dx, dy, radius) - coarse, away)
    change += _texture(light - coarse, ring, away, radius)
    return np.asarray(change * (inside * inside * (3 - 2 * inside))[..., None], np.float32)


def _stain(change: Pixels, away: AnyArray) -> Pixels:
    """Keep of the change what has the colour of the spot; light and shade of the face's shape stay as they are.

    A spot without a colour of its own is taken away whole.
    """
    colour = change[away < _CORE].mean(axis=0)
    most = _DEEPER * float(np.linalg.norm(colour))
    colour = colour / max(float(np.linalg.norm(colour)), 1e-6)
    likeness = float(colour.sum()) / float(np.sqrt(3))  # cosine with grey
    if likeness > _GREY:
        return change
    across = colour - likeness / np.float32(np.sqrt(3))  # at right angles to grey
    amount = np.clip(change @ across / float(across @ across), 0, most)
    shade = change - (change @ colour)[..., None] * colour
    mild = np.float32((likeness / _GREY) ** 12)
    return np.asarray(amount[..., None] * colour + mild * shade, np.float32)


def _coarse(light: Pixels, sigma: float) -> Pixels:
    """Blur, and add the blur of what it missed: a low pass with a steeper edge than a Gaussian."""
    out = np.zeros_like(light)
    for _ in range(_PASSES):
        out += gaussian(light - out, sigma)
    return out


def _bridge(coarse: Pixels, ring: Mask, dx: AnyArray, dy: AnyArray, radius: float) -> Pixels:
    """Continue the light of the ring over the spot: a slightly bent plane, and what near parts of the ring differ."""
    known = ring > 0
    terms = np.stack([np.ones_like(dx), dx, dy, dx * dx, dx * dy, dy * dy], axis=-1)
    some = terms[known]
    timid = np.diag([0, 0, 0, _TIMID, _TIMID, _TIMID]) * len(some)
    fit = np.linalg.solve(some.T @ some + timid + 1e-6 * np.eye(6), some.T @ coarse[known])
    plane = np.asarray(terms @ fit, np.float32)
    weight = gaussian(ring, 0.7 * radius)[..., None] + np.float32(0.02)
    return np.asarray(plane + gaussian((coarse - plane) * ring[..., None], 0.7 * radius) / weight, np.float32)


def _texture(fine: Pixels, ring: Mask, away: AnyArray, radius: float) -> Pixels:
    """Return what to add to the texture: nothing where it is like that of the ring, else a neighbour's."""
    grain = fine[..., 1] ** 2
    usual = float(grain[ring > 0].mean()) + 1e-8
    odd = float(grain[away < 0.8].mean()) / usual
    share = float(np.clip((odd - _ODD) / (_STRANGE - _ODD), 0, 1))
    if share == 0:
        return np.zeros_like(fine)
    donor = _neighbour(grain, ring, usual, radius)
    texture = np.zeros_like(fine)
    if donor is not None:
        move = np.array([[1, 0, -donor[0]], [0, 1, -donor[1]]], np.float32)
        moved = cv2.warpAffine(fine, move, fine.shape[1::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        texture = np.asarray(moved, np.float32)
    return np.asarray(np.float32(share) * (texture - fine), np.float32)


def _neighbour(grain: AnyArray, ring: Mask, usual: float, radius: float) -> tuple[int, int] | None:
    """Return the whole-pixel way to a disc of skin whose texture is nearest to the usual one, if there is one."""
    size = 2 * round(0.8 * radius) + 1
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.float32)
    disc /= disc.sum()
    energy = cv2.filter2D(np.asarray(grain, np.float32), cv2.CV_32F, disc)
    whole = cv2.filter2D(np.asarray(ring > 0, np.float32), cv2.CV_32F, disc)
    cost = np.abs(np.log(energy / usual + 1e-6)) + 100 * (whole < 0.6)
    row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
    if cost[row, column] >= 100:
        return None
    return int(column) - grain.shape[1] // 2, int(row) - grain.shape[0] // 2
