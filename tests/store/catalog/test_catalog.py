"""The catalogue as the tasks use it: what goes in comes out, in order, and undo is exact."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retouch.adjust.edit import Edit
from retouch.adjust.registry import Unknown
from retouch.model.codec import scene_to_data
from retouch.model.decision import Decision, Evidence, Label, Origin, Suggestion, Verdict
from retouch.model.errors import NotWritable, PhotoUnreadable, RetouchError
from retouch.model.numbers import Numbers
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId, WhitePoint
from retouch.model.scene import Box, LightReading, Scene
from retouch.store.catalog import Catalog, SeenSidecar
from retouch.store.marks import Marks

SHOOT = Path("/shoot")
SCOPE = str(SHOOT)


@pytest.fixture
def catalog(tmp_path):
    with Catalog.open(tmp_path / "catalog.db") as opened:
        yield opened


def photo(name: str, folder: Path = SHOOT, **capture: object) -> Photo:
    facts = replace(Capture(), **capture)  # type: ignore[arg-type]
    return Photo(PhotoId(name), folder / f"{name}.dng", (), FileStamp(10, 20), facts)


def decide(name: str, topic: str, value: object) -> Decision[object]:
    return Decision(PhotoId(name), topic, value, Origin.BY_HAND)


def scene(reader: str = "r1") -> Scene:
    light = LightReading(Numbers([0.5, 0.5]), 0.0, 0.1, (0.1, 0.2, 0.3), (0.2, 0.2, 0.2), WhitePoint(5200, 3))
    return Scene((), light, 0.7, Numbers([0.6, 0.8]), "embedded", 2048, reader)


# Photos


def test_photos_come_back_as_they_were_put(catalog):
    zone = timezone(timedelta(hours=2))
    full = photo(
        "a", taken=datetime(2026, 5, 1, 10, 0, 0, 420000, zone), make="Canon", iso=400, shutter=1 / 250, flash=False
    )
    paired = replace(photo("b"), companions=(SHOOT / "b.jpg", SHOOT / "b.wav"))
    catalog.put_photos(SHOOT, [paired, full])
    assert catalog.photos(SHOOT) == (full, paired)
    assert catalog.photos(SHOOT, [PhotoId("a"), PhotoId("c")]) == (full,)
    assert catalog.photos(Path("/elsewhere")) == ()


def test_names_of_any_kind_survive(catalog):
    names = ["-rf", "a\nb", "ü" * 80, "😀", b"caf\xe9".decode("utf-8", "surrogateescape"), "'; DROP TABLE photo"]
    shoot = SHOOT / b"\xff".decode("utf-8", "surrogateescape")
    photos = [
        Photo(PhotoId(str(i)), shoot / n, (shoot / f"{n}.jpg",), FileStamp(1, 2), Capture())
        for i, n in enumerate(names)
    ]
    catalog.put_photos(shoot, photos)
    assert set(catalog.photos(shoot)) == set(photos)


def test_the_same_photo_may_lie_in_two_shoots(catalog):
    catalog.put_photos(SHOOT, [photo("a")])
    catalog.put_photos(Path("/copy"), [photo("a", Path("/copy"))])
    assert [p.path.parent for p in catalog.photos(SHOOT)] == [SHOOT]
    assert [p.path.parent for p in catalog.photos(Path("/copy"))] == [Path("/copy")]


def test_a_photo_that_leaves_the_shoot_keeps_its_decisions(catalog):
    catalog.put_photos(SHOOT, [photo("a"), photo("b")])
    catalog.record(SCOPE, "star", [decide("a", "rating", 4)])
    catalog.put_photos(SHOOT, [photo("b")])
    assert [p.id for p in catalog.photos(SHOOT)] == ["b"]
    assert [d.value for d in catalog.decisions([PhotoId("a")])["a"]] == [4]


# Readings, failures, suggestions


def test_readings_round_trip_and_missing_ones_are_absent(catalog):
    catalog.put_reading(PhotoId("a"), scene())
    found = catalog.readings([PhotoId("a"), PhotoId("b")])
    assert list(found) == ["a"]
    assert scene_to_data(found[PhotoId("a")]) == scene_to_data(scene())
    catalog.put_reading(PhotoId("a"), scene("r2"))
    assert catalog.readings([PhotoId("a")])[PhotoId("a")].reader == "r2"


def test_a_reading_in_another_form_counts_as_none(catalog):
    catalog.put_reading(PhotoId("a"), scene())
    catalog._db.connection.execute("UPDATE reading SET scene = '{\"version\": 99}'")
    assert catalog.readings([PhotoId("a")]) == {}


def test_a_failure_lasts_until_the_photo_is_read_or_changes(catalog):
    catalog.put_photos(SHOOT, [photo("a"), photo("b"), photo("c")])
    paths = {n: SHOOT / f"{n}.dng" for n in "abc"}
    for path in paths.values():
        catalog.put_failure(path, PhotoUnreadable("it is cut off", path, "Copy it from the card again."))
    catalog.put_failure(Path("/other/x.dng"), RetouchError("no", None))
    found = catalog.failures(SHOOT)
    assert [f.path for f in found] == list(paths.values())
    assert type(found[0]) is PhotoUnreadable
    assert str(found[0]) == "a.dng: it is cut off. Copy it from the card again."

    catalog.put_reading(PhotoId("a"), scene())
    catalog.put_photos(SHOOT, [photo("a"), photo("b"), replace(photo("c"), stamp=FileStamp(11, 21))])
    assert [f.path for f in catalog.failures(SHOOT)] == [paths["b"]]
    catalog.clear_failure(paths["b"])
    assert catalog.failures(SHOOT) == ()


def suggest(name: str, topic: str, value: object, *because: Evidence) -> Suggestion[object]:
    return Suggestion(PhotoId(name), topic, value, 0.93, because, "cull 1")


def test_suggestions_carry_their_reasons(catalog):
    reason = Evidence("eyes closed", 0.06, 0.2, "Eyes closed", 0, Box(0.1, 0.2, 0.3, 0.4), PhotoId("b"))
    made = suggest("a", "verdict", Verdict.REJECT, reason, Evidence("soft", 0.1))
    catalog.put_suggestions([PhotoId("a")], ["verdict"], [made])
    assert catalog.suggestions([PhotoId("a")]) == {"a": (made,)}


def test_put_suggestions_replaces_just_the_named_topics_and_photos(catalog):
    ids = [PhotoId("a"), PhotoId("b")]
    catalog.put_suggestions(ids, ["verdict", "rating"], [suggest(n, "verdict", Verdict.KEEP) for n in "ab"])
    catalog.put_suggestions(ids, ["rating"], [suggest("a", "rating", 3)])
    catalog.put_suggestions([PhotoId("a")], ["verdict"], [])
    found = catalog.suggestions(ids)
    assert {n: [s.topic for s in found[n]] for n in found} == {"a": ["rating"], "b": ["verdict"]}


@pytest.mark.parametrize("value", [Verdict.REJECT, None])
def test_a_decided_topic_is_not_suggested_until_the_decision_is_undone(catalog, value):
    catalog.put_suggestions([PhotoId("a")], ["verdict"], [suggest("a", "verdict", Verdict.KEEP)])
    catalog.record(SCOPE, "x", [decide("a", "verdict", value)])
    assert catalog.suggestions([PhotoId("a")]) == {}
    catalog.put_suggestions([PhotoId("a")], ["verdict"], [suggest("a", "verdict", Verdict.KEEP)])
    assert catalog.suggestions([PhotoId("a")]) == {}
    catalog.undo(SCOPE)
    assert len(catalog.suggestions([PhotoId("a")])["a"]) == 1


# Decisions


def test_decisions_of_every_kind_round_trip(catalog):
    values = [
        ("verdict", Verdict.MAYBE),
        ("rating", 5),
        ("label", Label.PURPLE),
        ("label", "Approved"),
        ("adjust.future", Unknown("future", {"version": 9, "curve": [1, 2], "name": "x"})),
        ("adjust.future", None),
    ]
    catalog.record(SCOPE, "all", [decide("a", *v) for v in values])
    found = catalog.decisions([PhotoId("a")])[PhotoId("a")]
    assert [(d.topic, d.value) for d in found] == values
    assert type(found[0].value) is Verdict and type(found[2].value) is Label and type(found[3].value) is str


@pytest.mark.parametrize("value", [True, 1.5, [1], object()])
def test_a_value_that_cannot_be_decided_is_a_bug_and_records_nothing(catalog, value):
    with pytest.raises(TypeError):
        catalog.record(SCOPE, "bug", [decide("a", "rating", 1), decide("a", "rating", value)])
    assert catalog.actions(SCOPE) == ()


def test_an_empty_action_is_refused(catalog):
    with pytest.raises(ValueError, match="at least one"):
        catalog.record(SCOPE, "nothing", [])


def test_one_gesture_is_one_undo_however_large(catalog):
    many = [decide(f"{n}", "verdict", Verdict.KEEP) for n in range(2000)]
    catalog.record(SCOPE, "star", [decide("0", "rating", 1)])
    action = catalog.record(SCOPE, "accept 2000", many)
    assert action.size == 2000 and not action.undone
    undone, photos = catalog.undo(SCOPE)
    assert undone == replace(action, undone=True)
    assert photos == tuple(d.photo for d in many)
    assert {p: [d.topic for d in ds] for p, ds in catalog.decisions(d.photo for d in many).items()} == {"0": ["rating"]}


def test_scopes_have_histories_of_their_own(catalog):
    catalog.record("/one", "a", [decide("a", "rating", 1)])
    catalog.record("/two", "b", [decide("a", "rating", 2)])
    catalog.undo("/one")
    assert [d.value for d in catalog.decisions([PhotoId("a")])["a"]] == [2]
    assert catalog.undo("/one") is None
    assert [a.undone for a in catalog.actions("/two")] == [False]


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["undo", "redo"])), max_size=25))
def test_undo_and_redo_behave_as_two_stacks(tmp_path_factory, steps):
    done: list[int] = []
    undone: list[int] = []
    path = tmp_path_factory.mktemp("undo") / "c.db"
    with Catalog.open(path) as catalog:
        for step in steps:
            if step == "undo":
                assert (catalog.undo(SCOPE) is not None) == bool(done)
                undone += [done.pop()] if done else []
            elif step == "redo":
                assert (catalog.redo(SCOPE) is not None) == bool(undone)
                done += [undone.pop()] if undone else []
            else:
                catalog.record(SCOPE, "stars", [decide("a", "rating", step)])
                done, undone = [*done, step], []
    with Catalog.open(path) as catalog:  # across a restart, too
        assert [d.value for d in catalog.decisions([PhotoId("a")]).get(PhotoId("a"), ())] == done


def test_a_clock_that_jumps_back_changes_no_order(catalog, monkeypatch):
    class Jumping(datetime):
        hours = iter([9, 3])

        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 5, 1, next(cls.hours), tzinfo=UTC)

    monkeypatch.setattr("retouch.store.catalog.datetime", Jumping)
    catalog.record(SCOPE, "first", [decide("a", "rating", 1)])
    catalog.record(SCOPE, "second", [decide("a", "rating", 2)])
    monkeypatch.undo()
    assert [d.value for d in catalog.decisions([PhotoId("a")])["a"]] == [1, 2]
    assert catalog.undo(SCOPE)[0].name == "second"


# Sidecars, exports, settings


def test_sidecars_as_last_seen(catalog):
    seen = SeenSidecar("abc", Marks(3, Verdict.REJECT, "Approved"), "state")
    catalog.put_sidecars({PhotoId("a"): seen, PhotoId("b"): SeenSidecar("def", Marks())})
    assert catalog.sidecars([PhotoId("a"), PhotoId("c")]) == {"a": seen}
    assert catalog.sidecars([PhotoId("b")])[PhotoId("b")].digest == "def"


def test_a_catalogue_has_one_identity_of_its_own(catalog, tmp_path):
    first = catalog.identity
    assert len(first) == 32
    catalog.close()
    assert catalog.identity == first
    with Catalog.open(tmp_path / "other.db") as other:
        assert other.identity != first


def test_exports_are_ours_until_somebody_touches_them(catalog, tmp_path):
    edit = Edit(unknown={"future": {"version": 9, "x": 1.5}})
    jpeg, other = tmp_path / "a.jpg", tmp_path / "b.jpg"
    jpeg.write_bytes(b"1")
    other.write_bytes(b"1")
    catalog.put_export(PhotoId("a"), jpeg, edit)
    [export] = catalog.exports(PhotoId("a"))
    assert (export.path, dict(export.edit.unknown)) == (jpeg, dict(edit.unknown))
    assert catalog.exports(PhotoId("b")) == ()
    assert catalog.wrote(jpeg) and not catalog.wrote(other) and not catalog.wrote(tmp_path / "none.jpg")
    jpeg.write_bytes(b"12")
    assert not catalog.wrote(jpeg)
    jpeg.unlink()
    with pytest.raises(NotWritable):
        catalog.put_export(PhotoId("a"), jpeg, edit)


def test_settings_are_any_json(catalog):
    assert catalog.setting("strictness") is None
    assert catalog.setting("strictness", 0.5) == 0.5
    catalog.put_setting("strictness", {"group": [1, 2, None], "ß": "ü"})
    assert catalog.setting("strictness") == {"group": [1, 2, None], "ß": "ü"}


def test_threads_share_a_catalogue(catalog):
    def work(number: int) -> None:
        for n in range(10):
            catalog.record(f"/{number}", "x", [decide(f"{number}", "rating", n % 6)])
            catalog.put_reading(PhotoId(f"{number}"), scene())

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = catalog.decisions(PhotoId(str(n)) for n in range(4))
    assert {n: len(d) for n, d in found.items()} == {str(n): 10 for n in range(4)}
    assert catalog.faults() == ()
