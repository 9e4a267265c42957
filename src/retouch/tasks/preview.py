"""Pictures for the screen: thumbnails from the cache or the file, developed previews from cached bases.

No file of the photographer's is decoded in the process that asks; see ``tasks.decoders``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from retouch.adjust.base import Context
from retouch.adjust.edit import Edit
from retouch.adjust.lens import Lens
from retouch.model.frame import Frame, Image8, Space
from retouch.model.photo import Photo, PhotoId, WhitePoint
from retouch.model.scene import Scene
from retouch.store.pictures import key_for
from retouch.tasks.decoders import decoders
from retouch.tasks.looks import Looks
from retouch.tasks.read import THUMBNAIL_EDGE
from retouch.tasks.session import Session

if TYPE_CHECKING:  # numba and rawpy stay out of the window's start
    from retouch.develop.decode import Base
    from retouch.develop.look import CameraLook
    from retouch.develop.render import RenderCache

PREVIEW_EDGE = 2048
"""Long edge in pixels of what the loupe and the review page work on."""
_KEPT = 6
"""Bases kept: the current photo, two to either side, and the one just left. 34 MiB each."""


def thumbnail(session: Session, photo: Photo) -> Image8:
    """Return the thumbnail, at most ``THUMBNAIL_EDGE`` px, upright sRGB; made from the file where it is not cached.

    Raises ``PhotoUnreadable`` where the file shows nothing, ``WorkerLost`` where it crashes the decoder.
    """
    key = key_for(photo.id, "thumbnail")
    kept = session.pictures.get(key)
    if kept is None:
        kept = decoders().thumbnail(photo.path, THUMBNAIL_EDGE)
        session.pictures.put(key, kept)
    rgb = cv2.imdecode(np.frombuffer(kept, np.uint8), cv2.IMREAD_COLOR_RGB)
    assert rgb is not None  # we encoded it
    return np.asarray(rgb, np.uint8)


def loupe(photo: Photo, long_edge: int = PREVIEW_EDGE) -> Image8:
    """Return the camera's own picture, upright sRGB, for culling. Raises as ``thumbnail`` does."""
    return decoders().preview(photo.path, long_edge)


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A decoded base with its look and the render's own cache."""

    base: Base
    look: CameraLook
    cache: RenderCache


class Developer:
    """Renders previews of edits. Thread-safe; decodes a photo once and keeps the last few."""

    def __init__(self, long_edge: int = PREVIEW_EDGE, looks: Looks | None = None) -> None:
        self._edge = long_edge
        self._looks = looks
        self._ready: OrderedDict[PhotoId, _Ready] = OrderedDict()
        self._reduced: tuple[Base, int, Base] | None = None
        self._lens: tuple[PhotoId, Lens, _Ready] | None = None
        self._guard = threading.Lock()
        self._decoding: dict[PhotoId, threading.Lock] = {}

    def render(self, photo: Photo, scene: Scene | None, edit: Edit, space: Space = Space.SRGB) -> Frame:
        """Return the developed preview. Raises ``PhotoUnreadable`` where the photo cannot be developed."""
        from retouch.develop.render import render

        ready = self._for(photo, edit)
        context = Context(ready.base.white, photo.capture, scene)
        return render(ready.base, edit, context, look=ready.look, space=space, cache=ready.cache)

    def levels(self, photo: Photo, scene: Scene | None, edit: Edit, edge: int | None = None) -> Image8:
        """Return the developed preview as the screen takes it, sRGB uint8, at half the cost of ``render``.

        With ``edge`` it is no longer than that, which costs less still. Raises as ``render`` does.
        """
        from retouch.develop.render import render_levels

        ready = self._for(photo, edit)
        base = self._at(ready.base, edge)
        context = Context(base.white, photo.capture, scene)
        made = render_levels(base, edit, context, np.uint8, look=ready.look, cache=ready.cache)
        return np.asarray(made, np.uint8)

    def whole(self, photo: Photo, scene: Scene | None, edit: Edit) -> Image8:
        """Return what is delivered at full size, sRGB uint8, to look at single pixels. Raises as ``render`` does."""
        return decoders().whole(photo, scene, edit, self._prepare(photo).look)

    def white_at(self, photo: Photo, x: float, y: float) -> WhitePoint:
        """Return the white balance that makes a place of the whole photo grey; x and y are shares of it.

        Raises ``UsageError`` where the place is too dark or blown.
        """
        from retouch.tasks.balance import white_from

        base = self._prepare(photo).base
        pixels = base.frame.pixels
        row, column = round(y * (pixels.shape[0] - 1)), round(x * (pixels.shape[1] - 1))
        reach = max(2, round(0.004 * max(pixels.shape)))
        patch = pixels[max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1]
        return white_from(np.median(patch.reshape(-1, 3), axis=0), base.white, base.camera)

    def texture(self, photo: Photo, scene: Scene | None, edit: Edit) -> tuple[float | None, ...]:
        """Return the skin texture that an edit keeps (1 is all), per face of the scene; ``None`` for a small face.

        Quick after ``render`` of the same edit. Raises ``PhotoUnreadable`` where the photo cannot be developed.
        """
        from retouch.develop.render import texture_of

        ready = self._for(photo, edit)
        return texture_of(ready.base, edit, Context(ready.base.white, photo.capture, scene), ready.cache)

    def prefetch(self, photo: Photo) -> None:
        """Decode a photo that will be looked at soon."""
        self._prepare(photo)

    def ready(self, photo: Photo) -> bool:
        """Whether a photo is decoded."""
        with self._guard:
            return photo.id in self._ready

    def _at(self, base: Base, edge: int | None) -> Base:
        """Return a base at no more than ``edge`` pixels; the last is kept, so that its LOCAL work is found again."""
        with self._guard:
            kept = self._reduced
        if kept is not None and kept[0] is base and kept[1] == edge:
            return kept[2]
        small = base.reduced(edge)
        with self._guard:
            self._reduced = (base, edge or 0, small)
        return small

    def _for(self, photo: Photo, edit: Edit) -> _Ready:
        """Return the base that an edit works on: another one where it changes what is done about the lens.

        Only the last of those is kept. The look stays that of the photo as the file asks, as in exports.
        """
        from retouch.develop.render import RenderCache

        ready, lens = self._prepare(photo), edit.get(Lens.key)
        if not (isinstance(lens, Lens) and ready.base.corrects_lens):
            return ready
        with self._guard:
            kept = self._lens
        if kept is not None and kept[:2] == (photo.id, lens):
            return kept[2]
        made = _Ready(decoders().with_lens(photo.path, self._edge, lens), ready.look, RenderCache())
        with self._guard:
            self._lens = (photo.id, lens, made)
        return made

    def _prepare(self, photo: Photo) -> _Ready:
        from retouch.develop.render import RenderCache

        with self._guard:
            if photo.id in self._ready:
                self._ready.move_to_end(photo.id)
                return self._ready[photo.id]
            decoding = self._decoding.setdefault(photo.id, threading.Lock())
        with decoding:  # two threads that want the same photo decode it once
            with self._guard:
                if photo.id in self._ready:
                    return self._ready[photo.id]
            base, fitted = decoders().base(photo.path, self._edge)
            look = self._looks.shared(photo, fitted) if self._looks is not None else fitted
            made = _Ready(base, look, RenderCache())
            with self._guard:
                self._decoding.pop(photo.id, None)
                self._ready[photo.id] = made
                while len(self._ready) > _KEPT:
                    self._ready.popitem(last=False)
            return made
