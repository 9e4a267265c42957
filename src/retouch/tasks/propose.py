"""Suggest adjustments with reasons, for every photo that has been read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from retouch.adjust.base import Adjustment
from retouch.adjust.registry import adjustments, topic
from retouch.model.decision import Suggestion
from retouch.model.event import Changed, Progress
from retouch.tasks.read import read
from retouch.tasks.session import Entry, Session, Shoot, load
from retouch.tasks.task import Steps, verb


@verb
def propose(session: Session, folder: Path) -> Steps[Shoot]:
    """Read what has not been read, and let every adjustment propose. Decided topics are never proposed again."""
    shoot = yield from read.steps(session, folder)
    topics = [topic(a) for a in adjustments().values()]
    made: list[Suggestion[Any]] = []
    for n, entry in enumerate(shoot.entries, 1):
        yield Progress("proposing", n, len(shoot.entries), entry.photo.name)
        made += suggest(entry)
    ids = tuple(e.photo.id for e in shoot.entries)
    session.catalog.put_suggestions(ids, topics, made)
    yield Changed(ids, "suggestions")
    return load(session, folder)


def suggest(entry: Entry) -> list[Suggestion[Adjustment]]:
    """Return what the adjustments propose for one photo on topics that nobody has decided."""
    context = entry.context()
    decided = {d.topic for d in entry.decisions}
    if context is None:
        return []
    made = []
    for kind in adjustments().values():
        proposal = kind.propose(context) if topic(kind) not in decided else None
        if proposal is not None:
            by = f"{kind.key}/{kind.version}"
            made.append(
                Suggestion(entry.photo.id, topic(kind), proposal.value, proposal.confidence, proposal.because, by)
            )
    return made
