"""Imported looks: a 3D lookup table from a `.cube` file, at a strength."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020, linear_to_srgb, srgb_to_linear
from retouch.image.cube_file import CubeTable, number_of, read_cube
from retouch.model.errors import NotWritable, ResourceMissing, UsageError
from retouch.model.frame import Colours
from retouch.model.replace import replace_file

_NUMBERS = float(2**48 - 1)
_FOLDERS: list[Path] = []


def keep_in(folder: Path) -> None:
    """Name the folder in which imported tables are kept: once per process, before anything is rendered."""
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)


def kept_in() -> tuple[Path, ...]:
    """Return the folders named so far, for a process that renders what this one asks for."""
    return tuple(_FOLDERS)


def import_cube(path: Path, folder: Path) -> int:
    """Check a `.cube` file, copy it into the folder of imported looks, and return the number it is known by.

    Raises ``UsageError`` where it is not a 3D table, ``NotWritable`` where it cannot be kept. The same content always
    has the same number.
    """
    read_cube(path)
    content = path.read_bytes()
    number = number_of(content)
    target = _file(folder, number)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != content:
            replace_file(target, content)
    except OSError as error:
        todo = "Free space or allow writing, then try again."
        raise NotWritable(f"the look cannot be kept ({error.strerror})", path, todo) from error
    return number


def imported(folder: Path) -> dict[int, str]:
    """Return the names of all imported looks by their numbers."""
    found = {}
    for path in sorted(folder.glob("*.cube")) if folder.is_dir() else ():
        with suppress(ValueError, UsageError):  # put there by hand, or damaged: that costs one look
            found[int(path.stem, 16)] = read_cube(path).title
    return found


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:012x}.cube"


@lru_cache(maxsize=8)
def _table(number: int, folders: tuple[Path, ...]) -> CubeTable:
    for folder in folders:
        if _file(folder, number).is_file():
            return read_cube(_file(folder, number))
    raise ResourceMissing(
        "an imported look that this edit uses is not on this computer", todo="Import its .cube file again."
    )


@dataclass(frozen=True)
class Lut(ColourAdjustment):
    """Blend display colours with what the table makes of them; tables are taken to be made for sRGB, as most are."""

    key: ClassVar[str] = "lut"
    title: ClassVar[str] = "Imported look"
    rank: ClassVar[int] = 80

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Strength", "%", "How much of the imported look is seen")
    number: float = param(0.0, 0.0, _NUMBERS, 1.0, "Look", "", "The number under which the .cube file was imported")

    def is_neutral(self) -> bool:
        """Whether this changes nothing: no strength, or no table chosen."""
        return self.amount == 0 or self.number == 0

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours. Raises ``ResourceMissing`` where the table is not on this computer."""
        if self.is_neutral():
            return rgb
        table = _table(round(self.number), tuple(_FOLDERS))
        shown = linear_to_srgb(srgb_to_linear(np.clip(rgb, 0, 1)) @ REC2020_TO_SRGB.T.astype(np.float32))
        made = srgb_to_linear(np.clip(table(np.asarray(shown, np.float32)), 0, 1)) @ SRGB_TO_REC2020.T.astype(
            np.float32
        )
        target = linear_to_srgb(np.maximum(made, 0))
        return np.asarray(rgb + np.float32(self.amount / 100) * (target - rgb), np.float32)
