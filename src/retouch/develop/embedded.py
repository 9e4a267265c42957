"""Pictures inside files that LibRaw cannot open, and the EXIF orientation of a JPEG: byte-level reading, bounded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from mmap import mmap
from typing import Final

_NO_LENGTH: Final = {0x01, *range(0xD0, 0xD8)}
_LOSSY_FRAMES: Final = {0xC0, 0xC1, 0xC2}
_OTHER_FRAMES: Final = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_MOST_CANDIDATES: Final = 64
_SHORT: Final = 3
_UNCALIBRATED: Final = 65535


def segments(data: bytes, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, offset of the payload, its length) of a JPEG's header, from its SOI at ``start`` to the scan."""
    at = start + 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _NO_LENGTH:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            return
        yield marker, at + 4, min(length - 2, len(data) - at - 4)
        if marker in (0xDA, 0xD9):
            return
        at += 2 + length


def jpeg_size(data: bytes, start: int = 0) -> tuple[int, int] | None:
    """Return (width, height) of the JPEG at ``start``, or ``None`` where it is none that can be shown."""
    for marker, at, length in segments(data, start):
        if marker in _OTHER_FRAMES:
            return None
        if marker in _LOSSY_FRAMES and length >= 6:
            bits, height, width, components = struct.unpack_from(">BHHB", data, at)
            return (width, height) if bits == 8 and components in (1, 3, 4) and width and height else None
    return None


def largest_jpeg(data: bytes) -> bytes | None:
    """Return the largest picture among the JPEG streams inside a file, from its start on, or ``None``."""
    best, best_at, at = 0, -1, -1
    for _ in range(_MOST_CANDIDATES):
        at = data.find(b"\xff\xd8\xff", at + 1)
        if at < 0:
            break
        size = jpeg_size(data, at)
        if size is not None and size[0] * size[1] > best:
            best, best_at = size[0] * size[1], at
    return data[best_at:] if best_at >= 0 else None


def jpeg_orientation(data: bytes) -> int | None:
    """Return the EXIF orientation (1..8) that a JPEG carries, or ``None``."""
    for marker, at, length in segments(data):
        if marker == 0xE1 and data[at : at + 6] == b"Exif\0\0":
            return tiff_orientation(data[at + 6 : at + length])
    return None


def tiff_orientation(data: bytes) -> int | None:
    """Return tag 274 of the first directory of a TIFF-like block (1..8), or ``None``."""
    kind, value = _directory(data, None).get(274, (0, b""))
    found = _number(data, kind, value)
    return found if found is not None and kind == _SHORT and 1 <= found <= 8 else None


def jpeg_is_adobe_rgb(data: bytes) -> bool | None:
    """Return whether the EXIF of a JPEG says that it is in Adobe RGB; ``None`` where it says nothing of its space."""
    for marker, at, length in segments(data):
        if marker == 0xE1 and data[at : at + 6] == b"Exif\0\0":
            return tiff_is_adobe_rgb(data[at + 6 : at + length])
    return None


def tiff_is_adobe_rgb(data: bytes | mmap) -> bool | None:
    """Return whether a TIFF-like block says that its picture is in Adobe RGB, ``None`` where it says nothing.

    Said by PreviewColorSpace 3 (DNG 1.4), or in the way of DCF 2.0: ColorSpace 2, or 65535 together with
    InteroperabilityIndex R03.
    """
    first = _directory(data, None)
    preview = _number(data, *first.get(50970, (0, b"")))
    if preview is not None:
        return preview == 3
    exif = _directory(data, _number(data, *first.get(34665, (0, b""))) or 0)
    space = _number(data, *exif.get(0xA001, (0, b"")))
    if space is None:
        return None
    if space != _UNCALIBRATED:
        return space == 2
    return _directory(data, _number(data, *exif.get(0xA005, (0, b""))) or 0).get(1, (0, b""))[1] == b"R03\0"


def _order(data: bytes | mmap) -> str | None:
    return {b"II": "<", b"MM": ">"}.get(data[:2])


def _number(data: bytes | mmap, kind: int, value: bytes) -> int | None:
    """The first number of an entry of bytes, short or long; ``None`` of other kinds."""
    code = {1: "B", _SHORT: "H", 4: "I", 13: "I"}.get(kind)
    return int(struct.unpack_from((_order(data) or "<") + code, value)[0]) if code and len(value) == 4 else None


def _directory(data: bytes | mmap, at: int | None) -> dict[int, tuple[int, bytes]]:
    """Kind and value field (4 bytes) by tag of a directory of a TIFF-like block: the first, or the one at ``at``."""
    order, found = _order(data), {}
    try:
        if order is None:
            return {}
        (at,) = struct.unpack_from(order + "I", data, 4) if at is None else (at,)
        if at == 0:
            return {}
        (count,) = struct.unpack_from(order + "H", data, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(order + "HHI4s", data, entry)
            found[tag] = kind, value
    except struct.error:
        pass
    return found


def jpeg_icc(data: bytes) -> bytes:
    """Return the ICC profile that a JPEG embeds (its APP2 chunks joined in order), or nothing."""
    chunks = {}
    for marker, at, length in segments(data):
        if marker == 0xE2 and data[at : at + 12] == b"ICC_PROFILE\0" and length > 14:
            chunks[data[at + 12]] = data[at + 14 : at + length]
    return b"".join(chunks[i] for i in sorted(chunks))
