from dataclasses import replace

import cv2
import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Context
from retouch.adjust.exposure import Exposure
from retouch.adjust.judge_exposure import NAMES, TYPICAL, Estimate, confidence, estimate, ordinary, studio, vector
from retouch.faces.reader import FaceReader
from retouch.image.face_light import face_light, linear
from retouch.image.photo_light import photo_light
from retouch.model.photo import WhitePoint

CONTEXT = portrait.context()


def at(ev, context=CONTEXT):
    """The sample portrait, or another picture, exposed differently."""
    return portrait.context(portrait.encode(linear(portrait.astronaut()) * 2.0**ev))


class TestStudio:
    def test_is_sure_of_what_it_knows_at_every_exposure(self):
        judge = studio()
        for i in np.nonzero(np.abs(judge.grid) <= 0.25 + 2 * (judge.grid < 0))[0][1:]:
            tells = judge._usual.copy()
            tells[list(TYPICAL)] = judge._mean[i]
            ev, distance = judge.likeliest(tells)
            assert ev == pytest.approx(-judge.grid[i], abs=0.15)
            assert distance < 0.5

    def test_what_is_hidden_does_not_stop_it(self):
        judge = studio()
        tells = np.full(len(NAMES), np.nan)
        ev, spread, distance = judge.judge(tells)
        assert np.isfinite([ev, spread, distance]).all()

    @given(st.lists(st.floats(-12, 3), min_size=len(NAMES), max_size=len(NAMES)))
    def test_no_picture_makes_it_leave_its_range(self, values):
        ev, spread, _ = studio().judge(np.array(values))
        assert abs(ev) <= 2.5 + 1e-9 and 0 < spread < 1.5


def test_tells_move_with_exposure_and_hidden_ones_are_nan():
    bright, dark = (vector(f.light, f.tells, c.scene.light) for c in (at(0), at(-1)) for f in c.scene.faces)
    for name in ("skin_50", "p50", "p99"):
        assert bright[NAMES.index(name)] - dark[NAMES.index(name)] == pytest.approx(1, abs=0.1)
    assert bright[NAMES.index("over-2.0")] > dark[NAMES.index("over-2.0")]
    blind = replace(CONTEXT.scene.faces[0], tells={})
    assert np.isnan(vector(blind.light, blind.tells, CONTEXT.scene.light)[0])


@pytest.mark.parametrize("ev", [-2.0, -1.5, 1.0])
def test_an_ordinary_picture_far_off_is_brought_back_most_of_the_way(ev):
    proposal = Exposure.propose(at(ev))
    assert abs(ev + proposal.value.ev) < 0.75
    assert proposal.because[0].face == 0 and ("under" if ev < 0 else "over") in proposal.because[0].text


def test_an_ordinary_picture_is_never_judged_with_certainty_that_is_not_there():
    found = estimate(at(-0.5).scene)
    assert found.typical < 0.5 and found.spread > 0.3 and confidence(found) < 0.75


def test_black_and_white_pictures_are_judged_by_their_brightness():
    colour = linear(portrait.astronaut())
    grey = np.repeat((colour @ [0.2126, 0.7152, 0.0722])[..., None], 3, axis=2)
    evs = [estimate(portrait.context(portrait.encode(light)).scene).ev for light in (colour, grey)]
    assert abs(evs[0] - evs[1]) < 0.3


def test_without_a_face_nothing_is_proposed():
    assert Exposure.propose(replace(CONTEXT, scene=replace(CONTEXT.scene, faces=()))) is None


@given(st.floats(-3, 3), st.floats(0.03, 1))
def test_confidence_falls_with_the_spread_and_rises_with_the_size(ev, spread):
    here = confidence(Estimate(ev, spread, 1.0))
    assert 0 < here < 1
    assert confidence(Estimate(ev, spread * 1.5, 1.0)) <= here <= confidence(Estimate(ev * 1.5, spread, 1.0))


@pytest.mark.shared
def test_people_of_every_skin_tone_are_left_alone_when_right_and_corrected_when_wrong(shared_data):
    with FaceReader() as reader:
        for path in sorted((shared_data / "skin_tones").glob("*.jpg")):
            bgr = cv2.resize(cv2.imread(str(path)), (720, 720), interpolation=cv2.INTER_AREA)
            pixels = np.ascontiguousarray(bgr[..., ::-1])
            scene = reader.read(pixels, full_size=(720, 720), white=WhitePoint(6504, 10), source="file")
            for ev in (-2, -1, 0, 1):
                picture = portrait.encode(linear(pixels) * 2.0**ev)
                light, tells = face_light(picture, scene.faces[0].landmarks)
                face = replace(scene.faces[0], light=light, tells=tells)
                lit = replace(scene, faces=(face,), light=photo_light(picture, scene.light.white))
                proposal = Exposure.propose(Context(WhitePoint(6504, 10), scene=lit))
                if ev == 0:
                    assert proposal is None, path.name
                else:
                    assert abs(proposal.value.ev + ev) < 0.45, (path.name, ev)
                    assert proposal.confidence > 0.8


def test_what_is_near_white_tells_a_dim_picture_from_a_dark_subject():
    """The brightest parts settle it: the same dark skin is right beside white paper at white, and dim beside grey."""
    tells = np.full(len(NAMES), np.nan)
    tells[[NAMES.index(n) for n in ("p99", "top", "pale_99.5")]] = -0.2, 0.0, -0.3
    right = ordinary().judge(tells)
    tells[[NAMES.index(n) for n in ("p99", "top", "pale_99.5")]] -= 1
    assert ordinary().judge(tells) - right > 0.5


def test_the_ordinary_rule_has_an_answer_for_every_picture_and_knows_no_colour_in_black_and_white():
    grey = np.full(len(NAMES), np.nan)
    assert np.isfinite(ordinary().judge(grey))
    usual = ordinary().judge(grey)
    grey[[NAMES.index("skin_rg"), NAMES.index("skin_bg")]] = 0.0
    assert ordinary().judge(grey) == pytest.approx(usual)
