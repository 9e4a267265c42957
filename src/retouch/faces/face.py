"""One face: everything that is measured of it, put together."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces import eyes as lids
from retouch.faces.crop import Crop
from retouch.faces.detector import Found
from retouch.faces.expression import expression
from retouch.faces.gaze import gaze
from retouch.faces.geometry import LEFT, RIGHT, Array, EyePoints, eye_centre, eye_width, pose
from retouch.faces.landmarker import Marks
from retouch.faces.likeness import PersonModel, signature
from retouch.faces.sharpness import sharpness
from retouch.image.face_light import FACE_PIXELS, face_light
from retouch.image.quick import Sizes
from retouch.model.frame import Image8
from retouch.model.numbers import Measured
from retouch.model.scene import Box, Expression, Eye, EyeState, FaceLight, FaceReading, Gaze, Mouth, Points, Pose

EYE_DETAIL = 80.0
"""Width of an eye over the finest detail that counts: about a lash."""
AROUND = 1.0
"""How far the pixels reach, in widths of an eye, among which the smoothest show the noise."""
PROFILE = 0.1
"""How far the nose lies from the middle of the eyes, over the size of the face, from which a face that the landmarker
cannot read is in profile; others are too blurred or too strange."""
NO_POINTS: Array = np.zeros((0, 2), np.float32)
NO_POINTS.setflags(write=False)


def face_reading(
    model: lids.EyeModel, people: PersonModel, sizes: Sizes, found: Found, crop: Crop, marks: Marks
) -> FaceReading:
    """Put together the reading of a face with marks; ``sizes`` are of the whole picture."""
    pixels = sizes.pixels
    height, width = pixels.shape[:2]
    landmarks = np.asarray(crop.back(marks.points[:, :2]) / np.array([width, height]), np.float32)
    landmarks.setflags(write=False)
    turn = pose(marks.rotation, crop.roll)
    mien = expression(marks.blendshapes)
    sights = {eye: lids.see(model, crop.pixels, marks, eye) for eye in (RIGHT, LEFT)}
    across = {eye: eye_width(marks.points, eye) / crop.scale for eye in (RIGHT, LEFT)}
    look = lids.Look(sights[RIGHT], sights[LEFT], across[RIGHT], across[LEFT], turn, mien.smile, model.limits)
    right_state, left_state, state = lids.states(look)
    right = _eye(pixels, crop, marks, RIGHT, sights[RIGHT], right_state)
    left = _eye(pixels, crop, marks, LEFT, sights[LEFT], left_state)
    light, tells = face_light(_large_enough(sizes, landmarks), landmarks)
    for name, sight in (("right", sights[RIGHT]), ("left", sights[LEFT])):
        tells[f"eye.open_odds_{name}"], tells[f"eye.covered_odds_{name}"] = sight.opened, sight.covered
        tells[f"eye.lowered_odds_{name}"], tells[f"eye.ajar_odds_{name}"] = sight.lowered, sight.ajar
        tells[f"eye.gap_{name}"], tells[f"eye.iris_{name}"] = sight.gap, sight.iris
    return FaceReading(
        box=_box(found, width, height),
        confidence=found.score,
        landmarks=landmarks,
        blendshapes=Measured(marks.blendshapes),
        left=left,
        right=right,
        eyes=state,
        expression=mien,
        gaze=gaze(marks, turn, state),
        pose=turn,
        light=light,
        sharpness=_face_sharpness(crop, marks),
        signature=signature(people, crop.pixels, marks.points),
        tells=Measured(tells),
    )


def _large_enough(sizes: Sizes, landmarks: Points) -> Image8:
    """The picture halved as often as its light can be measured on it: it is measured on a small copy anyway."""
    across = float(np.ptp(landmarks[:, 0])) * sizes.pixels.shape[1]
    return sizes.halved(max(int(np.log2(max(across / FACE_PIXELS, 1.0))), 0))


def bare_reading(pixels: Image8, found: Found) -> FaceReading:
    """Put together what the detector alone says of a face that the landmarker cannot read: that it is there."""
    height, width = pixels.shape[:2]
    right, left, nose = found.points[:3]
    middle = (right + left) / 2
    aside = float(nose[0] - middle[0]) / found.size
    tilt = float(np.degrees(np.arctan2(left[1] - right[1], left[0] - right[0])))
    profile = abs(aside) > PROFILE
    state = EyeState.HIDDEN if profile else EyeState.UNKNOWN
    places = [(float(p[0]) / width, float(p[1]) / height) for p in (left, right)]
    return FaceReading(
        box=_box(found, width, height),
        confidence=found.score,
        landmarks=NO_POINTS,
        blendshapes=Measured(),
        left=Eye(places[0], 0.0, 0.0, 0.0, 0.0, state),
        right=Eye(places[1], 0.0, 0.0, 0.0, 0.0, state),
        eyes=state,
        expression=Expression(0.0, 0.0, Mouth.CLOSED, 0.0),
        gaze=Gaze.UNKNOWN,
        pose=Pose(float(np.sign(aside)) * 80.0 if profile else 0.0, 0.0, tilt if abs(tilt) < 90 else 0.0),
        light=FaceLight(0.0, 0.0, 0.0, (0.0, 0.0, 0.0), 0.0),
        sharpness=0.0,
    )


def _box(found: Found, width: int, height: int) -> Box:
    x, y, w, h = found.box
    return Box(x / width, y / height, w / width, h / height)


def _eye(pixels: Image8, crop: Crop, marks: Marks, eye: EyePoints, sight: lids.EyeSight, state: EyeState) -> Eye:
    height, width = pixels.shape[:2]
    across = eye_width(marks.points, eye) / crop.scale
    centre = crop.back(eye_centre(marks.points, eye)[None])[0]
    return Eye(
        centre=(float(centre[0]) / width, float(centre[1]) / height),
        openness=lids.openness(sight),
        confidence=lids.confidence(sight, state, across),
        across=across,
        sharpness=_eye_sharpness(pixels, centre, across),
        state=state,
    )


def _eye_sharpness(pixels: Image8, centre: Array, across: float) -> float:
    """Sharpness of an eye on the picture's own pixels, at scales of its width."""
    reach = max(AROUND * across, 10.0)
    x0, y0 = (max(int(c - reach), 0) for c in centre)
    part = pixels[y0 : max(int(centre[1] + reach) + 1, 0), x0 : max(int(centre[0] + reach) + 1, 0)]
    if min(part.shape[:2]) < 8:
        return 0.0
    grey = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), np.float32)
    half_wide, half_high = max(0.7 * across, 4.0), max(0.45 * across, 4.0)
    cx, cy = centre[0] - x0, centre[1] - y0
    rows = slice(max(int(cy - half_high), 0), max(int(cy + half_high) + 1, 0))
    columns = slice(max(int(cx - half_wide), 0), max(int(cx + half_wide) + 1, 0))
    return sharpness(grey, (rows, columns), across / EYE_DETAIL)


def _face_sharpness(crop: Crop, marks: Marks) -> float:
    """Sharpness of the middle of the face, at the size of the crop or of the picture, whichever is coarser."""
    points: NDArray[np.float32] = marks.points[:, :2]
    (x0, y0), (x1, y1) = np.clip(points.min(axis=0), 0, None).astype(int), points.max(axis=0).astype(int) + 1
    part = crop.pixels[y0 : max(y1, 0), x0 : max(x1, 0)]
    if min(part.shape[:2]) < 8:
        return 0.0
    grey = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), np.float32)
    return sharpness(grey, (slice(None), slice(None)), max(1.0, crop.scale))
