import numpy as np
import pytest
from PIL import Image, ImageOps

from retouch.image.orientation import as_stored, stored_box, stored_layout, upright, upright_size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turns_as_another_program_turns(orientation):
    pixels = np.random.default_rng(orientation).integers(0, 255, (5, 7, 3), dtype=np.uint8)
    image = Image.fromarray(pixels)
    image.getexif()[274] = orientation
    expected = np.asarray(ImageOps.exif_transpose(image))
    turned = upright(pixels, orientation)
    assert np.array_equal(turned, expected)
    assert turned.flags.c_contiguous
    assert upright_size(7, 5, orientation) == expected.shape[1::-1]


def test_nonsense_leaves_the_picture_alone():
    pixels = np.zeros((2, 3, 3), np.uint8)
    assert upright(pixels, 0) is pixels
    assert upright(pixels, 9).shape == (2, 3, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_writing_upright_is_the_same_as_turning(orientation):
    stored = np.arange(35).reshape(5, 7)
    expected = upright(stored, orientation)
    out = np.full(expected.size, -1)
    start, row, pixel = stored_layout(expected.shape[1], expected.shape[0], orientation)
    for y in range(5):
        for x in range(7):
            out[start + y * row + x * pixel] = stored[y, x]
    assert np.array_equal(out.reshape(expected.shape), expected)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turning_can_be_undone(orientation):
    stored = np.arange(35).reshape(5, 7)
    assert np.array_equal(as_stored(upright(stored, orientation), orientation), stored)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_box_is_found_in_the_stored_picture(orientation):
    picture = np.arange(35).reshape(5, 7)
    box = np.s_[1:3, 2:6]
    assert np.array_equal(
        as_stored(picture, orientation)[stored_box(box, (5, 7), orientation)], as_stored(picture[box], orientation)
    )
