"""Face crops: padded, levelled by the line of the eyes, brought to one size, with the way back to the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.quick import Sizes
from retouch.model.frame import Image8

SIZE = 384
"""Side of a crop in pixels: the landmarker looks at the face itself in 256."""
PADDING = 1.9
"""Side of a crop over the longer side of the face box."""

SMOOTH = 1.5
"""Enlargement above which pixels are joined by cubics: below it they cost a millisecond that nobody sees."""


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """A square crop of a face with level eyes.

    ``to_crop`` is the 2×3 matrix from pixels of the picture (x, y) to pixels of the crop; ``roll`` is the angle in
    degrees, clockwise positive, by which the line of the eyes was tilted in the picture.
    """

    pixels: Image8
    to_crop: NDArray[np.float64]
    roll: float

    @property
    def scale(self) -> float:
        """Pixels of the crop per pixel of the picture."""
        return float(np.hypot(self.to_crop[0, 0], self.to_crop[1, 0]))

    def back(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Map N×2 points of the crop to pixels of the picture."""
        back = cv2.invertAffineTransform(self.to_crop)
        mapped: NDArray[np.float32] = (points @ back[:, :2].T + back[:, 2]).astype(np.float32)
        return mapped


def level_crop(
    picture: Image8 | Sizes,
    centre: tuple[float, float],
    side: float,
    eyes: NDArray[np.float32],
    size: int = SIZE,
) -> Crop:
    """Cut a square of ``side`` pixels around ``centre`` so that the eyes (2×2: right, left) come to lie level.

    Large faces are cut from a picture that is halved, so nothing aliases; beyond the border the edge pixels are
    repeated.
    """
    sizes = picture if isinstance(picture, Sizes) else Sizes(picture)
    roll = float(np.degrees(np.arctan2(eyes[1, 1] - eyes[0, 1], eyes[1, 0] - eyes[0, 0])))
    to_crop = np.asarray(cv2.getRotationMatrix2D(centre, roll, size / side), np.float64)
    to_crop[:, 2] += size / 2 - np.asarray(centre)
    times = max(int(np.log2(max(side / size, 1.0))), 0)
    # A pixel of the halved picture covers `reduce` pixels each way: the centre of the first is at (reduce - 1) / 2.
    reduce = 2**times
    up = np.array([[reduce, 0, (reduce - 1) / 2], [0, reduce, (reduce - 1) / 2], [0, 0, 1]])
    return Crop(_warped(sizes.halved(times), to_crop @ up, size), to_crop, roll)


def _warped(picture: Image8, matrix: NDArray[np.float64], size: int) -> Image8:
    if np.hypot(matrix[0, 0], matrix[1, 0]) <= SMOOTH:
        return _warped_linearly(picture, matrix, size)
    how, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    return np.asarray(cv2.warpAffine(picture, matrix, (size, size), flags=how, borderMode=border), np.uint8)


def _warped_linearly(picture: Image8, matrix: NDArray[np.float64], size: int) -> Image8:
    """Warp the part of the picture that shows. Pixels of four bytes cost OpenCV half of what three do."""
    shown, moved = showing(picture.shape, matrix, size, 3)
    part = cv2.cvtColor(picture[shown], cv2.COLOR_RGB2RGBA)
    warped = cv2.warpAffine(part, moved, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.cvtColor(warped, cv2.COLOR_RGBA2RGB), np.uint8)


def showing(
    shape: tuple[int, ...], matrix: NDArray[np.float64], size: int, margin: int
) -> tuple[tuple[slice, slice], NDArray[np.float64]]:
    """Return the rows and columns of a picture of which a warp to ``size``×``size`` shows anything, with a margin in
    pixels, and the 2×3 ``matrix`` as it is for just these.
    """
    back = cv2.invertAffineTransform(matrix)
    corners = np.array([[0, 0], [size, 0], [0, size], [size, size]]) @ back[:, :2].T + back[:, 2]
    whole = np.array(shape[1::-1])
    low = np.clip(np.floor(corners.min(axis=0)) - margin, 0, whole - 2).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + margin, low + 2, whole).astype(int)
    moved = np.column_stack([matrix[:, :2], matrix[:, 2] + matrix[:, :2] @ low])
    return (slice(low[1], high[1]), slice(low[0], high[0])), moved
