"""Developed previews for the Review page: the picture first, in one thread, and what can wait in another.

The latest draft wins. Once no new draft comes, the chores are done one by one: texture kept, the picture without any
edit, the full size where one has zoomed in, and the photos that will be looked at next.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from retouch.adjust.base import Stage
from retouch.adjust.edit import Edit
from retouch.gui.carrying import OWN
from retouch.gui.detail import Detail
from retouch.gui.histogram import Bins, bins_of
from retouch.gui.pictures import LatestSlot, to_qimage
from retouch.model.errors import RetouchError
from retouch.model.frame import Image8
from retouch.model.photo import Photo, PhotoId, WhitePoint
from retouch.model.scene import Scene
from retouch.tasks.preview import PREVIEW_EDGE, Developer

_BEFORE_KEPT = 6
_PAUSE_MS = 120
"""After so long without a new picture the chores begin."""
_SMALLEST_EDGE = 640

Texture = tuple[float | None, ...]
"""Skin texture kept per face (1 is all), ``None`` where a face is too small; empty where nothing works on skin."""


@dataclass(frozen=True, eq=False)
class Draft:
    """What to render, ``edge`` pixels long. ``whole`` asks for the size of the delivery, with ``before`` of both.

    ``detail`` is what is in view of the whole picture, to be kept sharp meanwhile.
    """

    photo: Photo
    scene: Scene | None
    edit: Edit
    edge: int = PREVIEW_EDGE
    clipping: bool = False
    whole: bool = False
    before: bool = False
    detail: Detail | None = None

    @property
    def plain(self) -> Draft:
        """The same without any edit but that of its frame, so that before and after lie on each other."""
        own = Edit(tuple(s for s in self.edit.steps if s.key in OWN))
        return replace(self, edit=own, clipping=False, detail=None)


@dataclass(frozen=True, eq=False)
class Rendered:
    """A picture ready to be shown, and its histogram. ``part`` is the sharp part of it that is in view."""

    after: QImage
    bins: Bins = field(repr=False)
    blown: float
    blocked: float
    part: QImage | None = None


@dataclass(frozen=True, eq=False)
class _Texture:
    """Ask how much texture of the skin is left."""

    draft: Draft


@dataclass(frozen=True, eq=False)
class _Before:
    """Ask for the picture without any edit."""

    draft: Draft


_Chore = _Texture | _Before | Draft | Photo


def mark_clipping(pixels: Image8) -> Image8:
    """Paint blown places red and blocked ones blue."""
    out = pixels.copy()
    out[(pixels == 255).any(axis=2)] = (201, 96, 90)
    out[(pixels == 0).any(axis=2)] = (90, 120, 201)
    return out


class Developing(QObject):
    """Asks the developer for drafts and hands out pictures."""

    shown = Signal(object, object)
    """A ``Draft`` and its ``Rendered`` picture."""
    textured = Signal(object, object)
    """A ``Draft`` and the ``Texture`` that it keeps."""
    undressed = Signal(object)
    """The picture without any edit of this ``Draft`` is there: see ``before``."""
    problem = Signal(object, RetouchError)
    crashed = Signal(object)

    def __init__(self, developer: Developer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._developer = developer
        self._slot: LatestSlot[Draft] = LatestSlot(self._render, self)
        self._slot.arrived.connect(self._arrived)
        self._slot.failed.connect(self._failed)
        self._chores: LatestSlot[_Chore] = LatestSlot(self._work, self)
        self._chores.arrived.connect(self._done)
        self._chores.failed.connect(self._chore_failed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._next_chore)
        self._befores: OrderedDict[Draft, QPixmap] = OrderedDict()
        self._draft: Draft | None = None
        self._ahead: tuple[Photo, ...] = ()
        self._finished: set[str] = set()
        self._local: tuple[PhotoId, object] | None = None
        self._shown = 0

    @property
    def busy(self) -> bool:
        """Whether something is being rendered, or will be before long."""
        return self._slot.busy or self._chores.busy or self._pause.isActive()

    def request(self, draft: Draft, ahead: Sequence[Photo] = ()) -> None:
        """Ask for a draft; only the latest one that waits is rendered. ``ahead`` are decoded when all else is done."""
        if self._draft is not None and self._draft.photo.id != draft.photo.id:
            self._local = None
        self._draft, self._ahead = replace(draft, edge=max(min(draft.edge, PREVIEW_EDGE), _SMALLEST_EDGE)), tuple(ahead)
        self._finished.clear()
        self._pause.stop()
        self._slot.request(replace(self._draft, whole=False))

    def white_at(self, photo: Photo, x: float, y: float) -> WhitePoint:
        """Return the white balance that makes a place grey. Raises ``RetouchError`` where it cannot be told."""
        return self._developer.white_at(photo, x, y)

    def clear(self) -> None:
        """Forget all pictures, those under way too."""
        self.drop()
        self._befores.clear()

    def before(self, draft: Draft) -> QPixmap | None:
        """Return the picture without any edit, sharp enough for this draft or else the best there is."""
        same = [d for d in self._befores if d.photo.id == draft.photo.id and d.edit == draft.plain.edit]
        best = max(same, key=_pixels, default=None)
        return self._befores[best] if best is not None else None

    def drop(self) -> None:
        """Forget what waits, and what is not there yet."""
        self._draft, self._ahead = None, ()
        self._pause.stop()
        self._slot.drop()
        self._chores.drop()

    def stop(self) -> None:
        """Wait for the threads."""
        self.drop()
        self._slot.stop()
        self._chores.stop()

    # -- in the threads

    def _render(self, draft: Draft) -> Rendered:
        if draft.whole:
            after = self._developer.whole(draft.photo, draft.scene, draft.edit)
        else:
            after = self._developer.levels(draft.photo, draft.scene, draft.edit, draft.edge)
        shown = to_qimage(mark_clipping(after) if draft.clipping else after)
        part = draft.detail.like(shown) if draft.detail is not None and not draft.whole else None
        return Rendered(shown, *bins_of(after), part=part)

    def _work(self, chore: _Chore) -> object:
        if isinstance(chore, Photo):
            self._developer.prefetch(chore)
            return None
        if isinstance(chore, _Texture):
            return self._developer.texture(chore.draft.photo, chore.draft.scene, chore.draft.edit)
        if isinstance(chore, _Before):
            return self._render(chore.draft.plain)
        return self._render(chore)

    # -- chores, one after the other, while no newer draft comes

    def _next_chore(self) -> None:
        if self._draft is None or self._chores.busy or self._slot.busy:
            return
        chore = self._due(self._draft)
        if chore is not None:
            self._chores.request(chore)

    def _due(self, draft: Draft) -> _Chore | None:
        local = tuple(draft.edit.of(Stage.LOCAL))
        if self._local != (draft.photo.id, local):
            self._local = (draft.photo.id, local)
            if local:
                return _Texture(draft)
            self.textured.emit(draft, ())
        if draft.whole and "whole" not in self._finished:
            self._finished.add("whole")
            return draft
        if "before" not in self._finished:
            self._finished.add("before")
            plain = draft if draft.before else replace(draft, whole=False)
            before = self.before(draft)
            if before is None or (plain.whole == draft.whole and before.width() < self._shown):
                return _Before(plain)
        while self._ahead:
            nearest, self._ahead = self._ahead[0], self._ahead[1:]
            if not self._developer.ready(nearest):
                return nearest
        return None

    # -- results

    def _arrived(self, draft: Draft, made: Rendered) -> None:
        if self._draft is not None and draft.photo.id == self._draft.photo.id:
            self._show(draft, made)
            self._pause.start()

    def _done(self, chore: _Chore, made: object) -> None:
        draft = chore if isinstance(chore, Draft | Photo) else chore.draft
        if isinstance(chore, _Before) and isinstance(made, Rendered):
            self._keep_before(chore.draft, made)
        elif draft is self._draft and isinstance(chore, _Texture):
            self.textured.emit(draft, made)
        elif draft is self._draft and isinstance(made, Rendered):
            self._show(draft, made)
        elif isinstance(chore, _Texture):
            self._local = None  # its answer was for an older draft
        if not self._pause.isActive():
            self._next_chore()

    def _show(self, draft: Draft, made: Rendered) -> None:
        self._shown = made.after.width()
        self.shown.emit(draft, made)

    def _keep_before(self, draft: Draft, made: Rendered) -> None:
        while len(self._befores) >= _BEFORE_KEPT:
            self._befores.popitem(last=False)
        for large in [d for d in self._befores if d.whole]:
            del self._befores[large]  # 96 MB of a photo of 24 MP: one is enough
        self._befores[draft.plain] = QPixmap.fromImage(made.after)
        self.undressed.emit(draft)

    def _failed(self, draft: Draft, error: BaseException) -> None:
        if not isinstance(error, RetouchError):
            self.crashed.emit(error)
        elif self._draft is not None and draft.photo.id == self._draft.photo.id:
            self.problem.emit(draft, error)

    def _chore_failed(self, chore: _Chore, error: BaseException) -> None:
        if not isinstance(error, RetouchError):
            self.crashed.emit(error)  # what a photo's file lacks is said when one looks at that photo


def _pixels(draft: Draft) -> tuple[bool, int]:
    return draft.whole, draft.edge
