import cv2
import numpy as np
import portrait
import pytest

from retouch.adjust.edit import Edit
from retouch.adjust.noise import Noise
from retouch.adjust.texture import Texture
from retouch.adjust.texture_floor import TextureFloor
from retouch.develop.decode import Base
from retouch.develop.render import RenderCache, local, texture_of
from retouch.develop.skin import texture_warning
from retouch.image import masks

SMOOTHED = Edit().with_step(Texture(amount=-100))


@pytest.fixture
def base():
    return Base(portrait.frame(), portrait.DAYLIGHT, (512, 512))


def test_smoothing_stops_at_the_floor_and_a_deliberate_unlock_passes_it(base):
    context = portrait.context()
    (held,) = texture_of(base, SMOOTHED, context)
    (free,) = texture_of(base, SMOOTHED.with_step(TextureFloor(floor=0)), context)
    assert held == pytest.approx(0.855, abs=0.01)
    assert free < 0.8
    assert texture_warning((None, held)) is None
    assert "texture" in texture_warning((None, held, free))


def test_outside_the_face_the_floor_changes_nothing(base):
    context = portrait.context()
    held = local(base, SMOOTHED, context).pixels
    free = local(base, SMOOTHED.with_step(TextureFloor(floor=0)), context).pixels
    points = masks.in_pixels(portrait.landmarks(), 512, 512)
    face = masks.fill((512, 512), points, masks.OVAL) > 0
    np.testing.assert_array_equal(held[~face], free[~face])
    assert np.abs(held - free)[face].max() > 0.003


def test_preview_with_a_cache_and_export_in_place_give_the_same(base):
    context = portrait.context()
    plain = local(base, SMOOTHED, context).pixels.copy()
    cache = RenderCache()
    for _ in range(2):
        np.testing.assert_array_equal(local(base, SMOOTHED, context, cache).pixels, plain)
    more = SMOOTHED.with_step(TextureFloor(floor=0))
    free = local(base, more, context).pixels
    np.testing.assert_array_equal(local(base, more, context, cache).pixels, free)
    np.testing.assert_array_equal(local(base, SMOOTHED, context, consume=True).pixels, plain)


def test_noise_is_not_texture(base):
    noisy = base.frame.pixels * (1 + np.random.default_rng(1).normal(0, 0.15, base.frame.pixels.shape))
    noisy = Base(base.frame.with_pixels(np.float32(noisy)), base.white, base.full_size)
    edit = Edit().with_step(Noise(colour=100, grain=100))
    assert texture_of(noisy, edit, portrait.context()) == (1.0,)
    assert cv2.absdiff(local(noisy, edit, portrait.context()).pixels, noisy.frame.pixels).max() > 0.01
