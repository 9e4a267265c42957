"""The photographer's ceilings: how much of an adjustment may be suggested, in a whole shoot or on one person.

They are decisions like any other: recorded as one action, undone as one. A ceiling of 0 means that it is never
suggested; 100 lifts it. What the photographer does by hand has no ceiling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from retouch.adjust.base import Adjustment
from retouch.adjust.registry import adjustments
from retouch.cull.key_faces import mark, marked
from retouch.model.decision import Action, Decision, Evidence, Origin, Suggestion
from retouch.model.errors import UsageError
from retouch.model.photo import PhotoId
from retouch.tasks.decide import record
from retouch.tasks.session import Entry, Session, Shoot

_TOPIC: Final = "ceiling."
"""Topics: ``ceiling.<key>``, a number, on every photo of the shoot; ``ceiling.<key>.person``, a number and the places
of faces (as in ``cull.key_faces``), on the photo where the person was pointed at."""
_PERSON: Final = ".person"
AMOUNT: Final = "amount"
"""The parameter that a ceiling limits."""


def limited() -> tuple[str, ...]:
    """Return the adjustments that can have a ceiling: those with an amount in percent that are ever suggested."""
    return tuple(
        key
        for key, kind in adjustments().items()
        if AMOUNT in kind.params()
        and kind.params()[AMOUNT].unit == "%"
        and kind.params()[AMOUNT].low == 0
        and kind.propose.__func__ is not Adjustment.propose.__func__  # type: ignore[attr-defined]
    )


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings in percent by adjustment: of the shoot, and of persons (by their number in ``judgement.people``)."""

    shoot: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[int, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))

    def over(self, key: str, persons: Sequence[int]) -> float:
        """Return what an adjustment may reach on a photo with these persons: the lowest of the ceilings that apply."""
        own = [self.people[p][key] for p in persons if key in self.people.get(p, {})]
        return min([self.shoot.get(key, 100.0), *own])


def set_ceilings(
    session: Session, shoot: Shoot, limits: Mapping[str, float], *, photo: PhotoId | None = None, face: int = 0
) -> Action | None:
    """Set ceilings (percent by adjustment) for the whole shoot, or for the person of one face; one action, one undo.

    ``suggest`` then suggests within them. Raises ``UsageError`` for an adjustment that can have none, for a number
    outside 0..100, and where the photo has no such face.
    """
    for key, limit in limits.items():
        if key not in limited():
            raise UsageError(f"{key} can have no ceiling", None, f"These can: {', '.join(limited())}.")
        if not 0 <= limit <= 100:
            raise UsageError(f"a ceiling runs from 0 to 100 percent, not {limit:g}", None, "100 lifts it.")
    decisions: list[Decision[Any]]
    if photo is None:
        name = "ceiling for the shoot"
        decisions = [
            Decision(e.photo.id, _TOPIC + key, f"{limit:g}" if limit < 100 else None, Origin.BY_HAND)
            for e in shoot.entries
            for key, limit in limits.items()
        ]
    else:
        name = "ceiling for a person"
        decisions = _for_person(shoot, limits, photo, face)
    return record(session, shoot, name, decisions)


def _for_person(shoot: Shoot, limits: Mapping[str, float], photo: PhotoId, face: int) -> list[Decision[Any]]:
    """Decisions that set the person's ceilings here, and take away what was said of the same person elsewhere."""
    entry = shoot.by_id().get(photo)
    if entry is None or entry.scene is None or not 0 <= face < len(entry.scene.faces):
        raise UsageError(
            f"there is no face {face} on this photo", entry.photo.path if entry else None, "Read it first."
        )
    person = _person(shoot, photo, face)
    place = mark([entry.scene.faces[face]])
    out: list[Decision[Any]] = []
    for key, limit in limits.items():
        topic = f"{_TOPIC}{key}{_PERSON}"
        for e in shoot.entries:
            value = _latest(e).get(topic)
            said = _placed(value, e) if value else ()
            if any(_person(shoot, e.photo.id, n) == person for n in said) and e.photo.id != photo:
                out.append(Decision(e.photo.id, topic, None, Origin.BY_HAND))
        out.append(Decision(photo, topic, f"{limit:g} {place}" if limit < 100 else None, Origin.BY_HAND))
    return out


def ceilings_of(shoot: Shoot) -> Ceilings:
    """Return the ceilings in force, folded from the decisions of all photos."""
    whole: dict[str, float] = {}
    people: dict[int, dict[str, float]] = {}
    for e in shoot.entries:
        for topic, value in _latest(e).items():
            limit = _number(value)
            if limit is None:
                continue
            key = topic.removeprefix(_TOPIC)
            if not key.endswith(_PERSON):
                whole[key] = min(limit, whole.get(key, 100.0))
                continue
            for face in _placed(value, e):
                person = _person(shoot, e.photo.id, face)
                if person is not None:
                    people.setdefault(person, {})[key.removesuffix(_PERSON)] = limit
    return Ceilings(MappingProxyType(whole), MappingProxyType(people))


def clamp(shoot: Shoot, suggestions: Sequence[Suggestion[Any]]) -> list[Suggestion[Any]]:
    """Return the suggestions brought down to their ceilings, with the reason; what has a ceiling of 0 is dropped."""
    ceilings = ceilings_of(shoot)
    if not ceilings.shoot and not ceilings.people:
        return list(suggestions)
    out: list[Suggestion[Any]] = []
    for s in suggestions:
        value = s.value
        limit = 100.0
        if isinstance(value, Adjustment) and AMOUNT in value.params():
            limit = ceilings.over(value.key, shoot.judgement.people.of.get(s.photo, ()))
        if limit >= 100 or value.values()[AMOUNT] <= limit:
            out.append(s)
            continue
        lower = replace(value, **{AMOUNT: limit})
        if not lower.is_neutral():
            text = f"Not more than {limit:g} %, as you wish"
            because = (*s.because, Evidence("ceiling", limit, limit, text))
            out.append(replace(s, value=lower, because=because))
    return out


def _latest(entry: Entry) -> dict[str, object]:
    return {d.topic: d.value for d in entry.decisions if d.topic.startswith(_TOPIC)}


def _number(value: object) -> float | None:
    try:
        return float(str(value).split(maxsplit=1)[0]) if isinstance(value, str) else None
    except (ValueError, IndexError):
        return None


def _placed(value: object, entry: Entry) -> frozenset[int]:
    """The faces that a person's ceiling was put on: places follow the number."""
    parts = value.split(maxsplit=1) if isinstance(value, str) else []
    return marked(parts[1], entry.scene) if len(parts) == 2 and entry.scene is not None else frozenset()


def _person(shoot: Shoot, photo: PhotoId, face: int) -> int | None:
    persons = shoot.judgement.people.of.get(photo, ())
    return persons[face] if face < len(persons) else None
