"""The queue of sidecars to be written: decisions never wait for a slow card or share."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from retouch.adjust.edit import Edit
from retouch.model.errors import NotWritable, RetouchError
from retouch.model.photo import Photo
from retouch.store import sidecar
from retouch.store.marks import Marks, SeenSidecar

_REST_S = 0.4
"""The writer begins so long after the first state has come: what one decides is shown first, and decided again at once
is written once."""
_BREATH_S = 0.003
"""Between two sidecars the writer leaves the processor to others, unless somebody waits for it."""
_log = logging.getLogger(__name__)


class SidecarWriter:
    """Writes sidecars behind the back of whoever decides: the latest state of each photo, one after another.

    ``written`` is called on the writer's thread after each success, ``taken`` before it for what was taken in from the
    sidecar (see ``sidecar.write``); ``by`` is the identity of the catalogue. The thread ends when there is nothing to
    do.
    """

    def __init__(
        self,
        written: Callable[[Photo, SeenSidecar], None] | None = None,
        by: str = "",
        taken: Callable[[Photo], Marks] = lambda _: sidecar.NONE,
    ) -> None:
        self._written = written
        self._taken = taken
        self._by = by
        self._changed = threading.Condition()
        self._waiting: dict[Path, Callable[[], None]] = {}
        self._failed: dict[Path, tuple[Callable[[], None], RetouchError]] = {}
        self._running = False
        self._awaited = 0

    def enqueue(self, photo: Photo, marks: Marks, edit: Edit, crs: Mapping[str, str]) -> None:
        """Have a sidecar written soon; a state of the same photo that still waits is replaced by this one."""

        def job() -> None:
            seen = sidecar.write(photo, marks, edit, crs, by=self._by, taken=self._taken(photo))
            if self._written is not None:
                self._written(photo, seen)

        with self._changed:
            self._failed.pop(photo.path, None)
            self._put(photo.path, job)

    def flush(self, timeout: float | None = None) -> tuple[RetouchError, ...]:
        """Try once more what failed, wait for all (at most ``timeout`` seconds); return what is not written."""
        with self._changed:
            for path, (job, _) in self._failed.items():
                self._put(path, job)
            self._failed.clear()
            self._awaited += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._running, timeout)
            self._awaited -= 1
            late = tuple(NotWritable("the sidecar is still not written", path) for path in self._waiting)
            failed = tuple(error for _, error in self._failed.values())
            return tuple(sorted((*failed, *late), key=lambda error: str(error.path)))

    def _put(self, path: Path, job: Callable[[], None]) -> None:
        self._waiting[path] = job
        if not self._running:
            self._running = True
            threading.Thread(target=self._run, name="sidecars", daemon=True).start()

    def _run(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._awaited > 0, _REST_S)
        while True:
            with self._changed:
                if not self._waiting:
                    self._running = False
                    self._changed.notify_all()
                    return
                self._changed.wait_for(lambda: self._awaited > 0, _BREATH_S)
                path = next(iter(self._waiting))
                job = self._waiting.pop(path)
            error = _attempt(job, path)
            if error is not None:
                with self._changed:
                    if path not in self._waiting:
                        self._failed[path] = (job, error)


def _attempt(job: Callable[[], None], path: Path) -> RetouchError | None:
    try:
        job()
    except RetouchError as error:
        return error
    except Exception as error:  # a bug, and the one thread that writes has to live on
        _log.exception("writing the sidecar of %s", path)
        return NotWritable(f"the sidecar cannot be written ({error!r})", path, "The decision is in the catalogue.")
    return None
