"""Rendering a RAW photo for delivery band by band: from the mosaic to the file's integers without floats in between.

A 24 MP picture in floats is 275 MiB. Most exports never need it whole: demosaicing, colours and sharpening look at a
few rows, and smooth gains can be measured at half size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.lib.stride_tricks import as_strided

from retouch.adjust.base import Adjustment, Context, FinishAdjustment, GainAdjustment, Stage
from retouch.adjust.edit import Edit
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.decode import Stream
from retouch.develop.look import CameraLook
from retouch.develop.render import BAND, FinishStep, colour_transform, local
from retouch.develop.skin import Kept
from retouch.image.levels import rounded
from retouch.image.orientation import as_stored, stored_layout, upright_size
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Pixels, Space

_DARK = 1e-3  # below, a ratio of before and after is mostly noise


def can_stream(edit: Edit) -> bool:
    """Whether no step of an edit needs the full-size picture."""
    return all(_is_smooth(s) for s in edit.of(Stage.LOCAL)) and all(
        isinstance(s, FinishAdjustment) and (s.rearranges or s.reach(1.0) is not None) for s in edit.of(Stage.FINISH)
    )


def _is_smooth(step: Adjustment) -> bool:
    return isinstance(step, TextureFloor) or (isinstance(step, GainAdjustment) and step.smooth)


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
    transform = colour_transform(edit, context, look, space)
    finish = [s for s in edit.of(Stage.FINISH) if isinstance(s, FinishAdjustment)]
    steps: list[FinishStep] = [*(s for s in finish if not s.rearranges), *last]
    gain = _stored_gain(stream, edit, context, tell)
    margin = sum(step.reach(1.0) or 0 for step in steps)
    width, height = upright_size(stream.width, stream.height, stream.orientation)
    levels: AnyArray = np.empty((height, width, 3), dtype)
    start, row, pixel = stored_layout(width, height, stream.orientation)
    stored = as_strided(
        levels.reshape(-1, 3)[start:],
        shape=(stream.height, stream.width, 3),
        strides=tuple(n * levels.itemsize for n in (3 * row, 3 * pixel, 1)),
    )

    def work(first: int, final: int) -> None:
        top, bottom = max(0, first - margin) // 2 * 2, min(stream.height, final + margin)
        band = stream.rows(top, bottom)
        if gain is not None:
            _multiply(band, top, gain)
        transform.apply_band(band, band)
        for step in steps:
            band = step.apply(band, 1.0)
        stored[first:final] = rounded(band[first - top : final - top], dtype)

    in_rows(stream.height, work, BAND)
    for step in finish:
        if step.rearranges:
            levels = step.apply(levels, 1.0)
    return np.ascontiguousarray(levels)


def _stored_gain(stream: Stream, edit: Edit, context: Context, tell: Callable[[Kept], None] | None) -> Pixels | None:
    """What LOCAL work multiplies the picture by: measured at half size, as stored; ``None`` where there is none."""
    if not any(isinstance(s, GainAdjustment) for s in edit.of(Stage.LOCAL)):
        return None
    before = stream.half.frame.pixels
    after = local(stream.half, edit, context, tell=tell).pixels
    if after is before:
        return None
    # A channel that is nearly black says nothing by itself: there the ratio of all three counts.
    light, lit = (cv2.transform(p, np.ones((1, 3), np.float32)) for p in (before, after))
    alike = np.divide(lit, light, out=np.ones_like(light), where=light > _DARK)
    gain = np.repeat(alike[..., None], 3, axis=2)
    np.divide(after, before, out=gain, where=before > _DARK)
    return as_stored(gain, stream.orientation)


def _multiply(band: Pixels, top: int, gain: Pixels) -> None:
    """Multiply a band, whose first row is ``top`` (even), by a map of half the size."""
    height, width = band.shape[:2]
    first, final = top // 2, min(-(-(top + height) // 2), gain.shape[0])
    part = gain[max(first - 1, 0) : final + 1]
    if np.all(part == 1):
        return
    large = cv2.resize(part, (2 * part.shape[1], 2 * part.shape[0]), interpolation=cv2.INTER_LINEAR)
    start = top - 2 * max(first - 1, 0)
    large = large[start : start + height, :width]
    band[: large.shape[0], : large.shape[1]] *= large
