"""Lens corrections of DNG files that are written here."""

import struct

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.develop import decode, opcodes
from retouch.image.lens import Falloff, Warp

RADIAL = (0.97, 0.05, -0.01, 0.0, 0.0, 0.0)
FALLOFF = (0.8, 0.1, 0.0, 0.0, 0.0)


def opcode(kind, data):
    return struct.pack(">IIII", kind, 0x01030000, 1, len(data)) + data


def warp(*planes, centre=(0.5, 0.5)):
    values = [*(k for plane in planes for k in plane), *centre]
    return opcode(1, struct.pack(f">I{len(values)}d", len(planes), *values))


def falloff(coefficients, centre=(0.5, 0.5)):
    return opcode(3, struct.pack(">7d", *coefficients, *centre))


def listed(*codes):
    return struct.pack(">I", len(codes)) + b"".join(codes)


def with_opcodes(path, data):
    """Give the RAW directory of a DNG of ours one more entry: it moves to the end of the file."""
    file = bytearray(path.read_bytes())
    pointer = file.index(struct.pack("<HHI", 330, 4, 1)) + 8
    (at,) = struct.unpack_from("<I", file, pointer)
    (count,) = struct.unpack_from("<H", file, at)
    entries = [bytes(file[at + 2 + 12 * n : at + 14 + 12 * n]) for n in range(count)]
    file += b"\0" * (len(file) % 2)
    entries.append(struct.pack("<HHII", 51022, 7, len(data), len(file)))
    file += data + b"\0" * (len(data) % 2)
    struct.pack_into("<I", file, pointer, len(file))
    file += struct.pack("<H", len(entries)) + b"".join(sorted(entries, key=lambda e: e[:2][::-1])) + b"\0" * 4
    path.write_bytes(file)


def scene(height=400, width=600):
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    rgb = np.stack([0.3 + 0.2 * np.sin(x / 17), 0.3 + 0.2 * np.sin(y / 13), 0.3 + 0.2 * np.sin((x + y) / 19)], axis=-1)
    return rgb.astype(np.float32)


def as_seen_by(lens, picture):
    """What a lens makes of a picture: the inverse of the correction, found step by step."""
    height, width = picture.shape[:2]
    far = np.hypot(width / 2, height / 2)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    x, y = (x + 0.5 - width / 2) / far, (y + 0.5 - height / 2) / far
    u, v = x.copy(), y.copy()
    for _ in range(20):
        r = u * u + v * v
        f = lens[0] + lens[1] * r + lens[2] * r * r + lens[3] * r**3
        u, v = u + (x - f * u), v + (y - f * v)
    maps = [(u * far + width / 2 - 0.5).astype(np.float32), (v * far + height / 2 - 0.5).astype(np.float32)]
    return cv2.remap(picture, *maps, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)


def encoded(linear):
    return np.rint(255 * np.clip(linear, 0, 1) ** (1 / 2.2)).astype(np.uint8)


def error(one, other):
    inside = np.s_[30:-30, 30:-30]
    return float(np.abs(one - other)[inside].mean())


@pytest.mark.parametrize("orientation", [1, 6, 3])
@pytest.mark.parametrize("long_edge", [None, 300])
@pytest.mark.parametrize("planes", [1, 3])
def test_distortion_is_undone_at_every_size(make_dng, tmp_path, orientation, long_edge, planes):
    path, plain = tmp_path / "a.dng", tmp_path / "plain.dng"
    make_dng(encoded(as_seen_by(RADIAL, scene())), path, noise=False, orientation=orientation)
    make_dng(encoded(scene()), plain, noise=False, orientation=orientation)
    before = decode.base(path, long_edge=long_edge).frame.pixels
    with_opcodes(path, listed(warp(*[RADIAL] * planes)))
    truth, after = (decode.base(p, long_edge=long_edge).frame.pixels for p in (plain, path))
    assert after.shape == truth.shape
    assert error(after, truth) < 0.15 * error(before, truth)
    with decode.stream(path) as found:
        assert found is None


def test_fringes_of_colour_are_undone(make_dng, tmp_path):
    """Each plane of the sensor has its own scale; grey stripes come out grey."""
    x = np.arange(600, dtype=np.float32)
    stripes = np.repeat(np.repeat((0.3 + 0.2 * np.sin(x / 9))[None, :, None], 400, 0), 3, 2).astype(np.float32)
    make_dng(encoded(stripes), tmp_path / "a.dng", noise=False)
    plain = decode.base(tmp_path / "a.dng").frame.pixels
    red = (1.01, 0.0, 0.0, 0.0, 0.0, 0.0)
    with_opcodes(tmp_path / "a.dng", listed(warp(red, (1.0, *red[1:]), (1.0, *red[1:]))))
    moved = decode.base(tmp_path / "a.dng").frame.pixels
    assert np.abs(moved[200, 300:305] - plain[200, 300:305]).max() < 0.01  # nothing in the middle
    assert np.abs(moved[200, 520:580] - plain[200, 520:580]).max() > 0.03


def test_vignetting_is_undone(make_dng, tmp_path):
    y, x = np.mgrid[0:400, 0:600].astype(np.float64)
    r = ((x + 0.5 - 300) ** 2 + (y + 0.5 - 200) ** 2) / (300**2 + 200**2)
    flat = np.full((400, 600, 3), 0.4)
    make_dng(encoded(flat / (1 + FALLOFF[0] * r + FALLOFF[1] * r * r)[..., None]), tmp_path / "a.dng", noise=False)
    dark = decode.base(tmp_path / "a.dng").frame.pixels
    with_opcodes(tmp_path / "a.dng", listed(opcode(99, b"unknown"), falloff(FALLOFF)))
    even = decode.base(tmp_path / "a.dng").frame.pixels
    assert dark[5:-5, 5:-5, 1].std() > 0.03
    assert even[5:-5, 5:-5, 1].std() < 0.004


def test_an_opcode_list_is_read_in_order():
    found = list(opcodes.parse(listed(falloff(FALLOFF, (0.4, 0.6)), warp(RADIAL))))
    assert found == [Falloff(FALLOFF, (0.4, 0.6)), Warp((RADIAL,), (0.5, 0.5))]


@pytest.mark.parametrize(
    "bad",
    [
        warp((float("nan"), *RADIAL[1:])),
        warp(RADIAL, centre=(2.0, 0.5)),
        warp((0.1, 0.0, 0.0, 0.0, 0.0, 0.0)),
        warp(RADIAL, RADIAL),
        falloff((-3.0, 0.0, 0.0, 0.0, 0.0)),
        warp(RADIAL)[:40],
    ],
)
def test_what_no_lens_does_is_left_alone(bad):
    assert list(opcodes.parse(listed(bad))) == []


@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_any_bytes_are_survived(tmp_path_factory, data, head):
    list(opcodes.parse(data))
    path = tmp_path_factory.getbasetemp() / "any.dng"
    path.write_bytes(head + data + b"\0")
    opcodes.read(path)
