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
"""Topics: ``ceiling.<key>``, a number, on every photo of the shoot; ``ceiling.<key>.person``, for each person that was
pointed at on this photo a number and the place of the face (as in ``cull.key_faces``), with a semicolon between."""
_PERSON: Final = ".person"
_BETWEEN: Final = ";"
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
    session: Session, shoot: Shoot, limits: Mapping[str, float], faces: Mapping[PhotoId, int] | None = None
) -> Action | None:
    """Set ceilings (percent by adjustment) for the whole shoot, or for persons by one face each; one action, one undo.

    ``suggest`` then suggests within them. Where nothing changes, nothing is recorded and ``None`` returned. Raises
    ``UsageError`` for an adjustment that can have none, a number outside 0..100, and a photo without such a face.
    """
    for key, limit in limits.items():
        if key not in limited():
            raise UsageError(f"{key} can have no ceiling", None, f"These can: {', '.join(limited())}.")
        if not 0 <= limit <= 100:
            raise UsageError(f"a ceiling runs from 0 to 100 percent, not {limit:g}", None, "100 lifts it.")
    decisions: list[Decision[Any]]
    if faces is None:
        name = "ceiling for the shoot"
        decisions = [
            Decision(e.photo.id, _TOPIC + key, f"{limit:g}" if limit < 100 else None, Origin.BY_HAND)
            for e in shoot.entries
            for key, limit in limits.items()
        ]
    else:
        name = "ceiling for a person"
        decisions = _for_persons(shoot, limits, faces)
    return record(session, shoot, name, decisions)


def _for_persons(shoot: Shoot, limits: Mapping[str, float], faces: Mapping[PhotoId, int]) -> list[Decision[Any]]:
    """Decisions that set the persons' ceilings where they were pointed at, and take away what was said elsewhere."""
    entries = shoot.by_id()
    wanted: dict[int | None, tuple[PhotoId, int]] = {}
    for photo, face in faces.items():
        need_face(entries[photo], face)
        wanted[_person(shoot, photo, face)] = photo, face
    out: list[Decision[Any]] = []
    for key, limit in limits.items():
        topic = f"{_TOPIC}{key}{_PERSON}"
        for e in shoot.entries:
            before = _said(_latest(e).get(topic), e)
            after = {n: old for n, old in before.items() if _person(shoot, e.photo.id, n) not in wanted}
            after |= {n: limit for photo, n in wanted.values() if photo == e.photo.id and limit < 100}
            if after != before:
                out.append(Decision(e.photo.id, topic, _written(after, e), Origin.BY_HAND))
    return out


def need_face(entry: Entry, face: int) -> None:
    """Raise ``UsageError`` where the photo has not been read, or has no face of this number."""
    if entry.scene is None:
        raise UsageError(f"{entry.photo.name} has not been read", entry.photo.path, "Cull the shoot first.")
    count = len(entry.scene.faces)
    if not 0 <= face < count:
        todo = "Faces are numbered from 0, in the order of `show PHOTO --json -`."
        raise UsageError(f"{entry.photo.name} has no face {face}, only {count} faces", entry.photo.path, todo)


def ceilings_of(shoot: Shoot) -> Ceilings:
    """Return the ceilings in force, folded from the decisions of all photos."""
    whole: dict[str, float] = {}
    people: dict[int, dict[str, float]] = {}
    for e in shoot.entries:
        for topic, value in _latest(e).items():
            key = topic.removeprefix(_TOPIC)
            if key.endswith(_PERSON):
                for face, limit in _said(value, e).items():
                    person = _person(shoot, e.photo.id, face)
                    if person is not None:
                        people.setdefault(person, {})[key.removesuffix(_PERSON)] = limit
            elif (number := _number(value)) is not None:
                whole[key] = min(number, whole.get(key, 100.0))
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
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _said(value: object, entry: Entry) -> dict[int, float]:
    """Return the ceilings by face that a stored value means on this photo; what makes no sense means none."""
    out: dict[int, float] = {}
    if entry.scene is None or not isinstance(value, str):
        return out
    for piece in value.split(_BETWEEN):
        number, _, place = piece.partition(" ")
        limit = _number(number)
        if limit is not None:
            out |= dict.fromkeys(marked(place, entry.scene), limit)
    return out


def _written(said: Mapping[int, float], entry: Entry) -> str | None:
    """Return what ``_said`` reads; ``None`` for no ceilings at all."""
    assert entry.scene is not None  # they are on its faces
    return _BETWEEN.join(f"{limit:g} {mark([entry.scene.faces[n]])}" for n, limit in sorted(said.items())) or None


def _person(shoot: Shoot, photo: PhotoId, face: int) -> int | None:
    persons = shoot.judgement.people.of.get(photo, ())
    return persons[face] if face < len(persons) else None
