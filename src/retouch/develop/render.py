"""From a photo's base to what is shown or delivered: LOCAL, COLOUR and FINISH, for preview and export alike."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock

import numpy as np

from retouch.adjust.base import Adjustment, ColourAdjustment, Context, FinishAdjustment, LocalAdjustment, Stage
from retouch.adjust.edit import Edit
from retouch.develop.decode import Base
from retouch.develop.look import PLAIN, CameraLook
from retouch.develop.transform import ColourTransform, compose
from retouch.image.levels import rounded
from retouch.model.frame import AnyArray, Frame, Pixels, Space


class RenderCache:
    """Keeps the last results of LOCAL work, so that moving a colour slider never recomputes skin.

    Safe to share between threads. Keys hold their base, so a base is never mistaken for another. Meant for preview
    sizes: each entry is one frame.
    """

    def __init__(self, entries: int = 4) -> None:
        self._entries = entries
        self._kept: OrderedDict[Hashable, Frame] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Frame | None:
        """Return what was kept under this key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, frame: Frame) -> None:
        """Keep a frame, letting go of the one that was used longest ago."""
        with self._lock:
            self._kept[key] = frame
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries:
                self._kept.popitem(last=False)


def render(
    base: Base,
    edit: Edit,
    context: Context,
    *,
    look: CameraLook | None = None,
    space: Space = Space.SRGB,
    cache: RenderCache | None = None,
    consume: bool = False,
) -> Frame:
    """Render an edit at the size of ``base``: a frame in the display-encoded ``space``.

    The white point and camera matrix in ``context`` are replaced by those of the base. ``look`` ``None`` is plain. With
    ``consume`` the base is used up: its memory becomes the result's, which halves what an export needs. Raises
    ``ValueError`` for a ``space`` that is not display-encoded.
    """
    context = replace(context, white=base.white, camera=base.camera)
    frame = local(base, edit, context, cache)
    transform = _transform(edit, context, look, space)
    shown = _writeable(frame.pixels) if consume else np.empty(frame.pixels.shape, np.float32)
    transform.apply(frame.pixels, shown)
    return finish(frame.with_pixels(shown, space), edit)


def render_levels(
    base: Base,
    edit: Edit,
    context: Context,
    dtype: type[np.uint8] | type[np.uint16],
    *,
    look: CameraLook | None = None,
    space: Space = Space.SRGB,
    cache: RenderCache | None = None,
    consume: bool = False,
) -> AnyArray:
    """Render as ``render`` does, to H×W×3 integers of full range: for the screen, and for files.

    Without FINISH steps no picture in floats is made on the way, which halves the time.
    """
    if edit.of(Stage.FINISH):
        frame = render(base, edit, context, look=look, space=space, cache=cache, consume=consume)
        return rounded(frame.pixels, dtype)
    context = replace(context, white=base.white, camera=base.camera)
    frame = local(base, edit, context, cache)
    levels = np.empty(frame.pixels.shape, dtype)
    _transform(edit, context, look, space).apply(frame.pixels, levels)
    return levels


def _transform(edit: Edit, context: Context, look: CameraLook | None, space: Space) -> ColourTransform:
    if space is Space.SCENE:
        raise ValueError("rendering ends in a display space")
    steps = [s for s in edit.of(Stage.COLOUR) if isinstance(s, ColourAdjustment)]
    return compose(steps, context, look or PLAIN, space)


def _writeable(pixels: Pixels) -> Pixels:
    """The same memory where it is ours to write, else a copy."""
    try:
        pixels.setflags(write=True)
    except ValueError:
        return pixels.copy()
    return pixels


def local(base: Base, edit: Edit, context: Context, cache: RenderCache | None = None) -> Frame:
    """Apply the LOCAL steps, starting from the longest prefix of them that ``cache`` holds."""
    steps = edit.of(Stage.LOCAL)
    done, frame = _longest(steps, lambda n: cache.get(_key(base, context, steps[:n])) if cache else None)
    frame = frame or base.frame
    for n in range(done, len(steps)):
        step = steps[n]
        if isinstance(step, LocalAdjustment):
            frame = step.apply(frame, context)
    if cache is not None and done < len(steps):
        cache.put(_key(base, context, steps), frame)
    return frame


def finish(frame: Frame, edit: Edit) -> Frame:
    """Apply the FINISH steps to a display-encoded frame."""
    pixels = frame.pixels
    for step in edit.of(Stage.FINISH):
        if isinstance(step, FinishAdjustment):
            pixels = step.apply(pixels, frame.scale)
    return frame if pixels is frame.pixels else frame.with_pixels(pixels)


def _key(base: Base, context: Context, steps: tuple[Adjustment, ...]) -> Hashable:
    return base, context.scene, steps


def _longest(steps: tuple[Adjustment, ...], get: Callable[[int], Frame | None]) -> tuple[int, Frame | None]:
    for n in range(len(steps), 0, -1):
        frame = get(n)
        if frame is not None:
            return n, frame
    return 0, None
