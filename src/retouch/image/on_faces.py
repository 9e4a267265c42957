"""Work on face crops and put the result back: skin is never worked on over the whole photo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retouch.image import masks
from retouch.model.frame import AnyArray
from retouch.model.scene import Points


@dataclass(frozen=True, slots=True, eq=False)
class FaceCrop:
    """A rectangle of a picture around one face: rows and columns, and the landmarks in pixels of that rectangle."""

    rows: slice
    columns: slice
    points: Points
    width: float
    """Width of the face in pixels of the picture."""

    def of(self, pixels: AnyArray) -> AnyArray:
        """Return this rectangle of a picture, as a view."""
        return pixels[self.rows, self.columns]


def face_crop(height: int, width: int, landmarks: Points, reach: float | tuple[float, float, float]) -> FaceCrop | None:
    """Return the crop around a face, ``reach`` face widths beyond its landmarks, or nothing off the picture.

    Three reaches are those to the sides, up and down (of the photo, as people mostly stand in it).
    ``landmarks`` are fractions of the picture; a face that has none (in full profile) has no crop.
    """
    if not len(landmarks):
        return None
    points = masks.in_pixels(landmarks, width, height)
    across = masks.face_width(points)
    sides, up, down = reach if isinstance(reach, tuple) else (reach, reach, reach)
    low = np.floor(points.min(axis=0) - np.array([sides, up]) * across).astype(int)
    high = np.ceil(points.max(axis=0) + np.array([sides, down]) * across).astype(int) + 1
    x0, y0 = max(int(low[0]), 0), max(int(low[1]), 0)
    x1, y1 = min(int(high[0]), width), min(int(high[1]), height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    moved = np.asarray(points - np.array([x0, y0]), np.float32)
    return FaceCrop(slice(y0, y1), slice(x0, x1), moved, across)
