"""What the spatial sliders promise."""

import cv2
import numpy as np
import portrait
import pytest

from retouch.adjust.base import Context
from retouch.adjust.clarity import Clarity
from retouch.adjust.dehaze import Dehaze
from retouch.adjust.noise import Noise
from retouch.adjust.skin_evenness import SkinEvenness
from retouch.adjust.texture import Texture
from retouch.image import masks
from retouch.image.body import body_skin
from retouch.image.detail import brightness
from retouch.image.face_texture import texture_kept
from retouch.image.guided import guided
from retouch.image.skin import reduced
from retouch.model.frame import Frame, Space
from retouch.model.photo import Capture

CONTEXT = portrait.context()
FRAME = portrait.frame()


def test_a_guided_blur_keeps_edges_and_smooths_the_rest():
    rng = np.random.default_rng(0)
    step = np.where(np.arange(200)[None, :] < 100, -3.0, 0.0) + rng.normal(0, 0.1, (200, 200))
    step = step.astype(np.float32)
    out = guided(step, step, 8, 0.25)
    assert out[:, 95].mean() < -2.8 and out[:, 105].mean() > -0.2
    assert out[:, 20:80].std() < 0.5 * step[:, 20:80].std()


@pytest.mark.parametrize("kind", [Clarity, Texture])
def test_local_contrast_goes_both_ways_and_does_not_depend_on_exposure(kind):
    def spread(frame):
        level = brightness(frame.pixels)
        return float(np.std(level - cv2.GaussianBlur(level, (0, 0), 6)))

    assert (
        spread(kind(amount=-80).apply(FRAME, CONTEXT)) < spread(FRAME) < spread(kind(amount=80).apply(FRAME, CONTEXT))
    )
    darker = Frame(FRAME.pixels / np.float32(4), Space.SCENE)
    a, b = kind(amount=80).apply(FRAME, CONTEXT).pixels, kind(amount=80).apply(darker, CONTEXT).pixels * 4
    assert np.median(np.abs(a - b) / (a + 0.01)) < 0.01


def test_dehaze_gives_a_veiled_picture_its_blacks_back():
    veiled = Frame(FRAME.pixels * np.float32(0.6) + np.float32(0.25), Space.SCENE)
    cleared = Dehaze(amount=80).apply(veiled, CONTEXT).pixels
    assert np.percentile(cleared, 2) < 0.75 * np.percentile(veiled.pixels, 2)
    assert np.percentile(Dehaze(amount=-60).apply(FRAME, CONTEXT).pixels, 2) > np.percentile(FRAME.pixels, 2)


def test_noise_goes_and_edges_stay():
    rng = np.random.default_rng(2)
    clean = np.full((160, 160, 3), 0.1, np.float32)
    clean[:, 80:] = 0.6
    noisy = Frame(np.float32(clean * (1 + rng.normal(0, 0.15, clean.shape))), Space.SCENE)
    out = Noise(colour=100, grain=100).apply(noisy, Context(CONTEXT.white, Capture(iso=25600))).pixels
    assert out[:, 10:70].std() < 0.5 * noisy.pixels[:, 10:70].std()
    assert out[:, 76].mean() < 0.15 and out[:, 84].mean() > 0.5


def test_noise_is_proposed_for_high_iso_only():
    scene = CONTEXT.scene
    assert Noise.propose(Context(CONTEXT.white, Capture(iso=200), scene)) is None
    found = Noise.propose(Context(CONTEXT.white, Capture(iso=12800), scene)).value
    assert found.grain > 40 and found.colour == 0  # colour noise is gone with development


class TestSkinEvenness:
    def test_evens_a_blotch_keeps_texture_and_touches_nothing_but_skin(self):
        points = masks.in_pixels(portrait.landmarks(), 512, 512)
        width = masks.face_width(points)
        yy, xx = np.mgrid[:512, :512]
        cx, cy = points[50]
        blotch = 0.25 * np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * (0.03 * width) ** 2))
        grain = np.random.default_rng(1).normal(0, 0.03, (512, 512))
        planted = Frame(np.float32(FRAME.pixels * 2 ** (blotch + grain)[..., None]), Space.SCENE)
        out = SkinEvenness(amount=100).apply(planted, CONTEXT).pixels

        y, x = int(cy), int(cx)
        change = np.log2((out + 1e-6) / (planted.pixels + 1e-6))[..., 1]
        assert change[y, x] < -0.08, "the blotch comes down"
        assert 0.9 < texture_kept(planted.pixels, out, points) < 1.05, "pores stay"
        outside = body_skin(reduced(planted.pixels, points)) < 1e-3
        assert np.abs(change[outside & (planted.pixels.min(axis=2) > 1e-4)]).max() < 0.02

    def test_leaves_a_photo_without_a_reading_as_it_is(self):
        assert SkinEvenness(amount=80).apply(FRAME, Context(CONTEXT.white)).pixels is FRAME.pixels

    def test_colours_of_blotches_come_together_too(self):
        points = masks.in_pixels(portrait.landmarks(), 512, 512)
        red = FRAME.pixels.copy()
        yy, xx = np.mgrid[:512, :512]
        cx, cy = points[280]
        spot = np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * 5.0**2))
        red[..., 1:] *= np.float32(2 ** (-0.2 * spot))[..., None]
        out = SkinEvenness(amount=100).apply(Frame(red, Space.SCENE), CONTEXT).pixels
        y, x = int(cy), int(cx)
        assert out[y, x, 0] / out[y, x, 1] < 0.96 * red[y, x, 0] / red[y, x, 1]


def test_clearing_haze_turns_no_hue_and_breaks_no_hair():
    """A red flag and dark hair before light cloth: hard cases, for nothing in them is haze."""
    rgb = np.zeros((240, 360, 3), np.float32)
    rgb[:, :120], rgb[:, 120:240], rgb[:, 240:] = (0.75, 0.78, 0.85), (0.035, 0.033, 0.036), (0.35, 0.03, 0.04)
    rgb *= np.exp2(np.random.default_rng(0).normal(0, 0.15, (240, 360, 1))).astype(np.float32)
    out = Dehaze(amount=100).apply(Frame(rgb, Space.SCENE), portrait.context()).pixels
    assert (out > 0).all()
    for part in (slice(120, 240), slice(240, 360)):
        before, after = (p[:, part] / p[:, part].sum(axis=2, keepdims=True) for p in (rgb, out))
        assert np.abs(after - before).max() < 0.06
