"""By how much a picture leans: a vote of the long straight edges that are meant to be upright or level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.quick import quick_scale
from retouch.model.frame import Image8
from retouch.model.scene import Box

_EDGE: Final = 640
_LONG: Final = 0.05
"""Share of the long edge from which a straight edge counts."""
_MOST: Final = 12.0
"""Degrees from upright or level within which an edge may be meant to be so."""
_FINE: Final = 0.1
_AGREE: Final = 0.7
"""Degrees within which edges agree."""
_CONVERGES: Final = np.linspace(-8, 8, 17)
"""Degrees by which upright edges at the left and the right border may differ: a camera held up or down."""
_LEVEL_COUNTS: Final = 0.5
"""Weight of level edges: most run away from the camera, and perspective leans them."""
_HEAD, _BODY = 0.9, 1.0
"""Sizes of a face to each side of its middle within which edges are hair and ears, and, below it, clothes and arms."""
_ENOUGH, _DISTINCT = 1.2, 1.6
"""Agreeing length, in long edges, from which the vote is sure, and how many times the next best answer it has to be."""

Doubles = NDArray[np.float64]


def leaning(pixels: Image8, faces: Sequence[Box] = ()) -> dict[str, float]:
    """Measure how an upright sRGB picture leans; edges on people, found by their ``faces``, do not count.

    Returns ``lean.angle``, degrees by which the picture has to be turned clockwise to stand straight, and ``lean.sure``
    in 0..1; nothing where no edges vote. Edges are found by LSD (Grompone von Gioi et al. 2012) on a reduced copy.
    """
    small = quick_scale(pixels, min(1.0, _EDGE / max(pixels.shape[:2])))
    edges = _edges(small)
    if len(edges) == 0:
        return {}
    edges = edges[~_on_people(edges, faces, small.shape[1], small.shape[0])]
    along = edges[:, 2:] - edges[:, :2]
    length = np.hypot(along[:, 0], along[:, 1]) / max(small.shape[:2])
    angle = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    place = (edges[:, 0] + edges[:, 2]) / small.shape[1] - 1  # -1 at the left border, 1 at the right
    off_upright, off_level = _within(angle - 90), _within(angle)
    upright = (np.abs(off_upright) < _MOST) & (length > _LONG)
    level = (np.abs(off_level) < _MOST) & (length > _LONG)
    if not (upright | level).any():
        return {}
    turns = np.arange(-_MOST, _MOST + _FINE / 2, _FINE)
    votes = _votes(turns, off_upright[upright], length[upright], place[upright])
    votes += _LEVEL_COUNTS * _votes(turns, off_level[level], length[level], None)
    best = int(np.argmax(votes))
    away = np.abs(turns - turns[best]) > 3 * _AGREE
    second = float(votes[away].max()) if away.any() else 0.0
    enough = min(float(votes[best]) / _ENOUGH, 1.0)
    distinct = min(max((float(votes[best]) / max(second, 1e-6) - 1) / (_DISTINCT - 1), 0.0), 1.0)
    return {"lean.angle": -float(turns[best]), "lean.sure": enough * distinct}


def _edges(small: Image8) -> Doubles:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(grey)[0]
    return np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)


def _on_people(edges: Doubles, faces: Sequence[Box], width: int, height: int) -> NDArray[np.bool_]:
    x, y = (edges[:, :2] + edges[:, 2:]).T / 2
    hit = np.zeros(len(edges), bool)
    for box in faces:
        across, down = x / width - box.centre[0], y / height - box.centre[1]
        head = (np.abs(across) < _HEAD * box.width) & (np.abs(down) < _HEAD * box.height)
        hit |= head | ((np.abs(across) < _BODY * box.width) & (down > 0))
    return hit


def _within(angle: Doubles) -> Doubles:
    """Degrees modulo 180, as -90..90."""
    return np.asarray((angle + 90) % 180 - 90)


def _votes(turns: Doubles, off: Doubles, length: Doubles, place: Doubles | None) -> Doubles:
    """Length of edges that agree with each turn; upright ones may converge by an amount that fits most of them."""
    if len(off) == 0:
        return np.zeros_like(turns)
    best = np.zeros_like(turns)
    for converges in _CONVERGES if place is not None else (0.0,):
        lean = off if place is None else off - place * converges / 2
        agree = np.exp(-0.5 * ((lean[None] - turns[:, None]) / _AGREE) ** 2)
        best = np.maximum(best, (agree * length).sum(axis=1) * (1 - abs(converges) / 40))
    return best
