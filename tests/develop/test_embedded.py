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


def block(order, mark, space=None, interoperability=None, preview=None):
    """A TIFF block whose EXIF says its colour space in the ways of DCF, or its preview's in that of DNG."""
    first = [(34665, 4, 1, struct.pack(order + "I", 100))]
    if preview is not None:
        first.append((50970, 4, 1, struct.pack(order + "I", preview)))
    exif = [] if space is None else [(0xA001, 3, 1, struct.pack(order + "HH", space, 0))]
    exif.append((0xA005, 4, 1, struct.pack(order + "I", 200)))
    parts = {8: first, 100: exif, 200: [(1, 2, 4, interoperability)] if interoperability else []}
    out = bytearray(300)
    out[:8] = mark + struct.pack(order + "I", 8)
    for at, entries in parts.items():
        body = b"".join(struct.pack(order + "HHI", *e[:3]) + e[3] for e in entries)
        out[at : at + 2 + len(body)] = struct.pack(order + "H", len(entries)) + body
    return bytes(out)


@pytest.mark.parametrize(("order", "mark"), [("<", b"II*\0"), (">", b"MM\0*")])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, None),
        ({"space": 1}, False),
        ({"space": 2}, True),
        ({"space": 65535}, False),
        ({"space": 65535, "interoperability": b"R03\0"}, True),
        ({"space": 1, "interoperability": b"R98\0"}, False),
        ({"space": 65535, "interoperability": b"R03\0", "preview": 2}, False),
        ({"preview": 3}, True),
    ],
)
def test_adobe_rgb_is_told_in_every_way(order, mark, said, expected):
    data = block(order, mark, **said)
    assert embedded.tiff_is_adobe_rgb(data) is expected
    head = jpeg(20, 10)
    exif = b"Exif\0\0" + data
    assert (
        embedded.jpeg_is_adobe_rgb(head[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + head[2:])
        is expected
    )
    assert embedded.jpeg_is_adobe_rgb(head) is None


@given(st.binary(max_size=300), st.sampled_from([b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_any_bytes_are_survived(data, head):
    data = head + data
    for read in (
        embedded.jpeg_size,
        embedded.jpeg_orientation,
        embedded.jpeg_icc,
        embedded.jpeg_is_adobe_rgb,
        embedded.tiff_is_adobe_rgb,
        embedded.tiff_orientation,
    ):
        read(data)
        read(b"\xff\xd8\xff\xe1" + data)
        read(b"II*\0" + data)
    embedded.largest_jpeg(b"\xff\xd8\xff\xe0" + data)
