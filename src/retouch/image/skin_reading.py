"""What is read of a face's skin from the picture that was read: its spots."""

from __future__ import annotations

from retouch.image.face_light import linear
from retouch.image.on_faces import face_crop
from retouch.image.quick import quick_size
from retouch.image.skin import WORKING_WIDTH, reduced
from retouch.image.spots import SMALLEST_FACE, find_spots, spots_to_tells
from retouch.model.frame import Image8
from retouch.model.scene import Points

_REACH = 0.02


def skin_reading(pixels: Image8, landmarks: Points) -> dict[str, float]:
    """Return measurements by name (``spot.…``, see ``image.spots``) of a face that is large enough; else none.

    ``pixels`` is the whole upright sRGB picture, ``landmarks`` are fractions of it.
    """
    crop = face_crop(pixels.shape[0], pixels.shape[1], landmarks, _REACH)
    if crop is None or crop.width < SMALLEST_FACE:
        return {}
    part, points = crop.of(pixels), crop.points
    scale = min(1.0, 1.5 * WORKING_WIDTH / crop.width)  # the rest in linear light
    size = (round(part.shape[1] * scale), round(part.shape[0] * scale))
    face = reduced(linear(quick_size(part, size)), (points + 0.5) * scale - 0.5)
    return spots_to_tells(find_spots(face)) if face is not None else {}
