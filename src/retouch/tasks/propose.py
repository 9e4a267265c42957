"""Suggest adjustments with reasons, for every photo that has been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retouch.adjust.base import Adjustment, Proposal
from retouch.adjust.habits import NONE, Habits
from retouch.adjust.registry import adjustments, topic
from retouch.adjust.together import propose_together, scenes
from retouch.model.decision import Suggestion
from retouch.model.event import Changed, Progress
from retouch.tasks.ceilings import clamp
from retouch.tasks.children import childlike, told_by_person
from retouch.tasks.habits import habits
from retouch.tasks.headroom import measure_headroom
from retouch.tasks.lasting_spots import keep_lasting
from retouch.tasks.read import read
from retouch.tasks.read_skin import read_skin
from retouch.tasks.session import Entry, Session, Shoot, load
from retouch.tasks.task import Steps, verb


@verb
def propose(session: Session, folder: Path) -> Steps[Shoot]:
    """Read what has not been read, and let every adjustment propose. Decided topics are never proposed again."""
    shoot = yield from read.steps(session, folder)
    shoot = yield from read_skin.steps(session, shoot)
    shoot = yield from measure_headroom.steps(session, shoot)
    return (yield from suggest.steps(session, shoot))


@verb
def suggest(session: Session, shoot: Shoot) -> Steps[Shoot]:
    """Let every adjustment propose for what has been read, without opening a photo.

    What the photographer made of earlier suggestions leans these: for use after corrections, too.
    """
    topics = [topic(a) for a in adjustments().values()]
    made: list[Suggestion[Any]] = []
    for done, scene in suggested(shoot, habits(session, shoot)):
        yield Progress("proposing", done, len(shoot.entries))
        made += scene
    contexts = {e.photo.id: (e.photo, context) for e in shoot.entries if (context := e.context()) is not None}
    judgement = shoot.judgement
    made = keep_lasting(made, contexts, judgement.people.of, [b.photos for b in judgement.bursts])
    made = clamp(shoot, made)
    ids = tuple(e.photo.id for e in shoot.entries)
    session.catalog.put_suggestions(ids, topics, made)
    yield Changed(ids, "suggestions")
    return load(session, shoot.folder)


def suggested(shoot: Shoot, taught: Habits = NONE) -> Iterator[tuple[int, list[Suggestion[Adjustment]]]]:
    """Yield, scene by scene, how many photos are done and what is suggested on topics that nobody has decided."""
    known = childlike(shoot)
    readable = [(e, context) for e in shoot.entries if (context := told_by_person(e, shoot, known)) is not None]
    done = len(shoot.entries) - len(readable)
    for run in scenes([context for _, context in readable]):
        proposals = propose_together([readable[i][1] for i in run], taught)
        done += len(run)
        found = zip(run, proposals, strict=True)
        yield done, [s for i, of_photo in found for s in _open(readable[i][0], of_photo)]


def _open(entry: Entry, proposals: Sequence[Proposal]) -> Iterator[Suggestion[Adjustment]]:
    decided = {d.topic for d in entry.decisions}
    for p in proposals:
        if topic(p.value) not in decided:
            by = f"{p.value.key}/{p.value.version}"
            yield Suggestion(entry.photo.id, topic(p.value), p.value, p.confidence, p.because, by)
