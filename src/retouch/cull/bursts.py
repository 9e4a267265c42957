"""Which photos belong together: bursts by capture time, camera and likeness; brackets and panoramas as sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retouch.cull import sets
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import FaceReading, Scene


class BurstKind(StrEnum):
    """What the photographer did: one frame, many of one moment, or frames meant to be merged."""

    SINGLE = "single"
    BURST = "burst"
    BRACKET = "bracket"
    PANORAMA = "panorama"


SETS = frozenset({BurstKind.BRACKET, BurstKind.PANORAMA})
"""Kinds whose frames are kept or left together, never culled apart."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Photos of one moment by one camera, in the order in which they were taken. Every photo is in exactly one."""

    id: str
    kind: BurstKind
    photos: tuple[PhotoId, ...]


# How alike two consecutive frames must be (cosine of `Scene.likeness`), by the seconds between them; beyond the last
# they are never one burst. Measured on the labelled shoot: hand-held frames 140 ms apart come down to 0.68, a person
# who moves her head across the frame to 0.77, two frames of one sitter 2 s apart to 0.85, while two sitters before the
# same backdrop reach 0.80.
_SECONDS = (0.0, 0.6, 2.0, 6.0, 20.0)
_ALIKE = (0.30, 0.40, 0.82, 0.90, 0.96)
_UNREAD_SECONDS = 1.0  # without a reading, only time speaks
_UNDATED_ALIKE = 0.98  # without a time, only likeness speaks, and only between neighbours by name

# Before one backdrop two sitters are as alike as two pictures of one (median likeness 0.80 against 0.89, up to 0.97).
# Their signatures are not: 0.87 and more for one person 2 s apart, under 0.68 in 99 of 100 pairs of two.
_OTHER_SITTER = 0.7
_SAME_SITTER = 0.8
_SITTER_HELPS = 0.12  # likeness
_SITTER_SECONDS = 1.0  # nobody changes places so fast
_SITTER_TURN = 20.0  # degrees
_MUCH_TALLER = 1.5

_Vector = NDArray[np.float32]

_DIGITS = re.compile(r"(\d+)")
_LETTERS = re.compile(r"\D*")


def group(photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene]) -> tuple[Burst, ...]:
    """Put every photo into one burst, numbered "1", "2", … by capture time.

    Cameras are told apart by serial number, or by model and the letters of the file name where none was recorded. A
    copy of the same file (same id) counts once. Photos without a capture time come last.
    """
    unique = {p.id: p for p in photos}
    found: list[tuple[BurstKind, list[Photo]]] = []
    for stream in _streams(unique.values()):
        found += _cut(stream, scenes)
    found.sort(key=lambda item: _order(item[1][0]))
    return tuple(Burst(str(n), kind, tuple(p.id for p in members)) for n, (kind, members) in enumerate(found, start=1))


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key that puts ``IMG_9`` before ``IMG_10``."""
    return tuple((int(part), "") if part.isdigit() else (-1, part.lower()) for part in _DIGITS.split(name) if part)


def _order(photo: Photo) -> tuple[bool, float, tuple[tuple[int, str], ...]]:
    taken = photo.capture.taken
    seconds = (sets.on_the_wall(taken) - datetime.min).total_seconds() if taken else 0.0
    return taken is None, seconds, natural(photo.name)


def _streams(photos: Iterable[Photo]) -> Iterable[list[Photo]]:
    """Return the photos of each camera in the order in which they were taken."""
    cameras: dict[tuple[str, ...], list[Photo]] = {}
    for p in photos:
        c = p.capture
        letters = _LETTERS.match(p.name)
        own = (c.serial,) if c.serial else ("", letters.group() if letters else "")
        cameras.setdefault((c.make, c.model, *own), []).append(p)
    for stream in cameras.values():
        wrapped = _wraps(stream)
        stream.sort(key=lambda p: (_order(p)[:2], _counted(p, wrapped), natural(p.name)))
    return cameras.values()


def _wraps(stream: Sequence[Photo]) -> bool:
    numbers = [p.capture.number for p in stream if p.capture.number is not None]
    return bool(numbers) and min(numbers) < 1000 and max(numbers) > 9000


def _counted(photo: Photo, wrapped: bool) -> int:
    """Return the camera's counter, which orders frames of the same second; after 9999 comes 1."""
    number = photo.capture.number or 0
    return number + 10000 if wrapped and number < 1000 else number


def _cut(stream: Sequence[Photo], scenes: Mapping[PhotoId, Scene]) -> list[tuple[BurstKind, list[Photo]]]:
    vectors = [np.asarray(s.likeness, np.float32) if (s := scenes.get(p.id)) and s.likeness else None for p in stream]
    likeness = [_alike(a, b) for a, b in pairwise(vectors)]
    found: list[tuple[BurstKind, list[Photo]]] = []
    apart = set(range(len(stream)))
    for kind, ranges in (
        (BurstKind.BRACKET, sets.brackets(stream, likeness)),
        (BurstKind.PANORAMA, sets.panoramas(stream, scenes, likeness)),
    ):
        for start, end in ranges:
            if apart.issuperset(range(start, end)):
                apart.difference_update(range(start, end))
                found.append((kind, list(stream[start:end])))
    for run in _runs(stream, [scenes.get(p.id) for p in stream], vectors, sorted(apart)):
        found.append((BurstKind.BURST if len(run) > 1 else BurstKind.SINGLE, [stream[i] for i in run]))
    return found


def _runs(
    stream: Sequence[Photo],
    scenes: Sequence[Scene | None],
    vectors: Sequence[_Vector | None],
    places: Sequence[int],
) -> list[list[int]]:
    """Return runs of places in a stream.

    A frame joins the likeliest of the runs that are still going: a second camera that writes the same model and no
    serial number, or a glance at something else, does not break a burst in two.
    """
    runs: list[list[int]] = []
    going: list[list[int]] = []
    for i in places:
        going = [run for run in going if run[-1] == i - 1 or _going(stream[run[-1]], stream[i])]
        fits: list[tuple[float, int, list[int]]] = []
        for run in going:
            last = run[-1]
            alike = _alike(vectors[last], vectors[i])
            if _joined(stream[last], stream[i], alike, next_to=last == i - 1) or _same_sitter(
                stream[last], stream[i], scenes[last], scenes[i], alike
            ):
                fits.append((alike if alike is not None else 0.0, last, run))
        fits = [f for f in fits if not _another_sitter(stream[f[1]], stream[i], scenes[f[1]], scenes[i])]
        if fits:
            max(fits)[2].append(i)
        else:
            runs.append([i])
            going.append(runs[-1])
    return runs


def _going(last: Photo, now: Photo) -> bool:
    gap = sets.seconds_between(last, now)
    return gap is not None and gap <= _SECONDS[-1]


def _joined(a: Photo, b: Photo, alike: float | None, *, next_to: bool) -> bool:
    if sets.turned(a, b):
        return False
    gap = sets.seconds_between(a, b)
    if gap is None:
        undated = a.capture.taken is None and b.capture.taken is None
        return undated and alike is not None and alike >= _UNDATED_ALIKE
    if alike is None:
        return next_to and gap <= _UNREAD_SECONDS
    return gap <= _SECONDS[-1] and alike >= float(np.interp(gap, _SECONDS, _ALIKE))


def _same_sitter(a: Photo, b: Photo, first: Scene | None, second: Scene | None, alike: float | None) -> bool:
    """Whether a face that is clearly the same makes up for a picture that is less alike."""
    known = _sitters(first, second)
    if known is None or known[0] < _SAME_SITTER or alike is None:
        return False
    return _joined(a, b, alike + _SITTER_HELPS, next_to=False)


def _another_sitter(a: Photo, b: Photo, first: Scene | None, second: Scene | None) -> bool:
    """Whether somebody else sits before the same backdrop. A head that has turned is not held to look the same."""
    known = _sitters(first, second)
    gap = sets.seconds_between(a, b)
    if known is None or (gap is not None and gap <= _SITTER_SECONDS):
        return False
    cosine, turn = known
    return cosine < _OTHER_SITTER and turn <= _SITTER_TURN


def _sitters(first: Scene | None, second: Scene | None) -> tuple[float, float] | None:
    """Return the cosine and the difference in yaw of the two faces that fill two pictures, where there are such."""
    faces = [_sitter(s) for s in (first, second) if s is not None]
    if len(faces) < 2:
        return None
    a, b = faces
    if a is None or b is None or len(a.signature) != len(b.signature):
        return None
    return float(np.dot(a.signature, b.signature)), abs(a.pose.yaw - b.pose.yaw)


def _sitter(scene: Scene) -> FaceReading | None:
    """Return the face that a picture is of: the only one, or one much taller than the next."""
    faces = sorted(scene.faces, key=lambda f: -f.box.height)
    if not faces or not faces[0].signature:
        return None
    return faces[0] if len(faces) == 1 or faces[0].box.height >= _MUCH_TALLER * faces[1].box.height else None


def _alike(a: _Vector | None, b: _Vector | None) -> float | None:
    """Return the cosine of two likenesses, or ``None`` where one of them is missing."""
    return float(a @ b) if a is not None and b is not None and a.shape == b.shape else None
