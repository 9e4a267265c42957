"""Pictures from other threads: a cache that fetches what is visible first, and a slot where the latest wins."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from retouch.gui.monitor import managed
from retouch.gui.sentences import error_said
from retouch.model.errors import RetouchError
from retouch.model.frame import Image8
from retouch.model.photo import Photo, PhotoId

R = TypeVar("R")
_WAITING = 400
"""So many requests wait; older ones are dropped and asked for again when they are painted again."""


def to_qimage(pixels: Image8) -> QImage:
    """Copy H×W×3 sRGB uint8 into an image of the format that paints fastest, in the colours of the monitor."""
    import cv2

    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.bits(), np.uint8).reshape(height, image.bytesPerLine() // 4, 4)
    cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA, dst=rows[:, :width])
    return managed(image)


@dataclass(frozen=True, slots=True)
class PictureKey:
    """A photo at a size: long edge in pixels."""

    photo: PhotoId
    edge: int


class Pictures(QObject):
    """Pixmaps by photo and size, fetched in a few threads, least recently used dropped beyond ``budget`` bytes.

    The last request is served first, because it is what has just come into view. ``fetch`` runs in those threads.
    """

    ready = Signal(str)
    """A picture of this photo has arrived, or has failed."""
    cleared = Signal()
    """Everything is forgotten: another shoot, or the colours of another monitor."""
    crashed = Signal(object)
    _arrived = Signal(object, object)

    def __init__(
        self, fetch: Callable[[Photo, int], Image8], budget: int, threads: int = 2, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._budget = budget
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pictures")
        self._stopped = False
        self._made: OrderedDict[PictureKey, QPixmap] = OrderedDict()
        self._bytes = 0
        self._waiting: OrderedDict[PictureKey, Photo] = OrderedDict()
        self._under_way: dict[PictureKey, Future[QImage]] = {}
        self._failed: dict[PictureKey, str] = {}
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something waits or is being fetched."""
        return bool(self._waiting or self._under_way)

    def get(self, photo: Photo, edge: int, *, soon: bool = True) -> QPixmap | None:
        """Return the picture if it is here; else ask for it and return ``None``.

        ``soon=False`` asks for it after everything that is visible: for what will probably be looked at next.
        """
        key = PictureKey(photo.id, edge)
        found = self._made.get(key)
        if found is not None:
            self._made.move_to_end(key)
            return found
        if key not in self._under_way and key not in self._failed and not self._stopped:
            known = key in self._waiting
            self._waiting[key] = photo
            if soon or not known:
                self._waiting.move_to_end(key, last=soon)
            while len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            self._start()
        return None

    def best(self, photo: Photo, edges: tuple[int, ...]) -> QPixmap | None:
        """Return what is here among several sizes, first come first; ask for nothing."""
        return next((p for e in edges if (p := self._made.get(PictureKey(photo.id, e))) is not None), None)

    def why_not(self, photo: PhotoId, edge: int) -> str:
        """Return what prevented the picture, or an empty string."""
        return self._failed.get(PictureKey(photo, edge), "")

    def forget_waiting(self) -> None:
        """Drop requests that nobody has begun to serve: the view has moved on."""
        self._waiting.clear()

    def clear(self) -> None:
        """Forget everything; pictures under way are dropped when they arrive."""
        self._waiting.clear()
        self._under_way.clear()
        self._failed.clear()
        self._made.clear()
        self._bytes = 0
        self.cleared.emit()

    def stop(self) -> None:
        """Forget what waits, wait for what is under way, and end the threads. A window that closes may still paint."""
        self._stopped = True
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.clear()

    def _start(self) -> None:
        while self._waiting and len(self._under_way) < self._threads:
            key, photo = self._waiting.popitem(last=True)
            self._under_way[key] = future = self._pool.submit(self._work, photo, key.edge)
            future.add_done_callback(partial(self._hand_over, key))

    def _work(self, photo: Photo, edge: int) -> QImage:
        return to_qimage(self._fetch(photo, edge))

    def _hand_over(self, key: PictureKey, future: Future[QImage]) -> None:
        if not future.cancelled():
            self._arrived.emit(key, future.exception() or future.result())

    @Slot(object, object)
    def _take(self, key: PictureKey, result: object) -> None:
        if self._under_way.pop(key, None) is None:
            return
        if isinstance(result, QImage):
            self._keep(key, QPixmap.fromImage(result))
        else:
            self._failed[key] = error_said(result) if isinstance(result, RetouchError) else str(result)
            if not isinstance(result, RetouchError):
                self.crashed.emit(result)
        self._start()
        self.ready.emit(key.photo)

    def _keep(self, key: PictureKey, pixmap: QPixmap) -> None:
        self._made[key] = pixmap
        self._bytes += pixmap.width() * pixmap.height() * 4
        while self._bytes > self._budget and len(self._made) > 1:
            _, old = self._made.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4


class LatestSlot(QObject, Generic[R]):
    """One thread and one waiting place: a newer request replaces the one that waits.

    ``work`` runs in that thread; ``arrived`` brings the request and its result, and only results that are still the
    latest word or that came before anything newer was ready.
    """

    arrived = Signal(object, object)
    failed = Signal(object, object)
    _left = Signal(object, object)

    def __init__(self, work: Callable[[R], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="latest")
        self._waiting: R | None = None
        self._job: Future[object] | None = None
        self._dropped = False
        self._left.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is being worked on."""
        return self._job is not None

    def request(self, request: R) -> None:
        """Ask for this, instead of whatever was waiting."""
        if self._job is None:
            self._begin(request)
        else:
            self._waiting = request

    def drop(self) -> None:
        """Forget what waits, and the result of what is under way."""
        self._waiting = None
        self._dropped = self._job is not None

    def stop(self) -> None:
        """Forget what waits, wait for what is under way, and end the thread."""
        self.drop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, request: R) -> None:
        self._dropped = False
        self._job = self._pool.submit(self._work, request)
        self._job.add_done_callback(partial(self._hand_over, request))

    def _hand_over(self, request: R, future: Future[object]) -> None:
        if not future.cancelled():
            self._left.emit(request, future.exception() or future.result())

    @Slot(object, object)
    def _take(self, request: R, result: object) -> None:
        self._job = None
        dropped = self._dropped
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._begin(waiting)
        if dropped:
            return
        if isinstance(result, BaseException):
            self.failed.emit(request, result)
        else:
            self.arrived.emit(request, result)
