"""A watermark: a line of text or a picture, laid into a corner of a finished picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image import colour
from retouch.model.errors import RetouchError
from retouch.model.frame import AnyArray, Space

SIZES = (0.01, 0.5)
"""Height of a mark: shares of the photo's short side."""
_MARGIN = 0.025  # from the edges, of the short side
_WIDEST = 0.9  # of the photo's width
_FINER = 4  # text is drawn so many times larger, then averaged down: OpenCV alone hints glyphs to whole pixels
_WEIGHT = 500  # of the typeface: a little bolder than text on paper, since it stands on a photo
_SHADE = 0.55  # of the shadow behind white letters, that keeps them readable on snow
_TALLEST = 400  # pixels of letters before they are made finer


class Corner(StrEnum):
    """Where a mark stands."""

    TOP_LEFT = "top-left"
    TOP_RIGHT = "top-right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Watermark:
    """A text, or a picture file (with its transparency), which goes first where both are given.

    ``size`` is the height as a share of the photo's short side (see ``SIZES``), less where the mark would be wider than
    the photo; ``opacity`` is 0..1.
    """

    text: str = ""
    picture: Path | None = None
    corner: Corner = Corner.BOTTOM_RIGHT
    size: float = 0.04
    opacity: float = 0.7

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return self.opacity <= 0 or (self.picture is None and not self.text.strip())


@dataclass(frozen=True, slots=True, eq=False)
class _Stamp:
    """H×W×3 sRGB 0..1, not multiplied by H×W coverage 0..1."""

    rgb: NDArray[np.float32]
    alpha: NDArray[np.float32]


def check(mark: Watermark | None) -> None:
    """Raise ``RetouchError`` where the picture of a mark cannot be used; said once, before a run."""
    if mark is not None and mark.picture is not None:
        _picture(mark.picture)


def lay(levels: AnyArray, mark: Watermark | None, space: Space) -> None:
    """Lay a mark into H×W×3 integers of full range (8 or 16 bit, display-encoded in ``space``), in place.

    Only the mark's own rectangle is touched. Raises ``RetouchError`` where its picture cannot be read.
    """
    if mark is None or mark.empty:
        return
    height, width = levels.shape[:2]
    stamp = _stamp(mark, width, height)
    rows, columns = stamp.alpha.shape
    x, y = _place(mark.corner, (width, height), (columns, rows))
    top = np.float32(np.iinfo(levels.dtype).max)
    part = levels[y : y + rows, x : x + columns]
    share = stamp.alpha[..., None] * np.float32(mark.opacity)
    ink = _encoded(stamp.rgb, space) * top
    part[...] = np.rint(part + (ink - part) * share).astype(levels.dtype)


def _place(corner: Corner, photo: tuple[int, int], mark: tuple[int, int]) -> tuple[int, int]:
    margin = round(_MARGIN * min(photo))
    free = photo[0] - mark[0], photo[1] - mark[1]
    if corner is Corner.CENTRE:
        return free[0] // 2, free[1] // 2
    x = margin if corner in (Corner.TOP_LEFT, Corner.BOTTOM_LEFT) else free[0] - margin
    y = margin if corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT) else free[1] - margin
    return min(max(x, 0), free[0]), min(max(y, 0), free[1])


def _stamp(mark: Watermark, width: int, height: int) -> _Stamp:
    """Return the mark at the size that it has on a photo of this size."""
    wanted = max(1, round(min(max(mark.size, SIZES[0]), SIZES[1]) * min(width, height)))
    if mark.picture is not None:
        whole = _picture(mark.picture)
        return _fitted(whole, wanted, round(_WIDEST * width), height)
    return _text(" ".join(mark.text.split()), wanted, round(_WIDEST * width), height)


def _fitted(stamp: _Stamp, height: int, widest: int, tallest: int) -> _Stamp:
    rows, columns = stamp.alpha.shape
    scale = min(height / rows, widest / columns, tallest / rows)
    size = max(1, round(columns * scale)), max(1, round(rows * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    alpha = np.clip(cv2.resize(stamp.alpha, size, interpolation=way), 0, 1)
    inked = cv2.resize(stamp.rgb * stamp.alpha[..., None], size, interpolation=way)  # what is not there has no colour
    rgb = np.clip(inked / np.maximum(alpha, 1e-4)[..., None], 0, 1)
    return _Stamp(np.asarray(rgb, np.float32), np.asarray(alpha, np.float32))


@lru_cache(maxsize=8)
def _text(text: str, height: int, widest: int, tallest: int) -> _Stamp:
    """Return white letters with a soft shadow. ``height`` is that from the top of capitals to the lowest descender."""
    face = cv2.FontFace("sans")
    letters = min(height, _TALLEST) * _FINER
    columns = cv2.getTextSize((0, 0), text, (0, 0), face, letters, _WEIGHT)[2]
    letters = max(4, min(letters, letters * widest * _FINER // max(columns, 1)))  # a long text takes no more memory
    left, _, columns, _ = cv2.getTextSize((0, 0), text, (0, 0), face, letters, _WEIGHT)
    blur = 0.06 * letters
    pad = round(3 * blur)
    canvas = np.zeros((round(1.5 * letters) + 2 * pad, columns + 2 * pad + letters // 4, 3), np.uint8)
    at = (pad - left, pad + round(1.05 * letters))
    cv2.putText(canvas, text, at, (255, 255, 255), face, letters, _WEIGHT)
    ink = canvas[..., 0].astype(np.float32) / 255
    shade = np.minimum(cv2.GaussianBlur(ink, (0, 0), blur) * 1.6, 1) * np.float32(_SHADE)
    box = cv2.boundingRect((shade > 0.01).astype(np.uint8))
    if box[2] == 0:  # nothing but blanks, or letters that no typeface has
        return _Stamp(np.zeros((1, 1, 3), np.float32), np.zeros((1, 1), np.float32))
    cut = np.s_[box[1] : box[1] + box[3], box[0] : box[0] + box[2]]
    ink, shade = ink[cut], shade[cut]
    alpha = ink + (1 - ink) * shade
    rgb = np.repeat((ink / np.maximum(alpha, 1e-4))[..., None], 3, axis=2)
    shown = round(height * ink.shape[0] / (1.25 * letters))  # the shadow is not counted
    return _fitted(_Stamp(rgb, alpha), shown, widest, tallest)


@lru_cache(maxsize=4)
def _picture(path: Path) -> _Stamp:
    todo = "Choose a PNG, JPEG or TIFF file."
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as e:
        raise RetouchError(f"the watermark cannot be opened ({e.strerror})", path, todo) from e
    try:
        found: Any = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if data.size else None
    except cv2.error:
        found = None
    if found is None or found.dtype not in (np.uint8, np.uint16):
        raise RetouchError("the watermark is not a picture", path, todo)
    pixels = found.astype(np.float32) / np.iinfo(found.dtype).max
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    channels = pixels.shape[2]
    alpha = pixels[..., -1] if channels in (2, 4) else np.ones(pixels.shape[:2], np.float32)
    rgb = np.repeat(pixels[..., :1], 3, axis=2) if channels < 3 else pixels[..., 2::-1]
    return _Stamp(np.ascontiguousarray(rgb), np.ascontiguousarray(alpha))


def _encoded(srgb: NDArray[np.float32], space: Space) -> NDArray[np.float32]:
    """Return sRGB colours as a file in ``space`` states them."""
    if space is Space.SRGB:
        return srgb
    linear = colour.decode(srgb, Space.SRGB) @ colour.convert(Space.SRGB, space).T.astype(np.float32)
    return np.asarray(np.clip(colour.encode(np.clip(linear, 0, 1), space), 0, 1), dtype=np.float32)
