import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Context
from retouch.adjust.edit import Edit
from retouch.develop import look
from retouch.develop.decode import DAYLIGHT, Base, Picture
from retouch.develop.render import render
from retouch.image import colour
from retouch.model.frame import Frame, Space


def vivid(rgb8):
    """A camera's look: more saturation, a tone curve, lifted blacks."""
    x = rgb8.astype(np.float32) / 255
    grey = (x @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
    x = np.clip(grey + (x - grey) * 1.3, 0, 1)
    x = (1 / (1 + np.exp(-5 * (x - 0.5))) - 0.0759) / (1 - 2 * 0.0759)
    return np.rint((np.clip(x, 0, 1) * 0.97 + 0.03) * 255).astype(np.uint8)


def base_of(rgb8):
    linear = colour.srgb_to_linear(rgb8.astype(np.float32) / 255) @ colour.SRGB_TO_REC2020.T.astype(np.float32)
    return Base(Frame(np.ascontiguousarray(linear, np.float32), Space.SCENE), DAYLIGHT, rgb8.shape[1::-1])


def picture_of(rgb8, source="embedded"):
    return Picture(rgb8, source, rgb8.shape[1::-1], DAYLIGHT)


def apart(base, rgb8, kind):
    shown = render(base, Edit(), Context(base.white), look=kind).pixels
    return np.median(colour.delta_e(colour.srgb_to_lab(shown[::3, ::3]), colour.srgb_to_lab(rgb8[::3, ::3] / 255)))


def test_the_look_of_the_camera_is_found(portrait):
    base, camera = base_of(portrait), vivid(portrait)
    found = look.fit(base, picture_of(camera))
    assert apart(base, camera, look.PLAIN) > 4
    assert apart(base, camera, found) < 2
    assert found.error == pytest.approx(apart(base, camera, found), abs=1)
    assert found.plain_error == pytest.approx(apart(base, camera, look.PLAIN), abs=2)


def test_a_plain_picture_needs_no_look(portrait):
    found = look.fit(base_of(portrait), picture_of(portrait))
    assert found.is_plain
    assert found.error < 1


@pytest.mark.parametrize("what", ["another", "mirrored", "negative", "noise", "grey", "black"])
def test_a_picture_of_something_else_is_not_followed(portrait, shared_data, what):
    other = cv2.imread(str(shared_data / "camera_look" / "1.jpg"))[..., ::-1]
    wrong = {
        "another": cv2.resize(other, portrait.shape[1::-1]),
        "mirrored": portrait[:, ::-1],
        "negative": 255 - portrait,
        "noise": np.random.default_rng(0).integers(0, 255, portrait.shape).astype(np.uint8),
        "grey": np.full_like(portrait, 128),
        "black": np.zeros_like(portrait),
    }[what]
    assert look.fit(base_of(portrait), picture_of(np.ascontiguousarray(wrong))).is_plain


def test_only_the_camera_s_own_picture_counts(portrait):
    assert look.fit(base_of(portrait), picture_of(vivid(portrait), "developed")) == look.PLAIN


def test_a_picture_cut_to_another_shape_is_not_compared(portrait):
    cut = np.ascontiguousarray(vivid(portrait)[: portrait.shape[0] // 2])
    assert look.fit(base_of(portrait), picture_of(cut)) == look.PLAIN


def test_patches_that_do_not_match_are_overruled(portrait):
    """A camera's picture with its date burnt in, and shifted by two pixels."""
    camera = np.roll(vivid(portrait), (2, 2), axis=(0, 1))
    camera[-120:, -300:] = (255, 120, 0)
    base = base_of(portrait)
    assert apart(base, vivid(portrait), look.fit(base, picture_of(camera))) < 2.5


def test_the_size_of_the_base_hardly_matters(portrait):
    large, camera = base_of(portrait), picture_of(vivid(portrait))
    full, small = look.fit(large, camera), look.fit(large.reduced(400), camera)
    ramp = np.random.default_rng(0).random((500, 3)).astype(np.float32)
    assert np.abs(full.view(ramp) - small.view(ramp)).max() < 0.03


def test_looks_for_files(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", jpeg_rgb=vivid(portrait), noise=False)
    found = look.look_for(tmp_path / "a.dng")
    assert not found.is_plain
    assert found == look.look_for(tmp_path / "a.dng")
    cv2.imwrite(str(tmp_path / "a.jpg"), portrait[..., ::-1])
    assert look.look_for(tmp_path / "a.jpg") == look.PLAIN


@given(st.lists(st.floats(-0.5, 8), min_size=3, max_size=3))
def test_plain_is_the_srgb_curve(rgb):
    rgb = np.array([rgb], np.float32)
    assert np.allclose(look.PLAIN.view(rgb), colour.linear_to_srgb(rgb))


def test_a_fitted_look_rises_is_finite_and_keeps_black_and_white(portrait):
    found = look.fit(base_of(portrait), picture_of(vivid(portrait)))
    greys = np.repeat(np.linspace(0, 4, 2000, dtype=np.float32)[:, None], 3, axis=1)
    shown = found.view(greys)
    assert np.isfinite(shown).all()
    assert np.all(np.diff(shown[:, 1]) >= -1e-5)
    assert np.abs(shown[0]).max() < 0.06
    assert shown[-1].min() > 0.97
