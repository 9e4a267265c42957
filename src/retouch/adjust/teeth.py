"""Teeth: less yellow and a touch lighter, never white paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, grown_ups
from retouch.image import masks
from retouch.image.blur import gaussian
from retouch.image.skin import WEIGHTS, ReducedFace
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_YELLOW, _LIFT = 0.6, 0.17
_GUMS, _TOOTH = 0.75, 0.4
"""Log2 of red over green, over the eyes' usual light, that is gums and lips for certain, and that is teeth."""
_OPEN = 0.15
_SEEN = -0.22
"""Log2 of blue over green of teeth, less that of the whites of the eyes, from which they look yellow."""


@dataclass(frozen=True)
class Teeth(GainAdjustment):
    """Take up to 60 % of the yellow and lift by up to a sixth of a stop, where the open mouth is bright and not red."""

    key: ClassVar[str] = "teeth"
    title: ClassVar[str] = "Teeth"
    rank: ClassVar[int] = 32

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Teeth", "%", "Takes yellow out of teeth and lightens them a little")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        mouth = masks.fill(face.mask.shape, face.points, masks.MOUTH)
        if float(mouth.sum()) < 20:
            return np.zeros_like(face.log_rgb)
        smooth = gaussian(face.log_rgb, 0.008 * face.width)
        red, blue = smooth[..., 0] - smooth[..., 1], smooth[..., 2] - smooth[..., 1]
        level = smooth @ WEIGHTS
        inside = mouth > 0.5
        bright = float(np.percentile(level[inside], 80))
        tooth = np.clip((_GUMS - red) / (_GUMS - _TOOTH), 0, 1) * np.clip((level - bright + 1.6) / 0.6, 0, 1)
        where = gaussian(np.asarray(tooth * mouth, np.float32), 0.006 * face.width) * mouth
        share = np.float32(self.amount / 100)
        lift = np.repeat(np.float32(_LIFT) * np.ones_like(level)[..., None], 3, axis=2)
        lift[..., 2] += _YELLOW * np.clip(-blue, 0, 0.8)
        lift[..., 0] -= 0.3 * np.clip(red - 0.1, 0, 0.4)
        return np.asarray(share * where[..., None] * lift, np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a little for a grown-up's teeth that are clearly yellower than the whites of the same eyes."""
        for index, face in grown_ups(context):
            tells = face.tells
            smiles = face.expression.mouth_open > _OPEN and "light.teeth_bg" in tells and "light.eye_white_bg" in tells
            yellow = tells["light.teeth_bg"] - tells["light.eye_white_bg"] if smiles else 0.0
            if yellow < _SEEN and tells["light.teeth_rg"] < _GUMS:
                text = f"Teeth are {100 * (1 - 2**yellow):.0f} % yellower than the whites of the eyes"
                reason = Evidence("yellow teeth", round(yellow, 2), _SEEN, text, index, face.box)
                return Proposal(cls(amount=30), 0.55, (reason,))
        return None
