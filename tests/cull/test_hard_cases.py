"""Verdicts that a photographer would laugh at, and what is suggested instead."""

from dataclasses import replace

import numpy as np
import pytest
from shoot import burst, face, photo, scene

from retouch.cull.judge import judge
from retouch.cull.profile import CullSettings
from retouch.model.decision import Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, FaceLight

OPEN, CLOSED = EyeState.OPEN, EyeState.CLOSED


def verdicts(shoot):
    found = judge(shoot.photos, shoot.scenes, CullSettings()).judged
    return {id_: judged.suggestion.value for id_, judged in found.items()}


def best(shoot):
    found = judge(shoot.photos, shoot.scenes, CullSettings()).judged
    return next(id_ for id_, judged in found.items() if judged.rank == 1)


def couple(first: EyeState, second: EyeState, **both):
    return scene(face(first, at=(0.3, 0.4), **both), face(second, at=(0.7, 0.4), who=2, **both))


def test_a_first_dance_with_closed_eyes_held_is_not_rejected_at_one_frame_a_second():
    dance = [couple(OPEN, OPEN), *[couple(CLOSED, CLOSED)] * 3, couple(OPEN, OPEN)]
    result = verdicts(burst(dance, gap=1.0))
    assert Verdict.REJECT not in result.values()
    assert verdicts(burst([dance[0], dance[1], dance[4]], gap=1.0))["A2"] is Verdict.REJECT, "one of three is a blink"


def test_frames_that_all_blink_are_left_to_a_person():
    assert set(verdicts(burst([scene(face(CLOSED))] * 8, gap=0.05)).values()) == {Verdict.MAYBE}


def test_a_person_who_has_turned_away_is_no_softer_frame():
    frames = [scene(face(), sharpness=0.5), scene(sharpness=0.1), scene(face(), sharpness=0.5)]
    assert verdicts(burst(frames))["A2"] is Verdict.MAYBE


def test_of_a_series_that_is_out_of_focus_none_is_rejected_for_being_more_so():
    result = verdicts(burst([scene(face(sharpness=s)) for s in (0.02, 0.03, 0.008)]))
    assert set(result.values()) == {Verdict.MAYBE}


def exposed(stops, faces=True):
    """Return a frame so many stops over, as its picture shows it."""
    level, white = 0.2 * 2.0**stops, 0.0 if stops < 1 else 0.85
    lit = replace(face(blown=white), light=FaceLight(level, white, 0.0, (level,) * 3, 0.3))
    made = scene(*[lit] if faces else [], blown=white)
    return replace(made, light=replace(made.light, rgb=(min(level, 1.0),) * 3))


@pytest.mark.parametrize("faces", [True, False])
def test_a_frame_that_is_blown_out_beside_good_ones_is_rejected(faces):
    result = verdicts(burst([exposed(0, faces), exposed(3, faces), exposed(0, faces)]))
    assert result["A2"] is Verdict.REJECT and result["A1"] is Verdict.KEEP


def test_a_frame_so_blown_that_the_face_is_lost_in_it_is_rejected_too():
    assert verdicts(burst([exposed(0), exposed(3, faces=False), exposed(0)]))["A2"] is Verdict.REJECT


def test_a_bright_series_and_a_dark_frame_are_not_rejected():
    assert Verdict.REJECT not in verdicts(burst([exposed(3)] * 3)).values()
    assert Verdict.REJECT not in verdicts(burst([exposed(0), exposed(-3), exposed(0)])).values()


def test_a_silhouette_is_not_called_out_of_focus():
    dark = replace(face(EyeState.UNKNOWN, sharpness=0.01), light=FaceLight(0.003, 0.0, 0.9, (0.003,) * 3, 0.2))
    (judged,) = judge((photo("A1"),), {PhotoId("A1"): scene(dark)}, CullSettings()).judged.values()
    assert judged.suggestion.value is Verdict.KEEP and not judged.soft
    assert "Focus cannot be judged." in [e.text for e in judged.suggestion.because]


def test_one_detail_in_which_nothing_is_sharp_is_a_maybe():
    shoot = burst([scene(sharpness=0.02)])
    suggestion = judge(shoot.photos, shoot.scenes, CullSettings()).judged["A1"].suggestion
    assert suggestion.value is Verdict.MAYBE
    assert suggestion.because[0].text == "Nothing in it is sharp."


def test_a_bystander_who_blinks_decides_nothing():
    def frame(bystander, smile):
        return scene(face(smile=smile), face(bystander, at=(0.9, 0.2), size=0.05, who=3))

    assert best(burst([frame(CLOSED, 0.8), frame(OPEN, 0.1), frame(OPEN, 0.1)])) == "A1"


def test_eyes_open_once_and_shut_in_a_kiss_are_not_more_open_than_usual():
    shoot = burst([couple(OPEN, OPEN), couple(CLOSED, CLOSED), couple(CLOSED, CLOSED)])
    faces = judge(shoot.photos, shoot.scenes, CullSettings()).judged["A1"].faces
    assert [f.of_usual for f in faces] == [1.0, 1.0]


def test_two_hundred_frames_of_a_group_are_one_burst_with_one_winner():
    def frame(n):
        return scene(*[face(CLOSED if n % 7 == who else OPEN, at=(0.1 + 0.15 * who, 0.4), who=who) for who in range(6)])

    result = verdicts(burst([frame(n) for n in range(200)], gap=0.05))
    assert list(result.values()).count(Verdict.KEEP) == 1 and result["A7"] is Verdict.KEEP


@pytest.mark.parametrize(
    "shoot",
    [
        burst([scene(face(state), face(other, at=(0.8, 0.4), who=2)) for state in EyeState])
        for other in (OPEN, EyeState.HIDDEN)
    ]
    + [
        burst([scene(face(EyeState.UNKNOWN)), scene(), scene(face(sharpness=0.1))]),
        burst([scene(sharpness=0.3), scene(sharpness=0.1), scene(blown=0.7)]),
        burst([scene()]),
        burst([scene(face())]),
        burst([scene(*[face(at=(0.1 * n, 0.4), who=n) for n in range(5)])] * 2),
    ],
)
def test_every_suggestion_has_two_or_three_reasons_with_value_limit_and_crop(shoot):
    for judged in judge(shoot.photos, shoot.scenes, CullSettings()).judged.values():
        because = judged.suggestion.because
        assert 2 <= len(because) <= 3
        assert all(np.isfinite(e.value) and e.limit is not None and e.where is not None and e.text for e in because)
