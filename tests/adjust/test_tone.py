"""What the tone and colour sliders promise: brighter stays brighter, hue stays, skin is spared."""

import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.black_white import BlackWhite
from retouch.adjust.blacks import Blacks
from retouch.adjust.colour_mixer import ColourMixer
from retouch.adjust.contrast import Contrast
from retouch.adjust.curve import Curve
from retouch.adjust.highlights import Highlights
from retouch.adjust.saturation import Saturation
from retouch.adjust.shadows import Shadows
from retouch.adjust.tone import luminance, remap
from retouch.adjust.vibrance import Vibrance
from retouch.adjust.whites import Whites
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020, linear_to_srgb, srgb_to_linear
from retouch.image.oklab import from_oklab, to_oklab

CONTEXT = portrait.context()
SCENE_GREYS = np.repeat(np.exp2(np.linspace(-12, 3, 400))[:, None], 3, axis=1).astype(np.float32)
GREYS = np.repeat(np.linspace(0, 1, 400)[:, None], 3, axis=1).astype(np.float32)
SKIN = np.float32([[0.78, 0.60, 0.50]])
SKY = np.float32([[0.45, 0.55, 0.70]])
amounts = st.floats(-100, 100)


def hue_of(rgb):
    lab = to_oklab(srgb_to_linear(rgb))
    return np.degrees(np.arctan2(lab[:, 2], lab[:, 1])), np.hypot(lab[:, 1], lab[:, 2]), lab[:, 0]


@given(st.sampled_from([Highlights, Shadows]), amounts)
def test_scene_tones_stay_in_order(kind, amount):
    out = kind(amount=amount).colours(SCENE_GREYS, CONTEXT)
    assert (np.diff(out[:, 1]) > 0).all()


@given(st.sampled_from([Contrast, Whites, Blacks]), amounts)
def test_display_tones_stay_in_order_and_grey_stays_grey(kind, amount):
    out = kind(amount=amount).colours(GREYS, CONTEXT)
    assert (np.diff(out[:, 1]) > -1e-6).all()
    assert np.ptp(out, axis=1).max() < 1e-4


@given(st.tuples(*[amounts] * 5))
def test_any_curve_is_monotone_and_keeps_its_ends(handles):
    out = Curve(*handles).colours(GREYS, CONTEXT)[:, 1]
    assert (np.diff(out) > -1e-6).all()
    assert out[0] == pytest.approx(0, abs=1e-3) and out[-1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("step", "at", "moves"),
    [
        (Highlights(amount=-100), 2.0, -1),
        (Highlights(amount=50), 0.9, 1),
        (Shadows(amount=100), 0.02, 1),
        (Shadows(amount=-60), 0.02, -1),
    ],
)
def test_scene_sliders_move_their_own_tones_and_leave_the_others(step, at, moves):
    other = 0.02 if at > 0.5 else 0.6
    rgb = np.full((2, 3), at, np.float32)
    rgb[1] = other
    change = np.log2(step.colours(rgb, CONTEXT)[:, 1] / rgb[:, 1])
    assert change[0] * moves > 0.25
    assert abs(change[1]) < 0.05


@given(st.tuples(*[st.floats(0.15, 0.95)] * 3), amounts)
def test_contrast_never_turns_a_hue(rgb, amount):
    before = np.float32([rgb])
    hue, chroma, _ = hue_of(before)
    after, left, _ = hue_of(Contrast(amount=amount).colours(before, CONTEXT))
    if chroma[0] > 0.02 and left[0] > 0.02:
        assert abs((after[0] - hue[0] + 180) % 360 - 180) < 12


def test_remapping_keeps_colours_inside_and_on_their_brightness():
    rgb = np.random.default_rng(0).random((500, 3)).astype(np.float32)
    out = remap(rgb, np.sqrt)
    assert out.min() >= 0 and out.max() <= 1 + 1e-5
    np.testing.assert_allclose(luminance(out), np.sqrt(luminance(rgb)), atol=2e-3)


def test_saturation_ends_in_grey_and_vibrance_spares_skin():
    assert hue_of(Saturation(amount=-100).colours(SKY, CONTEXT))[1] < 2e-3

    def gain(rgb):
        return hue_of(Vibrance(amount=100).colours(rgb, CONTEXT))[1] / hue_of(rgb)[1]

    assert gain(SKY) > 1.3 and gain(SKIN) < 1.15
    assert gain(SKY) > gain(np.float32([[0.1, 0.3, 0.9]])), "strong colours gain less"


def test_the_mixer_moves_its_own_family_only():
    step = ColourMixer(blue_saturation=-100, blue_lightness=50)
    _, chroma, light = hue_of(step.colours(SKY, CONTEXT))
    assert chroma < 0.5 * hue_of(SKY)[1] and light > hue_of(SKY)[2]
    np.testing.assert_allclose(step.colours(SKIN, CONTEXT), SKIN, atol=3e-3)
    np.testing.assert_allclose(step.colours(GREYS, CONTEXT), GREYS, atol=5e-3)


def test_black_and_white_is_grey_and_mixes():
    plain = BlackWhite(amount=100).colours(np.concatenate([SKY, SKIN]), CONTEXT)
    assert np.ptp(plain, axis=1).max() < 5e-3
    mixed = BlackWhite(amount=100, blue=-100, orange=60).colours(np.concatenate([SKY, SKIN]), CONTEXT)
    assert mixed[0, 0] < plain[0, 0] and mixed[1, 0] > plain[1, 0]
    assert BlackWhite(orange=50).is_neutral()


@given(st.tuples(*[st.floats(0, 4)] * 3))
def test_oklab_there_and_back(rgb):
    np.testing.assert_allclose(from_oklab(to_oklab(np.float32([rgb]))), [rgb], atol=3e-3 * (1 + max(rgb)))


def test_oklab_knows_white_and_the_hue_of_blue():
    assert to_oklab(np.ones((1, 3), np.float32))[0] == pytest.approx([1, 0, 0], abs=1e-3)
    blue = srgb_to_linear(linear_to_srgb(np.float32([[0.0433, 0.0113, 0.8956]])))  # sRGB blue in Rec.2020
    hue = np.degrees(np.arctan2(*to_oklab(blue)[0, [2, 1]])) % 360
    assert hue == pytest.approx(264, abs=1)


@given(st.tuples(*[st.floats(0.1, 0.95)] * 3), st.floats(-100, 100))
def test_no_mixer_clips_what_was_not_clipped(rgb, amount):
    before = np.float32([rgb])
    mixed = ColourMixer(orange_lightness=amount, red_lightness=amount, yellow_lightness=amount)
    black_white = BlackWhite(amount=100, orange=amount, red=amount, yellow=amount)
    for step in (mixed, black_white):
        _, _, light = hue_of(step.colours(before, CONTEXT))
        assert 0.005 < light[0] < 0.995


def test_the_mixer_keeps_the_shape_of_a_face_that_it_lightens():
    shades = np.float32([[0.95, 0.80, 0.72], [0.90, 0.73, 0.64], [0.78, 0.60, 0.50]])
    after = BlackWhite(amount=100, orange=100, red=100).colours(shades, CONTEXT)[:, 1]
    assert (np.diff(after) < -0.02).all()


@given(
    st.sampled_from([(230, 180, 160), (200, 140, 115), (140, 95, 75), (85, 55, 42), (240, 120, 60), (250, 20, 30)]),
    st.sampled_from([Saturation(amount=50), Saturation(amount=100), Vibrance(amount=100)]),
)
def test_a_strong_colour_keeps_its_hue_on_every_screen(rgb, step):
    linear = srgb_to_linear(np.array([rgb], np.float32) / 255)
    encoded = linear_to_srgb(linear @ SRGB_TO_REC2020.T.astype(np.float32)).astype(np.float32)
    made = srgb_to_linear(step.colours(encoded, CONTEXT)) @ REC2020_TO_SRGB.T.astype(np.float32)
    assert made.min() > -0.01 and made.max() < 1.01
    shown = linear_to_srgb(np.clip(made, 0, 1) @ SRGB_TO_REC2020.T.astype(np.float32)).astype(np.float32)
    (before, chroma, _), (after, stronger, _) = hue_of(encoded), hue_of(shown)
    assert after == pytest.approx(before, abs=2) and stronger >= chroma - 0.002


def test_the_mixer_leaves_the_noise_of_greys_alone():
    rng = np.random.default_rng(1)
    grey = np.float32(0.2) + rng.normal(0, 0.004, (500, 3)).astype(np.float32)
    made = ColourMixer(**{f"{hue}_lightness": v for hue, v in (("red", 100), ("yellow", -100), ("blue", 100))}).colours(
        grey, CONTEXT
    )
    assert luminance(made).std() < 1.3 * luminance(grey).std()
