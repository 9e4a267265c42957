"""Bands of rows, worked on by several threads."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache


def threads() -> int:
    """Return how many threads to work with: one for each processor that this process may use, at most eight."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, usable))


_ours = threading.local()
"""``working`` on the threads of the pool: what they divide further they do alone, or they would wait for themselves."""


def _begin() -> None:
    _ours.working = True


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads(), thread_name_prefix="rows", initializer=_begin)


def in_rows(height: int, work: Callable[[int, int], None], step: int = 64) -> None:
    """Call ``work(top, bottom)`` for bands of ``step`` rows that cover 0…``height``, spread over the threads.

    Threads of our own rather than numba's: those need libgomp, and abort when two threads enter parallel code at once.
    """
    bands = [(top, min(top + step, height)) for top in range(0, height, step)]
    if len(bands) < 2 or threads() < 2 or getattr(_ours, "working", False):
        for top, bottom in bands:
            work(top, bottom)
        return
    running = [_pool().submit(work, top, bottom) for top, bottom in bands]
    try:
        for done in running:
            done.result()
    finally:
        wait(running)  # whatever happens, nobody still works on memory that the caller is about to let go
