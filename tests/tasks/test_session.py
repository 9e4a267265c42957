"""What is suggested follows what has been decided."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shoot import burst, face, scene

from retouch.adjust.registry import adjustments
from retouch.model.decision import Decision, Origin, Verdict
from retouch.model.photo import PhotoId
from retouch.tasks.decide import rating, record, undo, verdict
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, decided_again, decided_with, judged_again, load


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = burst([scene(face(smile=0.9)), scene(face()), scene(face(sharpness=0.05))])
    folder = tmp_path / "shoot"
    folder.mkdir()
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        photos = [replace(p, path=folder / p.name) for p in made.photos]
        session.catalog.put_photos(folder, photos)
        for id_, reading in made.scenes.items():
            session.keep_reading(id_, reading)
        yield session


def suggested(session: Session, folder: Path) -> dict[str, Verdict]:
    return {e.photo.id: s.value for e in load(session, folder).entries for s in e.suggestions if s.topic == "verdict"}


def test_rejecting_the_best_by_hand_makes_another_frame_the_best_and_undo_takes_it_back(
    session: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "shoot"
    before = suggested(session, folder)
    assert before == {"A1": Verdict.KEEP, "A2": Verdict.MAYBE, "A3": Verdict.REJECT}
    shoot = load(session, folder)
    best = next(e.photo for e in shoot.entries if e.photo.id == PhotoId("A1"))
    record(session, shoot, "reject", [verdict(best, Verdict.REJECT)])
    assert suggested(session, folder) == {"A2": Verdict.KEEP, "A3": Verdict.REJECT}
    undo(session, folder)
    assert suggested(session, folder) == before


def test_judging_again_after_a_decision_gives_what_loading_gives_and_leaves_the_rest_alone(
    session: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "shoot"
    photos = list(session.catalog.photos(folder))
    alone = burst([scene(face(who=5), like=9)], start=900.0, name="Z")
    session.catalog.put_photos(folder, [*photos, replace(alone.photos[0], path=folder / "Z1.dng")])
    session.catalog.put_readings(alone.scenes)
    shoot = load(session, folder)
    best = shoot.entries[0].photo
    record(session, shoot, "reject", [verdict(best, Verdict.REJECT)])
    again, changed = judged_again(session, shoot, [best.id])
    assert changed == {"A1", "A2", "A3"} and again.entries[3] is shoot.entries[3]
    loaded = load(session, folder)
    assert [e.suggestions for e in again.entries] == [e.suggestions for e in loaded.entries]
    assert [e.marks for e in again.entries] == [e.marks for e in loaded.entries]
    undo(session, folder)
    back, _ = judged_again(session, again, [best.id])
    assert [e.suggestions for e in back.entries] == [e.suggestions for e in shoot.entries]
    assert not judged_again(session, back)[1]


def test_judging_again_follows_the_settings(session: Session, tmp_path: Path) -> None:
    shoot = load(session, tmp_path / "shoot")
    session.catalog.put_setting("cull", {"strictness": 0.0, "soft_under": 0.01})
    again, changed = judged_again(session, shoot)
    assert changed == {"A1", "A2", "A3"}
    assert [e.suggested.value for e in again.entries if e.suggested] == [Verdict.KEEP, Verdict.MAYBE, Verdict.MAYBE]


def test_thousands_of_readings_are_kept_from_the_garbage_collector(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retouch.tasks.session._MANY", 2)
    before = gc.get_freeze_count()
    try:
        assert len(load(session, tmp_path / "shoot").entries) == 3
        assert gc.isenabled() and gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_an_undo_reaches_the_sidecars_of_photos_that_the_open_shoot_does_not_know(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shoot"
    shoot = load(session, folder)
    record(session, shoot, "reject", [verdict(e.photo, Verdict.REJECT) for e in shoot.entries[:2]])
    session.sidecars.flush()
    written: list[str] = []
    monkeypatch.setattr(session.sidecars, "enqueue", lambda photo, *_: written.append(photo.id))
    undo(session, folder, replace(shoot, entries=shoot.entries[1:]))
    assert sorted(written) == ["A1", "A2"]


def test_decisions_that_are_known_need_not_be_read_again(session: Session, tmp_path: Path) -> None:
    shoot = load(session, tmp_path / "shoot")
    first, second, *_ = (e.photo for e in shoot.entries)
    exposure = adjustments()["exposure"].from_values({"ev": 0.4})
    for made in (
        [rating(first, 3), verdict(second, Verdict.KEEP)],
        [rating(first, 4), Decision(first.id, "adjust.exposure", exposure, Origin.BY_HAND)],
        [Decision(first.id, "adjust.exposure", None, Origin.DISMISSED), verdict(second, None)],
    ):
        record(session, shoot, "some", made)
        read, changed = decided_again(session, shoot, {d.photo for d in made})
        known, same = decided_with(shoot, made)
        assert same == changed
        for a, b in zip(read.entries, known.entries, strict=True):
            assert (a.decisions, a.suggestions, a.edit, a.marks) == (b.decisions, b.suggestions, b.edit, b.marks)
        shoot = known
