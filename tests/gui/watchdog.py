"""Measures how long the event loop is away from events, in processor time of the main thread.

Processor time, because this must hold on a machine that is busy with other things; waiting for locks and disks is what
the rule against blocking calls in slots is for.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from PySide6.QtCore import QAbstractEventDispatcher


class Watchdog:
    """``with Watchdog() as dog:`` … ``dog.longest`` is the longest stretch in milliseconds, ``dog.all`` every one."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self._began: float | None = None

    @property
    def longest(self) -> float:
        """Longest stretch between waking up and going to sleep again, in milliseconds."""
        return max(self.all, default=0.0)

    def __enter__(self) -> Self:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._awake)
        dispatcher.aboutToBlock.connect(self._asleep)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._awake)
        dispatcher.aboutToBlock.disconnect(self._asleep)

    def _awake(self) -> None:
        self._began = time.thread_time()

    def _asleep(self) -> None:
        if self._began is not None:
            self.all.append((time.thread_time() - self._began) * 1000)
            self._began = None
