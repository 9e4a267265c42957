"""First measure of the light, until the image layer has its own."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.faces.geometry import FACE_OVAL, Array
from retouch.faces.likeness import linear
from retouch.model.frame import Image8
from retouch.model.photo import WhitePoint
from retouch.model.scene import FaceLight, LightReading

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def face_light(crop: Image8, points: Array) -> FaceLight:
    """Measure the light on the skin inside the oval of a levelled crop."""
    mask = np.zeros(crop.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, points[list(FACE_OVAL), :2].astype(np.int32), 1)
    skin = crop[mask > 0]
    if not len(skin):
        return FaceLight(0.0, 0.0, 0.0, (0.0, 0.0, 0.0), 0.0)
    rgb = linear(skin)
    level = np.log2(np.maximum(rgb @ _LUMINANCE, 2.0**-12))
    low, high = np.percentile(level, [25, 75])
    red, green, blue = (float(v) for v in np.median(rgb, axis=0))
    top = skin.max(axis=1)
    blown, blocked = float(np.mean(top >= 250)), float(np.mean(top <= 4))
    return FaceLight(float(2 ** np.median(level)), blown, blocked, (red, green, blue), float(high - low))


def photo_light(pixels: Image8, white: WhitePoint) -> LightReading:
    """Measure the light of a whole upright picture."""
    step = max(max(pixels.shape[:2]) // 400, 1)
    small = np.ascontiguousarray(pixels[::step, ::step]).reshape(-1, 3)
    rgb = linear(small)
    level = np.log2(np.maximum(rgb @ _LUMINANCE, 2.0**-12))
    counts, _ = np.histogram(level, bins=39, range=(-12.0, 1.0))
    top = small.max(axis=1)
    grey = (np.abs(rgb / np.maximum(rgb[:, 1:2], 1e-4) - 1).max(axis=1) < 0.3) & (level > -5) & (level < -0.5)
    neutral = np.median(rgb[grey], axis=0) if grey.mean() > 0.01 else np.full(3, 0.18)
    mean = rgb.mean(axis=0)
    return LightReading(
        histogram=tuple(float(c) for c in counts / max(counts.sum(), 1)),
        blown=float(np.mean(top >= 250)),
        blocked=float(np.mean(top <= 4)),
        rgb=(float(mean[0]), float(mean[1]), float(mean[2])),
        neutral=(float(neutral[0]), float(neutral[1]), float(neutral[2])),
        white=white,
    )
