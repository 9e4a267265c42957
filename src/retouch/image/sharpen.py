"""Unsharp masking by brightness, so that edges gain no colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.blur import gaussian
from retouch.model.frame import AnyArray, Pixels


@dataclass(frozen=True, eq=False, slots=True)
class Unsharp:
    """What is added: ``strength`` times what a Gaussian of ``sigma`` pixels takes from the ``weights``' sum of RGB.

    Differences of display brightness under ``grain`` are left alone, those over ``halo`` grow less and less.
    """

    weights: NDArray[np.float32]
    sigma: float
    strength: float
    grain: float
    halo: float

    def apply(self, pixels: Pixels) -> Pixels:
        """Return sharper H×W×3 display-encoded pixels, held to 0..1."""
        out = np.empty(pixels.shape, np.float32)
        self.write(pixels, slice(0, pixels.shape[0]), out)
        return out

    def write(self, pixels: Pixels, rows: slice, out: AnyArray) -> None:
        """Write some rows of what ``apply`` returns into ``out``: contiguous float32, or integers of full range."""
        from retouch.image.sharpen_kernels import add_cored

        level = np.asarray(cv2.transform(pixels, self.weights[None]), np.float32)
        blurred = gaussian(level, self.sigma)
        rgb, level, blurred = (np.ascontiguousarray(p[rows]).reshape(-1) for p in (pixels, level, blurred))
        strength, grain, halo = np.float32(self.strength), np.float32(self.grain), np.float32(self.halo)
        top, half = (1, 0) if out.dtype == np.float32 else (np.iinfo(out.dtype).max, 0.5)
        add_cored(rgb, level, blurred, strength, grain, halo, np.float32(top), np.float32(half), out.reshape(-1))

    def reach(self) -> int:
        """Return where the blur ends, in rows."""
        return int(4 * self.sigma) + 2
