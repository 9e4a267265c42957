"""A catalogue that was damaged and repaired learns from its own sidecars what it has lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.damaging import check, damage, fill
from support.deciding import home_of, rate, shoot

from retouch.adjust.registry import adjustments, topic
from retouch.model.decision import Decision, Origin
from retouch.model.errors import CatalogUnusable
from retouch.store.catalog import recover
from retouch.store.catalog.recovery import backups
from retouch.tasks.decide import undo, write_sidecars
from retouch.tasks.outside import RESTORED, take_outside_changes
from retouch.tasks.session import Session, load


@pytest.mark.parametrize("seed", [0, 2, 6, 11])
def test_every_decision_is_back_after_a_repair(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = fill(tmp_path / "home", tmp_path / "shoot", chance)
    path = home_of(tmp_path / "home").catalog
    damage(path, chance)
    try:
        assert recover(path).kept.exists()
    except CatalogUnusable as error:
        assert "sound" in error.what
    check(tmp_path / "home", tmp_path / "shoot", before)


def test_edits_come_back_and_all_of_it_is_one_undo(tmp_path: Path) -> None:
    photos = shoot(tmp_path / "shoot")
    kinds = adjustments()
    home = home_of(tmp_path)

    def edit(session: Session, **values: float | None) -> None:
        made = [
            Decision(photos[0].id, topic(kinds[k]), None if v is None else kinds[k].from_values({n: v}), Origin.BY_HAND)
            for k, v in values.items()
            for n in [next(iter(kinds[k].params()))]
        ]
        session.catalog.record(str(tmp_path / "shoot"), "edit", made)
        write_sidecars(session, photos)

    with Session(home) as session:
        session.catalog.put_photos(tmp_path / "shoot", photos)
        rate(session, photos, 1)
        edit(session, exposure=0.5, contrast=20.0)
    assert len(backups(home.catalog)) == 1
    with Session(home) as session:
        rate(session, photos, 5)
        edit(session, exposure=1.0, contrast=None, vibrance=30.0)
        [wanted, *_] = load(session, tmp_path / "shoot").entries
    content = bytearray(home.catalog.read_bytes())
    content[:100] = bytes(100)
    home.catalog.write_bytes(content)
    recover(home.catalog)
    with Session(home) as session:
        [old, *_] = load(session, tmp_path / "shoot").entries
        assert old.edit != wanted.edit and old.marks.rating == 1, "so much the backup has"
        list(take_outside_changes(session, tmp_path / "shoot", photos))
        [new, *_] = load(session, tmp_path / "shoot").entries
        assert (new.edit, new.marks) == (wanted.edit, wanted.marks)
        assert session.catalog.actions(str(tmp_path / "shoot"))[-1].name == RESTORED
        assert session.sidecars.flush() == ()
        assert list(take_outside_changes(session, tmp_path / "shoot", photos)) == []
        undo(session, tmp_path / "shoot")
        [again, *_] = load(session, tmp_path / "shoot").entries
        assert (again.edit, again.marks) == (old.edit, old.marks)
