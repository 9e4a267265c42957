"""Roll call: people down, frames across, and who has open eyes in which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from retouch.cull.bursts import Burst
from retouch.cull.cover import GROUP, best_cover, cover_sentence
from retouch.cull.eyes import OPEN_STATES
from retouch.cull.judge import Judged
from retouch.cull.people import CANNOT_TELL, Person
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, Scene


@dataclass(frozen=True, slots=True)
class Cell:
    """One person in one frame: the index of the face in its scene, its eyes, and whether they are good there."""

    face: int
    eyes: EyeState
    good: bool


@dataclass(frozen=True, slots=True)
class RollCall:
    """People (from left to right) × frames (as taken) of one burst; ``None`` where somebody is not in a frame.

    ``cover`` holds the one or two frames that together show the most people with open eyes, the better one first; it
    is empty where nobody's eyes are open anywhere. ``covered`` counts these people, ``sentence`` says it all.
    """

    burst: str
    people: tuple[Person, ...]
    frames: tuple[PhotoId, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    cover: tuple[PhotoId, ...]
    covered: int
    sentence: str


def roll_call(burst: Burst, judged: Mapping[PhotoId, Judged], scenes: Mapping[PhotoId, Scene]) -> RollCall | None:
    """Return the roll call of a burst, or ``None`` where it is not a group of several frames.

    Bystanders are left out, and so is who appears in one frame only of four or more.
    """
    frames = tuple(id_ for id_ in burst.photos if judged[id_].suggestion is not None)
    where: dict[Person, dict[PhotoId, Cell]] = {}
    for id_ in frames:
        for index, face in enumerate(judged[id_].faces):
            if face.weight > 0:
                where.setdefault(face.person, {})[id_] = Cell(index, face.eyes, face.eyes in OPEN_STATES)
    seldom = 2 if len(frames) >= 4 else 1
    people = [p for p, cells in where.items() if len(cells) >= seldom]
    if len(people) < GROUP or len(frames) < 2:
        return None
    people.sort(key=lambda p: median(scenes[i].faces[c.face].box.centre[0] for i, c in where[p].items()))
    good = [frozenset(p for p in people if (c := where[p].get(id_)) and c.good) for id_ in frames]
    chosen = best_cover(good, [judged[id_].score for id_ in frames])
    covered = frozenset[Person]().union(*(good[i] for i in chosen))
    legible = any(c.eyes not in CANNOT_TELL for cells in where.values() for c in cells.values())
    return RollCall(
        burst.id,
        tuple(people),
        frames,
        tuple(tuple(where[p].get(id_) for id_ in frames) for p in people),
        tuple(frames[i] for i in chosen),
        len(covered),
        cover_sentence(people, good, chosen) if legible else "Nobody's eyes can be judged.",
    )
