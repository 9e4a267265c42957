"""Blemishes: spots that come and go healed from the skin around them; moles, freckles and scars stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self, TypeAlias

import cv2
import numpy as np

from retouch.adjust.base import Context, Gain, GainAdjustment, Proposal, param
from retouch.adjust.on_skin import FACE_REACH, face_at
from retouch.image import masks
from retouch.image.heal import EXTENT, REACH, heal
from retouch.image.on_faces import FaceCrop, face_crop
from retouch.image.skin import ReducedFace
from retouch.image.spots import Spot, place, spots_from_tells
from retouch.model.decision import Evidence
from retouch.model.frame import AnyArray, Frame, Pixels
from retouch.model.scene import Box, FaceReading, Points, Scene

_Seen: TypeAlias = tuple[float, float, float, bool, bool]
"""x, y (pixels of the crop), size (face widths), whether it is healed, whether it looks like a feature."""
_SAME = 0.015
"""Face widths within which a mark and a spot mean the same place."""
_USUAL_SIZE = 0.016
"""Radius of a spot that is added by a click, in face widths."""
_SURE = 1.35
"""Excess from which everybody sees the spot."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The photographer's word on one place of a face: heal it, or leave it. Place and size as in ``image.spots``."""

    face: int
    anchor: int
    dx: float
    dy: float
    size: float
    heal: bool

    def at(self, points: Points) -> tuple[float, float]:
        """Return its centre in the coordinates of ``points``."""
        return Spot(self.anchor, self.dx, self.dy, self.size, 0, 0, 0, 0).at(points)


@dataclass(frozen=True, slots=True)
class Dot:
    """A spot as the window shows it: centre as fractions of the photo, radius as a fraction of its width.

    ``feature`` says that it looks like the person's own; ``healed`` what becomes of it.
    """

    face: int
    x: float
    y: float
    radius: float
    feature: bool
    healed: bool


@dataclass(frozen=True)
class Blemishes(GainAdjustment):
    """Heal the spots that the reading found and that look like blemishes, as ``marks`` correct it.

    Marks are told by landmarks, so they fit the same person's face on other photos too. Also given to children: it is
    the one skin work that does not change how old a face looks.
    """

    key: ClassVar[str] = "blemishes"
    title: ClassVar[str] = "Blemishes"
    rank: ClassVar[int] = 15
    carries: ClassVar[tuple[str, ...]] = ("marks",)

    amount: float = param(0.0, 0.0, 100.0, 1.0, "Blemishes", "%", "Heals spots from the skin around; pores stay")
    marks: tuple[Mark, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return what is stored: the amount and, where there are any, the marks."""
        marks = [[m.face, m.anchor, m.dx, m.dy, m.size, m.heal] for m in self.marks]
        return {**self.values(), **({"marks": marks} if marks else {})}

    @classmethod
    def from_values(cls, data: Mapping[str, Any]) -> Self:
        """Make one from stored values. Raises ``ValueError`` or ``TypeError`` for marks that are none."""
        marks = tuple(_mark(*m) for m in data.get("marks", ()))
        return replace(super().from_values(data), marks=marks)

    def gains(self, frame: Frame, context: Context) -> Iterator[Gain]:
        """Yield a small gain for each spot; they do not overlap in what they mend."""
        for index, reading in enumerate(context.scene.faces if context.scene is not None else ()):
            crop = face_crop(frame.height, frame.width, reading.landmarks, FACE_REACH)
            if crop is None:
                continue
            spots = [d for d in _dots(self, index, reading, crop.points) if d[3]]
            face = face_at(frame, context, (index, False), crop) if spots else None
            if face is not None:
                yield from _healed(crop, crop.of(frame.pixels), face, spots, self.amount / 100)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest healing what looks like a blemish."""
        return cls.suggest(context, ())

    @classmethod
    def suggest(cls, context: Context, marks: tuple[Mark, ...]) -> Proposal | None:
        """Suggest healing what looks like a blemish and is not vetoed by one of the ``marks``."""
        found = [
            (spot, index)
            for index, face in enumerate(context.scene.faces if context.scene is not None else ())
            if len(face.landmarks)
            for spot in spots_from_tells(face.tells)
            if spot.is_blemish and not any(m.face == index and _same(m, spot, face.landmarks) for m in marks)
        ]
        if not found or context.scene is None:
            return None
        worst, index = max(found, key=lambda f: f[0].excess)
        count = len(found)
        said = "1 spot looks like a blemish" if count == 1 else f"{count} spots look like blemishes"
        text = f"{said}; moles and freckles are kept"
        where = _box(worst, context.scene.faces[index])
        reason = Evidence("blemishes", float(count), None, text, index, where)
        sure = float(np.clip(0.5 + 0.3 * (worst.excess - 1) / (_SURE - 1), 0.5, 0.8))
        return Proposal(cls(amount=100, marks=marks), sure, (reason,))


def dots(step: Blemishes, scene: Scene, size: tuple[int, int]) -> tuple[Dot, ...]:
    """Return every spot of a photo and what becomes of it, to be drawn over it; ``size`` is width, height in pixels."""
    out = []
    for index, face in enumerate(scene.faces):
        if len(face.landmarks):
            points = masks.in_pixels(face.landmarks, *size)
            width = masks.face_width(points)
            for x, y, radius, healed, feature in _dots(step, index, face, points):
                at = ((x + 0.5) / size[0], (y + 0.5) / size[1])
                out.append(Dot(index, *at, EXTENT * radius * width / size[0], feature, healed))
    return tuple(out)


def clicked(step: Blemishes, scene: Scene, size: tuple[int, int], x: float, y: float) -> Blemishes:
    """Return the step after a click at x, y (fractions of the photo): a dot changes sides, elsewhere one is added.

    Heals at full strength if nothing was healed before. A click off every face changes nothing.
    """
    px, py = x * size[0] - 0.5, y * size[1] - 0.5
    for index, face in enumerate(scene.faces):
        if not len(face.landmarks):
            continue
        points = masks.in_pixels(face.landmarks, *size)
        width = masks.face_width(points)
        anchor, dx, dy = place(points, px, py)
        if np.hypot(dx, dy) > 0.12:
            continue
        near = [d for d in _dots(step, index, face, points) if np.hypot(d[0] - px, d[1] - py) < _hit(d[2]) * width]
        hit = min(near, key=lambda d: float(np.hypot(d[0] - px, d[1] - py)), default=None)
        if hit is not None:
            anchor, dx, dy = place(points, hit[0], hit[1])
        mark = Mark(index, anchor, dx, dy, hit[2] if hit else _USUAL_SIZE, not (hit and hit[3]))
        others = tuple(m for m in step.marks if m.face != index or not _same(m, mark, points))
        return replace(step, amount=step.amount or 100.0, marks=(*others, mark))
    return step


def _hit(size: float) -> float:
    return max(EXTENT * size, 0.02)


def _mark(face: Any, anchor: Any, dx: Any, dy: Any, size: Any, heals: Any) -> Mark:
    mark = Mark(int(face), int(anchor), float(dx), float(dy), float(size), bool(heals))
    if not (0 <= mark.anchor < 468 and 0 < mark.size < 0.2 and np.isfinite([mark.dx, mark.dy]).all()):
        raise ValueError(f"no place on a face: {mark}")
    return mark


def _same(a: Mark | Spot, b: Mark | Spot, points: Points) -> bool:
    away = np.hypot(*(np.array(a.at(points)) - b.at(points))) / masks.face_width(points)
    return bool(away < max(_SAME, a.size, b.size))


def _dots(step: Blemishes, index: int, face: FaceReading, points: Points) -> list[_Seen]:
    """Return x, y (pixels), size (face widths), whether it is healed, and whether it looks like a feature."""
    marks = [m for m in step.marks if m.face == index]
    out = []
    spots = spots_from_tells(face.tells)
    for spot in spots:
        word = next((m.heal for m in reversed(marks) if _same(m, spot, points)), spot.is_blemish)
        out.append((*spot.at(points), spot.size, word, not spot.is_blemish))
    added = (m for m in marks if m.heal and not any(_same(m, s, points) for s in spots))
    return out + [(*m.at(points), m.size, True, False) for m in added]


def _box(spot: Spot, face: FaceReading) -> Box:
    """A box around a spot, three of its widths wide, in fractions; its height follows the face's box."""
    box = face.box
    scale = np.array([1.0, box.height / max(box.width, 1e-6) / 1.3], np.float32)
    x, y = spot.at(np.asarray(face.landmarks / scale, np.float32)) * scale
    half = 3 * EXTENT * spot.size * box.width
    return Box(float(x - half), float(y - half * scale[1]), 2 * half, float(2 * half * scale[1]))


def _healed(
    crop: FaceCrop,
    pixels: Pixels,
    face: ReducedFace,
    spots: list[_Seen],
    share: float,
) -> Iterator[Gain]:
    """Heal one after the other; each sees its neighbours healed."""
    done: list[tuple[slice, slice, Pixels]] = []
    for n, (x, y, size, *_) in enumerate(spots):
        radius = EXTENT * size * crop.width
        half = int(np.ceil(REACH * radius)) + 2
        rows = slice(max(round(y) - half, 0), min(round(y) + half + 1, pixels.shape[0]))
        columns = slice(max(round(x) - half, 0), min(round(x) + half + 1, pixels.shape[1]))
        if radius < 1 or rows.stop - rows.start < 8 or columns.stop - columns.start < 8:
            continue
        patch = pixels[rows, columns].copy()
        for earlier in done:
            _onto(patch, rows, columns, earlier)
        others = [s for m, s in enumerate(spots) if m > n]
        skin = _skin(face, crop, rows, columns, pixels.shape, (x, y, radius), others)
        change = heal(patch, skin, (x - columns.start, y - rows.start), radius)
        if change is not None:
            by = np.exp2(np.float32(share) * change)
            done.append((rows, columns, by))
            yield Gain(_moved(rows, crop.rows.start), _moved(columns, crop.columns.start), by)


def _moved(part: slice, by: int) -> slice:
    return slice(part.start + by, part.stop + by)


def _onto(patch: Pixels, rows: slice, columns: slice, earlier: tuple[slice, slice, Pixels]) -> None:
    """Multiply a patch by the part of an earlier gain that lies on it."""
    top, bottom = max(rows.start, earlier[0].start), min(rows.stop, earlier[0].stop)
    left, right = max(columns.start, earlier[1].start), min(columns.stop, earlier[1].stop)
    if top < bottom and left < right:
        by = earlier[2][_part(earlier[0], top, bottom), _part(earlier[1], left, right)]
        patch[_part(rows, top, bottom), _part(columns, left, right)] *= by


def _part(whole: slice, first: int, last: int) -> slice:
    return slice(first - whole.start, last - whole.start)


def _skin(
    face: ReducedFace,
    crop: FaceCrop,
    rows: slice,
    columns: slice,
    shape: tuple[int, ...],
    spot: tuple[float, float, float],
    others: list[_Seen],
) -> AnyArray:
    """Where a patch is skin: around the spot by its look, under it by its place on the face; other spots are not."""
    scale_y, scale_x = face.mask.shape[0] / shape[0], face.mask.shape[1] / shape[1]
    yy, xx = np.mgrid[rows, columns].astype(np.float32)
    at_x, at_y = (xx + 0.5) * np.float32(scale_x) - 0.5, (yy + 0.5) * np.float32(scale_y) - 0.5
    looks = cv2.remap(face.mask, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    may = cv2.remap(face.region, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    x, y, radius = spot
    skin = np.where(np.hypot(xx - x, yy - y) < 1.4 * radius, may, looks)
    for u, v, size, *_ in others:
        if abs(u - x) + abs(v - y) > radius:
            skin[np.hypot(xx - u, yy - v) < EXTENT * size * crop.width] = 0
    return np.asarray(skin, np.float32)
