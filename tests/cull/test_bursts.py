import time
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shoot import START, Shoot, burst, face, photo, scene, tilted

from retouch.cull.bursts import BurstKind, group, natural
from retouch.model.photo import PhotoId


def parts(shoot):
    return [b.photos for b in group(shoot.photos, shoot.scenes)]


def kinds(shoot):
    return [(b.kind, len(b.photos)) for b in group(shoot.photos, shoot.scenes)]


def test_frames_of_one_moment_are_one_burst_and_the_next_moment_is_another():
    shoot = burst([scene(like=1)] * 3) + burst([scene(like=1)] * 2, start=60, name="B")
    found = group(shoot.photos, shoot.scenes)
    assert [b.photos for b in found] == [("A1", "A2", "A3"), ("B1", "B2")]
    assert [b.id for b in found] == ["1", "2"]


def test_a_frame_alone_is_single():
    assert kinds(burst([scene()])) == [(BurstKind.SINGLE, 1)]


def test_the_longer_the_pause_the_more_alike_frames_must_be():
    first, other = scene(like=1), replace(scene(), likeness=tilted(0.7))
    assert len(parts(burst([first, other], gap=0.3))) == 1
    assert len(parts(burst([first, other], gap=2.1))) == 2
    assert len(parts(burst([first, first], gap=10.0))) == 1
    assert len(parts(burst([first, first], gap=30.0))) == 2


def test_another_subject_at_once_is_another_burst():
    assert len(parts(burst([scene(like=1), scene(like=2)]))) == 2


def test_another_sitter_before_the_same_backdrop_is_another_burst():
    alike = [scene(face(who=1)), scene(face(who=2))]
    assert len(parts(burst(alike, gap=2.1))) == 2
    turned = [scene(face(who=1)), scene(face(who=2, yaw=45.0))]
    assert len(parts(burst(turned, gap=2.1))) == 1, "a turned head may be the same"
    assert len(parts(burst(alike, gap=0.2))) == 1, "nobody changes places so fast"
    groups = [scene(face(who=1), face(at=(0.8, 0.4), who=2)), scene(face(who=2), face(at=(0.8, 0.4), who=1))]
    assert len(parts(burst(groups, gap=2.1))) == 1, "in a group the largest is anybody"


def test_the_same_sitter_makes_up_for_a_picture_that_is_less_alike():
    def moved(who):
        return replace(scene(face(who=who)), likeness=tilted(0.76))

    assert len(parts(burst([scene(face(who=1)), moved(1)], gap=2.1))) == 1
    assert len(parts(burst([scene(), replace(scene(), likeness=tilted(0.76))], gap=2.1))) == 2
    assert len(parts(burst([scene(face(who=1)), moved(1)], gap=19.0))) == 2


def test_two_cameras_interleaved_are_two_bursts():
    first = burst([scene(like=1)] * 4, gap=0.2)
    second = burst([scene(like=1)] * 4, start=0.1, gap=0.2, name="B")
    second = Shoot(tuple(replace(p, capture=replace(p.capture, serial="8")) for p in second.photos), second.scenes)
    assert parts(first + second) == [("A1", "A2", "A3", "A4"), ("B1", "B2", "B3", "B4")]


def test_two_cameras_of_one_model_that_record_no_serial_number_are_told_apart_by_what_they_see():
    shoot = burst([scene(like=1)] * 4, gap=0.2) + burst([scene(like=2)] * 4, start=0.1, gap=0.2, name="B")
    nameless = [replace(p, path=p.path.with_name(f"IMG_{p.name}")) for p in shoot.photos]
    nameless = [replace(p, capture=replace(p.capture, serial="")) for p in nameless]
    assert parts(Shoot(tuple(nameless), shoot.scenes)) == [("A1", "A2", "A3", "A4"), ("B1", "B2", "B3", "B4")]


def test_a_camera_without_sub_seconds_keeps_the_order_of_its_counter_even_over_its_end():
    numbers = (9998, 9999, 1, 2)
    photos = tuple(photo(f"IMG_{n:04d}", 0, number=n) for n in numbers)
    shoot = Shoot(photos[::-1], {p.id: scene() for p in photos})
    assert parts(shoot) == [("IMG_9998", "IMG_9999", "IMG_0001", "IMG_0002")]


def test_a_camera_without_sub_seconds_or_counter_is_ordered_by_name():
    photos = tuple(photo(f"IMG_{n}", n // 4) for n in (8, 9, 10, 11))
    assert parts(Shoot(photos[::-1], {p.id: scene() for p in photos})) == [("IMG_8", "IMG_9", "IMG_10", "IMG_11")]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed here")
def test_the_night_in_which_the_clocks_change_keeps_its_order(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        night = datetime(2026, 3, 29, 1, 59)
        photos = [
            photo(f"A{n}", (night - START).total_seconds() + 60 * minutes) for n, minutes in enumerate((0, 31, 71))
        ]
        found = parts(Shoot(tuple(photos[::-1]), {p.id: scene() for p in photos}))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == [("A0",), ("A1",), ("A2",)], "02:30 does not exist in Berlin that night, but the camera wrote it"


@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_a_clock_that_was_never_set_is_a_time_like_any(year):
    photos = [photo(f"A{n}", (datetime(year, 1, 1) - START).total_seconds() + n / 10) for n in range(2)]
    assert parts(Shoot(tuple(photos), {p.id: scene() for p in photos})) == [("A0", "A1")]


def test_turning_the_camera_is_another_picture():
    lying = [photo("A1", 0.0, width=6000, height=4000), photo("A2", 0.2, width=6000, height=4000)]
    upright = [photo("B1", 0.4, width=4000, height=6000), photo("B2", 0.6, width=4000, height=6000)]
    shoot = Shoot((*lying, *upright), {PhotoId(n): scene() for n in ("A1", "A2", "B1", "B2")})
    assert parts(shoot) == [("A1", "A2"), ("B1", "B2")]


def test_a_clock_without_sub_seconds_is_given_the_benefit_of_half_a_second():
    shoot = Shoot((photo("A1", 0), photo("A2", 3)), {})
    alike = {PhotoId("A1"): scene(), PhotoId("A2"): replace(scene(), likeness=tilted(0.835))}
    assert parts(Shoot(shoot.photos, alike)) == [("A1", "A2")]
    shoot = Shoot((photo("A1", 0.001), photo("A2", 3.001)), {})
    assert parts(Shoot(shoot.photos, alike)) == [("A1",), ("A2",)]


def test_photos_without_a_time_join_neighbours_only():
    photos = tuple(photo(f"X{n}", None) for n in range(3))
    shoot = Shoot(photos, {p.id: scene(like=like) for p, like in zip(photos, (1, 2, 1), strict=True)})
    assert len(parts(shoot)) == 3


def test_a_photo_without_a_time_never_joins_one_with_a_time():
    shoot = burst([scene(), scene()])
    shoot += Shoot((photo("Z", None),), {PhotoId("Z"): scene()})
    assert parts(shoot) == [("A1", "A2"), ("Z",)]


def test_photos_without_a_time_come_last_and_join_only_if_they_are_the_same_picture():
    timeless = [photo(f"X{n}", None) for n in range(4)]
    scenes = {p.id: scene(like=1 if n < 2 else n) for n, p in enumerate(timeless)}
    shoot = Shoot(tuple(timeless), scenes) + burst([scene(like=1)] * 2)
    assert parts(shoot) == [("A1", "A2"), ("X0", "X1"), ("X2",), ("X3",)]


def test_a_photo_that_could_not_be_read_stays_in_its_burst_by_time_alone():
    assert parts(burst([scene(), None, scene()])) == [("A1", "A2", "A3")]
    assert ("A2",) in parts(burst([scene(), None, scene()], gap=3.0))


def test_a_copy_of_a_file_counts_once():
    shoot = burst([scene()] * 2)
    copy = replace(shoot.photos[0], path=shoot.photos[0].path.with_name("copy.dng"))
    assert Counter(i for b in parts(Shoot((*shoot.photos, copy), shoot.scenes)) for i in b) == {"A1": 1, "A2": 1}


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(0, 60)),
            st.integers(0, 3),
            st.sampled_from(["", "7", "8"]),
            st.one_of(st.none(), st.sampled_from([-1.0, 0.0, 1.0])),
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_every_photo_is_in_exactly_one_burst_whatever_the_camera_wrote(rows):
    photos = tuple(
        photo(f"P{n}", seconds, serial=serial, bias=bias, shutter=0.01 if bias is None else 2.0**bias)
        for n, (seconds, _, serial, bias, _) in enumerate(rows)
    )
    scenes = {p.id: scene(like=like) for p, (_, like, _, _, read) in zip(photos, rows, strict=True) if read}
    found = group(photos, scenes)
    assert Counter(i for b in found for i in b.photos) == {p.id: 1 for p in photos}
    assert [b.id for b in found] == [str(n) for n in range(1, len(found) + 1)]
    assert group(photos[::-1], scenes) == found


def test_names_sort_as_people_count():
    assert sorted(["IMG_10", "IMG_9", "img_8"], key=natural) == ["img_8", "IMG_9", "IMG_10"]
