"""Straighten: turn by a few degrees, and keep the largest upright rectangle of the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np

from retouch.adjust.base import FinishAdjustment, param
from retouch.model.frame import Pixels


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
        zoom = zoom_for(self.angle, width, height)
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -self.angle, zoom)
        turned = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(np.clip(turned, 0, 1), np.float32)


def zoom_for(angle: float, width: int, height: int) -> float:
    """Return the enlargement at which a picture turned by ``angle`` degrees still covers its frame."""
    sine, cosine = abs(np.sin(np.radians(angle))), abs(np.cos(np.radians(angle)))
    return float(max(cosine + sine * height / width, cosine + sine * width / height))
