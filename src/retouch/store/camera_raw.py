"""Camera Raw settings in a sidecar: ours replace what stood there, and what stood there comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Note: TypeAlias = Mapping[str, tuple[str, str | None]]
"""By local name: the value that we wrote, and the one that stood there before, ``None`` where there was none."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Settings to write, settings to take away, and the note for next time."""

    put: Mapping[str, str]
    remove: frozenset[str]
    note: Note


def changes(now: Callable[[str], str | None], noted: Note, wanted: Mapping[str, str]) -> Changes:
    """Return what has to change so that the settings are as ``wanted``, given those that are there ``now``.

    What another program changed since we wrote it stays, unless it is changed here too.
    """
    put: dict[str, str] = {}
    remove: set[str] = set()
    note: dict[str, tuple[str, str | None]] = {}
    for local, value in wanted.items():
        wrote, before = noted.get(local, (None, None))
        if local in noted and now(local) != wrote and value == wrote:
            note[local] = (value, before)
            continue
        put[local] = value
        note[local] = (value, before if local in noted and now(local) == wrote else now(local))
    for local, (wrote, before) in noted.items():
        if local in wanted or now(local) != wrote:
            continue
        if before is None:
            remove.add(local)
        else:
            put[local] = before
    return Changes(put, frozenset(remove), note)


def note_to_data(note: Note) -> dict[str, Any]:
    """Return the note as JSON data."""
    return {local: list(pair) for local, pair in note.items()}


def note_from_data(data: Mapping[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Read what ``note_to_data`` wrote; whatever else stands there is passed over."""
    return {local: (pair[0], pair[1]) for local, pair in data.items() if _is_pair(pair)}


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], str | None)
