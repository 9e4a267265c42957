"""Measures how long the event loop is away from events, by the wall clock: computing, waiting for a disk or for a lock.

This must hold on a machine that is busy with other things. Time in which the system gave the main thread no processor
although it wanted to run is not the window's doing, nor is that of another thread which may have held Python's lock:
Linux tells both. Where it does not, only the processor time of the main thread counts.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import Qt, QTimer

_THREADS = Path("/proc/self/task")
_BEAT_MS = 10


@dataclass(frozen=True)
class Stretch:
    """One time between two beats, beyond the beat itself, in milliseconds.

    ``wall`` is all of it; ``starved`` what the system owed the main thread, ``others`` what it owed that other thread
    which waited longest.
    """

    wall: float
    cpu: float
    starved: float
    others: float

    @property
    def kept(self) -> float:
        """What the window itself has kept the event loop for."""
        if not _THREADS.exists():
            return self.cpu
        return max(self.wall - self.starved - self.others, min(self.cpu, self.wall))


class Watchdog:
    """``with Watchdog() as dog:`` … ``dog.longest`` is the longest stretch in milliseconds, ``dog.all`` every one.

    A timer beats in the event loop: whatever comes between two beats kept it. (The signals of Qt's dispatcher do not
    tell: on Linux timers and sockets are served before it says that it is awake.)
    """

    def __init__(self) -> None:
        self.all: list[Stretch] = []
        self._main = str(threading.get_native_id())
        self._last = time.perf_counter(), time.thread_time(), waits()
        self._timer = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @property
    def longest(self) -> float:
        """Longest stretch, in milliseconds."""
        return max((s.kept for s in self.all), default=0.0)

    def since(self, seen: int) -> Stretch:
        """Return the worst stretch after the first ``seen`` ones."""
        return max(self.all[seen:], key=lambda s: s.kept, default=Stretch(0, 0, 0, 0))

    def __enter__(self) -> Self:
        self._last = time.perf_counter(), time.thread_time(), waits()
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        wall, cpu, before = self._last
        self._last = now, spent, owing = time.perf_counter(), time.thread_time(), waits()
        owed = {thread: wait - before.get(thread, 0.0) for thread, wait in owing.items()}
        starved = owed.pop(self._main, 0.0)
        took = (now - wall) * 1000 - _BEAT_MS
        others = max(owed.values(), default=0.0)
        self.all.append(Stretch(took, (spent - cpu) * 1000, starved, others))


def waits() -> dict[str, float]:
    """Return how long each thread of this process has wanted to run and was not let, in milliseconds."""
    out: dict[str, float] = {}
    for task in _THREADS.iterdir() if _THREADS.exists() else ():
        try:
            out[task.name] = int((task / "schedstat").read_text().split()[1]) / 1e6
        except (OSError, IndexError, ValueError):
            continue  # the thread has ended
    return out
