"""How much of the fine texture of a face's skin an edit keeps, and how it is put back.

Texture is log light finer than ``skin.FINE``; its energy is the root mean square over the skin. A face wider than
``TEXTURE_WIDTH`` is measured on a reduced copy, so that a preview and a delivery say nearly the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.blur import masked
from retouch.image.skin import FINE, WEIGHTS, log_light, reduced
from retouch.model.frame import AnyArray, Mask, Pixels
from retouch.model.scene import Points

TEXTURE_WIDTH = 1200.0
"""Width of a face, in pixels, above which there is no more to texture: some 0.1 mm of skin a pixel."""
_FEWEST = 50.0
_SPARE = 0.005
"""How far above a floor texture is brought back, so that measuring it again never finds it below."""
_ROUNDS = 5
"""What is added is blurred by the measure itself: each round brings what the last one missed."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceTexture:
    """The texture of one face before an edit, H×W in EV at working size, and where it is skin."""

    points: Points
    mask: Mask
    fine: AnyArray

    def kept(self, after: Pixels) -> float:
        """Return texture after over before: 1 is all of it. ``after`` is the same crop, linear."""
        return float(np.sqrt(self._energy(self._of(self._level(after))) / max(self._energy(self.fine), 1e-12)))

    def missing(self, after: Pixels, floor: float) -> AnyArray | None:
        """Return the gain in EV (H×W, size of ``after``) that lifts texture to ``floor`` (0..1) of what it was.

        Nothing where it is not below. What comes back is the face's own texture, from before.
        """
        level = self._level(after)
        target = self._energy(self.fine) * floor**2
        if self._energy(self._of(level)) >= target:
            return None
        back = np.zeros_like(level)
        for _ in range(_ROUNDS):
            back += self._share(self._of(level + back), (floor + _SPARE) ** 2 * self._energy(self.fine))
        return np.asarray(cv2.resize(back, after.shape[1::-1], interpolation=cv2.INTER_CUBIC))

    def _share(self, now: AnyArray, wanted: float) -> AnyArray:
        """Return how much of what is lost to add: the smaller positive k with |now + k·lost|² = wanted."""
        lost = (self.fine - now) * np.clip(3 * self.mask, 0, 1)  # it is the face's own: no need to fade it early
        a, b, c = self._energy(lost), float((now * lost * self.mask).sum()), self._energy(now) - wanted
        k = (-b + float(np.sqrt(max(b * b - a * c, 0.0)))) / max(a, 1e-12)
        return np.asarray(min(max(k, 0.0), 1.0) * lost, np.float32)

    def _level(self, linear: Pixels) -> AnyArray:
        return np.asarray(log_light(_small(linear, self.points)) @ WEIGHTS)

    def _of(self, level: AnyArray) -> AnyArray:
        return _fine(level, self.mask, self.points)

    def _energy(self, fine: AnyArray) -> float:
        return float((fine * fine * self.mask).sum())


def face_texture(before: Pixels, points: Points) -> FaceTexture | None:
    """Measure a linear crop (H×W×3) of one face, ``points`` in its pixels.

    Returns nothing where there is no skin to measure.
    """
    coarse = reduced(before, points)
    if coarse is None:
        return None
    small = _small(before, points)
    mask = np.asarray(cv2.resize(coarse.mask, small.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    if float(mask.sum()) < _FEWEST:
        return None
    return FaceTexture(points, mask, _fine(log_light(small) @ WEIGHTS, mask, points))


def texture_kept(before: Pixels, after: Pixels, points: Points) -> float | None:
    """Return how much texture of the skin of a face is left (1 is all), or nothing where there is no skin.

    Both are linear crops (H×W×3) of the same size, ``points`` in their pixels.
    """
    measured = face_texture(before, points)
    return measured.kept(after) if measured is not None else None


def _small(linear: Pixels, points: Points) -> Pixels:
    scale = min(1.0, TEXTURE_WIDTH / masks.face_width(points))
    size = (max(round(linear.shape[1] * scale), 1), max(round(linear.shape[0] * scale), 1))
    return np.asarray(cv2.resize(linear, size, interpolation=cv2.INTER_AREA) if scale < 1 else linear, np.float32)


def _fine(level: AnyArray, mask: Mask, points: Points) -> AnyArray:
    across = min(masks.face_width(points), TEXTURE_WIDTH)
    return np.asarray(level - masked(level[..., None], mask, FINE * across)[..., 0], np.float32)
