import pytest
from hypothesis import given
from hypothesis import strategies as st
from shoot import face, scene

from retouch.cull.key_faces import mark, marked

PAIR = scene(face(at=(0.3, 0.4)), face(at=(0.7, 0.4), who=2))


@pytest.mark.parametrize("faces", [(), (0,), (1,), (0, 1)])
def test_marks_mean_the_faces_they_were_made_of(faces):
    assert marked(mark(PAIR.faces[n] for n in faces), PAIR) == set(faces)


def test_a_mark_stays_with_its_face_when_another_reading_counts_differently():
    again = scene(face(at=(0.1, 0.8), size=0.1, who=3), face(at=(0.71, 0.41), who=2), face(at=(0.31, 0.4)))
    assert marked(mark([PAIR.faces[0]]), again) == {2}
    assert marked(mark([PAIR.faces[1]]), again) == {1}


def test_of_faces_that_overlap_the_nearest_is_meant():
    close = scene(face(at=(0.5, 0.4)), face(at=(0.53, 0.4), who=2))
    assert marked(mark([close.faces[1]]), close) == {1}


def test_a_face_that_is_gone_is_not_marked():
    assert marked(mark([PAIR.faces[0]]), scene(face(at=(0.7, 0.4)))) == set()


@given(st.one_of(st.none(), st.integers(), st.text(max_size=20), st.just("0.3,0.4 nonsense 1,2,3 nan,nan")))
def test_what_makes_no_sense_marks_nobody_else(value):
    assert marked(value, PAIR) <= {0}
