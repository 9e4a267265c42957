from dataclasses import replace

import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Context
from retouch.adjust.judge_balance import Cast, confidence, white_of
from retouch.adjust.white_balance import WhiteBalance
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020
from retouch.image.face_light import linear
from retouch.model.numbers import Measured
from retouch.model.photo import WhitePoint

DAYLIGHT = Context(WhitePoint(5500, 5))
CONTEXT = portrait.context()
DAYLIGHT_KELVIN = portrait.DAYLIGHT.temperature


def test_the_as_shot_balance_set_by_hand_changes_nothing():
    np.testing.assert_allclose(WhiteBalance(5500, 5).matrix(DAYLIGHT), np.eye(3), atol=1e-9)


def test_naming_a_warmer_light_makes_the_picture_cooler_and_grey_keeps_its_green():
    red, green, blue = WhiteBalance(3200, 5).matrix(DAYLIGHT) @ np.full(3, 0.18)
    assert red < 0.9 * 0.18 and blue > 1.2 * 0.18 and 0.15 < green < 0.21


def test_magenta_tint_takes_green_away():
    red, green, blue = WhiteBalance(5500, 30).matrix(DAYLIGHT) @ np.ones(3)
    assert green < red and green < blue


@given(st.floats(2500, 12000), st.floats(-40, 40))
def test_there_and_back_is_where_it_was(kelvin, tint):
    there = WhiteBalance(kelvin, tint).matrix(DAYLIGHT)
    back = WhiteBalance(5500, 5).matrix(Context(WhitePoint(kelvin, tint)))
    np.testing.assert_allclose(back @ there, np.eye(3), atol=1e-6)


@pytest.mark.parametrize(("kelvin", "kept"), [(0, 0), (400, 0), (1500, 2000), (1e9, 50000)])
def test_there_is_no_light_between_as_shot_and_the_coolest(kelvin, kept):
    assert WhiteBalance(kelvin, 10).temperature == kept
    assert WhiteBalance(kelvin, 10).is_neutral() == (kept == 0)


CAMERA = ((0.4716, 0.0603, -0.0830), (-0.7798, 1.5474, 0.2480), (-0.1496, 0.1937, 0.6651))


@pytest.mark.parametrize("camera", [None, CAMERA])
@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_the_white_of_a_cast_takes_it_away_exactly(camera, red, blue):
    context = Context(WhitePoint(5500, 5), camera=camera)
    white = white_of(Cast(red, blue, 0.05, True), context)
    grey = SRGB_TO_REC2020 @ np.exp2([red, 0, blue])
    after = REC2020_TO_SRGB @ WhiteBalance(white.temperature, white.tint).matrix(context) @ grey
    assert np.ptp(after) / after.mean() < 0.02


def studio(cast=(1.0, 1.0), grey=0.6):
    """The sample portrait on a seamless grey background, under a light of the wrong colour."""
    light = linear(portrait.astronaut()).copy()
    light[:, :150] = light[:, 330:] = light[:, 150:180] = grey
    light[300:] = grey
    return portrait.context(portrait.encode(light * np.array([cast[0], 1, cast[1]])))


@pytest.mark.parametrize("cast", [(1.2, 1 / 1.2), (1 / 1.2, 1.2), (1.2, 1), (1, 1.2), (1 / 1.2, 1), (1, 1 / 1.2)])
def test_a_cast_before_a_grey_wall_is_proposed_away_with_confidence_and_reasons(cast):
    context = studio(cast)
    proposal = WhiteBalance.propose(context)
    matrix = REC2020_TO_SRGB @ proposal.value.matrix(context) @ SRGB_TO_REC2020
    left = matrix @ np.array([cast[0], 1, cast[1]])
    assert np.ptp(np.log2(left)) < 0.12
    assert proposal.confidence > 0.8
    assert {e.name for e in proposal.because} == {"grey", "skin colour"}


def test_neutral_light_gets_no_proposal():
    assert WhiteBalance.propose(studio()) is None


def test_without_greys_it_is_never_sure():
    warm = portrait.context(portrait.encode(linear(portrait.astronaut()) * np.array([1.6, 1, 0.5])))
    tells = {k: v for k, v in warm.scene.light.tells.items() if not k.startswith("grey")}
    scene = replace(warm.scene, light=replace(warm.scene.light, tells=tells))
    proposal = WhiteBalance.propose(replace(warm, scene=scene))
    assert proposal.value.temperature < DAYLIGHT_KELVIN and proposal.confidence < 0.6


def test_a_coloured_wall_is_not_taken_for_grey():
    light = linear(portrait.astronaut()).copy()
    light[:, :150] = light[:, 330:] = (0.5, 0.33, 0.25)
    proposal = WhiteBalance.propose(portrait.context(portrait.encode(light)))
    assert proposal is None or (proposal.confidence < 0.7 and proposal.value.temperature > 4500)


def test_a_camera_set_to_daylight_under_lamps_is_brought_back_most_of_the_way():
    """Where no grey is found within reach of neutral, skin and eyes say so together."""
    context = studio((1.5, 0.5), grey=0.0)
    white = WhiteBalance.propose(context).value
    left = REC2020_TO_SRGB @ white.matrix(context) @ SRGB_TO_REC2020 @ np.array([1.5, 1.0, 0.5])
    off = np.log2(left / left[1])
    assert np.hypot(off[0], off[2]) < 0.6 * np.hypot(np.log2(1.5), np.log2(0.5))


def test_confidence_is_that_of_being_clearly_better_and_doubts_are_kept_to_oneself():
    large, small = Cast(0.5, -0.8, 0.22, False), Cast(0.15, -0.14, 0.15, False)
    assert confidence(replace(large, grey=True)) > 0.8 > confidence(large) > 0.5 > confidence(small)
    assert WhiteBalance.proposal(portrait.context(), small) is None
    assert WhiteBalance.proposal(portrait.context(), large) is not None


def _before_a_coloured_wall(red, blue, wall=(-0.5, -0.6)):
    """A scene without grey: skin, brightest parts and borders, all shifted by a cast."""
    shift = {"rg": red, "bg": blue}
    face = CONTEXT.scene.faces[0]
    of_face = {f"light.skin_{c}": {"rg": 0.8, "bg": -0.4}[c] + v for c, v in shift.items()}
    of_photo = {f"bright_{c}": {"rg": 0.1, "bg": -0.1}[c] + v for c, v in shift.items()}
    of_photo |= {f"border_{c}": {"rg": wall[0], "bg": wall[1]}[c] + v for c, v in shift.items()}
    seen = replace(face, tells=Measured({**{k: v for k, v in face.tells.items() if "eye_white" not in k}, **of_face}))
    light = replace(CONTEXT.scene.light, tells=Measured(of_photo))
    return replace(CONTEXT.scene, faces=(seen,), light=light)


def test_a_coloured_wall_is_no_cast_and_tungsten_light_before_it_is_one_of_which_nobody_is_sure():
    plain, lit = (replace(CONTEXT, scene=_before_a_coloured_wall(*cast)) for cast in ((0, 0), (0.5, -0.7)))
    assert WhiteBalance.propose(plain) is None
    proposal = WhiteBalance.propose(lit)
    assert proposal.value.temperature < CONTEXT.white.temperature - 500
    assert 0.3 <= proposal.confidence < 0.6
