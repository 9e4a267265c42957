"""Rendering a RAW photo for delivery band by band: from the mosaic to the file's integers without floats in between.

A 24 MP picture in floats is 275 MiB. Most exports never need it whole: demosaicing, colours and sharpening look at a
few rows, and smooth gains can be measured at half size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from retouch.adjust.base import Adjustment, BandWork, Context, GainAdjustment, Place, Stage
from retouch.adjust.dehaze import Dehaze, veil_of
from retouch.adjust.edit import Edit
from retouch.adjust.noise import Noise
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.decode import Stream
from retouch.develop.look import CameraLook
from retouch.develop.render import (
    FinishStep,
    RenderCache,
    colour_transform,
    finish_band,
    finished,
    finishing,
    local,
    through,
    writeable,
)
from retouch.develop.skin import Kept
from retouch.develop.transform import Ready
from retouch.image.heap import give_back
from retouch.image.orientation import as_stored, stored_box, upright_size, written_upright
from retouch.image.region_light import averages
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Pixels, Space

_BAND = 244
"""Rows at a time: with the margins of sharpening two tiles of demosaicing."""
_FEW = 48
_DARK = 1e-3  # below, a ratio of before and after is mostly noise

_Change: TypeAlias = Callable[[Pixels, int], None]
"""Work on a band of full-size rows as stored, in place; it is told the first row, which is even."""


def can_stream(edit: Edit) -> bool:
    """Whether no step of an edit needs the full-size picture."""
    return all(_is_smooth(s) for s in edit.of(Stage.LOCAL))


def _is_smooth(step: Adjustment) -> bool:
    return isinstance(step, TextureFloor | Noise | Dehaze) or (isinstance(step, GainAdjustment) and step.smooth)


def render_stream(
    stream: Stream,
    edit: Edit,
    context: Context,
    dtype: type[np.uint8] | type[np.uint16],
    *,
    look: CameraLook | None = None,
    space: Space = Space.SRGB,
    last: Sequence[FinishStep] = (),
    tell: Callable[[Kept], None] | None = None,
) -> AnyArray:
    """Render a full-size photo band by band, as ``render_levels`` would; only for edits that ``can_stream``."""
    context = replace(context, white=stream.half.white, camera=stream.half.camera)
    noise, height = edit.get(Noise.key), _BAND
    if isinstance(noise, Noise):
        height = _BAND // 4  # octaves of detail are many planes of the size of a band
        stream, edit = _without_noise(stream, noise, context), edit.without(Noise.key)
    transform = colour_transform(edit, context, look, space)
    stream, ready = _with_local(stream, edit, context, tell, lambda after: transform.ready(partial(averages, after)))
    ready = ready.enlarged(2, lambda maps: as_stored(maps, stream.orientation))
    give_back()  # what was measured at half size is done with; bands are made by other threads
    ending = finishing(edit, last)
    if ending.resampled or ending.placed_after_moves:
        return finished(_in_bands(stream, ready, (), np.uint16, height), ending, 1.0, dtype)
    return ending.rearranged(_in_bands(stream, ready, ending.values, dtype, height))


def _without_noise(stream: Stream, noise: Noise, context: Context) -> Stream:
    """Take noise away where it comes in: it is the first of LOCAL work and looks only a few rows far."""
    frame = stream.half.frame
    work = noise.prepare(replace(frame, scale=1.0), context)

    def rows(first: int, last: int) -> Pixels:
        top, bottom = max(first - work.reach, 0) // 2 * 2, min(last + work.reach, stream.height)
        return work.work(stream.rows(top, bottom), slice(top, bottom))[first - top : last - top]

    return replace(stream, half=replace(stream.half, frame=noise.apply(frame, context)), rows=rows)


def _with_local(
    stream: Stream,
    edit: Edit,
    context: Context,
    tell: Callable[[Kept], None] | None,
    look_at: Callable[[Pixels], Ready],
) -> tuple[Stream, Ready]:
    """Do the rest of LOCAL work to the rows as they come, and ``look_at`` its result at half size.

    Gains before and after dehazing are measured at half size, and so is the veil. What dehazing does to a pixel with
    the veil known is no gain that could be measured so: that is done to the pixels of full size.
    """
    half = stream.half
    changes: list[_Change] = []
    before, cache = half.frame, RenderCache(1)  # holds what the next step starts from, and nothing else
    steps = tuple(s for s in edit.of(Stage.LOCAL) if not isinstance(s, TextureFloor))
    for n, step in enumerate(steps):
        if isinstance(step, Dehaze):
            hazy = through(half, steps[:n], replace(context, faces={}), cache)
            air, veil = veil_of(hazy)
            work = step.with_veil(air, as_stored(veil, stream.orientation), (stream.width, stream.height))
            clear = through(half, steps[: n + 1], context, cache)
            changes += _multiplying(stream, before.pixels, hazy.pixels)
            changes.append(partial(_dehaze, work))
            before = clear
            del hazy, clear
    after = local(half, edit, context, cache, tell=tell).pixels
    del cache
    ready = look_at(after)
    changes += _multiplying(stream, before.pixels, after)
    del before, after

    def rows(first: int, last: int) -> Pixels:
        band = stream.rows(first, last)
        for change in changes:
            change(band, first)
        return band

    return (replace(stream, rows=rows) if changes else stream), ready


def _dehaze(dehaze: BandWork, band: Pixels, top: int) -> None:
    """Dehaze a band, a few rows at a time: the work makes many copies of what it is given."""
    for first in range(0, len(band), _FEW):
        part = band[first : first + _FEW]
        part[:] = dehaze.work(part, slice(top + first, top + first + len(part)))


def _in_bands(
    stream: Stream,
    ready: Ready,
    steps: Sequence[FinishStep],
    dtype: type[np.uint8] | type[np.uint16],
    band_height: int,
) -> AnyArray:
    """Demosaic, multiply, colour and finish bands of rows; return the upright picture before any move."""
    margin = sum(step.reach(1.0) or 0 for step in steps)
    width, height = upright_size(stream.width, stream.height, stream.orientation)
    levels: AnyArray = np.empty((height, width, 3), dtype)
    stored = written_upright(levels, (stream.height, stream.width), stream.orientation)

    def work(first: int, final: int) -> None:
        top, bottom = max(0, first - margin) // 2 * 2, min(stream.height, final + margin)
        band = stream.rows(top, bottom)
        rows, part = slice(first - top, final - top), np.empty((final - first, stream.width, 3), dtype)
        if steps:
            ready.apply_band(band, band, top, stream.height)
            finish_band(band, steps, 1.0, Place(top, stream.height), rows, part)
        else:
            ready.apply_band(band[rows], part, first, stream.height)
        stored[first:final] = part

    in_rows(stream.height, work, band_height)
    return levels


class _GainMap(NamedTuple):
    """A rectangle of the picture at half size, as stored, and what it is multiplied by; 1 everywhere else."""

    top: int
    left: int
    by: Pixels


def _multiplying(stream: Stream, before: Pixels, after: Pixels) -> list[_Change]:
    """What LOCAL work multiplies the picture by, measured at half size. Uses ``after`` up, unless it is ``before``."""
    box = _changed(before, after) if after is not before else None
    if box is None:
        return []
    before, gain = before[box], writeable(after)[box]

    def work(first: int, last: int) -> None:
        b, a = before[first:last], gain[first:last]
        # A channel that is nearly black says nothing by itself: there the ratio of all three counts.
        light, lit = (cv2.transform(p, np.ones((1, 3), np.float32)) for p in (b, a))
        alike = np.divide(lit, light, out=np.ones_like(light), where=light > _DARK)
        by = np.repeat(alike[..., None], 3, axis=2)
        a[:] = np.divide(a, b, out=by, where=b > _DARK)

    in_rows(len(gain), work, _FEW)
    rows, columns = stored_box(box, after.shape[:2], stream.orientation)
    found = _GainMap(rows.start, columns.start, as_stored(gain, stream.orientation))
    return [partial(_multiply, found)]


def _changed(before: Pixels, after: Pixels) -> tuple[slice, slice] | None:
    """The rectangle outside of which two pictures are the same, with a border of one pixel; ``None`` for the same."""
    rows = [y for y in range(before.shape[0]) if not np.array_equal(before[y], after[y])]
    if not rows:
        return None
    high = slice(max(rows[0] - 1, 0), min(rows[-1] + 2, len(before)))
    columns = np.flatnonzero((before[high] != after[high]).any(axis=(0, 2)))
    return high, slice(max(int(columns[0]) - 1, 0), min(int(columns[-1]) + 2, before.shape[1]))


def _multiply(gain: _GainMap, band: Pixels, top: int) -> None:
    """Multiply a band, whose first row is ``top`` (even), by a map of half the size."""
    height = band.shape[0]
    first = max(top // 2 - 1, gain.top)
    final = min(-(-(top + height) // 2) + 1, gain.top + gain.by.shape[0])
    if first >= final:
        return
    part = gain.by[first - gain.top : final - gain.top]
    large = cv2.resize(part, (2 * part.shape[1], 2 * part.shape[0]), interpolation=cv2.INTER_LINEAR)
    skip, left = max(top - 2 * first, 0), 2 * gain.left
    target = band[max(2 * first - top, 0) :, left:]
    large = large[skip:, :][: target.shape[0], : target.shape[1]]
    target[: large.shape[0], : large.shape[1]] *= large
