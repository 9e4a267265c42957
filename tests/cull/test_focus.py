from dataclasses import replace

import pytest
from shoot import face

from retouch.cull.focus import SOFT_EYE, SOFT_FACE, eye_sharpness, focus, measured, sharpest, soft, unread
from retouch.model.scene import EyeState

CLOSED = EyeState.CLOSED


def sharp(of_face, right, left=None, *, eyes=EyeState.OPEN, yaw=0.0, across=(60.0, 60.0)):
    reading = face(eyes, sharpness=of_face, yaw=yaw)
    left = right if left is None else left
    return replace(
        reading,
        right=replace(reading.right, sharpness=right, across=across[0]),
        left=replace(reading.left, sharpness=left, across=across[1]),
    )


def test_a_slight_miss_shows_in_the_eye():
    hit, miss = sharp(0.28, 0.22), sharp(0.24, 0.10)
    best = sharpest([hit, miss])
    assert focus(hit, best) == 1.0
    assert focus(miss, best) == pytest.approx(((0.24 / 0.28) * (0.10 / 0.22)) ** 0.5 / 0.85)
    assert focus(miss, best) < 0.75


def test_glasses_taken_off_do_not_make_a_face_soft():
    with_glasses, without = sharp(0.3, 0.8), sharp(0.3, 0.12)
    assert focus(without, sharpest([with_glasses, without])) > 0.8


def test_closed_eyes_are_not_soft_for_being_closed():
    opened, shut = sharp(0.28, 0.22), sharp(0.27, 0.12, eyes=CLOSED)
    best = sharpest([opened, shut])
    assert focus(shut, best) == 1.0
    assert sharpest([sharp(0.2, 0.9, eyes=CLOSED)]).eye == 0.0


def test_the_nearer_eye_counts_where_there_is_one():
    assert eye_sharpness(sharp(0.3, 0.1, 0.2)) == 0.2
    assert eye_sharpness(sharp(0.3, 0.1, 0.2, yaw=30.0, across=(60.0, 40.0))) == 0.1
    assert eye_sharpness(sharp(0.3, 0.2, eyes=CLOSED)) is None


def test_soft_by_itself():
    assert soft(sharp(0.2, SOFT_EYE - 0.01))
    assert not soft(sharp(0.2, SOFT_EYE + 0.01))
    assert soft(sharp(SOFT_FACE - 0.01, 0.3, eyes=CLOSED))
    assert measured(sharp(0.2, 0.3)) == (0.3, SOFT_EYE)
    assert measured(sharp(0.2, 0.3, eyes=CLOSED)) == (0.2, SOFT_FACE)


def test_a_face_that_was_not_measured_is_neither():
    profile = sharp(0.0, 0.0, eyes=EyeState.HIDDEN)
    assert unread(profile)
    assert not soft(profile)
    assert 0.3 < focus(profile, sharpest([face()])) < 0.9
    assert not unread(sharp(0.0, 0.0))


def test_nothing_sharp_at_all_compares_as_equal():
    blurred = sharp(0.0, 0.0)
    assert focus(blurred, sharpest([blurred])) == 1.0
