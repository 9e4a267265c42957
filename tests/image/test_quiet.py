"""Noise of a known sensor on known pictures."""

import cv2
import numpy as np
import pytest

from retouch.image import quiet
from retouch.image.demosaic import Mosaic, demosaic, demosaic_rows, halve

ISO, GAINS, WELL = 6400, (2.0, 1.0, 1.5), 60_000 * 100 / 6400
GREY = np.s_[4:18, 60:150]  # at half size
MATRIX = np.array([[0.8, 0.15, 0.05], [0.1, 0.95, -0.05], [0.02, -0.1, 1.08]])


def exposed(rgb, noise=True):
    """The mosaic of balanced camera RGB, as a sensor of 60,000 electrons reads it out at ISO 6400."""
    height, width = rgb.shape[:2]
    seen = np.empty((height, width))
    for site, colour in enumerate((0, 1, 1, 2)):
        seen[site // 2 :: 2, site % 2 :: 2] = rgb[site // 2 :: 2, site % 2 :: 2, colour] / GAINS[colour]
    electrons = seen * WELL
    if noise:
        electrons += np.random.default_rng(0).standard_normal(seen.shape) * np.sqrt(electrons + 9)
    levels = np.clip(np.rint(electrons / WELL * 15871 + 512), 0, 16383).astype(np.uint16)
    return Mosaic(levels, (0, 0, height, width), (0, 1, 1, 2), (512.0,) * 4, 16383.0, GAINS)


@pytest.fixture(scope="module")
def scene():
    """Grey with a coloured disc and stripes of texture in one colour."""
    rgb = np.full((240, 320, 3), 0.12)
    cv2.circle(rgb, (90, 120), 60, (0.3, 0.08, 0.05), -1, cv2.LINE_AA)
    x = np.arange(120)
    rgb[40:200, 180:300] = np.array([0.20, 0.14, 0.08]) * (1 + 0.5 * np.sin(x / 2))[None, :, None]
    return rgb


def colour_error(pixels, truth, where=np.s_[4:-4, 4:-4]):
    return float(np.sqrt(np.mean((quiet.split(pixels)[1] - quiet.split(truth)[1])[where] ** 2)))


def test_splitting_and_joining_gives_the_picture_back():
    pixels = np.random.default_rng(1).normal(0.2, 0.3, (9, 11, 3)).astype(np.float32)
    out = np.empty_like(pixels)
    quiet.join(*quiet.split(pixels), out)
    np.testing.assert_allclose(out, pixels, atol=1e-5)


def test_the_variance_of_a_flat_field_is_foreseen():
    flat = np.full((512, 512, 3), 0.1)
    light, chroma = quiet.split(demosaic(exposed(flat), MATRIX))
    of_light, of_colour = quiet.variances(ISO, GAINS, MATRIX)
    shares = quiet.octaves(1.0)
    for found, noise, share in ((light[..., None], of_light, shares[1]), (chroma, of_colour, shares[0])):
        slope, floor = noise.times(sum(share))
        np.testing.assert_allclose(found.var(axis=(0, 1)), slope * 0.1 + floor, rtol=0.5)


def test_colour_noise_goes_at_half_size_and_colours_and_light_stay(scene):
    truth = halve(exposed(scene, noise=False), MATRIX)
    noisy = halve(exposed(scene), MATRIX)
    calm = noisy.copy()
    quiet.calm_half(calm, quiet.variances(ISO, GAINS, MATRIX)[1])
    assert colour_error(calm, truth) < 0.7 * colour_error(noisy, truth)
    assert colour_error(calm, truth, GREY) < 0.35 * colour_error(noisy, truth, GREY)
    edge = np.s_[55:65, 20:80]  # across the disc, where colour follows light and its noise
    assert colour_error(calm, truth, edge) < 0.95 * colour_error(noisy, truth, edge)
    np.testing.assert_allclose(quiet.split(calm)[0], quiet.split(noisy)[0], atol=1e-5)


def test_colour_noise_goes_at_full_size_whatever_the_bands(scene):
    mosaic = exposed(scene)
    truth, noisy = demosaic(exposed(scene, noise=False), MATRIX), demosaic(mosaic, MATRIX)
    noise, half = quiet.variances(ISO, GAINS, MATRIX)[1], halve(mosaic, MATRIX)
    change = quiet.calm_half(half, noise)

    def rows(first, last):
        return quiet.calm_rows(lambda a, b: demosaic_rows(mosaic, MATRIX, a, b), 240, change, noise, first, last)

    whole = rows(0, 240)
    assert colour_error(whole, truth) < 0.65 * colour_error(noisy, truth)
    banded = np.concatenate([rows(0, 96), rows(96, 130), rows(130, 240)])
    assert np.abs(banded - whole).max() < 0.02
    assert np.percentile(np.abs(banded - whole), 99) < 1e-4
    grey = tuple(slice(2 * s.start, 2 * s.stop) for s in GREY)
    assert colour_error(whole, truth, grey) < 0.35 * colour_error(noisy, truth, grey)
    small = cv2.resize(whole, (160, 120), interpolation=cv2.INTER_AREA)
    assert colour_error(small, half) < 0.5 * colour_error(noisy, truth)  # preview and export agree


def test_without_noise_texture_and_colour_stay(scene):
    clean = halve(exposed(scene, noise=False), MATRIX)
    calm = clean.copy()
    quiet.calm_half(calm, quiet.variances(ISO, GAINS, MATRIX)[1])
    stripes = np.s_[25:95, 95:145]
    assert colour_error(calm, clean, stripes) < 0.15 * np.std(quiet.split(clean)[1][stripes])


def test_light_loses_noise_and_keeps_texture(scene):
    truth = quiet.split(demosaic(exposed(scene, noise=False), MATRIX))[0]
    light = quiet.split(demosaic(exposed(scene), MATRIX))[0]
    noise, shares = quiet.variances(ISO, GAINS, MATRIX)[0], quiet.octaves(1.0)[1]
    calm = quiet.calmed(light[..., None], light, noise, shares, 1.2, follow=0)[..., 0]
    flat, stripes = np.s_[5:35, 5:315], np.s_[50:190, 190:290]
    assert np.std(calm[flat] - truth[flat]) < 0.4 * np.std(light[flat] - truth[flat])
    slope = np.sum((calm - calm[stripes].mean())[stripes] * (truth - truth[stripes].mean())[stripes])
    assert slope > 0.85 * np.sum((truth - truth[stripes].mean())[stripes] ** 2)


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (9, 7)])
def test_tiny_and_odd_sizes(size):
    pixels = np.random.default_rng(0).random((*size, 3), np.float32)
    quiet.calm_half(pixels, quiet.variances(ISO, GAINS, MATRIX)[1])
    assert np.isfinite(pixels).all()
