"""Shine: hot spots on the skin brought down, with the skin's own colour put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, strongest
from retouch.image.skin import ReducedFace
from retouch.image.skin_signs import shine, shiny_skin
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_TAKEN, _COLOURED = 0.9, 0.5
"""Share of what a hot spot mirrors that is taken at full strength, and how much comes back as skin's own light."""
_DEEPEST = 0.75
"""EV by which no pixel is brought down further, whatever shines."""
_SHINY, _VERY = 0.42, 0.75
"""EV that hot spots add where they add most (``skin.shine``) from which shine is suggested, and fully."""


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
        skin = shiny_skin(face, face.mask)
        usual = np.exp2(face.usual())
        colour = usual / float(usual.mean())
        light = np.exp2(face.log_rgb)
        taken = np.float32(_TAKEN * self.amount / 100) * shine(face, skin)[..., None]
        # The veil is taken off each pixel, not off their mean: what it hid of the skin's texture comes back with it.
        after = np.maximum(light - taken * (1 - np.float32(_COLOURED) * colour), light * 2.0**-_DEEPEST)
        return np.asarray(np.log2(after) - face.log_rgb, np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a restrained amount for a grown-up's face with hot spots that everybody sees."""
        found = strongest(context, "skin.shine")
        if found is None or found[0] < _SHINY:
            return None
        over, index, face = found
        amount = round(35 + 25 * min((over - _SHINY) / (_VERY - _SHINY), 1.0))
        text = f"Hot spots are {over:.1f} EV over the skin around them and have lost its colour"
        reason = Evidence("shine", round(over, 2), _SHINY, text, index, face.box)
        return Proposal(cls(amount=amount), 0.6, (reason,))
