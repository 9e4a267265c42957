import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from retouch.develop import embedded


def jpeg(width, height, orientation=None, icc=None):
    image = Image.fromarray(np.random.default_rng(0).integers(0, 255, (height, width, 3), dtype=np.uint8))
    options = {}
    if orientation:
        exif = Image.Exif()
        exif[274] = orientation
        options["exif"] = exif
    if icc:
        options["icc_profile"] = icc
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


def test_the_largest_picture_is_found_anywhere():
    small, large = jpeg(40, 30), jpeg(200, 100)
    found = embedded.largest_jpeg(b"junk\xff\xd8\xff" * 3 + small + b"\0" * 9 + large + b"tail" * 5)
    assert embedded.jpeg_size(found) == (200, 100)
    assert embedded.largest_jpeg(b"no picture" * 100) is None


@pytest.mark.parametrize("orientation", [None, 1, 6, 8])
def test_orientation_is_read(orientation):
    assert embedded.jpeg_orientation(jpeg(20, 10, orientation)) == orientation


def test_orientation_of_either_byte_order():
    for order, mark in (("<", b"II*\0"), (">", b"MM\0*")):
        block = mark + struct.pack(order + "IHHHIHH", 8, 1, 274, 3, 1, 6, 0)
        assert embedded.tiff_orientation(block) == 6


def test_lossless_frames_are_not_pictures_to_show():
    data = bytearray(jpeg(20, 10))
    at = data.index(b"\xff\xc0")
    data[at + 1] = 0xC3
    assert embedded.jpeg_size(bytes(data)) is None


def test_a_profile_in_several_chunks_is_joined():
    profile = bytes(range(256)) * 600
    assert embedded.jpeg_icc(jpeg(20, 10, icc=profile)) == profile


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data):
    for read in (embedded.jpeg_size, embedded.jpeg_orientation, embedded.jpeg_icc, embedded.tiff_orientation):
        read(data)
        read(b"\xff\xd8\xff\xe1" + data)
        read(b"II*\0" + data)
    embedded.largest_jpeg(b"\xff\xd8\xff\xe0" + data)
