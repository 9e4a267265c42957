"""The picture cache: it keeps what it can and never fails."""

from __future__ import annotations

import os
import time

import pytest

from retouch.store.pictures import Pictures, key_for


def test_keys_depend_on_all_that_is_said():
    keys = {
        key_for("a", "thumbnail"),
        key_for("a", "preview", 256),
        key_for("a", "preview", 512),
        key_for("ab", "thumbnail"),
    }
    assert len(keys) == 4
    assert key_for("a", "preview", 256) == key_for("a", "preview", 256)
    assert key_for("\udcff", "x").isalnum()


def test_pictures_come_back_after_a_restart(tmp_path):
    key = key_for("a", "thumbnail")
    assert Pictures(tmp_path / "new").get(key) is None
    Pictures(tmp_path / "new").put(key, b"jpeg")
    assert Pictures(tmp_path / "new").get(key) == b"jpeg"
    Pictures(tmp_path / "new").put(key, b"other")
    assert Pictures(tmp_path / "new").get(key) == b"other"


@pytest.mark.parametrize("damage", [lambda c: c[:-1], lambda c: b"", lambda c: b"x" + c[1:], lambda c: c + b"\0" * 512])
def test_a_damaged_picture_is_absent_and_swept_away(tmp_path, damage):
    pictures, key = Pictures(tmp_path), key_for("a", "t")
    pictures.put(key, b"jpeg")
    [path] = [p for p in tmp_path.rglob("*") if p.is_file()]
    path.write_bytes(damage(path.read_bytes()))
    assert pictures.get(key) is None
    assert not path.exists()


def test_the_least_recently_used_go_first(tmp_path):
    keys = [key_for(str(n), "t") for n in range(10)]
    pictures = Pictures(tmp_path, most_bytes=10 * 1000)
    for n, key in enumerate(keys[:9]):
        pictures.put(key, b"x" * 992)
        os.utime(tmp_path / key[:2] / key, (time.time() - 5000 + n,) * 2)
    assert pictures.get(keys[0]) is not None  # used again, so no longer the oldest
    pictures.put(keys[9], b"x" * 1500)
    kept = [n for n, key in enumerate(keys) if pictures.get(key) is not None]
    assert kept == [0, 3, 4, 5, 6, 7, 8, 9]


def test_leftovers_of_killed_processes_go(tmp_path):
    folder = tmp_path / "ab"
    folder.mkdir()
    for name, age in ((".old.1-1.part", 7200), (".new.1-2.part", 10)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age,) * 2)
    Pictures(tmp_path).put(key_for("a", "t"), b"jpeg")
    assert [p.name for p in folder.glob(".*")] == [".new.1-2.part"]


def test_a_cache_that_cannot_be_written_is_just_empty(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    pictures = Pictures(tmp_path / "file" / "cache")
    pictures.put(key_for("a", "t"), b"jpeg")
    assert pictures.get(key_for("a", "t")) is None
