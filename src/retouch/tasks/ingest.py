"""Take stock of a folder: which photos there are, what the camera wrote about them, what other programs decided."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from retouch.model.errors import PhotoUnreadable, RetouchError, ShootGone
from retouch.model.event import Changed, Failed, Progress
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import Marks
from retouch.tasks.log import worker_log
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.places import is_there
from retouch.tasks.session import Session, Shoot, load
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Outcome, Pool, worker_count

_BLOCK = 64 * 1024
_WORTH = 100
"""So many files are worth the start of one more process that examines them."""
_COMPANIONS = frozenset({".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A file of a photo as it lies there, to be examined."""

    path: Path
    companions: tuple[Path, ...]
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class Examined:
    """Who a photo is, what the camera wrote about it, and the marks that stand inside it."""

    id: PhotoId
    capture: Capture
    marks: Marks


@contextmanager
def start_examiner() -> Iterator[Callable[[Finding], Examined]]:
    """Examine files in a worker, because a file made to crash exiv2 would take the window along."""
    from retouch.develop.metadata import read_capture
    from retouch.store.xmp_toolkit import embedded

    yield lambda job: Examined(photo_id(job.path), read_capture(job.path), embedded(job.path))


@verb
def ingest(session: Session, folder: Path) -> Steps[Shoot]:
    """Bring the catalogue up to date with a folder. Files that have not changed since are not opened again.

    Raises ``ShootGone`` where the folder is not there or cannot be listed.
    """
    folder = folder.resolve()
    files = list_photos(folder)
    for link in broken_links(folder):
        yield Failed(
            ShootGone("the link leads nowhere", link, "Connect the drive that it leads to, or remove it."), link
        )
    known = {p.path: p for p in session.catalog.photos(folder)}
    seen = session.catalog.sidecars([p.id for p in known.values()])  # no row: nobody has asked yet what stands inside
    found: list[Photo] = []
    fresh: list[Finding] = []
    for path, companions in files:
        try:
            finding = Finding(path, companions, stamp_of(path))
        except RetouchError as e:
            yield Failed(e, path)
            continue
        old = known.get(path)
        if old is not None and (old.stamp, old.companions) == (finding.stamp, companions) and old.id in seen:
            found.append(old)
        else:
            fresh.append(finding)
    marks: dict[Path, Marks] = {}
    for photo, inside in (yield from _examine(session, fresh, len(files))):
        found.append(photo)
        marks[photo.path] = inside
    found = _distinct(found)
    session.catalog.put_photos(folder, found)
    yield Changed(tuple(p.id for p in found if p.path in marks), "photos")
    yield from take_outside_changes(session, folder, found, marks)
    return load(session, folder)


def _examine(session: Session, fresh: list[Finding], total: int) -> Steps[list[tuple[Photo, Marks]]]:
    """Return the photos of these files and the marks inside them, in any order; name those that cannot be read."""
    found: list[tuple[Photo, Marks]] = []
    if not fresh:
        return found
    done = total - len(fresh)
    with Pool(start_examiner, min(worker_count(), 1 + len(fresh) // _WORTH), log=worker_log(session.home)) as pool:
        for n, outcome in enumerate(pool.run(fresh), done + 1):
            job = outcome.job
            yield Progress("looking through the folder", n, total, job.path.name)
            try:
                examined = _examined(outcome)
            except RetouchError as e:
                yield Failed(e, job.path)
                continue
            if outcome.error is not None:
                yield Failed(outcome.error, job.path)
            session.catalog.clear_failure(job.path)
            photo = Photo(examined.id, job.path, job.companions, job.stamp, examined.capture)
            found.append((photo, examined.marks))
    return found


def _examined(outcome: Outcome[Finding, Examined]) -> Examined:
    """Return what is known of a photo: of one that a worker was lost on, who it is. Raises ``PhotoUnreadable``."""
    if isinstance(outcome.error, PhotoUnreadable):
        raise outcome.error
    return outcome.result or Examined(photo_id(outcome.job.path), Capture(), Marks())


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


def broken_links(folder: Path) -> list[Path]:
    """Return links that are named like photos and lead nowhere, or to themselves."""
    from retouch.develop.decode import PICTURE_SUFFIXES, RAW_SUFFIXES

    links: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:  # it could be listed a moment ago
        links += [folder / e.name for e in entries if e.is_symlink() and not e.name.startswith(".")]
    kinds = RAW_SUFFIXES | PICTURE_SUFFIXES
    return sorted(link for link in links if link.suffix.lower() in kinds and not is_there(link))


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
        return FileStamp.of(path.stat())
    except OSError as e:
        todo = "Check that the card or the drive is still connected."
        raise ShootGone(f"the file is gone ({e.strerror})", path, todo) from e


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
