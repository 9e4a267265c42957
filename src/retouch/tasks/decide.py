"""The photographer's gestures. Each is one action: durable when it returns, one undo, on its way to the sidecars."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from retouch.adjust.changes import with_changes
from retouch.adjust.edit import fold
from retouch.adjust.registry import adjustments, topic
from retouch.model.decision import (
    LABEL,
    RATING,
    VERDICT,
    Action,
    Decision,
    Label,
    Origin,
    Suggestion,
    Verdict,
)
from retouch.model.photo import Photo, PhotoId
from retouch.store.crs import crs_properties
from retouch.tasks.places import resolved
from retouch.tasks.session import Entry, Session, Shoot, marks_of


def record(
    session: Session, shoot: Shoot, name: str, decisions: Sequence[Decision[Any]], *, sidecars: bool = True
) -> Action | None:
    """Record one gesture and queue the sidecars of its photos. No decisions, no action.

    Without ``sidecars`` the caller queues them with ``write_sidecars``, as after thousands that are to be seen at once.
    """
    if not decisions:
        return None
    action = session.catalog.record(str(shoot.folder), name, decisions)
    changed = {d.photo for d in decisions}
    if sidecars:
        write_sidecars(session, [e.photo for e in shoot.entries if e.photo.id in changed])
    return action


def undo(
    session: Session, folder: Path, shoot: Shoot | None = None, *, sidecars: bool = True
) -> tuple[Action, tuple[PhotoId, ...]] | None:
    """Take the latest action of this shoot back; ``None`` where there is nothing left to take back.

    An open ``shoot`` saves asking the catalogue for thousands of photos; ``sidecars`` as for ``record``.
    """
    return _step(session, folder, session.catalog.undo, shoot, sidecars)


def redo(
    session: Session, folder: Path, shoot: Shoot | None = None, *, sidecars: bool = True
) -> tuple[Action, tuple[PhotoId, ...]] | None:
    """Bring the action that was taken back last into force again; the rest as for ``undo``."""
    return _step(session, folder, session.catalog.redo, shoot, sidecars)


def _step(
    session: Session,
    folder: Path,
    turn: Callable[[str], tuple[Action, tuple[PhotoId, ...]] | None],
    shoot: Shoot | None,
    sidecars: bool,
) -> tuple[Action, tuple[PhotoId, ...]] | None:
    folder = resolved(folder)
    done = turn(str(folder))
    if done is not None and sidecars:
        turned = set(done[1])
        photos = [e.photo for e in shoot.entries if e.photo.id in turned] if shoot is not None else []
        unknown = turned.difference(p.id for p in photos)
        write_sidecars(session, [*photos, *(session.catalog.photos(folder, unknown) if unknown else ())])
    return done


def write_sidecars(session: Session, photos: Sequence[Photo]) -> None:
    """Queue the sidecars of these photos as the catalogue has them now."""
    decisions = session.catalog.decisions([p.id for p in photos])
    for photo in photos:
        live = decisions.get(photo.id, ())
        edit = fold(live)
        session.sidecars.enqueue(photo, marks_of(live), edit, crs_properties(edit))


def acceptable(
    entries: Iterable[Entry], confidence: float, only: Collection[str] = ()
) -> tuple[list[Suggestion[Any]], list[Suggestion[Any]]]:
    """Return suggestions to accept, and those to leave to the photographer.

    ``maybe`` is never accepted: it says that a person must look. ``only`` names topics, in full or without ``adjust.``.
    """
    take: list[Suggestion[Any]] = []
    leave: list[Suggestion[Any]] = []
    for s in (s for e in entries for s in e.suggestions):
        if only and s.topic not in only and s.topic.removeprefix("adjust.") not in only:
            continue
        (take if s.confidence >= confidence and s.value != Verdict.MAYBE else leave).append(s)
    return take, leave


def adjusted(entry: Entry, changes: Mapping[str, Mapping[str, float]]) -> list[Decision[Any]]:
    """Set values of adjustments by hand: they change what was decided, or else tweak what is suggested.

    Raises ``UsageError`` for names that do not exist.
    """
    open_ = {s.value.key: s for s in entry.proposals}
    edit = entry.edit
    for key in changes.keys() & open_.keys():
        edit = edit.with_step(open_[key].value)
    edit = with_changes(edit, changes)
    decisions = []
    for key in changes:
        value = edit.get(key) or adjustments()[key]()
        decisions.append(
            open_[key].tweak(value) if key in open_ else Decision(entry.photo.id, topic(value), value, Origin.BY_HAND)
        )
    return decisions


def verdict(photo: Photo, value: Verdict | None) -> Decision[Verdict]:
    """Pick, reject or unflag by hand."""
    return Decision(photo.id, VERDICT, value, Origin.BY_HAND)


def rating(photo: Photo, stars: int) -> Decision[int]:
    """Give 0 to 5 stars by hand."""
    if not 0 <= stars <= 5:
        raise ValueError(f"stars run from 0 to 5, not {stars}")
    return Decision(photo.id, RATING, stars, Origin.BY_HAND)


def label(photo: Photo, colour: Label | None) -> Decision[Label]:
    """Set or clear the colour label by hand."""
    return Decision(photo.id, LABEL, colour, Origin.BY_HAND)
