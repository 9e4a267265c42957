"""Shine: hot spots on the skin brought down, with the skin's own colour put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains
from retouch.image.blur import gaussian
from retouch.image.skin import FINE, ReducedFace
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_AROUND = 0.16
"""Sigma, in face widths, of the light that a spot is compared with."""
_FREE, _MOST = 0.3, 1.5
"""EV over its surroundings that skin may shine, and the most that is looked at."""
_TAKEN = 0.7
_SOFT = 0.01
_WEIGHTS = np.array([0.25, 0.5, 0.25], np.float32)
_CLIPPED = -0.05
"""EV under white from which the brightest skin is blown, which is not for shine to mend."""
_SHINY, _VERY = 0.95, 1.5
"""EV between the median and the brightest twentieth of a face's skin: from which shine is suggested, and fully."""


@dataclass(frozen=True)
class Shine(GainAdjustment):
    """Take away up to ``amount`` percent of the light by which hot spots exceed the skin around them."""

    key: ClassVar[str] = "shine"
    title: ClassVar[str] = "Shine"
    rank: ClassVar[int] = 24

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Shine", "%", "Brings down shiny spots and gives them colour")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        usual = face.usual()
        smooth = np.asarray(gaussian(face.log_rgb, FINE * face.width), np.float32)
        level, bright = smooth @ _WEIGHTS, float(usual @ _WEIGHTS)
        # A hot spot is too white to pass for skin, so skin is joined by what is brighter than it inside the face.
        spots = face.region * np.clip((level - bright - _FREE) / _FREE, 0, 1)
        where = gaussian(np.asarray(np.maximum(face.mask, spots), np.float32), _SOFT * face.width) * face.region
        around = face.smooth(_AROUND) @ _WEIGHTS
        over = np.clip(level - np.clip(around, bright, bright + _FREE) - _FREE, 0, _MOST) * where
        share = np.float32(self.amount / 100)
        colour = (usual - usual @ _WEIGHTS) - (smooth - level[..., None])
        tint = colour * np.clip(over / 0.6, 0, 1)[..., None] * np.float32(0.6)
        return np.asarray(share * (tint - np.float32(_TAKEN) * over[..., None]), np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a restrained amount for a face that shines."""
        faces = context.scene.faces if context.scene is not None else ()
        spans = [(f.tells["light.skin_95"] - f.tells["light.skin_50"], i) for i, f in enumerate(faces) if _lit(f.tells)]
        over, index = max(spans, default=(0.0, 0))
        if over < _SHINY:
            return None
        amount = round(20 + 30 * min((over - _SHINY) / (_VERY - _SHINY), 1.0))
        text = f"The brightest skin of this face is {over:.1f} EV over the rest of it"
        reason = Evidence("shine", round(over, 2), _SHINY, text, index, faces[index].box)
        return Proposal(cls(amount=amount), 0.6, (reason,))


def _lit(tells: Mapping[str, float]) -> bool:
    return "light.skin_95" in tells and tells["light.skin_95"] < _CLIPPED
