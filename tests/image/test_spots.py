"""Spots of known place, size and colour on a real face that is large enough to have any."""

import cv2
import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image import masks
from retouch.image.face_light import linear
from retouch.image.heal import REACH, heal
from retouch.image.skin import reduced
from retouch.image.skin_reading import skin_reading
from retouch.image.spots import Spot, find_spots, lasting, place, spots_from_tells, spots_to_tells

SIZE = 1536
POINTS = masks.in_pixels(portrait.landmarks(), SIZE, SIZE)
WIDTH = masks.face_width(POINTS)
BLOOD, MELANIN = (0.15, 1.0, 0.9), (0.62, 1.0, 1.25)
CHEEK = POINTS[425] * 0.5 + POINTS[280] * 0.5


@pytest.fixture(scope="module")
def light():
    return linear(cv2.resize(portrait.astronaut(), (SIZE, SIZE), interpolation=cv2.INTER_CUBIC))


def with_spot(light, place, radius, depth, colour, softness):
    yy, xx = np.mgrid[:SIZE, :SIZE]
    away = np.hypot(xx - place[0], yy - place[1]) / (radius * WIDTH)
    inside = 1 / (1 + np.exp(np.clip((away - 1) / softness, -50, 50)))
    return np.float32(light * np.exp2(-depth * inside[..., None] * np.array(colour)))


def near(spots, place):
    return [s for s in spots if np.hypot(*(np.array(s.at(POINTS)) - place)) < 0.02 * WIDTH]


@pytest.mark.parametrize("exposure", [1.0, 0.1])
def test_a_red_spot_is_found_where_it_is_and_a_mole_is_told_from_it(light, exposure):
    pimple = find_spots(reduced(exposure * with_spot(light, CHEEK, 0.016, 0.5, BLOOD, 0.2), POINTS))
    mole = find_spots(reduced(exposure * with_spot(light, CHEEK, 0.016, 1.2, MELANIN, 0.06), POINTS))
    assert not near(find_spots(reduced(exposure * light, POINTS)), CHEEK)
    (red,), (brown,) = near(pimple, CHEEK), near(mole, CHEEK)
    assert red.is_blemish and not brown.is_blemish
    assert red.size == pytest.approx(0.016, rel=0.4)


def test_a_fold_is_no_spot(light):
    folded = light.copy()
    x, y = np.rint(CHEEK).astype(int)
    folded[y - 4 : y + 4, x - 60 : x + 60] *= np.float32(0.6)
    assert not [s for s in near(find_spots(reduced(folded, POINTS)), CHEEK) if s.is_blemish]


def test_healing_brings_back_the_skin_that_was_there_and_changes_nothing_else(light):
    spotted = with_spot(light, CHEEK, 0.016, 0.5, BLOOD, 0.2)
    x, y = np.rint(CHEEK).astype(int)
    radius = 1.15 * 0.016 * WIDTH
    half = int(REACH * radius) + 2
    part = (slice(y - half, y + half + 1), slice(x - half, x + half + 1))
    change = heal(spotted[part], np.ones((2 * half + 1,) * 2, np.float32), (half, half), radius)
    healed = spotted[part] * np.exp2(change)
    off = np.abs(np.log2(healed / light[part])).mean(axis=-1)
    before = np.abs(np.log2(spotted[part] / light[part])).mean(axis=-1)
    away = np.hypot(*np.mgrid[-half : half + 1, -half : half + 1])
    assert off[away < radius].mean() < 0.36 * before[away < radius].mean()
    assert np.abs(change)[away > 2 * radius].max() < 0.01


def test_nobody_heals_where_there_is_no_skin_around(light):
    patch = light[:81, :81]
    assert heal(patch, np.zeros((81, 81), np.float32), (40, 40), 10) is None


def test_a_reading_tells_the_spots_and_a_small_face_has_none(light):
    picture = portrait.encode(with_spot(light, CHEEK, 0.016, 0.5, BLOOD, 0.2))
    told = spots_from_tells(skin_reading(picture, portrait.landmarks()))
    assert near(told, CHEEK)
    assert spots_from_tells(skin_reading(portrait.astronaut(), portrait.landmarks())) == ()


@given(st.integers(0, 477), st.floats(-0.08, 0.08), st.floats(-0.08, 0.08), st.floats(0.3, 3), st.floats(-3, 3))
def test_a_place_on_a_face_moves_with_it(landmark, dx, dy, scale, turn):
    x, y = POINTS[landmark] + WIDTH * np.array([dx, dy])
    anchor, u, v = place(POINTS, float(x), float(y))
    matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = np.float32(POINTS @ matrix.T + 7)
    at = Spot(anchor, u, v, 0.01, 1, 0, 1, 1).at(moved)
    assert np.hypot(*(np.array(at) - (matrix @ [x, y] + 7))) < 2e-3 * WIDTH * scale


numbers = st.floats(-2, 2).map(lambda v: round(v, 4))


@given(st.lists(st.builds(Spot, st.integers(0, 467), *[numbers] * 7), max_size=24))
def test_spots_survive_a_reading(spots):
    assert spots_from_tells(spots_to_tells(spots)) == tuple(spots)
    assert spots_from_tells({"spot.00.anchor": 3.0, "light.around": 1.0}) == ()


def test_what_stays_in_place_through_a_shoot_is_a_feature():
    anchor, dx, dy = place(POINTS, *map(float, CHEEK))
    stays = Spot(anchor, dx, dy, 0.012, 0.5, 0.1, 1, 2)
    goes = Spot(10, 0.0, 0.1, 0.012, 0.5, 0.1, 1, 2)
    turned = np.float32(POINTS * 0.7 + 30)
    shoot = [(POINTS, [stays, goes]), (turned, [stays]), (POINTS, [stays]), (turned, [])]
    assert lasting(shoot) == [stays]
    assert lasting(shoot[:2]) == [], "two photos say nothing"
