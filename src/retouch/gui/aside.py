"""Work that is too long for the event loop and that nothing may overtake: one thing at a time, in another thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Aside(QObject):
    """Does one thing in a thread and tells the result in the main one. ``settle`` waits for it where that is needed."""

    _left = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="aside")
        self._job: tuple[Future[Any], Callable[[Any], None]] | None = None
        self._left.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do ``work`` in the thread, then hand its result, or the exception that it raised, to ``then`` in this one."""
        self.settle()
        job = self._pool.submit(work)
        self._job = job, then
        job.add_done_callback(self._left.emit)

    def settle(self) -> None:
        """Wait for what is under way, and hand over its result now."""
        if self._job is not None:
            job, then = self._job
            self._job = None
            then(job.exception() or job.result())

    def stop(self) -> None:
        """Wait for what is under way, and end the thread."""
        self.settle()
        self._pool.shutdown(wait=True)

    @Slot(object)
    def _take(self, job: Future[Any]) -> None:
        if self._job is not None and self._job[0] is job:
            self.settle()
