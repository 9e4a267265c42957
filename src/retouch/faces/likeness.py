"""Vectors that tell whether two pictures, or two faces, are alike. Unit length, compared by their dot product."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces.crop import showing
from retouch.faces.edges import edge_histogram, pooling
from retouch.faces.geometry import LEFT, RIGHT, eye_centre
from retouch.faces.models import PEOPLE, load_model
from retouch.image.face_light import linear
from retouch.image.quick import quick_size
from retouch.model.frame import Image8
from retouch.model.numbers import Numbers

GRID = 16
"""The likeness begins with GRID × GRID numbers of log2 luminance, row by row, their mean removed."""
CHROMA_GRID = 8
CHROMA = 0.02
"""Weight of one unit of Lab a or b against one EV."""
FLOOR = 2.0**-8
PATCH = 64
"""Side in pixels of the aligned face from which the signature is made."""
WAVES, WAVE_PATCH = 12, 48
"""The WAVES × WAVES lowest cosine waves of the aligned face at WAVE_PATCH pixels, without the mean, …"""
CELLS, ANGLES = 8, 8
"""… and edges in CELLS × CELLS cells and ANGLES directions are what the signature weighs."""
PLACES = np.array([[0.3, 0.36], [0.7, 0.36], [0.5, 0.78]], np.float32)
"""Where the right eye, the left eye and the mouth come to lie in the aligned face, as shares of its side."""
BORDER = 6
"""Pixels around the aligned face that its blurred edge knows of."""
_POOLING = pooling(PATCH, CELLS)
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def likeness(pixels: Image8) -> Numbers:
    """Return the likeness of an upright sRGB picture: 256 of log luminance, then 2×64 of chroma at a low weight."""
    small = quick_size(pixels, (8 * GRID, 8 * GRID))
    luminance = linear(small) @ _LUMINANCE
    light = np.log2(np.maximum(cv2.resize(luminance, (GRID, GRID), interpolation=cv2.INTER_AREA), FLOOR))
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)[..., 1:]
    chroma = CHROMA * cv2.resize(lab, (CHROMA_GRID, CHROMA_GRID), interpolation=cv2.INTER_AREA)
    return _unit(np.concatenate([(light - light.mean()).ravel(), np.moveaxis(chroma, 2, 0).ravel()]))


@dataclass(frozen=True, slots=True, eq=False)
class PersonModel:
    """A linear map (features × signature) that spreads people and pulls the pictures of one person together.

    Made by ``benchmarks/train_people.py``: linear discriminant analysis, after Belhumeur and others (*Eigenfaces vs.
    Fisherfaces*, 1997), over ``face_features``. It knows a face within a shoot, not among thousands of strangers.
    """

    middle: NDArray[np.float32]
    spread: NDArray[np.float32]


def load_person_model() -> PersonModel:
    """Load the shipped map. Raises ``ResourceMissing``."""
    with np.load(BytesIO(load_model(PEOPLE))) as data:
        return PersonModel(data["middle"].astype(np.float32), data["spread"].astype(np.float32))


def signature(model: PersonModel, crop: Image8, points: NDArray[np.float32]) -> Numbers:
    """Return the signature of a face from its levelled crop and the landmarks in it (N×2 or N×3, pixels)."""
    return _unit((face_features(crop, points) - model.middle) @ model.spread)


def face_features(crop: Image8, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return cosine waves and edges of the aligned face, both independent of brightness and contrast."""
    grey = _aligned(crop, points)
    return np.concatenate([_waves(grey), _edges(grey)])


def _waves(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    small = cv2.resize(grey, (WAVE_PATCH, WAVE_PATCH), interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(small, (0, 0), WAVE_PATCH / 6)
    contrast = cv2.GaussianBlur((small - light) ** 2, (0, 0), WAVE_PATCH / 6)
    even = np.asarray((small - light) / np.sqrt(contrast + 25.0), np.float32)
    waves = cv2.dct(even)[:WAVES, :WAVES].ravel()[1:]
    return np.asarray(waves / max(float(np.linalg.norm(waves)), 1e-6), np.float32)


def _edges(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    cells = edge_histogram(np.log(grey + 12), _POOLING, _POOLING, ANGLES, np.pi)
    cells = cells / np.sqrt((cells**2).sum(axis=0, keepdims=True) + 1e-3)
    return np.asarray(cells.ravel() / CELLS, np.float32)


def _aligned(crop: Image8, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The face, in grey, with its eyes and mouth in fixed places."""
    mouth = points[[61, 291], :2].mean(axis=0)
    here = np.array([eye_centre(points, RIGHT), eye_centre(points, LEFT), mouth], np.float32)
    matrix = cv2.getAffineTransform(here, PLACES * PATCH)
    shown, matrix = showing(crop.shape, np.asarray(matrix, np.float64), PATCH, BORDER)
    part = cv2.cvtColor(crop[shown], cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.warpAffine(cv2.GaussianBlur(part, (0, 0), 1.5), matrix, (PATCH, PATCH)), np.float32)


def _unit(vector: NDArray[np.floating]) -> Numbers:
    length = float(np.linalg.norm(vector))
    return Numbers(vector / length if length > 1e-9 else np.zeros_like(vector))
