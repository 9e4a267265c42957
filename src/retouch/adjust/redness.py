"""Redness: patches redder than the rest of the face come back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, param
from retouch.adjust.on_skin import face_gains
from retouch.image.skin import FINE, ReducedFace
from retouch.model.frame import Frame, Pixels

_FREE = 0.06
"""Log2 of red over green by which skin may be redder than its median: the life in a face."""
_MOST = 0.5
_SHARE = np.array([-0.55, 0.3, 0.2], np.float32)
"""How an excess is taken away: red down, green and blue up, so that brightness about stays."""


@dataclass(frozen=True)
class Redness(GainAdjustment):
    """Take away ``amount`` percent of what a patch of skin is redder than this face usually is."""

    key: ClassVar[str] = "redness"
    title: ClassVar[str] = "Redness"
    rank: ClassVar[int] = 22

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Redness", "%", "Calms red patches; lips and the flush of the whole face stay"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        smooth, usual = face.smooth(FINE), face.usual()
        redder = (smooth[..., 0] - smooth[..., 1]) - (usual[0] - usual[1]) - _FREE
        excess = np.clip(redder, 0, _MOST) * face.mask * np.float32(self.amount / 100)
        return np.asarray(excess[..., None] * _SHARE, np.float32)
