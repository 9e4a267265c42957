"""A key person is marked once, counts in the whole shoot, and is one undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shoot import Shoot as Made
from shoot import burst, face, scene

from retouch.model.decision import Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState
from retouch.tasks.decide import undo
from retouch.tasks.key_people import mark_key, toggle_key
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, Shoot, judged_again, load


def pair(first: EyeState, second: EyeState):
    """Return a large and a smaller face, of which somebody blinks."""
    return scene(face(first, at=(0.3, 0.4), size=0.3), face(second, at=(0.7, 0.5), size=0.15, who=2))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shoot"
    made.mkdir()
    return made


@pytest.fixture
def session(tmp_path: Path, folder: Path) -> Iterator[Session]:
    shut, wide = EyeState.CLOSED, EyeState.OPEN
    one = burst([pair(wide, shut), pair(shut, wide)], name="A")
    made: Made = one + burst([pair(wide, shut), pair(shut, wide)], start=60.0, name="B")
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        session.catalog.put_photos(folder, [replace(p, path=folder / p.name) for p in made.photos])
        session.catalog.put_readings(made.scenes)
        yield session


def best(shoot: Shoot) -> set[PhotoId]:
    return {id_ for id_, judged in shoot.judgement.judged.items() if judged.rank == 1}


def test_a_key_person_decides_every_burst_and_undo_takes_it_back(session: Session, folder: Path) -> None:
    shoot = load(session, folder)
    assert best(shoot) == {"A1", "B1"}, "the largest face counts most"
    action = toggle_key(session, shoot, PhotoId("A1"), 1)
    assert action is not None and action.name == "key person"
    marked, changed = judged_again(session, shoot, [PhotoId("A1")])
    assert best(marked) == {"A2", "B2"} == best(load(session, folder))
    assert changed == {"A1", "A2", "B1", "B2"}
    assert marked.judgement.key == {shoot.judgement.people.of[PhotoId("A1")][1]}
    undo(session, folder)
    again, _ = judged_again(session, marked, [PhotoId("A1")])
    assert best(again) == best(shoot) and not again.judgement.key


def test_any_face_of_a_key_person_takes_the_mark_away(session: Session, folder: Path) -> None:
    shoot = load(session, folder)
    toggle_key(session, shoot, PhotoId("A1"), 1)
    shoot = load(session, folder)
    toggle_key(session, shoot, PhotoId("A1"), 0)
    shoot = load(session, folder)
    assert len(shoot.judgement.key) == 2
    toggle_key(session, shoot, PhotoId("B2"), 1)
    shoot = load(session, folder)
    assert shoot.judgement.key == {shoot.judgement.people.of[PhotoId("A1")][0]}, "the other mark on that photo stays"


def test_a_key_person_is_known_again_hours_later(session: Session, folder: Path) -> None:
    evening = burst(
        [pair(EyeState.OPEN, EyeState.CLOSED), pair(EyeState.CLOSED, EyeState.OPEN)], start=30000.0, name="E"
    )
    photos = [*session.catalog.photos(folder), *(replace(p, path=folder / p.name) for p in evening.photos)]
    session.catalog.put_photos(folder, photos)
    session.catalog.put_readings(evening.scenes)
    shoot = load(session, folder)
    of = shoot.judgement.people.of
    assert of[PhotoId("A1")][1] != of[PhotoId("E1")][1], "too long ago to be followed"
    toggle_key(session, shoot, PhotoId("A1"), 1)
    shoot = load(session, folder)
    assert best(shoot) == {"A2", "B2", "E2"}
    toggle_key(session, shoot, PhotoId("E1"), 1)
    assert not load(session, folder).judgement.key


def test_what_changes_nothing_is_no_action(session: Session, folder: Path) -> None:
    shoot = load(session, folder)
    assert toggle_key(session, shoot, PhotoId("A1"), 7) is None
    assert toggle_key(session, shoot, PhotoId("nobody"), 0) is None
    assert mark_key(session, shoot, {PhotoId("A1"): 0}, False) is None
    toggle_key(session, shoot, PhotoId("A1"), 0)
    assert mark_key(session, load(session, folder), {PhotoId("B1"): 0}, True) is None


def test_a_key_person_is_one_shoot_s_and_no_verdict(session: Session, folder: Path) -> None:
    toggle_key(session, load(session, folder), PhotoId("A1"), 1)
    assert not session.cull_settings.key
    suggested = {e.photo.id: e.suggested.value for e in load(session, folder).entries if e.suggested}
    assert suggested["A1"] is not Verdict.KEEP and len(suggested) == 4, "a mark decides no verdict"
