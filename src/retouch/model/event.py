"""What a task yields: the window shows these, the command line prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from retouch.model.errors import RetouchError
from retouch.model.photo import PhotoId

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` units of ``what`` ("reading faces"); rates and time left are measured by who shows it."""

    what: str
    done: int
    total: int
    current: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """One photo (or one step) failed; the task goes on with the rest."""

    error: RetouchError
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Something known about these photos changed; views refresh just them."""

    photos: tuple[PhotoId, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """The last event of a task that ran to its end."""

    result: T_co
    notes: tuple[str, ...] = field(default=())


Event: TypeAlias = Progress | Failed | Changed | Done[T_co]
Task: TypeAlias = Iterator[Event[T_co]]
"""A task is a generator of events; closing it cancels it."""
