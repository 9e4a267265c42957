"""Under the eyes: dark circles softened, not erased."""

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
from retouch.model.frame import Frame, Mask, Pixels

_LOWER = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362))
"""Lower lids of MediaPipe's mesh, corner to corner."""
_NEAR, _FAR = 0.03, 0.14
"""Where the region begins and ends under the lid, in face widths."""
_CHEEKS = (50, 280, 101, 330, 36, 266)
_SOFT = 0.025
_MOST = 0.6
_WAY = 0.6
_WEIGHTS = np.array([0.25, 0.5, 0.25], np.float32)


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
        where = _region(face) * face.mask
        smooth = face.smooth(_SOFT)
        target = _cheeks(face, smooth)
        level = smooth @ _WEIGHTS
        darker = np.clip(float(target @ _WEIGHTS) - level, 0, _MOST)
        colour = np.clip((target - target @ _WEIGHTS) - (smooth - level[..., None]), -0.2, 0.2)
        change = (darker[..., None] + colour) * (darker > 0)[..., None] * where[..., None]
        return np.asarray(np.float32(_WAY * self.amount / 100) * change, np.float32)


def _region(face: ReducedFace) -> Mask:
    """Bands under both lids, softly bordered."""
    down = face.points[152] - face.points[10]
    down = down / max(float(np.linalg.norm(down)), 1e-6) * face.width
    canvas = np.zeros(face.mask.shape, np.float32)
    for lid in _LOWER:
        upper = face.points[list(lid)] + _NEAR * down
        lower = (face.points[list(lid)] + _FAR * down)[::-1]
        outline = np.asarray(np.concatenate([upper, lower]), np.float32)
        canvas = np.maximum(canvas, masks.fill(face.mask.shape, outline, tuple(range(len(outline)))))
    return np.asarray(gaussian(canvas, _SOFT * face.width), np.float32)


def _cheeks(face: ReducedFace, smooth: Pixels) -> Pixels:
    """Median log RGB at the cheeks, or of the whole skin where they lie outside the crop."""
    x, y = np.rint(face.points[list(_CHEEKS)]).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < smooth.shape[1]) & (y < smooth.shape[0])
    return np.asarray(np.median(smooth[y[inside], x[inside]], axis=0) if inside.any() else face.usual(), np.float32)
