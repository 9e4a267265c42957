"""Photos without pixels, and gestures on them, for tests of what becomes of decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from retouch.model.decision import RATING, Decision, Origin
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.tasks.decide import write_sidecars
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, marks_of


def home_of(path: Path) -> Home:
    return Home(path / "data", path / "cache")


def photos_of(folder: Path, count: int) -> list[Photo]:
    """Return photos whose files need not exist."""
    names = [f"IMG_{n}" for n in range(count)]
    return [Photo(PhotoId(name), folder / f"{name}.CR2", (), FileStamp(1, 1), Capture()) for name in names]


def shoot(folder: Path, count: int = 3) -> list[Photo]:
    """Make a folder of photos."""
    folder.mkdir(exist_ok=True)
    photos = photos_of(folder, count)
    for photo in photos:
        photo.path.write_bytes(photo.id.encode())
    return photos


def rate(session: Session, photos: list[Photo], stars: int) -> None:
    decisions: list[Decision[Any]] = [Decision(p.id, RATING, stars, Origin.BY_HAND) for p in photos]
    session.catalog.record(str(photos[0].path.parent), "stars", decisions)
    write_sidecars(session, photos)


def stars(session: Session, photos: list[Photo]) -> list[int | None]:
    found = session.catalog.decisions([p.id for p in photos])
    return [marks_of(found.get(p.id, ())).rating for p in photos]


def in_sidecars(photos: list[Photo]) -> list[int | None]:
    return [found.marks.rating if (found := sidecar.read(p)) is not None else None for p in photos]
