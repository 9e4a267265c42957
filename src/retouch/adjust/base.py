"""What an adjustment is: parameters declared once, and from them the slider, storage, clamping, flags and checks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from retouch.image.levels import write_levels
from retouch.image.rows import in_rows
from retouch.model.decision import Evidence
from retouch.model.frame import AnyArray, Colours, Frame, Pixels
from retouch.model.photo import Capture, WhitePoint
from retouch.model.scene import Scene

if TYPE_CHECKING:
    from retouch.image.skin import ReducedFace  # brings cv2, which the window opens without

Matrix = NDArray[np.float64]
"""3×3, acting on column vectors of linear Rec.2020 RGB."""

_BAND = 48
_PARTS = 8
"""Rows of a picture worked on at a time, and parts of it that threads may take."""


class Stage(IntEnum):
    """Stages of the engine, in the order in which they run."""

    BASE = 0
    LOCAL = 1
    COLOUR = 2
    FINISH = 3

    @property
    def word(self) -> str:
        """Name as used in JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Param:
    """One slider: inclusive range, step, label and unit (an empty unit is a plain number)."""

    low: float
    high: float
    step: float
    label: str
    unit: str
    about: str


def param(default: float, low: float, high: float, step: float, label: str, unit: str = "", about: str = "") -> Any:
    """Declare a parameter as a dataclass field of an ``Adjustment``."""
    return field(default=default, metadata={"param": Param(low, high, step, label, unit, about)})


@dataclass(frozen=True, slots=True)
class Context:
    """What an adjustment may know of the photo beside its pixels.

    ``white`` is the as-shot white balance that the base frame already carries; ``scene`` is ``None`` for a photo that
    nobody has read. ``camera`` is XYZ (D65) → raw camera RGB, ``None`` where the file has none; rendering fills both in
    from the file, and `image.colour.rebalance` makes a white balance of them that is exact.
    """

    white: WhitePoint
    capture: Capture = field(default_factory=Capture)
    scene: Scene | None = None
    camera: tuple[tuple[float, float, float], ...] | None = None
    faces: dict[Hashable, ReducedFace] | None = field(default=None, compare=False, repr=False)
    """What the steps of one rendering have found out about faces; whoever renders gives an empty one, and drops it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value to suggest, how sure we are (0..1), and why."""

    value: Adjustment
    confidence: float
    because: tuple[Evidence, ...]


@dataclass(frozen=True)
class Adjustment:
    """Base of all adjustments. Values are clamped to their ranges when made, so no stored edit is out of range.

    Subclasses are frozen dataclasses whose fields are made by ``param`` and whose defaults change nothing. ``rank``
    orders adjustments inside a stage. ``version`` counts changes of meaning; ``upgrade`` brings older data up to date.
    ``carries`` names fields that belong to one photo and have no slider (places on a face); a kind that has any stores
    them by ``data`` and ``from_values``. What is not ``in_presets`` is a word on one photo that no preset may say.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    stage: ClassVar[Stage]
    rank: ClassVar[int]
    version: ClassVar[int] = 1
    carries: ClassVar[tuple[str, ...]] = ()
    in_presets: ClassVar[bool] = True

    def __post_init__(self) -> None:
        for name, p in self.params().items():
            value = float(getattr(self, name))
            if not np.isfinite(value):
                raise ValueError(f"{self.key}.{name} must be a finite number, not {value}")
            object.__setattr__(self, name, min(max(value, p.low), p.high))

    @classmethod
    def params(cls) -> Mapping[str, Param]:
        """Parameters by name, in the order in which the panel shows them."""
        return {f.name: f.metadata["param"] for f in fields(cls) if "param" in f.metadata}

    def values(self) -> dict[str, float]:
        """Parameter values by name."""
        return {name: getattr(self, name) for name in self.params()}

    def data(self) -> dict[str, Any]:
        """Return what is stored: plain JSON data that ``from_values`` reads."""
        return {**self.values()}

    def is_neutral(self) -> bool:
        """Whether this changes nothing, so that it can be left out."""
        return self == type(self)()

    @classmethod
    def upgrade(cls, version: int, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Bring stored data of an older ``version`` up to date. There is only one version to begin with."""
        return data

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Return what to suggest for this photo, or nothing. Most adjustments never propose."""
        return None

    @classmethod
    def from_values(cls, data: Mapping[str, Any]) -> Self:
        """Make one from stored values; unknown names are ignored, missing ones take their defaults."""
        return cls(**{name: float(data[name]) for name in cls.params() if name in data})


class LocalAdjustment(Adjustment):
    """Spatial work in log light on the base frame, independent of exposure and white balance."""

    stage: ClassVar[Stage] = Stage.LOCAL

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return the changed frame: ``SCENE`` in, ``SCENE`` out, same size; the input is left alone."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False, slots=True)
class BandWork:
    """Local work on bands of rows: ``work`` is given a band with ``reach`` more rows on either side (less at the
    borders) and the rows of the frame that it is made of, and returns as many rows.
    """

    reach: int
    work: Callable[[Pixels, slice], Pixels]


class BandAdjustment(LocalAdjustment):
    """Local work that looks only ``reach`` rows far, once ``prepare`` has looked at the whole: an export does it in
    place, without a second full-size picture.
    """

    def prepare(self, frame: Frame, context: Context) -> BandWork:
        """Return the work for a frame."""
        raise NotImplementedError

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return a frame with the work done."""
        out = np.empty_like(frame.pixels)
        in_bands(frame.pixels, out, self.prepare(frame, context))
        return frame.with_pixels(out)


def in_bands(pixels: Pixels, out: Pixels, band: BandWork) -> None:
    """Do the work on all threads; ``out`` may be ``pixels`` itself."""
    height, reach, in_place = pixels.shape[0], band.reach, out is pixels
    part = max(-(-height // _PARTS), _BAND)
    # Parts are worked on at the same time: what their neighbours need of them is kept as it was.
    seams = range(part, height, part) if in_place else ()
    above = {top: pixels[max(top - reach, 0) : top].copy() for top in seams}
    below = {top: pixels[top : top + reach].copy() for top in seams}

    def work(first: int, last: int) -> None:
        before = above.get(first, pixels[max(first - reach, 0) : first])
        for top in range(first, last, _BAND):
            bottom = min(top + _BAND, last)
            after = pixels[bottom : bottom + reach]
            if last in below and bottom + reach > last:
                after = np.concatenate([pixels[bottom:last], below[last][: bottom + reach - last]])
            rows = np.concatenate([before, pixels[top:bottom], after])
            start, kept = top - len(before), len(before) + bottom - top
            before = rows[max(kept - reach, 0) : kept].copy()
            out[top:bottom] = band.work(rows, slice(start, start + len(rows)))[top - start : bottom - start]

    in_rows(height, work, part)


@dataclass(frozen=True, eq=False, slots=True)
class Gain:
    """A rectangle of a picture and what its pixels are multiplied by: H×W, H×W×1 or H×W×3 float32."""

    rows: slice
    columns: slice
    by: AnyArray


class GainAdjustment(LocalAdjustment):
    """Local work that only multiplies: on face crops, so that an export never holds a second full-size picture.

    ``smooth`` says that the gains have no detail finer than two pixels: an export may then measure them at half size,
    where the preview measures them too, and needs no full-size picture in floats at all.
    """

    smooth: ClassVar[bool] = False

    def gains(self, frame: Frame, context: Context) -> Iterable[Gain]:
        """Return what to multiply, measured on ``frame``; rectangles may overlap."""
        raise NotImplementedError

    def apply(self, frame: Frame, context: Context) -> Frame:
        """Return a frame with the gains applied; the frame itself where there are none."""
        found = tuple(self.gains(frame, context))
        if not found:
            return frame
        pixels = frame.pixels.copy()
        multiply(pixels, found)
        return frame.with_pixels(pixels)


def multiply(pixels: Pixels, gains: Iterable[Gain]) -> None:
    """Apply gains to writeable pixels, in place."""
    for gain in gains:
        target = pixels[gain.rows, gain.columns]
        target *= gain.by if gain.by.ndim == 3 else gain.by[..., None]


class ColourAdjustment(Adjustment):
    """Pointwise work. All of them compose into one transform, so ten cost what one costs.

    The order is by rank. Below rank 50 an adjustment works on scene-linear Rec.2020 (before the view), from 50 on it
    works on display-encoded Rec.2020 in 0..1 (after it).
    """

    stage: ClassVar[Stage] = Stage.COLOUR

    def matrix(self, context: Context) -> Matrix | None:
        """Return the 3×3 that this is, where it is one and comes before the view; else ``None``."""
        return None

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map N×3 colours (see the class for their space). Only called where ``matrix`` gives ``None``."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False, slots=True)
class Move:
    """Where the pixels of a picture come from: ``matrix`` (3×3) maps positions (x, y, 1) in the new picture, of
    ``width`` × ``height`` pixels, to positions in the old one.
    """

    matrix: Matrix
    width: int
    height: int

    def then(self, later: Move) -> Move:
        """Return both as one, so that pixels are interpolated once."""
        return Move(self.matrix @ later.matrix, later.width, later.height)

    def rows(self, pixels: AnyArray, top: int, bottom: int) -> Pixels:
        """Return some rows of the new picture, interpolated by cubics; what lies outside repeats the border.

        ``pixels`` are float32 in 0..1 or uint16 of full range.
        """
        import cv2  # here, so that the window opens without it

        shifted = self.matrix[:2] @ np.array([[1, 0, 0], [0, 1, top], [0, 0, 1]], np.float64)
        how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        size = (self.width, bottom - top)
        moved = cv2.warpAffine(pixels, shifted, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        if moved.dtype == np.uint16:
            return np.asarray(moved * np.float32(1 / 65535))
        return np.asarray(np.clip(moved, 0, 1, out=moved), np.float32)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a band lies: its first row, in a picture of ``height`` rows."""

    top: int
    height: int


class FinishAdjustment(Adjustment):
    """Geometry and output work on display-encoded pixels."""

    stage: ClassVar[Stage] = Stage.FINISH
    rearranges: ClassVar[bool] = False
    """Whether ``apply`` only moves or drops pixels: then it works on integers as well, and may come last of all."""
    placed: ClassVar[bool] = False
    """Whether the work depends on where in the picture, after all moves, a pixel lies."""

    def move(self, width: int, height: int) -> Move | None:
        """Return where pixels of a picture of this size come from; ``None`` for work on their values."""
        return None

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return new H×W×3 float32 display-encoded pixels; ``scale`` is the frame's share of full size."""
        raise NotImplementedError

    def apply_band(self, pixels: Pixels, scale: float, place: Place) -> Pixels:
        """Do what ``apply`` does to a band of the picture's rows; only for work that has a ``reach``."""
        return self.apply(pixels, scale)

    def write_band(self, pixels: Pixels, scale: float, place: Place, rows: slice, out: AnyArray) -> None:
        """Write some ``rows`` of what ``apply_band`` returns into ``out``: contiguous, float32 or integers."""
        write_levels(self.apply_band(pixels, scale, place)[rows], out)

    def reach(self, scale: float) -> int | None:
        """How many rows away a pixel has influence; ``None`` where pixels are moved.

        What has a reach is applied to bands of rows, on several threads and without another full-size picture.
        """
        return None
