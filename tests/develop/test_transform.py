import itertools

import numpy as np
import pytest

from retouch.adjust.base import Context
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.develop.look import PLAIN, CameraLook
from retouch.develop.transform import compose
from retouch.image import colour
from retouch.image.region_light import averages
from retouch.model.frame import Space
from retouch.model.photo import WhitePoint

CONTEXT = Context(WhitePoint(5500, 5))
LOOK = CameraLook(
    ((1.2, -0.1, -0.1), (0.0, 1.0, 0.0), (-0.05, -0.05, 1.1)), tuple(float(x) for x in np.linspace(0, 1, 33) ** 0.8)
)
SPACES = [Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB]


def steps(**values):
    edit = Edit()
    for key, parameters in values.items():
        edit = edit.with_step(adjustments()[key].from_values(parameters))
    return edit.steps


def ready(transform, pixels):
    return transform.ready(lambda: averages(pixels))


@pytest.fixture
def scene():
    """Colours as photographs have them: 40×60, linear Rec.2020, some above white."""
    rng = np.random.default_rng(0)
    srgb = np.clip(rng.normal(0.4, 0.25, (40, 60, 1)) + rng.normal(0, 0.1, (40, 60, 3)), 0, 1)
    linear = colour.srgb_to_linear(srgb) @ colour.SRGB_TO_REC2020.T
    linear[:4] *= 3
    return linear.astype(np.float32)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("look", [PLAIN, LOOK], ids=["plain", "look"])
@pytest.mark.parametrize(
    "edit",
    [
        steps(),
        steps(exposure={"ev": 0.7}, white_balance={"temperature": 4500, "tint": 3}),
        steps(exposure={"ev": -0.5}, contrast={"amount": 30}, vibrance={"amount": 40}),
    ],
    ids=["neutral", "matrices", "everything"],
)
def test_interpolated_is_as_good_as_exact(scene, space, look, edit):
    transform = compose(edit, CONTEXT, look, space)
    fast = np.empty(scene.shape, np.float32)
    ready(transform, scene).apply(scene, fast)
    off = np.abs(fast.reshape(-1, 3) - transform(scene.reshape(-1, 3)))
    assert np.median(off) < 0.001
    assert off.mean() < 0.003
    assert np.percentile(off, 99) < 0.04  # colours that are clipped on the way have a kink inside a cell


def test_leading_matrices_are_multiplied_and_only_the_rest_is_baked():
    edit = steps(exposure={"ev": 1.0}, white_balance={"temperature": 4500, "tint": 3}, contrast={"amount": 30})
    transform = compose(edit, CONTEXT, PLAIN, Space.SRGB)
    assert [s.key for s in transform.rest] == ["contrast"]
    expected = np.eye(3)
    for step in edit[:2]:
        expected = step.matrix(CONTEXT) @ expected
    assert np.allclose(transform.matrix, expected)


@pytest.mark.parametrize("space", SPACES)
def test_tone_of_regions_is_exact_where_all_around_is_alike(space):
    edit = steps(exposure={"ev": -0.5}, highlights={"amount": -80}, shadows={"amount": 60}, contrast={"amount": 20})
    transform = compose(edit, CONTEXT, LOOK, space)
    for colour_of in ([0.03, 0.02, 0.015], [0.4, 0.3, 0.25], [1.4, 1.2, 1.3]):
        plain = np.full((30, 40, 3), colour_of, np.float32)
        out = np.empty_like(plain)
        ready(transform, plain).apply(plain, out)
        assert np.abs(out - transform(np.float32([colour_of]))).max() < 0.006


def test_bands_with_tone_of_regions_are_those_of_the_whole(scene):
    scene = np.ascontiguousarray(np.tile(scene, (8, 8, 1)))
    transform = compose(steps(shadows={"amount": 90}, highlights={"amount": -90}), CONTEXT, PLAIN, Space.SRGB)
    whole = np.empty_like(scene)
    ready(transform, scene).apply(scene, whole)
    band = np.empty_like(scene[100:150])
    ready(transform, scene).apply_band(scene[100:150], band, 100, scene.shape[0])
    np.testing.assert_allclose(whole[100:150], band, atol=1e-5)


def test_moving_exposure_does_not_bake_again(scene, monkeypatch):
    from retouch.image import lattice

    count = []
    real = lattice.cube_of
    monkeypatch.setattr(lattice, "cube_of", lambda values: count.append(1) or real(values))
    out = np.empty(scene.shape, np.uint8)
    for ev in (0.11, 0.22, 0.33):
        edit = steps(exposure={"ev": ev}, contrast={"amount": 31.0})
        ready(compose(edit, CONTEXT, LOOK, Space.SRGB), scene).apply(scene, out)
    assert len(count) == 1


def test_a_moving_slider_works_out_its_own_step_and_those_after_it(scene, monkeypatch):
    kinds, seen = adjustments(), []
    for key in ("contrast", "vibrance", "saturation"):
        real = kinds[key].colours
        told = lambda *a, real=real, key=key: seen.append(key) or real(*a)  # noqa: E731
        monkeypatch.setattr(kinds[key], "colours", told)
    out = np.empty(scene.shape, np.uint8)
    for amount in (21.0, 22.0):
        edit = steps(contrast={"amount": 33.0}, vibrance={"amount": amount}, saturation={"amount": 9.0})
        ready(compose(edit, CONTEXT, LOOK, Space.SRGB), scene).apply(scene, out)
    runs = [key for key, _ in itertools.groupby(seen)]  # the nodes are worked on in parts
    assert runs == ["contrast", "vibrance", "saturation", "vibrance", "saturation"]


def test_a_neutral_transform_is_the_srgb_of_the_scene(scene):
    linear = scene.reshape(-1, 3) @ colour.REC2020_TO_SRGB.T
    shown = compose((), CONTEXT, PLAIN, Space.SRGB)(scene.reshape(-1, 3))
    assert np.abs(shown - np.clip(colour.linear_to_srgb(linear), 0, 1)).max() < 1e-5
