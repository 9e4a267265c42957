import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image.resize import fit, fitted


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(1, 9000))
def test_fitted_never_enlarges_and_keeps_the_shape(width, height, edge):
    w, h = fitted((width, height), edge)
    assert 1 <= w <= width
    assert 1 <= h <= height
    assert max(w, h) <= max(edge, 1)
    if min(w, h) > 50:
        assert w / h == pytest.approx(width / height, rel=0.02)


def test_no_limit_is_the_same_picture():
    pixels = np.zeros((4, 6, 3), np.float32)
    assert fit(pixels, None) is pixels
    assert fit(pixels, 6) is pixels


def test_reduction_averages_so_that_fine_stripes_do_not_alias():
    stripes = np.zeros((300, 300, 3), np.float32)
    stripes[:, ::2] = 1
    small = fit(stripes, 100)
    assert small.shape == (100, 100, 3)
    assert small.mean() == pytest.approx(0.5, abs=0.01)
    assert np.ptp(small) < 0.4
