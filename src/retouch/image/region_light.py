"""The light of the region around each pixel, and gains that follow it: what highlights and shadows are made of.

A gain that follows the brightness of the pixel itself flattens what it works on: opened shadows turn grey, tamed
highlights milky. A gain that follows the blurred picture draws halos along edges. So the light of a region is a guided
filter (He, Sun and Tang 2013) of log luminance, worked out on a small copy: level ≈ slope × own level + offset, where
slope goes to 1 at strong edges (there the gain follows the pixel, and no halo can be) and to 0 in texture, which is
kept. Only slope and offset are enlarged; the full picture's own luminance puts the edges where they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.guided import coefficients
from retouch.model.frame import AnyArray, Pixels

Levels = NDArray[np.float32]
"""Luminances in EV relative to white."""

_EDGE: Final = 192
"""Pixels that the long edge of the small copy has at least."""
_RADIUS: Final = 0.03
"""Reach of a region, as a share of the long edge."""
_TEXTURE: Final = 0.6
"""EV: edges well above are kept in the light of regions, variations well below are texture."""
DARKEST: Final = -12
PER_EV: Final = 16
_BRIGHTEST: Final = 6


@dataclass(frozen=True, eq=False)
class RegionLight:
    """Where each region's light lies, and the gains for it.

    ``light`` is h×w×2, slopes and offsets, each for ``step``×``step`` pixels of a picture whose borders on both sides
    may reach a little further. ``weights`` make luminance of the picture's linear RGB, ``gains`` is a table of factors
    for levels from DARKEST on, PER_EV for each EV.
    """

    light: Pixels
    step: int
    weights: NDArray[np.float32]
    gains: NDArray[np.float32]

    def start(self, height: int, width: int) -> tuple[int, int]:
        """Return the row and the column at which ``light`` begins in a picture of this size; both may be negative."""
        rows, columns = self.light.shape[:2]
        return (height - (rows - 1) * self.step) // 2, (width - (columns - 1) * self.step) // 2

    def enlarged(self, by: int, turn: Callable[[Pixels], Pixels]) -> RegionLight:
        """Return the same for a picture that is ``by`` times as large, and turned by ``turn``."""
        return replace(self, light=turn(self.light), step=self.step * by)


class Averages(NamedTuple):
    """A picture on the scale of its regions: h×w×3 means of ``step``×``step`` pixels each, linear."""

    means: Pixels
    step: int


def averages(pixels: Pixels) -> Averages:
    """Return the means of H×W×3 linear ``pixels``; at the borders less than one of them is left out."""
    height, width = pixels.shape[:2]
    step = max(max(height, width) // _EDGE, 1)
    rows, columns = max(height // step, 1), max(width // step, 1)
    top, left = max(height - rows * step, 0) // 2, max(width - columns * step, 0) // 2
    whole = pixels[top : top + rows * step, left : left + columns * step]
    return Averages(np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32), step)


def region_light(
    picture: Averages, matrix: AnyArray, weights: AnyArray, change: Callable[[Levels], Levels]
) -> RegionLight:
    """Measure the light of the regions of a picture after ``matrix``, which ``weights`` make luminance.

    ``change`` gives the gain in EV for a level in EV.
    """
    by = np.asarray(weights, np.float64)
    luminance = cv2.transform(picture.means, (by @ np.asarray(matrix))[None].astype(np.float32))
    level = np.log2(np.maximum(luminance, np.float32(2.0**DARKEST)))
    light = np.stack(coefficients(level, level, _RADIUS * max(level.shape), _TEXTURE**2), axis=-1)
    levels = np.arange(DARKEST * PER_EV, _BRIGHTEST * PER_EV + 2, dtype=np.float32) / np.float32(PER_EV)
    gains = np.asarray(np.exp2(change(levels)), np.float32)
    return RegionLight(np.ascontiguousarray(light), picture.step, by.astype(np.float32), gains)
