"""All that is known of one photo."""

from __future__ import annotations

from pathlib import Path

from retouch.model.errors import PhotoUnreadable
from retouch.tasks.ingest import ingest
from retouch.tasks.session import Entry, Session, Shoot, load
from retouch.tasks.task import Steps, verb


@verb
def show(session: Session, photo: Path) -> Steps[tuple[Shoot, Entry]]:
    """Return the shoot of the photo's folder and its entry. Raises ``PhotoUnreadable`` where it is not a photo."""
    path = photo.resolve()
    yield from ingest.steps(session, path.parent)
    shoot = load(session, path.parent)
    for entry in shoot.entries:
        if path == entry.photo.path or path in entry.photo.companions:
            return shoot, entry
    raise PhotoUnreadable("this is not a photo that retouch knows", path, "Give a RAW, JPEG or TIFF file.")
