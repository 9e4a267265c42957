import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.faces.crop import level_crop


@given(
    st.floats(-170, 170),
    st.floats(60, 1500),
    st.tuples(st.floats(0, 1200), st.floats(0, 900)),
)
def test_the_way_back_undoes_the_way_in(angle, side, centre):
    picture = np.zeros((900, 1200, 3), np.uint8)
    reach = side / 8 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    eyes = np.float32([centre - reach, centre + reach])
    crop = level_crop(picture, centre, side, eyes)
    inside = eyes @ crop.to_crop[:, :2].T + crop.to_crop[:, 2]
    assert inside[0, 1] == pytest.approx(inside[1, 1], abs=0.2), "the eyes are level"
    assert inside[0, 0] < inside[1, 0]
    np.testing.assert_allclose(crop.back(inside.astype(np.float32)), eyes, atol=0.05 * side / 100 + 0.05)
    assert crop.scale == pytest.approx(384 / side, rel=1e-3)
    assert crop.pixels.shape == (384, 384, 3)


@pytest.mark.parametrize("side", [150, 700, 1600, 2400])
def test_a_dot_lands_where_the_matrix_says(side):
    """Also where a large face is reduced first: the pixels must follow the same matrix as the points."""
    picture = np.zeros((2000, 3000, 3), np.uint8)
    dot = (1440, 980)
    cv2.circle(picture, dot, max(side // 60, 2), (255, 255, 255), -1)
    crop = level_crop(picture, (1400, 1000), float(side), np.float32([[1300, 990], [1500, 1010]]))
    expected = crop.to_crop[:, :2] @ dot + crop.to_crop[:, 2]
    weight = crop.pixels[..., 0].astype(float)
    rows, columns = np.mgrid[:384, :384]
    found = np.array([(columns * weight).sum(), (rows * weight).sum()]) / weight.sum()
    np.testing.assert_allclose(found, expected, atol=0.6)


def test_a_face_at_the_border_is_padded_with_its_edge():
    picture = np.full((300, 300, 3), 77, np.uint8)
    crop = level_crop(picture, (5.0, 5.0), 200.0, np.float32([[0, 5], [10, 5]]))
    assert (crop.pixels == 77).all()
