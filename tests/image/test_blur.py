import cv2
import numpy as np
import pytest

from retouch.image.blur import gaussian, masked


@pytest.mark.parametrize("sigma", [0.8, 3, 9, 25])
def test_a_wide_blur_is_the_exact_one_to_a_hundredth(sigma):
    picture = np.random.default_rng(1).random((200, 300, 3)).astype(np.float32)
    picture = cv2.GaussianBlur(picture, (0, 0), 4) * 5
    exact = cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    inner = slice(30, -30)
    assert np.abs(gaussian(picture, sigma) - exact)[inner, inner].max() < 0.02 * np.ptp(picture)


def test_no_blur_is_a_copy():
    picture = np.ones((4, 4, 3), np.float32)
    out = gaussian(picture, 0)
    assert out is not picture and (out == picture).all()


def test_what_lies_outside_the_mask_does_not_leak_in():
    values = np.full((80, 80, 1), 2.0, np.float32)
    values[:, 40:] = 100
    mask = np.zeros((80, 80), np.float32)
    mask[:, :40] = 1
    out = masked(values, mask, 6)
    np.testing.assert_allclose(out[:, :40], 2.0, rtol=1e-4)
    assert (out[:, 79] == 100).all(), "too far from any skin: the input comes back"
