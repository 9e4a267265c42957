"""Skin evenness: blotches of tone and colour evened out, every pore and all shading left where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np

from retouch.adjust.base import Context, LocalAdjustment, Proposal, param
from retouch.image.on_faces import face_crop
from retouch.image.skin import SkinBands, bands
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels
from retouch.model.scene import FaceReading

_REACH = 0.15
"""How far around the landmarks a face is worked on, in face widths."""
_MEANT = 0.35
"""Mid-scale differences of this many EV and more are the face itself (a nose's edge, a wrinkle), not a blotch."""
_EVEN, _UNEVEN = 0.05, 0.13
"""Unevenness in EV (root mean square) at which nothing, and at which the most, is suggested."""
_MOST = 50.0
"""Never suggest more than this share: a good retoucher stops there."""


@dataclass(frozen=True)
class SkinEvenness(LocalAdjustment):
    """Take away ``amount`` percent of the mid-scale unevenness of every face's skin."""

    key: ClassVar[str] = "skin_evenness"
    title: ClassVar[str] = "Skin evenness"
    rank: ClassVar[int] = 20

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Evenness", "%", "Evens blotches of tone and colour; pores and shading stay"
    )

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return the frame with a gain map on each face; a photo without a reading comes back as it is."""
        faces = context.scene.faces if context.scene is not None else ()
        out = frame.pixels
        for face in faces:
            out = self._on_face(frame.pixels, out, face)
        return frame.with_pixels(out)

    def _on_face(self, before: Pixels, out: Pixels, face: FaceReading) -> Pixels:
        crop = face_crop(before.shape[0], before.shape[1], face.landmarks, _REACH)
        found = bands(crop.of(before), crop.points) if crop is not None else None
        if crop is None or found is None:
            return out
        if out is before:
            out = before.copy()
        target = crop.of(out)
        gain = cv2.resize(_gain(found, self.amount / 100), target.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        target *= np.exp2(gain)
        return out

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a restrained amount where a face that is large enough is uneven."""
        faces = context.scene.faces if context.scene is not None else ()
        measured = [(f.tells["skin.uneven"], i) for i, f in enumerate(faces) if "skin.uneven" in f.tells]
        if not measured:
            return None
        uneven, index = max(measured)
        amount = round(_MOST * min((uneven - _EVEN) / (_UNEVEN - _EVEN), 1.0))
        if amount < 5:
            return None
        reason = Evidence(
            name="skin unevenness",
            value=round(uneven, 3),
            limit=_EVEN,
            text=f"Blotches on the skin differ by {uneven:.2f} EV; texture is not touched",
            face=index,
            where=faces[index].box,
        )
        return Proposal(cls(amount=amount), min(0.6 + amount / 200, 0.85), (reason,))


def _gain(found: SkinBands, share: float) -> Pixels:
    """Gain in EV, H×W×3 at working size: against the unevenness, less and less the more it looks like a feature."""
    keep = 1 / (1 + (found.middle / _MEANT) ** 4)
    return np.asarray(-share * found.middle * keep * found.mask[..., None], np.float32)
