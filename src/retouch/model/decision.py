"""Suggestions, which the program makes, and decisions, which only the photographer makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, NewType, TypeVar

from retouch.model.photo import PhotoId
from retouch.model.scene import Box

T = TypeVar("T")
ActionId = NewType("ActionId", int)

VERDICT = "verdict"
RATING = "rating"
LABEL = "label"
KEY = "key"
ADJUST = "adjust."
"""Topics: ``verdict``, ``rating``, ``label``, ``key`` (faces of key persons) and ``adjust.<key>``."""


class Verdict(StrEnum):
    """What becomes of a frame. As a flag: keep is *pick*, reject is *reject*, maybe is *unflagged*."""

    KEEP = "keep"
    MAYBE = "maybe"
    REJECT = "reject"


class Label(StrEnum):
    """Colour labels, spelled as Lightroom writes them."""

    RED = "Red"
    YELLOW = "Yellow"
    GREEN = "Green"
    BLUE = "Blue"
    PURPLE = "Purple"


class Origin(StrEnum):
    """How a decision came about."""

    ACCEPTED = "accepted"
    TWEAKED = "tweaked"
    DISMISSED = "dismissed"
    BY_HAND = "by_hand"
    OUTSIDE = "outside"  # another program changed the sidecar


@dataclass(frozen=True, slots=True)
class Evidence:
    """One readable reason: what was measured, the value, the limit it was held against, and where to look.

    ``text`` is the sentence a person reads; ``face`` is the index of the face in the scene; ``rival`` is the photo that
    did better, to be shown beside it.
    """

    name: str
    value: float
    limit: float | None = None
    text: str = ""
    face: int | None = None
    where: Box | None = None
    rival: PhotoId | None = None


@dataclass(frozen=True, slots=True)
class Decision(Generic[T]):
    """The photographer's word on one topic of one photo. ``value`` ``None`` means: nothing here, do not ask again."""

    photo: PhotoId
    topic: str
    value: T | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[T]):
    """A proposal with its confidence (0..1) and reasons. It changes nothing until it is accepted."""

    photo: PhotoId
    topic: str
    value: T
    confidence: float
    because: Sequence[Evidence]
    made_by: str

    def accept(self) -> Decision[T]:
        """Take the suggestion as it is."""
        return Decision(self.photo, self.topic, self.value, Origin.ACCEPTED)

    def tweak(self, value: T) -> Decision[T]:
        """Take another value on the same topic."""
        return Decision(self.photo, self.topic, value, Origin.TWEAKED)

    def dismiss(self) -> Decision[T]:
        """Decide against it; the topic is not suggested again."""
        return Decision(self.photo, self.topic, None, Origin.DISMISSED)


@dataclass(frozen=True, slots=True)
class Action:
    """One gesture, which may hold thousands of decisions and is one undo."""

    id: ActionId
    at: datetime
    name: str
    undone: bool
    size: int
