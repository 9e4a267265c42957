"""Backups, and a catalogue that is damaged: what can be read is saved, what cannot is named, the file is kept."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from retouch.model.decision import Decision, Origin, Verdict
from retouch.model.errors import CatalogDamaged, CatalogUnusable, NotWritable
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.catalog import Catalog, recover
from retouch.store.catalog.recovery import KEPT_BACKUPS, backups

SHOOT = Path("/shoot")
IDS = [PhotoId(f"photo-{n:04}") for n in range(1500)]


def filled(path: Path) -> Path:
    with Catalog.open(path) as catalog:
        photos = [Photo(i, SHOOT / f"{i}.dng", (), FileStamp(1, 2), Capture()) for i in IDS]
        catalog.put_photos(SHOOT, photos)
        for start in range(0, len(IDS), 100):
            decisions = [Decision(i, "rating", 3, Origin.BY_HAND) for i in IDS[start : start + 100]]
            catalog.record(str(SHOOT), f"stars {start}", decisions)
        catalog.undo(str(SHOOT))
        catalog.put_setting("profile", "wedding")
    return path


def rated(path: Path) -> set[str]:
    with Catalog.open(path) as catalog:
        assert catalog.faults() == ()
        return {i for i, found in catalog.decisions(IDS).items() if found[-1].value == 3}


def spoil(path: Path, *, first: int, last: int) -> None:
    """Overwrite pages (of 4096 bytes), as a failing disk would."""
    content = bytearray(path.read_bytes())
    for page in range(first, min(last, len(content) // 4096)):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(content)


def pages(path: Path) -> int:
    return path.stat().st_size // 4096


def test_a_backup_a_day_without_what_can_be_computed_and_the_oldest_go(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        first = catalog.backup_if_due()
        assert first is not None and catalog.backup_if_due() is None
        for n in range(KEPT_BACKUPS + 3):
            newest = backups(path)[0]
            aged = newest.with_name(f"catalog-2020010{n % 10}-00000{n % 10}.sqlite")
            newest.rename(aged)
            for old in backups(path):
                os.utime(old, (time.time() - 90_000,) * 2)
            assert catalog.backup_if_due() is not None
    assert len(backups(path)) == KEPT_BACKUPS
    assert all(not p.name.startswith(".") for p in backups(path)[0].parent.iterdir())
    assert rated(backups(path)[0]) == set(IDS[:1400])


def test_a_clock_that_jumped_back_does_not_stop_backups(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        first = catalog.backup_if_due()
        assert first is not None
        first = first.rename(first.with_name("catalog-20300101-000000.sqlite"))
        os.utime(first, (time.time() + 1e6,) * 2)
        assert catalog.backup_if_due() is not None


def test_a_damaged_catalogue_is_never_a_backup(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        good = catalog.backup_if_due()
        assert good is not None
    os.utime(good, (1, 1))
    spoil(path, first=6, last=1000)
    with pytest.raises(CatalogDamaged), Catalog.open(path) as catalog:
        catalog.backup_if_due()
    assert backups(path) == (good,)
    assert [p.name for p in good.parent.iterdir()] == [good.name]


def test_a_backup_folder_that_cannot_be_made_is_a_clear_message(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(NotWritable), Catalog.open(path) as catalog:
        catalog.backup_if_due()


@pytest.mark.parametrize(("part", "at_least"), [(0.1, 0), (0.4, 700), (0.7, 700), (0.95, 700)])
def test_what_can_be_read_is_saved_and_the_rest_is_named(tmp_path, part, at_least):
    path = filled(tmp_path / "catalog.sqlite")
    start = int(pages(path) * part)
    spoil(path, first=start, last=start + 3)
    damaged = path.read_bytes()
    result = recover(path)
    assert result.kept.read_bytes() == damaged
    with Catalog.open(path) as catalog:
        assert catalog.faults() == ()
        found = len(catalog.decisions(IDS))
        assert found == 1400 or any("“decision”" in words or "“action”" in words for words in result.lost)
        assert found >= at_least  # 0 where the head of a table is gone: backups and sidecars are for that


@pytest.mark.parametrize("content", [b"garbage", b"\0" * 50_000])
def test_nothing_to_read_at_all_comes_back_from_the_backups(tmp_path, content):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        catalog.backup_if_due()
    path.write_bytes(content)
    result = recover(path)
    assert "everything" in result.lost[0] and result.filled > 1400
    assert result.kept.read_bytes() == content
    assert rated(path) == set(IDS[:1400])
    with Catalog.open(path) as catalog:
        assert catalog.setting("profile") == "wedding"
        assert [p.id for p in catalog.photos(SHOOT)] == IDS
        assert catalog.redo(str(SHOOT)) is not None


def test_a_catalogue_that_is_gone_is_filled_from_its_backups(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        catalog.backup_if_due()
    path.unlink()
    assert rated(path) == set(IDS[:1400])
    with Catalog.open(path) as catalog:
        assert catalog.setting("profile") == "wedding"
        assert len(catalog.actions(str(SHOOT))) == 15


def test_newer_decisions_come_from_the_file_and_older_ones_from_the_backup(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with Catalog.open(path) as catalog:
        catalog.backup_if_due()
        catalog.record(str(SHOOT), "later", [Decision(IDS[0], "verdict", Verdict.KEEP, Origin.BY_HAND)])
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM photo")  # rows that others refer to
        db.execute("DELETE FROM action WHERE id < 5")
        db.commit()
    recover(path)
    assert rated(path) == set(IDS[:1400]) - {IDS[0]}  # its last word is the verdict
    with Catalog.open(path) as catalog:
        assert [d.value for d in catalog.decisions([IDS[0]])[IDS[0]]] == [3, Verdict.KEEP]


def test_a_sound_catalogue_is_left_alone(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    before = path.read_bytes()
    with pytest.raises(CatalogUnusable, match="sound"):
        recover(path)
    assert path.read_bytes() == before
    with pytest.raises(CatalogUnusable, match="no catalogue"):
        recover(tmp_path / "none.sqlite")


def test_a_newer_catalogue_is_not_recovered(tmp_path):
    path = filled(tmp_path / "catalog.sqlite")
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(CatalogUnusable, match="newer") as caught:
        recover(path)
    assert caught.value.path == path and path.exists()
