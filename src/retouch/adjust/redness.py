"""Redness: patches redder than the rest of the face come back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, strongest
from retouch.image.body import body_skin
from retouch.image.skin import ReducedFace
from retouch.image.skin_signs import redness
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_SHARE = np.array([-0.55, 0.3, 0.2], np.float32)
"""How an excess is taken away: red down, green and blue up, so that brightness about stays."""
_RED, _VERY = 0.07, 0.16
"""Log2 of red over green by which the reddest tenth of a face stands out (``skin.red``): suggested, and fully."""


@dataclass(frozen=True)
class Redness(GainAdjustment):
    """Take away ``amount`` percent of what a patch of skin is redder than this face usually is."""

    key: ClassVar[str] = "redness"
    title: ClassVar[str] = "Redness"
    rank: ClassVar[int] = 22
    smooth: ClassVar[bool] = True

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Redness", "%", "Calms red patches; lips and the flush of the whole face stay"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough, with ears and neck."""
        return face_gains(frame, context, self._change, body=True)

    def _change(self, face: ReducedFace) -> Pixels:
        excess = redness(face, body_skin(face)) * np.float32(self.amount / 100)
        return np.asarray(excess[..., None] * _SHARE, np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a restrained amount where a part of a grown-up's face is clearly redder than the rest of it."""
        found = strongest(context, "skin.red")
        if found is None or found[0] < _RED:
            return None
        over, index, face = found
        amount = round(30 + 25 * min((over - _RED) / (_VERY - _RED), 1.0))
        text = f"Patches are {100 * (2**over - 1):.0f} % redder than the rest of this face"
        return Proposal(cls(amount=amount), 0.55, (Evidence("redness", round(over, 3), _RED, text, index, face.box),))
