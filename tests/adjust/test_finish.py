"""Geometry and output work."""

import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import in_bands
from retouch.adjust.crop import Crop
from retouch.adjust.dehaze import Dehaze
from retouch.adjust.noise import Noise
from retouch.adjust.rotate import Rotate
from retouch.adjust.sharpening import Sharpening
from retouch.adjust.straighten import Straighten, zoom_for
from retouch.adjust.vignette import Vignette

RAMP = np.dstack([np.tile(np.linspace(0, 1, 90, dtype=np.float32), (60, 1))] * 3)


@given(st.tuples(*[st.floats(0, 95)] * 4), st.integers(1, 60), st.integers(1, 60))
def test_any_crop_leaves_something(cuts, height, width):
    step = Crop(*cuts)
    out = step.apply(np.zeros((height, width, 3), np.float32), 1.0)
    assert out.shape[0] >= 1 and out.shape[1] >= 1
    assert step.left + step.right <= 95 and step.top + step.bottom <= 95


def test_a_crop_cuts_where_it_says():
    out = Crop(left=10, right=20, top=25).apply(RAMP, 1.0)
    assert out.shape == (45, 63, 3)
    assert out[0, 0, 0] == RAMP[0, 9, 0] and out[0, -1, 0] == RAMP[0, 71, 0]


def test_turning_clockwise_puts_the_left_side_up_and_four_turns_are_none():
    once = Rotate(quarters=1).apply(RAMP, 1.0)
    assert once.shape == (90, 60, 3) and once[0, 0, 0] == 0 and once[-1, 0, 0] == 1
    out = RAMP
    for _ in range(4):
        out = Rotate(quarters=1).apply(out, 1.0)
    assert (out == RAMP).all()


@given(st.floats(-15, 15), st.integers(20, 80), st.integers(20, 80))
def test_straightening_never_shows_an_empty_corner(angle, width, height):
    zoom = zoom_for(angle, width, height)
    turn = np.radians(angle)
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = np.array([x * width / 2, y * height / 2]) / zoom
        back = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) @ corner
        assert abs(back[0]) <= width / 2 + 1e-6 and abs(back[1]) <= height / 2 + 1e-6


def test_straightening_turns_clockwise():
    line = np.zeros((101, 101, 3), np.float32)
    line[:, 49:52] = 1
    out = Straighten(angle=10).apply(line, 1.0)
    assert out[10].argmax(axis=0)[0] > 52 and out[90].argmax(axis=0)[0] < 49


def test_a_vignette_darkens_corners_and_not_the_middle():
    flat = np.full((60, 90, 3), 0.5, np.float32)
    out = Vignette(amount=-100).apply(flat, 1.0)
    assert out[0, 0, 0] < 0.3 and out[30, 45, 0] == pytest.approx(0.5, abs=0.005)


def test_sharpening_steepens_an_edge_and_leaves_grain_alone():
    edge = np.zeros((40, 40, 3), np.float32) + 0.4
    edge[:, 18:22] = np.linspace(0.42, 0.6, 4)[None, :, None]
    edge[:, 22:] = 0.62
    out = Sharpening(amount=100).apply(edge, 1.0)
    assert np.diff(out[20, :, 1]).max() > 1.1 * np.diff(edge[20, :, 1]).max()
    grain = 0.5 + np.random.default_rng(0).normal(0, 0.002, (40, 40, 1)).astype(np.float32).repeat(3, axis=2)
    assert Sharpening(amount=100).apply(grain, 1.0).std() < 1.5 * grain.std()


@given(st.integers(0, 3), st.tuples(*[st.floats(0, 60)] * 4), st.integers(8, 50), st.integers(8, 50))
def test_moves_say_where_pixels_come_from(quarters, cuts, height, width):
    pixels = np.random.default_rng(0).random((height, width, 3), np.float32)
    turn, cut = Rotate(quarters), Crop(*cuts)
    turned = turn.apply(pixels, 1.0)
    move = turn.move(width, height).then(cut.move(turned.shape[1], turned.shape[0]))
    expected = cut.apply(turned, 1.0)
    assert (move.height, move.width) == expected.shape[:2]
    np.testing.assert_allclose(move.rows(pixels, 0, move.height), expected, atol=1e-5)


@pytest.mark.parametrize("step", [Noise(80, 60), Dehaze(70), Dehaze(-70)], ids=["noise", "dehaze", "mist"])
def test_bands_may_be_worked_on_in_place(step):
    frame, context = portrait.frame(), portrait.context()
    expected = step.apply(frame, context).pixels
    pixels = frame.pixels.copy()
    in_bands(pixels, pixels, step.prepare(frame, context))
    np.testing.assert_array_equal(pixels, expected)
