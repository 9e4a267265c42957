"""Hand-made shoots: photos and scenes with only what a test is about, the rest ordinary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from retouch.model.numbers import Measured, Numbers
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId, WhitePoint
from retouch.model.scene import (
    Box,
    Expression,
    Eye,
    EyeState,
    FaceLight,
    FaceReading,
    Gaze,
    LightReading,
    Mouth,
    Pose,
    Scene,
)

START = datetime(2026, 5, 1, 10, 0, 0)
_OPENNESS = {EyeState.CLOSED: 0.04, EyeState.HALF: 0.35, EyeState.LOOKING_DOWN: 0.4, EyeState.LAUGHING: 0.35}
_UNREAD = {EyeState.UNKNOWN, EyeState.HIDDEN}
_LIGHT = LightReading(Numbers([0.0] * 39), 0.0, 0.0, (0.2,) * 3, (0.2,) * 3, WhitePoint(5500.0, 0.0))


def vector(seed: int, size: int = 384) -> Numbers:
    """Return a unit vector; other seeds give vectors at nearly right angles."""
    v = np.random.default_rng(seed).normal(size=size)
    return Numbers(v / np.linalg.norm(v))


def tilted(cosine: float, *, of: int = 1, seed: int = 99) -> Numbers:
    """Return a likeness at a given cosine to that of another scene."""
    a, b = np.array(vector(of)), np.array(vector(seed))
    b -= a * (a @ b)
    b /= np.linalg.norm(b)
    return Numbers(cosine * a + np.sqrt(1 - cosine**2) * b)


def face(
    eyes: EyeState = EyeState.OPEN,
    *,
    at: tuple[float, float] = (0.5, 0.4),
    size: float = 0.2,
    openness: float | None = None,
    confidence: float | None = None,
    smile: float = 0.1,
    mouth: Mouth = Mouth.CLOSED,
    gaze: Gaze = Gaze.CAMERA,
    yaw: float = 0.0,
    pitch: float = 0.0,
    sharpness: float = 0.5,
    blown: float = 0.0,
    tension: float = 0.0,
    mouth_open: float = 0.0,
    who: int | None = 1,
) -> FaceReading:
    """Return a face in the middle of the photo; ``who`` makes its signature, ``None`` leaves it out."""
    wide = _OPENNESS.get(eyes, 0.7) if openness is None else openness
    sure = (0.0 if eyes in _UNREAD else 1.0) if confidence is None else confidence
    x, y = at
    pair = [Eye((x + side * size / 5, y - size / 10), wide, sure, 60.0, sharpness, eyes) for side in (1, -1)]
    return FaceReading(
        box=Box(x - size * 0.35, y - size / 2, size * 0.7, size),
        confidence=0.95,
        landmarks=np.zeros((0, 2), np.float32),
        blendshapes=Measured(),
        left=pair[0],
        right=pair[1],
        eyes=eyes,
        expression=Expression(smile, tension, mouth, mouth_open),
        gaze=gaze,
        pose=Pose(yaw, pitch, 0.0),
        light=FaceLight(0.3, blown, 0.0, (0.3, 0.2, 0.2), 0.5),
        sharpness=sharpness,
        signature=Numbers() if who is None else vector(1000 + who, 64),
    )


def scene(*faces: FaceReading, like: int = 1, sharpness: float = 0.5, blown: float = 0.0) -> Scene:
    """Return a reading; scenes of the same ``like`` look the same."""
    light = replace(_LIGHT, blown=blown)
    return Scene(faces, light, sharpness, vector(like), "embedded", 2048, "hand-made")


@dataclass(frozen=True)
class Shoot:
    """Photos and what was read of them, as the judge takes them."""

    photos: tuple[Photo, ...]
    scenes: Mapping[PhotoId, Scene]

    def __add__(self, other: Shoot) -> Shoot:
        return Shoot(self.photos + other.photos, {**self.scenes, **other.scenes})


def photo(name: str, seconds: float | None = 0.0, **capture: object) -> Photo:
    """Return a photo taken that many seconds after the start, or at no known time."""
    taken = None if seconds is None else START + timedelta(seconds=seconds)
    facts = replace(Capture(taken=taken, make="Cam", model="One", serial="7"), **capture)  # type: ignore[arg-type]
    return Photo(PhotoId(name), Path("/shoot") / f"{name}.dng", (), FileStamp(1, 1), facts)


def burst(scenes: Sequence[Scene | None], *, start: float = 0.0, gap: float = 0.14, name: str = "A") -> Shoot:
    """Return frames ``A1``, ``A2``, … that many seconds apart; ``None`` is a frame that was not read."""
    photos = tuple(photo(f"{name}{n}", start + n * gap) for n in range(1, len(scenes) + 1))
    return Shoot(photos, {p.id: s for p, s in zip(photos, scenes, strict=True) if s is not None})
