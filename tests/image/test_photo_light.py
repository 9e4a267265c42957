import numpy as np
import portrait
import pytest

from retouch.image.face_light import linear
from retouch.image.photo_light import photo_light

WHITE = portrait.DAYLIGHT


def test_the_histogram_holds_every_pixel_and_moves_with_exposure():
    plain = photo_light(portrait.astronaut(), WHITE)
    dark = photo_light(portrait.encode(linear(portrait.astronaut()) / 4), WHITE)
    assert len(plain.histogram) == 39 and sum(plain.histogram) == pytest.approx(1)
    assert plain.tells["p75"] - dark.tells["p75"] == pytest.approx(2, abs=0.1)
    assert plain.white == WHITE


def test_ends_are_counted():
    picture = np.full((40, 40, 3), 120, np.uint8)
    picture[:10] = 255
    picture[10:14] = 0
    light = photo_light(picture, WHITE)
    assert (light.blown, light.blocked) == (pytest.approx(0.25), pytest.approx(0.1))


@pytest.mark.parametrize("cast", [(1, 1, 1), (1.2, 1, 1 / 1.2), (1 / 1.2, 1, 1.2)])
def test_grey_is_found_through_a_cast(cast):
    rng = np.random.default_rng(3)
    light = rng.random((120, 160, 3)).astype(np.float32) * np.array([0.9, 0.5, 0.2], np.float32)
    light[:60] = rng.random((60, 160, 1)).astype(np.float32) * 0.6 + 0.1
    tells = photo_light(portrait.encode(light * np.array(cast)), WHITE).tells
    assert tells["grey_rg"] == pytest.approx(np.log2(cast[0]), abs=0.04)
    assert tells["grey_bg"] == pytest.approx(np.log2(cast[2]), abs=0.04)
    assert tells["grey_share"] > 0.4


def test_a_picture_without_anything_to_measure_is_no_error():
    black = photo_light(np.zeros((1, 1, 3), np.uint8), WHITE)
    assert black.blocked == 1 and "grey_rg" not in black.tells


def test_what_is_near_white_is_told_from_what_is_bright_and_coloured():
    picture = np.full((100, 100, 3), (250, 120, 60), np.uint8)
    picture[:5] = 128
    picture[5:6] = (200, 196, 190)
    tells = photo_light(picture, WHITE).tells
    assert tells["pale_97"] == pytest.approx(np.log2(linear(np.full((1, 1, 3), 128, np.uint8)).max()), abs=0.1)
    assert tells["pale_99.5"] == pytest.approx(-0.75, abs=0.15)
    assert tells["top"] == pytest.approx(np.log2(linear(np.full((1, 1, 3), 250, np.uint8)).max()), abs=0.1)
    assert tells["blown_red"] == pytest.approx(0.94, abs=0.01) and tells["blown_blue"] == 0
    assert tells["red_25"] > tells["green_25"] > tells["blue_25"]
    plain = photo_light(np.full((50, 50, 3), (250, 120, 60), np.uint8), WHITE).tells
    assert plain["pale_97"] == plain["pale_99.5"] == -8


def test_percentiles_of_light_are_numpys():
    ramp = np.repeat(np.arange(20, 220, dtype=np.uint8)[None, :150, None], 90, axis=0).repeat(3, axis=2)
    tells = photo_light(ramp, WHITE).tells
    shares = (1, 5, 10, 25, 50, 75, 90, 95, 99)
    expected = np.percentile(np.log2(linear(ramp)[..., 0]), shares)
    assert [tells[f"p{share:02d}"] for share in shares] == pytest.approx(expected, abs=1e-4)
