"""Backups that rotate, and what can be saved from a catalogue that is damaged."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from retouch.model.errors import CatalogDamaged, CatalogUnusable, NotWritable
from retouch.model.replace import sync_folder
from retouch.store.catalog.database import ROOM, Database, salvage

FORMER = "former identities"
KEPT_BACKUPS = 7
_DAY = 86_400.0
_COMPANIONS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came of a recovery.

    ``kept`` is the damaged file, put aside; ``saved`` counts rows by table; ``filled`` counts those among them that a
    backup had and the file no longer; ``lost`` says in words what could not be read.
    """

    kept: Path
    saved: Mapping[str, int]
    filled: int
    lost: tuple[str, ...]


def backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a catalogue, newest first."""
    return tuple(sorted(_folder(path).glob(f"{path.stem}-*{path.suffix}"), reverse=True))


def backup_if_due(database: Database, *, every: float = _DAY, keep: int = KEPT_BACKUPS) -> Path | None:
    """Copy the decisions (all but what can be computed again) beside the catalogue, once a day; the oldest go.

    A copy that is not sound is never kept, so a damaged catalogue cannot push out good backups. Raises
    ``CatalogUnusable`` in that case, and ``NotWritable``.
    """
    there = backups(database.path)
    if there:
        with contextlib.suppress(OSError):
            age = time.time() - there[0].stat().st_mtime
            if 0 <= age < every:  # a clock that jumped back makes one too many, never one too few
                return None
    name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = _folder(database.path) / f"{database.path.stem}-{name}{database.path.suffix}"
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritable(f"there is no room for a backup ({error.strerror})", target, ROOM) from error
    database.copy_to(target, slim=True)
    for old in backups(database.path)[keep:]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def recover(path: Path) -> Recovery:
    """Put a damaged catalogue aside and make a new one from all of its rows that can be read, and from backups.

    The damaged file is kept, untouched. What even backups do not have comes back from the sidecars when a shoot is
    opened the next time. To be used while no other window or command uses the catalogue. Raises ``NotWritable``, and
    ``CatalogUnusable`` where the file is sound, of a newer version or not ours.
    """
    _refuse_sound(path)
    kept = _put_aside(path)
    new = Database(path)
    try:
        with tempfile.TemporaryDirectory(prefix="retouch-recovery-") as folder:
            lost = tuple(f"{what} of the catalogue" for what in salvage(_copied(kept, Path(folder)), new))
        before = new.counts()
        fill_from_backups(new)
        _become_another(new)
        counts = new.counts()
    finally:
        new.close()
    filled = sum(counts.values()) - sum(before.values())
    return Recovery(kept, counts, filled, lost)


def _become_another(database: Database) -> None:
    """Give a catalogue that may lack decisions a new identity, and note the old one.

    Its own sidecars would otherwise tell it nothing new, and be overwritten with the older state that it has.
    """
    with database.writing(durable=True) as db:
        found = dict(db.execute("SELECT key, value FROM setting WHERE key IN ('identity', ?)", (FORMER,)).fetchall())
        former = json.loads(found.get(FORMER, "[]"))
        if "identity" in found:
            former.append(json.loads(found["identity"]))
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (FORMER, json.dumps(former)))
        db.execute("DELETE FROM setting WHERE key = 'identity'")


def fill_from_backups(database: Database) -> None:
    """Add all rows that backups have and the catalogue has not, the newest backup first."""
    with tempfile.TemporaryDirectory(prefix="retouch-recovery-") as folder:
        for backup in backups(database.path):
            salvage(_copied(backup, Path(folder)), database)


def _refuse_sound(path: Path) -> None:
    if not path.exists():
        raise CatalogUnusable("there is no catalogue to recover", path, "One is made when retouch starts.")
    with tempfile.TemporaryDirectory(prefix="retouch-recovery-") as folder:
        try:
            database = Database(_copied(path, Path(folder)))
        except CatalogDamaged:
            return
        except CatalogUnusable as error:
            raise CatalogUnusable(error.what, path, error.todo) from error
        try:
            sound = not database.faults()
        except CatalogDamaged:
            sound = False
        finally:
            database.close()
    if sound:
        raise CatalogUnusable("the catalogue is sound", path, "There is nothing to recover.")


def _copied(source: Path, folder: Path) -> Path:
    """Copy a file with its log: SQLite would write to the original while opening it."""
    copy = folder / "copy.sqlite"
    for companion in _COMPANIONS:
        Path(f"{copy}{companion}").unlink(missing_ok=True)
        if (part := Path(f"{source}{companion}")).exists() and companion != "-shm":
            shutil.copyfile(part, f"{copy}{companion}")
    return copy


def _put_aside(path: Path) -> Path:
    stem = f"{path.stem}-damaged-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}"
    kept = next(
        p for n in range(1000) if not (p := path.with_name(f"{stem}{f'-{n}' if n else ''}{path.suffix}")).exists()
    )
    try:
        for companion in _COMPANIONS:
            if (part := Path(f"{path}{companion}")).exists():
                part.replace(f"{kept}{companion}")
    except OSError as error:
        raise NotWritable(f"the catalogue cannot be put aside ({error.strerror})", path, ROOM) from error
    sync_folder(path.parent)
    return kept


def _folder(path: Path) -> Path:
    return path.parent / "backups"
