"""How sharp a patch is, independent of its contrast, with the noise taken out, at a scale that follows its subject.

The measure compares the energy of gradients at two scales, ``fine`` and twice that. Blurring by ``s`` (in units of the
fine scale) leaves an edge's energies in the ratio sqrt((s² + 4) / (s² + 1)), the reblur principle of Zhuo and Sim
(*Defocus map estimation from a single image*, 2011); detail at all scales, such as lashes, gives up to 4. Noise adds to
both energies alike wherever it is, so what the smoothest parts of the surroundings show is subtracted first.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.quick import quick_percentile

Grey = NDArray[np.float32]

FINEST = 0.8
"""Finest scale in pixels: below it there is only the grid of the sensor and of JPEG."""
TEXTURE = 4.0
"""Ratio of energies for detail at all scales, taken as sharpness 0.75."""
QUIET = 15.0
"""Percentile of the surroundings' energy that counts as noise."""


def sharpness(surroundings: Grey, inside: tuple[slice, slice], fine: float) -> float:
    """Return the sharpness (0..1) of ``surroundings[inside]``, H×W in display-encoded luminance of any unit.

    ``fine`` is the scale of the finest detail that should count, in pixels. 0 is flat or wholly blurred, about 0.25 a
    clean edge, 0.75 fine texture; half the number is visibly softer.
    """
    scale = max(fine, FINEST)
    blocks = int(scale / FINEST)
    if blocks > 1:  # nothing finer than the scale is looked at: averaged blocks say the same at less cost
        surroundings, inside, scale = _reduced(surroundings, blocks), _divided(inside, blocks), scale / blocks
    near, far = _energy(surroundings, scale), _energy(surroundings, 2 * scale)
    if not near.size or not near[inside].size:
        return 0.0
    signal_near = float(cv2.mean(near[inside])[0]) - _quiet(near)
    signal_far = float(cv2.mean(far[inside])[0]) - _quiet(far)
    if signal_far <= 1e-9 * max(float(near.max()), 1.0) or signal_near <= signal_far:
        return 0.0
    return float(np.clip(0.75 * (signal_near / signal_far - 1) / (TEXTURE - 1), 0.0, 1.0))


def _quiet(energy: Grey) -> float:
    """What the smoothest parts show; energies are averages over some pixels, so not every one need be sorted."""
    return quick_percentile(energy[::2, ::2], QUIET)


def _reduced(grey: Grey, blocks: int) -> Grey:
    rows, columns = (max(length // blocks, 1) for length in grey.shape)
    whole = grey[: rows * blocks, : columns * blocks]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def _divided(inside: tuple[slice, slice], blocks: int) -> tuple[slice, slice]:
    rows, columns = (
        slice(s.start and s.start // blocks, None if s.stop is None else -(-s.stop // blocks)) for s in inside
    )
    return rows, columns


def _energy(grey: Grey, scale: float) -> Grey:
    """Squared gradient at a scale, averaged over its neighbourhood so that percentiles mean something."""
    smooth = cv2.GaussianBlur(grey, (0, 0), scale)
    dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=1)
    dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=1)
    np.multiply(dx, dx, out=dx)  # in place: fresh arrays cost more than the sums
    np.multiply(dy, dy, out=dy)
    side = 2 * int(2 * scale) + 3
    return np.asarray(cv2.boxFilter(np.add(dx, dy, out=dx), -1, (side, side)), np.float32)


TILES = 12
"""Tiles along the long edge of a photo, …"""
TILE = 170
"""… or more where they would be larger than this, in pixels; the most detailed ones stand for the photo."""
LOOKED_AT = 8
"""Their mean: the sharpest of four halved when the camera moved by a few pixels and tiles were cut otherwise."""
DETAILED = 0.2
"""Share of the most detailed tile's energy below which a tile is not looked at: rounding would pass for detail."""


def photo_sharpness(pixels: NDArray[np.uint8]) -> float:
    """Return the sharpness (0..1) of the most detailed regions of an upright picture, H×W×3."""
    side = min(max(max(pixels.shape[:2]) // TILES, 16), TILE)
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    if not rows or not columns:
        return 0.0
    reduced = max(side // 16, 1)
    covered = np.ascontiguousarray(pixels[: rows * side : reduced, : columns * side : reduced])
    small = np.asarray(cv2.cvtColor(covered, cv2.COLOR_RGB2GRAY), np.float32)
    detail = cv2.resize(_energy(small, FINEST), (columns, rows), interpolation=cv2.INTER_AREA)
    found: list[float] = []
    for place in np.argsort(detail, axis=None)[::-1][:LOOKED_AT]:
        row, column = divmod(int(place), columns)
        if detail[row, column] < DETAILED * detail.max():
            break
        y, x = row * side, column * side
        tile = np.asarray(cv2.cvtColor(pixels[y : y + side, x : x + side], cv2.COLOR_RGB2GRAY), np.float32)
        found.append(sharpness(tile, (slice(None), slice(None)), FINEST))
    return sum(found) / len(found) if found else 0.0
