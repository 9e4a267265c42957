"""Ceilings of the shoot and of persons hold every suggestion down, and are undone like any decision."""

from dataclasses import replace
from pathlib import Path

import pytest
from shoot import burst, face, scene

from retouch.adjust.under_eye import UnderEye
from retouch.image.age import CLEARLY_ADULT
from retouch.model.errors import UsageError
from retouch.model.numbers import Measured
from retouch.model.photo import PhotoId
from retouch.tasks.ceilings import ceilings_of, clamp, limited, set_ceilings
from retouch.tasks.children import childlike, told_by_person
from retouch.tasks.decide import redo, undo
from retouch.tasks.paths import Home
from retouch.tasks.propose import suggest
from retouch.tasks.session import Session, load

TIRED = {"skin.uneven": 0.1, "face.child": -0.5, "skin.under_eye": 0.7}


def tired(who, **tells):
    one = face(who=who)
    return replace(one, tells=Measured({**one.tells, **TIRED, **tells}))


@pytest.fixture
def session(tmp_path: Path):
    """Two persons, three photos each, all with dark circles; A1… and B1…."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    first = burst([scene(tired(1)) for _ in range(3)])
    second = burst([scene(tired(2), like=5) for _ in range(3)], start=900.0, name="B")
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        photos = [replace(p, path=folder / p.name) for p in (*first.photos, *second.photos)]
        session.catalog.put_photos(folder, photos)
        for id_, reading in {**first.scenes, **second.scenes}.items():
            session.keep_reading(id_, reading)
        yield session


def amounts(session, folder):
    """What is suggested under the eyes, by photo."""
    shoot = load(session, folder)
    for _ in suggest(session, shoot):
        pass
    found = load(session, folder).entries
    return {e.photo.id: s.value.amount for e in found for s in e.suggestions if s.topic == "adjust.under_eye"}


def test_a_ceiling_of_the_shoot_holds_everywhere_and_undo_lifts_it(session, tmp_path):
    folder = tmp_path / "shoot"
    before = amounts(session, folder)
    assert len(before) == 6 and min(before.values()) > 30
    action = set_ceilings(session, load(session, folder), {"under_eye": 30})
    assert action is not None and ceilings_of(load(session, folder)).shoot == {"under_eye": 30}
    assert set(amounts(session, folder).values()) == {30}
    undo(session, folder)
    assert amounts(session, folder) == before
    redo(session, folder)
    set_ceilings(session, load(session, folder), {"under_eye": 0})
    assert amounts(session, folder) == {}
    set_ceilings(session, load(session, folder), {"under_eye": 100})
    assert amounts(session, folder) == before


def test_a_ceiling_of_a_person_holds_on_all_her_photos_and_on_nobody_elses(session, tmp_path):
    folder = tmp_path / "shoot"
    set_ceilings(session, load(session, folder), {"under_eye": 10}, {PhotoId("A2"): 0})
    found = amounts(session, folder)
    assert {found[PhotoId(n)] for n in ("A1", "A2", "A3")} == {10}
    assert min(found[PhotoId(n)] for n in ("B1", "B2", "B3")) > 30
    set_ceilings(session, load(session, folder), {"under_eye": 20}, {PhotoId("A3"): 0})
    assert amounts(session, folder)[PhotoId("A1")] == 20, "the last word on the person counts, wherever it was said"
    set_ceilings(session, load(session, folder), {"under_eye": 15})
    assert amounts(session, folder)[PhotoId("A1")] == 15, "the lower of the two"


def test_two_persons_on_one_photo_keep_a_ceiling_each(session, tmp_path):
    folder = tmp_path / "shoot"
    left, right = tired(1), tired(2)
    for n in (1, 2, 3):
        apart = replace(right, box=replace(right.box, x=right.box.x + 0.5 * (1 if right.box.x < 0.4 else -1)))
        session.keep_reading(PhotoId(f"A{n}"), scene(left, apart))
    shoot = load(session, folder)
    one, other = shoot.judgement.people.of[PhotoId("A1")]
    set_ceilings(session, shoot, {"under_eye": 30}, {PhotoId("A1"): 0})
    set_ceilings(session, load(session, folder), {"under_eye": 20}, {PhotoId("A1"): 1})
    assert ceilings_of(load(session, folder)).people == {one: {"under_eye": 30}, other: {"under_eye": 20}}
    set_ceilings(session, load(session, folder), {"under_eye": 100}, {PhotoId("A1"): 1})
    assert ceilings_of(load(session, folder)).people == {one: {"under_eye": 30}}


def test_ceilings_of_many_photos_are_one_action(session, tmp_path):
    folder = tmp_path / "shoot"
    set_ceilings(
        session, load(session, folder), {"under_eye": 5}, {PhotoId("A1"): 0, PhotoId("B2"): 0, PhotoId("A3"): 0}
    )
    shoot = load(session, folder)
    assert sorted(ceilings_of(shoot).people.values(), key=str) == [{"under_eye": 5}] * 2
    assert set_ceilings(session, shoot, {"under_eye": 5}, {PhotoId("A3"): 0, PhotoId("B2"): 0}) is None, "no news"
    undo(session, folder)
    assert not ceilings_of(load(session, folder)).people


def test_the_reason_is_told_and_lower_suggestions_stay_as_they_are(session, tmp_path):
    folder = tmp_path / "shoot"
    amounts(session, folder)
    shoot = load(session, folder)
    made = [s for e in shoot.entries for s in e.suggestions]
    set_ceilings(session, shoot, {"under_eye": 30})
    held = clamp(load(session, folder), made)
    (one,) = [s for s in held if s.photo == "A1" and s.topic == "adjust.under_eye"]
    assert one.value == UnderEye(amount=30) and "30 %" in one.because[-1].text
    low = replace(one, value=UnderEye(amount=12))
    assert clamp(load(session, folder), [low]) == [low]


def test_what_makes_no_sense_is_refused(session, tmp_path):
    shoot = load(session, tmp_path / "shoot")
    for limits, faces in (
        ({"exposure": 30}, None),
        ({"under_eye": 130}, None),
        ({"under_eye": 30}, {PhotoId("A1"): 4}),
        ({"under_eye": 30}, {PhotoId("B1"): 0, PhotoId("A1"): 4}),
    ):
        with pytest.raises(UsageError):
            set_ceilings(session, shoot, limits, faces)
    assert not session.catalog.actions(str(tmp_path / "shoot")), "all or nothing"
    assert {"under_eye", "blemishes", "skin_evenness", "shine", "redness", "teeth", "eyes"} <= set(limited())
    assert "wrinkles" not in limited(), "it is never suggested"


def test_a_child_is_one_on_every_photo_though_one_frame_says_otherwise(session, tmp_path):
    folder = tmp_path / "shoot"
    readings = {
        PhotoId(f"A{n}"): scene(tired(1, **{"face.child": value})) for n, value in enumerate((1.4, 0.1, 1.8), start=1)
    }
    for id_, reading in readings.items():
        session.keep_reading(id_, reading)
    shoot = load(session, folder)
    known = childlike(shoot)
    entry = shoot.by_id()[PhotoId("A2")]
    told = told_by_person(entry, shoot, known).scene.faces[0].tells["face.child"]
    assert told > CLEARLY_ADULT > entry.scene.faces[0].tells["face.child"]
    assert {n[0] for n in amounts(session, folder)} == {"B"}
