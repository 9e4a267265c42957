"""Vectors that tell whether two pictures, or two faces, are alike. Unit length, compared by their dot product."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces.geometry import LEFT, RIGHT, eye_centre
from retouch.model.frame import Image8

GRID = 16
"""The likeness begins with GRID × GRID numbers of log2 luminance, row by row, their mean removed."""
CHROMA_GRID = 8
CHROMA = 0.02
"""Weight of one unit of Lab a or b against one EV."""
FLOOR = 2.0**-8
PATCH = 48
"""Side of the aligned face in pixels from which the signature is made."""
WAVES = 12
"""The signature holds the WAVES × WAVES lowest cosine waves of the aligned face, without the mean."""

PLACES = np.array([[0.3, 0.36], [0.7, 0.36], [0.5, 0.78]], np.float32)
"""Where the right eye, the left eye and the mouth come to lie in the aligned face, as shares of its side."""
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def likeness(pixels: Image8) -> tuple[float, ...]:
    """Return the likeness of an upright sRGB picture: 256 of log luminance, then 2×64 of chroma at a low weight."""
    small = np.asarray(cv2.resize(pixels, (8 * GRID, 8 * GRID), interpolation=cv2.INTER_AREA), np.uint8)
    luminance = linear(small) @ _LUMINANCE
    light = np.log2(np.maximum(cv2.resize(luminance, (GRID, GRID), interpolation=cv2.INTER_AREA), FLOOR))
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)[..., 1:]
    chroma = CHROMA * cv2.resize(lab, (CHROMA_GRID, CHROMA_GRID), interpolation=cv2.INTER_AREA)
    return _unit(np.concatenate([(light - light.mean()).ravel(), np.moveaxis(chroma, 2, 0).ravel()]))


def signature(crop: Image8, points: NDArray[np.float32]) -> tuple[float, ...]:
    """Return the signature of a face from its levelled crop and the landmarks in it (N×2 or N×3, pixels)."""
    grey = cv2.cvtColor(_aligned(crop, points), cv2.COLOR_RGB2GRAY).astype(np.float32)
    light = cv2.GaussianBlur(grey, (0, 0), PATCH / 6)
    contrast = cv2.GaussianBlur((grey - light) ** 2, (0, 0), PATCH / 6)
    even = (grey - light) / np.sqrt(contrast + 25.0)
    waves = cv2.dct(even)[:WAVES, :WAVES].ravel()[1:]
    return _unit(waves)


def _aligned(crop: Image8, points: NDArray[np.float32]) -> Image8:
    """The face with its eyes and mouth in fixed places."""
    mouth = points[[61, 291], :2].mean(axis=0)
    here = np.array([eye_centre(points, RIGHT), eye_centre(points, LEFT), mouth], np.float32)
    matrix = cv2.getAffineTransform(here, PLACES * PATCH)
    return np.asarray(cv2.warpAffine(cv2.GaussianBlur(crop, (0, 0), 1.5), matrix, (PATCH, PATCH)), np.uint8)


def linear(picture: Image8) -> NDArray[np.float32]:
    """Decode 8-bit sRGB to linear light in 0..1."""
    a = picture.astype(np.float32) / 255
    decoded: NDArray[np.float32] = np.where(a <= 0.04045, a / 12.92, ((a + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return decoded


def _unit(vector: NDArray[np.floating]) -> tuple[float, ...]:
    length = float(np.linalg.norm(vector))
    return tuple(float(v) for v in vector / length) if length > 1e-9 else tuple(0.0 for _ in vector)
