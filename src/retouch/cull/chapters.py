"""Scenes of a shoot: runs of bursts between pauses, as one remembers a day: church, portraits, dinner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median_low

from retouch.cull.bursts import Burst
from retouch.cull.sets import on_the_wall
from retouch.model.photo import Photo, PhotoId

_PAUSES = 10.0
"""A pause so many times as long as the usual one between two bursts begins another scene …"""
_SHORTEST, _LONGEST = 120.0, 1200.0
"""… but not one shorter than this, and in any case one longer than that (seconds)."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Bursts of one scene, in order, and when the first and the last of them were taken, where that is known."""

    bursts: tuple[Burst, ...]
    begins: datetime | None
    ends: datetime | None

    @property
    def photos(self) -> tuple[PhotoId, ...]:
        """All photos, in order."""
        return tuple(p for b in self.bursts for p in b.photos)


def chapters(bursts: Sequence[Burst], photos: Mapping[PhotoId, Photo]) -> tuple[Chapter, ...]:
    """Divide bursts in order of capture by their pauses. Bursts without a time stay with those before them."""
    times = [_span(b, photos) for b in bursts]
    gaps = [_pause(a, b) for a, b in pairwise(times)]
    known = [g for g in gaps if g is not None]
    limit = min(max(_PAUSES * median_low(known), _SHORTEST), _LONGEST) if known else _LONGEST
    out: list[Chapter] = []
    first = 0
    for n in range(1, len(bursts) + 1):
        gap = gaps[n - 1] if n < len(bursts) else _LONGEST
        if gap is not None and gap >= limit:
            dated = [t for t in times[first:n] if t is not None]
            begins, ends = (dated[0][0], dated[-1][1]) if dated else (None, None)
            out.append(Chapter(tuple(bursts[first:n]), begins, ends))
            first = n
    return tuple(out)


def _span(burst: Burst, photos: Mapping[PhotoId, Photo]) -> tuple[datetime, datetime] | None:
    taken = [on_the_wall(t) for p in burst.photos if p in photos and (t := photos[p].capture.taken) is not None]
    return (min(taken), max(taken)) if taken else None


def _pause(a: tuple[datetime, datetime] | None, b: tuple[datetime, datetime] | None) -> float | None:
    return max((b[0] - a[1]).total_seconds(), 0.0) if a is not None and b is not None else None
