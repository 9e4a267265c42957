"""Eyes: whites less red and a little lighter, irises clearer, within reason; pupils that a flash lit red made dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import face_gains, grown_ups
from retouch.image import masks
from retouch.image.blur import gaussian
from retouch.image.skin import WEIGHTS, ReducedFace
from retouch.image.skin_signs import red_pupils
from retouch.model.decision import Evidence
from retouch.model.frame import Frame, Pixels

_WHITES, _IRIS = 0.2, 0.28
"""EV at full strength."""
_COLOUR = 0.5
_EYES = ((masks.RIGHT_EYE, masks.RIGHT_IRIS), (masks.LEFT_EYE, masks.LEFT_IRIS))
_FLASH = 0.25
"""Share of an iris that a flash lit red (``eye.flash``) from which it is mended."""
_DARKER = 0.5
"""EV by which a mended pupil is darker than its green and blue: behind the red there is a black pupil."""
_BLOODSHOT = 0.75
"""Redness of the whites over that of the skin from which clearing them is suggested."""
_SEEN = (-1.2, 0.5)
"""EV of the whites over the skin between which they are whites, and not lashes, shade or a catch light."""
_CLEARED = 25.0


@dataclass(frozen=True)
class Eyes(GainAdjustment):
    """Lighten the whites by up to a fifth of a stop and take half their colour; lift the irises by up to a quarter."""

    key: ClassVar[str] = "eyes"
    title: ClassVar[str] = "Eyes"
    rank: ClassVar[int] = 30

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Eyes", "%", "Clears the whites and brightens the irises a little")
    red_eye: float = param(0.0, 0.0, 100.0, 1.0, "Red eye", "%", "Makes pupils dark again that the flash lit red")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        change = self._clearer(face) if self.amount else np.zeros_like(face.log_rgb)
        return change + self._dark_pupils(face) if self.red_eye else change

    def _clearer(self, face: ReducedFace) -> Pixels:
        shape = face.mask.shape
        share = np.float32(self.amount / 100)
        change = np.zeros_like(face.log_rgb)
        yy, xx = np.mgrid[: shape[0], : shape[1]]
        soft = 0.006 * face.width
        level = face.log_rgb @ WEIGHTS
        colour = gaussian(np.asarray(face.log_rgb - level[..., None], np.float32), soft)
        for lids, iris in _EYES:
            inside = gaussian(masks.grow(masks.fill(shape, face.points, lids), -soft), soft)
            centre = face.points[list(iris)].mean(axis=0)
            radius = float(np.linalg.norm(face.points[list(iris)] - centre, axis=1).mean())
            away = np.hypot(xx - centre[0], yy - centre[1])
            ring = np.clip((radius - away) / soft, 0, 1) * np.clip((away - 0.4 * radius) / soft, 0, 1)
            white = np.asarray(inside * np.clip((away - 1.05 * radius) / soft, 0, 1), np.float32)
            change += share * white[..., None] * (np.float32(_WHITES) - np.float32(_COLOUR) * colour)
            change += share * np.float32(_IRIS) * np.asarray(inside * ring, np.float32)[..., None]
        return change

    def _dark_pupils(self, face: ReducedFace) -> Pixels:
        """Bring red down to the mean of green and blue, and all a little lower; catch lights have no red and stay."""
        right, left = red_pupils(face)
        where = np.float32(self.red_eye / 100) * np.maximum(right, left)
        grey = np.log2((np.exp2(face.log_rgb[..., 1]) + np.exp2(face.log_rgb[..., 2])) / 2)
        change = np.full(face.log_rgb.shape, -_DARKER, np.float32)
        change[..., 0] += np.minimum(grey - face.log_rgb[..., 0], 0)
        return np.asarray(change * where[..., None], np.float32)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest mending pupils lit red, for anybody, and clearing a grown-up's eyes whose whites are red."""
        faces = context.scene.faces if context.scene is not None else ()
        flash = max(((f.tells.get("eye.flash", 0.0), i) for i, f in enumerate(faces)), default=(0.0, 0))
        red = max(((_bloodshot(f.tells), i) for i, f in grown_ups(context)), default=(0.0, 0))
        because = []
        if flash[0] > _FLASH:
            text = f"The flash lit {100 * flash[0]:.0f} % of the iris red"
            because.append(Evidence("red eye", round(flash[0], 2), _FLASH, text, flash[1], faces[flash[1]].box))
        if red[0] > _BLOODSHOT:
            text = f"The whites of the eyes are {100 * red[0]:.0f} % as red as the skin"
            because.append(Evidence("red whites", round(red[0], 2), _BLOODSHOT, text, red[1], faces[red[1]].box))
        if not because:
            return None
        value = cls(amount=_CLEARED * (red[0] > _BLOODSHOT), red_eye=100.0 * (flash[0] > _FLASH))
        return Proposal(value, 0.8 if value.red_eye else 0.5, tuple(because))


def _bloodshot(tells: Mapping[str, float]) -> float:
    """Log2 of red over green of the whites as a share of that of the skin; 0 where the whites cannot be judged."""
    told = [tells.get(f"light.{n}") for n in ("eye_white_rg", "skin_rg", "eye_white", "skin_50")]
    known = [t for t in told if t is not None]
    if len(known) < len(told) or known[1] < 0.2 or not _SEEN[0] < known[2] - known[3] < _SEEN[1]:
        return 0.0
    return known[0] / known[1]
