"""Where a face is skin, and what of its light is fine texture, mid-scale unevenness and shading.

All work is on log2 of linear RGB, so nothing here depends on exposure, and white balance only shifts it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.blur import each, gaussian, masked
from retouch.model.frame import AnyArray, Mask, Pixels
from retouch.model.scene import Points

WORKING_WIDTH = 240.0
"""Width of a face, in pixels, at which unevenness is judged: fine texture lies below it, so more would be wasted."""
_JUDGED_WIDTH = 200.0
"""Width of a face, in pixels, at which it is judged what is skin: the answer is blurred more than that is coarse."""
SMALLEST_WIDTH = 48.0
"""Faces narrower than this many pixels have no skin that could be judged."""
FINE = 0.012
"""Sigma, in face widths, under which detail counts as texture (pores, fine lines; about 1.7 mm on an adult face)."""
BROAD = 0.07
"""Sigma, in face widths, above which light counts as shading (about 1 cm)."""
_HAIR, _GRAIN = 0.008, 0.004
"""Sigma, in face widths, below which detail is that of hairs and frames; EV of it that every picture has."""
_BEARD, _FRAME, _WIDE = 2.3, 4.0, 0.05
"""Times the detail of the cheeks from which a beard and the frame of glasses begin; half the width of a spot's blur."""
_LOG_FLOOR = 2.0**-14
COLOUR_BROAD = 0.1
"""The same for colour, which shading hardly has."""
WEIGHTS = np.array([0.25, 0.5, 0.25], np.float32)
"""A brightness of log RGB for masks and measures; no colour space is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class ReducedFace:
    """A face crop at working size: log2 of linear RGB (H×W×3), landmarks and width in its pixels, and its skin.

    ``region`` is the face without its features, whatever covers it; ``mask`` is what of it is skin.
    """

    log_rgb: Pixels
    points: Points
    width: float
    region: Mask
    mask: Mask

    def smooth(self, sigma: float) -> Pixels:
        """Return log light blurred inside the skin, ``sigma`` in face widths."""
        return np.asarray(masked(self.log_rgb, self.mask, sigma * self.width), np.float32)

    def usual(self) -> Pixels:
        """Return the median log RGB (3 values) of the skin; zeros where there is none."""
        sure = self.mask > 0.5
        return np.asarray(np.median(self.log_rgb[sure], axis=0) if sure.any() else np.zeros(3), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class SkinBands:
    """Log light of a face at working size that lies between texture and shading: ``tone`` (H×W) and ``colour``.

    Colour (H×W×3) has no tone in it, and reaches to a larger scale: shading has a tone, but hardly a colour.
    """

    mask: Mask
    tone: AnyArray
    colour: Pixels

    def unevenness(self) -> float:
        """Root mean square of the mid-scale tone in EV, over the skin."""
        weight = float(self.mask.sum())
        power = self.tone**2 * self.mask
        return float(np.sqrt(power.sum() / weight)) if weight > 1 else 0.0


def log_light(linear: Pixels) -> Pixels:
    """Return log2 of linear RGB, floored 14 EV below white."""
    return np.asarray(np.log2(np.maximum(linear, np.float32(_LOG_FLOOR))), np.float32)


def face_region(shape: tuple[int, int], points: Points) -> Mask:
    """Return the mask (H×W, 0..1) of a face without its eyes, brows, lips and nostrils."""
    oval = masks.grow(masks.fill(shape, points, masks.OVAL), -0.01 * masks.face_width(points))
    return np.asarray(oval * (1 - masks.features(shape, points)), np.float32)


def skin_mask(log_rgb: Pixels, points: Points) -> Mask:
    """Return a soft mask (H×W, 0..1) of the skin of one face.

    Inside the face and outside its features, where colour and brightness are near those of the face's own cheeks and
    forehead: hair, beard, glasses and jewellery fall out, whatever the skin tone.
    """
    return _skin_in(face_region(log_rgb.shape[:2], points), log_rgb, points)


def _skin_in(region: Mask, log_rgb: Pixels, points: Points) -> Mask:
    width = masks.face_width(points)
    sure = masks.grow(region, -0.04 * width) > 0.9
    if int(sure.sum()) < 50:
        return np.zeros(region.shape, np.float32)
    likely = np.asarray(region * _likely(log_rgb, sure, points), np.float32)
    return np.asarray(region * gaussian(likely, 0.012 * width), np.float32)


def _likely(log_rgb: Pixels, sure: AnyArray, points: Points) -> Mask:
    """How likely each pixel is bare skin by its look; worked out on a copy as small as the answer is soft."""
    width = masks.face_width(points)
    scale = min(1.0, _JUDGED_WIDTH / width)
    size = (max(round(sure.shape[1] * scale), 1), max(round(sure.shape[0] * scale), 1))
    ratio = np.array([size[0] / sure.shape[1], size[1] / sure.shape[0]])
    small = np.asarray(cv2.resize(log_rgb, size, interpolation=cv2.INTER_AREA), np.float32)
    known = cv2.resize(np.asarray(sure, np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if int(known.sum()) < 50:
        return np.zeros(sure.shape, np.float32)
    at = np.asarray((points + 0.5) * ratio - 0.5, np.float32)
    found = _likeness(small, known, masks.face_width(at)) * _bare(small, known, at)
    return np.asarray(cv2.resize(found, sure.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _bare(log_rgb: Pixels, sure: AnyArray, points: Points) -> Mask:
    """Return 1 on bare skin, 0 on a beard (rough all over, below the nose) and on glasses (rough around the eyes).

    Rough is what has several times the fine detail that this face's cheeks and forehead have. A spot is rough too, but
    it is small: below the nose only what is rough over more than a spot's width counts.
    """
    width = masks.face_width(points)
    down = points[152] - points[10]
    down = down / max(float(np.linalg.norm(down)), 1e-6)
    yy, xx = np.mgrid[: sure.shape[0], : sure.shape[1]].astype(np.float32)
    below = xx * down[0] + yy * down[1] > float(points[2] @ down)
    cheeks = sure & ~below
    if int(cheeks.sum()) < 50:
        return np.ones(sure.shape, np.float32)
    level = np.asarray(log_rgb @ WEIGHTS, np.float32)
    detail = level - gaussian(level, _HAIR * width)
    rough = np.sqrt(gaussian(np.asarray(detail * detail, np.float32), 0.025 * width))
    rough /= float(np.median(rough[cheeks])) + np.float32(_GRAIN)
    size = 2 * round(_WIDE * width) + 1
    wide = cv2.morphologyEx(rough, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))  # squares are fast at any size
    beard = np.where(below, wide, 0)
    around = masks.grow(masks.fill(sure.shape, points, masks.RIGHT_EYE, masks.LEFT_EYE), 0.16 * width)
    glasses = rough * around
    covered = np.maximum((beard - _BEARD) / 0.8, (glasses - _FRAME) / 1.5)
    return np.asarray(1 - np.clip(covered, 0, 1), np.float32)


def _likeness(log_rgb: Pixels, sure: AnyArray, width: float) -> Mask:
    """How much each pixel looks like the skin at ``sure``: robust distance in colour, and in brightness downwards."""
    smooth = gaussian(log_rgb, 0.006 * width)
    brightness = smooth @ WEIGHTS
    colour = np.stack([smooth[..., 0] - smooth[..., 1], smooth[..., 2] - smooth[..., 1]], axis=-1)
    middle = np.median(colour[sure], axis=0)
    spread = np.maximum(1.48 * np.median(np.abs(colour[sure] - middle), axis=0), 0.06)
    off = np.sqrt((((colour - middle) / spread) ** 2).sum(axis=-1))
    by_colour = np.clip((6.0 - off) / 2.5, 0, 1)
    local = gaussian(np.asarray(brightness, np.float32), 0.12 * width)
    dark = np.clip((brightness - local + 1.1) / 0.5, 0, 1)
    return np.asarray(by_colour * dark, np.float32)


def reduced(linear: Pixels, points: Points, known: ReducedFace | None = None) -> ReducedFace | None:
    """Return a face crop (H×W×3 linear, ``points`` in its pixels) at working size; nothing where it is too small.

    ``known`` is the same crop before other work on it: where it is skin has not changed by that.
    """
    width = masks.face_width(points)
    if width < SMALLEST_WIDTH:
        return None
    scale = min(1.0, WORKING_WIDTH / width)
    size = (max(round(linear.shape[1] * scale), 1), max(round(linear.shape[0] * scale), 1))
    small: AnyArray = cv2.resize(linear, size, interpolation=cv2.INTER_AREA) if scale < 1 else linear
    ratio = np.array([size[0] / linear.shape[1], size[1] / linear.shape[0]])
    at = np.asarray((points + 0.5) * ratio - 0.5, np.float32)
    log_rgb = log_light(np.asarray(small, np.float32))
    if known is not None and known.log_rgb.shape == log_rgb.shape:
        return replace(known, log_rgb=log_rgb)
    across = masks.face_width(at)
    region = face_region(log_rgb.shape[:2], at)
    return ReducedFace(log_rgb, at, across, region, _skin_in(region, log_rgb, at))


def split(face: ReducedFace, skin: Mask | None = None) -> SkinBands:
    """Split the light of a face into texture, unevenness and shading, and return what lies between.

    ``skin`` is where, if not ``face.mask``.
    """
    skin = face.mask if skin is None else skin
    width, inside = face.width, np.asarray(skin > 0, np.float32)
    fine = masked(face.log_rgb, skin, FINE * width)
    level = fine @ WEIGHTS
    tone = (level - masked(level[..., None], skin, BROAD * width)[..., 0]) * inside
    own = fine - each(level, 3)
    colour = (own - masked(own, skin, COLOUR_BROAD * width)) * each(inside, 3)
    return SkinBands(skin, np.asarray(tone, np.float32), np.asarray(colour, np.float32))
