"""Where things are in MediaPipe's 478 points, and what follows from the points alone.

Indices are those of MediaPipe's canonical face mesh (``face_mesh_connections``). *Left* is the person's own left, which
lies on the right of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retouch.model.scene import Pose

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EyePoints:
    """Indices of one eye: corners, pairs of upper and lower lid, the closed outline, iris (centre first), and brow."""

    outer: int
    inner: int
    lids: tuple[tuple[int, int], ...]
    outline: tuple[int, ...]
    iris: tuple[int, ...]
    brow: tuple[int, ...]


RIGHT = EyePoints(
    outer=33,
    inner=133,
    lids=((161, 163), (160, 144), (159, 145), (158, 153), (157, 154)),
    outline=(33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
    iris=(468, 469, 470, 471, 472),
    brow=(70, 63, 105, 66, 107),
)
LEFT = EyePoints(
    outer=263,
    inner=362,
    lids=((388, 390), (387, 373), (386, 374), (385, 380), (384, 381)),
    outline=(263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466),
    iris=(473, 474, 475, 476, 477),
    brow=(300, 293, 334, 296, 336),
)
NOSE_TIP = 1
MOUTH_CORNERS = (61, 291)
INNER_LIPS = (13, 14)
FACE_OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)


def eye_width(points: Array, eye: EyePoints) -> float:
    """Distance between the corners of an eye, in the unit of the points."""
    return float(np.linalg.norm(points[eye.outer, :2] - points[eye.inner, :2]))


def eye_centre(points: Array, eye: EyePoints) -> Array:
    """Middle between the corners of an eye."""
    return np.asarray((points[eye.outer, :2] + points[eye.inner, :2]) / 2, np.float32)


def lid_gap(points: Array, eye: EyePoints) -> float:
    """Opening between the lids over the width of the eye: the eye aspect ratio of Soukupová and Čech (2016).

    The mean over the three middle pairs of lid points, measured in three dimensions so that a turned head narrows both
    alike.
    """
    up, low = points[[pair[0] for pair in eye.lids[1:4]]], points[[pair[1] for pair in eye.lids[1:4]]]
    gaps = np.sqrt(((up - low) ** 2).sum(axis=1))
    width = np.linalg.norm(points[eye.outer] - points[eye.inner])
    return float(gaps.mean() / max(float(width), 1e-6))


def iris_shown(points: Array, eye: EyePoints) -> float:
    """Share (0..1) of the iris's height that the lids leave uncovered, at its centre line."""
    iris = points[list(eye.iris[1:]), :2]
    top, bottom = float(iris[:, 1].min()), float(iris[:, 1].max())
    up, low = (float(np.mean(points[[pair[i] for pair in eye.lids[1:4]], 1])) for i in (0, 1))
    seen = min(bottom, low) - max(top, up)
    return float(np.clip(seen / max(bottom - top, 1e-6), 0.0, 1.0))


def iris_offset(points: Array, eye: EyePoints) -> tuple[float, float]:
    """Place of the iris from the middle of the eye, over the width of the eye: to the picture's right, and upwards."""
    width = max(eye_width(points, eye), 1e-6)
    off = (points[eye.iris[0], :2] - eye_centre(points, eye)) / width
    return float(off[0]), float(-off[1])


def pose(rotation: NDArray[np.float64], crop_roll: float) -> Pose:
    """Turn of the head from MediaPipe's rotation in a levelled crop and the roll that the levelling took out."""
    forward, right = rotation[:, 2], rotation[:, 0]
    yaw = np.degrees(np.arctan2(forward[0], forward[2]))
    pitch = np.degrees(np.arcsin(np.clip(forward[1] / max(float(np.linalg.norm(forward)), 1e-9), -1.0, 1.0)))
    roll = crop_roll - np.degrees(np.arctan2(right[1], right[0]))
    return Pose(float(yaw), float(pitch), float((roll + 180) % 360 - 180))
