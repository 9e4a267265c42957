"""What matters in a frame, by kind of shoot, and how strict to be. All weights of the judge stand here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from retouch.model.errors import UsageError
from retouch.model.photo import PhotoId


class Profile(StrEnum):
    """Kinds of shoot."""

    PORTRAIT = "portrait"
    HEADSHOT = "headshot"
    WEDDING = "wedding"
    GROUP = "group"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each quality of a face counts against the others (only their proportions matter), and who counts.

    ``dominance`` is the power to which a face's size counts: 0 makes everybody equal, 2 leaves little to bystanders.
    ``bystander`` is the height of a face, as a share of the tallest, under which it is not counted at all.
    """

    eyes: float
    focus: float
    expression: float
    gaze: float
    pose: float
    light: float
    dominance: float
    bystander: float


WEIGHTS: Mapping[Profile, Weights] = MappingProxyType(
    {
        #                         eyes focus expression gaze pose light dominance bystander
        Profile.PORTRAIT: Weights(4.0, 3.0, 2.0, 0.8, 0.3, 0.5, 1.5, 0.35),
        Profile.HEADSHOT: Weights(4.0, 3.0, 2.0, 1.5, 0.8, 0.7, 2.0, 0.50),
        Profile.WEDDING: Weights(4.0, 2.5, 2.5, 0.4, 0.1, 0.5, 1.0, 0.30),
        Profile.GROUP: Weights(5.0, 2.0, 1.5, 0.8, 0.3, 0.3, 0.5, 0.25),
        Profile.EVENT: Weights(3.5, 3.0, 1.5, 0.3, 0.1, 0.5, 1.0, 0.30),
    }
)

_LIMITS = ("sure_from", "closed_under", "soft_under")

FaceMark = tuple[PhotoId, int]
"""A face: the photo and the index of the face in its scene."""


@dataclass(frozen=True, slots=True)
class CullSettings:
    """What a photographer can set. ``strictness`` (0..1) moves every limit: 0 rejects next to nothing.

    ``key`` marks faces of key persons, who are followed from there; it belongs to a shoot, not to the stored settings.
    Marks of photos that are gone are ignored.
    Each limit can also be set by itself (0..1), whatever the strictness: ``sure_from``, ``closed_under`` and
    ``soft_under`` are what the properties ``sure``, ``closed`` and ``soft`` then give.

    Raises UsageError for a number that is out of range.
    """

    profile: Profile = Profile.PORTRAIT
    strictness: float = 0.5
    key: frozenset[FaceMark] = field(default_factory=frozenset)
    sure_from: float | None = None
    closed_under: float | None = None
    soft_under: float | None = None

    def __post_init__(self) -> None:
        for name in ("strictness", *_LIMITS):
            value = getattr(self, name)
            if value is not None and not 0.0 <= value <= 1.0:
                words = name.replace("_", " ").capitalize()
                raise UsageError(f"{words} is {value}", todo="Choose a number from 0 to 1.")

    @property
    def weights(self) -> Weights:
        """Weights of the profile."""
        return WEIGHTS[self.profile]

    @property
    def sure(self) -> float:
        """How sure a reason must be before a frame is rejected for it (0..1): from 0.95, most lenient, to 0.65."""
        return 0.95 - 0.30 * self.strictness if self.sure_from is None else self.sure_from

    @property
    def closed(self) -> float:
        """Share of a person's usual opening under which an eye counts as closed."""
        return 0.25 + 0.20 * self.strictness if self.closed_under is None else max(self.closed_under, 0.01)

    @property
    def soft(self) -> float:
        """Share of a rival's sharpness under which a frame counts as clearly softer."""
        return 0.45 + 0.30 * self.strictness if self.soft_under is None else max(self.soft_under, 0.01)

    def to_data(self) -> dict[str, Any]:
        """Return plain data for storage; ``from_data`` is its inverse, but for ``key``."""
        limits = {name: getattr(self, name) for name in _LIMITS if getattr(self, name) is not None}
        return {"profile": self.profile.value, "strictness": self.strictness, **limits}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> CullSettings:
        """Read stored data; what is missing takes its default, what is unknown is ignored.

        Raises UsageError for a profile that does not exist or a number that is out of range.
        """
        name = str(data.get("profile", Profile.PORTRAIT.value))
        try:
            profile = Profile(name)
        except ValueError as error:
            known = ", ".join(p.value for p in Profile)
            raise UsageError(f"There is no profile “{name}”", todo=f"Choose one of {known}.") from error
        limits = {limit: float(data[limit]) for limit in _LIMITS if data.get(limit) is not None}
        return cls(profile, float(data.get("strictness", 0.5)), frozenset(), **limits)
