"""Under the eyes: dark circles softened, not erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, strongest
from retouch.image.skin import WEIGHTS, ReducedFace
from retouch.image.skin_signs import cheek, under_eyes
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_SOFT = 0.025
_MOST = 0.6
_WAY = 0.6
_DARK, _VERY = 0.3, 0.6
"""EV under the cheek (``skin.under_eye``) from which softening is suggested, and most."""


@dataclass(frozen=True)
class UnderEye(GainAdjustment):
    """Bring the skin under the eyes up to 60 % of the way to the cheeks, in brightness and colour."""

    key: ClassVar[str] = "under_eye"
    title: ClassVar[str] = "Under the eyes"
    rank: ClassVar[int] = 26

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Under the eyes", "%", "Softens dark circles and bags; they stay a part of the face"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        smooth = face.smooth(_SOFT)
        change = np.zeros_like(smooth)
        for side, band in enumerate(under_eyes(face)):
            target = cheek(face, smooth, side)
            x, y, width, height = cv2.boundingRect(np.asarray(band > 0, np.uint8))
            near = np.s_[y : y + height, x : x + width]
            level = smooth[near] @ WEIGHTS
            darker = np.clip(float(target @ WEIGHTS) - level, 0, _MOST)
            colour = np.clip((target - target @ WEIGHTS) - (smooth[near] - level[..., None]), -0.2, 0.2)
            dark = np.clip(darker / 0.1, 0, 1)[..., None]  # colour follows where it is dark, and nowhere by a step
            change[near] += (darker[..., None] + colour * dark) * band[near][..., None]
        return np.asarray(np.float32(_WAY * self.amount / 100) * change, np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a little where the skin under both eyes of a grown-up is clearly darker than the cheeks."""
        found = strongest(context, "skin.under_eye")
        if found is None or found[0] < _DARK:
            return None
        under, index, face = found
        amount = round(25 + 20 * min((under - _DARK) / (_VERY - _DARK), 1.0))
        text = f"The skin under both eyes is {under:.1f} EV darker than the cheeks"
        reason = Evidence("dark under the eyes", round(under, 2), _DARK, text, index, face.box)
        return Proposal(cls(amount=amount), 0.55, (reason,))
