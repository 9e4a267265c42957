from datetime import timedelta

import pytest
from shoot import START, face

from retouch.cull.eyes import held_closed, judge_eyes, kissing
from retouch.cull.people import Habit
from retouch.cull.profile import CullSettings
from retouch.model.scene import EyeState, Mouth

CLOSED, OPEN, HALF = EyeState.CLOSED, EyeState.OPEN, EyeState.HALF


def judged(state, openness=None, usual=None, frames=8, *, shut=0.1, faces=(), meant=False, strictness=0.5, **more):
    reading = face(state, openness=openness, **more)
    habit = None if usual is None else Habit(usual, frames, shut, faces)
    return judge_eyes(reading, habit, meant, CullSettings(strictness=strictness))


def test_shut_eyes_are_surely_closed_and_open_ones_surely_open():
    assert judged(CLOSED, 0.02, 0.7).closed > 0.9
    assert judged(CLOSED, 0.02).closed > 0.9, "also where the usual opening is not known"
    assert judged(OPEN, 0.7, 0.7).open > 0.9
    assert judged(OPEN, 0.7, 0.7).fault == 0.0


def test_the_share_of_the_usual_opening_is_told():
    assert judged(HALF, 0.266, 0.7).of_usual == pytest.approx(0.38)
    assert judged(HALF, 0.266).of_usual is None


def test_narrow_eyes_that_are_read_as_shut_most_of_the_time_are_open():
    for state in (CLOSED, HALF):
        assert judged(state, 0.34, 0.35, shut=0.9).state is OPEN
    assert judged(CLOSED, 0.34, 0.35, shut=0.9, frames=4).state is CLOSED, "four frames do not overrule the reader"
    assert judged(HALF, 0.34, 0.35, shut=0.2).state is HALF, "somebody whose eyes it can read"
    assert judged(CLOSED, 0.2, 0.35, shut=0.9).state is CLOSED, "a blink of narrow eyes"
    assert judged(CLOSED, 0.22, 0.22, shut=1.0).state is CLOSED, "a sleeper"


def test_eyes_read_as_open_that_are_far_from_usual_are_half_closed():
    assert judged(OPEN, 0.25, 0.9).state is HALF
    assert judged(OPEN, 0.36, 0.9, strictness=0.0).state is OPEN
    assert judged(OPEN, 0.36, 0.9, strictness=1.0).state is HALF


def test_wider_than_usual_is_not_better_and_narrower_is_worse():
    faults = [judged(OPEN, w, 0.7).fault for w in (1.0, 0.7, 0.6, 0.5, 0.4)]
    assert faults[0] == faults[1] == 0.0
    assert faults == sorted(faults)
    assert faults[-1] > faults[2]


def test_states_are_ordered_by_what_they_cost():
    order = [OPEN, EyeState.LAUGHING, EyeState.LOOKING_DOWN, EyeState.WINK, HALF, CLOSED]
    faults = [judged(state, 0.05 if state is CLOSED else 0.5, 0.6, frames=3).fault for state in order]
    assert faults == sorted(faults)
    assert judged(EyeState.UNKNOWN).fault < judged(HALF).fault


def test_what_cannot_be_told_is_neither_open_nor_closed():
    for eyes in (judged(EyeState.HIDDEN), judged(EyeState.UNKNOWN), judged(CLOSED, 0.02, confidence=0.0)):
        assert (eyes.opening, eyes.closed, eyes.open) == (None, 0.0, 0.0)
    assert judged(EyeState.HIDDEN).state is EyeState.HIDDEN
    assert judged(CLOSED, 0.02, confidence=0.0).state is EyeState.UNKNOWN


def test_a_laugh_costs_little_however_narrow_and_nothing_as_usual():
    faults = [judged(EyeState.LAUGHING, w, 0.7).fault for w in (0.7, 0.45, 0.25, 0.1)]
    assert faults[0] <= 0.01
    assert faults[1] < 0.05
    assert faults == sorted(faults)
    assert faults[-1] <= 0.2


def test_an_eye_that_is_hard_to_read_is_less_sure():
    assert judged(CLOSED, 0.02, confidence=0.3).closed < 0.8 < judged(CLOSED, 0.02, confidence=0.9).closed


def test_a_laugh_and_a_kiss_cost_less_than_a_blink():
    blink = judged(CLOSED)
    laugh = judged(CLOSED, smile=0.8)
    kiss = judged(CLOSED, meant=True)
    assert laugh.laughs and not blink.laughs
    assert judged(CLOSED, mouth=Mouth.LAUGHING).laughs
    assert kiss.meant
    assert max(laugh.fault, kiss.fault) < blink.fault


def test_narrow_eyes_in_a_smile_that_is_made_with_open_eyes_elsewhere_are_half_closed():
    elsewhere = {"smile": 0.7, "mouth_open": 0.1, "usual": 0.95}
    assert judged(EyeState.LAUGHING, 0.4, faces=((0.72, 0.05, 0.0),), **elsewhere).state is HALF
    assert (
        judged(EyeState.LAUGHING, 0.4, faces=((0.4, 0.1, 0.0), (0.7, 0.4, 0.0)), **elsewhere).state is EyeState.LAUGHING
    )
    assert judged(EyeState.LAUGHING, 0.6, faces=((0.7, 0.1, 0.0),), **elsewhere).state is EyeState.LAUGHING


def test_a_lowered_head_may_be_looking_down():
    lowered = judged(CLOSED, 0.1, pitch=-25.0)
    assert lowered.lowered
    assert lowered.fault < judged(CLOSED, 0.1, pitch=-8.0).fault
    assert judged(CLOSED, 0.1, 0.9, pitch=-25.0, faces=((0.1, 0.0, 0.0),)).lowered
    assert not judged(CLOSED, 0.1, 0.9, pitch=-25.0, faces=((0.1, 0.0, -22.0),)).lowered, "here the eyes are seen open"


@pytest.mark.parametrize(
    ("x", "y", "yaw", "other_x", "expected"),
    [
        (0.43, 0.4, 45.0, 0.57, True),
        (0.57, 0.4, -45.0, 0.43, True),
        (0.43, 0.4, -45.0, 0.57, False),
        (0.43, 0.4, 5.0, 0.57, False),
        (0.2, 0.4, 45.0, 0.57, False),
        (0.43, 0.75, 45.0, 0.57, False),
    ],
    ids=["to the right", "to the left", "turned away", "to the camera", "far apart", "far below"],
)
def test_a_kiss_is_a_head_turned_to_another_that_it_nearly_touches(x, y, yaw, other_x, expected):
    one, other = face(at=(x, y), yaw=yaw), face(at=(other_x, 0.4), who=2)
    assert kissing(one, [one, other]) is expected


def test_nobody_kisses_alone():
    assert not kissing(face(yaw=45.0), [face(yaw=45.0)][:0])


def held(*rows):
    return held_closed([(None if at is None else START + timedelta(seconds=at), closed) for at, closed in rows])


def test_a_blink_is_short():
    assert held((0, False), (0.1, True), (0.3, True), (0.5, True), (0.6, False)) == [False] * 5


def test_eyes_closed_for_a_second_are_held():
    assert held((0, False), (0.2, True), (0.7, True), (1.2, True), (1.4, False)) == [False, True, True, True, False]


def test_two_blinks_seconds_apart_are_two():
    assert held((0, True), (5, True), (10, True)) == [False] * 3


def test_without_times_nothing_is_known():
    assert held((None, True), (None, True)) == [False, False]
    assert held() == []
