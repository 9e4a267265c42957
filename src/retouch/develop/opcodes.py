"""Corrections that a DNG carries (Adobe DNG Specification 1.4, chapter 6).

OpcodeList2 is for the sensor's values, OpcodeList3 for developed pixels.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

import numpy as np

from retouch.image.lens import Falloff, GainMap, Step, Warp

_OPCODES_2: Final = 51009
_OPCODES_3: Final = 51022
_SUB_DIRECTORIES: Final = 330
_KIND_OF_PICTURE: Final = 254
_MOST: Final = 64
_WARP, _FALLOFF, _GAIN_MAP = 1, 3, 9
_MAP: Final = struct.Struct(">10I4dI")
_POINTS: Final = 4096
"""Of a map, to a side: cameras write a few dozen."""
_LEAST: Final = 1e-9
"""Share of the picture between two points of a map: less would divide by nothing."""
_GAIN: Final = 64
"""Times that a map may brighten; corners of phones' lenses take about eight."""
_SANE: Final = 0.5
"""Coefficients that move or brighten more than by half are damage, not a lens."""


@dataclass(frozen=True)
class Carried:
    """What a file asks for, in order: maps for the ``sensor`` (always done), and what is about its ``lens``."""

    sensor: tuple[GainMap, ...] = ()
    lens: tuple[Step, ...] = ()


def read(path: Path) -> Carried:
    """Return the corrections of a file's RAW picture; none where it carries none. Raises ``OSError``."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        second, third = _lists_of(data)
    first = tuple(parse(second))
    before = tuple(s for s in first if isinstance(s, Falloff))
    after = tuple(s for s in parse(third) if not isinstance(s, GainMap) or s.pitch == (1, 1))
    return Carried(tuple(s for s in first if isinstance(s, GainMap)), before + after)


def parse(opcodes: bytes) -> Iterator[Step]:
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


def _opcode(kind: int, data: bytes) -> Step | None:
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
    elif kind == _GAIN_MAP:
        return _gain_map(data)
    return None


def _gain_map(data: bytes) -> GainMap | None:
    """A map of gains; ``None`` where it says what none can mean."""
    fields = _MAP.unpack_from(data)
    top, left, bottom, right, plane, planes, *pitch, down, across = fields[:10]
    spacing, origin, deep = fields[10:12], fields[12:14], fields[14]
    sizes = (down, across, deep)
    if not (all(pitch) and planes and top < bottom and left < right):
        return None
    if not (all(0 < n <= _POINTS for n in (down, across)) and 0 < deep <= 4 and np.isfinite((*spacing, *origin)).all()):
        return None
    if any(step <= 0 for step, n in zip(spacing, sizes, strict=False) if n > 1) or max(map(abs, origin)) > _POINTS:
        return None
    if len(data) < _MAP.size + 4 * down * across * deep:
        return None
    gains = np.frombuffer(data, ">f4", down * across * deep, _MAP.size).astype(np.float32).reshape(sizes)
    if not ((gains > 0) & (gains <= _GAIN)).all():  # false for what is no number
        return None
    vertical, horizontal = (max(step, _LEAST) if n > 1 else 1.0 for step, n in zip(spacing, sizes, strict=False))
    pitches = (pitch[0], pitch[1])
    return GainMap(top, left, bottom, right, pitches, plane, planes, (vertical, horizontal), origin, gains)


def _usable(values: tuple[float, ...]) -> bool:
    """Whether all are finite, and the centre at the end lies in the picture."""
    return bool(np.isfinite(values).all()) and all(0 <= v <= 1 for v in values[-2:]) and max(map(abs, values)) < 100


def _lists_of(data: mmap) -> tuple[bytes, bytes]:
    """OpcodeList2 and 3 of the RAW picture: the first directory, or that among its children which is full size."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return b"", b""
    try:
        (first,) = struct.unpack_from(order + "I", data, 4)
        main = _entries(data, order, first)
        children = _numbers(data, order, main.get(_SUB_DIRECTORIES))
        for directory in (main, *(_entries(data, order, at) for at in children[:_MOST])):
            listed = _OPCODES_2 in directory or _OPCODES_3 in directory
            if listed and _numbers(data, order, directory.get(_KIND_OF_PICTURE)) == (0,):
                return _bytes_of(data, order, directory, _OPCODES_2), _bytes_of(data, order, directory, _OPCODES_3)
    except struct.error:
        pass
    return b"", b""


def _bytes_of(data: mmap, order: str, directory: dict[int, tuple[int, int, bytes]], tag: int) -> bytes:
    if tag not in directory:
        return b""
    _, count, value = directory[tag]
    (at,) = struct.unpack(order + "I", value)
    return data[at : at + count]


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
