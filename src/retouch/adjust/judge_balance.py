"""What a reading says about the colour of the light: greys, eye whites and skin, each for what it is worth.

A cast is told as log2 of red over green and of blue over green, by which everything in the picture is shifted. Each
tell gives an estimate with a spread; estimates are combined by their precision, together with the expectation that a
camera is usually nearly right. Where no grey carries the estimate, a fitted rule over skin, the brightest parts and the
borders is asked instead: it is right to a fifth of a stop in red and blue, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from retouch.adjust.base import Context, Matrix
from retouch.image.colour import (
    D65_XY,
    SRGB_TO_REC2020,
    adapt,
    camera_to_rec2020,
    rgb_to_xyz,
    white_to_xy,
    xy_to_white,
    xy_to_xyz,
    xyz_to_xy,
)
from retouch.model.decision import Evidence
from retouch.model.frame import Space
from retouch.model.photo import WhitePoint
from retouch.model.resources import resource_path
from retouch.model.scene import FaceReading, LightReading, Scene

# Spreads and centres in log2 of a ratio, from the neutrally lit portraits of the labelled data; by person, and widened
# for faces and light unlike theirs. Skin of every tone lies on one locus that is short in these two ratios.
_CAMERA: Final = 0.14
_CAMERA_WRONG, _PERHAPS, _CLEARLY = 0.7, 2.7, 3.7
"""The same for a camera that was set to another light; and the spreads by which skin and eye whites have to be off
together for that to be thought of, and to be sure. A brown wall says nothing of the kind: it is not asked."""
_SKIN: Final = ((0.80, -0.38), (0.28, 0.28))
_EYE_WHITE: Final = ((0.40, -0.03), (0.35, 0.25))
_GREY: Final = (-0.04, 0.0)
_GREY_SURE: Final = 0.03
"""Spread of the grey of a picture that is mostly grey; less grey in it is worth less."""
_MOSTLY: Final = 0.6
_PER_SHARE: Final = 0.7
_ODD: Final = 2.6
"""Standard deviations from what skin, eyes and camera expect at which the grey is taken for a coloured surface."""
_SEEN: Final = 0.12
"""A cast of this size on skin is about ΔE00 3."""
_NEVER_SURER, _WITHOUT_GREY = 0.97, 0.55
"""Most confidence there is, and without greys: skin may be tanned, made up, or lit by a sunset that is meant."""
_LIT: Final = -4.0
"""Eye whites darker than this, in EV under white, are lashes and shadow."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Log2 of red over green and blue over green that are too much, and their spread (one standard deviation).

    ``grey`` is whether the picture's greys carry the estimate.
    """

    red: float
    blue: float
    spread: float
    grey: bool

    @property
    def size(self) -> float:
        """Length of the cast."""
        return float(np.hypot(self.red, self.blue))


class _Estimate:
    """Independent Gaussian estimates of two numbers, combined by precision."""

    def __init__(self, spread: float) -> None:
        self.precision = np.full(2, 1 / spread**2)
        self.weighted = np.zeros(2)

    def add(self, value: tuple[float, float], spread: tuple[float, float]) -> None:
        """Take one more estimate in."""
        precision = 1 / np.square(spread)
        self.precision = self.precision + precision
        self.weighted = self.weighted + precision * np.asarray(value)

    @property
    def mean(self) -> Matrix:
        """Combined estimate."""
        return np.asarray(self.weighted / self.precision)

    @property
    def size(self) -> float:
        """How many of its own standard deviations the estimate is from nothing."""
        return float(np.sqrt((np.square(self.mean) * self.precision).sum()))

    def distance(self, value: tuple[float, float], spread: float) -> float:
        """How many standard deviations another estimate lies away."""
        return float(np.sqrt((np.square(np.asarray(value) - self.mean) / (1 / self.precision + spread**2)).sum()))


FROM_FACE: Final = ("light.skin_rg", "light.skin_bg")
FROM_PHOTO: Final = ("bright_rg", "bright_bg", "border_rg", "border_bg")


class Rule:
    """A linear rule for the cast of pictures without enough grey; ``benchmarks/train_cast.py`` makes the file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._weights, self._offset = np.array(data["weights"]), np.array(data["offset"])  # 6×2, 2
        self.spread = float(data["spread"])

    def judge(self, tells: Matrix) -> Matrix:
        """Return red and blue that are too much, from what ``FROM_FACE`` and ``FROM_PHOTO`` name."""
        return np.asarray(tells @ self._weights + self._offset)

    def cast(self, scene: Scene) -> Cast | None:
        """Return the cast; nothing without a coloured skin or bright parts."""
        face, photo = _person(scene), scene.light.tells
        if face is None or any(name not in photo for name in FROM_PHOTO):
            return None
        skin = [face.tells[name] for name in FROM_FACE]
        if np.abs(skin).max() < _COLOURLESS:
            return None
        red, blue = self.judge(np.array([*skin, *(photo[name] for name in FROM_PHOTO)]))
        return Cast(float(red), float(blue), self.spread, False)


_COLOURLESS: Final = 0.02


@cache
def rule() -> Rule:
    """Return the fitted rule. Raises ``ResourceMissing`` where the installation lacks it."""
    return Rule(json.loads(resource_path("light/cast.json").read_text(encoding="utf-8")))


def cast_of(scene: Scene, asked: Rule | None = None) -> Cast:
    """Estimate the cast of a picture, of which the largest face with a measured skin is taken as the person.

    ``asked`` replaces the shipped rule, for benchmarks.
    """
    face = _person(scene)
    off = _of_person(face, _CAMERA_WRONG).size
    wrong = float(np.clip((off - _PERHAPS) / (_CLEARLY - _PERHAPS), 0, 1))
    estimate = _of_person(face, _CAMERA + wrong * (_CAMERA_WRONG - _CAMERA))
    grey = _add_grey(estimate, scene.light)
    found = None if grey else (asked or rule()).cast(scene)
    if found is not None:
        return found
    red, blue = (float(v) for v in estimate.mean)
    return Cast(red, blue, float(np.sqrt(1 / estimate.precision).max()), grey)


def _of_person(face: FaceReading | None, camera: float) -> _Estimate:
    """What skin and eye whites say, if the camera's own balance is right to within ``camera``."""
    estimate = _Estimate(camera)
    if face is not None:
        _add_tell(estimate, face, "light.skin", *_SKIN)
        if face.tells.get("light.eye_white", _LIT) > _LIT:
            _add_tell(estimate, face, "light.eye_white", *_EYE_WHITE)
    return estimate


def _person(scene: Scene) -> FaceReading | None:
    lit = [f for f in scene.faces if "light.skin_rg" in f.tells]
    return max(lit, key=lambda f: f.box.area) if lit else None


def _add_tell(
    estimate: _Estimate, face: FaceReading, name: str, centre: tuple[float, float], spread: tuple[float, float]
) -> None:
    red, blue = face.tells[f"{name}_rg"] - centre[0], face.tells[f"{name}_bg"] - centre[1]
    estimate.add((red, blue), spread)


def _add_grey(estimate: _Estimate, light: LightReading) -> bool:
    if "grey_rg" not in light.tells:
        return False
    value = light.tells["grey_rg"] - _GREY[0], light.tells["grey_bg"] - _GREY[1]
    spread = _GREY_SURE + max(_MOSTLY - light.tells.get("grey_share", 0.0), 0) * _PER_SHARE
    odd = estimate.distance(value, spread) / _ODD
    if odd > 1:
        spread *= odd**4
    estimate.add(value, (spread, spread))
    return spread < _CAMERA / 2


def white_of(cast: Cast, context: Context) -> WhitePoint:
    """Return the white point that, set as white balance, takes the cast away.

    What is grey in the scene has the colour of the cast in the base frame; the light that makes it so is found through
    the camera's own matrix where the file has one, else through CAT16, as ``image.colour.rebalance`` applies it.
    """
    grey = SRGB_TO_REC2020 @ np.exp2([cast.red, 0.0, cast.blue])
    as_shot = xy_to_xyz(white_to_xy(context.white))
    if context.camera is None:
        light = adapt(D65_XY, xyz_to_xy(as_shot)) @ rgb_to_xyz(Space.SCENE) @ grey
        return xy_to_white(xyz_to_xy(light))
    camera = np.array(context.camera)
    raw = np.linalg.solve(camera_to_rec2020(camera), grey)
    return xy_to_white(xyz_to_xy(np.linalg.solve(camera, (camera @ as_shot) * raw)))


def confidence(cast: Cast) -> float:
    """Return how likely skin is clearly better after: within what is hard to see, or with half of the cast gone.

    The errors of red and blue are taken for independent Gaussians.
    """
    allowed = max(_SEEN, cast.size / 2)
    known = float(1 - np.exp(-0.5 * (allowed / max(cast.spread, 1e-3)) ** 2))
    return min(known, _NEVER_SURER if cast.grey else _WITHOUT_GREY)


def reasons(scene: Scene, cast: Cast) -> tuple[Evidence, ...]:
    """Return the sentences for a cast."""
    found = []
    tells = scene.light.tells
    if cast.grey:
        red, blue = (100 * (2 ** tells[f"grey_{c}"] - 1) for c in ("rg", "bg"))
        found.append(
            Evidence("grey", round(cast.size, 3), 0.0, f"Greys in the picture are {_percent(red, blue)} off neutral")
        )
    face = _person(scene)
    if face is not None:
        red, blue = face.tells["light.skin_rg"], face.tells["light.skin_bg"]
        (usual, usual_blue), _ = _SKIN
        off = float(np.hypot(red - usual, blue - usual_blue))
        percent = _percent(100 * (2 ** (red - usual) - 1), 100 * (2 ** (blue - usual_blue) - 1))
        text = f"Skin is {percent} from usual skin"
        found.append(Evidence("skin colour", round(off, 3), _SKIN[1][0], text, scene.faces.index(face), face.box))
    return tuple(found)


def _percent(red: float, blue: float) -> str:
    return f"red {red:+.0f} %, blue {blue:+.0f} %"
