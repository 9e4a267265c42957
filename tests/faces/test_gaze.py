import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.faces.gaze import gaze
from retouch.faces.landmarker import Marks
from retouch.model.scene import EyeState, Gaze, Pose

LOOKS = [f"eyeLook{way}{side}" for way in ("In", "Out", "Up", "Down") for side in ("Left", "Right")]


def marks(**looks):
    return Marks(np.zeros((478, 3), np.float32), {**dict.fromkeys(LOOKS, 0.0), **looks}, np.eye(3))


LEFTWARDS = {"eyeLookOutLeft": 0.7, "eyeLookInRight": 0.7}
RIGHTWARDS = {"eyeLookInLeft": 0.7, "eyeLookOutRight": 0.7}
UPWARDS = {"eyeLookUpLeft": 0.8, "eyeLookUpRight": 0.8}
DOWNWARDS = {"eyeLookDownLeft": 0.9, "eyeLookDownRight": 0.9}


@pytest.mark.parametrize(
    ("looks", "pose", "expected"),
    [
        ({}, Pose(0, 0, 0), Gaze.CAMERA),
        (LEFTWARDS, Pose(0, 0, 0), Gaze.LEFT),
        (RIGHTWARDS, Pose(0, 0, 0), Gaze.RIGHT),
        (UPWARDS, Pose(0, 0, 0), Gaze.UP),
        (DOWNWARDS, Pose(0, 0, 0), Gaze.DOWN),
        ({}, Pose(30, 0, 0), Gaze.LEFT),
        (RIGHTWARDS, Pose(24, 0, 0), Gaze.CAMERA),  # the head is turned away, the eyes come back
        (DOWNWARDS, Pose(0, 30, 0), Gaze.CAMERA),
    ],
)
def test_head_and_eyes_turn_together(looks, pose, expected):
    assert gaze(marks(**looks), pose, EyeState.OPEN) is expected


@pytest.mark.parametrize("state", [EyeState.CLOSED, EyeState.HIDDEN, EyeState.UNKNOWN])
def test_eyes_that_do_not_show_look_nowhere(state):
    assert gaze(marks(), Pose(0, 0, 0), state) is Gaze.UNKNOWN


mirror = {Gaze.LEFT: Gaze.RIGHT, Gaze.RIGHT: Gaze.LEFT}


@given(st.lists(st.floats(0, 1), min_size=8, max_size=8), st.floats(-60, 60), st.floats(-40, 40))
def test_mirrored_people_look_the_other_way(values, yaw, pitch):
    looks = dict(zip(LOOKS, values, strict=True))
    swapped = {name.replace("Left", "?").replace("Right", "Left").replace("?", "Right"): v for name, v in looks.items()}
    seen = gaze(marks(**looks), Pose(yaw, pitch, 0), EyeState.OPEN)
    assert gaze(marks(**swapped), Pose(-yaw, pitch, 0), EyeState.OPEN) is mirror.get(seen, seen)
