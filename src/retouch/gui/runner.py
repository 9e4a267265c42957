"""Runs tasks off the main thread. This, and the two slots in ``pictures``, is all the threading code of the window.

The threads are Python's own: a ``QRunnable`` can lose its Python wrapper while it still runs, and that is a crash.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from retouch.model.errors import RetouchError
from retouch.model.event import Changed, Done, Event, Failed, Progress, Task

TELLING_S = 0.01
"""A task that yields faster than its events are heard must not keep the event loop: the rest is told a round later."""


class _Walk(threading.Thread):
    """Walks one generator and leaves its events in a queue.

    The main thread is woken only when the queue was empty, so a fast task cannot flood it.
    """

    def __init__(self, make: Callable[[], Task[Any]], runner: TaskRunner) -> None:
        super().__init__(name="task", daemon=True)
        self.events: deque[Event[Any] | BaseException | None] = deque()
        self.cancelled = False
        self._make = make
        self._runner = runner

    def run(self) -> None:
        """Walk to the end, to the first error, or until cancelled."""
        try:
            task = self._make()
            try:
                for event in task:
                    if self.cancelled:
                        break
                    self._leave(event)
            finally:
                close = getattr(task, "close", None)
                if close is not None:
                    close()
        except BaseException as e:  # it must reach the main thread, whatever it is
            self._leave(e)
        self._leave(None)

    def _leave(self, event: Event[Any] | BaseException | None) -> None:
        asleep = not self.events
        self.events.append(event)
        if asleep:
            self._runner.woken.emit()


class TaskRunner(QObject):
    """Runs one task at a time and tells what it yields, in the main thread.

    ``finished`` comes exactly once per task, whether it was done, failed or was cancelled.
    """

    woken = Signal()
    progressed = Signal(Progress)
    changed = Signal(Changed)
    failed = Signal(Failed)
    done = Signal(Done)
    refused = Signal(RetouchError)
    """The task as a whole could not go on, for a reason that a person can mend."""
    crashed = Signal(object)
    """A bug: the exception with its traceback."""
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._walk: _Walk | None = None
        self.woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a task is under way."""
        return self._walk is not None

    def start(self, make: Callable[[], Task[Any]]) -> None:
        """Begin the task that ``make`` returns; it is made and walked in another thread.

        Raises ``RuntimeError`` while another is under way: callers cancel or wait first.
        """
        if self._walk is not None:
            raise RuntimeError("a task is under way")
        self._walk = _Walk(make, self)
        self._walk.start()

    def cancel(self) -> None:
        """Ask the task to stop. Events that it has left are dropped; ``finished`` still comes."""
        if self._walk is not None:
            self._walk.cancelled = True

    def stop(self, wait_ms: int = 10_000) -> bool:
        """Cancel and wait until the thread is free; return whether it was in time."""
        walk = self._walk
        if walk is None:
            return True
        self.cancel()
        walk.join(wait_ms / 1000)
        self._drain(float("inf"))
        return not walk.is_alive()

    @Slot()
    def _drain(self, seconds: float = TELLING_S) -> None:
        walk = self._walk
        until = time.perf_counter() + seconds
        while walk is not None and walk.events:
            if time.perf_counter() > until:
                self.woken.emit()
                return
            event = walk.events.popleft()
            if event is None:
                self._walk = None
                self.finished.emit()
                return
            if not walk.cancelled:
                self._tell(event)

    def _tell(self, event: Event[Any] | BaseException) -> None:
        match event:
            case Progress():
                self.progressed.emit(event)
            case Changed():
                self.changed.emit(event)
            case Failed():
                self.failed.emit(event)
            case Done():
                self.done.emit(event)
            case RetouchError():
                self.refused.emit(event)
            case _:
                self.crashed.emit(event)
