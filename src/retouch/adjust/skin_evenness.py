"""Skin evenness: blotches of tone and colour evened out, every pore and all shading left where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains
from retouch.image.skin import SkinBands, split
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_MEANT = 0.35
"""Mid-scale differences of this many EV and more are the face itself (a nose's edge, a wrinkle), not a blotch."""
_EVEN, _UNEVEN = 0.14, 0.32
"""Unevenness in EV (root mean square) at which nothing, and at which the most, is suggested."""
_CLEARLY = 0.12
"""EV above ``_EVEN`` from which nobody would call the skin even."""
_MOST = 50.0
"""Never suggest more than this share: a good retoucher stops there."""


@dataclass(frozen=True)
class SkinEvenness(GainAdjustment):
    """Take away ``amount`` percent of the mid-scale unevenness of every face's skin."""

    key: ClassVar[str] = "skin_evenness"
    title: ClassVar[str] = "Skin evenness"
    rank: ClassVar[int] = 20
    smooth: ClassVar[bool] = True

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Evenness", "%", "Evens blotches of tone and colour; pores and shading stay"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, lambda face: _gain(split(face), self.amount / 100))

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
        sure = min(0.6 + 0.25 * (uneven - _EVEN) / _CLEARLY, 0.85)
        return Proposal(cls(amount=amount), sure, (reason,))


def _gain(found: SkinBands, share: float) -> Pixels:
    """Gain in EV, H×W×3 at working size: against the unevenness, less and less the more it looks like a feature."""
    keep = 1 / (1 + (found.middle / _MEANT) ** 4)
    return np.asarray(-share * found.middle * keep * found.mask[..., None], np.float32)
