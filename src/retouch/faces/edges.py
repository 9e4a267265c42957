"""Histograms of oriented gradients (Dalal and Triggs, 2005) with soft cells and soft directions."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def pooling(length: int, cells: int) -> Array:
    """Return Gaussian weights (cells × length) around the centres of the cells; each row sums to 1."""
    size = length / cells
    centres = (np.arange(cells) + 0.5) * size - 0.5
    weights = np.exp(-0.5 * ((np.arange(length)[None] - centres[:, None]) / (0.5 * size)) ** 2)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


def edge_histogram(grey: Array, down: Array, across: Array, angles: int, turn: float) -> Array:
    """Return the strength of edges as angles × rows × columns.

    ``down`` and ``across`` are poolings of the height and the width; directions are counted over ``turn`` radians:
    2π tells dark-to-light from light-to-dark, π does not.
    """
    dx = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=1)
    dy = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=1)
    angle = np.arctan2(dy, dx)
    angle[angle < 0] += np.float32(turn)  # of −π to π, so one turn is enough
    angle *= np.float32(angles / turn)
    away = np.abs(angle[None] - np.arange(angles, dtype=np.float32)[:, None, None])
    share = np.maximum(1 - np.minimum(away, angles - away), 0) * np.sqrt(dx * dx + dy * dy)
    return np.asarray(down @ share @ across.T, np.float32)
