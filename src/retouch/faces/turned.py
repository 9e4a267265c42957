"""Photos that lie on their side or upside down without saying so: faces are looked for as they lie, and put back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retouch.faces.detector import Detector
from retouch.image.quick import Sizes
from retouch.model.frame import Image8
from retouch.model.scene import Box, Eye, FaceReading, Pose

LOOK_EDGE = 416
"""Long edge of the copies that are turned and looked at: nobody turns a camera for a crowd."""
SURELY = 0.85
"""Score from which a face in a turned picture is believed."""


def quarter_turns(detector: Detector, sizes: Sizes) -> int:
    """Return how many quarter turns counter-clockwise make the surest face of a picture stand; 0 where none does."""
    small = sizes.within(LOOK_EDGE)
    best, turns = SURELY, 0
    for times in (1, 3, 2):  # a camera held upright is far more usual than one held upside down
        score = max((f.score for f in detector.look(turned(small, times))), default=0.0)
        if score > best:
            best, turns = score, times
    return turns


def turned(pixels: Image8, times: int) -> Image8:
    """Return the picture turned counter-clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(pixels, times))


def turned_back(face: FaceReading, times: int) -> FaceReading:
    """Return a face that was read in a picture turned by ``times``, in fractions of the picture as it is."""
    x0, y0 = _back((face.box.x, face.box.y), times)
    x1, y1 = _back((face.box.x + face.box.width, face.box.y + face.box.height), times)
    landmarks = face.landmarks
    for _ in range(times):
        landmarks = np.column_stack([1 - landmarks[:, 1], landmarks[:, 0]]).astype(np.float32)
    landmarks.setflags(write=False)
    roll = (face.pose.roll + 90 * times + 180) % 360 - 180
    return replace(
        face,
        box=Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)),
        landmarks=landmarks,
        left=_eye(face.left, times),
        right=_eye(face.right, times),
        pose=Pose(face.pose.yaw, face.pose.pitch, roll),
    )


def _eye(eye: Eye, times: int) -> Eye:
    return replace(eye, centre=_back(eye.centre, times))


def _back(place: tuple[float, float], times: int) -> tuple[float, float]:
    for _ in range(times):
        place = 1 - place[1], place[0]
    return place
