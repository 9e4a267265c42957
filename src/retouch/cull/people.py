"""Who is who: faces followed through bursts and scenes, and each person's own usual eyes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

import numpy as np
from numpy.typing import NDArray

from retouch.cull.bursts import Burst
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import EyeState, FaceReading, Scene

Person = int
"""Number of a person within one shoot; stable only for one set of readings."""

_REACH = 1.5  # face widths that a face may move between two frames of a burst, the camera's own movement taken away
_REACH_ALIKE = 4.0  # and where the signature says that it is the same person
_GROWTH = 1.6  # by which its size may change
# Cosines of signatures, measured on people the signature was not trained on: one person 0.84 and more inside a burst,
# 0.82 on average across pictures; two people below 0.44 in 99 of 100 pairs, below 0.76 in 999 of 1000.
_SIGNATURE_DENIES = 0.45  # two people, whatever their place
_SIGNATURE_AGREES = 0.65
_SAME_PERSON = 0.75  # two people of different bursts are one
_SCENE_SECONDS = 15 * 60.0  # light and dress are the same for so long

_READABLE = 0.3  # confidence from which an eye's opening is a measurement
_USUAL_FRAMES = 3
_USUAL_QUANTILE = 0.7  # of narrow eyes: their blinks pull the median down
_NOT_USUAL = frozenset({EyeState.LAUGHING, EyeState.LOOKING_DOWN})
CANNOT_TELL = frozenset({EyeState.HIDDEN, EyeState.UNKNOWN})
SHUT_STATES = frozenset({EyeState.CLOSED, EyeState.HALF})


@dataclass(frozen=True, slots=True)
class Habit:
    """A person's eyes as they usually are: their opening (0..1), learned from so many frames.

    ``shut`` is the share of these frames in which the reader called the eyes closed or half closed.
    """

    opening: float
    frames: int
    shut: float


@dataclass(frozen=True, slots=True)
class People:
    """Every face of a shoot with a name tag.

    ``of`` gives the persons of a photo's faces in the order of its scene, ``habits`` the eyes of those persons who were
    seen well enough in at least three frames.
    """

    of: Mapping[PhotoId, tuple[Person, ...]]
    habits: Mapping[Person, Habit]


def opening(face: FaceReading, least: float = 0.0) -> float | None:
    """Return how open a pair of eyes is (0..1), or ``None`` where it cannot be told.

    Eyes count by their confidence, and only from ``least`` on.
    """
    if face.eyes in CANNOT_TELL:
        return None
    eyes = [e for e in (face.left, face.right) if e.confidence >= least and e.state not in CANNOT_TELL]
    total = sum(e.confidence for e in eyes)
    return sum(e.openness * e.confidence for e in eyes) / total if total else None


@dataclass(slots=True)
class _Track:
    """One person through one burst."""

    faces: list[tuple[PhotoId, int, FaceReading]] = field(default_factory=list)

    @property
    def last(self) -> FaceReading:
        return self.faces[-1][2]

    def signature(self) -> NDArray[np.float64] | None:
        signed = [np.asarray(f.signature, np.float64) for _, _, f in self.faces if f.signature]
        if not signed or len({s.shape for s in signed}) > 1:
            return None
        mean = np.mean(signed, axis=0)
        length = float(np.linalg.norm(mean))
        return mean / length if length > 0 else None


def follow(photos: Sequence[Photo], bursts: Sequence[Burst], scenes: Mapping[PhotoId, Scene]) -> People:
    """Follow every face: by place, size and signature through a burst, by signature from burst to burst of a scene."""
    taken = {p.id: p.capture.taken for p in photos}
    of = {id_: [-1] * len(s.faces) for id_, s in scenes.items()}
    known = _Known()
    seen: dict[Person, list[tuple[float, bool]]] = {}
    for burst in bursts:
        tracks = _tracks([(id_, scenes[id_]) for id_ in burst.photos if id_ in scenes])
        start = next((t for id_ in burst.photos if (t := taken.get(id_)) is not None), None)
        for track, person in zip(tracks, known.name(tracks, start), strict=True):
            for id_, index, face in track.faces:
                of[id_][index] = person
                width = opening(face, _READABLE)
                if width is not None and face.eyes not in _NOT_USUAL:
                    seen.setdefault(person, []).append((width, face.eyes in SHUT_STATES))
    habits = {p: _habit(rows) for p, rows in seen.items() if len(rows) >= _USUAL_FRAMES}
    return People({id_: tuple(p) for id_, p in of.items()}, habits)


def _habit(rows: Sequence[tuple[float, bool]]) -> Habit:
    """Return how eyes usually are: as in the frames in which they are open, where there are such frames."""
    opened = [width for width, shut in rows if not shut]
    usual = median(opened) if len(opened) >= 2 else np.quantile([width for width, _ in rows], _USUAL_QUANTILE)
    return Habit(float(usual), len(rows), 1 - len(opened) / len(rows))


def _tracks(frames: Sequence[tuple[PhotoId, Scene]]) -> list[_Track]:
    tracks: list[_Track] = []
    for id_, scene in frames:
        free = list(range(len(scene.faces)))
        for track, index in _matches(tracks, scene.faces):
            track.faces.append((id_, index, scene.faces[index]))
            free.remove(index)
        tracks += [_Track([(id_, index, scene.faces[index])]) for index in free]
    return tracks


def _matches(tracks: Sequence[_Track], faces: Sequence[FaceReading]) -> list[tuple[_Track, int]]:
    pairs = _assign(tracks, faces, (0.0, 0.0))
    if len(pairs) >= 3:
        # The whole group moved when the camera did: without that, neighbours in a row would swap names.
        moves = [_move(track.last, faces[i]) for track, i in pairs]
        pairs = _assign(tracks, faces, (median(x for x, _ in moves), median(y for _, y in moves)))
    return pairs


def _assign(
    tracks: Sequence[_Track], faces: Sequence[FaceReading], moved: tuple[float, float]
) -> list[tuple[_Track, int]]:
    """Give each face to at most one track, nearest first."""
    costs = sorted(
        (cost, t, i)
        for t, track in enumerate(tracks)
        for i, face in enumerate(faces)
        if (cost := _distance(track.last, face, moved)) is not None
    )
    pairs: list[tuple[_Track, int]] = []
    used_tracks: set[int] = set()
    used_faces: set[int] = set()
    for _, t, i in costs:
        if t not in used_tracks and i not in used_faces:
            used_tracks.add(t)
            used_faces.add(i)
            pairs.append((tracks[t], i))
    return pairs


def _move(a: FaceReading, b: FaceReading) -> tuple[float, float]:
    (x, y), (u, v) = a.box.centre, b.box.centre
    return u - x, v - y


def _distance(a: FaceReading, b: FaceReading, moved: tuple[float, float]) -> float | None:
    """Return how unlikely it is that both are one person, or ``None`` where it cannot be."""
    size_a, size_b = max(a.box.height, 1e-6), max(b.box.height, 1e-6)
    growth = max(size_a, size_b) / min(size_a, size_b)
    x, y = _move(a, b)
    width = max(a.box.width, b.box.width, 1e-6)
    place = math.hypot(x - moved[0], y - moved[1]) / width
    alike = cosine(a.signature, b.signature)
    reach = _REACH if alike is None or alike < _SIGNATURE_AGREES else _REACH_ALIKE
    if growth > _GROWTH or place > reach or (alike is not None and alike < _SIGNATURE_DENIES):
        return None
    return place + 2 * math.log(growth) + (1.0 - alike if alike is not None else 0.5)


def cosine(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return the cosine of two unit vectors, or ``None`` where one is missing or of another kind."""
    if not a or len(a) != len(b):
        return None
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


class _Known:
    """People met so far, and when they were last seen."""

    def __init__(self) -> None:
        self._count = 0
        self._recent: list[tuple[Person, NDArray[np.float64], datetime]] = []

    def name(self, tracks: Sequence[_Track], at: datetime | None) -> list[Person]:
        """Return a person for each track of one burst: each person at most once."""
        at = at.replace(tzinfo=None) if at else None
        if at is not None:
            self._recent = [r for r in self._recent if abs((at - r[2]).total_seconds()) <= _SCENE_SECONDS]
        signatures = [t.signature() for t in tracks]
        names: list[Person | None] = [None] * len(tracks)
        if at is not None and self._recent:
            candidates = sorted(
                (
                    (float(mine @ theirs), t, r)
                    for t, mine in enumerate(signatures)
                    if mine is not None
                    for r, (_, theirs, _) in enumerate(self._recent)
                    if mine.shape == theirs.shape
                ),
                reverse=True,
            )
            given: set[int] = set()
            for alike, t, r in candidates:
                if alike < _SAME_PERSON:
                    break
                if names[t] is None and r not in given:
                    names[t] = self._recent[r][0]
                    given.add(r)
        result = [self._new() if n is None else n for n in names]
        seen = set(result)
        self._recent = [r for r in self._recent if r[0] not in seen]
        if at is not None:
            self._recent += [(p, s, at) for p, s in zip(result, signatures, strict=True) if s is not None]
        return result

    def _new(self) -> Person:
        self._count += 1
        return self._count - 1
