"""Wrinkle softness: folds and lines a little less deep; never suggested, for they are the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, param
from retouch.adjust.on_skin import face_gains
from retouch.image.skin import WEIGHTS, ReducedFace
from retouch.model.frame import Frame, Pixels

_LINE, _AROUND = 0.005, 0.04
"""Sigmas, in face widths, of a line and of the skin that it is compared with."""
_FREE, _DEEPEST = 0.03, 0.5
"""EV by which skin may dip without being a line, and from which a dip is a shadow of the face's shape."""
_WAY = 0.65


@dataclass(frozen=True)
class Wrinkles(GainAdjustment):
    """Lift lines that are darker than the skin around them, by up to 65 % of what their blur is darker."""

    key: ClassVar[str] = "wrinkles"
    title: ClassVar[str] = "Wrinkles"
    rank: ClassVar[int] = 28

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Softness", "%", "Softens lines and folds; they stay where they are")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        darker = (face.smooth(_AROUND) - face.smooth(_LINE)) @ WEIGHTS
        line = np.clip(darker - _FREE, 0, _DEEPEST) * np.clip(2 - darker / _DEEPEST, 0, 1)
        lift = np.float32(_WAY * self.amount / 100) * line * face.mask
        return np.asarray(np.repeat(lift[..., None], 3, axis=2), np.float32)
