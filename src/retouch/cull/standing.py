"""How the frames of one burst stand against each other: who counts, and what each frame is worth. Pure numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

import numpy as np

from retouch.cull.eyes import EyesJudged, held_closed, judge_eyes, kissing
from retouch.cull.focus import Sharpest, as_sharp, focus, sharpest, unread
from retouch.cull.people import People, Person
from retouch.cull.profile import CullSettings, Weights
from retouch.model.numbers import Numbers
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Expression, EyeState, FaceReading, Gaze, Mouth, Scene

_KEY = 10.0  # a key person counts as much as ten others
_MAIN = 0.5  # share of the most important person's weight from which somebody is a main person
_FAINTEST = 1e-4  # smile at which nothing moves
_COMPARED = 0.35  # of the tallest face's height: from here on sharpness compares between people
_MISFIRE = (1.0, 3.0)  # EV from the rest of the burst: from a cloud to a flash that did not fire
_UNREAD = 0.6  # expression of a face of which nothing was measured
_ABSENT = 0.05  # what a face that is not there costs against that person's mean: next to nothing
_PHOTO_SHARE = 0.1  # of the photo as a whole, where there are faces
_CLOSED_COSTS = 0.9  # of a frame's worth, were everybody's eyes closed


@dataclass(frozen=True, slots=True, eq=False)
class FaceStanding:
    """One face in one frame, each quality 0..1. ``weight`` is the person's share in the burst; 0: not counted.

    ``brighter`` is its exposure in EV against the same person in the rest of the burst.
    """

    person: Person
    index: int
    face: FaceReading
    eyes: EyesJudged
    focus: float
    expression: float
    gaze: float
    pose: float
    light: float
    brighter: float
    weight: float
    main: bool

    def worth(self, w: Weights) -> float:
        """Return what this face is worth, 0..1."""
        total = w.eyes + w.focus + w.expression + w.gaze + w.pose + w.light
        got = w.eyes * (1 - self.eyes.fault) + w.focus * self.focus + w.expression * self.expression
        return (got + w.gaze * self.gaze + w.pose * self.pose + w.light * self.light) / total


@dataclass(frozen=True, slots=True, eq=False)
class FrameStanding:
    """One frame of a burst. ``counted`` are the faces that count.

    ``focus`` is their weighted sharpness over their best in the burst; of the whole photo where no face counts.
    ``brighter`` is the exposure of the photo in EV against the rest of the burst.
    """

    photo: PhotoId
    scene: Scene
    faces: tuple[FaceStanding, ...]
    focus: float
    exposure: float
    brighter: float
    typical: float
    score: float
    counted: tuple[FaceStanding, ...]

    def person(self, person: Person) -> FaceStanding | None:
        """Return this person's face in this frame."""
        return next((f for f in self.faces if f.person == person), None)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One face before it is compared."""

    index: int
    face: FaceReading
    person: Person
    eyes: EyesJudged


def stand(
    photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene], people: People, key: frozenset[Person], s: CullSettings
) -> list[FrameStanding]:
    """Return the frames of one burst that were read, best first; ties go to the earlier frame."""
    read = [p for p in photos if p.id in scenes]
    seen = _see(read, scenes, people, s)
    weights = _weigh(seen, key, s.weights)
    best, levels = _sharpest(seen), _levels(seen)
    most = max(weights.values(), default=0.0)
    frames: dict[PhotoId, list[FaceStanding]] = {}
    for photo in read:
        frames[photo.id] = [
            _face(f, weights[f.person], weights[f.person] >= _MAIN * most > 0, best[f.person], levels[f.person])
            for f in seen[photo.id]
        ]
    usual_worth = _usual_worth(frames, s.weights)
    total = sum(weights.values())
    typical = _typical([scenes[p.id].likeness for p in read])
    brightness = [_stops(_mean(scenes[p.id])) for p in read]
    usual_brightness = median(brightness) if brightness else 0.0
    sharp = max((scenes[p.id].sharpness for p in read), default=0.0)
    standing = [
        _frame(p.id, scenes[p.id], tuple(frames[p.id]), weights, usual_worth, total, t, b - usual_brightness, sharp, s)
        for p, t, b in zip(read, typical, brightness, strict=True)
    ]
    return sorted(standing, key=lambda f: -f.score)


def _see(
    photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene], people: People, s: CullSettings
) -> dict[PhotoId, list[_Seen]]:
    held = _held(photos, scenes, people) if len(photos) > 1 else set()
    seen: dict[PhotoId, list[_Seen]] = {}
    for photo in photos:
        faces = scenes[photo.id].faces
        rows: list[_Seen] = []
        for index, (face, person) in enumerate(zip(faces, people.of[photo.id], strict=True)):
            closed = face.eyes is EyeState.CLOSED
            meant = closed and ((photo.id, index) in held or kissing(face, faces))
            rows.append(_Seen(index, face, person, judge_eyes(face, people.habits.get(person), meant, s)))
        seen[photo.id] = rows
    return seen


def _held(photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene], people: People) -> set[tuple[PhotoId, int]]:
    """Return the faces whose eyes are held closed for longer than a blink lasts."""
    lives: dict[Person, list[tuple[PhotoId, int, datetime | None, bool]]] = {}
    for photo in photos:
        taken = photo.capture.taken
        at = taken.replace(tzinfo=None) if taken else None
        for index, person in enumerate(people.of[photo.id]):
            closed = scenes[photo.id].faces[index].eyes is EyeState.CLOSED
            lives.setdefault(person, []).append((photo.id, index, at, closed))
    return {
        (id_, index)
        for life in lives.values()
        for (id_, index, _, _), held in zip(life, held_closed([(at, closed) for _, _, at, closed in life]), strict=True)
        if held
    }


def _weigh(seen: Mapping[PhotoId, Sequence[_Seen]], key: frozenset[Person], w: Weights) -> dict[Person, float]:
    """Return how much each person counts in this burst: the largest and sharpest most, key persons above all.

    Somebody who is in few of the frames counts for less: a passer-by, or a late guest, decides nothing.
    """
    by_person: dict[Person, list[FaceReading]] = {}
    for rows in seen.values():
        for row in rows:
            by_person.setdefault(row.person, []).append(row.face)
    sizes = {p: median(f.box.height for f in faces) for p, faces in by_person.items()}
    sharp = {p: median(f.sharpness for f in faces) for p, faces in by_person.items()}
    tallest = max(sizes.values(), default=1.0)
    # Small faces measure sharper than large ones, so nobody is held against somebody much smaller.
    most = max((sharp[p] for p, size in sizes.items() if size >= _COMPARED * tallest), default=1.0)
    weights: dict[Person, float] = {}
    for person, faces in by_person.items():
        legible = sum(not unread(f) for f in faces) / len(faces)
        size = sizes[person] / tallest if tallest else 1.0
        if person not in key and size < w.bystander:
            weights[person] = 0.0
            continue
        focused = sharp[person] / most if most else 1.0
        presence = len(faces) / len(seen)
        sure = fmean(f.confidence for f in faces)
        weight: float = (
            size**w.dominance * (0.1 + 0.9 * _ramp(focused, 0.2, 0.7)) * presence * sure * (0.3 + 0.7 * legible)
        )
        weights[person] = weight * (_KEY if person in key else 1.0)
    return weights


def _sharpest(seen: Mapping[PhotoId, Sequence[_Seen]]) -> dict[Person, Sharpest]:
    faces: dict[Person, list[FaceReading]] = {}
    for rows in seen.values():
        for row in rows:
            faces.setdefault(row.person, []).append(row.face)
    return {person: sharpest(readings) for person, readings in faces.items()}


def _levels(seen: Mapping[PhotoId, Sequence[_Seen]]) -> dict[Person, float]:
    """Return the usual light on each person in this burst, in EV."""
    levels: dict[Person, list[float]] = {}
    for rows in seen.values():
        for row in rows:
            levels.setdefault(row.person, []).append(_stops(row.face.light.level))
    return {p: median(values) for p, values in levels.items()}


def _stops(light: float) -> float:
    return math.log2(max(light, 1e-4))


def _mean(scene: Scene) -> float:
    """Return the mean luminance of a photo (weights of linear sRGB, IEC 61966-2-1)."""
    red, green, blue = scene.light.rgb
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _face(seen: _Seen, weight: float, main: bool, best: Sharpest, level: float) -> FaceStanding:
    face = seen.face
    brighter = _stops(face.light.level) - level
    return FaceStanding(
        person=seen.person,
        index=seen.index,
        face=face,
        eyes=seen.eyes,
        focus=focus(face, best),
        expression=_UNREAD if unread(face) else sum(expression_parts(face)),
        gaze={Gaze.CAMERA: 1.0, Gaze.UNKNOWN: 0.6}.get(face.gaze, 0.3),
        pose=1.0 - _ramp(abs(face.pose.yaw), 15.0, 60.0) * 0.7 - _ramp(abs(face.pose.pitch), 15.0, 45.0) * 0.3,
        light=1.0 - max(_ramp(face.light.blown, 0.01, 0.15), _ramp(abs(brighter), *_MISFIRE)),
        brighter=brighter,
        weight=weight,
        main=main,
    )


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
    return 0.7 * shown + 0.3 * _ramp(math.log10(max(e.smile, _FAINTEST)), math.log10(_FAINTEST), 0.0)


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _usual_worth(frames: Mapping[PhotoId, Sequence[FaceStanding]], w: Weights) -> dict[Person, float]:
    worth: dict[Person, list[float]] = {}
    for faces in frames.values():
        for f in faces:
            worth.setdefault(f.person, []).append(f.worth(w))
    return {p: fmean(values) for p, values in worth.items()}


def _typical(vectors: Sequence[Numbers]) -> list[float]:
    """Return how like the rest of its burst each frame is (0..1); 1 where there is nothing to compare."""
    lengths = {len(v) for v in vectors}
    if len(vectors) < 3 or lengths == {0} or len(lengths) > 1:
        return [1.0] * len(vectors)
    stack = np.asarray(vectors, np.float32)
    alike = (stack @ stack.T).sum(axis=1) - 1.0
    return [min(1.0, max(0.0, float(a) / (len(vectors) - 1))) for a in alike]


def _frame(
    id_: PhotoId,
    scene: Scene,
    faces: tuple[FaceStanding, ...],
    weights: Mapping[Person, float],
    usual_worth: Mapping[Person, float],
    total: float,
    typical: float,
    brighter: float,
    sharpest_photo: float,
    s: CullSettings,
) -> FrameStanding:
    sharp = as_sharp(scene.sharpness / sharpest_photo) if sharpest_photo > 0 else 1.0
    exposure = 1.0 - _ramp(scene.light.blown, 0.02, 0.3) * 0.6 - _ramp(scene.light.blocked, 0.1, 0.7) * 0.4
    exposure = max(0.0, exposure - 0.5 * _ramp(abs(brighter), *_MISFIRE))
    counted = tuple(f for f in faces if f.weight > 0)
    present = sum(f.weight for f in counted)
    focused = sum(f.weight * f.focus for f in counted) / present if present else sharp
    # Where there are faces it does not matter how sharp the wallpaper is.
    whole = 0.6 * focused + 0.25 * exposure + 0.15 * typical
    if total <= 0:
        return FrameStanding(id_, scene, faces, sharp, exposure, brighter, typical, whole, counted)
    here = {f.person: f.worth(s.weights) for f in counted}
    worth = sum(w * here.get(p, max(0.0, usual_worth[p] - _ABSENT)) for p, w in weights.items() if w > 0) / total
    closed = sum(f.weight * f.eyes.fault for f in counted if f.eyes.state is EyeState.CLOSED) / total
    score = ((1 - _PHOTO_SHARE) * worth + _PHOTO_SHARE * whole) * (1 - _CLOSED_COSTS * closed)
    return FrameStanding(id_, scene, faces, focused, exposure, brighter, typical, score, counted)
