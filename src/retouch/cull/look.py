"""What is seen of a burst whatever the settings: each face and frame against the rest. Pure numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

import numpy as np

from retouch.cull.eyes import held_closed, kissing
from retouch.cull.focus import Sharpest, as_sharp, focus, sharpest, unread
from retouch.cull.people import Habit, People, Person
from retouch.cull.sets import on_the_wall
from retouch.model.numbers import Numbers
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Expression, EyeState, FaceReading, Gaze, Mouth, Scene

_FAINTEST = 1e-4  # smile at which nothing moves
_MISFIRE = (1.0, 3.0)  # EV from the rest of the burst: from a cloud to a flash that did not fire
_UNREAD = 0.6  # expression of a face of which nothing was measured


@dataclass(frozen=True, slots=True, eq=False)
class FaceLook:
    """One face in one frame, each quality 0..1 against the same person in the rest of the burst.

    ``meant`` says that closed eyes are meant: a kiss, or held for longer than a blink; ``brighter`` is its exposure in
    EV against the usual.
    """

    person: Person
    index: int
    face: FaceReading
    habit: Habit | None
    meant: bool
    focus: float
    expression: float
    gaze: float
    pose: float
    light: float
    brighter: float


@dataclass(frozen=True, slots=True)
class PersonLook:
    """One person in a burst: medians of height and sharpness, shares of the frames in which they are, and legible."""

    size: float
    sharpness: float
    presence: float
    legible: float
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class FrameLook:
    """One frame that was read. ``sharp``, ``exposure`` and ``typical`` (how like the rest) are 0..1.

    ``brighter`` is the exposure of the photo in EV against the rest of the burst.
    """

    photo: PhotoId
    scene: Scene
    faces: tuple[FaceLook, ...]
    sharp: float
    exposure: float
    typical: float
    brighter: float


@dataclass(frozen=True, slots=True, eq=False)
class BurstLook:
    """A burst: the frames that were read, as they were taken, and the people in them."""

    frames: tuple[FrameLook, ...]
    people: Mapping[Person, PersonLook]


def look(photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene], people: People) -> BurstLook:
    """Look at the frames of one burst."""
    read = [p for p in photos if p.id in scenes]
    faces: dict[Person, list[FaceReading]] = {}
    for photo in read:
        for face, person in zip(scenes[photo.id].faces, people.of[photo.id], strict=True):
            faces.setdefault(person, []).append(face)
    best = {person: sharpest(readings) for person, readings in faces.items()}
    level = {person: median(_stops(f.light.level) for f in readings) for person, readings in faces.items()}
    held = _held(read, scenes, people) if len(read) > 1 else frozenset()
    typical = _typical([scenes[p.id].likeness for p in read])
    brightness = [_stops(_mean(scenes[p.id])) for p in read]
    usual = median(brightness) if brightness else 0.0
    sharp = max((scenes[p.id].sharpness for p in read), default=0.0)
    frames = []
    for photo, like, bright in zip(read, typical, brightness, strict=True):
        scene, brighter = scenes[photo.id], bright - usual
        seen = tuple(
            _face(index, face, person, people, best[person], level[person], (photo.id, index) in held, scene)
            for index, (face, person) in enumerate(zip(scene.faces, people.of[photo.id], strict=True))
        )
        share = as_sharp(scene.sharpness / sharp) if sharp > 0 else 1.0
        frames.append(FrameLook(photo.id, scene, seen, share, _exposure(scene, brighter), like, brighter))
    return BurstLook(tuple(frames), {person: _person(readings, len(read)) for person, readings in faces.items()})


def _person(faces: Sequence[FaceReading], frames: int) -> PersonLook:
    return PersonLook(
        size=median(f.box.height for f in faces),
        sharpness=median(f.sharpness for f in faces),
        presence=len(faces) / frames,
        legible=sum(not unread(f) for f in faces) / len(faces),
        confidence=fmean(f.confidence for f in faces),
    )


def _held(photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene], people: People) -> frozenset[tuple[PhotoId, int]]:
    """Return the faces whose eyes are held closed for longer than a blink lasts."""
    lives: dict[Person, list[tuple[PhotoId, int, datetime | None, bool]]] = {}
    for photo in photos:
        taken = photo.capture.taken
        at = on_the_wall(taken) if taken else None
        for index, (face, person) in enumerate(zip(scenes[photo.id].faces, people.of[photo.id], strict=True)):
            lives.setdefault(person, []).append((photo.id, index, at, face.eyes is EyeState.CLOSED))
    return frozenset(
        (id_, index)
        for life in lives.values()
        if any(closed for *_, closed in life)
        for (id_, index, _, _), held in zip(life, held_closed([(at, closed) for _, _, at, closed in life]), strict=True)
        if held
    )


def _stops(light: float) -> float:
    return math.log2(max(light, 1e-4))


def _mean(scene: Scene) -> float:
    """Return the mean luminance of a photo (weights of linear sRGB, IEC 61966-2-1)."""
    red, green, blue = scene.light.rgb
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _face(
    index: int,
    face: FaceReading,
    person: Person,
    people: People,
    best: Sharpest,
    level: float,
    held: bool,
    scene: Scene,
) -> FaceLook:
    brighter = _stops(face.light.level) - level
    return FaceLook(
        person=person,
        index=index,
        face=face,
        habit=people.habits.get(person),
        meant=face.eyes is EyeState.CLOSED and (held or kissing(face, scene.faces)),
        focus=focus(face, best),
        expression=_UNREAD if unread(face) else sum(expression_parts(face)),
        gaze={Gaze.CAMERA: 1.0, Gaze.UNKNOWN: 0.6}.get(face.gaze, 0.3),
        pose=1.0 - ramp(abs(face.pose.yaw), 15.0, 60.0) * 0.7 - ramp(abs(face.pose.pitch), 15.0, 45.0) * 0.3,
        light=1.0 - max(ramp(face.light.blown, 0.01, 0.15), ramp(abs(brighter), *_MISFIRE)),
        brighter=brighter,
    )


def _exposure(scene: Scene, brighter: float) -> float:
    light = scene.light
    good = 1.0 - ramp(light.blown, 0.02, 0.3) * 0.6 - ramp(light.blocked, 0.1, 0.7) * 0.4
    return max(0.0, good - 0.5 * ramp(abs(brighter), *_MISFIRE))


def expression_parts(face: FaceReading) -> tuple[float, float, float]:
    """Return what smile, calm and mouth give to the expression (together 0..1).

    A smile or a laugh is most of it; a tense face or a mouth caught in a word costs.
    """
    e = face.expression
    mouth = 0.0 if e.mouth is Mouth.TALKING else 1.0
    return 0.7 * _smile(e), 0.15 * (1.0 - e.tension), 0.15 * mouth


def _smile(e: Expression) -> float:
    """Return the smile (0..1) with its faint end stretched.

    MediaPipe's coefficients of a reserved smile stay below 0.05, but they are ten times those of the same face at rest.
    """
    shown = max(e.smile, 0.8) if e.mouth is Mouth.LAUGHING else e.smile
    return 0.7 * shown + 0.3 * ramp(math.log10(max(e.smile, _FAINTEST)), math.log10(_FAINTEST), 0.0)


def ramp(value: float, low: float, high: float) -> float:
    """Return where a value lies between two others: 0 at ``low`` and below, 1 at ``high`` and above."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _typical(vectors: Sequence[Numbers]) -> list[float]:
    """Return how like the rest of its burst each frame is (0..1); 1 where there is nothing to compare."""
    lengths = {len(v) for v in vectors}
    if len(vectors) < 3 or lengths == {0} or len(lengths) > 1:
        return [1.0] * len(vectors)
    stack = np.asarray(vectors, np.float32)
    alike = (stack @ stack.T).sum(axis=1) - 1.0
    return [min(1.0, max(0.0, float(a) / (len(vectors) - 1))) for a in alike]
