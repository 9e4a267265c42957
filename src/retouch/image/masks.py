"""Regions of a face as soft masks, drawn from MediaPipe's 478 landmarks.

Coordinates here are pixels of the picture that the mask is for; ``in_pixels`` converts from the fractions in a reading.
"""

from __future__ import annotations

from functools import reduce

import cv2
import numpy as np

from retouch.model.frame import Mask
from retouch.model.scene import Points

# Index loops of MediaPipe's canonical face mesh (canonical_face_model; landmarks 468-477 are the irises).
OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)  # fmt: skip
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
MOUTH = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
RIGHT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
LEFT_EYE = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
RIGHT_IRIS = (469, 470, 471, 472)
LEFT_IRIS = (474, 475, 476, 477)
NOSTRILS = (98, 97, 2, 326, 327, 278, 294, 331, 279, 358, 344, 370, 94, 141, 115, 129, 49, 102, 64, 48)
_SUBPIXEL = 4
_SHARE = np.arange(256, dtype=np.float32) / np.float32(255)


def in_pixels(points: Points, width: int, height: int) -> Points:
    """Turn N×2 fractions of a picture into pixel coordinates of that picture (pixel centres at whole numbers)."""
    return np.asarray(points * np.array([width, height], np.float32) - np.float32(0.5), np.float32)


def face_width(points: Points) -> float:
    """Width of the face in pixels: 1.5 × the span of the eyes, or 0.72 × the height of the face where it is turned."""
    across = float(np.linalg.norm(points[33] - points[263]))
    down = float(np.linalg.norm(points[10] - points[152]))
    return max(1.5 * across, 0.72 * down)


def fill(shape: tuple[int, int], points: Points, *loops: tuple[int, ...]) -> Mask:
    """Return an H×W mask in 0..1, 1 inside any of the polygons whose corners are ``points`` at these indices."""
    canvas = np.zeros(shape, np.uint8)
    for loop in loops:
        corners = np.rint(points[list(loop)] * (1 << _SUBPIXEL)).astype(np.int32)
        cv2.fillPoly(canvas, [corners], 255, cv2.LINE_AA, _SUBPIXEL)
    return np.asarray(cv2.LUT(canvas, _SHARE), np.float32)


def grow(mask: Mask, pixels: float) -> Mask:
    """Return the mask grown by a number of pixels (shrunk where negative), with an edge one pixel soft."""
    inside, growing = mask > 0.5, pixels >= 0
    out = np.zeros(mask.shape, np.float32)
    x, y, width, height = cv2.boundingRect(inside.view(np.uint8))
    if width:
        reach = max(int(pixels) + 2, 1)  # nothing changes further away
        near = np.s_[max(y - reach, 0) : y + height + reach, max(x - reach, 0) : x + width + reach]
        away = cv2.distanceTransform(np.asarray(inside[near] != growing, np.uint8), cv2.DIST_L2, 3)
        out[near] = np.clip(pixels + 1 - away if growing else pixels + away, 0, 1)
    return out


def features(shape: tuple[int, int], points: Points, margin: float = 1.0) -> Mask:
    """Return the mask of everything in a face that is not skin: eyes, brows, lips and nostrils.

    ``margin`` scales the safety margin around them; 1 keeps lashes, brow hairs and the lip border out.
    """
    w = face_width(points)
    hull = tuple(int(i) for i in cv2.convexHull(points[list(NOSTRILS)], returnPoints=False).ravel())
    nostrils = tuple(NOSTRILS[i] for i in hull)
    parts = (
        grow(fill(shape, points, RIGHT_EYE, LEFT_EYE), 0.035 * w * margin),
        grow(fill(shape, points, RIGHT_BROW, LEFT_BROW), 0.025 * w * margin),
        grow(fill(shape, points, LIPS), 0.02 * w * margin),
        grow(fill(shape, points, nostrils), -0.03 * w),
    )
    return np.asarray(reduce(np.maximum, parts), np.float32)
