"""Rendering a RAW photo for delivery band by band: from the mosaic to the file's integers without floats in between.

A 24 MP picture in floats is 275 MiB. Most exports never need it whole: demosaicing, colours and sharpening look at a
few rows, and smooth gains can be measured at half size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import cv2
import numpy as np

from retouch.adjust.base import Adjustment, Context, GainAdjustment, Place, Stage
from retouch.adjust.edit import Edit
from retouch.adjust.noise import Noise
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.decode import Stream
from retouch.develop.look import CameraLook
from retouch.develop.render import FinishStep, colour_transform, finish_band, finished, finishing, local
from retouch.develop.skin import Kept
from retouch.develop.transform import Ready
from retouch.image.orientation import as_stored, upright_size, written_upright
from retouch.image.region_light import averages
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Pixels, Space

_BAND = 244
"""Rows at a time: with the margins of sharpening two tiles of demosaicing."""
_DARK = 1e-3  # below, a ratio of before and after is mostly noise


def can_stream(edit: Edit) -> bool:
    """Whether no step of an edit needs the full-size picture."""
    return all(_is_smooth(s) for s in edit.of(Stage.LOCAL))


def _is_smooth(step: Adjustment) -> bool:
    return isinstance(step, TextureFloor | Noise) or (isinstance(step, GainAdjustment) and step.smooth)


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
    after = local(stream.half, edit, context, tell=tell).pixels
    gain, ready = _stored_gain(stream, after), transform.ready(partial(averages, after))
    del after
    ready = ready.enlarged(2, lambda maps: as_stored(maps, stream.orientation))
    ending = finishing(edit, last)
    if ending.resampled or ending.placed_after_moves:
        return finished(_in_bands(stream, ready, gain, (), np.uint16, height), ending, 1.0, dtype)
    return ending.rearranged(_in_bands(stream, ready, gain, ending.values, dtype, height))


def _without_noise(stream: Stream, noise: Noise, context: Context) -> Stream:
    """Take noise away where it comes in: it is the first of LOCAL work and looks only a few rows far."""
    frame = stream.half.frame
    work = noise.prepare(replace(frame, scale=1.0), context)

    def rows(first: int, last: int) -> Pixels:
        top, bottom = max(first - work.reach, 0) // 2 * 2, min(last + work.reach, stream.height)
        return work.work(stream.rows(top, bottom), slice(top, bottom))[first - top : last - top]

    return replace(stream, half=replace(stream.half, frame=noise.apply(frame, context)), rows=rows)


def _in_bands(
    stream: Stream,
    ready: Ready,
    gain: _GainMap | None,
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
        if gain is not None:
            _multiply(band, top, gain)
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


def _stored_gain(stream: Stream, after: Pixels) -> _GainMap | None:
    """What LOCAL work multiplies the picture by, measured at half size; ``None`` where there is none."""
    before = stream.half.frame.pixels
    if after is before:
        return None
    before, after = as_stored(before, stream.orientation), as_stored(after, stream.orientation)
    box = _changed(before, after)
    if box is None:
        return None
    before, after = np.ascontiguousarray(before[box]), np.ascontiguousarray(after[box])
    # A channel that is nearly black says nothing by itself: there the ratio of all three counts.
    light, lit = (cv2.transform(p, np.ones((1, 3), np.float32)) for p in (before, after))
    alike = np.divide(lit, light, out=np.ones_like(light), where=light > _DARK)
    gain = np.repeat(alike[..., None], 3, axis=2)
    np.divide(after, before, out=gain, where=before > _DARK)
    return _GainMap(box[0].start, box[1].start, gain)


def _changed(before: Pixels, after: Pixels) -> tuple[slice, slice] | None:
    """The rectangle outside of which two pictures are the same, with a border of one pixel; ``None`` for the same."""
    rows = [y for y in range(before.shape[0]) if not np.array_equal(before[y], after[y])]
    if not rows:
        return None
    high = slice(max(rows[0] - 1, 0), rows[-1] + 2)
    columns = np.flatnonzero((before[high] != after[high]).any(axis=(0, 2)))
    return high, slice(max(int(columns[0]) - 1, 0), int(columns[-1]) + 2)


def _multiply(band: Pixels, top: int, gain: _GainMap) -> None:
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
