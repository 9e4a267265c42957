"""Dehaze: take away, or add, the veil of light that lies over distance and flare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import cv2
import numpy as np

from retouch.adjust.base import BandAdjustment, BandWork, Context, param
from retouch.image.colour import REC2020_LUMINANCE
from retouch.image.detail import brightness, long_edge
from retouch.image.guided import guided
from retouch.image.resize import enlarged_rows
from retouch.model.frame import AnyArray, Frame, Pixels

_PATCH = 0.012
"""Share of the long edge within which something dark is expected (the dark channel prior: He, Sun and Tang 2009)."""
_MOST = 0.75
"""Share of the estimated veil that is taken away at full strength."""
_LEAST_LIGHT = 0.15
_LEFT = 0.8
"""Most of a pixel's darkest channel that is taken for veil: taking it all turns hues, and hair and flags break up."""
_SHADE = 0.55
"""Share of the clearing that only darkens: strong colours, and skin, have a dark channel of their own."""
_LUMINANCE = REC2020_LUMINANCE.astype(np.float32)[None]
_DARKEST = 1e-5
_MIST = 0.35
"""Share of added mist that lies over everything, near or far."""
_WORKING_EDGE = 640


@dataclass(frozen=True)
class Dehaze(BandAdjustment):
    """Estimate the veil from the darkest channel near each pixel, and subtract a share of it."""

    key: ClassVar[str] = "dehaze"
    title: ClassVar[str] = "Dehaze"
    rank: ClassVar[int] = 70

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Dehaze", "", "Clears haze and flare; lower adds mist")

    def prepare(self, frame: Frame, context: Context) -> BandWork:
        """Return the work that leaves less veil, or more of it."""
        return self.with_veil(*veil_of(frame), (frame.width, frame.height))

    def with_veil(self, air: Pixels, small: AnyArray, size: tuple[int, int]) -> BandWork:
        """Return the work for a picture of ``size`` (width, height) whose veil is known; see ``veil_of``."""
        share = _MOST * self.amount / 100
        veil = partial(enlarged_rows, small, size)

        def cleared(pixels: Pixels, rows: slice) -> Pixels:
            held = np.maximum((pixels / air).min(axis=2), 0) * np.float32(_LEFT)
            taken = np.minimum(np.minimum(share * veil(rows), 1 - _LEAST_LIGHT), held)[..., None]
            out = (pixels - taken * air) / (1 - taken)
            before, after = (cv2.transform(p, _LUMINANCE)[..., None] for p in (pixels, out))
            ratio = np.divide(after, before, out=np.ones_like(before), where=before > _DARKEST)
            out *= np.float32(1 - _SHADE)
            out += pixels * (ratio * np.float32(_SHADE))
            return np.asarray(out, np.float32)

        def misted(pixels: Pixels, rows: slice) -> Pixels:
            mist = -share * (_MIST + (1 - _MIST) * veil(rows))[..., None]
            out = air - pixels
            out *= mist
            out += pixels
            return out

        return BandWork(0, cleared if share >= 0 else misted)


def veil_of(frame: Frame) -> tuple[Pixels, AnyArray]:
    """Return the colour of the air (3 values) and the veil (h×w, 0..1), measured on a copy of at most 640 pixels."""
    step = min(_WORKING_EDGE / long_edge(frame), 1.0)
    size = (max(round(frame.width * step), 1), max(round(frame.height * step), 1))
    small = cv2.resize(frame.pixels, size, interpolation=cv2.INTER_AREA)
    edge = max(size)
    patch = 2 * max(round(_PATCH * edge / 2), 1) + 1
    dark = cv2.erode(small.min(axis=2), np.ones((patch, patch), np.uint8))
    hazy = dark >= np.percentile(dark, 99.5)
    air = np.maximum(np.median(small[hazy], axis=0), 1e-3).astype(np.float32)
    veil = cv2.erode((small / air).min(axis=2), np.ones((patch, patch), np.uint8))
    level = brightness(np.asarray(small, np.float32))
    smooth = guided(np.clip(veil, 0, 1), level, 0.04 * edge, 0.05)
    return air, np.clip(smooth, 0, 1)
