"""How the frames of one burst stand against each other: who counts, and what each frame is worth. Pure numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from retouch.cull.eyes import EyesJudged, judge_eyes
from retouch.cull.look import BurstLook, FaceLook, FrameLook, ramp
from retouch.cull.people import Person
from retouch.cull.profile import CullSettings, Weights
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, FaceReading, Scene

_KEY = 10.0  # a key person counts as much as ten others
_MAIN = 0.5  # share of the most important person's weight from which somebody is a main person
_COMPARED = 0.35  # of the tallest face's height: from here on sharpness compares between people
_ABSENT = 0.05  # what a face that is not there costs against that person's mean: next to nothing
_PHOTO_SHARE = 0.1  # of the photo as a whole, where there are faces
_CLOSED_COSTS = 0.9  # of a frame's worth, were everybody's eyes closed


@dataclass(frozen=True, slots=True, eq=False)
class FaceStanding:
    """One face in one frame. ``weight`` is the person's share in the burst; 0: not counted. ``worth`` is 0..1."""

    seen: FaceLook
    eyes: EyesJudged
    weight: float
    main: bool
    worth: float

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.seen.person

    @property
    def index(self) -> int:
        """Place of the face in its scene."""
        return self.seen.index

    @property
    def face(self) -> FaceReading:
        """What was read."""
        return self.seen.face


@dataclass(frozen=True, slots=True, eq=False)
class FrameStanding:
    """One frame of a burst. ``counted`` are the faces that count.

    ``focus`` is their weighted sharpness over their best in the burst; of the whole photo where no face counts.
    """

    seen: FrameLook
    faces: tuple[FaceStanding, ...]
    counted: tuple[FaceStanding, ...]
    focus: float
    score: float

    @property
    def photo(self) -> PhotoId:
        """Which photo it is."""
        return self.seen.photo

    @property
    def scene(self) -> Scene:
        """What was read of it."""
        return self.seen.scene

    def person(self, person: Person) -> FaceStanding | None:
        """Return this person's face in this frame."""
        return next((f for f in self.faces if f.seen.person == person), None)


def stand(burst: BurstLook, key: frozenset[Person], s: CullSettings) -> list[FrameStanding]:
    """Return the frames of one burst that were read, best first; ties go to the earlier frame."""
    w = s.weights
    weights = _weigh(burst, key, w)
    most = max(weights.values(), default=0.0)
    frames = [[_face(f, weights[f.person], most, s, w) for f in frame.faces] for frame in burst.frames]
    worth: dict[Person, list[float]] = {}
    for faces in frames:
        for f in faces:
            worth.setdefault(f.seen.person, []).append(f.worth)
    usual = {person: max(0.0, fmean(worth[person]) - _ABSENT) for person, weight in weights.items() if weight > 0}
    total = sum(weights.values())
    standing = [
        _frame(seen, tuple(faces), weights, usual, total) for seen, faces in zip(burst.frames, frames, strict=True)
    ]
    return sorted(standing, key=lambda f: -f.score)


def _weigh(burst: BurstLook, key: frozenset[Person], w: Weights) -> dict[Person, float]:
    """Return how much each person counts in this burst: the largest and sharpest most, key persons above all.

    Somebody who is in few of the frames counts for less: a passer-by, or a late guest, decides nothing.
    """
    people = burst.people
    tallest = max((p.size for p in people.values()), default=1.0)
    # Small faces measure sharper than large ones, so nobody is held against somebody much smaller.
    most = max((p.sharpness for p in people.values() if p.size >= _COMPARED * tallest), default=1.0)
    weights: dict[Person, float] = {}
    for person, seen in people.items():
        size = seen.size / tallest if tallest else 1.0
        if person not in key and size < w.bystander:
            weights[person] = 0.0
            continue
        focused = seen.sharpness / most if most else 1.0
        weight: float = size**w.dominance * (0.1 + 0.9 * ramp(focused, 0.2, 0.7)) * seen.presence
        weights[person] = weight * seen.confidence * (0.3 + 0.7 * seen.legible) * (_KEY if person in key else 1.0)
    return weights


def _face(f: FaceLook, weight: float, most: float, s: CullSettings, w: Weights) -> FaceStanding:
    eyes = judge_eyes(f.face, f.habit, f.meant, s)
    total = w.eyes + w.focus + w.expression + w.gaze + w.pose + w.light
    got = w.eyes * (1 - eyes.fault) + w.focus * f.focus + w.expression * f.expression
    got += w.gaze * f.gaze + w.pose * f.pose + w.light * f.light
    return FaceStanding(f, eyes, weight, weight >= _MAIN * most > 0, got / total)


def _frame(
    seen: FrameLook,
    faces: tuple[FaceStanding, ...],
    weights: Mapping[Person, float],
    usual: Mapping[Person, float],
    total: float,
) -> FrameStanding:
    counted = tuple(f for f in faces if f.weight > 0)
    present = sum(f.weight for f in counted)
    focused = sum(f.weight * f.seen.focus for f in counted) / present if present else seen.sharp
    # Where there are faces it does not matter how sharp the wallpaper is.
    whole = 0.6 * focused + 0.25 * seen.exposure + 0.15 * seen.typical
    if total <= 0:
        return FrameStanding(seen, faces, counted, seen.sharp, whole)
    here = {f.seen.person: f.worth for f in counted}
    worth = sum(weights[p] * here.get(p, absent) for p, absent in usual.items()) / total
    closed = sum(f.weight * f.eyes.fault for f in counted if f.eyes.state is EyeState.CLOSED) / total
    score = ((1 - _PHOTO_SHARE) * worth + _PHOTO_SHARE * whole) * (1 - _CLOSED_COSTS * closed)
    return FrameStanding(seen, faces, counted, focused, score)
