"""A photo as the file system and the camera describe it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NewType, Self

PhotoId = NewType("PhotoId", str)
"""Hex digest of size, first and last 64 KiB: survives a rename, distinct inside a burst."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Cheap sign that a file has changed: size in bytes, modification time in nanoseconds."""

    size: int
    modified_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Self:
        """Return the stamp of a file. A time that 64 bits do not hold (after the year 2262) counts as the latest."""
        return cls(status.st_size, min(max(status.st_mtime_ns, -(2**63)), 2**63 - 1))


@dataclass(frozen=True, slots=True)
class WhitePoint:
    """A white balance: correlated colour temperature in kelvin, tint in units of Duv × 3000 (positive is magenta)."""

    temperature: float
    tint: float


@dataclass(frozen=True, slots=True)
class Capture:
    """What the camera recorded. Absent facts are ``None`` (or an empty string), never invented."""

    taken: datetime | None = None  # camera time, sub-seconds included, zone kept only if recorded
    make: str = ""
    model: str = ""
    serial: str = ""
    lens: str = ""
    iso: int | None = None
    shutter: float | None = None  # seconds
    aperture: float | None = None  # f-number
    focal_length: float | None = None  # mm
    bias: float | None = None  # exposure compensation in EV
    flash: bool | None = None
    orientation: int = 1  # EXIF 1..8, as stored; everything else in the program is upright
    width: int = 0  # upright pixels, 0 where unknown
    height: int = 0
    number: int | None = None  # the camera's own image counter


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: a RAW with its JPEG companion is one photo with ``path`` the RAW."""

    id: PhotoId
    path: Path
    companions: tuple[Path, ...]
    stamp: FileStamp
    capture: Capture

    @property
    def name(self) -> str:
        """File name, as shown and as printed."""
        return self.path.name
