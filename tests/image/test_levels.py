import numpy as np
import pytest

from retouch.image.levels import rounded


@pytest.mark.parametrize(("dtype", "top"), [(np.uint8, 255), (np.uint16, 65535)])
def test_rounded_and_held_to_the_range(dtype, top):
    pixels = np.array([-1, 0, 0.5, 1, 2, 0.4 / top], np.float32).reshape(1, 2, 3)
    assert rounded(pixels, dtype).ravel().tolist() == [0, 0, (top + 1) // 2, top, top, 0]


def test_many_rows():
    pixels = np.random.default_rng(0).random((600, 4, 3), dtype=np.float32)
    assert np.array_equal(
        rounded(pixels, np.uint8), np.floor(pixels * np.float32(255) + np.float32(0.5)).astype(np.uint8)
    )
