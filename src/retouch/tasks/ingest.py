"""Take stock of a folder: which photos there are, what the camera wrote about them, what other programs decided."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from retouch.develop.metadata import read_capture
from retouch.model.errors import PhotoUnreadable, RetouchError, ShootGone
from retouch.model.event import Changed, Failed, Progress
from retouch.model.photo import FileStamp, Photo, PhotoId
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.session import Session, Shoot, load
from retouch.tasks.task import Steps, verb

_BLOCK = 64 * 1024
_COMPANIONS = frozenset({".jpg", ".jpeg"})


@verb
def ingest(session: Session, folder: Path) -> Steps[Shoot]:
    """Bring the catalogue up to date with a folder. Files that have not changed since are not opened again.

    Raises ``ShootGone`` where the folder is not there or cannot be listed.
    """
    folder = folder.resolve()
    files = list_photos(folder)
    known = {p.path: p for p in session.catalog.photos(folder)}
    found: list[Photo] = []
    fresh: list[PhotoId] = []
    for n, (path, companions) in enumerate(files, 1):
        yield Progress("looking through the folder", n, len(files), path.name)
        try:
            stamp = stamp_of(path)
            old = known.get(path)
            if old is not None and old.stamp == stamp and old.companions == companions:
                found.append(old)
                continue
            photo = Photo(photo_id(path), path, companions, stamp, read_capture(path))
            found.append(photo)
            fresh.append(photo.id)
            session.catalog.clear_failure(path)
        except RetouchError as e:
            yield Failed(e, path)
    found = _distinct(found)
    session.catalog.put_photos(folder, found)
    yield Changed(tuple(fresh), "photos")
    yield from take_outside_changes(session, folder, found)
    return load(session, folder)


def list_photos(folder: Path) -> list[tuple[Path, tuple[Path, ...]]]:
    """Return photos with their companions, by name: a JPEG beside a RAW of the same name belongs to the RAW.

    Hidden files are passed over (among them the ``._`` twins that macOS leaves on cards).
    """
    from retouch.develop.decode import PICTURE_SUFFIXES, RAW_SUFFIXES  # brings rawpy, which the window starts without

    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if not e.name.startswith(".") and _is_file(e)]
    except NotADirectoryError as e:
        raise ShootGone("this is a file, not a folder", folder, "Give the folder that the photos are in.") from e
    except OSError as e:
        todo = "Check that the card or the drive is still connected."
        raise ShootGone(f"the folder cannot be opened ({e.strerror})", folder, todo) from e
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for name in sorted(names):
        path = folder / name
        if path.suffix.lower() in RAW_SUFFIXES | PICTURE_SUFFIXES:
            by_stem[path.stem].append(path)
    photos = [pair for paths in by_stem.values() for pair in _pair(paths)]
    return sorted(photos, key=lambda pair: pair[0].name)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether this leads to a file. A link that leads to itself, or nowhere, does not, and spoils no shoot."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _pair(paths: list[Path]) -> Iterable[tuple[Path, tuple[Path, ...]]]:
    from retouch.develop.decode import RAW_SUFFIXES

    raws = [p for p in paths if p.suffix.lower() in RAW_SUFFIXES]
    jpegs = tuple(p for p in paths if p.suffix.lower() in _COMPANIONS)
    if len(raws) == 1 and jpegs:
        yield raws[0], jpegs
        yield from ((p, ()) for p in paths if p is not raws[0] and p not in jpegs)
    else:
        yield from ((p, ()) for p in paths)


def stamp_of(path: Path) -> FileStamp:
    """Return the file's stamp. Raises ``ShootGone`` where the file is not there."""
    try:
        st = path.stat()
    except OSError as e:
        todo = "Check that the card or the drive is still connected."
        raise ShootGone(f"the file is gone ({e.strerror})", path, todo) from e
    return FileStamp(st.st_size, st.st_mtime_ns)


def photo_id(path: Path) -> PhotoId:
    """Return the identity of a photo: size, first and last 64 KiB. Raises ``PhotoUnreadable``."""
    try:
        with path.open("rb") as f:
            size = f.seek(0, os.SEEK_END)
            f.seek(0)
            digest = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=16)
            digest.update(f.read(_BLOCK))
            if size > _BLOCK:
                f.seek(max(_BLOCK, size - _BLOCK))
                digest.update(f.read(_BLOCK))
    except OSError as e:
        todo = "Check the card, or copy the file again."
        raise PhotoUnreadable(f"the file cannot be read ({e.strerror})", path, todo) from e
    return PhotoId(digest.hexdigest())


def _distinct(photos: list[Photo]) -> list[Photo]:
    """Give copies of one file in the same folder identities of their own, in order of name."""
    seen: Counter[str] = Counter()
    out = []
    for p in sorted(photos, key=lambda p: p.name):
        base = PhotoId(p.id.split("-")[0])
        seen[base] += 1
        own = base if seen[base] == 1 else PhotoId(f"{base}-{seen[base]}")
        out.append(p if p.id == own else Photo(own, p.path, p.companions, p.stamp, p.capture))
    return out
