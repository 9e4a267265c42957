"""Gains that follow regions: no halo, texture kept, the same at every size."""

import cv2
import numpy as np
import pytest

from retouch.image.orientation import as_stored, upright
from retouch.image.region_light import averages, region_light
from retouch.image.region_light_kernels import along_row, brighten

WEIGHTS = np.array([0.2, 0.7, 0.1])


def opened(level):
    """EV: the dark is lifted by up to 1.5, from -1 EV down."""
    return np.clip(-1 - level, 0, 3) / 2


def apply(light, pixels):
    """Return the pixels with the gains of every row, as `lattice` applies them before its cube."""
    height, width = pixels.shape[:2]
    out, known, wide = pixels.copy(), -1, np.empty((4, width), np.float32)
    slope, offset, room = np.empty(width, np.float32), np.empty(width, np.float32), np.empty((3, width), np.float32)
    above, left = light.start(height, width)
    regions = np.ascontiguousarray(light.light)
    for row in range(height):
        known = along_row(regions, light.step, row - above, left, known, wide, slope, offset)
        planes = np.ascontiguousarray(out[row].T)
        brighten(planes, width, slope, offset, light.weights, light.gains, room)
        out[row] = planes.T
    return out


def lit(pixels, change=opened):
    return apply(region_light(averages(pixels), np.eye(3), WEIGHTS, change), pixels)


def grey(levels):
    return np.repeat(np.exp2(levels).astype(np.float32)[..., None], 3, axis=2)


def back_lit(height=600, width=900):
    """A dark head at -4 EV before a window at -0.3 EV: levels in EV, and the distance to the edge in pixels."""
    rows, columns = np.mgrid[:height, :width]
    away = np.hypot(rows - height / 2, columns - width / 2) - height / 4
    return np.where(away < 0, -4.0, -0.3), away


@pytest.mark.parametrize("level", [-9.0, -4.0, -2.0, 0.0, 2.5])
def test_a_picture_of_one_colour_gets_the_gain_of_its_level(level):
    out = lit(grey(np.full((50, 70), level)))
    assert np.log2(out) == pytest.approx(level + opened(level), abs=0.01)


def test_a_head_before_a_window_has_no_halo():
    levels, away = back_lit()
    change = np.log2(lit(grey(levels)))[..., 1] - levels
    outside, inside = change[away > 2], change[away < -2]
    assert outside.max() < 0.06 and outside.min() > -0.01
    assert inside.min() > 1.2 and inside.max() < 1.55


def test_texture_is_kept_where_pointwise_work_flattens_it():
    noise = np.random.default_rng(0).normal(0, 0.25, (400, 400))
    noise = cv2.GaussianBlur(noise, (0, 0), 1.5) * 4
    levels = -3.5 + noise
    after = np.log2(lit(grey(levels)))[..., 1]
    pointwise = levels + opened(levels)
    assert after.std() > 0.93 * levels.std()
    assert pointwise.std() < 0.6 * levels.std()


def test_brighter_stays_brighter_along_a_ramp():
    levels = np.tile(np.linspace(-9, 1, 800), (200, 1))
    after = np.log2(lit(grey(levels)))[100, :, 1]
    assert (np.diff(after) > 0).all()


def test_half_size_and_full_size_agree_and_so_does_light_measured_at_half_size():
    levels, _ = back_lit(630, 907)
    levels = levels + 0.3 * np.sin(np.arange(907) / 9)
    full = lit(grey(levels))
    half = cv2.resize(grey(levels), (453, 315), interpolation=cv2.INTER_AREA)
    small = lit(half)
    assert np.abs(np.log2(cv2.resize(full, (453, 315), interpolation=cv2.INTER_AREA) / small)).mean() < 0.02
    enlarged = region_light(averages(half), np.eye(3), WEIGHTS, opened).enlarged(2, lambda maps: maps)
    out = apply(enlarged, grey(levels))
    assert np.abs(np.log2(out / full)).mean() < 0.02


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_turned_pictures_are_lit_as_they_lie(orientation):
    levels, _ = back_lit(301, 407)
    levels[:, :50] = -6
    picture = grey(levels)
    light = region_light(averages(picture), np.eye(3), WEIGHTS, opened)
    stored = as_stored(picture, orientation).copy()
    stored = apply(light.enlarged(1, lambda maps: as_stored(maps, orientation)), stored)
    assert np.abs(np.log2(upright(stored, orientation) / lit(picture))).max() < 0.15


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (3, 500), (2000, 3)])
def test_any_shape_and_hard_pixels_are_finite(shape):
    pixels = np.zeros((*shape, 3), np.float32)
    pixels[::2] = [-0.1, 30, 1e-9]
    assert np.isfinite(lit(pixels)).all()
