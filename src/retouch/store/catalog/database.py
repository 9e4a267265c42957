"""The one door to SQLite: opening, migrating, transactions, and every failure as something a person can act on."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from retouch.model.errors import CatalogDamaged, CatalogUnusable, NotWritable, RetouchError
from retouch.model.replace import sync_folder
from retouch.store.catalog.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 10.0
"""How long a write waits for another process. Our own writes take milliseconds."""

_FULL, _READONLY, _IOERR, _CANTOPEN = 13, 8, 10, 14
_BUSY, _LOCKED = 5, 6
_CORRUPT, _NOTADB = 11, 26
_REPAIR = "Run “retouch doctor --repair”: it keeps the file and makes a new one from what can be read and from backups."


class _Link:
    """One thread's connection, closed with the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # a disk that has gone: what was committed is in the log
            self.connection.close()

    def __del__(self) -> None:
        self.close()


class Database:
    """A catalogue file. Each thread gets a connection of its own, so a reader never waits for a writer.

    Raises ``CatalogUnusable`` where the file is damaged, foreign, newer than this program or locked for too long, and
    ``NotWritable`` where its folder or the disk cannot take it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._links: weakref.WeakSet[_Link] = weakref.WeakSet()
        self._local = threading.local()
        self._guard = threading.Lock()  # around the set of links: threads come and go
        with translated(path):
            new = not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_foreign(path)
            try:
                self._migrate()
            except BaseException:
                self.close()
                raise
            if new:
                sync_folder(path.parent)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread, in autocommit mode. ``reading`` and ``writing`` wrap its use."""
        link: _Link | None = getattr(self._local, "link", None)
        if link is None:
            link = self._local.link = _Link(_connect(self.path))
            with self._guard:
                self._links.add(link)
        return link.connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for queries; errors come out translated."""
        with translated(self.path):
            yield self.connection

    @contextlib.contextmanager
    def writing(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction, committed at the end, rolled back on any error.

        A ``durable`` one is on the disk when this returns: it survives SIGKILL and a power cut. The others survive
        SIGKILL, and after a power cut may be missing, whole and last first.
        """
        with translated(self.path):
            connection = self.connection
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connections of all threads. The last one to close folds the log into the file."""
        with self._guard:
            links = list(self._links)
        for link in links:
            link.close()
        self._local = threading.local()

    def copy_to(self, target: Path, *, slim: bool = False) -> None:
        """Write a consistent copy (all that is committed) to ``target``, atomically; ``slim`` leaves out readings.

        Raises ``CatalogUnusable`` where the copy is not sound; there is none then.
        """
        part = target.with_name(f".{target.name}.part")
        with translated(target):
            part.unlink(missing_ok=True)
            try:
                with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
                    self.connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
                    if slim:
                        copy.execute("DELETE FROM reading")
                        copy.execute("DELETE FROM suggestion")
                        copy.execute("VACUUM")
                    if (said := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                        raise CatalogDamaged(f"the catalogue is damaged ({said})", self.path, _REPAIR)
                _sync_file(part)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
            sync_folder(target.parent)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table that cannot be computed again."""
        with self.reading() as db:
            return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _PRECIOUS}

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite's own integrity and reference checks find; empty is sound."""
        with self.reading() as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            orphans = [
                f"row of {row[0]} without its {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
            ]
        return tuple(line for line in said if line != "ok") + tuple(orphans)

    def _migrate(self) -> None:
        version = self._version()
        if 0 < version < len(MIGRATIONS):
            self.copy_to(self.path.with_name(f"{self.path.stem}-before-{len(MIGRATIONS)}{self.path.suffix}"))
        if version < len(MIGRATIONS):
            with self.writing(durable=True) as connection:
                # Asked again: another process may have done it while this one waited for the lock.
                for number in range(self._version(), len(MIGRATIONS)):
                    for statement in _statements(MIGRATIONS[number]):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _version(self) -> int:
        version: int = self.connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def salvage(source: Path, into: Database) -> tuple[str, ...]:
    """Copy every row of ``source`` that can still be read and that ``into`` has not; return what could not be.

    ``source`` may be written to: give a copy. Readings and suggestions are left out, because they are made again.
    """
    try:
        with contextlib.closing(sqlite3.connect(source, isolation_level=None)) as old:
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            rows = {table: _rows(old, table) for table in _PRECIOUS}
    except sqlite3.Error as error:
        return (f"everything ({error})",)
    lost = [words for _, words in rows.values() if words]
    with into.writing(durable=True) as new:
        for table, (found, _) in rows.items():
            if table == "decision":
                _make_up_actions(new, found)
            if senseless := sum(not _insert(new, table, row) for row in found):
                lost.append(f"{senseless} senseless rows of the table “{table}”")
    return tuple(lost)


def _insert(db: sqlite3.Connection, table: str, row: sqlite3.Row) -> bool:
    """Insert a row unless its key is there already; return whether it made sense. What it refers to is made up."""
    columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})") if name in row.keys()]  # noqa: SIM118
    places = ", ".join("?" * len(columns))
    try:
        if "photo" in columns:
            db.execute("INSERT OR IGNORE INTO photo (id) VALUES (?)", (row["photo"],))
        values = [row[name] for name in columns]
        db.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})", values)
    except sqlite3.IntegrityError:
        return False
    return True


_PRECIOUS: Mapping[str, str] = {
    "photo": "id",
    "place": "folder, path",
    "action": "id",
    "decision": "id",
    "export": "id",
    "setting": "key",
}
"""Tables that cannot be computed again, in an order in which they can be filled, with their keys.

Not what is known of sidecars: a catalogue that lost decisions must look at all of them again.
"""


def _rows(db: sqlite3.Connection, table: str) -> tuple[list[sqlite3.Row], str]:
    """Return the rows that can be read, from both ends, then one by one; and in words what that leaves out."""
    db.row_factory = sqlite3.Row
    key = _PRECIOUS[table]
    found: dict[tuple[Any, ...], sqlite3.Row] = {}
    trouble: sqlite3.Error | None = None
    for order in ("", " DESC"):
        try:
            ordered = ", ".join(f"{name}{order}" for name in key.split(", "))
            for row in db.execute(f"SELECT * FROM {table} ORDER BY {ordered}"):
                found[tuple(row[name] for name in key.split(", "))] = row
            return list(found.values()), ""
        except sqlite3.Error as error:
            trouble = error
    numbers = [k[0] for k in found if isinstance(k[0], int)] if key == "id" else []
    for number in range(min(numbers, default=1), max(numbers, default=0)):
        with contextlib.suppress(sqlite3.Error):
            row = db.execute(f"SELECT * FROM {table} WHERE id = ?", (number,)).fetchone()
            if row is not None:
                found[(number,)] = row
    return list(found.values()), f"a part of the table “{table}” ({trouble})"


def _make_up_actions(db: sqlite3.Connection, decisions: list[sqlite3.Row]) -> None:
    """Give decisions whose action could not be read one to belong to, so that they are not lost with it."""
    known = {row[0] for row in db.execute("SELECT id FROM action")}
    missing = {row["action"] for row in decisions} - known
    db.executemany(
        "INSERT INTO action (id, scope, name, at) VALUES (?, '', 'recovered', '1970-01-01T00:00:00+00:00')",
        [(number,) for number in sorted(missing)],
    )


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system into ones that a photographer can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except OSError as error:
        raise NotWritable(f"the catalogue cannot be written ({error.strerror})", path, ROOM) from error


ROOM = "Nothing decided before is lost: free space or allow writing, then try again."


def _explained(error: sqlite3.Error, path: Path) -> RetouchError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _FULL:
        return NotWritable("the disk with the catalogue is full", path, ROOM)
    if code in {_READONLY, _CANTOPEN, _IOERR}:
        return NotWritable(f"the catalogue cannot be written ({error})", path, ROOM)
    if code in {_BUSY, _LOCKED}:
        return CatalogUnusable("another program keeps the catalogue locked", path, "Close it, then try again.")
    if code in {_CORRUPT, _NOTADB}:
        return CatalogDamaged(f"the catalogue is damaged ({error})", path, _REPAIR)
    return CatalogUnusable(f"the catalogue cannot be used ({error})", path, _REPAIR)


def _connect(path: Path) -> sqlite3.Connection:
    # Any thread may close a connection; each uses only its own.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Without a log (some network shares) SQLite keeps its rollback journal, which is as safe and slower.
        _with_patience(connection, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if sys.platform == "darwin":  # where fsync alone leaves data in the drive's cache
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _with_patience(connection: sqlite3.Connection, statement: str) -> None:
    """Execute what SQLite does not wait for by itself while another process makes the same file."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in {_BUSY, _LOCKED} or time.monotonic() > end:
                raise
        time.sleep(0.02)


def _refuse_foreign(path: Path) -> None:
    """Ask whose file it is through a read-only connection, because opening alone would already write to it."""
    if not path.exists() or not path.stat().st_size:
        return
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN")  # one moment for all three: another process may be making it right now
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        identity: int = connection.execute("PRAGMA application_id").fetchone()[0]
        tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and identity != APPLICATION_ID:
        raise CatalogUnusable("this is no catalogue of retouch", path, "Nothing was changed in it.")
    if version > len(MIGRATIONS):
        raise CatalogUnusable(
            "a newer version of retouch wrote this catalogue", path, "Use that version; nothing was changed."
        )


def _statements(script: str) -> Iterator[str]:
    """Split a script, because ``executescript`` would commit the transaction that we are in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
