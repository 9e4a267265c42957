"""Who is who: people known again from burst to burst, and each person's own usual eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

import numpy as np

from retouch.cull.bursts import Burst
from retouch.cull.sets import on_the_wall
from retouch.cull.tracks import Table, Track, follow_faces
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import EyeState, FaceReading, Scene

Person = int
"""Number of a person within one shoot; stable only for one set of readings."""

CANNOT_TELL = frozenset({EyeState.HIDDEN, EyeState.UNKNOWN})
SHUT_STATES = frozenset({EyeState.CLOSED, EyeState.HALF})

_SAME_PERSON = 0.75  # cosine of signatures; two people come near it once in a thousand pairs
_SCENE_SECONDS = 15 * 60.0  # light and dress are the same for so long

READABLE = 0.3
"""Confidence from which an eye's opening is a measurement."""
_USUAL_FRAMES = 3
_RARELY = 0.2  # share of the frames up to which one with open eyes is an exception, not the rule
_USUAL_QUANTILE = 0.7  # of narrow eyes: their blinks pull the median down
_AS_USUAL = 0.8  # share of the usual opening
_NOT_USUAL = frozenset({EyeState.LAUGHING, EyeState.LOOKING_DOWN})


@dataclass(frozen=True, slots=True)
class Habit:
    """A person's eyes as they usually are: their opening (0..1), learned from so many frames.

    ``shut`` is the share of these frames in which the reader called the eyes closed or half closed. ``open_faces`` are
    what this person's face does with eyes as open as usual: smile, mouth open, and pitch in degrees.
    """

    opening: float
    frames: int
    shut: float
    open_faces: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Every face of a shoot with a name tag.

    ``of`` gives the persons of a photo's faces in the order of its scene, ``habits`` the eyes of those persons who were
    seen well enough in at least three frames, ``signatures`` what each looks like (a unit vector), where that is known.
    """

    of: Mapping[PhotoId, tuple[Person, ...]]
    habits: Mapping[Person, Habit]
    signatures: Mapping[Person, Table] = field(default_factory=dict)

    def known_again(self, person: Person) -> frozenset[Person]:
        """Return who this may be at another time of the day, when they have a number of their own; always with itself.

        One in a thousand others passes for the same: good enough for whom to look at most, not to say who somebody is.
        """
        own = self.signatures.get(person)
        if own is None:
            return frozenset({person})
        others = [(p, s) for p, s in self.signatures.items() if s.shape == own.shape]
        alike = np.stack([s for _, s in others]) @ own
        return frozenset({person, *(p for (p, _), a in zip(others, alike, strict=True) if a >= _SAME_PERSON)})


def opening(face: FaceReading, least: float = 0.0) -> float | None:
    """Return how open a pair of eyes is (0..1), or ``None`` where it cannot be told.

    Eyes count by their confidence, and only from ``least`` on.
    """
    if face.eyes in CANNOT_TELL:
        return None
    eyes = [e for e in (face.left, face.right) if e.confidence >= least and e.state not in CANNOT_TELL]
    total = sum(e.confidence for e in eyes)
    return sum(e.openness * e.confidence for e in eyes) / total if total else None


def follow(photos: Sequence[Photo], bursts: Sequence[Burst], scenes: Mapping[PhotoId, Scene]) -> People:
    """Follow every face: by place, size and signature through a burst, by signature from burst to burst of a scene."""
    taken = {p.id: p.capture.taken for p in photos}
    of = {id_: [-1] * len(s.faces) for id_, s in scenes.items()}
    known = _Known()
    looks: dict[Person, list[Table]] = {}
    seen: dict[Person, list[tuple[float, FaceReading]]] = {}
    for burst in bursts:
        frames = [id_ for id_ in burst.photos if id_ in scenes]
        tracks = follow_faces([scenes[id_].faces for id_ in frames])
        start = next((t for id_ in burst.photos if (t := taken.get(id_)) is not None), None)
        for track, person in zip(tracks, known.name(tracks, start), strict=True):
            if track.signature is not None:
                looks.setdefault(person, []).append(track.signature)
            for frame, index in track.sightings:
                face = scenes[frames[frame]].faces[index]
                of[frames[frame]][index] = person
                width = opening(face, READABLE)
                if width is not None and face.eyes not in _NOT_USUAL:
                    seen.setdefault(person, []).append((width, face))
    habits = {p: _habit(rows) for p, rows in seen.items() if len(rows) >= _USUAL_FRAMES}
    return People({id_: tuple(p) for id_, p in of.items()}, habits, {p: _middle(s) for p, s in looks.items()})


def _middle(signatures: Sequence[Table]) -> Table:
    """Return the mean of unit vectors of the length that the last has, as a unit vector."""
    mean: Table = np.mean([s for s in signatures if s.shape == signatures[-1].shape], axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _habit(rows: Sequence[tuple[float, FaceReading]]) -> Habit:
    """Return how eyes usually are: as in the frames in which they are open, unless those are rare exceptions."""
    opened = [width for width, face in rows if face.eyes not in SHUT_STATES]
    rare = len(opened) < 2 and len(opened) <= _RARELY * len(rows)
    usual = float(np.quantile([width for width, _ in rows], _USUAL_QUANTILE) if rare else median(opened))
    wide = [face for width, face in rows if face.eyes is EyeState.OPEN and width >= _AS_USUAL * usual]
    faces = tuple((f.expression.smile, f.expression.mouth_open, f.pose.pitch) for f in wide)
    return Habit(usual, len(rows), 1 - len(opened) / len(rows), faces)


class _Known:
    """People met so far, and when they were last seen."""

    def __init__(self) -> None:
        self._count = 0
        self._recent: list[tuple[Person, Table, datetime]] = []

    def name(self, tracks: Sequence[Track], at: datetime | None) -> list[Person]:
        """Return a person for each track of one burst: each person at most once."""
        at = on_the_wall(at) if at else None
        names: dict[int, Person] = {}
        if at is not None:
            now = at
            self._recent = [r for r in self._recent if abs((now - r[2]).total_seconds()) <= _SCENE_SECONDS]
            names = self._recognised(tracks)
        for track in range(len(tracks)):
            if track not in names:
                names[track] = self._count
                self._count += 1
        seen = set(names.values())
        self._recent = [r for r in self._recent if r[0] not in seen]
        if at is not None:
            signed = ((names[n], t.signature) for n, t in enumerate(tracks))
            self._recent += [(person, signature, at) for person, signature in signed if signature is not None]
        return [names[n] for n in range(len(tracks))]

    def _recognised(self, tracks: Sequence[Track]) -> dict[int, Person]:
        signed = [(n, t.signature) for n, t in enumerate(tracks) if t.signature is not None]
        known = [(p, s) for p, s, _ in self._recent if signed and s.shape == signed[0][1].shape]
        if not signed or not known:
            return {}
        alike = np.stack([s for _, s in signed]) @ np.stack([s for _, s in known]).T
        names: dict[int, Person] = {}
        given: set[Person] = set()
        for place in np.argsort(-alike, axis=None, kind="stable"):
            row, column = divmod(int(place), len(known))
            if alike[row, column] < _SAME_PERSON:
                break
            track, person = signed[row][0], known[column][0]
            if track not in names and person not in given:
                names[track] = person
                given.add(person)
        return names
