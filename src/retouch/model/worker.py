"""One worker process: a bad file may crash, hang or eat memory there, and costs one file.

Started with *spawn*, because a fork of a process that runs OpenMP or Qt threads can deadlock. A worker gets one job at
a time, so that a lost one says exactly which file it was lost on. It lies down here because two siblings have workers:
``tasks`` for photos, ``store`` for sidecars.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing as mp
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from traceback import format_exc
from typing import Any, Generic, TypeAlias, TypeVar

from retouch.model.errors import RetouchError, WorkerLost

J = TypeVar("J")
R = TypeVar("R")

Start: TypeAlias = Callable[[], AbstractContextManager[Callable[[J], R]]]
"""Opens what a worker needs and gives the function that does one job. It must be importable by name."""

_log = logging.getLogger(__name__)

_POLITE = 5
"""Added to the niceness of polite workers: whoever scrolls through photos comes before those who read ahead."""
MEMORY_LIMIT = 6 << 30
"""Address space of one worker in bytes. MediaPipe and numba map much more than they use, so this is generous."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker's first message: it is ready, or cannot work at all and why."""

    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[J, R]):
    """One job's end: a result, or the error that explains its absence."""

    job: J
    result: R | None
    error: RetouchError | None


class Died(Exception):
    """A worker is not there any more."""


class Late(Exception):
    """A worker is still on its job after more time than that may take."""


class Worker(Generic[J, R]):
    """One process, its pipe and the job it is on.

    ``polite`` is for work ahead, which gives way; what somebody waits for must not, or it would be starved by it.
    """

    def __init__(self, start: Start[J, R], log: Path | None, *, polite: bool = True) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, start, log, polite), daemon=True)
        self.process.start()
        theirs.close()
        self.job: J | None = None
        self.since = 0.0
        self.ready = False  # start-up (imports, models) does not count against the first photo

    def give(self, job: J) -> None:
        """Start a job. Raises ``OSError`` where the process has ended."""
        self.job, self.since = job, time.monotonic()
        self.pipe.send(job)

    def receive(self) -> Outcome[J, R] | None:
        """Take a message that is there: an outcome, or ``None`` where it says that it is ready for its job.

        Raises ``Died``; or what keeps any worker from working, which no photo is to blame for.
        """
        try:
            message = self.pipe.recv()
        except (EOFError, OSError) as e:
            if not self.ready:  # the next worker would fare no better
                todo = "Run `retouch doctor` to see what is missing."
                raise WorkerLost(f"a worker process cannot start ({self._ending()})", None, todo) from e
            raise Died from e
        if isinstance(message, _Ready):
            if message.error is not None:
                raise message.error
            self.ready, self.since = True, time.monotonic()
            return None
        job, self.job = self.job, None
        result, error, trace = message
        if trace:
            _log.error("%s", trace)
        return Outcome(job, result, error)  # type: ignore[arg-type]  # a busy worker has a job

    def wait(self, patience: float) -> Outcome[J, R]:
        """Wait for the outcome of its job. Raises as ``receive`` does, and ``Late`` after ``patience`` seconds."""
        while True:
            if self.pipe.poll(0.2) and (outcome := self.receive()) is not None:
                return outcome
            if self.is_late(patience):
                raise Late

    def _ending(self) -> str:
        """Say in words how the process ended."""
        self.process.join(1)
        code = self.process.exitcode
        if code is None or code >= 0:
            return f"it ended with {code}"
        with contextlib.suppress(ValueError):
            return f"it was ended by {signal.Signals(-code).name}"
        return f"it was ended by signal {-code}"

    def is_late(self, patience: float) -> bool:
        """Whether its job takes longer than ``patience`` seconds; a start may take a minute more."""
        return time.monotonic() - self.since > patience + (0 if self.ready else 60)

    def stop(self) -> None:
        """End the process at once."""
        self.pipe.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.process.close()


CRASHED = "the decoder crashed on it"


def too_long(patience: float) -> str:
    """Say that a job hangs."""
    return f"reading it took longer than {patience:.0f} s and was given up"


def lost(what: str, path: Path | None) -> WorkerLost:
    """Return the error for a photo that a worker was lost on."""
    return WorkerLost(what, path, "The rest goes on; check the file, or copy it from the card again.")


def _serve(pipe: Connection, start: Start[Any, Any], log: Path | None, polite: bool) -> None:
    """Run in the worker: answer jobs until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the parent decides
    _limit_memory()
    if polite and hasattr(os, "nice"):
        os.nice(_POLITE)
    if log is not None:
        _print_to(log)
    with contextlib.suppress(EOFError, BrokenPipeError), contextlib.ExitStack() as open_here:
        try:
            work = open_here.enter_context(start())
        except Exception as e:
            pipe.send(_Ready(e))
            return
        pipe.send(_Ready())
        while True:
            _answer(pipe, work, pipe.recv())


def _answer(pipe: Connection, work: Callable[[Any], Any], job: Any) -> None:
    path = getattr(job, "path", None)
    try:
        pipe.send((work(job), None, ""))
    except RetouchError as e:
        pipe.send((None, e, ""))
    except MemoryError:
        todo = "The file is probably damaged; copy it from the card again."
        pipe.send((None, WorkerLost("it needs more memory than a photo may", path, todo), ""))
    except BrokenPipeError:
        raise
    except Exception as e:  # a bug of ours, which may cost this photo but not the shoot
        todo = "The rest goes on; please report it, the log has the details."
        pipe.send(
            (None, WorkerLost(f"retouch itself failed on it ({type(e).__name__}: {e})", path, todo), format_exc())
        )


def _print_to(log: Path) -> None:
    """Send what the decoders' C code prints to a file: it would break the progress bar and tells the user nothing."""
    with contextlib.suppress(OSError):
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, 2)
        os.close(file)


def _limit_memory() -> None:
    if sys.platform.startswith("linux"):
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        with contextlib.suppress(OSError):  # where memory ends before the limit, the system takes a worker first
            Path("/proc/self/oom_score_adj").write_text("500")
