from __future__ import annotations

import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.develop.encode import Output
from retouch.image.watermark import Watermark
from retouch.model.decision import RATING, VERDICT, Decision, Origin, Verdict
from retouch.model.errors import PhotoUnreadable
from retouch.tasks import preflight as module
from retouch.tasks.decide import record
from retouch.tasks.export import Recipe, Which, choose, export
from retouch.tasks.preflight import Fate, Preflight, Tally, preflight, unlocked
from retouch.tasks.session import Session, load

PORTRAIT = Path(__file__).resolve().parents[2] / "resources" / "sample" / "grace_hopper.jpg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "shoot"
    here.mkdir()
    shutil.copy(PORTRAIT, here / "one.jpg")
    return here


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    from retouch.tasks.ingest import ingest

    with Session() as opened:
        list(ingest(opened, folder))
        yield opened


def look(session: Session, folder: Path, recipe: Recipe) -> Preflight:
    return preflight(session, folder, choose(load(session, folder), recipe.which), recipe)


def everything(to: Path, **more: object) -> Recipe:
    return Recipe(to, Which.ALL, **more)  # type: ignore[arg-type]


def test_it_says_what_would_be_written_and_writes_nothing(session: Session, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "deep"
    found = look(session, folder, everything(out))
    assert [(p.entry.photo.name, p.to.name, p.fate) for p in found.planned] == [("one.jpg", "one.jpg", Fate.WRITE)]
    assert found.possible and not found.obstacles
    assert not (tmp_path / "out").exists()


def test_a_photo_that_cannot_be_read_is_planned_to_fail(session: Session, folder: Path, tmp_path: Path) -> None:
    path = load(session, folder).entries[0].photo.path
    session.catalog.put_failure(path, PhotoUnreadable("the file is damaged", path))
    found = look(session, folder, everything(tmp_path / "out"))
    assert [p.fate for p in found.planned] == [Fate.UNREADABLE] and not found.possible and found.needed == 0


def test_what_it_says_is_what_a_run_then_does(session: Session, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    recipe = everything(out, output=Output(long_edge=64))
    list(export(session, folder, recipe))
    assert look(session, folder, recipe).planned[0].fate is Fate.REPLACE
    (out / "one.jpg").write_bytes(b"an album cover")
    found = look(session, folder, recipe)
    assert found.planned[0].fate is Fate.STAYS and not found.possible
    allowed = everything(out, overwrite=True)
    assert look(session, folder, allowed).planned[0].fate is Fate.REPLACE


def test_the_originals_folder_a_file_and_a_wrong_name_are_obstacles(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    for recipe, word in (
        (everything(folder), "originals"),
        (everything(tmp_path / "file" / "deeper"), "a file, not a folder"),
        (everything(tmp_path / "out", naming="{nonsense}"), "nonsense"),
        (everything(tmp_path / "out", output=Output(watermark=Watermark("", tmp_path / "no.png"))), "watermark"),
    ):
        found = look(session, folder, recipe)
        assert not found.possible
        assert word in " ".join(str(e) for e in found.obstacles)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not hold root back")
def test_a_folder_that_may_not_be_written_is_an_obstacle(session: Session, folder: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert not look(session, folder, everything(locked / "out")).possible


def test_bytes_needed_grow_with_size_and_quality_and_room_is_told(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    kinds = [Output(long_edge=200), Output(quality=80), Output(quality=92), Output(quality=100), Output("tiff")]
    needed = [look(session, folder, everything(out, output=k)).needed for k in kinds]
    assert needed == sorted(needed) and needed[0] > 0
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: usage(9, 2, 7))
    assert look(session, folder, everything(out)).free == 7


def test_what_other_programs_will_show_is_counted(session: Session, folder: Path, tmp_path: Path) -> None:
    shoot = load(session, folder)
    photo = shoot.entries[0].photo.id
    by_hand = [Decision(photo, VERDICT, Verdict.KEEP, Origin.BY_HAND), Decision(photo, RATING, 3, Origin.BY_HAND)]
    record(session, shoot, "pick", by_hand)
    found = look(session, folder, everything(tmp_path / "out"))
    assert found.elsewhere[0] == Tally("Lightroom Classic", 1, 0, 1, 0)
    assert found.elsewhere[1] == Tally("Bridge", 0, 0, 1, 0)
    assert not look(session, folder, Recipe(tmp_path / "out")).undecided


def test_only_an_edit_below_the_floor_can_lose_texture() -> None:
    floor = adjustments()["texture_floor"]
    assert not unlocked(Edit())
    assert not unlocked(Edit().with_step(floor.from_values({"floor": 95})))
    assert unlocked(Edit().with_step(floor.from_values({"floor": 84})))
