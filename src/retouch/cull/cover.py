"""Which two frames cover everyone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from retouch.cull.people import Person

GROUP = 3
"""People from whom on a burst is a group."""


def best_cover(good: Sequence[frozenset[Person]], scores: Sequence[float]) -> tuple[int, ...]:
    """Return the places of one or two frames that cover the most people, the one that covers more first.

    A second frame is only named where it adds somebody. Ties go to the higher scores.
    """
    if not any(good):
        return ()
    best_of: dict[frozenset[Person], int] = {}  # hundreds of frames show few different sets of people
    for i, people in enumerate(good):
        if people not in best_of or scores[i] > scores[best_of[people]]:
            best_of[people] = i
    places = sorted(best_of.values())
    first = max(places, key=lambda i: (len(good[i]), scores[i]))
    pairs = combinations(places, 2)
    best = max(pairs, key=lambda p: (len(good[p[0]] | good[p[1]]), scores[p[0]] + scores[p[1]]), default=None)
    if best is None or len(good[best[0]] | good[best[1]]) == len(good[first]):
        return (first,)
    a, b = sorted(best, key=lambda i: (-len(good[i]), -scores[i]))
    return a, b


def cover_sentence(people: Sequence[Person], good: Sequence[frozenset[Person]], chosen: Sequence[int]) -> str:
    """Say it: "Frame 6 has 8 of 9; frames 6 and 11 cover everyone."

    ``people`` from left to right, ``good`` who has open eyes in each frame, ``chosen`` what ``best_cover`` gave. Frames
    are counted from 1.
    """
    total = len(people)
    covered = frozenset[Person]().union(*(good[i] for i in chosen))
    if not chosen:
        return f"None of the {total} people has open eyes in any frame."
    first = f"Frame {chosen[0] + 1} has {_of(len(good[chosen[0]]), total)}"
    second = ""
    if len(chosen) == 2:
        both = sorted(i + 1 for i in chosen)
        second = f"; frames {both[0]} and {both[1]} cover {_everyone(len(covered), total)}"
    missing = [n for n, p in enumerate(people, start=1) if p not in covered]
    return f"{first}{second}.{_missing(missing, people, good)}"


def _of(count: int, total: int) -> str:
    return f"all {total} with open eyes" if count == total else f"{count} of {total}"


def _everyone(count: int, total: int) -> str:
    return "everyone" if count == total else f"{count} of {total}"


def _missing(missing: Sequence[int], people: Sequence[Person], good: Sequence[frozenset[Person]]) -> str:
    """Say where the people are seen who are in neither frame, by their place from the left."""
    words = ""
    for place in missing:
        seen = [n for n, frame in enumerate(good, start=1) if people[place - 1] in frame]
        where = f"in frame {seen[0]}" if seen else "in no frame"
        words += f" Person {place} from the left has open eyes {where}."
    return words
