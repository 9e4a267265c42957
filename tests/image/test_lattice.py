import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image import colour, lattice
from retouch.image.region_light import averages, region_light


def run(pixels, function, matrix=None, dtype=np.float32):
    pixels = np.ascontiguousarray(pixels, dtype=np.float32).reshape(1, -1, 3)
    out = np.empty(pixels.shape, dtype)
    lattice.apply(pixels, np.eye(3) if matrix is None else matrix, lattice.bake(function), out)
    return out[0]


def curve(k):
    """An S-curve on encoded values."""
    low = 1 / (1 + np.exp(k / 2))
    return lambda rgb: (1 / (1 + np.exp(-k * (np.clip(colour.linear_to_srgb(rgb), -1, 2) - 0.5))) - low) / (1 - 2 * low)


colours = st.lists(st.tuples(*[st.floats(-0.25, 1.25, width=32)] * 3), min_size=1, max_size=40)


@given(colours)
def test_changing_nothing_is_exact(rgb):
    rgb = np.array(rgb, np.float32)
    assert np.abs(run(rgb, colour.linear_to_srgb) - np.clip(colour.linear_to_srgb(rgb), 0, 1)).max() < 2e-4


@given(colours, st.floats(1, 6))
def test_smooth_functions_are_within_half_a_step(rgb, k):
    rgb = np.array(rgb, np.float32)
    assert np.abs(run(rgb, curve(k)) - np.clip(curve(k)(rgb), 0, 1)).max() < 0.5 / 100


def test_black_white_and_nodes_are_exact():
    found = run([[0, 0, 0], [1, 1, 1], *lattice.nodes()[::977]], curve(5))
    expected = curve(5)(np.array([[0, 0, 0], [1, 1, 1], *lattice.nodes()[::977]], np.float32))
    assert np.abs(found - np.clip(expected, 0, 1)).max() < 3e-4


@given(st.floats(0, 1.25, width=32), st.floats(1, 6))
def test_greys_stay_grey(level, k):
    assert np.ptp(run([[level] * 3], curve(k))) < 1e-5


def test_a_rising_function_stays_rising():
    ramp = np.repeat(np.linspace(0, 1.5, 5000, dtype=np.float32)[:, None], 3, axis=1)
    assert np.all(np.diff(run(ramp, curve(6))[:, 0]) >= -1e-6)


def test_the_matrix_comes_first():
    matrix = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    found = run([[0.1, 0.2, 0.3]], colour.linear_to_srgb, matrix)
    assert found[0] == pytest.approx(colour.linear_to_srgb(np.array([0.2, 0.3, 0.1])), abs=1e-4)


@pytest.mark.parametrize(("dtype", "top"), [(np.uint8, 255), (np.uint16, 65535)])
def test_integers_are_rounded_and_full_range(dtype, top):
    found = run(
        [[0, 0, 0], [1, 1, 1], [9, 9, 9], [-1, -1, -1], [0.2140, 0.2140, 0.2140]], colour.linear_to_srgb, dtype=dtype
    )
    assert found.dtype == dtype
    assert found[:4, 0] == pytest.approx([0, top, top, 0], abs=top * 2e-5)
    assert found[4, 0] == pytest.approx(top / 2, abs=top * 2e-4 + 0.5)


def test_pixels_that_are_no_numbers_cannot_reach_beyond_the_cube():
    strange = np.array([np.nan, np.inf, -np.inf, 1e38, -1e38, 0, np.nan, 0.5, 1e-45], np.float32).reshape(3, 3)
    found = run(strange, colour.linear_to_srgb)
    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= 1


def test_in_place_and_for_every_size():
    rng = np.random.default_rng(0)
    cube = lattice.bake(curve(4))
    for height, width in ((1, 1), (1, 1025), (130, 7), (200, 300)):
        pixels = rng.random((height, width, 3), dtype=np.float32)
        apart = np.empty_like(pixels)
        lattice.apply(pixels, np.eye(3), cube, apart)
        lattice.apply(pixels, np.eye(3), cube, pixels)
        assert np.array_equal(apart, pixels)


def test_a_band_is_part_of_the_whole():
    cube = lattice.bake(curve(4))
    pixels = np.random.default_rng(1).random((200, 50, 3), dtype=np.float32)
    whole, band = np.empty_like(pixels), np.empty((30, 50, 3), np.float32)
    lattice.apply(pixels, np.eye(3), cube, whole)
    lattice.apply_band(pixels[60:90], np.eye(3), cube, band)
    assert np.array_equal(band, whole[60:90])


def test_places_kept_give_the_same_colours_as_finding_them_anew():
    rng = np.random.default_rng(2)
    pixels = rng.normal(0.4, 0.5, (40, 700, 3)).astype(np.float32)
    matrix, cube = np.array([[1.1, 0, -0.1], [0, 0.9, 0], [0.1, 0, 1]]), lattice.bake(curve(5))
    light = region_light(averages(pixels), matrix, np.array([0.2, 0.7, 0.1]), lambda level: -0.3 * level)
    placed = lattice.places(pixels, matrix, light)
    for dtype, near in ((np.float32, 5e-4), (np.uint8, 1)):
        exact, kept = np.empty(pixels.shape, dtype), np.empty(pixels.shape, dtype)
        lattice.apply(pixels, matrix, cube, exact, light)
        lattice.apply_placed(placed, cube, kept)
        assert np.abs(exact.astype(np.float32) - kept).max() <= near
    assert np.mean(exact != kept) < 0.02
