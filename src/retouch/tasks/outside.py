"""What other programs wrote into a photo's sidecar since we did: it arrives as one visible, undoable action."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retouch.model.decision import LABEL, RATING, VERDICT, Decision, Origin
from retouch.model.errors import RetouchError
from retouch.model.event import Changed, Failed
from retouch.model.photo import Photo, PhotoId
from retouch.store import sidecar
from retouch.store.catalog import SeenSidecar
from retouch.store.marks import Marks
from retouch.tasks.session import Session, marks_of
from retouch.tasks.task import Steps


def take_outside_changes(session: Session, folder: Path, photos: Sequence[Photo]) -> Steps[None]:
    """Read sidecars that changed since we last saw them, and record what differs as one action by another program."""
    catalog = session.catalog
    ids = [p.id for p in photos]
    last, decisions = catalog.sidecars(ids), catalog.decisions(ids)
    news: list[Decision[Any]] = []
    seen: dict[PhotoId, SeenSidecar] = {}
    for photo in photos:
        try:
            found = sidecar.read(photo)
        except RetouchError as e:
            yield Failed(e, photo.path)
            continue
        before = last.get(photo.id)
        if found is None or (before is not None and found.digest == before.digest):
            continue
        base = before.marks if before is not None else Marks()
        news += differences(photo, base, marks_of(decisions.get(photo.id, ())), found.marks)
        seen[photo.id] = SeenSidecar(found.digest, found.marks)
    if news:
        catalog.record(str(folder), "changed in another program", news)
        yield Changed(tuple({d.photo for d in news}), "marks")
    catalog.put_sidecars(seen)


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
