"""Skin texture through the LOCAL stage: measured before, held to its floor and told after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from retouch.adjust.edit import Edit
from retouch.adjust.texture_floor import TextureFloor
from retouch.image.face_texture import FaceTexture, face_texture
from retouch.image.on_faces import FaceCrop, face_crop
from retouch.model.frame import Frame, Pixels
from retouch.model.scene import Scene

Kept: TypeAlias = tuple[float | None, ...]
"""Texture kept (1 is all) per face of a scene; ``None`` for one that is too small to say."""

_REACH = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class SkinWatch:
    """The texture of every face before an edit. Holds small copies, never the frame."""

    faces: tuple[tuple[FaceCrop, FaceTexture] | None, ...]

    def kept(self, after: Frame) -> Kept:
        """Return what is left of it, per face."""
        return tuple(f[1].kept(f[0].of(after.pixels)) if f else None for f in self.faces)

    def hold(self, pixels: Pixels, floor: float) -> Pixels:
        """Return the pixels with texture brought back where a face has less than ``floor`` (0..1) of it.

        They are the input itself where none has; written in place where they are writeable, else copied.
        """
        for found in self.faces:
            if found is None:
                continue
            crop, texture = found
            back = texture.missing(crop.of(pixels), floor)
            if back is not None:
                pixels = pixels if pixels.flags.writeable else pixels.copy()
                crop.of(pixels)[...] *= np.exp2(back)[..., None]
        return pixels


def watch(before: Frame, scene: Scene | None) -> SkinWatch:
    """Measure the faces of a ``SCENE`` frame."""
    faces = []
    for face in scene.faces if scene is not None else ():
        crop = face_crop(before.height, before.width, face.landmarks, _REACH)
        texture = face_texture(crop.of(before.pixels), crop.points) if crop is not None else None
        faces.append((crop, texture) if crop is not None and texture is not None else None)
    return SkinWatch(tuple(faces))


def floor_of(edit: Edit) -> float:
    """Return the floor of an edit, 0..1."""
    step = edit.get(TextureFloor.key)
    return (step if isinstance(step, TextureFloor) else TextureFloor()).floor / 100


def texture_warning(kept: Kept) -> str | None:
    """Return the sentence to show where a delivered photo has less texture than the default floor, else nothing."""
    least = min((k for k in kept if k is not None), default=1.0)
    if least >= TextureFloor().floor / 100:
        return None
    return f"only {least:.0%} of the skin's texture is left (the floor is unlocked)"
