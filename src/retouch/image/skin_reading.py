"""What is read of a face's skin from the picture that was read: its spots.

Reading has a few milliseconds for a face: masks come from the small copy that its light is measured on.
"""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.on_faces import face_crop
from retouch.image.quick import quick_size
from retouch.image.skin import ReducedFace
from retouch.image.spots import SMALLEST_FACE, find_spots, spots_to_tells
from retouch.model.frame import AnyArray, Image8, Mask
from retouch.model.scene import Points

_WIDTH = 160.0
"""Width of a face in pixels at which spots are looked for."""


def skin_reading(pixels: Image8, landmarks: Points, small: ReducedFace) -> dict[str, float]:
    """Return measurements by name (``spot.…``, see ``image.spots``) of a face that is large enough; else none.

    ``pixels`` is the whole upright sRGB picture, ``landmarks`` are fractions of it; ``small`` is a reduced copy of the
    same face, whose masks are used.
    """
    crop = face_crop(pixels.shape[0], pixels.shape[1], landmarks, 0.0)
    if crop is None or crop.width < SMALLEST_FACE:
        return {}
    part = crop.of(pixels)
    scale = min(1.0, _WIDTH / crop.width)
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


def _log_light() -> AnyArray:
    """Log2 of the linear light of each 8-bit sRGB level, floored as `image.skin.log_light` does."""
    from retouch.image.colour import srgb_to_linear

    return np.log2(np.maximum(srgb_to_linear(np.arange(256, dtype=np.float32) / np.float32(255)), 2.0**-14))


_LOG_LIGHT = np.asarray(_log_light(), np.float32)
