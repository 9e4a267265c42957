import cv2
import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image import masks
from retouch.image.face_light import linear
from retouch.image.face_texture import face_texture, texture_kept

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
LIGHT = linear(portrait.astronaut())


def test_texture_kept_sees_smoothing_and_nothing_else():
    blurred = cv2.GaussianBlur(LIGHT, (0, 0), 1.5)
    assert texture_kept(LIGHT, LIGHT, POINTS) == 1
    assert texture_kept(LIGHT, LIGHT * np.float32(0.5), POINTS) == pytest.approx(1, abs=0.01)
    assert texture_kept(LIGHT, blurred, POINTS) < 0.6
    assert texture_kept(LIGHT, LIGHT, POINTS + 2000) is None


@given(st.floats(0.3, 2.5), st.floats(0.2, 0.85))
def test_texture_that_was_lost_comes_back_to_the_floor_and_not_further(sigma, floor):
    measured = face_texture(LIGHT, POINTS)
    blurred = cv2.GaussianBlur(LIGHT, (0, 0), sigma)
    back = measured.missing(blurred, floor)
    kept = measured.kept(blurred)
    if back is None:
        assert kept >= floor - 1e-6
    else:
        assert kept < floor
        assert floor - 0.01 < measured.kept(blurred * np.exp2(back)[..., None]) < floor + 0.05
