"""Texture floor: how much of the skin's own texture every retouch has to leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import Context, LocalAdjustment, param
from retouch.model.frame import Frame

FLOOR = 85.0
"""Percent of fine texture (see ``image.face_texture``) below which skin begins to look like plastic."""


@dataclass(frozen=True)
class TextureFloor(LocalAdjustment):
    """The deliberate unlock: below its default, other sliders may take away more texture than a good retoucher would.

    It has no pixels of its own. ``develop.skin`` holds every face to it after all LOCAL steps.
    """

    key: ClassVar[str] = "texture_floor"
    title: ClassVar[str] = "Texture floor"
    rank: ClassVar[int] = 99
    in_presets: ClassVar[bool] = False

    floor: float = param(FLOOR, 0.0, 100.0, 1.0, "Keep at least", "%", "Skin texture that no other slider takes away")

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return the frame: what other steps lost is brought back where the whole of them is known."""
        return frame
