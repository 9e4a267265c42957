"""Straighten: turn by a few degrees, and keep the largest upright rectangle of the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np

from retouch.adjust.base import Context, FinishAdjustment, Move, Proposal, param
from retouch.model.decision import Evidence
from retouch.model.frame import Pixels

_PEOPLE = 3
"""Fewest faces whose eye lines together say how the camera was held; one or two people tilt their heads."""
_FRONTAL = 25.0
"""Largest turn of a head, in degrees, at which its eye line is level when the head is."""
_SEEN, _MEANT, _AGREE = 1.0, 8.0, 2.5
"""Degrees: less is not seen, more is meant, and faces that differ by more (median deviation) say nothing."""


@dataclass(frozen=True)
class Straighten(FinishAdjustment):
    """Turn clockwise by ``angle`` about the middle."""

    key: ClassVar[str] = "straighten"
    title: ClassVar[str] = "Straighten"
    rank: ClassVar[int] = 20

    angle: float = param(0.0, -15.0, 15.0, 0.1, "Straighten", "°", "Turn clockwise, corners cropped away")

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return turned pixels of the same shape, enlarged so that no corner is empty."""
        height, width = pixels.shape[:2]
        return self.move(width, height).rows(pixels, 0, height)

    def move(self, width: int, height: int) -> Move:
        """Return the turn."""
        zoom = zoom_for(self.angle, width, height)
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -self.angle, zoom)
        return Move(np.linalg.inv(np.vstack([turn, [0, 0, 1]])), width, height)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest levelling a group whose eye lines all lean the same way."""
        faces = context.scene.faces if context.scene is not None else ()
        rolls = np.array([f.pose.roll for f in faces if abs(f.pose.yaw) < _FRONTAL])
        if len(rolls) < _PEOPLE:
            return None
        lean = float(np.median(rolls))
        apart = float(np.median(np.abs(rolls - lean)))
        if not _SEEN < abs(lean) < _MEANT or apart > _AGREE:
            return None
        way = "right" if lean > 0 else "left"
        reason = Evidence("tilt", round(lean, 1), _SEEN, f"{len(rolls)} eye lines lean {abs(lean):.1f}° to the {way}")
        return Proposal(cls(angle=round(-lean, 1)), 0.5 + 0.3 * min(len(rolls) / 8, 1.0), (reason,))


def zoom_for(angle: float, width: int, height: int) -> float:
    """Return the enlargement at which a picture turned by ``angle`` degrees still covers its frame."""
    sine, cosine = abs(np.sin(np.radians(angle))), abs(np.cos(np.radians(angle)))
    return float(max(cosine + sine * height / width, cosine + sine * width / height))
