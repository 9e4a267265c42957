"""The file itself: migrations, newer, foreign and damaged files, two processes, and no half-done write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.processes import start

from retouch.model.decision import Decision, Origin
from retouch.model.errors import CatalogUnusable, NotWritable
from retouch.model.photo import PhotoId
from retouch.store.catalog import Catalog, database
from retouch.store.catalog.schema import MIGRATIONS

RATED = [Decision(PhotoId("a"), "rating", 3, Origin.BY_HAND)]


def made(path: Path) -> Path:
    with Catalog.open(path) as catalog:
        catalog.record("/s", "stars", RATED)
    return path


def test_a_new_catalogue_makes_its_folder_and_is_sound(tmp_path):
    path = tmp_path / "deep" / "er" / "catalog.db"
    with Catalog.open(path) as catalog:
        assert catalog.faults() == ()
        assert catalog.path == path
    assert [p.name for p in path.parent.iterdir()] == ["catalog.db"]


def test_decisions_are_synchronised_in_full(tmp_path):
    with Catalog.open(tmp_path / "c.db") as catalog:
        with catalog._db.writing(durable=True) as db:
            assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert catalog._db.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert catalog._db.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_failed_transaction_leaves_nothing(tmp_path):
    with Catalog.open(tmp_path / "c.db") as catalog:
        with pytest.raises(ZeroDivisionError), catalog._db.writing(durable=True) as db:
            db.execute("INSERT INTO setting VALUES ('a', '1')")
            raise ZeroDivisionError
        assert catalog.setting("a") is None
        catalog.put_setting("a", 2)
        assert catalog.setting("a") == 2


def test_a_migration_copies_first_and_is_one_transaction(tmp_path, monkeypatch):
    path = made(tmp_path / "catalog.db")
    broken = "ALTER TABLE setting ADD COLUMN more TEXT; CREATE TABLE setting (x);"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(CatalogUnusable):
        Catalog.open(path)
    monkeypatch.setattr(
        database, "MIGRATIONS", (*MIGRATIONS, "ALTER TABLE setting ADD COLUMN more TEXT DEFAULT 'x;y';")
    )
    with Catalog.open(path) as catalog:
        catalog._db.connection.execute("INSERT INTO setting (key, value) VALUES ('k', '1')")
        assert catalog._db.connection.execute("SELECT more FROM setting").fetchall() == [("x;y",)]
        assert len(catalog.actions("/s")) == 1
    monkeypatch.undo()
    copy = tmp_path / f"catalog-before-{len(MIGRATIONS) + 1}.db"
    with Catalog.open(copy) as old:
        assert len(old.actions("/s")) == 1
    with pytest.raises(CatalogUnusable, match="newer version"):
        Catalog.open(path)


@pytest.mark.parametrize("in_the_log", [False, True])
def test_a_newer_catalogue_is_refused_untouched(tmp_path, in_the_log):
    path = made(tmp_path / "catalog.db")
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        if in_the_log:  # as a killed newer version leaves it
            frozen = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        newer.commit()
    if in_the_log:
        for name, content in frozen.items():
            (tmp_path / name).write_bytes(content)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(CatalogUnusable, match="newer version"):
        Catalog.open(path)
    after = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert after["catalog.db"] == before["catalog.db"]
    assert after.get("catalog.db-wal", b"") == before.get("catalog.db-wal", b"")


def test_the_database_of_another_program_is_refused_untouched(tmp_path):
    path = tmp_path / "catalog.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE contact (name)")
    before = path.read_bytes()
    with pytest.raises(CatalogUnusable, match="no catalogue of retouch"):
        Catalog.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"hello", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 5000])
def test_garbage_is_named_and_kept(tmp_path, content):
    path = tmp_path / "catalog.db"
    path.write_bytes(content)
    with pytest.raises(CatalogUnusable) as caught:
        Catalog.open(path)
    assert caught.value.path == path and "damaged" in caught.value.what
    assert path.read_bytes() == content


def test_damage_inside_is_found(tmp_path):
    path = tmp_path / "catalog.db"
    with Catalog.open(path) as catalog:
        catalog.record(
            "/s", "many", [Decision(PhotoId(f"photo {n}"), "rating", 1, Origin.BY_HAND) for n in range(3000)]
        )
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096 - 1):
        content[page * 4096 : page * 4096 + 40] = b"\xaa" * 40
    path.write_bytes(content)
    with pytest.raises(CatalogUnusable, match="damaged"), Catalog.open(path) as catalog:
        assert catalog.faults() == ()
        catalog.decisions([PhotoId("photo 7")])


def test_a_lock_held_too_long_is_a_clear_message(tmp_path, monkeypatch):
    path = made(tmp_path / "c.db")
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Catalog.open(path) as catalog:
        other.execute("BEGIN IMMEDIATE")
        assert len(catalog.actions("/s")) == 1  # reading goes on
        with pytest.raises(CatalogUnusable, match="locked"):
            catalog.record("/s", "more", RATED)
        other.execute("ROLLBACK")
        catalog.record("/s", "more", RATED)


def test_a_full_disk_loses_nothing_recorded_before(tmp_path):
    with Catalog.open(tmp_path / "c.db") as catalog:
        catalog.record("/s", "stars", RATED)
        pages = catalog._db.connection.execute("PRAGMA page_count").fetchone()[0]
        catalog._db.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(NotWritable, match="full"):
            catalog.record("/s", "x" * 100_000, RATED)
        catalog._db.connection.execute("PRAGMA max_page_count = 1000000")
        assert [a.name for a in catalog.actions("/s")] == ["stars"]
        catalog.record("/s", "again", RATED)


def test_a_folder_that_is_a_file_is_a_clear_message(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable):
        Catalog.open(tmp_path / "file" / "catalog.db")


def test_a_copy_holds_everything_and_leaves_no_part(tmp_path):
    with Catalog.open(tmp_path / "c.db") as catalog:
        catalog.record("/s", "stars", RATED)
        (tmp_path / "copies").mkdir()
        catalog.copy_to(tmp_path / "copies" / "copy.db")
        assert [p.name for p in (tmp_path / "copies").iterdir()] == ["copy.db"]
    with Catalog.open(tmp_path / "copies" / "copy.db") as copy:
        assert copy.decisions([PhotoId("a")])["a"] == tuple(RATED)
        assert copy.faults() == ()


WRITER = """
import sys
from pathlib import Path
from retouch.model.decision import Decision, Origin
from retouch.model.photo import PhotoId
from retouch.store.catalog import Catalog
with Catalog.open(Path(sys.argv[1])) as catalog:
    for n in range(40):
        catalog.record("/s", sys.argv[2], [Decision(PhotoId(sys.argv[2]), "rating", n % 6, Origin.BY_HAND)])
"""


def test_two_processes_share_one_catalogue_from_its_creation(tmp_path):
    path = tmp_path / "catalog.db"
    running = [start(WRITER, path, name) for name in ("one", "two", "three")]
    assert [(process.communicate(timeout=60), process.returncode) for process in running] == [(("", None), 0)] * 3
    with Catalog.open(path) as catalog:
        found = catalog.decisions([PhotoId("one"), PhotoId("two"), PhotoId("three")])
        assert {name: [d.value for d in ds] for name, ds in found.items()} == {
            name: [n % 6 for n in range(40)] for name in ("one", "two", "three")
        }
        assert catalog.faults() == ()
