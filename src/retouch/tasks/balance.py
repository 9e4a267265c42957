"""White balance from a place that ought to be grey."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import Matrix, rebalance
from retouch.model.errors import UsageError
from retouch.model.photo import WhitePoint

Camera = Matrix | Sequence[Sequence[float]] | None
"""XYZ of D65 → raw camera RGB, where it is known."""
_STEPS = 12
_MIRED, _TINT = (20.0, 500.0), (-150.0, 150.0)
_DARK, _BRIGHT = 0.002, 0.98
"""Linear levels outside of which a place says nothing about the light: noise, or a clipped channel."""


def white_from(rgb: NDArray[np.floating], as_shot: WhitePoint, camera: Camera) -> WhitePoint:
    """Return the white point that makes a colour (linear Rec.2020, balanced as shot) grey.

    Newton's method on the two log ratios of red and blue to green, over mired and tint, which are close to linear in
    them. Raises ``UsageError`` where the place is too dark or clipped.
    """
    seen = np.asarray(rgb, np.float64)
    if seen.min() < _DARK or seen.max() > _BRIGHT:
        todo = "Pick a light grey place that is neither black nor blown."
        raise UsageError("this place says nothing about the light", None, todo)
    at = np.array([1e6 / as_shot.temperature, as_shot.tint])
    for _ in range(_STEPS):
        off = _cast(seen, at, as_shot, camera)
        slope = np.stack([_cast(seen, at + d, as_shot, camera) - off for d in np.diag([1.0, 1.0])], axis=1)
        at = at - np.clip(np.linalg.solve(slope, off), -60, 60)
        at = np.array([np.clip(at[0], *_MIRED), np.clip(at[1], *_TINT)])
    return WhitePoint(round(1e6 / at[0] / 10) * 10.0, round(float(at[1]), 1))


def _cast(
    rgb: NDArray[np.float64], at: NDArray[np.float64], as_shot: WhitePoint, camera: Camera
) -> NDArray[np.float64]:
    r, g, b = np.maximum(rebalance(as_shot, WhitePoint(1e6 / at[0], at[1]), camera) @ rgb, 1e-9)
    return np.array([np.log(r / g), np.log(b / g)])
