"""Changing the size of an 8-bit picture, and sorting its values, fast: for measuring and looking, not for delivery."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from retouch.model.frame import AnyArray, Image8


def quick_size(pixels: Image8, size: tuple[int, int]) -> Image8:
    """Return the picture at ``size`` (columns, rows).

    Reduction halves the picture by averaging as often as it can, which is eight times faster than averaging other
    blocks or fractions of pixels, and does the rest, less than a factor of two, linearly.
    """
    return Sizes(pixels).of(size)


def quick_scale(pixels: Image8, scale: float) -> Image8:
    """Return the picture with both edges times ``scale``, at least one pixel each."""
    return Sizes(pixels).scaled(scale)


def quick_percentile(values: AnyArray, percent: float) -> float:
    """Return the value that ``percent`` of all values do not exceed, without interpolation. ``values`` is not empty.

    For small arrays numpy's own costs several times the work in checks.
    """
    flat = values.ravel()
    at = min(int(flat.size * percent / 100), flat.size - 1)
    return float(np.partition(flat, at)[at])


def quick_percentiles(values: AnyArray, percents: Sequence[float]) -> list[float]:
    """Return ``quick_percentile`` at each of ``percents``: one sort, faster than parting at several places."""
    ordered = np.sort(values, axis=None)
    return [float(ordered[min(int(ordered.size * percent / 100), ordered.size - 1)]) for percent in percents]


class Sizes:
    """One picture in many sizes: what was halved for one of them serves the next. Not safe to share between threads."""

    def __init__(self, pixels: Image8) -> None:
        """Keep the picture; nothing is worked out yet."""
        self._halved = [pixels]

    @property
    def pixels(self) -> Image8:
        """The picture as it is."""
        return self._halved[0]

    def scaled(self, scale: float) -> Image8:
        """Return the picture with both edges times ``scale``, at least one pixel each."""
        rows, columns = self.pixels.shape[:2]
        return self.of((max(round(columns * scale), 1), max(round(rows * scale), 1)))

    def within(self, long_edge: int) -> Image8:
        """Return the picture with a long edge of at most ``long_edge`` pixels, never enlarged."""
        return self.scaled(min(1.0, long_edge / max(self.pixels.shape[:2])))

    def halved(self, times: int) -> Image8:
        """Return the picture with its edges halved so often; a last odd row or column falls away."""
        while len(self._halved) <= times:
            last = self._halved[-1]
            rows, columns = last.shape[0] // 2, last.shape[1] // 2
            whole = last[: rows * 2, : columns * 2]
            half = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
            self._halved.append(np.asarray(half, np.uint8))
        return self._halved[times]

    def of(self, size: tuple[int, int]) -> Image8:
        """Return the picture at ``size`` (columns, rows), as ``quick_size`` does."""
        level = 0
        while self.halved(level).shape[0] >= 2 * size[1] and self.halved(level).shape[1] >= 2 * size[0]:
            level += 1
        found = self.halved(level)
        if size == (found.shape[1], found.shape[0]):
            return found
        how = cv2.INTER_CUBIC if size[0] > found.shape[1] else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(found, size, interpolation=how), np.uint8)
