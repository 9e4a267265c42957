"""What the photographer's corrections in a shoot have taught, and forgetting it.

Habits are worked out from the decisions each time, so they survive a restart, belong to the user whose catalogue it is,
and undo takes a lesson back. Forgetting keeps the decisions and remembers that they no longer teach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from retouch.adjust.base import Adjustment, Context
from retouch.adjust.habits import Correction, Habits, habits_of
from retouch.adjust.registry import dump
from retouch.adjust.together import propose_together, scenes
from retouch.model.decision import Origin
from retouch.model.photo import PhotoId
from retouch.tasks.session import Entry, Session, Shoot

_SETTING: Final = "habits.forgotten"
_BY_HAND_COUNTS: Final = frozenset({"adjust.exposure", "adjust.white_balance"})
"""Where a value set by hand on a photo without a suggestion corrects one, too: that it was right as it is."""


def habits(session: Session, shoot: Shoot) -> Habits:
    """Return what this shoot has taught, by the key of the adjustment; cheap where nothing was corrected."""
    forgotten = set(_forgotten(session).get(str(shoot.folder), ()))
    entries = [(e, c) for e in shoot.entries if (c := e.context()) is not None]
    taught = {
        i: kept
        for i, (entry, _) in enumerate(entries)
        if (kept := [value for value in _taught(entry) if _name(entry.photo.id, value) not in forgotten])
    }
    return habits_of(_corrections(entries, taught))


def forget(session: Session, shoot: Shoot) -> int:
    """Let all corrections made so far in this shoot teach nothing any more; return how many there were."""
    names = sorted(_name(e.photo.id, value) for e in shoot.entries for value in _taught(e))
    session.catalog.put_setting(_SETTING, {**_forgotten(session), str(shoot.folder): names})
    return len(names)


def _forgotten(session: Session) -> dict[str, list[str]]:
    stored = session.catalog.setting(_SETTING)
    return stored if isinstance(stored, dict) else {}


def _taught(entry: Entry) -> Iterator[Adjustment]:
    """What the photographer chose for this photo against a suggestion, or against there being none."""
    for d in entry.decisions:
        corrects = d.origin is Origin.TWEAKED or (d.origin is Origin.BY_HAND and d.topic in _BY_HAND_COUNTS)
        if corrects and isinstance(d.value, Adjustment):
            yield d.value


def _name(photo: PhotoId, value: Adjustment) -> str:
    """One correction, so that the next one on the same photo counts again."""
    return f"{photo} {value.key} {dump(value)}"


def _corrections(
    entries: Sequence[tuple[Entry, Context]], taught: Mapping[int, Sequence[Adjustment]]
) -> Iterator[Correction]:
    """Pair what was chosen with what would have been suggested for it without any habit."""
    for run in scenes([context for _, context in entries]) if taught else ():
        if not taught.keys() & set(run):
            continue
        for i, proposals in zip(run, propose_together([entries[i][1] for i in run]), strict=True):
            made = {p.value.key: p.value for p in proposals}
            for value in taught.get(i, ()):
                yield Correction(made.get(value.key), value, entries[i][1].white)
