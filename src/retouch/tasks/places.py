"""Questions about folders that may lie on a share that does not answer: asked in a thread, waited for a moment only."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_REAL: set[Path] = set()
"""Paths without links that were found so far."""

PATIENCE_S = 0.1
"""So long may a gesture wait for a folder."""


def is_there(path: Path) -> bool:
    """Whether something is at a path, links followed. What cannot be reached (a broken connection) is not there."""
    try:
        return path.exists()
    except OSError:
        return False


def there(folders: Sequence[Path], patience: float = PATIENCE_S) -> list[Path]:
    """Return the folders that are there, and those that do not answer within ``patience`` seconds: they may be."""
    waiting = [(folder, _asked(folder.is_dir, False)) for folder in folders]
    return [folder for folder, answer in waiting if _given(answer, patience, True)]


def resolved(folder: Path, patience: float = PATIENCE_S) -> Path:
    """Return the folder without links in its path; as it was given where it does not answer in time.

    One that was returned before is not asked for again.
    """
    if folder in _REAL:
        return folder
    found = _given(_asked(folder.resolve, None), patience, None)
    if found is None:
        return folder.absolute()
    _REAL.add(found)
    return found


def _asked(ask: Callable[[], T], failed: T) -> queue.SimpleQueue[T]:
    """Ask in a thread of its own, which a dead share may keep for ever; an error (no connection) is ``failed``."""
    answer: queue.SimpleQueue[T] = queue.SimpleQueue()

    def run() -> None:
        try:
            answer.put(ask())
        except OSError:
            answer.put(failed)

    threading.Thread(target=run, name="place", daemon=True).start()
    return answer


def _given(answer: queue.SimpleQueue[T], patience: float, late: T) -> T:
    try:
        return answer.get(timeout=patience)
    except queue.Empty:
        return late
