"""Shine: hot spots on the skin brought down, with the skin's own colour put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, strongest
from retouch.image.blur import gaussian, masked
from retouch.image.skin import FINE, ReducedFace
from retouch.image.skin_signs import shine, shiny_skin
from retouch.model.decision import Evidence
from retouch.model.frame import AnyArray, Frame, Pixels

_EAGER = 2.0
"""Half the slider takes three quarters of a hot spot, as a retoucher would: the last of it is the face's shape."""
_HIDDEN = (0.2, 0.5)
"""Share of the light that is mirrored from which skin's own colour is uncertain, and lost."""
_AROUND, _BRUSH, _FAINT = 0.1, 0.02, 0.3
"""Sigmas of the skin around and of the brush in face widths; least share of the light that is the skin's own."""
_DEEPEST = 0.75
"""EV by which no pixel is brought down further, whatever shines."""
_SHINY, _VERY = 0.42, 0.75
"""EV that hot spots add where they add most (``skin.shine``) from which shine is suggested, and fully."""


@dataclass(frozen=True)
class Shine(GainAdjustment):
    """Take away the light by which hot spots exceed the skin around them: three quarters of it at half the amount."""

    key: ClassVar[str] = "shine"
    title: ClassVar[str] = "Shine"
    rank: ClassVar[int] = 24
    smooth: ClassVar[bool] = True

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Shine", "%", "Brings down shiny spots and gives them colour")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        skin = shiny_skin(face, face.mask)
        spot = shine(face, skin)
        light = np.exp2(face.log_rgb)
        share = np.float32(1 - (1 - self.amount / 100) ** _EAGER)
        hidden = _coloured(np.maximum(light - spot[..., None], _FAINT * light), spot / light.mean(axis=-1), face)
        change = np.where(spot[..., None] > 0, np.log2(light + share * (hidden - light)) - face.log_rgb, 0)
        # As soft as a brush, and limited in all channels alike: pores stay as they are, and colour comes all the same.
        change = gaussian(np.asarray(change, np.float32), _BRUSH * face.width)
        deep = np.maximum(-change.min(axis=-1, keepdims=True), 1e-6)
        return np.asarray(change * (_DEEPEST * np.tanh(deep / _DEEPEST) / deep), np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a little for a grown-up's face with hot spots that everybody sees; some sheen is life."""
        found = strongest(context, "skin.shine")
        if found is None or found[0] < _SHINY:
            return None
        over, index, face = found
        amount = round(25 + 10 * min((over - _SHINY) / (_VERY - _SHINY), 1.0))
        text = f"Hot spots are {over:.1f} EV over the skin around them and have lost its colour"
        reason = Evidence("shine", round(over, 2), _SHINY, text, index, face.box)
        return Proposal(cls(amount=amount), 0.6, (reason,))


def _coloured(hidden: Pixels, mirrored: AnyArray, face: ReducedFace) -> Pixels:
    """Return what a hot spot hides; where it hid too much, with the colour and at least the light of the skin around.

    ``mirrored`` (H×W) is the share of all light that is.
    """
    dull = np.asarray(face.mask * np.clip(1 - mirrored / _HIDDEN[0], 0, 1), np.float32)
    around = np.exp2(masked(face.log_rgb, dull, _AROUND * face.width))
    level, usual = hidden.mean(axis=-1, keepdims=True), around.mean(axis=-1, keepdims=True)
    low, high = _HIDDEN
    lost = np.clip((mirrored - low) / (high - low), 0, 1)[..., None]
    colour = hidden / level + lost * (around / usual - hidden / level)
    sigma = 1.5 * FINE * face.width
    lift = gaussian(usual[..., 0], sigma) / np.maximum(gaussian(level[..., 0], sigma), 1e-6)
    return np.asarray(colour * level * np.maximum(lift, 1)[..., None] ** lost, np.float32)
