"""Developed previews for the Review page, rendered in one thread; the latest draft wins."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from retouch.adjust.base import Stage
from retouch.adjust.edit import Edit
from retouch.gui.histogram import Bins, bins_of
from retouch.gui.pictures import LatestSlot
from retouch.model.errors import RetouchError
from retouch.model.frame import Image8
from retouch.model.photo import Photo, PhotoId, WhitePoint
from retouch.model.scene import Scene
from retouch.tasks.preview import Developer

_BEFORE_KEPT = 6


@dataclass(frozen=True, eq=False)
class Draft:
    """What to render. ``before`` asks for the picture without any edit too."""

    photo: Photo
    scene: Scene | None
    edit: Edit
    before: bool
    clipping: bool = False


@dataclass(frozen=True, eq=False)
class Rendered:
    """Pictures ready to be shown, and the histogram of the edited one."""

    after: QImage
    before: QImage | None
    bins: Bins = field(repr=False)
    blown: float
    blocked: float
    texture: tuple[float | None, ...] = ()
    """Skin texture kept per face (1 is all), ``None`` where a face is too small; empty where nothing works on skin."""


def to_screen(pixels: Image8) -> QImage:
    """Return an image in the format that paints fastest, owning its memory."""
    import cv2

    bgra = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA)
    height, width = bgra.shape[:2]
    return QImage(bgra.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def mark_clipping(pixels: Image8) -> Image8:
    """Paint blown places red and blocked ones blue."""
    out = pixels.copy()
    out[(pixels == 255).any(axis=2)] = (201, 96, 90)
    out[(pixels == 0).any(axis=2)] = (90, 120, 201)
    return out


class Developing(QObject):
    """Asks the developer for drafts and hands out pixmaps."""

    shown = Signal(object, object)
    """A ``Draft`` and its ``Rendered`` picture."""
    problem = Signal(object, RetouchError)
    crashed = Signal(object)

    def __init__(self, developer: Developer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._developer = developer
        self._slot: LatestSlot[Draft | Photo] = LatestSlot(self._render, self)
        self._slot.arrived.connect(self._arrived)
        self._slot.failed.connect(self._failed)
        self._before: dict[PhotoId, QPixmap] = {}

    @property
    def busy(self) -> bool:
        """Whether a draft is being rendered."""
        return self._slot.busy

    def request(self, photo: Photo, scene: Scene | None, edit: Edit, *, clipping: bool = False) -> None:
        """Ask for a draft; only the latest one that waits is rendered."""
        self._slot.request(Draft(photo, scene, edit, photo.id not in self._before, clipping))

    def prefetch(self, photo: Photo) -> None:
        """Decode a photo that will be looked at next, if there is nothing else to do."""
        if not self._slot.busy:
            self._slot.request(photo)

    def white_at(self, photo: Photo, x: float, y: float) -> WhitePoint:
        """Return the white balance that makes a place grey. Raises ``RetouchError`` where it cannot be told."""
        return self._developer.white_at(photo, x, y)

    def before(self, photo: PhotoId) -> QPixmap | None:
        """Return the picture without any edit, if it has been rendered."""
        return self._before.get(photo)

    def drop(self) -> None:
        """Forget what waits."""
        self._slot.drop()

    def stop(self) -> None:
        """Wait for the thread."""
        self._slot.stop()

    def _render(self, draft: Draft | Photo) -> Rendered | None:
        if isinstance(draft, Photo):
            self._developer.prefetch(draft)
            return None
        after = self._developer.levels(draft.photo, draft.scene, draft.edit)
        bins, blown, blocked = bins_of(after)
        before = None
        if draft.before:
            before = to_screen(self._developer.levels(draft.photo, draft.scene, Edit()))
        shown = mark_clipping(after) if draft.clipping else after
        kept = self._developer.texture(draft.photo, draft.scene, draft.edit) if draft.edit.of(Stage.LOCAL) else ()
        return Rendered(to_screen(shown), before, bins, blown, blocked, kept)

    def _arrived(self, draft: Draft | Photo, made: Rendered | None) -> None:
        if isinstance(draft, Photo) or made is None:
            return
        if made.before is not None:
            while len(self._before) >= _BEFORE_KEPT:
                self._before.pop(next(iter(self._before)))
            self._before[draft.photo.id] = QPixmap.fromImage(made.before)
        self.shown.emit(draft, made)

    def _failed(self, draft: Draft | Photo, error: BaseException) -> None:
        if isinstance(draft, Photo):
            return  # it will be said when one looks at that photo
        if isinstance(error, RetouchError):
            self.problem.emit(draft, error)
        else:
            self.crashed.emit(error)
