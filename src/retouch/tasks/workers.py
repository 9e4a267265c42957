"""Many photos through worker processes: one bad photo may crash, hang or eat memory there, and costs one photo."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic

from retouch.model.worker import CRASHED, Died, J, Outcome, R, Start, Worker, lost, too_long

__all__ = ["Outcome", "Pool", "Start", "worker_count"]


def worker_count() -> int:
    """Return how many workers to start: one per core that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


class Pool(Generic[J, R]):
    """Runs jobs in ``count`` worker processes, in any order.

    ``start`` is entered once by each worker; what it gives is called with each job.
    ``patience`` is how many seconds one job may take; ``log`` takes what the workers
    print. Use it as a context manager: leaving it ends the workers at once.
    """

    def __init__(
        self, start: Start[J, R], count: int | None = None, patience: float = 60.0, log: Path | None = None
    ) -> None:
        self._start = start
        self._log = log
        self._count = count or worker_count()
        self._patience = patience
        self._workers: list[Worker[J, R]] = []

    def __enter__(self) -> Pool[J, R]:
        return self

    def __exit__(self, *exc: object) -> None:
        for w in self._workers:
            w.stop()
        self._workers.clear()

    def run(self, jobs: Iterable[J]) -> Iterator[Outcome[J, R]]:
        """Yield outcomes as they come. Jobs are drawn one at a time, so the list may be as long as it likes.

        Workers already have their next job when an outcome is yielded, so they never wait for what is done with it.
        """
        waiting = iter(jobs)
        self._feed(waiting)
        while any(w.job is not None for w in self._workers):
            outcomes = self._collect()
            self._feed(waiting)
            yield from outcomes

    def _feed(self, waiting: Iterator[J]) -> None:
        """Give a job to every worker that has none, and to those still to be started, as long as there are jobs."""
        while (idle := self._idle()) is not None or len(self._workers) < self._count:
            try:
                job = next(waiting)
            except StopIteration:
                return
            if idle is None:
                idle = Worker(self._start, self._log)
                self._workers.append(idle)
            self._give(idle, job)

    def _idle(self) -> Worker[J, R] | None:
        return next((w for w in self._workers if w.job is None), None)

    def _give(self, worker: Worker[J, R], job: J) -> None:
        try:
            worker.give(job)
        except (BrokenPipeError, OSError):  # it died between two jobs: this job is not to blame
            self._renew(worker)
            fresh = Worker[J, R](self._start, self._log)
            self._workers.append(fresh)
            fresh.give(job)

    def _renew(self, worker: Worker[J, R]) -> None:
        worker.stop()
        self._workers.remove(worker)

    def _collect(self) -> list[Outcome[J, R]]:
        on = [w for w in self._workers if w.job is not None]
        ready = wait([w.pipe for w in on], timeout=0.2)
        found: list[Outcome[J, R] | None] = []
        for worker in on:
            if worker.pipe in ready:
                found.append(self._receive(worker))
            elif worker.is_late(self._patience):
                found.append(self._lose(worker, too_long(self._patience)))
        return [outcome for outcome in found if outcome is not None]

    def _receive(self, worker: Worker[J, R]) -> Outcome[J, R] | None:
        try:
            return worker.receive()
        except Died:
            return self._lose(worker, CRASHED)

    def _lose(self, worker: Worker[J, R], what: str) -> Outcome[J, R]:
        job = worker.job
        self._renew(worker)
        return Outcome(job, None, lost(what, getattr(job, "path", None)))  # type: ignore[arg-type]
