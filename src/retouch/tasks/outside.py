"""What other programs wrote into sidecars since we did: it arrives as one visible, undoable action.

Then the sidecars of these photos are written: each notes what was taken in, so that an undo takes it out again, and one
that is behind the catalogue (after a crash, or on a card that could not be written) catches up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from retouch.adjust.edit import Edit, fold
from retouch.adjust.registry import Unknown, topic
from retouch.model.decision import ADJUST, LABEL, RATING, VERDICT, Decision, Origin
from retouch.model.errors import RetouchError
from retouch.model.event import Changed, Failed
from retouch.model.photo import Photo, PhotoId
from retouch.model.replace import tidy
from retouch.store import sidecar
from retouch.store.crs import crs_properties
from retouch.store.marks import Marks, SeenSidecar
from retouch.store.sidecar import Sidecar
from retouch.tasks.decide import write_sidecars
from retouch.tasks.session import Session, marks_of
from retouch.tasks.task import Steps

CHANGED = "changed in another program"
RESTORED = "taken over from sidecars"


@dataclass
class _Found:
    """What comes to light while sidecars are gone through, by a catalogue that has and had these identities."""

    identity: str
    former: frozenset[str]
    unknown: frozenset[PhotoId]
    """Photos that this catalogue has seen no sidecar of, and has never decided on."""
    ever_said: Callable[[PhotoId, str], Sequence[Any]]
    changed: list[Decision[Any]] = field(default_factory=list)
    restored: list[Decision[Any]] = field(default_factory=list)
    seen: dict[PhotoId, SeenSidecar] = field(default_factory=dict)
    behind: set[PhotoId] = field(default_factory=set)


def take_outside_changes(
    session: Session, folder: Path, photos: Sequence[Photo], inside: Mapping[Path, Marks] = MappingProxyType({})
) -> Steps[None]:
    """Go through the sidecars of a shoot, and record what others wrote as one action by another program.

    ``inside`` are the marks that stand in photos which are new; they count where there is no sidecar.

    What another catalogue of ours wrote (the folder comes from another computer, or the catalogue is gone) is an action
    of its own, edits included. So is what this one wrote and knows nothing of: because the file's contents were changed
    since (a program that writes EXIF into originals makes another photo of it), or the catalogue is an older copy.
    Files that a killed writer left are removed.
    """
    tidy(folder)
    catalog = session.catalog
    ids = [p.id for p in photos]
    last, decisions = catalog.sidecars(ids), catalog.decisions(ids)
    unseen = frozenset(ids) - last.keys()
    found = _Found(catalog.identity, catalog.former, unseen - catalog.ever_decided(unseen), catalog.ever_said)
    for photo in photos:
        try:
            within = inside.get(photo.path, Marks())
            _look(photo, last.get(photo.id), decisions.get(photo.id, ()), found, within)
        except RetouchError as e:
            yield Failed(e, photo.path)
    for name, news in ((RESTORED, found.restored), (CHANGED, found.changed)):
        if news:
            catalog.record(str(folder), name, news)
            yield Changed(tuple({d.photo for d in news}), "marks")
    catalog.put_sidecars(found.seen)
    due = {d.photo for d in (*found.changed, *found.restored)} | found.behind
    write_sidecars(session, [p for p in photos if p.id in due])


def _look(
    photo: Photo,
    last: SeenSidecar | None,
    live: Sequence[Decision[Any]],
    found: _Found,
    inside: Marks,
) -> None:
    ours, edit = marks_of(live), fold(live)
    state = sidecar.state_of(ours, edit, crs_properties(edit))
    if last is not None and sidecar.is_unchanged(photo, last.digest):
        if last.state != state:
            found.behind.add(photo.id)
        return
    there = sidecar.read(photo)
    if there is None:
        if last is None:
            found.changed += differences(photo, Marks(), ours, inside)
        found.seen[photo.id] = SeenSidecar("", Marks())
        if state:
            found.behind.add(photo.id)
        return
    lost = photo.id in found.unknown or (there.by == found.identity and _is_from_later(photo, there, found))
    by_another = bool(there.by) and (there.by != found.identity or lost)
    base = (last.marks if last is not None else Marks()) if lost else _base(there, last, found.identity)
    if there.by in found.former:  # before this catalogue was damaged, so that it may lack the latest decisions
        found.restored += [*differences(photo, ours, ours, there.marks), *_differing(photo, edit, there.edit or Edit())]
    elif by_another:
        news = differences(photo, base, ours, there.marks)
        found.restored += [*news, *_edits(photo, there.edit, live)]
    else:
        found.changed += differences(photo, base, ours, there.marks)
    found.seen[photo.id] = SeenSidecar(there.digest, there.marks, last.state if last is not None else "")
    if state and not by_another:  # also where a power cut brought an older sidecar back
        found.behind.add(photo.id)


def _is_from_later(photo: Photo, there: Sidecar, found: _Found) -> bool:
    """Whether this catalogue wrote marks that it has never heard of: somebody put an older copy of it in its place."""
    wrote = there.wrote.to_data() if there.wrote is not None else {}
    return any(value not in found.ever_said(photo.id, topic) for topic, value in wrote.items())


def _base(there: Sidecar, last: SeenSidecar | None, identity: str) -> Marks:
    """Return what a change is measured from: what this catalogue wrote, as the file says or as we remember it."""
    if there.wrote is not None and there.by == identity:
        return there.wrote
    return last.marks if last is not None else Marks()


def differences(photo: Photo, base: Marks, ours: Marks, theirs: Marks) -> list[Decision[Any]]:
    """Return decisions that bring in what another program changed since ``base``, and only that.

    What we decided meanwhile and had not written yet differs from theirs too, but they did not change it.
    """
    topics = (
        (RATING, base.rating, ours.rating, theirs.rating),
        (VERDICT, base.verdict, ours.verdict, theirs.verdict),
        (LABEL, base.label, ours.label, theirs.label),
    )
    return [
        Decision(photo.id, topic, new, Origin.OUTSIDE) for topic, old, mine, new in topics if new not in {old, mine}
    ]


def _edits(photo: Photo, edit: Edit | None, live: Iterable[Decision[Any]]) -> list[Decision[Any]]:
    """Return decisions that bring in an edit, where nothing was decided on adjustments here."""
    if edit is None or any(d.topic.startswith(ADJUST) for d in live):
        return []
    return [Decision(photo.id, name, value, Origin.OUTSIDE) for name, value in _by_topic(edit).items()]


def _differing(photo: Photo, ours: Edit, theirs: Edit) -> list[Decision[Any]]:
    """Return decisions that make our edit theirs."""
    mine, new = _by_topic(ours), _by_topic(theirs)
    changed = [name for name in {**mine, **new} if mine.get(name) != new.get(name)]
    return [Decision(photo.id, name, new.get(name), Origin.OUTSIDE) for name in changed]


def _by_topic(edit: Edit) -> dict[str, Any]:
    unknown = {f"{ADJUST}{key}": Unknown(key, data) for key, data in edit.unknown.items()}
    return {**{topic(step): step for step in edit.steps}, **unknown}
