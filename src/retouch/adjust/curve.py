"""Curve: five handles on the tone curve, always smooth and monotone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import Levels, remap
from retouch.model.frame import AnyArray, Colours

_AT = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
_MOST = (0.0, 0.045, 0.09, 0.09, 0.09, 0.045, 0.0)
"""Furthest that each handle moves: neighbours can never cross."""
_SAMPLES = 1025


def _handle(label: str, about: str) -> float:
    handle: float = param(0.0, -100.0, 100.0, 1.0, label, "", about)
    return handle


@dataclass(frozen=True)
class Curve(ColourAdjustment):
    """A cubic through five handles at 10, 30, 50, 70 and 90 % of brightness (Fritsch and Carlson 1980, monotone)."""

    key: ClassVar[str] = "curve"
    title: ClassVar[str] = "Curve"
    rank: ClassVar[int] = 53

    deepest: float = _handle("Deepest", "Brightness of what is at 10 %")
    dark: float = _handle("Dark", "Brightness of what is at 30 %")
    middle: float = _handle("Middle", "Brightness of what is at 50 %")
    light: float = _handle("Light", "Brightness of what is at 70 %")
    lightest: float = _handle("Lightest", "Brightness of what is at 90 %")

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""
        table = self._table()
        grid = np.linspace(0, 1, _SAMPLES)

        def curve(level: Levels) -> Levels:
            return np.asarray(np.interp(level, grid, table), np.float32)

        return remap(rgb, curve)

    def _table(self) -> Levels:
        x = np.array(_AT)
        moved = np.array([0, self.deepest, self.dark, self.middle, self.light, self.lightest, 0]) / 100
        y = x + np.array(_MOST) * moved
        return _monotone_cubic(x, y, np.linspace(0, 1, _SAMPLES))


def _monotone_cubic(x: AnyArray, y: AnyArray, at: AnyArray) -> Levels:
    """Interpolate rising points by a cubic that never overshoots: harmonic mean of neighbouring slopes as tangents."""
    step, slope = np.diff(x), np.diff(y) / np.diff(x)
    inner = 2 * slope[:-1] * slope[1:] / np.maximum(slope[:-1] + slope[1:], 1e-9)
    tangent = np.concatenate([[slope[0]], inner, [slope[-1]]])
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    h = step[i]
    t = (at - x[i]) / h
    out = (
        (1 + 2 * t) * (1 - t) ** 2 * y[i]
        + t * (1 - t) ** 2 * h * tangent[i]
        + t * t * (3 - 2 * t) * y[i + 1]
        + t * t * (t - 1) * h * tangent[i + 1]
    )
    return np.asarray(out, np.float32)
