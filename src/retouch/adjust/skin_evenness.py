"""Skin evenness: blotches of tone and colour evened out, every pore and all shading left where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, strongest
from retouch.image.blur import each
from retouch.image.body import body_skin
from retouch.image.skin import ReducedFace, SkinBands, split
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_MEANT = 0.3
"""EV of mid-scale difference that can be a blotch; what there is more of is the face itself (a nose's edge, a fold)."""
_TONE = 0.9
"""Share of the tone that even the full amount takes: the rest is what keeps a cheek from looking painted."""
_COLOUR_MEANT = 0.3
"""The same for colour, which has no shading in it: only lips, make-up and hair differ more."""
_EVEN, _UNEVEN = 0.15, 0.32
"""Unevenness in EV (root mean square) of skin that needs little, and from which the most is suggested."""
_LEAST, _MOST = 30.0, 60.0
"""Suggested shares: under the first nobody sees it, and a good retoucher stops at the second."""


@dataclass(frozen=True)
class SkinEvenness(GainAdjustment):
    """Take away ``amount`` percent of the mid-scale unevenness of every face's skin, ears and neck included."""

    key: ClassVar[str] = "skin_evenness"
    title: ClassVar[str] = "Skin evenness"
    rank: ClassVar[int] = 20
    smooth: ClassVar[bool] = True

    amount: float = param(
        0.0, 0.0, 100.0, 1.0, "Evenness", "%", "Evens blotches of tone and colour; pores and shading stay"
    )

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change, body=True)

    def _change(self, face: ReducedFace) -> Pixels:
        return _evened(split(face, body_skin(face)), self.amount / 100)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest a restrained amount where the face of a grown-up is uneven."""
        found = strongest(context, "skin.uneven")
        if found is None or found[0] < _EVEN:
            return None
        uneven, index, face = found
        share = min((uneven - _EVEN) / (_UNEVEN - _EVEN), 1.0)
        reason = Evidence(
            name="skin unevenness",
            value=round(uneven, 3),
            limit=_EVEN,
            text=f"Blotches on the skin differ by {uneven:.2f} EV; texture is not touched",
            face=index,
            where=face.box,
        )
        return Proposal(cls(amount=round(_LEAST + (_MOST - _LEAST) * share)), 0.6 + 0.25 * share, (reason,))


def _evened(found: SkinBands, share: float) -> Pixels:
    """Gain in EV, H×W×3 at working size: against the unevenness, of which only so much can be a blotch.

    Bounded, and never falling: more of a difference is never evened less, which would draw rims around features.
    """
    tone = np.float32(_TONE * _MEANT) * np.tanh(found.tone / np.float32(_MEANT))
    most = np.float32(_COLOUR_MEANT)
    colour = most * np.tanh(found.colour / most)
    return np.asarray(-share * (each(tone, 3) + colour) * each(found.mask, 3), np.float32)
