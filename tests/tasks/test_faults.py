"""Disks that are full, read-only, gone or slow, and two programs at once: no decision is lost, each fault is named."""

from __future__ import annotations

import time
from typing import Any

import pytest
from support.deciding import home_of, in_sidecars, rate, shoot, stars
from support.mounts import pull, remount, small_disk
from support.processes import start

from retouch.model.decision import RATING, Decision, Origin
from retouch.model.errors import NotWritable, ShootGone
from retouch.model.photo import PhotoId
from retouch.store import sidecar, sidecar_writer
from retouch.store.marks import Marks
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.session import Session


def test_a_full_disk_under_the_catalogue(tmp_path):
    with small_disk(tmp_path / "disk", "2m") as disk:
        photos = shoot(tmp_path / "shoot")
        with Session(home_of(disk)) as session:
            acknowledged = 0
            with pytest.raises(NotWritable, match="full") as caught:
                for n in range(10_000):
                    session.catalog.record("/s", "x" * 2000, [Decision(PhotoId(str(n)), RATING, n % 6, Origin.BY_HAND)])
                    acknowledged = n + 1
            assert caught.value.todo
            assert acknowledged > 50
            assert len(session.catalog.decisions([PhotoId(str(n)) for n in range(acknowledged + 5)])) == acknowledged
            remount(disk, "size=8m")
            rate(session, photos, 4)
        with Session(home_of(disk)) as session:
            assert session.catalog.faults() == ()
            assert len(session.catalog.decisions([PhotoId(str(n)) for n in range(acknowledged + 5)])) == acknowledged
            assert stars(session, photos) == [4, 4, 4]


def test_a_full_disk_under_the_shoot(tmp_path):
    with small_disk(tmp_path / "card", "64k") as card, Session(home_of(tmp_path)) as session:
        photos = shoot(card)
        rate(session, photos, 2)
        assert session.sidecars.flush() == ()
        filler = card / "filler"
        with pytest.raises(OSError, match="space"):
            filler.write_bytes(b"x" * 100_000)
        rate(session, photos, 5)
        failed = session.sidecars.flush()
        assert [type(e) for e in failed] == [NotWritable] * 3
        assert in_sidecars(photos) == [2, 2, 2] and stars(session, photos) == [5, 5, 5]
        filler.unlink()
        assert session.sidecars.flush() == ()
        assert in_sidecars(photos) == [5, 5, 5]
        assert not [p for p in card.iterdir() if p.name.startswith(".")]


def test_a_card_that_is_read_only(tmp_path):
    with small_disk(tmp_path / "card") as card:
        photos = shoot(card)
        remount(card, "ro")
        session = Session(home_of(tmp_path))
        rate(session, photos, 3)
        failed = session.close()
        told = sorted((e.path.name, type(e)) for e in failed if e.path)  # in the order in which the disk answered
        assert told == [(f"IMG_{n}.xmp", NotWritable) for n in range(3)]
        remount(card, "rw")
        with Session(home_of(tmp_path)) as session:
            assert stars(session, photos) == [3, 3, 3]
            assert list(take_outside_changes(session, card, photos)) == []
            assert session.sidecars.flush() == ()
        assert in_sidecars(photos) == [3, 3, 3]


def test_a_catalogue_that_is_read_only_is_named(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        Session(home_of(disk)).close()
        remount(disk, "ro")
        with pytest.raises(NotWritable), Session(home_of(disk)) as session:
            session.catalog.record("/s", "x", [Decision(PhotoId("a"), RATING, 1, Origin.BY_HAND)])


def test_a_card_that_is_pulled(tmp_path):
    with small_disk(tmp_path / "card") as card:
        photos = shoot(card / "DCIM")
        with Session(home_of(tmp_path)) as session:
            rate(session, photos, 1)
            assert session.sidecars.flush() == ()
            pull(card)
            rate(session, photos, 4)
            failed = session.sidecars.flush()
            assert [type(e) for e in failed] == [ShootGone] * 3
            assert stars(session, photos) == [4, 4, 4]


def test_a_slow_share_delays_no_decision(tmp_path, monkeypatch):
    photos = shoot(tmp_path / "share", 5)
    real = sidecar.write

    def slow(*args: Any, **named: Any) -> Any:
        time.sleep(0.1)
        return real(*args, **named)

    monkeypatch.setattr(sidecar_writer.sidecar, "write", slow)
    with Session(home_of(tmp_path)) as session:
        for n in (1, 2, 3, 4, 5):
            rate(session, photos, n)
        assert stars(session, photos) == [5] * 5
        assert in_sidecars(photos) != [5] * 5  # they are still on their way
        assert session.sidecars.flush() == ()
        assert in_sidecars(photos) == [5] * 5


INSTANCE = """
import sys
from pathlib import Path
from retouch.tasks.session import Session
from support.deciding import home_of, photos_of, rate
folder, number = Path(sys.argv[2]), int(sys.argv[3])
with Session(home_of(Path(sys.argv[1]))) as session:
    for n in range(30):
        rate(session, [photos_of(folder, 3)[(n + number) % 3]], n % 6)
"""


def test_two_instances_on_one_shoot(tmp_path):
    photos = shoot(tmp_path / "shoot")
    running = [start(INSTANCE, tmp_path, tmp_path / "shoot", n) for n in range(3)]
    assert [(p.communicate(timeout=60), p.returncode) for p in running] == [(("", None), 0)] * 3
    with Session(home_of(tmp_path)) as session:
        assert session.catalog.faults() == ()
        assert len(session.catalog.actions(str(tmp_path / "shoot"))) == 90
        assert list(take_outside_changes(session, tmp_path / "shoot", photos)) == []
        assert session.sidecars.flush() == ()
        assert in_sidecars(photos) == stars(session, photos)
        assert sidecar.read(photos[0]).wrote == Marks(stars(session, photos)[0])
    assert not [p for p in (tmp_path / "shoot").iterdir() if p.name.startswith(".")]
