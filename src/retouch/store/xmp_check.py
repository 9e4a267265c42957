"""What exiv2 says to a packet, asked in a process of its own: a sidecar may crash it there, and costs one sidecar."""

from __future__ import annotations

import multiprocessing as mp
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from retouch.model.packet import Packet
from retouch.model.worker import Died, Late, Worker
from retouch.store import marks as words

PATIENCE_S = 20.0
"""So long may exiv2 think about one packet. The largest that are read take a second."""
WELL_KNOWN = {
    "xmp": words.XMP,
    "xmpDM": words.XMP_DM,
    "digiKam": words.DIGIKAM,
    "crs": words.CRS,
    "photoshop": words.PHOTOSHOP,
}
"""What exiv2 knows from the start, of the namespaces that are written here."""


class Crashed(Exception):
    """A packet on which exiv2 crashes, hangs or eats memory; the message says so."""


def understood(packet: Packet) -> bool:
    """Whether exiv2 (and so darktable, digiKam and others) makes sense of a packet. It says so by finding nothing.

    Thread-safe. Raises ``Crashed``.
    """
    if any(WELL_KNOWN.get(prefix, uri) != uri for prefix, uri in packet.namespaces):
        return True  # it gives a well-known prefix another meaning, which exiv2 would keep for all other files
    if not packet.properties:
        return True
    if mp.parent_process() is not None:  # already in a process that may crash, and that may have no children
        from retouch.store.xmp_toolkit import finds_something

        return finds_something(packet.utf8)
    return _checker().ask(packet.utf8)


@contextmanager
def start_checker() -> Iterator[Callable[[bytes], bool]]:
    """Give what asks exiv2, which is loaded in the worker only."""
    from retouch.store.xmp_toolkit import finds_something

    yield finds_something


class Checker:
    """One process that is asked about packets, one after another; it is started anew where it was lost. Thread-safe."""

    def __init__(self, patience: float = PATIENCE_S) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._worker: Worker[bytes, bool] | None = None

    def ask(self, packet: bytes) -> bool:
        """Return whether exiv2 finds something. Raises ``Crashed``, or ``WorkerLost`` where no process starts."""
        with self._guard:
            worker = self._given(packet)
            try:
                return self._answer(worker)
            except BaseException:
                self._worker = None
                worker.stop()
                raise

    def close(self) -> None:
        """End the process; the next question starts another."""
        with self._guard:
            if self._worker is not None:
                self._worker.stop()
                self._worker = None

    def _given(self, packet: bytes) -> Worker[bytes, bool]:
        if self._worker is not None:
            try:
                self._worker.give(packet)
                return self._worker
            except OSError:  # it was ended from outside, between two sidecars
                self._worker.stop()
        self._worker = worker = Worker(start_checker, Path(os.devnull))
        worker.give(packet)
        return worker

    def _answer(self, worker: Worker[bytes, bool]) -> bool:
        try:
            outcome = worker.wait(self._patience)
        except Died as error:
            raise Crashed("it makes programs crash that read it") from error
        except Late as error:
            raise Crashed(f"reading it takes longer than {self._patience:.0f} s") from error
        if outcome.error is not None:
            raise Crashed(outcome.error.what) from outcome.error
        return bool(outcome.result)


@cache
def _checker() -> Checker:
    """Return the checker of this process."""
    return Checker()
