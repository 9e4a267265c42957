"""One real portrait with its landmarks, for tests that need a face but no model."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from retouch.adjust.base import Context
from retouch.image.colour import SRGB_TO_REC2020
from retouch.image.face_light import face_light, linear
from retouch.image.photo_light import photo_light
from retouch.image.skin_reading import skin_reading
from retouch.model.frame import Frame, Image8, Space
from retouch.model.numbers import Measured, Numbers
from retouch.model.photo import WhitePoint
from retouch.model.scene import (
    Box,
    Expression,
    Eye,
    EyeState,
    FaceReading,
    Gaze,
    Mouth,
    Points,
    Pose,
    Scene,
)

HERE = Path(__file__).resolve().parent
DAYLIGHT = WhitePoint(6504.0, 10.0)


@cache
def astronaut() -> Image8:
    """The sample portrait, 512×512 sRGB."""
    bgr = cv2.imread(str(HERE.parent / "resources" / "sample" / "astronaut.png"))
    return np.ascontiguousarray(bgr[..., ::-1])


@cache
def landmarks() -> Points:
    """Its 478 landmarks, as MediaPipe gave them, in fractions."""
    return np.array(json.loads((HERE / "image" / "astronaut_landmarks.json").read_text()), np.float32)


def encode(light: np.ndarray) -> Image8:
    """Linear sRGB to 8 bit."""
    x = np.clip(light, 0, 1)
    return np.rint(np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.maximum(x, 1e-9) ** (1 / 2.4) - 0.055) * 255).astype(
        np.uint8
    )


def frame(scale: float = 1.0) -> Frame:
    """The sample portrait as a scene-linear frame, reduced to ``scale``."""
    light = linear(astronaut())
    if scale < 1:
        light = cv2.resize(light, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Frame(np.ascontiguousarray(light @ SRGB_TO_REC2020.T.astype(np.float32)), Space.SCENE, scale)


def face(points: Points, picture: Image8) -> FaceReading:
    """A reading of a face of which only light and skin are measured."""
    light, tells = face_light(picture, points)
    tells |= skin_reading(picture, points)
    eye = Eye((0.4, 0.3), 1.0, 1.0, 30.0, 0.8, EyeState.OPEN)
    low, high = points.min(axis=0), points.max(axis=0)
    return FaceReading(
        box=Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])),
        confidence=0.95,
        landmarks=points,
        blendshapes=Measured(),
        left=eye,
        right=eye,
        eyes=EyeState.OPEN,
        expression=Expression(0.5, 0.0, Mouth.CLOSED, 0.0),
        gaze=Gaze.CAMERA,
        pose=Pose(0.0, 0.0, 0.0),
        light=light,
        sharpness=0.8,
        tells=Measured(tells),
    )


def context(picture: Image8 | None = None) -> Context:
    """What is known of the sample portrait, or of a variation of it that keeps its geometry."""
    shown = astronaut() if picture is None else picture
    scene = Scene(
        faces=(face(landmarks(), shown),),
        light=photo_light(shown, DAYLIGHT),
        sharpness=0.8,
        likeness=Numbers(),
        source="file",
        long_edge=max(shown.shape[:2]),
        reader="test",
    )
    return Context(DAYLIGHT, scene=scene)
