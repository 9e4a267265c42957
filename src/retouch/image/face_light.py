"""The light on one face, measured on the picture that was read: how bright, how even, what colour.

Everything is measured in linear sRGB on a copy of the face that is at most ``FACE_PIXELS`` across, so the numbers do
not depend on the size of the picture.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image import masks
from retouch.image.colour import srgb_to_linear
from retouch.image.quick import quick_percentile, quick_size
from retouch.model.frame import AnyArray, Image8, Pixels
from retouch.model.scene import FaceLight, Points

FACE_PIXELS = 120
"""Width of the copy of a face on which its light is measured, at most."""
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # ITU-R BT.709, linear sRGB
_FLOOR = 2.0**-12
_BLOWN, _BLOCKED = 250, 4
_DECODE = srgb_to_linear(np.arange(256, dtype=np.float32) / np.float32(255))
LEVELS = np.log2(np.maximum(_DECODE, np.float32(_FLOOR)))
"""EV relative to white of each 8-bit sRGB value."""
CHANNELS = ("red", "green", "blue")
_FEW_ACROSS = 64
"""Pixels across, at least, of the copy on which the surroundings are measured."""
_NEIGHBOURS = np.ones((3, 3), np.uint8)
_FEWEST = 12
"""A region with fewer pixels than this says nothing."""

Samples = NDArray[np.float32]


def linear(pixels: Image8) -> Pixels:
    """Decode 8-bit sRGB of any shape to linear light, 0..1."""
    return np.asarray(cv2.LUT(np.ascontiguousarray(pixels), _DECODE), np.float32)


def face_light(pixels: Image8, landmarks: Points) -> tuple[FaceLight, dict[str, float]]:
    """Measure the light on a face.

    ``pixels`` is the whole upright picture, ``landmarks`` are its 478 points as fractions of it. Returns the light on
    the skin, and further measurements by name:

    * ``light.skin_05 … light.skin_95``: percentiles of the skin's luminance in EV relative to white,
    * ``light.eye_white``, ``light.teeth``, ``light.iris``, ``light.brow``: luminance of those parts in EV; left out
      where they are hidden or too small; ``light.eye_white_rg`` and ``_bg``, ``light.teeth_rg`` and ``_bg``: their
      colour as log2 of red over green and blue over green,
    * ``light.skin_rg`` and ``_bg``: the same of the skin; ``light.blown_red``…: share of it at the channel's end,
    * ``light.around``: median luminance in EV of what surrounds the head.
    """
    wide, around = _crop(pixels, landmarks)
    crop, points = _inner(wide, around)
    light = linear(crop)
    skin = crop.reshape(-1, 3).take(_sampled(_skin(crop.shape[:2], points)), axis=0)
    if len(skin) < _FEWEST:
        return FaceLight(0.0, 0.0, 0.0, (0.0, 0.0, 0.0), 0.0), {}
    shares = _percentiles(linear(skin))
    tells = {f"light.skin_{p:02d}": v for p, v in zip(_SHARES, shares, strict=True)}
    counts = [np.bincount(skin[:, channel], minlength=256) for channel in range(3)]
    middle = _DECODE[[int(np.searchsorted(np.cumsum(c), len(skin) // 2, "right")) for c in counts]]
    tells |= _colour("light.skin", middle)
    tells |= _eye_whites(light, points)
    tells |= _teeth(light, points)
    tells |= _dark_parts(light, points)
    tells |= _surround(wide, around)
    blown = [float(c[_BLOWN:].sum() / len(skin)) for c in counts]
    tells |= {f"light.blown_{name}": share for name, share in zip(CHANNELS, blown, strict=True)}
    top = np.maximum(np.maximum(skin[:, 0], skin[:, 1]), skin[:, 2])
    red, green, blue = (float(v) for v in middle)
    measured = FaceLight(
        level=2 ** shares[_SHARES.index(50)],
        blown=float(np.mean(top >= _BLOWN)),
        blocked=float(np.mean(top <= _BLOCKED)),
        rgb=(red, green, blue),
        contrast=shares[_SHARES.index(75)] - shares[_SHARES.index(25)],
    )
    return measured, tells


_SHARES = (5, 25, 50, 75, 95)
_SAMPLES = 3000
"""Pixels of skin that are looked at: more would move no percentile by 0.02 EV."""


def small_face(pixels: Image8, landmarks: Points) -> tuple[Image8, Points]:
    """Return a copy of a face, at most ``FACE_PIXELS`` across, and its landmarks in pixels of the copy."""
    return _inner(*_crop(pixels, landmarks))


def _skin(shape: tuple[int, int], points: Points) -> AnyArray:
    region = masks.fill(shape, points, masks.OVAL) * (1 - masks.features(shape, points))
    # What ``masks.grow`` by -1 leaves whole has skin on all eight sides; no distances are needed for that.
    return np.asarray(cv2.erode(np.asarray(region > 0.5, np.uint8), _NEIGHBOURS))


def _sampled(region: AnyArray) -> AnyArray:
    """Places in the flattened region."""
    places = np.flatnonzero(region)
    return places[:: max(len(places) // _SAMPLES, 1)]


def _crop(pixels: Image8, landmarks: Points) -> tuple[Image8, Points]:
    height, width = pixels.shape[:2]
    points = masks.in_pixels(landmarks, width, height)
    low, high = points.min(axis=0), points.max(axis=0)
    reach = 0.5 * float((high - low).max())
    x0, y0 = np.clip(np.floor(low - reach), 0, [width - 1, height - 1]).astype(int)
    x1, y1 = np.clip(np.ceil(high + reach) + 1, [x0 + 1, y0 + 1], [width, height]).astype(int)
    crop = pixels[y0:y1, x0:x1]
    scale = min(1.0, FACE_PIXELS / max(float(high[0] - low[0]), 1.0))
    size = (max(round(crop.shape[1] * scale), 1), max(round(crop.shape[0] * scale), 1))
    small = quick_size(crop, size)
    moved = (points - np.array([x0, y0]) + 0.5) * np.array([size[0] / crop.shape[1], size[1] / crop.shape[0]]) - 0.5
    return small, np.asarray(moved, np.float32)


def _inner(crop: Image8, points: Points) -> tuple[Image8, Points]:
    """Cut away all but the face itself, and at least a pixel."""
    low = np.clip(np.floor(points.min(axis=0)) - 2, 0, np.array(crop.shape[1::-1]) - 1).astype(int)
    high = np.maximum(np.ceil(points.max(axis=0)).astype(int) + 3, low + 1)
    return crop[low[1] : high[1], low[0] : high[0]], np.asarray(points - low, np.float32)


def _percentiles(rgb: Samples) -> list[float]:
    """The EV that so many per cent do not exceed (``_SHARES``), from one sort: faster than parting at five places."""
    luminance = np.sort(rgb @ _LUMINANCE)
    at = [round((len(luminance) - 1) * share / 100) for share in _SHARES]
    return [float(v) for v in np.log2(np.maximum(luminance[at], _FLOOR))]


def _middle(rgb: Samples) -> Samples:
    """The median of each channel; numpy's own spends more on checks than on sorting."""
    half = len(rgb) // 2
    return np.asarray(np.partition(rgb.T.copy(), half, axis=1)[:, half], np.float32)


def _ev(rgb: Samples) -> Samples:
    return np.asarray(np.log2(np.maximum(rgb @ _LUMINANCE, _FLOOR)), np.float32)


def _colour(name: str, middle: Samples) -> dict[str, float]:
    red, green, blue = np.maximum(middle, _FLOOR)
    return {f"{name}_rg": float(np.log2(red / green)), f"{name}_bg": float(np.log2(blue / green))}


def _part(light: Pixels, points: Points, *loops: tuple[int, ...]) -> tuple[Pixels, Points]:
    """The part of the face around the polygons, at least a pixel, and the points in it: masks of it cost less."""
    corners = points[[place for loop in loops for place in loop]]
    last = np.array(light.shape[1::-1]) - 1
    x0, y0 = low = np.clip(np.floor(corners.min(axis=0)) - 2, 0, last).astype(int)
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)) + 2, low, last).astype(int) + 1
    return light[y0:y1, x0:x1], np.asarray(points - low, np.float32)


def _inside(light: Pixels, points: Points, share: float, *loops: tuple[int, ...]) -> Samples:
    """The pixels of which more than a share lies inside any of the polygons."""
    part, near = _part(light, points, *loops)
    return part[masks.fill(part.shape[:2], near, *loops) > share]


def _eye_whites(light: Pixels, points: Points) -> dict[str, float]:
    """Brighter half of what is inside the lids and outside the iris; catch lights lie on the iris."""
    found = []
    for lids, iris in ((masks.RIGHT_EYE, masks.RIGHT_IRIS), (masks.LEFT_EYE, masks.LEFT_IRIS)):
        part, near = _part(light, points, lids)
        rim = near[list(iris)]
        centre = rim.mean(axis=0)
        radius = float(np.linalg.norm(rim - centre, axis=1).mean())
        rows, columns = np.nonzero(masks.fill(part.shape[:2], near, lids) > 0.95)
        away = np.hypot(columns - centre[0], rows - centre[1]) > 1.1 * radius
        rgb = part[rows[away], columns[away]]
        if len(rgb) >= _FEWEST:
            level = _ev(rgb)
            found.append(rgb[level >= quick_percentile(level, 50)])
    if not found:
        return {}
    rgb = np.concatenate(found)
    return {"light.eye_white": quick_percentile(_ev(rgb), 50), **_colour("light.eye_white", _middle(rgb))}


def _teeth(light: Pixels, points: Points) -> dict[str, float]:
    """Brighter third of an open mouth, where that is far brighter than the rest of it."""
    rgb = _inside(light, points, 0.95, masks.MOUTH)
    if len(rgb) < 4 * _FEWEST:
        return {}
    level = _ev(rgb)
    rgb = rgb[level >= quick_percentile(level, 67)]
    return {"light.teeth": quick_percentile(_ev(rgb), 50), **_colour("light.teeth", _middle(rgb))}


def _dark_parts(light: Pixels, points: Points) -> dict[str, float]:
    iris = _inside(light, points, 0.5, masks.RIGHT_IRIS, masks.LEFT_IRIS)
    brow = _inside(light, points, 0.5, masks.RIGHT_BROW, masks.LEFT_BROW)
    parts = {"light.iris": iris, "light.brow": brow}
    return {name: quick_percentile(_ev(rgb), 25) for name, rgb in parts.items() if len(rgb) >= _FEWEST}


def _surround(wide: Image8, points: Points) -> dict[str, float]:
    """Ring around the head: further out than hair usually goes, but still near. A few of the pixels will do."""
    step = max(min(wide.shape[:2]) // _FEW_ACROSS, 1)
    few, points = wide[::step, ::step], np.asarray(points / step, np.float32)
    head = masks.fill(few.shape[:2], points, masks.OVAL)
    away = cv2.distanceTransform(np.asarray(head < 0.5, np.uint8), cv2.DIST_L2, 3) / masks.face_width(points)
    ring = few[(away > 0.25) & (away < 0.45)]
    if len(ring) < _FEWEST:
        return {}
    return {"light.around": quick_percentile(_ev(linear(ring[:, None])[:, 0]), 50)}
