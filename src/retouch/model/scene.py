"""What was read from a photo: its faces and its light. Measurements only, no verdicts.

All places are fractions of the upright photo, so a reading made on a preview fits the full frame.
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retouch.model.numbers import Measured, Numbers
from retouch.model.photo import WhitePoint


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


# A reading crosses from worker processes; a read-only mapping is frozen, but Python does not pickle it by itself.
copyreg.pickle(MappingProxyType, lambda m: (_read_only, (dict(m),)))

Points = NDArray[np.float32]
"""N×2 float32 (x, y) as fractions of the upright photo; may lie outside 0..1 where a face is cut by the border."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the upright photo."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def area(self) -> float:
        """Share of the photo that it covers."""
        return self.width * self.height


class EyeState(StrEnum):
    """State of one eye, or of a pair. ``UNKNOWN`` is an answer: too small, too blurred."""

    OPEN = "open"
    CLOSED = "closed"
    HALF = "half"
    WINK = "wink"
    LAUGHING = "laughing"
    LOOKING_DOWN = "looking_down"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


class Gaze(StrEnum):
    """Where the eyes point, relative to the camera."""

    CAMERA = "camera"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


class Mouth(StrEnum):
    """What the mouth does."""

    CLOSED = "closed"
    TALKING = "talking"
    LAUGHING = "laughing"
    SMILING = "smiling"


@dataclass(frozen=True, slots=True)
class Eye:
    """One eye; ``left`` is the person's own left.

    ``openness`` runs from 0 (shut) to 1 (this eye wide open); ``confidence`` of that number in 0..1.
    ``across`` is the width of the eye in pixels of the picture it was read from; ``sharpness`` is in 0..1, comparable
    across a burst.
    """

    centre: tuple[float, float]
    openness: float
    confidence: float
    across: float
    sharpness: float
    state: EyeState


@dataclass(frozen=True, slots=True)
class Expression:
    """Smile and tension in 0..1 and the mouth."""

    smile: float
    tension: float
    mouth: Mouth
    mouth_open: float


@dataclass(frozen=True, slots=True)
class Pose:
    """Turn of the head in degrees: yaw positive to the person's left, pitch positive up, roll positive clockwise."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class FaceLight:
    """Light on the skin, measured in linear light with the camera's white balance.

    ``level`` is the median luminance relative to white (0..1, 0.18 is middle grey); ``blown`` and ``blocked`` are
    shares of skin at either end; ``rgb`` is the median linear sRGB of the skin; ``contrast`` is the EV between the
    brighter and the darker half of the face.
    """

    level: float
    blown: float
    blocked: float
    rgb: tuple[float, float, float]
    contrast: float


@dataclass(frozen=True, slots=True, eq=False)
class FaceReading:
    """One face. ``landmarks`` are MediaPipe's 478 points; ``blendshapes`` its 52 coefficients by name. Both are empty
    for a face that only the detector sees, as in full profile.

    ``confidence`` (0..1) is how sure the detector is that this is a face; ``signature`` is a unit vector that is close
    (cosine) for the same person within a shoot.
    """

    box: Box
    confidence: float
    landmarks: Points
    blendshapes: Measured
    left: Eye
    right: Eye
    eyes: EyeState
    expression: Expression
    gaze: Gaze
    pose: Pose
    light: FaceLight
    sharpness: float
    signature: Numbers = field(default_factory=Numbers)
    tells: Measured = field(default_factory=Measured)
    """Further raw measurements by name, kept so that a verdict can be re-judged without reading pixels again."""


@dataclass(frozen=True, slots=True)
class LightReading:
    """Light of the whole photo, measured on the upright preview in linear light.

    ``histogram`` holds shares of pixels per third of a stop of luminance, from 2^-12 to 2^+1 relative to white (39
    bins); ``blown`` and ``blocked`` are shares of pixels at either end; ``rgb`` is the mean linear sRGB; ``neutral``
    the median linear sRGB of near-neutral mid-tones (equal values where none were found).
    """

    histogram: Numbers
    blown: float
    blocked: float
    rgb: tuple[float, float, float]
    neutral: tuple[float, float, float]
    white: WhitePoint
    """As-shot white balance: what the camera's multipliers mean in kelvin and tint."""
    tells: Measured = field(default_factory=Measured)
    """Further raw measurements by name (``image.photo_light``), kept so that proposals need no pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A whole reading of one photo.

    ``sharpness`` is 0..1 for the sharpest region of the photo. ``likeness`` is a unit vector close (cosine) for similar
    pictures; its first 256 numbers are a 16×16 grid, row by row, of the upright photo's log luminance, mean removed, so
    that a pan shows as a shift. ``source`` says which picture was read (``embedded``, ``developed``, ``file``),
    ``long_edge`` its pixels. ``turned`` is 0, or the quarter turns counter-clockwise that make the faces stand, in a
    photo that lies on its side without saying so. ``reader`` is the version of the reader and the hashes of its models:
    a different reader makes the reading stale.
    """

    faces: tuple[FaceReading, ...]
    light: LightReading
    sharpness: float
    likeness: Numbers
    source: str
    long_edge: int
    reader: str
    turned: int = 0
