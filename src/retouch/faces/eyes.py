"""From marks to eyes: how open each is, in which state, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from retouch.faces.geometry import LEFT, EyePoints, iris_offset, iris_shown, lid_gap
from retouch.faces.landmarker import Marks
from retouch.model.scene import EyeState, Gaze, Pose

SEEN_FROM = 9.0
"""An eye of fewer pixels across is not judged: closed and open look alike."""
CLOSED = 0.25
OPEN = 0.5
"""Openness below CLOSED is closed, from OPEN open, between them half."""


@dataclass(frozen=True, slots=True)
class EyeMeasures:
    """What was measured of one eye, all without unit and about 0..1."""

    blink: float
    squint: float
    wide: float
    down: float
    gap: float
    iris: float
    aside: float
    up: float


def measure(marks: Marks, eye: EyePoints) -> EyeMeasures:
    """Measure one eye of a levelled crop."""
    side = "Left" if eye is LEFT else "Right"
    shape = marks.blendshapes
    aside, up = iris_offset(marks.points, eye)
    return EyeMeasures(
        blink=shape[f"eyeBlink{side}"],
        squint=shape[f"eyeSquint{side}"],
        wide=shape[f"eyeWide{side}"],
        down=shape[f"eyeLookDown{side}"],
        gap=lid_gap(marks.points, eye),
        iris=iris_shown(marks.points, eye),
        aside=aside,
        up=up,
    )


def openness(eye: EyeMeasures) -> float:
    """How open an eye is: 0 shut, 1 wide open."""
    return float(np.clip(1.0 - (eye.blink - 0.1) / 0.6, 0.0, 1.0))


def state(value: float, across: float) -> EyeState:
    """State of one eye."""
    if across < SEEN_FROM:
        return EyeState.UNKNOWN
    if value < CLOSED:
        return EyeState.CLOSED
    return EyeState.OPEN if value >= OPEN else EyeState.HALF


def pair_state(right: EyeState, left: EyeState, smile: float) -> EyeState:
    """State of a pair of eyes."""
    states = {right, left}
    if len(states) == 1:
        return right
    if states == {EyeState.OPEN, EyeState.CLOSED}:
        return EyeState.WINK
    known = states - {EyeState.UNKNOWN, EyeState.HIDDEN}
    if len(known) == 1:
        return known.pop()
    return EyeState.HALF


def gaze(marks: Marks, pose: Pose, eyes: EyeState) -> Gaze:
    """Where the eyes point relative to the camera: the turn of the head and of the eyes in it together."""
    if eyes in (EyeState.CLOSED, EyeState.HIDDEN, EyeState.UNKNOWN):
        return Gaze.UNKNOWN
    aside, up = _eye_turn(marks.blendshapes)
    aside, up = aside + pose.yaw, up + pose.pitch
    if abs(aside) <= CAMERA_ASIDE and abs(up) <= CAMERA_UP:
        return Gaze.CAMERA
    if abs(aside) / CAMERA_ASIDE >= abs(up) / CAMERA_UP:
        return Gaze.LEFT if aside > 0 else Gaze.RIGHT
    return Gaze.UP if up > 0 else Gaze.DOWN


CAMERA_ASIDE = 15.0
CAMERA_UP = 18.0
"""Degrees within which a gaze counts as into the camera."""
EYE_TURN = 35.0
"""Degrees of eye turn at a look blendshape of 1."""


def _eye_turn(shape: Mapping[str, float]) -> tuple[float, float]:
    """Turn of the eyes in the head, in degrees: to the person's left, and up."""
    left = shape["eyeLookOutLeft"] - shape["eyeLookInLeft"] + shape["eyeLookInRight"] - shape["eyeLookOutRight"]
    up = shape["eyeLookUpLeft"] - shape["eyeLookDownLeft"] + shape["eyeLookUpRight"] - shape["eyeLookDownRight"]
    return EYE_TURN * left / 2, EYE_TURN * up / 2
