"""All that is known of one photo."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from retouch.model.errors import PhotoUnreadable, RetouchError
from retouch.store import sidecar
from retouch.store.elsewhere import Shown, elsewhere
from retouch.tasks.ingest import ingest
from retouch.tasks.session import Entry, Session, Shoot
from retouch.tasks.task import Steps, verb


def seen_elsewhere(entry: Entry) -> tuple[Shown, ...]:
    """Return what other programs will show of this photo, going by the name that its sidecar has."""
    own_name = False
    with suppress(RetouchError):
        own_name = sidecar.is_darktables(entry.photo)
    return elsewhere(entry.marks, own_name=own_name)


@verb
def show(session: Session, photo: Path) -> Steps[tuple[Shoot, Entry]]:
    """Return the shoot of the photo's folder and its entry. Raises ``PhotoUnreadable`` where it is not a photo."""
    path = photo.resolve()
    shoot = yield from ingest.steps(session, path.parent)
    for entry in shoot.entries:
        if path == entry.photo.path or path in entry.photo.companions:
            return shoot, entry
    raise PhotoUnreadable("this is not a photo that retouch knows", path, "Give a RAW, JPEG or TIFF file.")
