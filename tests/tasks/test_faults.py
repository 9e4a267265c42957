"""Disks that are full, read-only, gone or slow, and two programs at once: no decision is lost, each fault is named."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.deciding import home_of, in_sidecars, rate, shoot, stars
from support.mounts import pull, remount, small_disk
from support.processes import start
from support.raws import write_raws
from support.share import share

from retouch.develop.encode import Output
from retouch.model.decision import RATING, Decision, Origin
from retouch.model.errors import NotWritable, PlaceUnusable, ShootGone
from retouch.model.event import Done, Failed, Progress
from retouch.model.photo import PhotoId
from retouch.store import sidecar, sidecar_writer
from retouch.store.marks import Marks
from retouch.tasks.export import Delivery, Recipe, Which, export
from retouch.tasks.ingest import ingest
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


def exported(session: Session, recipe: Recipe, folder: Path) -> tuple[Delivery, list[Failed]]:
    events = list(export(session, folder, recipe))
    last = events[-1]
    assert isinstance(last, Done)
    return last.result, [e for e in events if isinstance(e, Failed)]


def test_a_full_disk_under_an_export_stops_it_once_and_it_goes_on(tmp_path):
    folder = write_raws(tmp_path / "shoot", 12)
    with small_disk(tmp_path / "disk", "2m") as disk, Session(home_of(tmp_path)) as session:
        recipe = Recipe(disk / "out", Which.ALL, Output("tiff"), missing=True)
        first, failed = exported(session, recipe, folder)
        assert len(failed) == 1 and isinstance(failed[0].error, PlaceUnusable), "one message, not one per photo"
        assert 0 < len(first.written) < 6 and first.failed == 0
        assert len(first.remaining) == 12 - len(first.written)
        assert all(path.name in str(failed[0].error) for path in first.remaining)
        assert "full" in str(failed[0].error)
        assert sorted((disk / "out").iterdir()) == sorted(first.written), "nothing half-written stays"
        before = {path: path.stat().st_mtime_ns for path in first.written}
        remount(disk, "size=64m")
        second, failed = exported(session, recipe, folder)
        assert failed == [] and second.there == len(first.written) and len(second.written) == 12 - second.there
        assert {path: path.stat().st_mtime_ns for path in first.written} == before, "not written again"
        assert len(list((disk / "out").iterdir())) == 12
        changed, _ = exported(session, replace(recipe, changes={"exposure": {"ev": 0.5}}), folder)
        assert len(changed.written) == 12, "another edit is another delivery"


def test_a_disk_that_is_pulled_under_an_export_stops_it_once(tmp_path):
    folder = write_raws(tmp_path / "shoot", 8)
    with small_disk(tmp_path / "disk", "64m") as disk, Session(home_of(tmp_path)) as session:
        failed: list[Failed] = []
        written = 0
        for event in export(session, folder, Recipe(disk / "a" / "out", Which.ALL)):
            if isinstance(event, Progress) and event.what == "exporting" and event.done == 2:
                pull(disk)
            failed += [event] if isinstance(event, Failed) else []
            written = len(event.result.written) if isinstance(event, Done) else written
        assert [type(e.error) for e in failed] == [PlaceUnusable]
        assert 2 <= written <= 5
        assert "gone" in str(failed[0].error) or "not there" in str(failed[0].error)


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


def test_a_slow_share_takes_every_verb(tmp_path):
    """A real one, through the kernel: what C code opens is slow too."""
    write_raws(tmp_path / "local", 3)
    with share(tmp_path) as far, Session(home_of(tmp_path)) as session:
        folder = far.path / "shoot"
        shutil.copytree(tmp_path / "local", folder)
        far.slow_down(0.005)
        *_, last = ingest(session, folder)
        assert isinstance(last, Done)
        photos = [entry.photo for entry in last.result.entries]
        rate(session, photos, 4)
        assert session.sidecars.flush() == () and in_sidecars(photos) == [4, 4, 4]
        delivery, failed = exported(session, Recipe(far.path / "out", Which.ALL), folder)
        assert failed == [] and len(delivery.written) == 3 and delivery.size > 3000
        assert sorted(p.name for p in (far.path / "out").iterdir()) == [f"IMG_{n}.jpg" for n in range(3)]


def test_a_slow_share_that_loses_its_connection_stops_an_export_once(tmp_path):
    folder = write_raws(tmp_path / "local", 8)
    with share(tmp_path) as far, Session(home_of(tmp_path)) as session:
        failed: list[Failed] = []
        delivery = None
        for event in export(session, folder, Recipe(far.path / "out", Which.ALL)):
            if isinstance(event, Progress) and event.what == "exporting" and event.done == 2:
                far.die()
            failed += [event] if isinstance(event, Failed) else []
            delivery = event.result if isinstance(event, Done) else delivery
        assert [type(e.error) for e in failed] == [PlaceUnusable]
        assert delivery is not None and 4 <= len(delivery.remaining) <= 6


def test_a_slow_share_that_loses_its_connection_is_a_shoot_that_is_gone(tmp_path):
    write_raws(tmp_path / "local", 2)
    with share(tmp_path) as far, Session(home_of(tmp_path)) as session:
        folder = far.path / "shoot"
        shutil.copytree(tmp_path / "local", folder)
        *_, last = ingest(session, folder)
        assert isinstance(last, Done)
        photos = [entry.photo for entry in last.result.entries]
        far.die()
        with pytest.raises(ShootGone):
            list(ingest(session, folder))
        rate(session, photos, 2)
        assert [type(e) for e in session.sidecars.flush()] == [ShootGone] * 2
        with pytest.raises(ShootGone):
            list(export(session, folder, Recipe(tmp_path / "out", Which.ALL)))
        assert stars(session, photos) == [2, 2]


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
