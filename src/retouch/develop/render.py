"""From a photo's base to what is shown or delivered: LOCAL, COLOUR and FINISH, for preview and export alike."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import ClassVar, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from retouch.adjust.base import (
    Adjustment,
    BandAdjustment,
    ColourAdjustment,
    Context,
    FinishAdjustment,
    GainAdjustment,
    LocalAdjustment,
    Move,
    Place,
    Stage,
    in_bands,
    multiply,
)
from retouch.adjust.edit import Edit
from retouch.adjust.noise import Noise
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.decode import Base
from retouch.develop.look import PLAIN, CameraLook
from retouch.develop.skin import Kept, floor_of, watch
from retouch.develop.transform import ColourTransform, Ready, compose
from retouch.image.levels import write_levels
from retouch.image.region_light import Averages, averages
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Frame, Pixels, Space

BAND = 96

Depth: TypeAlias = type[np.uint8] | type[np.uint16] | type[np.float32]


class RenderCache:
    """Keeps the last results of LOCAL work, so that moving a colour slider never recomputes skin.

    Safe to share between threads. Keys hold their base, so a base is never mistaken for another. Meant for preview
    sizes: each entry is one frame.
    """

    _placed: ClassVar[tuple[Frame, Hashable, NDArray[np.uint16] | None] | None] = None
    """Of the frame rendered last, whichever cache it is in: half a frame of memory."""

    def __init__(self, entries: int = 4) -> None:
        self._entries = entries
        self._kept: OrderedDict[Hashable, Frame] = OrderedDict()
        self._averaged: tuple[Frame, Averages] | None = None
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

    def averages(self, frame: Frame) -> Averages:
        """Return the means of a frame's regions; those of the last frame are kept."""
        with self._lock:
            kept = self._averaged
        if kept is not None and kept[0] is frame:
            return kept[1]
        found = averages(frame.pixels)
        with self._lock:
            self._averaged = frame, found
        return found

    def placed(self, ready: Ready, frame: Frame, key: Hashable) -> Ready:
        """Return a transform that knows where the frame's pixels lie in its cube, if it was asked for before.

        They lie where they did as long as ``key`` is the same: while a slider moves that only changes the cube.
        """
        kept = RenderCache._placed
        if kept is None or kept[0] is not frame or kept[1] != key:
            found = None
        elif kept[2] is not None:
            return replace(ready, placed=kept[2])
        else:
            found = ready.places(frame.pixels)
        RenderCache._placed = frame, key, found
        return replace(ready, placed=found)


class FinishStep(Protocol):
    """What can end a rendering: a FINISH adjustment, or the output sharpening of a file."""

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """See ``FinishAdjustment``."""

    def apply_band(self, pixels: Pixels, scale: float, place: Place) -> Pixels:
        """See ``FinishAdjustment``."""

    def write_band(self, pixels: Pixels, scale: float, place: Place, rows: slice, out: AnyArray) -> None:
        """See ``FinishAdjustment``."""

    def reach(self, scale: float) -> int | None:
        """See ``FinishAdjustment``."""


def render(
    base: Base,
    edit: Edit,
    context: Context,
    *,
    look: CameraLook | None = None,
    space: Space = Space.SRGB,
    cache: RenderCache | None = None,
    consume: bool = False,
    tell: Callable[[Kept], None] | None = None,
) -> Frame:
    """Render an edit at the size of ``base``: a frame in the display-encoded ``space``.

    The white point and camera matrix in ``context`` are replaced by those of the base. ``look`` ``None`` is plain. With
    ``consume`` the base is used up: its memory becomes the result's where that can be. Raises ``ValueError`` for a
    ``space`` that is not display-encoded.
    """
    pixels = render_levels(
        base, edit, context, np.float32, look=look, space=space, cache=cache, consume=consume, tell=tell
    )
    return base.frame.with_pixels(pixels, space)


def render_levels(
    base: Base,
    edit: Edit,
    context: Context,
    dtype: Depth,
    *,
    look: CameraLook | None = None,
    space: Space = Space.SRGB,
    cache: RenderCache | None = None,
    consume: bool = False,
    last: tuple[FinishStep, ...] = (),
    tell: Callable[[Kept], None] | None = None,
) -> AnyArray:
    """Render as ``render`` does, to H×W×3 of ``dtype``: integers of full range for screens and files.

    Work is done in bands of rows on all threads. Between base and result there is no other full-size picture, unless a
    step needs the whole one. ``last`` are steps after those of the edit. ``tell`` is called with the texture kept per
    face, where anything works on skin.
    """
    context = replace(context, white=base.white, camera=base.camera)
    frame = local(base, edit, context, cache, consume=consume, tell=tell)
    transform = colour_transform(edit, context, look, space)
    ready = transform.ready(lambda: cache.averages(frame) if cache is not None else averages(frame.pixels))
    if cache is not None and dtype is np.uint8:
        ready = cache.placed(ready, frame, (transform.matrix, transform.tone, space))
    ending = finishing(edit, last)
    height, width = frame.pixels.shape[:2]
    if ending.resampled or ending.placed_after_moves:
        return finished(_coloured(frame, ready, consume=consume), ending, frame.scale, dtype)
    if ending.values:

        def band(top: int, bottom: int) -> Pixels:
            out = np.empty((bottom - top, width, 3), np.float32)
            ready.apply_band(frame.pixels[top:bottom], out, top, height)
            return out

        levels = _banded(band, (width, height), ending.values, frame.scale, dtype)
    elif dtype is np.float32:
        levels = _coloured(frame, ready, consume=consume)
    else:
        levels = np.empty(frame.pixels.shape, dtype)
        ready.apply(frame.pixels, levels)
    return ending.rearranged(levels)


@dataclass(frozen=True, slots=True)
class Finishing:
    """The end of a rendering: first the steps that move pixels, then those that work on their values."""

    moves: tuple[FinishAdjustment, ...]
    values: tuple[FinishStep, ...]

    @property
    def resampled(self) -> bool:
        """Whether a move needs pixels between pixels."""
        return not all(s.rearranges for s in self.moves)

    @property
    def placed_after_moves(self) -> bool:
        """Whether a value depends on where its pixel has been moved to."""
        return bool(self.moves) and any(isinstance(s, FinishAdjustment) and s.placed for s in self.values)

    def rearranged(self, levels: AnyArray) -> AnyArray:
        """Return a contiguous picture with the moves done; only where none needs pixels between pixels."""
        for step in self.moves:
            levels = step.apply(levels, 1.0)
        return np.ascontiguousarray(levels)


def finishing(edit: Edit, last: Sequence[FinishStep]) -> Finishing:
    """Return the FINISH steps of an edit, and the ``last`` steps after those."""
    steps = [s for s in edit.of(Stage.FINISH) if isinstance(s, FinishAdjustment)]
    moves = tuple(s for s in steps if s.reach(1.0) is None)
    return Finishing(moves, (*(s for s in steps if s not in moves), *last))


def finished(pixels: AnyArray, ending: Finishing, scale: float, dtype: Depth) -> AnyArray:
    """Return display-encoded pixels (float32, or uint16 of full range) with all FINISH work done, as ``dtype``."""
    source, size = _moved(pixels, ending.moves)
    return _banded(source, size, ending.values, scale, dtype)


def _moved(pixels: AnyArray, moves: Sequence[FinishAdjustment]) -> tuple[Callable[[int, int], Pixels], tuple[int, int]]:
    """Return rows of the moved picture on demand, and its size (width, height)."""
    if all(s.rearranges for s in moves):
        for step in moves:
            pixels = step.apply(pixels, 1.0)
        return partial(_as_floats, pixels), (pixels.shape[1], pixels.shape[0])
    whole = Move(np.eye(3), pixels.shape[1], pixels.shape[0])
    for step in moves:
        whole = whole.then(step.move(whole.width, whole.height) or Move(np.eye(3), whole.width, whole.height))
    return partial(whole.rows, pixels), (whole.width, whole.height)


def colour_transform(edit: Edit, context: Context, look: CameraLook | None, space: Space) -> ColourTransform:
    """Return the COLOUR steps of an edit as one transform. Raises ``ValueError`` unless ``space`` is for displays."""
    if space is Space.SCENE:
        raise ValueError("rendering ends in a display space")
    steps = [s for s in edit.of(Stage.COLOUR) if isinstance(s, ColourAdjustment)]
    return compose(steps, context, look or PLAIN, space)


def _coloured(frame: Frame, ready: Ready, *, consume: bool) -> Pixels:
    out = writeable(frame.pixels) if consume else np.empty(frame.pixels.shape, np.float32)
    ready.apply(frame.pixels, out)
    return out


def _as_floats(pixels: AnyArray, top: int, bottom: int) -> Pixels:
    rows = np.ascontiguousarray(pixels[top:bottom])
    return rows * np.float32(1 / 65535) if rows.dtype == np.uint16 else rows


def _banded(
    source: Callable[[int, int], Pixels], size: tuple[int, int], steps: Sequence[FinishStep], scale: float, dtype: Depth
) -> AnyArray:
    """Finish bands of rows of a picture of ``size`` (width, height), each with a margin as far as the steps reach."""
    margin = sum(step.reach(scale) or 0 for step in steps)
    width, height = size
    out = np.empty((height, width, 3), dtype)

    def work(first: int, last: int) -> None:
        top, bottom = max(0, first - margin), min(height, last + margin)
        finish_band(
            source(top, bottom), steps, scale, Place(top, height), slice(first - top, last - top), out[first:last]
        )

    in_rows(height, work, BAND)
    return out


def finish_band(
    band: Pixels, steps: Sequence[FinishStep], scale: float, place: Place, rows: slice, out: AnyArray
) -> None:
    """Do the steps to a band, and write some of its rows into ``out``: contiguous, float32 or integers."""
    for step in steps[:-1]:
        band = step.apply_band(band, scale, place)
    if steps:
        steps[-1].write_band(band, scale, place, rows, out)
    else:
        write_levels(band[rows], out)


def writeable(pixels: Pixels) -> Pixels:
    """The same memory where it is ours to write, else a copy."""
    try:
        pixels.setflags(write=True)
    except ValueError:
        return pixels.copy()
    return pixels


def local(
    base: Base,
    edit: Edit,
    context: Context,
    cache: RenderCache | None = None,
    *,
    consume: bool = False,
    tell: Callable[[Kept], None] | None = None,
) -> Frame:
    """Apply the LOCAL steps, and hold the texture of every face's skin to the edit's floor.

    Starts from the longest prefix of the steps that ``cache`` holds. With ``consume`` gains are applied to the base
    itself. ``tell`` is called with the texture kept, where anything but noise was worked on.
    """
    context = replace(context, faces={})
    steps = tuple(s for s in edit.of(Stage.LOCAL) if not isinstance(s, TextureFloor))
    quiet = sum(s.rank <= Noise.rank for s in steps)  # grain is no texture: it is measured without
    if quiet == len(steps):
        return through(base, steps, context, cache, consume=consume)
    floor = floor_of(edit)
    key = (_key(base, context, steps), floor)
    held = cache.get(key) if cache is not None and tell is None else None
    if held is not None:
        return held
    before = through(base, steps[:quiet], context, cache, consume=consume)
    skin = watch(before, context.scene)
    after = through(replace(base, frame=before), steps[quiet:], context, None, consume=True) if consume else None
    after = after or through(base, steps, context, cache)
    pixels = skin.hold(writeable(after.pixels) if consume else after.pixels, floor)
    held = after if pixels is after.pixels and not consume else after.with_pixels(pixels)
    if cache is not None:
        cache.put(key, held)
    if tell is not None:
        tell(skin.kept(held))
    return held


def texture_of(base: Base, edit: Edit, context: Context, cache: RenderCache | None = None) -> Kept:
    """Return the texture kept by an edit, per face of the scene: 1 where nothing works on skin, ``None`` untold."""
    found: list[Kept] = []
    local(base, edit, replace(context, white=base.white, camera=base.camera), cache, tell=found.append)
    if found:
        return found[0]
    return tuple(1.0 for _ in context.scene.faces) if context.scene is not None else ()


def through(
    base: Base, steps: tuple[Adjustment, ...], context: Context, cache: RenderCache | None, *, consume: bool = False
) -> Frame:
    """Apply LOCAL steps, in their order, from the longest prefix of them that ``cache`` holds."""
    done, frame = _longest(steps, lambda n: cache.get(_key(base, context, steps[:n])) if cache else None)
    frame = given = frame or base.frame
    for n in range(done, len(steps)):
        step = steps[n]
        ours = consume or frame is not given  # what a step has made, nobody else holds yet
        if ours and isinstance(step, GainAdjustment):
            gains = tuple(step.gains(frame, context))
            pixels = writeable(frame.pixels)
            multiply(pixels, gains)
            frame = frame.with_pixels(pixels)
        elif consume and isinstance(step, BandAdjustment):
            work = step.prepare(frame, context)
            pixels = writeable(frame.pixels)
            in_bands(pixels, pixels, work)
            frame = frame.with_pixels(pixels)
        elif isinstance(step, LocalAdjustment):
            frame = step.apply(frame, context)
    if cache is not None and done < len(steps):
        cache.put(_key(base, context, steps), frame)
    return frame


def _key(base: Base, context: Context, steps: tuple[Adjustment, ...]) -> Hashable:
    return base, context.scene, steps


def _longest(steps: tuple[Adjustment, ...], get: Callable[[int], Frame | None]) -> tuple[int, Frame | None]:
    for n in range(len(steps), 0, -1):
        frame = get(n)
        if frame is not None:
            return n, frame
    return 0, None
