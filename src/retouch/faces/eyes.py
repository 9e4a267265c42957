"""How open each eye is, in which state the pair is, and how sure that is.

Small linear models, trained by ``benchmarks/train_eyes.py`` on people they are then not tested on, weigh the
landmarker's blendshapes and lid geometry against the edges in the pixels of the eye: *open or shut*, *lowered or wide
open*, *half open or shut*, and *covered or seen* (sunglasses, hair, a hand). The limits that make states of their odds
are chosen by the same script, and come with them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces.eye_patch import descriptor, detail, eye_patch
from retouch.faces.geometry import LEFT, RIGHT, EyePoints, eye_width, iris_offset, iris_shown, lid_gap
from retouch.faces.landmarker import Marks
from retouch.faces.models import EYES, load_model
from retouch.image.quick import quick_percentiles
from retouch.model.frame import Image8
from retouch.model.scene import EyeState, Pose

SEEN_FROM = 7.0
"""An eye of fewer pixels across, corner to corner, is not judged: shut and open look alike."""
BLURRED = 1.36
"""Nor is one with less detail than this (``eye_patch.detail``), which is blurred by a fifth of its width."""
WINK_ODDS, WINK_BLINK, WINK_GAP = 0.9, 0.15, 0.68
"""Differences between the eyes, in log odds of *open* and in the blink blendshape, and the lid gap of one over that of
the other, that together make a wink, …"""
WINK_SHUT, WINK_OPEN = 0.8, 0.2
"""… where the log odds of the eye that winks are below the first, and those of the other exceed the limit of *shut* by
the second."""
LIDS_MET, BLINKED = 0.17, 0.28
"""Shut eyes also look it: the lid gap is below the first or the blink blendshape above the second. Eyes in deep shadow
have the edges of shut ones."""
CLEARLY, SURELY = 0.5, 1.1
"""Log odds below the limit of *shut* from which eyes are clearly shut, and surely. Where they are not clearly so, …"""
PARTED, SOFT = 0.155, 2.1
"""… a lid gap above the first or less detail than the second (``eye_patch.detail``) leaves a doubt: eyes in deep shadow
on a soft picture."""
COVERED = 0.8
"""Log odds of *covered* from which an eye is hidden."""
TURNED = 55.0
"""Yaw in degrees from which the far eye is turned away."""
LAUGH, LAUGH_OUT = 0.45, 0.7
"""Smile from which narrow eyes are laughing eyes, and from which they are so with the head bent."""
LIFTED = 0.5
"""Log odds of *lowered* that such a smile explains: it lifts the lower lids."""
NARROW = 0.6
"""Openness below which open eyes are narrow."""
BENT, BENT_FAR = -15.0, -20.0
"""Pitch of the head in degrees from which lowered lids mean a look down, and from which even lids do that are surely
shut: seen from above, shut eyes and a look down are one picture."""
LOOK_DOWN, RAISED = 0.2, 15.0
"""Blendshape *look down* over *blink* from which lids that seem shut, but not surely, follow a look down, unless the
head is raised by more than the second, in degrees: eyes that are shut with the chin up look so too."""
GAP_WIDE = 0.30
"""Lid gap over eye width of an eye that is wide open."""

BLINK, DOWN, GAP, IRIS = 0, 4, 11, 13
"""Places of these among ``shape_features``."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Weights and bias of a linear model; its value is the log of the odds."""

    weights: Numbers
    bias: float

    def odds(self, features: Numbers) -> float:
        """Return the log odds for features."""
        return float(self.weights @ features + self.bias)


@dataclass(frozen=True, slots=True)
class Limits:
    """Log odds of a pair of eyes that separate states: shut below ``shut``; of those, half open above ``ajar``.

    Eyes that are not shut are half open above ``lowered``.
    """

    shut: float
    ajar: float
    lowered: float


@dataclass(frozen=True, slots=True, eq=False)
class EyeModel:
    """*Open*, *lowered* and *ajar* over ``shape_features`` and the descriptor, *covered* over ``cover_features``."""

    opened: Linear
    lowered: Linear
    ajar: Linear
    covered: Linear
    limits: Limits


@dataclass(frozen=True, slots=True)
class EyeSight:
    """What was seen of one eye: log odds of *open*, *lowered*, *ajar* and *covered*; shares.

    The shares are the blendshapes *blink* and *look down*, the lid gap, and the bare part of the iris; ``detail`` is
    that of ``eye_patch``.
    """

    opened: float
    lowered: float
    ajar: float
    covered: float
    blink: float
    down: float
    gap: float
    iris: float
    detail: float


def load_eye_model() -> EyeModel:
    """Load the shipped models. Raises ``ResourceMissing``."""
    return eye_model(json.loads(load_model(EYES)))


def eye_model(data: Mapping[str, Any]) -> EyeModel:
    """Return the models from their JSON form."""

    def linear(entry: Mapping[str, Any]) -> Linear:
        return Linear(np.asarray(entry["weights"], np.float32), float(entry["bias"]))

    opened, lowered, ajar, covered = (linear(data[name]) for name in ("opened", "lowered", "ajar", "covered"))
    limits = Limits(**{name: float(value) for name, value in data["limits"].items()})
    return EyeModel(opened, lowered, ajar, covered, limits)


def shape_features(marks: Marks, eye: EyePoints) -> Numbers:
    """Return the fifteen numbers of blendshapes and geometry that the *open* model weighs for one eye."""
    side, away, other = ("Left", "Right", RIGHT) if eye is LEFT else ("Right", "Left", LEFT)
    shape = marks.blendshapes
    names = (
        f"eyeBlink{side}",
        f"eyeBlink{away}",
        f"eyeSquint{side}",
        f"eyeWide{side}",
        f"eyeLookDown{side}",
        f"mouthSmile{side}",
        f"browDown{side}",
        "browInnerUp",
        f"browOuterUp{side}",
        f"eyeLookUp{side}",
        "jawOpen",
    )
    geometry = (
        lid_gap(marks.points, eye),
        lid_gap(marks.points, other),
        iris_shown(marks.points, eye),
        iris_offset(marks.points, eye)[1],
    )
    return np.array([*(shape[name] for name in names), *geometry], np.float32)


def see(model: EyeModel, crop: Image8, marks: Marks, eye: EyePoints) -> EyeSight:
    """Look at one eye of a levelled crop."""
    patch = eye_patch(crop, marks.points, eye)
    edges = descriptor(patch)
    shapes = shape_features(marks, eye)
    both = np.concatenate([shapes, edges])
    return EyeSight(
        opened=model.opened.odds(both),
        lowered=model.lowered.odds(both),
        ajar=model.ajar.odds(both),
        covered=model.covered.odds(np.concatenate([cover_features(crop, marks, patch), edges])),
        blink=float(shapes[BLINK]),
        down=float(shapes[DOWN]),
        gap=float(shapes[GAP]),
        iris=float(shapes[IRIS]),
        detail=detail(patch),
    )


def cover_features(crop: Image8, marks: Marks, patch: NDArray[np.float32]) -> Numbers:
    """Return what *covered* weighs beside the edges: brightness and contrast of the eye against the cheeks."""
    cheeks = [_around(crop, marks.points[i, :2], eye_width(marks.points, RIGHT) / 4) for i in (50, 280)]
    skin = sum(cheeks) / 2 + 8.0
    low, middle, high = quick_percentiles(patch, (5, 50, 95))
    mean, spread = (float(v[0, 0]) for v in cv2.meanStdDev(patch[8:16, 12:28]))
    values = (middle / skin, low / skin, high / skin, (high - low) / skin, spread / skin, mean / skin)
    return np.array(values, np.float32)


def _around(crop: Image8, point: NDArray[np.float32], reach: float) -> float:
    size = crop.shape[0]
    x, y = (int(np.clip(v, 0, size - 1)) for v in point)
    half = max(int(reach), 1)
    part = crop[max(y - half, 0) : y + half + 1, max(x - half, 0) : x + half + 1]
    return sum(cv2.mean(part)[:3]) / 3


def openness(sight: EyeSight) -> float:
    """How open an eye is, 0 shut to 1 wide: half from the model's certainty, half from the gap between the lids."""
    chance = 1 / (1 + math.exp(-min(max(sight.opened, -30.0), 30.0)))
    return min(max(0.5 * chance + 0.5 * min(sight.gap / GAP_WIDE, 1.0), 0.0), 1.0)


def confidence(sight: EyeSight, state: EyeState, across: float) -> float:
    """How far the openness of an eye can be believed: by its size in pixels and by how clearly the model sees it."""
    if state in (EyeState.UNKNOWN, EyeState.HIDDEN):
        return 0.0
    size = min(max((across - SEEN_FROM / 2) / (3 * SEEN_FROM), 0.2), 1.0)
    return size * min(0.4 + abs(sight.opened) / 5, 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """All that the state of a pair of eyes depends on; widths in pixels of the picture, smile in 0..1."""

    right: EyeSight
    left: EyeSight
    right_across: float
    left_across: float
    pose: Pose
    smile: float
    limits: Limits


def states(look: Look) -> tuple[EyeState, EyeState, EyeState]:
    """Return the state of the right eye, of the left eye, and of the pair."""
    right = _seen(look.right, look.right_across, look.pose.yaw < -TURNED)
    left = _seen(look.left, look.left_across, look.pose.yaw > TURNED)
    seen = [s for s, hidden in ((look.right, right), (look.left, left)) if hidden is None]
    if not seen:
        both = EyeState.HIDDEN if EyeState.HIDDEN in (right, left) else EyeState.UNKNOWN
        return right or both, left or both, both
    if len(seen) == 2 and _winks(*sorted(seen, key=lambda s: s.opened), limits=look.limits):
        closed = EyeState.CLOSED, EyeState.OPEN
        return (*(closed if seen[0].opened < seen[1].opened else closed[::-1]), EyeState.WINK)
    pair = _pair(seen, look)
    return right or pair, left or pair, pair


def _winks(shut: EyeSight, opened: EyeSight, *, limits: Limits) -> bool:
    return (
        opened.opened - shut.opened >= WINK_ODDS
        and shut.blink - opened.blink >= WINK_BLINK
        and shut.gap <= WINK_GAP * opened.gap
        and shut.opened < WINK_SHUT
        and opened.opened > limits.shut + WINK_OPEN
    )


def _seen(sight: EyeSight, across: float, turned: bool) -> EyeState | None:
    """Return why an eye cannot be judged, or nothing where it can."""
    if across < SEEN_FROM:
        return EyeState.UNKNOWN
    if turned or sight.covered > COVERED:
        return EyeState.HIDDEN
    return EyeState.UNKNOWN if sight.detail < BLURRED else None


def _pair(seen: list[EyeSight], look: Look) -> EyeState:
    """State of the eyes that are seen, as one."""
    opening = sum(openness(s) for s in seen) / len(seen)
    narrow = look.smile >= LAUGH and opening < NARROW
    below = look.limits.shut - _mean(seen, "opened")
    lifted = LIFTED if look.smile >= LAUGH_OUT else 0.0
    down = below > 0 or _mean(seen, "lowered") > look.limits.lowered + lifted
    if down and look.pose.pitch <= (BENT_FAR if below > SURELY else BENT):
        laughs = narrow and look.smile >= LAUGH_OUT and below <= CLEARLY and not _looks_down(seen)
        return EyeState.LAUGHING if laughs else EyeState.LOOKING_DOWN
    if below > 0:
        return _shut(seen, look, below)
    if narrow:
        return EyeState.LAUGHING
    return EyeState.HALF if down else EyeState.OPEN


def _shut(seen: list[EyeSight], look: Look, below: float) -> EyeState:
    """State of eyes that seem shut, whose log odds are so far below the limit."""
    if below <= SURELY and look.pose.pitch < RAISED and _looks_down(seen):
        return EyeState.LOOKING_DOWN
    gap = _mean(seen, "gap")
    if gap > LIDS_MET and _mean(seen, "blink") < BLINKED:
        return EyeState.UNKNOWN
    if _mean(seen, "ajar") > look.limits.ajar:
        return EyeState.HALF
    doubtful = below <= CLEARLY and (gap > PARTED or _mean(seen, "detail") < SOFT)
    return EyeState.UNKNOWN if doubtful else EyeState.CLOSED


def _looks_down(seen: list[EyeSight]) -> bool:
    return _mean(seen, "down") - _mean(seen, "blink") >= LOOK_DOWN


def _mean(seen: list[EyeSight], name: str) -> float:
    return float(sum(getattr(s, name) for s in seen)) / len(seen)
