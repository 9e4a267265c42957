"""Suggest adjustments with reasons, for every photo that has been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from retouch.adjust.base import Adjustment, Context, Proposal
from retouch.adjust.exposure import Exposure
from retouch.adjust.registry import adjustments, topic
from retouch.adjust.together import Lean, lean_of, propose_together, scenes
from retouch.model.decision import Decision, Origin, Suggestion
from retouch.model.event import Changed, Progress
from retouch.tasks.lasting_spots import keep_lasting
from retouch.tasks.read import read
from retouch.tasks.read_skin import read_skin
from retouch.tasks.session import Entry, Session, Shoot, load
from retouch.tasks.task import Steps, verb

_TAUGHT: Final = topic(Exposure)
"""The topic on which corrections teach."""


@verb
def propose(session: Session, folder: Path) -> Steps[Shoot]:
    """Read what has not been read, and let every adjustment propose. Decided topics are never proposed again."""
    shoot = yield from read.steps(session, folder)
    shoot = yield from read_skin.steps(session, shoot)
    topics = [topic(a) for a in adjustments().values()]
    made: list[Suggestion[Any]] = []
    for done, scene in suggested(shoot.entries):
        yield Progress("proposing", done, len(shoot.entries))
        made += scene
    contexts = {e.photo.id: (e.photo, context) for e in shoot.entries if (context := e.context()) is not None}
    judgement = shoot.judgement
    made = keep_lasting(made, contexts, judgement.people.of, [b.photos for b in judgement.bursts])
    ids = tuple(e.photo.id for e in shoot.entries)
    session.catalog.put_suggestions(ids, topics, made)
    yield Changed(ids, "suggestions")
    return load(session, folder)


def suggested(entries: Sequence[Entry]) -> Iterator[tuple[int, list[Suggestion[Adjustment]]]]:
    """Yield, scene by scene, how many photos are done and what is suggested on topics that nobody has decided.

    What the photographer made of earlier suggestions in this shoot leans the next ones the same way.
    """
    readable = [(entry, context) for entry in entries if (context := entry.context()) is not None]
    runs = scenes([context for _, context in readable])
    lean = learned(readable, runs)
    done = len(entries) - len(readable)
    for run in runs:
        proposals = propose_together([readable[i][1] for i in run], lean)
        done += len(run)
        found = zip(run, proposals, strict=True)
        yield done, [s for i, of_photo in found for s in _open(readable[i][0], of_photo)]


def learned(readable: Sequence[tuple[Entry, Context]], runs: Sequence[Sequence[int]]) -> Lean:
    """Learn from the suggestions of this shoot that the photographer has tweaked."""
    tweaked = {i: d for i, (entry, _) in enumerate(readable) for d in entry.decisions if _is_tweak(d)}
    pairs: list[tuple[Adjustment, Adjustment]] = []
    for run in runs:
        if tweaked.keys() & set(run):
            proposals = propose_together([readable[i][1] for i in run])
            made = {
                i: p.value
                for i, of_photo in zip(run, proposals, strict=True)
                for p in of_photo
                if topic(p.value) == _TAUGHT
            }
            pairs += [(made[i], v) for i in run if i in made and i in tweaked and (v := tweaked[i].value) is not None]
    return lean_of(pairs)


def _is_tweak(decision: Decision[Any]) -> bool:
    return decision.topic == _TAUGHT and decision.origin is Origin.TWEAKED and decision.value is not None


def _open(entry: Entry, proposals: Sequence[Proposal]) -> Iterator[Suggestion[Adjustment]]:
    decided = {d.topic for d in entry.decisions}
    for p in proposals:
        if topic(p.value) not in decided:
            by = f"{p.value.key}/{p.value.version}"
            yield Suggestion(entry.photo.id, topic(p.value), p.value, p.confidence, p.because, by)
