"""Adjustments carried from one photo to others: copy and paste, apply to a burst, presets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from retouch.adjust.base import Adjustment
from retouch.adjust.edit import Edit
from retouch.adjust.registry import topic
from retouch.model.decision import Decision, Origin
from retouch.tasks.session import Entry

OWN = frozenset({"crop", "straighten", "rotate"})
"""What belongs to one photo's composition and is not carried to others."""


def carried(edit: Edit) -> tuple[Adjustment, ...]:
    """Return what is copied of an edit."""
    return tuple(step for step in edit.steps if step.key not in OWN)


def decisions(entries: Iterable[Entry], steps: Iterable[Adjustment]) -> list[Decision[Any]]:
    """Return the decisions that put these adjustments on photos; what a photo has already is not decided again."""
    wanted = tuple(steps)
    return [
        Decision(e.photo.id, topic(step), step, Origin.BY_HAND)
        for e in entries
        for step in wanted
        if e.edit.get(step.key) != step
    ]
