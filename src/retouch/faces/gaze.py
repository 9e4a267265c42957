"""Where a person looks, relative to the camera."""

from __future__ import annotations

from collections.abc import Mapping

from retouch.faces.landmarker import Marks
from retouch.model.scene import EyeState, Gaze, Pose

CAMERA_ASIDE, CAMERA_UP, CAMERA_DOWN = 15.0, 18.0, 26.0
"""Degrees within which a gaze counts as into the camera; more downwards, where narrowed eyes pass for lowered ones."""
EYE_TURN = 35.0
"""Degrees of eye turn at a look blendshape of 1."""


def gaze(marks: Marks, pose: Pose, eyes: EyeState) -> Gaze:
    """Where the eyes point relative to the camera: the turn of the head and of the eyes in it together."""
    if eyes in (EyeState.CLOSED, EyeState.HIDDEN, EyeState.UNKNOWN):
        return Gaze.UNKNOWN
    if eyes is EyeState.LOOKING_DOWN:
        return Gaze.DOWN
    aside, up = _eye_turn(marks.blendshapes)
    aside, up = aside + pose.yaw, up + pose.pitch
    off_aside, off_up = abs(aside) / CAMERA_ASIDE, max(up / CAMERA_UP, -up / CAMERA_DOWN)
    if max(off_aside, off_up) <= 1:
        return Gaze.CAMERA
    if off_aside >= off_up:
        return Gaze.LEFT if aside > 0 else Gaze.RIGHT
    return Gaze.UP if up > 0 else Gaze.DOWN


def _eye_turn(shape: Mapping[str, float]) -> tuple[float, float]:
    """Turn of the eyes in the head, in degrees: to the person's left, and up."""
    left = shape["eyeLookOutLeft"] - shape["eyeLookInLeft"] + shape["eyeLookInRight"] - shape["eyeLookOutRight"]
    up = shape["eyeLookUpLeft"] - shape["eyeLookDownLeft"] + shape["eyeLookUpRight"] - shape["eyeLookDownRight"]
    return EYE_TURN * left / 2, EYE_TURN * up / 2
