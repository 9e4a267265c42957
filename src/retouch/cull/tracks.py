"""Faces followed through one burst: by place, size and signature from frame to frame."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retouch.model.scene import FaceReading

Sighting = tuple[int, int]
"""Place of a frame in its burst, and of a face in its scene."""
Table = NDArray[np.float64]

_REACH = 1.5  # face widths that a face may move between two frames, the camera's own movement taken away
_REACH_ALIKE = 4.0  # and where the signature says that it is the same person
_GROWTH = math.log(1.6)  # by which its size may change
# Cosines of signatures, measured on people the signature was not trained on: one person 0.84 and more inside a burst;
# two people below 0.44 in 99 of 100 pairs, below 0.76 in 999 of 1000.
_DENIES = 0.45  # two people, whatever their place
_AGREES = 0.65

_X, _Y, _WIDTH, _HEIGHT, _SIGNED, _SIGNATURE = 0, 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One person through one burst. ``signature`` is their mean signature, a unit vector, where they have one."""

    sightings: tuple[Sighting, ...]
    signature: Table | None


def follow_faces(frames: Sequence[Sequence[FaceReading]]) -> list[Track]:
    """Return the tracks of all faces of a burst's frames; every face is in exactly one."""
    lengths = Counter(len(f.signature) for faces in frames for f in faces if f.signature)
    length = lengths.most_common(1)[0][0] if lengths else 0
    alone = _alone(frames, length)
    if alone is not None:
        return [alone]
    sightings: list[list[Sighting]] = []
    rows: list[list[Table]] = []
    for frame, faces in enumerate(frames):
        if not faces:
            continue
        table = _table(faces, length)
        pairs = _matches(np.stack([r[-1] for r in rows]), table) if rows else {}
        for index in range(len(faces)):
            track = pairs.get(index)
            if track is None:
                sightings.append([])
                rows.append([])
                track = len(rows) - 1
            sightings[track].append((frame, index))
            rows[track].append(table[index])
    return [Track(tuple(s), _mean_signature(r)) for s, r in zip(sightings, rows, strict=True)]


def _alone(frames: Sequence[Sequence[FaceReading]], length: int) -> Track | None:
    """Return the only person of a burst, where there is only one: most bursts are of one, and this is quick."""
    if any(len(faces) > 1 for faces in frames):
        return None
    seen = [(frame, faces[0]) for frame, faces in enumerate(frames) if faces]
    if not seen:
        return None
    rows = _table([face for _, face in seen], length)
    if not np.isfinite(_unlike(rows[:-1], rows[1:])).all():
        return None
    return Track(tuple((frame, 0) for frame, _ in seen), _mean_signature(rows))


def _table(faces: Sequence[FaceReading], length: int) -> Table:
    """Return one row per face: centre, width, height, whether it is signed, signature."""
    table = np.zeros((len(faces), _SIGNATURE + length))
    for row, face in zip(table, faces, strict=True):
        box = face.box
        row[:_SIGNED] = (*box.centre, max(box.width, 1e-6), max(box.height, 1e-6))
        if length and len(face.signature) == length:
            row[_SIGNED] = 1.0
            row[_SIGNATURE:] = face.signature
    return table


def _matches(last: Table, now: Table) -> dict[int, int]:
    """Return the track of each face that goes on."""
    pairs = _assign(_costs(last, now, (0.0, 0.0)))
    if len(pairs) >= 3:
        # The whole group moved when the camera did: without that, neighbours in a row would swap names.
        moves = np.array([now[i, :_WIDTH] - last[t, :_WIDTH] for i, t in pairs.items()])
        x, y = np.median(moves, axis=0)
        pairs = _assign(_costs(last, now, (float(x), float(y))))
    return pairs


def _costs(last: Table, now: Table, moved: tuple[float, float]) -> Table:
    """Return how unlikely it is that a track (row) and a face (column) are one person; infinite where it cannot be."""
    return _unlike(last[:, None], now[None], moved)


def _unlike(last: Table, now: Table, moved: tuple[float, float] = (0.0, 0.0)) -> Table:
    """Return the same for rows that go with each other."""
    x = now[..., _X] - last[..., _X] - moved[0]
    y = now[..., _Y] - last[..., _Y] - moved[1]
    place = np.hypot(x, y) / np.maximum(now[..., _WIDTH], last[..., _WIDTH])
    growth = np.abs(np.log(now[..., _HEIGHT] / last[..., _HEIGHT]))
    known = (now[..., _SIGNED] * last[..., _SIGNED]) > 0
    alike = np.einsum("...i,...i", last[..., _SIGNATURE:], now[..., _SIGNATURE:])
    reach = np.where(known & (alike >= _AGREES), _REACH_ALIKE, _REACH)
    cannot = (growth > _GROWTH) | (place > reach) | (known & (alike < _DENIES))
    costs: Table = np.where(cannot, np.inf, place + 2 * growth + np.where(known, 1.0 - alike, 0.5))
    return costs


def _assign(costs: Table) -> dict[int, int]:
    """Give each face to at most one track, cheapest first; returns face → track."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for place in np.argsort(costs, axis=None, kind="stable"):
        track, face = divmod(int(place), costs.shape[1])
        if costs[track, face] == np.inf:
            break
        if track not in used and face not in pairs:
            used.add(track)
            pairs[face] = track
    return pairs


def _mean_signature(rows: Iterable[Table]) -> Table | None:
    signed = [r[_SIGNATURE:] for r in rows if r[_SIGNED]]
    if not signed:
        return None
    mean: Table = np.mean(signed, axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length > 0 else None
