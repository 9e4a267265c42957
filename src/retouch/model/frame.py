"""Pixels, always upright, in one type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.float32]
"""H×W×3 RGB float32."""
Colours = NDArray[np.float32]
"""N×3 RGB float32."""
Mask = NDArray[np.float32]
"""H×W float32 in 0..1."""
Image8 = NDArray[np.uint8]
"""H×W×3 RGB uint8, display-encoded."""
AnyArray = NDArray[Any]


class Space(StrEnum):
    """Colour spaces a frame can be in. ``SCENE`` is linear, unbounded above; the rest are display-encoded 0..1."""

    SCENE = "scene-linear Rec.2020"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"
    ADOBE_RGB = "adobe-rgb"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Upright pixels in a known space.

    ``pixels`` is H×W×3 float32 and read-only. ``scale`` is the long edge of these pixels over that of the full photo,
    so 1.0 is full size. In ``SCENE`` 1.0 is the sensor's white (after white balance); in the others it is paper white.
    """

    pixels: Pixels
    space: Space
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.pixels.ndim != 3 or self.pixels.shape[2] != 3 or self.pixels.dtype != np.float32:
            raise ValueError(f"a Frame holds H×W×3 float32, not {self.pixels.shape} {self.pixels.dtype}")
        self.pixels.setflags(write=False)

    def __reduce__(self) -> tuple[type[Frame], tuple[Pixels, Space, float]]:
        """Be pickled by value: pixels that come from another process are read-only too."""
        return type(self), (self.pixels, self.space, self.scale)

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    def with_pixels(self, pixels: Pixels, space: Space | None = None) -> Frame:
        """Return the same frame with other pixels, and optionally another space."""
        return replace(self, pixels=pixels, space=space or self.space)
