"""3D lookup tables in `.cube` files (Adobe, *Cube LUT Specification 1.0*): read, and applied."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retouch.model.errors import UsageError
from retouch.model.frame import AnyArray, Colours

_LARGEST = 129
_MOST = 128 << 20
"""Characters read: the largest table with all its digits has half of that."""
_AGAIN = "Export it again as a 3D .cube file."


@dataclass(frozen=True, slots=True, eq=False)
class CubeTable:
    """A table of N×N×N×3 float32, indexed by blue, green, red; inputs run over ``low`` … ``high``, 3 values each."""

    title: str
    table: AnyArray
    low: tuple[float, float, float]
    high: tuple[float, float, float]

    def __call__(self, rgb: Colours) -> Colours:
        """Map N×3 colours by trilinear interpolation; what lies outside the domain takes the border's value."""
        size = self.table.shape[0]
        low, high = np.array(self.low, np.float32), np.array(self.high, np.float32)
        at = np.clip((rgb - low) / (high - low), 0, 1) * np.float32(size - 1)
        cell = np.minimum(at.astype(np.int32), size - 2)
        part = (at - cell).astype(np.float32)
        out = np.zeros_like(rgb, dtype=np.float32)
        for corner in range(8):
            step = np.array([corner & 1, corner >> 1 & 1, corner >> 2 & 1], np.int32)
            weight = np.where(step, part, 1 - part).prod(axis=1, dtype=np.float32)
            red, green, blue = (cell + step).T
            out += weight[:, None] * self.table[blue, green, red]
        return out


def number_of(content: bytes) -> int:
    """Return what an imported file is known by: 48 bits of its hash, which a float holds exactly."""
    return int.from_bytes(hashlib.sha256(content).digest()[:6], "big")


def read_cube(path: Path) -> CubeTable:
    """Read a `.cube` file. Raises ``UsageError`` where it is not a 3D table, or damaged."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_MOST)
    except OSError as error:
        todo = "Check that it may be read and that its drive is there."
        raise UsageError(f"this file cannot be read ({error.strerror})", path, todo) from error
    size, title, bounds, rows = 0, path.stem, {"DOMAIN_MIN": (0.0, 0.0, 0.0), "DOMAIN_MAX": (1.0, 1.0, 1.0)}, []
    try:
        for line in text.splitlines():
            words = line.split("#", 1)[0].split()
            if not words:
                continue
            if words[0] == "TITLE":
                title = line.split(None, 1)[1].strip().strip('"')
            elif words[0] == "LUT_3D_SIZE":
                size = int(words[1])
            elif words[0] in bounds:
                red, green, blue = (float(w) for w in words[1:4])
                bounds[words[0]] = (red, green, blue)
            elif words[0][0].isalpha():
                raise ValueError(f"“{words[0]}” is not understood")
            else:
                rows.append([float(w) for w in words])
        return _table(size, title, bounds, rows)
    except (ValueError, IndexError) as error:
        raise UsageError(f"this is not a 3D lookup table ({error})", path, _AGAIN) from error


def _table(size: int, title: str, bounds: dict[str, tuple[float, float, float]], rows: list[list[float]]) -> CubeTable:
    if not 2 <= size <= _LARGEST:
        raise ValueError(f"LUT_3D_SIZE is {size}, not 2 to {_LARGEST}")
    if len(rows) != size**3 or any(len(row) != 3 for row in rows):
        raise ValueError(f"{len(rows)} rows of 3 numbers, {size**3} expected")
    with np.errstate(over="ignore"):  # what is too large for float32 is not finite, and refused
        table = np.array(rows).astype(np.float32).reshape(size, size, size, 3)
    low, high = bounds["DOMAIN_MIN"], bounds["DOMAIN_MAX"]
    spans = [b - a for a, b in zip(low, high, strict=True)]
    if not np.isfinite(table).all() or not all(0.001 <= span <= 1000 for span in spans):
        raise ValueError("values are not finite, or the domain is empty")
    table.setflags(write=False)
    return CubeTable(title, table, low, high)
