"""The catalogue: the truth about every photo, in one SQLite file.

Readings, suggestions and failures can be computed again; decisions cannot, and are on the disk before ``record``
returns. Several threads and several processes may use one catalogue at a time.
"""

from __future__ import annotations

import contextlib
import json
import logging
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from retouch.adjust.edit import Edit, edit_from_data, edit_to_data
from retouch.model import errors
from retouch.model.codec import scene_from_data, scene_to_data
from retouch.model.decision import Action, ActionId, Decision, Origin, Suggestion
from retouch.model.errors import RetouchError
from retouch.model.photo import FileStamp, Photo, PhotoId
from retouch.model.scene import Scene
from retouch.store import values
from retouch.store.catalog.database import Database, translated
from retouch.store.catalog.recovery import FORMER, Recovery, backup_if_due, fill_from_backups, recover
from retouch.store.marks import Marks, SeenSidecar

__all__ = ["Catalog", "Export", "Recovery", "SeenSidecar", "recover"]

T = TypeVar("T")
_log = logging.getLogger(__name__)
_AMONG = "IN (SELECT value FROM json_each(?))"
_AT_A_TIME = 100
"""Photos for which suggestions are replaced in one step."""


@dataclass(frozen=True, slots=True)
class Export:
    """One delivered file: which photo, where to, when (UTC), with which edit, and the file as it was then.

    ``texture`` is the share of each face's skin texture that was kept, ``None`` where a face is too small to tell.
    """

    photo: PhotoId
    path: Path
    at: datetime
    edit: Edit
    stamp: FileStamp
    texture: tuple[float | None, ...] = ()


class Catalog:
    """All that is known of photos, by content (``PhotoId``) and by shoot (its folder).

    Methods raise ``CatalogUnusable`` or ``NotWritable``; whatever was recorded before stays recorded. A scope is the
    path of a shoot's folder as text.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a catalogue, creating it and its folder where there is none, and upgrading an older one after a copy.

        Where it is gone but its backups are there, it is filled from them.
        """
        gone = not path.exists()
        database = Database(path)
        if gone:
            fill_from_backups(database)
        return cls(database)

    def close(self) -> None:
        """Close the file. A closed catalogue opens again by itself when it is used."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    @property
    def identity(self) -> str:
        """A name that only this catalogue has: by it, sidecars tell who wrote them."""
        with self._db.writing(durable=True) as db:
            db.execute("INSERT OR IGNORE INTO setting VALUES ('identity', ?)", (values.to_json(uuid.uuid4().hex),))
        return str(self.setting("identity"))

    @property
    def former(self) -> frozenset[str]:
        """Identities that this catalogue had before it was recovered: their sidecars may know more than it does."""
        return frozenset(map(str, self.setting(FORMER, [])))

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the file itself; empty is sound. Reads all of it."""
        return self._db.faults()

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy to ``target``, atomically, while others go on working."""
        self._db.copy_to(target)

    def backup_if_due(self) -> Path | None:
        """Make the daily backup if there is none yet; see ``recovery.backup_if_due``."""
        return backup_if_due(self._db)

    # Photos -----------------------------------------------------------------------------------------------------

    def put_photos(self, folder: Path, photos: Iterable[Photo]) -> None:
        """Make these the photos of a shoot. Those not named leave the shoot; what was decided on them is kept.

        A failure recorded for a file is forgotten where the file has changed since.
        """
        where = values.dump_path(folder)
        rows = [(where, *_place(photo)) for photo in photos]
        captures = [(photo_id, capture) for _, _, photo_id, _, _, _, capture in rows]
        with self._db.writing(durable=False) as db:
            known = db.execute("SELECT path, size, modified_ns FROM place WHERE folder = ?", (where,))
            before = {path: (size, modified) for path, size, modified in known}
            changed = [(row[1],) for row in rows if before.get(row[1]) != (row[4], row[5])]
            db.executemany(
                "INSERT INTO photo (id, capture) VALUES (?, ?) ON CONFLICT DO UPDATE SET capture = excluded.capture",
                captures,
            )
            gone = before.keys() - {row[1] for row in rows}
            db.executemany("DELETE FROM place WHERE folder = ? AND path = ?", [(where, path) for path in gone])
            db.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)", [row[:6] for row in rows])
            db.executemany("DELETE FROM failure WHERE path = ?", changed)

    def photos(self, folder: Path, ids: Collection[PhotoId] | None = None) -> tuple[Photo, ...]:
        """Return the photos of a shoot, by path; only those among ``ids`` where they are given."""
        query = """SELECT place.photo, path, companions, size, modified_ns, capture FROM place
                   JOIN photo ON photo.id = place.photo WHERE folder = ?"""
        parameters = [values.dump_path(folder)]
        if ids is not None:
            query += f" AND place.photo {_AMONG}"
            parameters.append(_ids(ids))
        with self._db.reading() as db:
            rows = db.execute(f"{query} ORDER BY path", parameters).fetchall()
        return tuple(
            Photo(
                PhotoId(photo),
                values.load_path(path),
                values.load_paths(companions),
                FileStamp(size, modified),
                values.load_capture(capture),
            )
            for photo, path, companions, size, modified, capture in rows
        )

    # What can be computed again ---------------------------------------------------------------------------------

    def put_reading(self, photo: PhotoId, scene: Scene) -> None:
        """Keep the reading of one photo, and forget that reading it failed before."""
        self.put_readings({photo: scene})

    def put_readings(self, scenes: Mapping[PhotoId, Scene]) -> None:
        """Keep the readings of many photos, in one transaction."""
        rows = [(photo, values.to_json(scene_to_data(scene))) for photo, scene in scenes.items()]
        with self._db.writing(durable=False) as db:
            _seen(db, scenes)
            db.executemany("INSERT OR REPLACE INTO reading (photo, scene) VALUES (?, ?)", rows)
            db.executemany(
                "DELETE FROM failure WHERE path IN (SELECT path FROM place WHERE photo = ?)",
                [(id_,) for id_, _ in rows],
            )

    def readings(self, photos: Iterable[PhotoId]) -> dict[PhotoId, Scene]:
        """Return the readings there are. One that this version cannot understand counts as none."""
        with self._db.reading() as db:
            rows = db.execute(f"SELECT photo, scene FROM reading WHERE photo {_AMONG}", (_ids(photos),)).fetchall()
        found: dict[PhotoId, Scene] = {}
        for photo, text in rows:
            with contextlib.suppress(ValueError, TypeError, KeyError):
                found[PhotoId(photo)] = _scene(text)
        if len(found) < len(rows):  # after an update it may be all of thousands: one line says it
            _log.warning(
                "%d of %d stored readings are of another form and will be made anew", len(rows) - len(found), len(rows)
            )
        return found

    def put_failure(self, path: Path, error: RetouchError) -> None:
        """Remember that this file failed, until it is read, changes or is forgotten."""
        row = (values.dump_path(path), type(error).__name__, error.what, error.todo)
        with self._db.writing(durable=False) as db:
            db.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)", row)

    def clear_failure(self, path: Path) -> None:
        """Forget what failed with this file."""
        with self._db.writing(durable=False) as db:
            db.execute("DELETE FROM failure WHERE path = ?", (values.dump_path(path),))

    def failures(self, folder: Path) -> tuple[RetouchError, ...]:
        """Return what failed below a folder, by path; each error carries its path."""
        with self._db.reading() as db:
            rows = db.execute("SELECT path, kind, what, todo FROM failure ORDER BY path").fetchall()
        found = ((values.load_path(path), kind, what, todo) for path, kind, what, todo in rows)
        return tuple(
            _error_kind(kind)(what, path, todo) for path, kind, what, todo in found if path.is_relative_to(folder)
        )

    def put_suggestions(
        self, photos: Iterable[PhotoId], topics: Iterable[str], suggestions: Iterable[Suggestion[Any]]
    ) -> None:
        """Replace all suggestions on these topics for these photos by the given ones, some photos at a time: a gesture
        that is to be kept meanwhile waits for no more than those.
        """
        ids, about = list(photos), json.dumps(list(topics))
        rows: dict[PhotoId, list[tuple[Any, ...]]] = {}
        for s in suggestions:
            row = s.topic, values.dump_value(s.value), s.confidence, values.dump_evidence(s.because), s.made_by
            rows.setdefault(s.photo, []).append((s.photo, *row))
        for first in range(0, len(ids), _AT_A_TIME):
            some = ids[first : first + _AT_A_TIME]
            made = [row for photo in some for row in rows.get(photo, ())]
            with self._db.writing(durable=False) as db:
                db.execute(f"DELETE FROM suggestion WHERE photo {_AMONG} AND topic {_AMONG}", (_ids(some), about))
                _seen(db, (row[0] for row in made))
                db.executemany("INSERT OR REPLACE INTO suggestion VALUES (?, ?, ?, ?, ?, ?)", made)

    def suggestions(self, photos: Iterable[PhotoId]) -> dict[PhotoId, tuple[Suggestion[Any], ...]]:
        """Return the open suggestions, by topic; a topic that has been decided is never among them."""
        query = f"""SELECT photo, topic, value, confidence, because, made_by FROM suggestion AS s
                    WHERE photo {_AMONG} AND NOT EXISTS (
                        SELECT 1 FROM live WHERE live.photo = s.photo AND live.topic = s.topic)
                    ORDER BY photo, topic"""
        with self._db.reading() as db:
            rows = db.execute(query, (_ids(photos),)).fetchall()
        return _grouped((row[0], _read(_suggestion, row, row[0])) for row in rows)

    # Decisions --------------------------------------------------------------------------------------------------

    def record(self, scope: str, name: str, decisions: Iterable[Decision[Any]]) -> Action:
        """Record one gesture. It is on the disk when this returns, and what had been undone is past redoing.

        Raises ``ValueError`` where there is nothing to record: an undo that does nothing would only confuse.
        """
        made = tuple(decisions)
        texts = {id(value): values.dump_value(value) for value in {id(d.value): d.value for d in made}.values()}
        rows = [(d.photo, d.topic, texts[id(d.value)], d.origin.value) for d in made]  # thousands share one value
        if not rows:
            raise ValueError("an action holds at least one decision")
        now, where = datetime.now(UTC), values.dump_path(scope)
        with self._db.writing(durable=True) as db:
            _seen(db, (row[0] for row in rows))
            db.execute("UPDATE action SET undone = 2 WHERE scope = ? AND undone = 1", (where,))
            new = db.execute("INSERT INTO action (scope, name, at) VALUES (?, ?, ?)", (where, name, now.isoformat()))
            number = new.lastrowid or 0
            db.executemany(
                "INSERT INTO decision (action, photo, topic, value, origin) VALUES (?, ?, ?, ?, ?)",
                ((number, *row) for row in rows),
            )
        return Action(ActionId(number), now, name, False, len(rows))

    def undo(self, scope: str) -> tuple[Action, tuple[PhotoId, ...]] | None:
        """Undo the last action of a shoot; return it and the photos it concerns, or nothing if there is none."""
        return self._turn(scope, "SELECT max(id) FROM action WHERE scope = ? AND undone = 0", undone=1)

    def redo(self, scope: str) -> tuple[Action, tuple[PhotoId, ...]] | None:
        """Redo what was undone last."""
        return self._turn(scope, "SELECT min(id) FROM action WHERE scope = ? AND undone = 1", undone=0)

    def actions(self, scope: str) -> tuple[Action, ...]:
        """Return the history of a shoot, oldest first, undone actions included."""
        with self._db.reading() as db:
            return tuple(_actions(db, "scope = ?", values.dump_path(scope)))

    def steps(self, scope: str) -> tuple[int, int]:
        """Return how many decisions the next undo of a shoot would take back, and the next redo bring."""
        query = """SELECT count(*) FROM decision WHERE action = (
                       SELECT {which}(id) FROM action WHERE scope = ? AND undone = ?)"""
        where = values.dump_path(scope)
        with self._db.reading() as db:
            back = db.execute(query.format(which="max"), (where, 0)).fetchone()[0]
            on = db.execute(query.format(which="min"), (where, 1)).fetchone()[0]
        return int(back), int(on)

    def decisions(self, photos: Iterable[PhotoId]) -> dict[PhotoId, tuple[Decision[Any], ...]]:
        """Return the live decisions on each photo, oldest first."""
        query = f"""SELECT photo, topic, value, origin, action FROM live WHERE photo {_AMONG} ORDER BY action, id"""
        with self._db.reading() as db:
            rows = db.execute(query, (_ids(photos),)).fetchall()
        return _grouped((row[0], _read(_decision, row, row[0])) for row in rows)

    def ever_decided(self, photos: Iterable[PhotoId]) -> frozenset[PhotoId]:
        """Return those of the photos that a decision was ever made on, undone or not."""
        with self._db.reading() as db:
            rows = db.execute(f"SELECT DISTINCT photo FROM decision WHERE photo {_AMONG}", (_ids(photos),)).fetchall()
        return frozenset(PhotoId(row[0]) for row in rows)

    def ever_said(self, photo: PhotoId, topic: str) -> tuple[Any, ...]:
        """Return every value that was ever decided on a topic of a photo, undone or not."""
        with self._db.reading() as db:
            rows = db.execute("SELECT value FROM decision WHERE photo = ? AND topic = ?", (photo, topic)).fetchall()
        return tuple(_read(values.load_value, row[0], photo) for row in rows)

    def _turn(self, scope: str, which: str, *, undone: int) -> tuple[Action, tuple[PhotoId, ...]] | None:
        with self._db.writing(durable=True) as db:
            number = db.execute(which, (values.dump_path(scope),)).fetchone()[0]
            if number is None:
                return None
            db.execute("UPDATE action SET undone = ? WHERE id = ?", (undone, number))
            [action] = _actions(db, "action.id = ?", number)
            photos = db.execute(
                "SELECT photo FROM decision WHERE action = ? GROUP BY photo ORDER BY min(id)", (number,)
            )
            return action, tuple(PhotoId(row[0]) for row in photos)

    # Sidecars, exports, settings --------------------------------------------------------------------------------

    def put_sidecars(self, seen: Mapping[PhotoId, SeenSidecar]) -> None:
        """Remember what these photos' sidecars say now, so that a change by another program is noticed."""
        rows = [(photo, one.digest, values.to_json(one.marks.to_data()), one.state) for photo, one in seen.items()]
        with self._db.writing(durable=False) as db:
            _seen(db, seen)
            db.executemany("INSERT OR REPLACE INTO sidecar VALUES (?, ?, ?, ?)", rows)

    def sidecars(self, photos: Iterable[PhotoId]) -> dict[PhotoId, SeenSidecar]:
        """Return the sidecars as last written or taken in."""
        query = f"SELECT photo, digest, marks, state FROM sidecar WHERE photo {_AMONG}"
        with self._db.reading() as db:
            rows = db.execute(query, (_ids(photos),)).fetchall()
        return {
            PhotoId(photo): SeenSidecar(digest, Marks.from_data(json.loads(marks)), state)
            for photo, digest, marks, state in rows
        }

    def put_looks(self, looks: Mapping[PhotoId, Any]) -> None:
        """Keep the looks (JSON data) of photos that have none; whoever was first is right."""
        rows = [(photo, values.to_json(data)) for photo, data in looks.items()]
        with self._db.writing(durable=False) as db:
            _seen(db, looks)
            db.executemany("INSERT OR IGNORE INTO look VALUES (?, ?)", rows)

    def looks(self, photos: Iterable[PhotoId]) -> dict[PhotoId, Any]:
        """Return the looks of those photos that have one."""
        with self._db.reading() as db:
            rows = db.execute(f"SELECT photo, data FROM look WHERE photo {_AMONG}", (_ids(photos),)).fetchall()
        return {PhotoId(photo): json.loads(data) for photo, data in rows}

    def put_export(self, photo: PhotoId, path: Path, edit: Edit, texture: Sequence[float | None] = ()) -> None:
        """Remember that a photo was delivered to ``path``, which is there now, with this edit."""
        with translated(path):
            written = FileStamp.of(path.stat())
        row = (
            photo,
            values.dump_path(path),
            datetime.now(UTC).isoformat(),
            values.to_json(edit_to_data(edit)),
            written.size,
            written.modified_ns,
            json.dumps(list(texture)),
        )
        columns = "photo, path, at, edit, size, modified_ns, texture"
        with self._db.writing(durable=False) as db:
            _seen(db, [photo])
            db.execute(f"INSERT INTO export ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def exports(self, photo: PhotoId) -> tuple[Export, ...]:
        """Return where a photo was delivered to, oldest first."""
        query = "SELECT path, at, edit, size, modified_ns, texture FROM export WHERE photo = ? ORDER BY id"
        with self._db.reading() as db:
            rows = db.execute(query, (photo,)).fetchall()
        return tuple(
            Export(
                photo,
                values.load_path(path),
                datetime.fromisoformat(at),
                edit_from_data(json.loads(edit)),
                FileStamp(size, modified),
                tuple(json.loads(texture)),
            )
            for path, at, edit, size, modified, texture in rows
        )

    def wrote(self, path: Path, edit: Edit | None = None) -> bool:
        """Whether the file at ``path`` is one that this program delivered and that nobody has touched since.

        With ``edit``, whether it also was developed by just this edit.
        """
        try:
            now = FileStamp.of(path.stat())
        except OSError:
            return False
        row = (values.dump_path(path), now.size, now.modified_ns)
        with self._db.reading() as db:
            found = db.execute(
                "SELECT edit FROM export WHERE path = ? AND size = ? AND modified_ns = ?", row
            ).fetchall()
        return bool(found) if edit is None else (values.to_json(edit_to_data(edit)),) in found

    def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting (JSON data)."""
        with self._db.writing(durable=True) as db:
            db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, values.to_json(value)))

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting, or the default where it was never set."""
        with self._db.reading() as db:
            row = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])


def _ids(photos: Iterable[PhotoId]) -> str:
    return json.dumps(list(photos))


def _seen(db: Any, photos: Iterable[PhotoId]) -> None:
    """Make sure that photos have a row to refer to, so that nothing decided is ever turned away."""
    db.executemany("INSERT OR IGNORE INTO photo (id) VALUES (?)", [(photo,) for photo in photos])


def _place(photo: Photo) -> tuple[str | bytes, PhotoId, str, int, int, str]:
    return (
        values.dump_path(photo.path),
        photo.id,
        values.dump_paths(photo.companions),
        photo.stamp.size,
        photo.stamp.modified_ns,
        values.dump_capture(photo.capture),
    )


def _scene(text: str) -> Scene:
    return scene_from_data(json.loads(text))


def _suggestion(row: Sequence[Any]) -> Suggestion[Any]:
    photo, topic, value, confidence, because, made_by = row
    return Suggestion(
        PhotoId(photo), topic, values.load_value(value), confidence, values.load_evidence(because), made_by
    )


def _decision(row: Sequence[Any]) -> Decision[Any]:
    photo, topic, value, origin, _ = row
    return Decision(PhotoId(photo), topic, values.load_value(value), Origin(origin))


def _actions(db: Any, where: str, value: Any) -> Iterator[Action]:
    query = f"""SELECT action.id, at, name, undone, count(decision.id) FROM action
                LEFT JOIN decision ON decision.action = action.id WHERE {where} GROUP BY action.id ORDER BY action.id"""
    for number, at, name, undone, size in db.execute(query, (value,)):
        yield Action(ActionId(number), datetime.fromisoformat(at), name, bool(undone), size)


def _read(load: Callable[[Any], T], stored: Any, photo: str) -> T | None:
    """Read one row; a row that makes no sense costs itself, never the shoot."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        return load(stored)
    _log.warning("a stored row on photo %s makes no sense to this version and is passed over", photo)
    return None


def _grouped(pairs: Iterable[tuple[str, T | None]]) -> dict[PhotoId, tuple[T, ...]]:
    groups: dict[PhotoId, list[T]] = {}
    for photo, value in pairs:
        if value is not None:
            groups.setdefault(PhotoId(photo), []).append(value)
    return {photo: tuple(found) for photo, found in groups.items()}


def _error_kind(name: str) -> type[RetouchError]:
    kind = getattr(errors, name, RetouchError)
    return kind if isinstance(kind, type) and issubclass(kind, RetouchError) else RetouchError
