"""What is read of a face's skin, for proposals: how uneven it is, and its spots.

It costs more than the rest of a face's reading, so it is left to those photos that anything may be proposed for.
"""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.age import childlikeness
from retouch.image.colour import srgb_to_linear
from retouch.image.face_light import linear, small_face
from retouch.image.on_faces import face_crop
from retouch.image.quick import quick_size
from retouch.image.skin import ReducedFace, log_light, reduced, split
from retouch.image.skin_signs import signs
from retouch.image.spots import SMALLEST_FACE, find_spots, spots_to_tells
from retouch.model.frame import AnyArray, Image8, Mask
from retouch.model.scene import Points

SPOTS_WIDTH = 160.0
"""Width of a face in pixels at which spots are looked for."""


def skin_reading(pixels: Image8, landmarks: Points) -> dict[str, float]:
    """Return measurements by name, each for a face that is large enough.

    ``skin.uneven``: mid-scale unevenness of the skin in EV (see ``image.skin``); ``skin.shine``, ``skin.red``,
    ``skin.under_eye`` and ``eye.flash`` (see ``image.skin_signs``); ``face.child`` (see ``image.age``); and
    ``spot.…``: its spots (see ``image.spots``).

    ``pixels`` is the whole upright sRGB picture, ``landmarks`` are fractions of it.
    """
    if not len(landmarks):
        return {}
    copy, points = small_face(pixels, landmarks)
    small = reduced(linear(copy), points) if min(copy.shape[:2]) > 1 else None
    if small is None:
        return {}
    own = {"skin.uneven": split(small).unevenness(), "face.child": childlikeness(small.points), **signs(small)}
    return {**own, **_spots(pixels, landmarks, small)}


def _spots(pixels: Image8, landmarks: Points, small: ReducedFace) -> dict[str, float]:
    """Spots, with the masks of a small copy of the same face."""
    crop = face_crop(pixels.shape[0], pixels.shape[1], landmarks, 0.0)
    if crop is None or crop.width < SMALLEST_FACE:
        return {}
    part = crop.of(pixels)
    scale = min(1.0, SPOTS_WIDTH / crop.width)
    size = (max(round(part.shape[1] * scale), 1), max(round(part.shape[0] * scale), 1))
    ratio = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
    points = np.asarray((crop.points + 0.5) * ratio - 0.5, np.float32)
    light = np.asarray(cv2.LUT(np.ascontiguousarray(quick_size(part, size)), _LOG_LIGHT), np.float32)
    region, skin = (_enlarged(m, small, points, size) for m in (small.region, small.mask))
    return spots_to_tells(find_spots(ReducedFace(light, points, masks.face_width(points), region, skin)))


def _enlarged(mask: Mask, small: ReducedFace, points: Points, size: tuple[int, int]) -> Mask:
    """Bring a mask of the small copy to the place and size of another copy with these points."""
    scale = masks.face_width(points) / small.width
    x, y = points.mean(axis=0) - scale * small.points.mean(axis=0)
    move: AnyArray = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    return np.asarray(cv2.warpAffine(mask, move, size, flags=cv2.INTER_LINEAR), np.float32)


_LOG_LIGHT = log_light(srgb_to_linear(np.arange(256, dtype=np.float32) / np.float32(255)))
"""Of each 8-bit sRGB level."""
