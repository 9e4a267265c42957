import itertools

import cv2
import numpy as np
import pytest

from retouch.faces.sharpness import photo_sharpness, sharpness

ALL = (slice(None), slice(None))
RNG = np.random.default_rng(11)


def texture(blur=0.0, noise=0.0, contrast=1.0):
    """Detail at all scales in the middle of an even surround."""
    spectrum = np.fft.rfft2(RNG.normal(size=(128, 128)))
    fy, fx = np.fft.fftfreq(128)[:, None], np.fft.rfftfreq(128)[None]
    field = np.fft.irfft2(spectrum / np.maximum(np.hypot(fx, fy), 1 / 128))
    field *= 30 * contrast / field.std()
    window = np.zeros((128, 128))
    window[40:88, 40:88] = 1
    picture = 128 + field * cv2.GaussianBlur(window, (0, 0), 2)
    if blur:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    return (picture + RNG.normal(scale=noise or 1e-9, size=picture.shape)).astype(np.float32)


INSIDE = (slice(44, 84), slice(44, 84))


def test_blur_lowers_it_step_by_step():
    values = [np.mean([sharpness(texture(blur), INSIDE, 1.0) for _ in range(4)]) for blur in (0, 1, 2, 4)]
    assert all(a > 1.3 * b for a, b in itertools.pairwise(values)), values


def test_contrast_does_not_matter():
    strong, weak = (np.mean([sharpness(texture(1.5, contrast=c), INSIDE, 1.0) for _ in range(4)]) for c in (1.0, 0.3))
    assert weak == pytest.approx(strong, rel=0.25)


def test_noise_is_not_taken_for_sharpness():
    plain = np.mean([sharpness(texture(2.0), INSIDE, 1.0) for _ in range(4)])
    noisy = np.mean([sharpness(texture(2.0, noise=6), INSIDE, 1.0) for _ in range(4)])
    sharp = np.mean([sharpness(texture(0.0, noise=6), INSIDE, 1.0) for _ in range(4)])
    assert noisy == pytest.approx(plain, rel=0.6)
    assert noisy < 0.5 * sharp


def test_a_flat_patch_is_not_sharp():
    assert sharpness(np.full((40, 40), 90, np.float32), ALL, 1.0) == 0.0


def test_the_sharpest_region_stands_for_the_photo():
    soft = np.full((600, 900, 3), 120, np.uint8)
    detail = np.clip(texture(), 0, 255).astype(np.uint8)[40:88, 40:88]
    one_sharp = soft.copy()
    one_sharp[300:348, 450:498] = detail[..., None]
    blurred = cv2.GaussianBlur(one_sharp, (0, 0), 3)
    assert photo_sharpness(one_sharp) > 3 * photo_sharpness(blurred)
    assert photo_sharpness(soft) == 0.0


def test_a_photo_is_as_sharp_when_the_camera_moves_by_a_few_pixels():
    random = np.random.default_rng(3)
    world = cv2.resize(random.integers(0, 256, (90, 130, 3), np.uint8), (1300, 900), interpolation=cv2.INTER_CUBIC)
    world[200:500, 300:700] = cv2.GaussianBlur(world[200:500, 300:700], (0, 0), 8)
    views = [
        photo_sharpness(np.ascontiguousarray(world[y : y + 800, x : x + 1200])) for x, y in ((0, 0), (37, 11), (70, 90))
    ]
    assert min(views) > 0.8 * max(views)
