import cv2
import numpy as np
import pytest

from retouch.image.demosaic import Mosaic, demosaic, halve
from retouch.image.orientation import upright

PATTERNS = [(0, 1, 1, 2), (2, 1, 1, 0), (1, 0, 2, 1), (1, 2, 0, 1)]
BLACK, WHITE = 500.0, 16000.0


def mosaic_of(rgb, colours=(0, 1, 1, 2), gains=(1.0, 1.0, 1.0), window=None):
    """Sample linear RGB as a sensor would."""
    height, width = rgb.shape[:2]
    values = np.empty((height, width))
    for site, colour in enumerate(colours):
        values[site // 2 :: 2, site % 2 :: 2] = rgb[site // 2 :: 2, site % 2 :: 2, colour] / gains[colour]
    levels = np.clip(np.rint(values * (WHITE - BLACK) + BLACK), 0, WHITE).astype(np.uint16)
    return Mosaic(levels, window or (0, 0, height, width), colours, (BLACK,) * 4, WHITE, gains)


@pytest.fixture(scope="module")
def scene():
    """A smooth scene with edges and fine detail, 300×420, linear."""
    y, x = np.mgrid[0:300, 0:420].astype(np.float64)
    rgb = np.stack([0.2 + 0.3 * x / 420, 0.3 + 0.2 * y / 300, 0.4 - 0.2 * x / 420], axis=-1)
    rgb[80:160, 100:200] *= 0.3
    rgb += (0.05 * np.sin(x / 3 + y / 5))[..., None]
    cv2.circle(rgb, (300, 200), 60, (0.6, 0.5, 0.2), -1, cv2.LINE_AA)
    return rgb


def psnr(one, other):
    return 10 * np.log10(1 / np.mean((one - other) ** 2))


@pytest.mark.parametrize("colours", PATTERNS)
def test_every_pattern_gives_the_scene_back(scene, colours):
    out = demosaic(mosaic_of(scene, colours), np.eye(3))
    assert psnr(out, scene) > 40
    assert psnr(out[:12], scene[:12]) > 38  # the border too
    assert psnr(out[:, -12:], scene[:, -12:]) > 38


def test_better_than_bilinear_on_edges(scene):
    mosaic = mosaic_of(scene)
    levels = ((mosaic.values - BLACK) / (WHITE - BLACK) * 65535).astype(np.uint16)
    bilinear = cv2.cvtColor(levels, cv2.COLOR_BAYER_RGGB2RGB) / 65535
    assert psnr(demosaic(mosaic, np.eye(3)), scene) > psnr(bilinear, scene) + 3


@pytest.mark.parametrize("colours", PATTERNS)
def test_flat_colours_are_exact(colours):
    flat = np.tile([0.5, 0.25, 0.7], (40, 60, 1))
    for out in (demosaic(mosaic_of(flat, colours), np.eye(3)), halve(mosaic_of(flat, colours), np.eye(3))):
        assert np.abs(out - [0.5, 0.25, 0.7]).max() < 1e-4


def test_the_result_does_not_depend_on_tiles_and_bands(scene):
    whole = demosaic(mosaic_of(scene), np.eye(3))
    part = demosaic(mosaic_of(scene, window=(34, 52, 200, 300)), np.eye(3))
    assert np.abs(part[12:-12, 12:-12] - whole[34 + 12 : 234 - 12, 52 + 12 : 352 - 12]).max() < 1e-5


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("develop", [demosaic, halve])
def test_written_upright(scene, orientation, develop):
    mosaic = mosaic_of(scene)
    assert np.array_equal(develop(mosaic, np.eye(3), orientation), upright(develop(mosaic, np.eye(3)), orientation))


def test_matrix_and_gains_are_applied(scene):
    matrix = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.0, 0.2, 0.8]])
    out = demosaic(mosaic_of(scene * 0.5, gains=(2.0, 1.0, 1.5)), matrix)
    assert psnr(out, scene * 0.5 @ matrix.T) > 40


def test_half_size_is_the_average_of_the_scene(scene):
    half = halve(mosaic_of(scene), np.eye(3))
    assert half.shape == (150, 210, 3)
    assert psnr(half, cv2.resize(scene, (210, 150), interpolation=cv2.INTER_AREA)) > 30


@pytest.mark.parametrize("at", [(50, 50), (50, 51), (51, 50), (51, 51), (0, 7)])
def test_a_hot_photosite_is_mended(scene, at):
    dark = mosaic_of(scene * 0.1)
    clean = demosaic(dark, np.eye(3))
    dark.values[at] = int(WHITE)
    assert np.abs(demosaic(dark, np.eye(3)) - clean).max() < 0.05


def test_a_small_light_is_not_taken_for_a_hot_photosite():
    scene = np.full((60, 60, 3), 0.02)
    cv2.circle(scene, (30, 30), 2, (0.9, 0.9, 0.9), -1, cv2.LINE_AA)
    assert demosaic(mosaic_of(scene), np.eye(3))[30, 30].min() > 0.7


@pytest.mark.parametrize("develop", [demosaic, halve])
def test_blown_highlights_are_white_not_pink(develop):
    """A neutral ramp far into saturation, under daylight gains: green clips at 1, red only at 2, blue at 1.5."""
    ramp = np.repeat(np.linspace(0.2, 4, 1200)[None, :, None], 40, axis=0).repeat(3, axis=2)
    out = develop(mosaic_of(ramp, gains=(2.0, 1.0, 1.5)), np.eye(3))[10]
    colourful = np.ptp(out, axis=1) / out.mean(axis=1)
    assert colourful.max() < 0.12
    assert out.min(axis=1)[-1] > 1.8  # all channels at the level at which the last of them clips
    assert np.all(np.diff(out[5:-5, 1]) > -0.1)


def test_a_red_highlight_stays_red():
    lamp = np.tile([1.8, 0.3, 0.2], (40, 60, 1))
    out = demosaic(mosaic_of(lamp, gains=(2.0, 1.0, 1.5)), np.eye(3))
    assert np.abs(out - [1.8, 0.3, 0.2]).max() < 1e-3


def test_what_is_no_bayer_pattern_is_refused():
    for colours in [(0, 1, 2, 1), (1, 1, 0, 2), (0, 0, 1, 2), (0, 2, 1, 1)]:
        with pytest.raises(ValueError, match="Bayer"):
            Mosaic(np.zeros((4, 4), np.uint16), (0, 0, 4, 4), colours, (0,) * 4, 1, (1, 1, 1))


@pytest.mark.parametrize("size", [(2, 2), (4, 6), (20, 8), (130, 4), (131, 259)])
def test_tiny_and_odd_sizes(size):
    flat = np.full((*size, 3), 0.4)
    assert np.abs(demosaic(mosaic_of(flat), np.eye(3)) - 0.4).max() < 1e-4


@pytest.mark.parametrize("colours", PATTERNS)
def test_half_size_is_as_sharp_as_the_reduced_whole(scene, colours):
    """A preview must not look softer than the export: in-between greens and the other colours follow the edges."""
    mosaic = mosaic_of(scene, colours)
    reduced = cv2.resize(demosaic(mosaic, np.eye(3)), (210, 150), interpolation=cv2.INTER_AREA)
    small = halve(mosaic, np.eye(3))
    assert psnr(small[2:-2, 2:-2], reduced[2:-2, 2:-2]) > 46


def test_a_hot_photosite_is_mended_at_half_size_too():
    rgb = np.full((60, 60, 3), 0.1)
    hot = rgb.copy()
    hot[31, 30] = 1.0
    for out in (halve(mosaic_of(hot), np.eye(3)), demosaic(mosaic_of(hot), np.eye(3))):
        assert np.abs(out - 0.1).max() < 1e-3
