"""Jobs for worker processes: spawned children import this module by name."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from retouch.model.errors import PhotoUnreadable, ResourceMissing
from retouch.tasks.ingest import Examined, Finding, start_examiner


@dataclass(frozen=True)
class Job:
    path: Path
    what: str


@contextmanager
def start() -> Iterator[Callable[[Job], int]]:
    yield work


@contextmanager
def start_without_models() -> Iterator[Callable[[Job], int]]:
    raise ResourceMissing("the model is missing", Path("face.task"), "Install again.")
    yield work


@contextmanager
def start_and_crash() -> Iterator[Callable[[Job], int]]:
    os.kill(os.getpid(), signal.SIGSEGV)
    yield work


@contextmanager
def start_examiner_and_crash_on_bad() -> Iterator[Callable[[Finding], Examined]]:
    with start_examiner() as real:

        def examine(job: Finding) -> Examined:
            if "bad" in job.path.name:
                os.kill(os.getpid(), signal.SIGSEGV)
            return real(job)

        yield examine


@contextmanager
def start_fragile() -> Iterator[Callable[[bytes], bool]]:
    """Stand for an exiv2 that cannot stand one word."""

    def ask(packet: bytes) -> bool:
        if b"deadly" in packet:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"endless" in packet:
            signal.pause()
        if b"hungry" in packet:
            raise MemoryError
        return b"xmp:Rating" in packet

    yield ask


def work(job: Job) -> int:
    if job.what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if job.what == "hang":
        time.sleep(60)
    if job.what == "unreadable":
        raise PhotoUnreadable("it is broken", job.path, "Copy it again.")
    if job.what == "bug":
        raise KeyError("a bug")
    if job.what == "touch":
        job.path.touch()
    if job.what == "chatter":
        os.write(2, b"Unexpected end of file\n")
    if job.what == "memory":
        raise MemoryError
    return os.getpid()


def jobs(*whats: str) -> list[Job]:
    return [Job(Path(f"/shoot/{n}.dng"), w) for n, w in enumerate(whats)]
