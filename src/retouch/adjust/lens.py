"""Lens: how much of the corrections that a file carries for its lens is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import Adjustment, Stage, param


@dataclass(frozen=True)
class Lens(Adjustment):
    """Shares of what the file asks for, which is the neutral value; where a file asks for nothing, nothing is done.

    It has no pixels of its own: what a lens did is undone where the RAW file is read (``develop.decode``), once and
    from all pixels there are. Fringes of colour are always undone.
    """

    key: ClassVar[str] = "lens"
    title: ClassVar[str] = "Lens"
    stage: ClassVar[Stage] = Stage.BASE
    rank: ClassVar[int] = 10

    distortion: float = param(
        100.0,
        0.0,
        100.0,
        1.0,
        "Distortion",
        "%",
        "How much of the file's correction is done; 0 is as the lens saw",
    )
    vignetting: float = param(
        100.0,
        0.0,
        100.0,
        1.0,
        "Vignetting",
        "%",
        "How much the corners are evened out as the file asks; 0 is not at all",
    )
