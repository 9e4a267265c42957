"""Finding faces with YuNet: once on a small picture, and again in tiles where faces are small.

YuNet (Wu et al., *YuNet: A Tiny Millisecond-level Face Detector*, 2023) sees faces of about 10 to 300 pixels, so a
picture of 640 pixels shows it everybody in a portrait or at a table of eight, and rows of small faces need more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces.models import DETECTOR, load_model
from retouch.faces.tone import lifted
from retouch.image.quick import Sizes
from retouch.model.frame import Image8

FIRST_EDGE = 640
"""Long edge of the first look."""
SECOND_EDGE = 1280
"""Long edge of the second look, where the first found nobody or a small face, …"""
SMALL_FACE = 26.0
"""… which is one narrower than this in pixels of the look. After a second look so small a face calls for tiles."""
LARGE_FACE = 300.0
"""Faces larger than this in pixels of the first look are beyond what YuNet places well."""
CLOSE_EDGE = 320
"""Where there is one, or the first look is sure of nobody: long edge of a look for faces that fill the picture, …"""
CLOSE_BORDER = 0.3
"""… with a border of this share of the long edge around it."""
TILE = 960
OVERLAP = 160
TILED_EDGE = 2304
"""Long edge of the picture that is cut into tiles: larger ones are reduced, smaller ones enlarged at most twice."""
SURE = 0.8
"""Score from which a face is believed on its own."""
LIKELY = 0.55
"""Score from which YuNet reports a face at all; between the two the landmarker has the last word."""
SAME = 0.35
"""Overlap (intersection over the smaller box) above which two boxes are one face."""


@dataclass(frozen=True, slots=True)
class Found:
    """A face in pixels of the picture: box (x, y, width, height), score 0..1, and five points.

    ``points`` are 5×2: the person's right eye, left eye, nose, right and left corner of the mouth.
    """

    box: tuple[float, float, float, float]
    score: float
    points: NDArray[np.float32]

    @property
    def size(self) -> float:
        """The longer side of the box in pixels."""
        return max(self.box[2], self.box[3])

    def moved(self, scale: float, dx: float, dy: float) -> Found:
        """Return the face in another picture: coordinates times ``scale``, plus the offset."""
        x, y, w, h = self.box
        points = self.points * np.float32(scale) + np.array([dx, dy], np.float32)
        return Found((x * scale + dx, y * scale + dy, w * scale, h * scale), self.score, points)


class Detector:
    """YuNet behind one call. Not safe to share between threads; one per worker."""

    def __init__(self) -> None:
        """Load the model. Raises ``ResourceMissing``."""
        model = np.frombuffer(load_model(DETECTOR), np.uint8)
        level = cv2.utils.logging.getLogLevel()
        cv2.utils.logging.setLogLevel(
            cv2.utils.logging.LOG_LEVEL_ERROR
        )  # errors only: OpenCV 5 warns about a target that nobody asked for
        try:
            self._net = cv2.FaceDetectorYN.create("onnx", model, np.empty(0, np.uint8), (320, 320), LIKELY, 0.3, 2000)
        finally:
            cv2.utils.logging.setLogLevel(level)

    def find(self, picture: Image8 | Sizes) -> tuple[Found, ...]:
        """Return the faces of an upright picture, largest first."""
        sizes = picture if isinstance(picture, Sizes) else Sizes(picture)
        long_edge = max(sizes.pixels.shape[:2])
        first = min(FIRST_EDGE, 2 * long_edge)
        found = self._look(sizes, first)
        large = [f for f in found if f.size * first > LARGE_FACE * long_edge]
        if large or not any(f.score >= SURE for f in found):
            close = self._close(sizes)
            found = [f for f in found if f not in large or not _met(f, close)] + close
        if not found or _smallest(found) * first < SMALL_FACE * long_edge:
            found += self._look(sizes, min(SECOND_EDGE, 2 * long_edge))
            if found and _smallest(found) * SECOND_EDGE < SMALL_FACE * long_edge:
                found += self._tiles(sizes)
        return _merged(found)

    def look(self, picture: Image8) -> list[Found]:
        """Return the faces that one look at a small picture shows."""
        return self._detect(picture)

    def _look(self, sizes: Sizes, edge: int) -> list[Found]:
        scale = edge / max(sizes.pixels.shape[:2])
        return [f.moved(1 / scale, 0.0, 0.0) for f in self._detect(sizes.scaled(scale))]

    def _close(self, sizes: Sizes) -> list[Found]:
        scale = CLOSE_EDGE / max(sizes.pixels.shape[:2])
        border = round(CLOSE_BORDER * CLOSE_EDGE)
        framed = cv2.copyMakeBorder(sizes.scaled(scale), *(4 * (border,)), cv2.BORDER_REPLICATE)
        found = self._detect(np.asarray(framed, np.uint8))
        return [f.moved(1 / scale, -border / scale, -border / scale) for f in found]

    def _tiles(self, sizes: Sizes) -> list[Found]:
        scale = min(TILED_EDGE / max(sizes.pixels.shape[:2]), 2.0)
        picture = sizes.scaled(scale)
        found = []
        for x, y in _corners(picture.shape[1], picture.shape[0]):
            tile = picture[y : y + TILE, x : x + TILE]
            inside = [f for f in self._detect(tile) if _whole(f, tile.shape[1], tile.shape[0])]
            found += [f.moved(1 / scale, x / scale, y / scale) for f in inside]
        return found

    def _detect(self, picture: Image8) -> list[Found]:
        bgr = cv2.cvtColor(lifted(picture), cv2.COLOR_RGB2BGR)
        self._net.setInputSize((bgr.shape[1], bgr.shape[0]))
        rows = self._net.detect(bgr)[1]
        return [] if rows is None else [_found(row) for row in rows]


def _found(row: NDArray[np.float32]) -> Found:
    x, y, w, h = (float(v) for v in row[:4])
    return Found((x, y, w, h), float(row[14]), row[4:14].reshape(5, 2).astype(np.float32))


def _smallest(faces: list[Found]) -> float:
    return min(f.box[2] for f in faces)


def _corners(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Upper left corners of tiles that cover the picture and overlap."""

    def along(length: int) -> list[int]:
        if length <= TILE:
            return [0]
        count = -(-(length - OVERLAP) // (TILE - OVERLAP))
        return [round(i * (length - TILE) / (count - 1)) for i in range(count)]

    return ((x, y) for y in along(height) for x in along(width))


def _whole(face: Found, width: int, height: int) -> bool:
    """Whether a face lies inside its tile; one that is cut is seen whole by the neighbour or by the first look."""
    x, y, w, h = face.box
    return x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1


def _met(face: Found, others: list[Found]) -> bool:
    return any(_overlap(face, other) >= SAME for other in others)


def _merged(faces: list[Found]) -> tuple[Found, ...]:
    """Keep the best-scored of boxes that are the same face; largest first."""
    kept: list[Found] = []
    for face in sorted(faces, key=lambda f: -f.score):
        if not _met(face, kept):
            kept.append(face)
    return tuple(sorted(kept, key=lambda f: -f.size))


def _overlap(a: Found, b: Found) -> float:
    ax, ay, aw, ah = a.box
    bx, by, bw, bh = b.box
    wide = min(ax + aw, bx + bw) - max(ax, bx)
    high = min(ay + ah, by + bh) - max(ay, by)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min(aw * ah, bw * bh)
