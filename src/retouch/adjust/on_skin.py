"""Gain maps on the faces of a frame, shared by the skin adjustments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final

import cv2
import numpy as np

from retouch.adjust.base import Context, Gain
from retouch.image.age import CLEARLY_ADULT
from retouch.image.on_faces import FaceCrop, face_crop
from retouch.image.skin import ReducedFace, reduced
from retouch.model.frame import Frame, Pixels
from retouch.model.scene import FaceReading

FACE_REACH: Final = 0.15
"""How far around the landmarks a face is worked on, in face widths."""
_BODY: Final = (0.35, 0.2, 0.75)
"""The same for skin beyond the face: to the sides (ears), up (forehead) and down (neck, shoulders)."""
_NOTHING = 2e-4
"""EV that nobody sees, not even as a step of 16 bits."""
_MARGIN = 2
"""Working pixels kept around what changes, for interpolation."""


def face_gains(
    frame: Frame, context: Context, ev: Callable[[ReducedFace], Pixels], *, body: bool = False
) -> Iterator[Gain]:
    """Yield a gain for each face that is large enough; a photo without a reading has none.

    ``ev`` gives the change in EV (h×w×3) for a face at working size. It must fade to zero towards the crop's border.
    With ``body`` the crop reaches as far as ears, neck and shoulders.
    """
    for index, reading in enumerate(context.scene.faces if context.scene is not None else ()):
        crop = face_crop(frame.height, frame.width, reading.landmarks, _BODY if body else FACE_REACH)
        face = face_at(frame, context, (index, body), crop) if crop is not None else None
        if crop is not None and face is not None:
            yield from _enlarged(crop, np.asarray(ev(face), np.float32))


def face_at(frame: Frame, context: Context, key: Hashable, crop: FaceCrop) -> ReducedFace | None:
    """Return the face in a crop at working size; the first step that asks for ``key`` finds where it is skin."""
    known = context.faces.get(key) if context.faces is not None else None
    face = reduced(crop.of(frame.pixels), crop.points, known)
    if context.faces is not None and face is not None and known is None:
        context.faces[key] = face
    return face


def _enlarged(crop: FaceCrop, change: Pixels) -> Iterator[Gain]:
    """Bring a change to the size of its crop, only as much of it as changes anything."""
    # Along rows and columns, not channels: numpy is ten times as fast on long axes.
    most = np.abs(change).reshape(change.shape[0], -1)
    rows = np.flatnonzero(most.max(axis=1) > _NOTHING)
    columns = np.flatnonzero(most.max(axis=0).reshape(-1, change.shape[2]).max(axis=1) > _NOTHING)
    if not len(rows):
        return
    height, width = crop.rows.stop - crop.rows.start, crop.columns.stop - crop.columns.start
    down, across = height / change.shape[0], width / change.shape[1]
    top, bottom = _span(rows, change.shape[0])
    left, right = _span(columns, change.shape[1])
    y0, y1 = round(top * down), round(bottom * down)
    x0, x1 = round(left * across), round(right * across)
    if 2 * (x1 - x0) * (y1 - y0) > width * height:
        whole = cv2.resize(change, (width, height), interpolation=cv2.INTER_CUBIC)  # rows, then columns: much faster
        by = np.ascontiguousarray(whole[y0:y1, x0:x1], np.float32)
    else:
        by = _part_enlarged(change, (across, down), (x0, y0), (x1, y1))
    yield Gain(
        slice(crop.rows.start + y0, crop.rows.start + y1),
        slice(crop.columns.start + x0, crop.columns.start + x1),
        np.exp2(by, out=by),
    )


def _part_enlarged(change: Pixels, scale: tuple[float, float], first: tuple[int, int], last: tuple[int, int]) -> Pixels:
    (across, down), (x0, y0), (x1, y1) = scale, first, last
    # Pixel centres: the place of (x, y) of the crop in the change, as cv2.resize of the whole would have it.
    move = np.array([[1 / across, 0, (x0 + 0.5) / across - 0.5], [0, 1 / down, (y0 + 0.5) / down - 0.5]])
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    part = cv2.warpAffine(change, move, (x1 - x0, y1 - y0), flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(part, np.float32)


def _span(touched: np.typing.NDArray[np.int_], size: int) -> tuple[int, int]:
    return max(int(touched[0]) - _MARGIN, 0), min(int(touched[-1]) + 1 + _MARGIN, size)


def grown_ups(context: Context) -> tuple[tuple[int, FaceReading], ...]:
    """Return the faces (with their index) that skin work may be suggested for: none where anybody may be a child.

    A step works on every face of its photo, so one face that is not clearly grown up is enough to suggest nothing.
    Faces too small to be worked on do not count.
    """
    faces = context.scene.faces if context.scene is not None else ()
    worked_on = tuple((i, f) for i, f in enumerate(faces) if "skin.uneven" in f.tells)
    return worked_on if all(clearly_adult((f,)) for _, f in worked_on) else ()


def strongest(context: Context, tell: str) -> tuple[float, int, FaceReading] | None:
    """Return what is measured most on a grown-up's face, that face's index, and the face; see ``grown_ups``."""
    found = ((f.tells[tell], i, f) for i, f in grown_ups(context) if tell in f.tells)
    return max(found, key=lambda s: s[:2], default=None)


def clearly_adult(faces: Iterable[FaceReading]) -> bool:
    """Whether each of these faces is clearly a grown-up's; one that was not measured is not."""
    return all(f.tells.get("face.child", np.inf) < CLEARLY_ADULT for f in faces)
