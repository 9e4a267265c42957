"""Skin of a person beyond the face: forehead to the hairline, ears, neck and shoulders, as far as it is sure.

Skin outside the landmarks is told by four signs that must all hold: the colour of this face's own skin, a brightness
that this face has or that shade gives it, a surface no rougher than skin (hair, knitwear and leaves are), and a way to
the face that crosses no border. Where one is missing it is left out: a neck that is not evened is hardly seen, evened
hair or clothes are.
"""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.blur import gaussian
from retouch.image.skin import WEIGHTS, ReducedFace
from retouch.model.frame import AnyArray, Mask

_NEAR, _OFF = 2.2, 3.4
"""Robust distance in colour (standard deviations of the face's own skin) that is skin, and that is not."""
_LEAST_SPREAD = 0.05
"""EV: evenly lit faces vary less in colour than their neck does from them."""
_SHADE, _LIGHT, _SOFT = 2.2, 0.7, 0.4
"""EV under the face's darker and over its brighter skin that is still skin, and how softly that ends."""
_ROUGH = 2.6
"""Times the roughness of the face's skin that skin may have."""
_GRAIN = 0.004
"""EV of roughness that every picture has."""
_STEEP = 20.0
"""EV per face width: steeper than any shape of skin at this blur; the border of a garment or of hair."""
_COLOUR = 0.12
"""EV by which skin must differ from grey: in black and white nothing tells it from a wall."""
_JAW = 0.2
"""Face widths beyond the landmarks, below the nose, where the shade of the jaw may be as steep as it likes."""
_NARROW = 0.018
"""Half the width, in face widths, of a bridge that is too narrow to be a neck."""


_WIDTH = 160.0
"""Width of the face in pixels at which this is decided: the border is soft, and finer would cost without showing."""


def body_skin(face: ReducedFace) -> Mask:
    """Return the mask (H×W, 0..1) of all skin of the person in this crop, that of the face included.

    Features and whatever covers the face stay out as in ``face.mask``.
    """
    if face.width <= 1.2 * _WIDTH:
        return _body(face)
    scale = _WIDTH / face.width
    size = (max(round(face.mask.shape[1] * scale), 1), max(round(face.mask.shape[0] * scale), 1))
    ratio = np.array([size[0] / face.mask.shape[1], size[1] / face.mask.shape[0]])
    points = np.asarray((face.points + 0.5) * ratio - 0.5, np.float32)
    log_rgb, region, mask = (
        np.asarray(cv2.resize(a, size, interpolation=cv2.INTER_AREA), np.float32)
        for a in (face.log_rgb, face.region, face.mask)
    )
    small = _body(ReducedFace(log_rgb, points, masks.face_width(points), region, mask))
    beyond = cv2.resize(small, face.mask.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    oval = masks.grow(masks.fill(face.mask.shape, face.points, masks.OVAL), -0.03 * face.width)
    return np.asarray(np.maximum(face.mask, beyond * (1 - oval)), np.float32)


def _body(face: ReducedFace) -> Mask:
    sure = face.mask > 0.7
    red, green, blue = face.usual()
    if int(sure.sum()) < 50 or max(abs(red - green), abs(blue - green)) < _COLOUR:
        return face.mask
    width = face.width
    features = masks.features(face.mask.shape, face.points)
    likely = np.asarray(_likely(face, sure) * (1 - features), np.float32)
    oval = masks.fill(face.mask.shape, face.points, masks.OVAL)
    smooth = (_steepness(face) < _STEEP) | ((masks.grow(oval, _JAW * width) > 0.5) & _below_the_nose(face))
    open_ = np.asarray((face.mask > 0.5) | ((likely > 0.5) & smooth), np.uint8)
    size = 2 * round(_NARROW * width) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    core = cv2.erode(open_, disc)
    count, parts = cv2.connectedComponents(core, connectivity=4)
    ours = np.bincount(parts[sure & (core > 0)], minlength=count) > 0.05 * sure.sum()
    ours[0] = False
    grown = cv2.dilate(np.asarray(ours[parts], np.uint8), disc)
    beyond = gaussian(np.asarray(grown * open_, np.float32), 0.012 * width)
    inside = masks.grow(oval, -0.03 * width)
    return np.asarray(np.maximum(face.mask, beyond * likely * (1 - gaussian(inside, 0.01 * width))), np.float32)


def _likely(face: ReducedFace, sure: AnyArray) -> Mask:
    smooth = gaussian(face.log_rgb, 0.008 * face.width)
    level = np.asarray(smooth @ WEIGHTS, np.float32)
    colour = np.stack([smooth[..., 0] - smooth[..., 1], smooth[..., 2] - smooth[..., 1]], axis=-1)
    seen = colour[sure]
    middle = np.median(seen, axis=0)
    off = seen - middle
    near = (np.abs(off) < 3 * (1.48 * np.median(np.abs(off), axis=0) + _LEAST_SPREAD)).all(axis=1)
    spread = np.cov(off[near].T) + _LEAST_SPREAD**2 * np.eye(2)
    inverse = np.linalg.inv(spread)
    away = colour - middle
    distance = np.sqrt(np.einsum("...i,ij,...j->...", away, inverse, away))
    by_colour = np.clip((_OFF - distance) / (_OFF - _NEAR), 0, 1)
    dark, bright = np.percentile(level[sure], (5, 98))
    by_light = np.clip((level - dark + _SHADE) / _SOFT, 0, 1) * np.clip((bright + _LIGHT - level) / _SOFT, 0, 1)
    raw = np.asarray(face.log_rgb @ WEIGHTS, np.float32)
    strands = _calm(level - gaussian(level, 0.03 * face.width), 0.04 * face.width, sure)
    out = by_colour * by_light * _calm(raw - level, 0.025 * face.width, sure) * strands
    return np.asarray(out, np.float32)


def _calm(detail: AnyArray, sigma: float, sure: AnyArray) -> Mask:
    """Return 1 where detail is no stronger than on skin, falling to 0; the face's usual skin says how strong it is."""
    rough = np.sqrt(gaussian(np.asarray(detail * detail, np.float32), sigma))
    most = _ROUGH * (float(np.median(rough[sure])) + _GRAIN)
    return np.asarray(np.clip((1.4 * most - rough) / (0.4 * most), 0, 1), np.float32)


def _below_the_nose(face: ReducedFace) -> AnyArray:
    yy, xx = np.mgrid[: face.mask.shape[0], : face.mask.shape[1]].astype(np.float32)
    down = face.points[152] - face.points[10]
    return np.asarray(xx * down[0] + yy * down[1] > float(face.points[2] @ down))


def _steepness(face: ReducedFace) -> AnyArray:
    """Gradient of light at a small blur, in EV per face width."""
    level = gaussian(np.asarray(face.log_rgb @ WEIGHTS, np.float32), 0.01 * face.width)
    return np.asarray(np.hypot(cv2.Sobel(level, -1, 1, 0), cv2.Sobel(level, -1, 0, 1)) * (face.width / 8))
