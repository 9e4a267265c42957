"""Eyes: whites less red and a little lighter, irises clearer, within reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, param
from retouch.adjust.on_skin import face_gains
from retouch.image import masks
from retouch.image.blur import gaussian
from retouch.image.skin import ReducedFace
from retouch.model.frame import Frame, Pixels

_WHITES, _IRIS = 0.2, 0.28
"""EV at full strength."""
_COLOUR = 0.5
_EYES = ((masks.RIGHT_EYE, masks.RIGHT_IRIS), (masks.LEFT_EYE, masks.LEFT_IRIS))
_WEIGHTS = np.array([0.25, 0.5, 0.25], np.float32)


@dataclass(frozen=True)
class Eyes(GainAdjustment):
    """Lighten the whites by up to a fifth of a stop and take half their colour; lift the irises by up to a quarter."""

    key: ClassVar[str] = "eyes"
    title: ClassVar[str] = "Eyes"
    rank: ClassVar[int] = 30

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Eyes", "%", "Clears the whites and brightens the irises a little")

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Return a gain map for each face that is large enough."""
        return face_gains(frame, context, self._change)

    def _change(self, face: ReducedFace) -> Pixels:
        shape = face.mask.shape
        share = np.float32(self.amount / 100)
        change = np.zeros_like(face.log_rgb)
        yy, xx = np.mgrid[: shape[0], : shape[1]]
        soft = 0.006 * face.width
        for lids, iris in _EYES:
            inside = gaussian(masks.grow(masks.fill(shape, face.points, lids), -soft), soft)
            centre = face.points[list(iris)].mean(axis=0)
            radius = float(np.linalg.norm(face.points[list(iris)] - centre, axis=1).mean())
            away = np.hypot(xx - centre[0], yy - centre[1])
            ring = np.clip((radius - away) / soft, 0, 1) * np.clip((away - 0.4 * radius) / soft, 0, 1)
            white = np.asarray(inside * np.clip((away - 1.05 * radius) / soft, 0, 1), np.float32)
            level = face.log_rgb @ _WEIGHTS
            colour = gaussian(np.asarray(face.log_rgb - level[..., None], np.float32), soft)
            change += share * white[..., None] * (np.float32(_WHITES) - np.float32(_COLOUR) * colour)
            change += share * np.float32(_IRIS) * np.asarray(inside * ring, np.float32)[..., None]
        return change
