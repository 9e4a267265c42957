"""What a delivery would do, before it does it: what goes where, what is in the way, and what others will see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from retouch.adjust.edit import Edit
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.encode import Output
from retouch.develop.skin import floor_of
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, RetouchError
from retouch.store.elsewhere import elsewhere
from retouch.tasks.decoders import decoders
from retouch.tasks.export import Recipe, name_all, originals_there
from retouch.tasks.places import is_there
from retouch.tasks.session import Entry, Session

_JPEG_BYTES = ((60, 0.10), (80, 0.18), (85, 0.22), (92, 0.45), (95, 0.60), (100, 1.20))
"""Bytes a pixel by quality, of portraits developed here; 4:4:4 from 90 on. Rough: noise doubles it."""
_TIFF_BYTES = 5.2
"""Of 16-bit RGB after zlib with a predictor."""


class Fate(StrEnum):
    """What becomes of one photo."""

    WRITE = "write"
    REPLACE = "replace"  # ours, or overwriting is allowed
    STAYS = "stays"  # a file of somebody else's is there
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """One photo, where it would go, and whether it would."""

    entry: Entry
    to: Path
    fate: Fate


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the photos a program will show as picked, as rejected, with stars, with a colour label."""

    program: str
    picked: int
    rejected: int
    stars: int
    labels: int


@dataclass(frozen=True, slots=True, eq=False)
class Preflight:
    """All there is to say before a run. ``obstacles`` prevent it; everything else does not.

    ``undecided`` counts photos with suggestions that nobody has decided, ``unlocked`` names those whose edit may take
    more skin texture than the default floor allows (no other can lead to a texture warning). ``needed`` and ``free``
    are bytes, ``free`` is ``None`` where it cannot be told.
    """

    planned: tuple[Planned, ...]
    obstacles: tuple[RetouchError, ...]
    undecided: int
    rejected: int
    unlocked: tuple[str, ...]
    needed: int
    free: int | None
    elsewhere: tuple[Tally, ...]

    def count(self, fate: Fate) -> int:
        """Return how many photos have this fate."""
        return sum(p.fate is fate for p in self.planned)

    @property
    def possible(self) -> bool:
        """Whether a run would write anything."""
        return not self.obstacles and any(p.fate in (Fate.WRITE, Fate.REPLACE) for p in self.planned)


def preflight(session: Session, folder: Path, entries: Sequence[Entry], recipe: Recipe) -> Preflight:
    """Look at what a delivery of these entries of ``folder`` would do. Nothing is written. Any thread may call it."""
    obstacles = [e for e in (_in_the_way(recipe.to, folder), _mark_lacks(recipe.output)) if e is not None]
    targets: list[Path] = []
    try:
        targets = name_all([e.photo for e in entries], recipe)
    except RetouchError as error:
        obstacles.append(error)
    there = _names(recipe.to)
    planned = tuple(
        Planned(entry, to, _fate(session, entry, to, there, recipe))
        for entry, to in zip(entries, targets, strict=bool(targets))
    )
    return Preflight(
        planned,
        tuple(obstacles),
        sum(bool(e.proposals) for e in entries),
        sum(e.verdict is Verdict.REJECT for e in entries),
        tuple(e.photo.name for e in entries if unlocked(e.edit)),
        sum(_size(p.entry, recipe.output) for p in planned if p.fate in (Fate.WRITE, Fate.REPLACE)),
        _free(recipe.to),
        _tallies(entries),
    )


def unlocked(edit: Edit) -> bool:
    """Return whether an edit may leave less skin texture than the default floor."""
    return floor_of(edit) < TextureFloor().floor / 100


def _fate(session: Session, entry: Entry, to: Path, there: frozenset[str], recipe: Recipe) -> Fate:
    if entry.error is not None:
        return Fate.UNREADABLE
    if to.name.casefold() not in there or not is_there(to):  # the first costs nothing, on a slow share too
        return Fate.WRITE
    return Fate.REPLACE if recipe.overwrite or session.catalog.wrote(to) else Fate.STAYS


def _names(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as found:
            return frozenset(e.name.casefold() for e in found)
    except OSError:
        return frozenset()


def _in_the_way(to: Path, shoot: Path) -> RetouchError | None:
    """Return why nothing could be written there."""
    originals = originals_there(to, shoot)
    if originals is not None:
        return originals
    nearest = _nearest(to)
    if not nearest.is_dir():
        return NotWritable("this is a file, not a folder", nearest, "Choose another folder.")
    if not os.access(nearest, os.W_OK):
        return NotWritable("the folder may not be written to", nearest, "Choose another folder.")
    return None


def _nearest(path: Path) -> Path:
    """Return the path, or the nearest place above it that is there."""
    return next((p for p in (path, *path.resolve().parents) if is_there(p)), path)


def _mark_lacks(output: Output) -> RetouchError | None:
    try:
        decoders().check(output.watermark)
    except RetouchError as error:
        return error
    return None


def _free(to: Path) -> int | None:
    try:
        return shutil.disk_usage(_nearest(to)).free
    except OSError:
        return None


def _size(entry: Entry, output: Output) -> int:
    """Return about how many bytes a delivered photo takes."""
    width, height = entry.photo.capture.width, entry.photo.capture.height
    if width <= 0 or height <= 0:
        return 0
    scale = min(1.0, output.long_edge / max(width, height)) if output.long_edge else 1.0
    pixels = width * height * scale**2
    return round(pixels * (_TIFF_BYTES if output.format == "tiff" else _jpeg_bytes(output.quality)))


def _jpeg_bytes(quality: int) -> float:
    for (low, less), (high, more) in pairwise(_JPEG_BYTES):
        if quality <= high:
            return less + (more - less) * max(quality - low, 0) / (high - low)
    return _JPEG_BYTES[-1][1]


def _tallies(entries: Sequence[Entry]) -> tuple[Tally, ...]:
    """Return what each program will show; an entry that nobody has marked has no sidecar and adds nothing."""
    shown = [elsewhere(e.marks) for e in entries]
    programs = [s.program for s in elsewhere(entries[0].marks)] if entries else []
    return tuple(
        Tally(
            name,
            sum(s[n].flag == "picked" for s in shown),
            sum(s[n].flag == "rejected" for s in shown),
            sum(s[n].stars > 0 for s in shown),
            sum(bool(s[n].label) for s in shown),
        )
        for n, name in enumerate(programs)
    )
