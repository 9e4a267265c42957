"""What a reading says about exposure.

Skin alone cannot say it: a dark face may be dark skin or too little light. What settles it is everything around the
skin: white clothes and walls, the whites of the eyes, hair, how much is blown. Two judges are asked:

* ``Studio`` knows what people of every skin tone look like before a light wall, at every exposure, blown parts
  included. It is sure, and it can tell how typical a picture is of what it knows.
* ``Ordinary`` goes by a rule that holds for any picture with a person in it, and is never sure.

The more typical the picture, the more the first one counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import erf, sqrt
from typing import Any, Final

import numpy as np

from retouch.image.face_light import CHANNELS
from retouch.model.decision import Evidence
from retouch.model.frame import AnyArray
from retouch.model.resources import resource_path
from retouch.model.scene import FaceLight, LightReading, Scene

_FACE: Final = ("skin_05", "skin_25", "skin_50", "skin_75", "skin_95", "eye_white", "iris", "brow", "around")
_FACE_COLOUR: Final = ("skin_rg", "skin_bg")
_ENDS: Final = ("blown_red", "blown_green", "blown_blue")
"""Shares of skin, and of the picture, at the end of a channel: how far red is gone before blue tells how much is."""
_PHOTO: Final = ("p01", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "border")
_PHOTO_COLOUR: Final = (
    *(f"{channel}_{share:02d}" for channel in CHANNELS for share in (5, 25, 50)),
    "top", "pale_97", "pale_99.5", "vivid",
)  # fmt: skip
_BRIGHTER: Final = (-8.0, -6.0, -5.0, -4.0, -3.0, -2.0, -4 / 3, -1.0, -2 / 3, -1 / 3)
"""EV relative to white; the tells hold how much of the picture is brighter than each."""
NAMES: Final = (
    *_FACE, *_FACE_COLOUR, *_PHOTO, "skin_blown", "skin_blocked", "blown", "blocked",
    *(f"over{v:.1f}" for v in _BRIGHTER),
    *(f"skin_{end}" for end in _ENDS), *_ENDS, *_PHOTO_COLOUR,
)  # fmt: skip
TYPICAL: Final = tuple(
    NAMES.index(n)
    for n in (
        "skin_05", "skin_50", "skin_95", "eye_white", "iris", "brow", "around", *_FACE_COLOUR,
        "p01", "p10", "p25", "p50", "p75", "p90", "p99", "border", "skin_blown", "blown",
    )
)  # fmt: skip
"""Places in the vector of the tells by which typicality and the first estimate are judged."""
RAW: Final = "raw."
"""What the same tells are called in a light reading that was measured again on the RAW file (``adjust.headroom``)."""
_HISTOGRAM_TOPS: Final = np.linspace(-12, 1, 40)[1:]

_KNOWN, _STRANGE = 2.0, 5.0
"""Squared distance per tell from what ``Studio`` knows: all of the labelled people lie under the first but one in 50;
nine of ten other pictures lie beyond the second."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """EV to add, its spread (one standard deviation), and how much of it is the studio's word (0..1)."""

    ev: float
    spread: float
    typical: float


def vector(face: FaceLight, tells: Mapping[str, float], light: LightReading) -> AnyArray:
    """Return the tells of one face and the whole picture in the order of ``NAMES``; what is hidden is NaN."""
    of_face = [tells.get(f"light.{name}", np.nan) for name in (*_FACE, *_FACE_COLOUR)]
    of_photo = [light.tells.get(name, np.nan) for name in _PHOTO]
    ends = [3 * face.blown, 3 * face.blocked, 3 * light.blown, 3 * light.blocked]
    below = np.cumsum(light.histogram)
    over = [_odds(1 - float(below[np.argmin(np.abs(_HISTOGRAM_TOPS - level))])) for level in _BRIGHTER]
    channels = [3 * tells.get(f"light.{end}", np.nan) for end in _ENDS]
    channels += [3 * light.tells.get(end, np.nan) for end in _ENDS]
    return np.array(
        [*of_face, *of_photo, *ends, *over, *channels, *(light.tells.get(name, np.nan) for name in _PHOTO_COLOUR)]
    )


def _odds(share: float) -> float:
    held = min(max(share, 0.003), 0.997)
    return float(np.log(held / (1 - held)) / 4)


class Studio:
    """Gaussians of the tells at each exposure, and linear rules around each exposure, both fitted to labelled people.

    ``benchmarks/train_exposure.py`` makes the file; N exposures, D tells, T of them typical.
    """

    def __init__(self, data: dict[str, list[float]]) -> None:
        self.grid = np.array(data["grid"])
        self._mean = np.array(data["mean"])  # N×T
        covariance = np.array(data["covariance"])  # N×T×T
        self._precision = np.linalg.inv(covariance)
        self._volume = np.linalg.slogdet(covariance)[1]
        self._usual = np.array(data["usual"])  # D, for what is hidden
        self._centre, self._slope = np.array(data["centre"]), np.array(data["slope"])  # N×D
        self._offset, self._spread = np.array(data["offset"]), np.array(data["spread"])  # N

    def judge(self, tells: AnyArray) -> tuple[float, float, float]:
        """Return EV to add, spread, and squared distance per tell from what is known at the likeliest exposure."""
        first, distance = self.likeliest(tells)
        finish = self.by_rule(tells, first)
        over = -(first + finish) / 2
        share = float(np.clip((over - _CLIPS) / _CLIPS, 0, 1))
        ev = (1 - share) * first + share * finish
        return ev, float(np.interp(-ev, self.grid, self._spread)), distance

    def likeliest(self, tells: AnyArray) -> tuple[float, float]:
        """Return the mean EV to add under the Gaussians, and the distance per tell at the nearest of them."""
        off = tells[list(TYPICAL)] - self._mean
        off = np.where(np.isnan(off), 0, off)
        distance = np.einsum("ni,nij,nj->n", off, self._precision, off)
        score = -0.25 * (distance + self._volume)  # tells are not independent of each other beyond their covariance
        weight = np.exp(score - score.max())
        return -float((weight * self.grid).sum() / weight.sum()), float(distance.min()) / len(TYPICAL)

    def by_rule(self, tells: AnyArray, start: float) -> float:
        """Return EV to add by the linear rules of the exposures around ``start``, which is refined twice."""
        known = np.where(np.isnan(tells), self._usual, tells)
        answers = ((known - self._centre) * self._slope).sum(axis=1) + self._offset
        ev = start
        for _ in range(3):
            ev = float(np.clip(np.interp(-ev, self.grid, answers), -self.grid[-1], -self.grid[0]))
        return ev


_CLIPS: Final = 0.3
"""EV of overexposure from which white clothes and walls clip and the rules take over; at twice this they have."""


@cache
def studio() -> Studio:
    """Return the fitted judge. Raises ``ResourceMissing`` where the installation lacks it."""
    return Studio(json.loads(resource_path("light/studio.json").read_text(encoding="utf-8")))


class Ordinary:
    """One linear rule for any picture with a person in it, fitted to pictures that are no studio portraits.

    The brightest skin and the brightest of what is near white say most: clothes, lamps, walls, paper. The redder the
    skin, the deeper it is, and the darker it may be. ``benchmarks/train_ordinary.py`` makes the file; M tells are used.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._places = [NAMES.index(name) for name in data["names"]]
        self._usual, self._weights = np.array(data["usual"]), np.array(data["weights"])  # M, for what is hidden; M
        self._offset, self.spread = float(data["offset"]), float(data["spread"])

    def judge(self, tells: AnyArray) -> float:
        """Return EV to add."""
        known = np.array(tells, np.float64)
        if np.abs(known[_SKIN_COLOUR]).max() < _GREY:  # in black and white no skin has more colour than the next
            known[_SKIN_COLOUR] = np.nan
        used = known[self._places]
        return float(np.where(np.isnan(used), self._usual, used) @ self._weights + self._offset)


_SKIN_COLOUR: Final = [NAMES.index(name) for name in _FACE_COLOUR]
_GREY: Final = 0.02


@cache
def ordinary() -> Ordinary:
    """Return the fitted rule. Raises ``ResourceMissing`` where the installation lacks it."""
    return Ordinary(json.loads(resource_path("light/ordinary.json").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Judges:
    """Both judges: the shipped ones, unless a benchmark asks some that have not seen the person."""

    studio: Studio
    ordinary: Ordinary


def shipped() -> Judges:
    """Return the judges that come with the program. Raises ``ResourceMissing`` where the installation lacks them."""
    return Judges(studio(), ordinary())


def estimate(scene: Scene, judges: Judges | None = None) -> Estimate | None:
    """Return what is known of the exposure of a photo; nothing where no face's light was measured."""
    index = main_face(scene)
    if index is None or "p99" not in scene.light.tells:
        return None
    face = scene.faces[index]
    tells = vector(face.light, face.tells, scene.light)
    held = scene.light.tells.get(RAW + "ev", 0.0)
    if held:  # what the RAW file says where the camera's picture is blown
        tells = np.array([scene.light.tells.get(RAW + name, np.nan) for name in NAMES])
    asked = judges or shipped()
    sure, spread, distance = asked.studio.judge(tells)
    typical = float(np.clip((_STRANGE - distance) / (_STRANGE - _KNOWN), 0, 1))
    guess, doubt = asked.ordinary.judge(tells), asked.ordinary.spread
    ev = typical * sure + (1 - typical) * guess - held
    variance = typical * spread**2 + (1 - typical) * doubt**2 + typical * (1 - typical) * (sure - guess) ** 2
    return Estimate(ev, float(np.sqrt(variance)), typical)


def main_face(scene: Scene) -> int | None:
    """Return the index of the largest face whose light was measured, or nothing."""
    lit = [(f.box.area, i) for i, f in enumerate(scene.faces) if "light.skin_50" in f.tells]
    return max(lit)[1] if lit else None


def confidence(found: Estimate) -> float:
    """Return how likely the photo is clearly better after: within what is hard to see, or half of the error gone."""
    allowed = max(_SEEN, abs(found.ev) / 2)
    return min(erf(allowed / (found.spread * sqrt(2))), _NEVER_SURER)


def worth(found: Estimate) -> bool:
    """Return whether an estimate is worth a suggestion: seen, and more than the doubt about it.

    Most photos are nearly right, so an unsure estimate has to be large before it is likelier than that.
    """
    return abs(found.ev) >= max(_TOO_LITTLE, _SURE * found.spread)


def reasons(scene: Scene, found: Estimate) -> tuple[Evidence, ...]:
    """Return the sentences for an estimate: what is too dark or too bright, and what that was judged by."""
    index = main_face(scene)
    if index is None:
        return ()
    face, tells = scene.faces[index], scene.light.tells
    word = "under" if found.ev > 0 else "over"
    level = float(np.log2(max(face.light.level, 2.0**-12)))
    text = f"This skin is {abs(found.ev):.1f} EV {word}exposed, at {level:+.1f} EV instead of {level + found.ev:+.1f}"
    because = [Evidence("skin brightness", round(level, 2), round(level + found.ev, 2), text, index, face.box)]
    white = tells["p99"]
    if scene.light.blown > _BLOWN:
        text = f"{scene.light.blown:.0%} of the picture is blown"
        because.append(Evidence("blown", round(scene.light.blown, 3), _BLOWN, text))
    elif found.ev > 0:
        text = f"The brightest parts of the picture are {-white:.1f} EV under white"
        because.append(Evidence("brightest parts", round(white, 2), 0.0, text))
    if "light.eye_white" in face.tells and found.typical < 0.5:
        eye = face.tells["light.eye_white"]
        because.append(Evidence("eye whites", round(eye, 2), -1.8, f"Whites of the eyes are at {eye:+.1f} EV", index))
    return tuple(because)


_SEEN: Final = 0.33
"""EV of error that hardly anybody sees in a picture by itself."""
_NEVER_SURER: Final = 0.97
_TOO_LITTLE: Final = 0.15
"""EV that nobody sees; a suggestion costs attention."""
_SURE: Final = 1.35
"""Spreads that an estimate has to reach: of ordinary pictures that are right, one in six is then thought to be off."""
_BLOWN: Final = 0.05
