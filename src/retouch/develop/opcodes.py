"""Lens corrections that a DNG carries: its OpcodeList3 (Adobe DNG Specification 1.4, chapter 6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

import numpy as np

from retouch.image.lens import Falloff, Warp

_OPCODES_3: Final = 51022
_SUB_DIRECTORIES: Final = 330
_KIND_OF_PICTURE: Final = 254
_MOST: Final = 64
_WARP, _FALLOFF = 1, 3
_SANE: Final = 0.5
"""Coefficients that move or brighten more than by half are damage, not a lens."""


def read(path: Path) -> tuple[Warp | Falloff, ...]:
    """Return the corrections of a file's RAW picture, in order; none where it carries none. Raises ``OSError``."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return tuple(parse(_list_of(data)))


def parse(opcodes: bytes) -> Iterator[Warp | Falloff]:
    """Yield what an opcode list has for lenses. Unknown opcodes and damaged ones are left out."""
    try:
        (count,) = struct.unpack_from(">I", opcodes)
        at = 4
        for _ in range(min(count, _MOST)):
            kind, _, _, size = struct.unpack_from(">IIII", opcodes, at)
            found = _opcode(kind, opcodes[at + 16 : at + 16 + size])
            if found is not None:
                yield found
            at += 16 + size
    except struct.error:
        return


def _opcode(kind: int, data: bytes) -> Warp | Falloff | None:
    if kind == _WARP:
        (planes,) = struct.unpack_from(">I", data)
        if planes not in (1, 3):
            return None
        values = struct.unpack_from(f">{6 * planes + 2}d", data, 4)
        rows = tuple(values[6 * n : 6 * n + 6] for n in range(planes))
        if _usable(values) and all(abs(sum(r[:4]) - 1) < _SANE and r[0] > _SANE for r in rows):
            return Warp(rows, values[-2:])
    elif kind == _FALLOFF:
        values = struct.unpack_from(">7d", data)
        if _usable(values) and sum(values[:5]) > -_SANE:
            return Falloff(values[:5], values[5:])
    return None


def _usable(values: tuple[float, ...]) -> bool:
    """Whether all are finite, and the centre at the end lies in the picture."""
    return bool(np.isfinite(values).all()) and all(0 <= v <= 1 for v in values[-2:]) and max(map(abs, values)) < 100


def _list_of(data: mmap) -> bytes:
    """The OpcodeList3 of the RAW picture: of the first directory, or of that among its children which is full size."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(order + "I", data, 4)
        main = _entries(data, order, first)
        children = _numbers(data, order, main.get(_SUB_DIRECTORIES))
        for directory in (main, *(_entries(data, order, at) for at in children[:_MOST])):
            if _numbers(data, order, directory.get(_KIND_OF_PICTURE)) == (0,) and _OPCODES_3 in directory:
                _, count, value = directory[_OPCODES_3]
                (at,) = struct.unpack(order + "I", value)
                return data[at : at + count]
    except struct.error:
        pass
    return b""


def _entries(data: mmap, order: str, at: int) -> dict[int, tuple[int, int, bytes]]:
    """Kind, count and value field by tag."""
    (count,) = struct.unpack_from(order + "H", data, at)
    rows = (struct.unpack_from(order + "HHI4s", data, at + 2 + 12 * n) for n in range(count))
    return {tag: (kind, number, value) for tag, kind, number, value in rows}


def _numbers(data: mmap, order: str, entry: tuple[int, int, bytes] | None) -> tuple[int, ...]:
    """The long numbers of an entry."""
    if entry is None or entry[0] not in (4, 13) or not 0 < entry[1] <= _MOST:
        return ()
    _, count, value = entry
    if count == 1:
        return struct.unpack(order + "I", value)
    (at,) = struct.unpack(order + "I", value)
    return struct.unpack_from(f"{order}{count}I", data, at)
