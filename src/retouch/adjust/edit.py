"""An edit: the adjustments of one photo in the order in which they are applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from retouch.adjust.base import Adjustment, Stage
from retouch.adjust.registry import Unknown, dump, load
from retouch.model.decision import ADJUST, Decision


@dataclass(frozen=True)
class Edit:
    """The fold of a photo's decisions on ``adjust.*``: at most one step per key, neutral ones left out.

    ``unknown`` holds adjustments of a newer version, so that they survive a round trip.
    """

    steps: tuple[Adjustment, ...] = ()
    unknown: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, stage: Stage) -> tuple[Adjustment, ...]:
        """Return the steps of one stage."""
        return tuple(s for s in self.steps if s.stage == stage)

    def get(self, key: str) -> Adjustment | None:
        """Return the step with this key, if it is there."""
        return next((s for s in self.steps if s.key == key), None)

    def with_step(self, step: Adjustment) -> Edit:
        """Return the edit with this step set, replacing one of the same key; a neutral step removes it."""
        rest = [s for s in self.steps if s.key != step.key]
        return Edit(_ordered([*rest, step]), self.unknown)

    def without(self, key: str) -> Edit:
        """Return the edit without the step of this key."""
        return Edit(tuple(s for s in self.steps if s.key != key), self.unknown)


def _ordered(steps: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple(sorted((s for s in steps if not s.is_neutral()), key=lambda s: (s.stage, s.rank)))


def fold(decisions: Iterable[Decision[Any]]) -> Edit:
    """Fold live decisions, oldest first, into an edit: the last word on a topic counts, ``None`` clears it."""
    latest: dict[str, Adjustment | Unknown] = {}
    for d in decisions:
        if not d.topic.startswith(ADJUST):
            continue
        latest.pop(d.topic, None)
        if isinstance(d.value, Adjustment | Unknown):
            latest[d.topic] = d.value
    known = [v for v in latest.values() if isinstance(v, Adjustment)]
    unknown = {v.key: v.data for v in latest.values() if isinstance(v, Unknown)}
    return Edit(_ordered(known), MappingProxyType(unknown))


def edit_to_data(edit: Edit) -> dict[str, Any]:
    """Return the edit as JSON data, adjustment by key, those of a newer version included."""
    known = {step.key: dump(step) for step in edit.steps}
    return {**{key: dict(data) for key, data in edit.unknown.items()}, **known}


def edit_from_data(data: Mapping[str, Any]) -> Edit:
    """Read what ``edit_to_data`` wrote; an adjustment that makes no sense to this version is kept as unknown.

    Raises ``ValueError`` where it is no such data at all.
    """
    known: list[Adjustment] = []
    unknown: dict[str, Mapping[str, Any]] = {}
    for key, stored in data.items():
        if not isinstance(stored, Mapping) or not (key.isascii() and key.isidentifier()):
            raise ValueError(f"no stored adjustment: {key}")
        try:
            step = load(key, stored)
        except (ValueError, TypeError, OverflowError):
            step = Unknown(key, stored)
        if isinstance(step, Unknown):
            unknown[key] = step.data
        else:
            known.append(step)
    return Edit(_ordered(known), MappingProxyType(unknown))
