from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image.quick import quick_percentile, quick_percentiles, quick_scale

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0.01, 3))
def test_sizes(height, width, scale):
    out = quick_scale(np.full((height, width, 3), 7, np.uint8), scale)
    assert out.shape == (max(round(height * scale), 1), max(round(width * scale), 1), 3)
    assert (out == 7).all()


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.31, 0.1])
def test_a_reduced_picture_is_the_average(scale):
    astronaut = cv2.imread(str(SAMPLE / "astronaut.png"))
    exact = cv2.resize(astronaut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    assert np.abs(quick_scale(astronaut, scale).astype(float) - exact).mean() < 10


@given(st.lists(st.integers(0, 255), min_size=1, max_size=60))
def test_percentiles_from_one_sort_are_those_taken_one_by_one(values):
    shares = (0, 5, 50, 95, 100)
    array = np.array(values, np.float32)
    assert quick_percentiles(array, shares) == [quick_percentile(array, share) for share in shares]
