"""What the pixels of an eye look like: a small levelled patch and a histogram of its edges.

Landmarks are drawn by a model that expects a typical eye: it opens the lids of a frowned, shut eye and shuts those of a
laughing one. The edges themselves tell a lash line from an iris, whatever the brightness and contrast.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces.edges import edge_histogram, pooling
from retouch.faces.geometry import LEFT, EyePoints
from retouch.model.frame import Image8

WIDTH, HEIGHT = 40, 24
"""Size of a patch in pixels."""
SPAN = 1.5
"""Width of a patch over the width of the eye."""
COLUMNS, ROWS, ANGLES = 5, 3, 8
"""Cells of the descriptor, and directions in each."""
LENGTH = COLUMNS * ROWS * ANGLES

FINE = 1.5
"""Sigma in pixels of a patch at which its detail is looked at, against twice that."""

Patch = NDArray[np.float32]


_ACROSS = pooling(WIDTH, COLUMNS)
_DOWN = pooling(HEIGHT, ROWS)


def eye_patch(crop: Image8, points: NDArray[np.float32], eye: EyePoints) -> Patch:
    """Return the eye as HEIGHT × WIDTH grey (0..255), level, the outer corner to the left whichever eye it is."""
    outer, inner = points[eye.outer, :2].astype(np.float64), points[eye.inner, :2].astype(np.float64)
    width = max(float(np.linalg.norm(inner - outer)), 1.0)
    along = (inner - outer) / width
    down = np.array([along[1], -along[0]]) if eye is LEFT else np.array([-along[1], along[0]])
    scale = WIDTH / (SPAN * width)
    turn = scale * np.array([along, down])
    reach = SPAN * width
    middle = (outer + inner) / 2
    low = np.clip(np.floor(middle - reach), 0, np.array(crop.shape[1::-1]) - 2).astype(int)
    high = np.clip(np.ceil(middle + reach), low + 2, crop.shape[1::-1]).astype(int)
    grey = cv2.cvtColor(crop[low[1] : high[1], low[0] : high[0]], cv2.COLOR_RGB2GRAY).astype(np.float32)
    if scale < 1:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.5 / scale), np.float32)
    offset = np.array([WIDTH / 2, HEIGHT / 2]) - turn @ (middle - low)
    matrix = np.column_stack([turn, offset])
    return np.asarray(cv2.warpAffine(grey, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.float32)


def descriptor(patch: Patch) -> NDArray[np.float32]:
    """Return LENGTH numbers of about 0..0.3 that say where in the patch edges run in which direction."""
    even = patch - cv2.GaussianBlur(patch, (0, 0), WIDTH / 3)
    even = even / np.float32(cv2.meanStdDev(even)[1][0, 0] + 3)
    cells = edge_histogram(np.asarray(even, np.float32), _DOWN, _ACROSS, ANGLES, 2 * np.pi).ravel()
    return np.asarray(np.sqrt(cells / np.sqrt((cells * cells).sum() + 1e-6)), np.float32)


def detail(patch: Patch) -> float:
    """Return the energy of gradients at a fine scale over that at twice the scale: 1 is nothing but blur.

    Independent of contrast, after Zhuo and Sim (see ``faces.sharpness``). Eyes in focus have 1.7 to 4; blurred by a
    sixth of their width about 1.5, by a fifth 1.35, where nobody can tell lids from lashes.
    """
    near, far = (_energy(patch, sigma) for sigma in (FINE, 2 * FINE))
    return near / max(far, 1e-9)


def _energy(patch: Patch, sigma: float) -> float:
    smooth = cv2.GaussianBlur(patch, (0, 0), sigma)
    dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=1)
    dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=1)
    return float(cv2.mean((dx * dx + dy * dy)[2:-2, 3:-3])[0])
