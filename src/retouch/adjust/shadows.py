"""Shadows: dark parts of the scene brighter or darker, black kept black."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Proposal, param
from retouch.adjust.judge_exposure import main_face
from retouch.adjust.tone import Levels, RegionTone, smoothstep
from retouch.model.decision import Evidence
from retouch.model.scene import Scene

_FROM, _FULL, _FADE, _NONE = -1.4, -5.2, -8.0, -13.0
"""EV relative to white: the effect grows from the first to the second and fades from the third to the fourth."""
_MOST = 1.5
"""EV at full strength; 1.5 × 1.5 / 3.8 is under 1, so brighter stays brighter."""

_LOST = 0.03
"""Share of a face's skin at the picture's black from which something is lost."""
_IN_SHADE = -1.0
"""EV of the whites of the eyes over skin under which the face is turned away from the light: of 209 portraits lit from
the front, of every skin tone, one in twenty is under -0.7 and none of those is also dark before something bright."""
_DARK, _BEHIND = -2.3, 0.8
"""EV of such skin under which it is hard to see, and by how much at least what is behind it is brighter."""


@dataclass(frozen=True)
class Shadows(RegionTone):
    """Gain on regions that are darker than middle grey, fading out towards black."""

    key: ClassVar[str] = "shadows"
    title: ClassVar[str] = "Shadows"
    rank: ClassVar[int] = 31

    amount: float = param(0.0, -100.0, 100.0, 1.0, "Shadows", "", "Higher opens dark hair, suits and back-lit faces")

    def change(self, level: Levels) -> Levels:
        """Return the gain in EV; see ``RegionTone``."""
        grows = smoothstep((_FROM - level) / (_FROM - _FULL))
        fades = 1 - smoothstep((_FADE - level) / (_FADE - _NONE))
        return np.asarray(grows * fades * (_MOST * self.amount / 100), np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest opening the shadows where a face drowns in them; dark hair, suits and rooms are meant."""
        if context.scene is None or not context.scene.faces:
            return None
        faces = context.scene.faces
        share, index = max((f.light.blocked, i) for i, f in enumerate(faces))
        if share < _LOST:
            return cls._back_lit(context.scene)
        text = f"{share:.0%} of the skin of this face is black"
        reason = Evidence("blocked skin", round(share, 3), _LOST, text, index, faces[index].box)
        return Proposal(cls(amount=float(min(round(25 + 200 * share), 60))), 0.6, (reason,))

    @classmethod
    def _back_lit(cls, scene: Scene) -> Proposal | None:
        """A face with the light behind it: its eyes lie in shade, whatever its skin. It may be meant: not for sure."""
        index = main_face(scene)
        if index is None:
            return None
        face = scene.faces[index]
        skin, eyes = face.tells["light.skin_50"], face.tells.get("light.eye_white", 0.0)
        behind = max(face.tells.get("light.around", -12.0), scene.light.tells.get("border", -12.0))
        if eyes - skin > _IN_SHADE or skin > _DARK or behind - skin < _BEHIND:
            return None
        text = f"This face has the light behind it, which is {behind - skin:.1f} EV brighter; its eyes lie in shade"
        reason = Evidence("back light", round(behind - skin, 2), _BEHIND, text, index, face.box)
        return Proposal(cls(amount=float(np.clip(round(30 + 30 * (_DARK - skin)), 30, 60))), 0.55, (reason,))
