import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image import colour
from retouch.model.frame import Space
from retouch.model.photo import WhitePoint

kelvins = st.floats(1500, 40000)
tints = st.floats(-100, 100)
CAMERA = np.array([[0.4716, 0.0603, -0.0830], [-0.7798, 1.5474, 0.2480], [-0.1496, 0.1937, 0.6651]])


@given(st.floats(-4, 4, width=32))
def test_srgb_curve_round_trip(x):
    linear = colour.srgb_to_linear(np.array([x], dtype=np.float64))
    assert colour.linear_to_srgb(linear)[0] == pytest.approx(x, abs=1e-6)


@pytest.mark.parametrize("space", [Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB])
def test_each_space_encodes_and_decodes(space):
    x = np.linspace(0, 1, 101)
    assert colour.decode(colour.encode(x, space), space) == pytest.approx(x, abs=1e-9)
    assert colour.encode(np.array([1.0]), space)[0] == pytest.approx(1)


def test_srgb_matrix_is_the_published_one():
    published = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    assert colour.rgb_to_xyz(Space.SRGB) == pytest.approx(np.array(published), abs=1e-4)


def test_conversions_keep_white_and_invert():
    assert colour.SRGB_TO_REC2020 @ np.ones(3) == pytest.approx(np.ones(3))
    assert np.allclose(colour.SRGB_TO_REC2020 @ colour.REC2020_TO_SRGB, np.eye(3), atol=1e-12)
    assert np.allclose(colour.REC2020_LUMINANCE, [0.2627, 0.6780, 0.0593], atol=1e-4)


@pytest.mark.parametrize(
    ("xy", "kelvin", "tint"),
    [((0.3127, 0.3290), 6504, 9.6), ((0.3457, 0.3585), 5003, 9.6), ((0.44757, 0.40745), 2856, 0)],
)
def test_known_lights_have_their_temperature(xy, kelvin, tint):
    white = colour.xy_to_white(xy)
    assert white.temperature == pytest.approx(kelvin, rel=0.01)
    assert white.tint == pytest.approx(tint, abs=6)


@given(kelvins, tints)
def test_white_point_round_trip(kelvin, tint):
    back = colour.xy_to_white(colour.white_to_xy(WhitePoint(kelvin, tint)))
    assert back.temperature == pytest.approx(kelvin, rel=1e-4)
    assert back.tint == pytest.approx(tint, abs=1e-3)


@given(st.floats(2000, 12000), st.floats(-50, 50), st.floats(2000, 12000), st.floats(-50, 50))
def test_rebalance_is_what_other_multipliers_would_have_given(k1, t1, k2, t2):
    shot, wanted = WhitePoint(k1, t1), WhitePoint(k2, t2)
    neutral = [CAMERA @ colour.xy_to_xyz(colour.white_to_xy(w)) for w in (shot, wanted)]
    raw = np.array([0.2, 0.5, 0.3])
    to_rec2020 = colour.camera_to_rec2020(CAMERA)
    developed = [to_rec2020 @ (raw * n[1] / n) for n in neutral]
    assert colour.rebalance(shot, wanted, CAMERA) @ developed[0] == pytest.approx(developed[1], abs=1e-9)


@pytest.mark.parametrize("camera", [None, CAMERA])
def test_rebalance_makes_the_wanted_white_neutral_and_nothing_of_nothing(camera):
    shot, wanted = WhitePoint(5500, 5), WhitePoint(3200, 0)
    assert colour.rebalance(shot, shot, camera) == pytest.approx(np.eye(3), abs=1e-9)
    warmer = colour.rebalance(wanted, shot, camera) @ np.ones(3)
    assert warmer[0] > 1 > warmer[2]  # a higher temperature than the light's own gives a warmer picture
    there_and_back = colour.rebalance(wanted, shot, camera) @ colour.rebalance(shot, wanted, camera)
    assert there_and_back == pytest.approx(np.eye(3), abs=1e-9)


def test_adaptation_maps_white_to_white():
    moved = colour.adapt(colour.D50_XY, colour.D65_XY) @ colour.xy_to_xyz(colour.D50_XY)
    assert colour.xyz_to_xy(moved) == pytest.approx(colour.D65_XY)


# Pairs from Sharma, Wu and Dalal (2005), table 1.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_difference_matches_the_published_pairs(one, other, expected):
    assert colour.delta_e(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)
    assert colour.delta_e(np.array(other), np.array(one)) == pytest.approx(expected, abs=1e-4)


def test_lab_of_white_and_grey():
    lab = colour.srgb_to_lab(np.array([[1.0, 1, 1], [0, 0, 0], [0.5, 0.5, 0.5]]))
    assert lab[0] == pytest.approx([100, 0, 0], abs=1e-6)
    assert lab[1] == pytest.approx([0, 0, 0], abs=1e-6)
    assert lab[2] == pytest.approx([53.39, 0, 0], abs=0.01)
