import numpy as np
import portrait
import pytest

from retouch.image.face_light import face_light, linear


def test_one_stop_less_light_is_one_stop_less_everywhere_and_colour_stays():
    plain, tells = face_light(portrait.astronaut(), portrait.landmarks())
    dark, dark_tells = face_light(portrait.encode(linear(portrait.astronaut()) / 2), portrait.landmarks())
    assert np.log2(plain.level / dark.level) == pytest.approx(1, abs=0.03)
    assert dark.contrast == pytest.approx(plain.contrast, abs=0.05)
    for name, value in tells.items():
        if name.startswith("light.blown"):
            assert value >= dark_tells[name] == 0, name
        elif name.endswith(("_rg", "_bg")) or name.startswith(("skin.", "face.", "eye.")):
            assert dark_tells[name] == pytest.approx(value, abs=0.06), name
        else:
            assert value - dark_tells[name] == pytest.approx(1, abs=0.15), name


def test_every_part_of_an_open_laughing_face_is_measured():
    _, tells = face_light(portrait.astronaut(), portrait.landmarks())
    for part in ("skin_05", "skin_50", "skin_95", "eye_white", "teeth", "iris", "brow", "around"):
        assert -12 <= tells[f"light.{part}"] <= 0, part
    assert tells["light.iris"] < tells["light.eye_white"]
    assert tells["light.skin_rg"] > 0.3 > -0.1 > tells["light.skin_bg"], "skin is redder than it is blue"
    assert tells["light.teeth_bg"] > tells["light.skin_bg"], "teeth are less yellow than skin"


def test_blown_and_blocked_skin_is_counted():
    light = linear(portrait.astronaut())
    assert face_light(portrait.encode(light * 16), portrait.landmarks())[0].blown > 0.5
    assert face_light(portrait.encode(light / 2000), portrait.landmarks())[0].blocked > 0.9


def test_a_face_outside_the_picture_measures_nothing():
    light, tells = face_light(portrait.astronaut(), portrait.landmarks() + 5)
    assert light.level == 0 and tells == {}


def test_a_face_that_fills_the_picture_has_nothing_around_it():
    points = portrait.landmarks()
    low, high = points.min(axis=0), points.max(axis=0)
    x0, y0, x1, y1 = (int(v) for v in (*(low * 512 + 8), *(high * 512 - 8)))
    tight = np.ascontiguousarray(portrait.astronaut()[y0:y1, x0:x1])
    moved = np.float32((points * 512 - [x0, y0]) / [x1 - x0, y1 - y0])
    light, tells = face_light(tight, moved)
    assert light.level > 0 and "light.around" not in tells
