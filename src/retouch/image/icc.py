"""Reading ICC profiles that are a matrix and three curves, which is what cameras and editors embed (ICC.1:2022)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import BRADFORD, D50_XY, D65_XY, Matrix, adapt, convert, decode, rgb_to_xyz
from retouch.model.frame import Space

_CURVE_NODES = 4096
_MOST = 16.0  # no real curve leads beyond 1; damaged ones do


@dataclass(frozen=True, eq=False)
class Profile:
    """A matrix/curve RGB profile: 4096 samples of each curve (3×4096, encoded 0..1 → linear), and RGB → Rec.2020."""

    curves: NDArray[np.float32]
    to_rec2020: Matrix

    def linear(self, encoded: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return H×W×3 encoded values in 0..1 as linear Rec.2020."""
        at = np.linspace(0, 1, _CURVE_NODES)
        channels = [np.interp(encoded[..., c], at, self.curves[c]) for c in range(3)]
        return (np.stack(channels, axis=-1) @ self.to_rec2020.T).astype(np.float32)


@cache
def adobe_rgb() -> Profile:
    """Return the profile of pictures that are said to be in Adobe RGB (1998), but embed none."""
    curve = decode(np.linspace(0, 1, _CURVE_NODES), Space.ADOBE_RGB).astype(np.float32)
    return Profile(np.stack([curve] * 3), convert(Space.ADOBE_RGB, Space.SCENE))


def parse(data: bytes) -> Profile | None:
    """Return the profile, or ``None`` where it is not RGB, is built on look-up tables, or is damaged."""
    try:
        if len(data) < 132 or data[16:20] != b"RGB " or data[20:24] != b"XYZ ":
            return None
        tags = _tags(data)
        if "A2B0" in tags or "A2B1" in tags:
            return None
        columns = [_xyz(tags[name]) for name in ("rXYZ", "gXYZ", "bXYZ")]
        curves = np.stack([_curve(tags[name]) for name in ("rTRC", "gTRC", "bTRC")])
    except (KeyError, ValueError, IndexError, struct.error, OverflowError, ZeroDivisionError):
        return None
    to_xyz = adapt(D50_XY, D65_XY, BRADFORD) @ np.array(columns).T
    matrix = np.linalg.solve(rgb_to_xyz(Space.SCENE), to_xyz)
    if not (np.isfinite(matrix).all() and np.isfinite(curves).all() and np.abs(curves).max() < _MOST):
        return None
    return Profile(curves.astype(np.float32), matrix)


def _tags(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">I", data, 128)
    found = {}
    for i in range(min(count, 100)):
        name, offset, size = struct.unpack_from(">4sII", data, 132 + 12 * i)
        found[name.decode("latin-1")] = data[offset : offset + size]
    return found


def _fixed(data: bytes, offset: int, count: int) -> list[float]:
    return [v / 65536 for v in struct.unpack_from(f">{count}i", data, offset)]


def _xyz(data: bytes) -> list[float]:
    if data[:4] != b"XYZ ":
        raise ValueError("not XYZ")
    return _fixed(data, 8, 3)


def _curve(data: bytes) -> NDArray[np.float64]:
    x = np.linspace(0, 1, _CURVE_NODES)
    if data[:4] == b"curv":
        (count,) = struct.unpack_from(">I", data, 8)
        if count == 0:
            return x
        values = np.frombuffer(data, dtype=">u2", count=count, offset=12)
        if count == 1:
            return np.asarray(x ** (float(values[0]) / 256))
        return np.interp(x, np.linspace(0, 1, count), values / 65535)
    if data[:4] == b"para":
        (kind,) = struct.unpack_from(">H", data, 8)
        return _parametric(x, kind, _fixed(data, 12, (1, 3, 4, 5, 7)[kind]))
    raise ValueError("unknown kind of curve")


def _parametric(x: NDArray[np.float64], kind: int, p: list[float]) -> NDArray[np.float64]:
    """Parametric curves 0..4 of ICC.1:2022, 10.18."""
    g, a, b, c, d, e, f = (p[0], 1.0, 0.0, 0.0, 0.0, 0.0, 0.0) if kind == 0 else (*p, *[0.0] * (7 - len(p)))
    if kind in (1, 2):
        d, e, f, c = -b / a, (c if kind == 2 else 0.0), (c if kind == 2 else 0.0), 0.0
    with np.errstate(all="ignore"):  # what is not finite is refused by ``parse``
        return np.where(x >= d, np.maximum(a * x + b, 0) ** g + e, c * x + f)
