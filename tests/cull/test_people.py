from dataclasses import replace

import pytest
from shoot import Shoot, burst, face, scene

from retouch.cull.bursts import group
from retouch.cull.people import follow, opening
from retouch.model.scene import EyeState


def people(shoot):
    return follow(shoot.photos, group(shoot.photos, shoot.scenes), shoot.scenes)


def persons(shoot):
    found = people(shoot)
    return [found.of[p.id] for p in shoot.photos]


def test_a_face_is_followed_by_its_place():
    frames = [scene(face(at=(0.3 + n * 0.02, 0.4), who=None), face(at=(0.7, 0.4), who=None)) for n in range(4)]
    rows = persons(burst(frames))
    assert rows == [rows[0]] * 4
    assert len(set(rows[0])) == 2


def test_the_order_of_the_faces_does_not_matter():
    left, right = face(at=(0.3, 0.4), who=None), face(at=(0.7, 0.4), who=None)
    first, second = persons(burst([scene(left, right), scene(right, left)]))
    assert second == first[::-1]


def test_neighbours_in_a_row_keep_their_names_when_the_camera_moves():
    row = [0.1, 0.25, 0.4, 0.55, 0.7]
    frames = [scene(*(face(at=(x + shift, 0.4), who=n) for n, x in enumerate(row))) for shift in (0.0, 0.12)]
    first, second = persons(burst(frames))
    assert first == second


def test_neighbours_keep_their_names_without_signatures_where_most_of_the_row_shows_the_movement():
    row = [0.1, 0.2, 0.4, 0.6, 0.8]
    frames = [scene(*(face(at=(x + shift, 0.4), size=0.15, who=None) for x in row)) for shift in (0.0, 0.06)]
    first, second = persons(burst(frames))
    assert first == second


def test_a_much_larger_face_in_the_same_place_is_another_person():
    first, second = persons(burst([scene(face(size=0.1, who=None)), scene(face(size=0.3, who=None))]))
    assert first != second


def test_a_known_person_is_found_once_in_a_frame():
    shoot = burst([scene(face(who=1))] * 2)
    shoot += burst([scene(face(at=(0.2, 0.2), who=1), face(at=(0.8, 0.2), who=1), like=2)], start=60, name="B")
    (a,), _, both = persons(shoot)
    assert a in both
    assert len(set(both)) == 2


def test_usual_is_not_learned_from_laughs_and_lowered_eyes():
    eyes = [EyeState.OPEN] * 3 + [EyeState.LAUGHING, EyeState.LOOKING_DOWN] * 4
    shoot = burst([scene(face(e, openness=0.7 if e is EyeState.OPEN else 0.2)) for e in eyes])
    assert people(shoot).habits[0].opening == 0.7


def test_another_face_in_the_same_place_is_another_person():
    first, second = persons(burst([scene(face(who=1)), scene(face(who=2))]))
    assert first != second


def test_a_person_is_known_again_after_a_frame_without_them():
    first, _, third = persons(burst([scene(face()), scene(), scene(face())]))
    assert first == third


def test_a_person_is_known_again_in_the_next_burst_but_not_an_hour_later():
    shoot = burst([scene(face(who=1))] * 2)
    shoot += burst([scene(face(at=(0.2, 0.2), who=1), like=2)] * 2, start=60, name="B")
    shoot += burst([scene(face(who=1))] * 2, start=4000, name="C")
    (a,), _, (b,), _, (c,), _ = persons(shoot)
    assert a == b != c


def test_two_faces_of_one_frame_are_never_one_person():
    (row,) = persons(burst([scene(face(at=(0.3, 0.4), who=1), face(at=(0.7, 0.4), who=1))]))
    assert len(set(row)) == 2


def test_usual_is_learned_from_frames_with_open_eyes_although_many_are_closed():
    wide = [0.62, 0.6, 0.02, 0.03, 0.61, 0.6, 0.58]
    shoot = burst([scene(face(openness=w, eyes=EyeState.CLOSED if w < 0.2 else EyeState.OPEN)) for w in wide])
    found = people(shoot)
    assert 0.55 <= found.habits[0].opening <= 0.62
    assert found.habits[0].frames == 7
    assert found.habits[0].shut == pytest.approx(2 / 7)


def test_usual_is_learned_from_open_eyes_however_few_of_many_they_are():
    wide = [0.9, 0.92, *[0.05] * 20]
    shoot = burst([scene(face(openness=w, eyes=EyeState.CLOSED if w < 0.2 else EyeState.OPEN)) for w in wide])
    assert people(shoot).habits[0].opening == pytest.approx(0.91)


def test_usual_of_eyes_that_are_never_read_as_open_is_their_wider_moments():
    wide = [0.3, 0.31, 0.02, 0.3, 0.29]
    shoot = burst([scene(face(openness=w, eyes=EyeState.HALF)) for w in wide])
    assert people(shoot).habits[0].opening == pytest.approx(0.3, abs=0.01)


def test_it_is_remembered_which_faces_somebody_makes_with_open_eyes():
    faces = [face(smile=0.8), face(smile=0.1), face(openness=0.3, smile=0.5), face(EyeState.CLOSED, smile=0.6)]
    assert people(burst([scene(f) for f in faces])).habits[0].open_faces == ((0.8, 0.0, 0.0), (0.1, 0.0, 0.0))


def test_usual_is_not_learned_from_two_frames_nor_from_what_cannot_be_read():
    assert people(burst([scene(face())] * 2)).habits == {}
    hidden = [scene(face(EyeState.UNKNOWN))] * 5
    assert people(burst(hidden)).habits == {}


def test_opening_takes_the_eye_that_can_be_read():
    one = face(openness=0.6)
    one = replace(one, left=replace(one.left, openness=0.1, confidence=0.0, state=EyeState.HIDDEN))
    assert opening(one) == 0.6
    assert opening(face(EyeState.HIDDEN)) is None
    assert opening(face(openness=0.6, confidence=0.2)) == 0.6
    assert opening(face(openness=0.6, confidence=0.2), least=0.3) is None


def test_nobody_has_no_person():
    assert persons(Shoot((), {})) == []
