"""Decoding for the window, in processes of its own: a photo may crash a decoder there, but never the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from retouch.adjust.edit import Edit
from retouch.adjust.lens import Lens
from retouch.adjust.lut import keep_in, kept_in
from retouch.image import watermark
from retouch.model.frame import Space
from retouch.model.worker import CRASHED, Died, Late, Worker, lost, too_long
from retouch.tasks.log import worker_log
from retouch.tasks.paths import home
from retouch.tasks.workers import worker_count

if TYPE_CHECKING:
    from retouch.develop.decode import Base
    from retouch.develop.look import CameraLook
    from retouch.image.watermark import Watermark
    from retouch.model.frame import Image8
    from retouch.model.photo import Photo
    from retouch.model.scene import Scene

PATIENCE_S = 60.0
"""So long may one photo take: slow network shares included."""
_DEVELOPING = 5
"""Developing a photo at full size, every correction included, may take so many times as long."""


class What(StrEnum):
    """What decoders make of a file."""

    THUMBNAIL = "thumbnail"
    PREVIEW = "preview"
    BASE = "base"
    LENS = "lens"


@dataclass(frozen=True, slots=True)
class DecodeJob:
    """What to decode of which file, at most ``long_edge`` pixels long, and what to do about its lens."""

    what: What
    path: Path
    long_edge: int
    lens: Lens | None = None


@dataclass(frozen=True, slots=True)
class WholeJob:
    """A photo to develop at full size, with the folders of looks that its edit may need."""

    photo: Photo
    scene: Scene | None
    edit: Edit
    look: CameraLook
    looks: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """The original, for messages."""
        return self.photo.path


@dataclass(frozen=True, slots=True)
class MarkJob:
    """A watermark whose picture is to be tried, and laid into these levels (sRGB) where there are any."""

    mark: Watermark
    levels: Image8 | None = None

    @property
    def path(self) -> Path | None:
        """The picture, for messages."""
        return self.mark.picture


Job: TypeAlias = DecodeJob | WholeJob | MarkJob


@contextmanager
def start_decoder() -> Iterator[Callable[[Job], Any]]:
    """Give what decodes; libraries are loaded by the first photo that needs them."""
    yield _work


def _work(job: Job) -> Any:
    match job:
        case WholeJob():
            return _developed(job)
        case MarkJob():
            return _marked(job)
    return _decoded(job)


def _marked(job: MarkJob) -> Image8 | None:
    watermark.check(job.mark)
    if job.levels is not None:
        watermark.lay(job.levels, job.mark, Space.SRGB)
    return job.levels


def _developed(job: WholeJob) -> Image8:
    from retouch.develop.deliver import whole

    for folder in job.looks:
        keep_in(folder)
    return whole(job.photo, job.scene, job.edit, look=job.look)


def _decoded(job: DecodeJob) -> Any:
    from retouch.develop.decode import base, preview, thumbnail_jpeg

    if job.what is What.BASE:
        from retouch.develop.look import look_for

        made = base(job.path, long_edge=job.long_edge)
        return made, look_for(job.path, made)
    if job.what is What.LENS:
        return base(job.path, long_edge=job.long_edge, lens=job.lens)
    pixels = preview(job.path, job.long_edge).pixels
    return thumbnail_jpeg(pixels, job.long_edge) if job.what is What.THUMBNAIL else pixels


class Decoders:
    """``count`` processes that decode for threads which wait for it. Thread-safe.

    Each starts when it is first needed, and ends with this process at the latest. All methods raise ``PhotoUnreadable``
    or ``ShootGone`` as decoding does, and ``WorkerLost`` where the file crashes the decoder, fills its memory or takes
    longer than ``patience`` seconds.
    """

    def __init__(self, count: int | None = None, patience: float = PATIENCE_S, log: Path | None = None) -> None:
        self._free = threading.Semaphore(count or max(2, worker_count()))  # full size of one, the next beside it
        self._guard = threading.Lock()
        self._idle: list[Worker[Job, Any]] = []
        self._busy: set[Worker[Job, Any]] = set()
        self._patience = patience
        self._log = log

    def thumbnail(self, path: Path, long_edge: int) -> bytes:
        """Return a small picture as a JPEG; see ``decode.preview``."""
        made: bytes = self._ask(DecodeJob(What.THUMBNAIL, path, long_edge))
        return made

    def preview(self, path: Path, long_edge: int) -> Image8:
        """Return a picture to look at; see ``decode.preview``."""
        made: Image8 = self._ask(DecodeJob(What.PREVIEW, path, long_edge))
        return made

    def base(self, path: Path, long_edge: int) -> tuple[Base, CameraLook]:
        """Return scene-linear pixels and the camera's look; see ``decode.base`` and ``look_for``."""
        made: tuple[Base, CameraLook] = self._ask(DecodeJob(What.BASE, path, long_edge))
        return made

    def with_lens(self, path: Path, long_edge: int, lens: Lens) -> Base:
        """Return scene-linear pixels with the lens corrected to a share; see ``decode.base``."""
        made: Base = self._ask(DecodeJob(What.LENS, path, long_edge, lens))
        return made

    def whole(self, photo: Photo, scene: Scene | None, edit: Edit, look: CameraLook) -> Image8:
        """Return the pixels of a delivery at full size; see ``deliver.whole``."""
        made: Image8 = self._ask(WholeJob(photo, scene, edit, look, kept_in()))
        return made

    def check(self, mark: Watermark | None) -> None:
        """Raise ``RetouchError`` where the picture of a watermark cannot be used; see ``watermark.check``."""
        if mark is not None and mark.picture is not None:
            self._ask(MarkJob(mark))

    def marked(self, levels: Image8, mark: Watermark) -> Image8:
        """Return sRGB levels with a mark laid into them; see ``watermark.lay``. A file is opened by a worker only."""
        if mark.picture is not None:
            made: Image8 = self._ask(MarkJob(mark, levels))
            return made
        watermark.lay(levels, mark, Space.SRGB)
        return levels

    def close(self) -> None:
        """End all processes at once: nobody waits for a photo that hangs when the window is closed."""
        with self._guard:
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.process.kill()  # whoever waits for it notices, and cleans up
        for worker in idle:
            worker.stop()

    def _ask(self, job: Job) -> Any:
        with self._free:
            worker = self._given(job)
            with self._guard:
                self._busy.add(worker)
            try:
                outcome = self._wait(worker)
            except BaseException:
                with self._guard:
                    self._busy.discard(worker)
                worker.stop()
                raise
            with self._guard:
                self._busy.discard(worker)
                self._idle.append(worker)
        if outcome.error is not None:
            raise outcome.error
        return outcome.result

    def _given(self, job: Job) -> Worker[Job, Any]:
        """Return a worker that is on the job: one that is idle and still alive, or a new one."""
        while True:
            with self._guard:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                worker = Worker(start_decoder, self._log, polite=False)  # the window waits for it
                worker.give(job)
                return worker
            try:
                worker.give(job)
                return worker
            except OSError:  # it has been ended from outside, between two photos
                worker.stop()

    def _wait(self, worker: Worker[Job, Any]) -> Any:
        job = worker.job
        path = None if job is None else job.path
        patience = self._patience * (_DEVELOPING if isinstance(job, WholeJob) else 1)
        try:
            return worker.wait(patience)
        except Died as error:
            raise lost(CRASHED, path) from error
        except Late as error:
            raise lost(too_long(patience), path) from error


@cache
def decoders() -> Decoders:
    """Return the decoders of this process."""
    return Decoders(log=worker_log(home()))
