import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Context
from retouch.adjust.white_balance import WhiteBalance
from retouch.model.photo import WhitePoint

DAYLIGHT = Context(WhitePoint(5500, 5))


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
