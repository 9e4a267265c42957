"""The look that a photo starts with: plain, or fitted to the camera's own picture.

The model is what cameras do after conversion to RGB: a matrix on gamma-encoded colours (saturation, hue, cast), then
one tone curve for all channels. Both are smooth and known beyond the colours of the photo, so that a change of exposure
does not run into the unknown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from retouch.develop.decode import Base, Picture, is_raw, preview
from retouch.develop.decode import base as decode_base
from retouch.image import colour
from retouch.image.resize import fit as resize
from retouch.model.frame import Colours

Doubles = NDArray[np.float64]

KNOTS: Final = 33
_EDGE: Final = 256  # pixels: registration errors of a few pixels vanish, and tens of thousands of samples remain
_SAMPLES: Final = 12000
_FEWEST: Final = 500
_ROUNDS: Final = 12
_SMOOTH: Final = 1e-3  # penalty on the second difference of the curve, relative to the samples' weight
_RIDGE: Final = 1e-4  # pull of the matrix to the identity, likewise
_ALIKE: Final = 0.85  # share of the picture's variance that a look must explain; below, it is another picture
_GAIN: Final = 0.3  # ΔE00 by which a look must be nearer than plain, or plain it stays


@dataclass(frozen=True)
class CameraLook:
    """The view from scene-linear to display: what the sliders start from.

    ``matrix`` acts on sRGB-encoded Rec.2020, ``curve`` holds display values at KNOTS even steps of 0..1 (no curve: the
    identity). ``error`` is the median ΔE00 to the camera's picture, ``plain_error`` that of plain development; ``None``
    where nothing was compared.
    """

    matrix: tuple[tuple[float, float, float], ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    curve: tuple[float, ...] = ()
    error: float | None = None
    plain_error: float | None = None

    @cached_property
    def is_plain(self) -> bool:
        """Whether this is plain development."""
        return not self.curve

    def view(self, rgb: Colours) -> Colours:
        """Map N×3 scene-linear Rec.2020 to display-encoded (sRGB curve) Rec.2020; the display's range is 0..1.

        Values outside 0..1 are left for the end of the pipeline to clip, where that is exact.
        """
        encoded = colour.linear_to_srgb(rgb)
        if self.is_plain:
            return encoded
        return _through(np.array(self.curve), encoded @ np.array(self.matrix).T).astype(np.float32)


PLAIN: Final = CameraLook()
"""Linear up to white: what LibRaw gives without any brightening."""


def look_to_data(look: CameraLook) -> dict[str, Any]:
    """Return a look as JSON data."""
    return asdict(look)


def look_from_data(data: Any) -> CameraLook | None:
    """Read what ``look_to_data`` wrote; ``None`` where it is no such thing."""
    try:
        matrix = tuple((float(a), float(b), float(c)) for a, b, c in data["matrix"])
        curve = tuple(map(float, data["curve"]))
        errors = [None if data[name] is None else float(data[name]) for name in ("error", "plain_error")]
    except (TypeError, KeyError, ValueError):
        return None
    usable = len(matrix) == 3 and len(curve) in (0, KNOTS) and np.isfinite([*np.ravel(matrix), *curve]).all()
    return CameraLook(matrix, curve, *errors) if usable else None


def look_for(path: Path, base: Base | None = None) -> CameraLook:
    """Return the look of a photo, fitted to the camera's own picture inside it; plain where there is none to fit.

    ``base`` saves decoding where it is at hand; its size matters little, because looks are fitted at 256 pixels:
    preview and export agree. Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    if not is_raw(path):
        return PLAIN
    return fit(base or decode_base(path, long_edge=2 * _EDGE), preview(path, 2 * _EDGE))


def fit(base: Base, picture: Picture) -> CameraLook:
    """Return the look that makes ``base`` like the camera's ``picture``, or a plain one where that is nearer.

    Plain it stays when the picture is not the camera's, shows something else, or is plain itself.
    """
    if picture.source != "embedded":
        return PLAIN
    pair = _samples(base, picture)
    if pair is None:
        return PLAIN
    scene, shown, lab = pair
    plain_error = _error(PLAIN, scene, lab)
    matrix, curve = _solve(np.asarray(colour.linear_to_srgb(scene), dtype=np.float64), shown)
    look = CameraLook(tuple((float(r[0]), float(r[1]), float(r[2])) for r in matrix), tuple(map(float, curve)))
    error = _error(look, scene, lab)
    if error > plain_error - _GAIN or _explained(look, scene, shown) < _ALIKE:
        return CameraLook(error=plain_error, plain_error=plain_error)
    return CameraLook(look.matrix, look.curve, error, plain_error)


def _samples(base: Base, picture: Picture) -> tuple[Doubles, Doubles, Doubles] | None:
    """Matching colours: N×3 scene-linear, N×3 of the picture as display-encoded Rec.2020, and its N×3 Lab."""
    scene = resize(base.frame.pixels, _EDGE)
    encoded = picture.pixels.astype(np.float32) / 255
    linear = resize(np.asarray(colour.srgb_to_linear(encoded), dtype=np.float32), _EDGE)
    if abs(scene.shape[0] - linear.shape[0]) > 6 or abs(scene.shape[1] - linear.shape[1]) > 6:
        return None  # cut to another shape: nothing says which part
    linear = _same_shape(linear, scene.shape[1], scene.shape[0])
    calm = (_detail(scene) < 0.5).ravel()
    every = max(1, np.count_nonzero(calm) // _SAMPLES)
    colours = scene.reshape(-1, 3)[calm][::every].astype(np.float64)
    linear = linear.reshape(-1, 3)[calm][::every].astype(np.float64)
    if np.count_nonzero(_usable(linear)) < 3 * _FEWEST:
        return None
    shown = np.asarray(colour.linear_to_srgb(linear @ colour.SRGB_TO_REC2020.T), dtype=np.float64)
    return colours, shown, np.asarray(colour.srgb_to_lab(colour.linear_to_srgb(linear)), dtype=np.float64)


def _same_shape(pixels: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    import cv2

    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _detail(scene: NDArray[np.float32]) -> NDArray[np.float32]:
    """Local contrast: the range of encoded green within 3×3, above which a small shift would mislead."""
    import cv2

    green = colour.linear_to_srgb(np.clip(scene[..., 1], 0, 1))
    kernel = np.ones((3, 3), np.uint8)
    return np.asarray((cv2.dilate(green, kernel) - cv2.erode(green, kernel)) / (green + np.float32(0.1)))


def _solve(encoded: Doubles, shown: Doubles) -> tuple[Doubles, Doubles]:
    """Alternate between curve and matrix, giving less weight to what does not fit (Cauchy weights)."""
    matrix = np.eye(3)
    usable = _usable(shown)
    weights = usable
    curve = _fit_curve(encoded, shown, weights)
    for _ in range(_ROUNDS):
        matrix = _improve(matrix, curve, encoded, shown, weights)
        curve = _fit_curve(encoded @ matrix.T, shown, weights)
        residual = shown - _through(curve, encoded @ matrix.T)
        scale = max(1.5 * float(np.median(np.abs(residual))), 0.004)
        weights = usable / (1 + (residual / (3 * scale)) ** 2)
    return matrix, curve


def _usable(shown: NDArray[Any]) -> Doubles:
    """Weights of 0 for clipped values, which say only "at least", and 1 for all others."""
    return ((shown > 0.004) & (shown < 0.996)).astype(np.float64)


def _fit_curve(before: Doubles, after: Doubles, weights: Doubles) -> Doubles:
    """Weighted least squares on KNOTS hats, smooth, from (0, 0) to (1, 1) where nothing says otherwise, rising."""
    x, y, w = before.ravel(), after.ravel(), weights.ravel()
    at = np.clip(x, 0, 1) * (KNOTS - 1)
    low = np.minimum(at.astype(int), KNOTS - 2)
    part = at - low
    total = max(float(w.sum()), 1.0)
    normal = np.zeros((KNOTS, KNOTS))
    right = np.zeros(KNOTS)
    for shift_a, share_a in ((0, 1 - part), (1, part)):
        right += np.bincount(low + shift_a, w * share_a * y, KNOTS)
        for shift_b, share_b in ((0, 1 - part), (1, part)):
            values = np.bincount(low, w * share_a * share_b, KNOTS)[: KNOTS - 1]
            rows = np.arange(KNOTS - 1)
            normal[rows + shift_a, rows + shift_b] += values
    bend = np.diff(np.eye(KNOTS), 2, axis=0)
    normal += total * _SMOOTH * bend.T @ bend
    for knot, value in ((0, 0.0), (KNOTS - 1, 1.0)):
        normal[knot, knot] += total * 1e-3
        right[knot] += total * 1e-3 * value
    return np.asarray(np.clip(np.maximum.accumulate(np.linalg.solve(normal, right)), 0, 1))


def _improve(matrix: Doubles, curve: Doubles, encoded: Doubles, shown: Doubles, weights: Doubles) -> Doubles:
    """One Gauss-Newton step on each row of the matrix, held near the identity."""
    mixed = encoded @ matrix.T
    residual = shown - _through(curve, mixed)
    slope = _slope(curve, mixed)
    better = matrix.copy()
    for row in range(3):
        jacobian = encoded * slope[:, row : row + 1]
        w = weights[:, row : row + 1]
        ridge = max(float(w.sum()), 1.0) * _RIDGE  # a channel may be clipped everywhere
        normal = jacobian.T @ (w * jacobian) + ridge * np.eye(3)
        right = jacobian.T @ (w[:, 0] * residual[:, row]) + ridge * (np.eye(3)[row] - matrix[row])
        better[row] += np.linalg.solve(normal, right)
    return better


def _through(curve: Doubles, x: NDArray[Any]) -> Doubles:
    """Apply the curve; beyond its ends it goes on straight with the slope of its last piece."""
    steps = KNOTS - 1
    inside = np.interp(x, np.linspace(0, 1, KNOTS), curve)
    below = np.minimum(x, 0) * (curve[1] - curve[0]) * steps
    above = np.maximum(x - 1, 0) * (curve[-1] - curve[-2]) * steps
    return np.asarray(inside + below + above)


def _slope(curve: Doubles, x: Doubles) -> Doubles:
    low = np.clip((np.clip(x, 0, 1) * (KNOTS - 1)).astype(int), 0, KNOTS - 2)
    return np.asarray(np.diff(curve)[low] * (KNOTS - 1))


def _error(look: CameraLook, scene: Doubles, lab: Doubles) -> float:
    linear = colour.srgb_to_linear(np.clip(look.view(scene.astype(np.float32)), 0, 1)) @ colour.REC2020_TO_SRGB.T
    ours = colour.srgb_to_lab(np.clip(colour.linear_to_srgb(np.clip(linear, 0, 1)), 0, 1))
    return float(np.median(colour.delta_e(ours, lab)))


def _explained(look: CameraLook, scene: Doubles, shown: Doubles) -> float:
    """Share of the variance of the picture's green that the look accounts for, without the tenth that fits worst (a
    date burnt in, edges where the camera corrected its lens).
    """
    left = np.abs(shown[:, 1] - look.view(scene.astype(np.float32))[:, 1])
    kept = left <= np.quantile(left, 0.9)
    return 1 - float(np.mean(left[kept] ** 2)) / max(float(np.var(shown[kept, 1])), 1e-9)
