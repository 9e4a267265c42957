import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.develop.profiles import icc_bytes
from retouch.image import colour, icc
from retouch.model.frame import Space

DISPLAY = [Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB]


@pytest.mark.parametrize("space", DISPLAY)
def test_our_profiles_mean_their_space(space):
    profile = icc.parse(icc_bytes(space))
    rgb = np.random.default_rng(0).random((20, 30, 3)).astype(np.float32)
    expected = colour.decode(rgb, space) @ colour.convert(space, Space.SCENE).T
    assert profile is not None
    assert profile.linear(rgb) == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize("kind", range(5))
def test_parametric_curves_are_continuous_and_end_at_white(kind):
    parameters = {
        0: [2.2],
        1: [2.4, 1 / 1.055, 0.055 / 1.055],
        2: [2.4, 1 / 1.055, 0.055 / 1.055, 0.0],
        3: [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045],
        4: [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0.0, 0.0],
    }[kind]
    curve = icc._parametric(np.linspace(0, 1, 4096), kind, parameters)
    assert curve[-1] == pytest.approx(1)
    assert np.all(np.diff(curve) >= -1e-9)
    assert curve[2048] == pytest.approx(0.2141 if kind else 0.2177, abs=2e-3)


@given(st.binary(max_size=600))
def test_random_bytes_are_no_profile(data):
    assert icc.parse(data) is None


@given(st.sampled_from(DISPLAY), st.integers(0, 470), st.integers(0, 255))
def test_a_damaged_profile_gives_a_finite_one_or_none(space, at, value):
    data = bytearray(icc_bytes(space))
    data[at] = value
    profile = icc.parse(bytes(data))
    if profile is not None:
        assert np.isfinite(profile.curves).all()
        assert np.isfinite(profile.to_rec2020).all()


def test_truncated_profile_is_none():
    for length in range(0, 400, 7):
        assert icc.parse(icc_bytes(Space.SRGB)[:length]) is None


@pytest.mark.parametrize("parameters", [[1e4, 1e4, 0.0], [-2.0, 1.0, 0.0], [2.0, 0.0, 1.0]])
def test_curves_that_are_none_are_refused(parameters):
    fixed = b"".join(int(v * 65536).to_bytes(4, "big", signed=True) for v in parameters)
    data = bytearray(icc_bytes(Space.SRGB))
    at = data.index(b"para")
    data[at : at + 12 + len(fixed)] = b"para" + bytes(4) + b"\0\1\0\0" + fixed
    assert icc.parse(bytes(data)) is None
