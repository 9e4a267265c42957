"""Lens corrections of DNG files that are written here."""

import struct

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retouch.adjust.edit import Edit
from retouch.adjust.lens import Lens
from retouch.develop import decode, opcodes
from retouch.develop.deliver import whole
from retouch.image.lens import Falloff, GainMap, Warp
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.tasks.preview import Developer

RADIAL = (0.97, 0.05, -0.01, 0.0, 0.0, 0.0)
FALLOFF = (0.8, 0.1, 0.0, 0.0, 0.0)


def opcode(kind, data):
    return struct.pack(">IIII", kind, 0x01030000, 1, len(data)) + data


def warp(*planes, centre=(0.5, 0.5)):
    values = [*(k for plane in planes for k in plane), *centre]
    return opcode(1, struct.pack(f">I{len(values)}d", len(planes), *values))


def falloff(coefficients, centre=(0.5, 0.5)):
    return opcode(3, struct.pack(">7d", *coefficients, *centre))


def gain_map(gains, area, *, pitch=(1, 1), plane=(0, 1), spacing=None, origin=(0.0, 0.0)):
    """A map of rows × columns × planes, over the whole picture where no ``spacing`` is given."""
    gains = np.asarray(gains, np.float64)
    down, across, planes = gains.shape
    spacing = spacing or (1 / max(down - 1, 1), 1 / max(across - 1, 1))
    head = struct.pack(">10I4dI", *area, *plane, *pitch, down, across, *spacing, *origin, planes)
    with np.errstate(over="ignore"):
        return opcode(9, head + gains.astype(">f4").tobytes())


def bilinear(gains, height, width, spacing=None, origin=(0.0, 0.0)):
    """What a map says for every pixel, row by row as the specification's text has it."""
    down, across = gains.shape
    spacing = spacing or (1 / (down - 1), 1 / (across - 1))
    out = np.empty((height, width))
    for y in range(height):
        v = min(max(((y + 0.5) / height - origin[0]) / spacing[0], 0), down - 1)
        i = min(int(v), down - 2)
        row = gains[i] * (1 - v + i) + gains[i + 1] * (v - i)
        out[y] = np.interp((np.arange(width) + 0.5) / width, origin[1] + spacing[1] * np.arange(across), row)
    return out


def listed(*codes):
    return struct.pack(">I", len(codes)) + b"".join(codes)


def with_opcodes(path, data, tag=51022):
    """Give the RAW directory of a DNG of ours one more entry: it moves to the end of the file."""
    file = bytearray(path.read_bytes())
    pointer = file.index(struct.pack("<HHI", 330, 4, 1)) + 8
    (at,) = struct.unpack_from("<I", file, pointer)
    (count,) = struct.unpack_from("<H", file, at)
    entries = [bytes(file[at + 2 + 12 * n : at + 14 + 12 * n]) for n in range(count)]
    file += b"\0" * (len(file) % 2)
    entries.append(struct.pack("<HHII", tag, 7, len(data), len(file)))
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


MAP = np.array([[1.8, 1.3, 1.7], [1.2, 1.0, 1.3], [1.9, 1.4, 2.2]])
INSIDE = np.s_[5:-5, 5:-5]


def flat(make_dng, path, level=0.2):
    """Nearly even: what is wholly so is no photograph to the loader."""
    make_dng(encoded(np.linspace(0.8, 1, 600)[None, :, None] * np.full((400, 600, 3), level)), path, noise=False)
    return decode.base(path).frame.pixels


@pytest.mark.parametrize("long_edge", [None, 300])
@pytest.mark.parametrize("spacing", [None, (0.3, 0.25)])
def test_a_map_of_gains_for_developed_pixels_is_done(make_dng, tmp_path, long_edge, spacing):
    flat(make_dng, tmp_path / "a.dng")
    before = decode.base(tmp_path / "a.dng", long_edge=long_edge).frame.pixels
    origin = (0.0, 0.0) if spacing is None else (0.2, 0.25)
    data = gain_map(MAP[..., None], (0, 0, 400, 600), plane=(0, 3), spacing=spacing, origin=origin)
    with_opcodes(tmp_path / "a.dng", listed(data))
    after = decode.base(tmp_path / "a.dng", long_edge=long_edge).frame.pixels
    truth = bilinear(MAP, *before.shape[:2], spacing, origin)
    np.testing.assert_allclose((after / before)[INSIDE], np.repeat(truth[INSIDE][..., None], 3, 2), rtol=0.004)


def test_a_map_means_its_rectangle_alone(make_dng, tmp_path):
    before = flat(make_dng, tmp_path / "a.dng")
    with_opcodes(tmp_path / "a.dng", listed(gain_map([[[1.5]]], (100, 200, 300, 450), plane=(0, 3))))
    ratio = (decode.base(tmp_path / "a.dng").frame.pixels / before)[..., 1]
    truth = np.ones((400, 600))
    truth[100:300, 200:450] = 1.5
    np.testing.assert_allclose(ratio[INSIDE], truth[INSIDE], rtol=1e-3)


def test_each_plane_of_a_map_has_its_gain(make_dng, tmp_path):
    before = flat(make_dng, tmp_path / "a.dng")[200, 300]
    with_opcodes(tmp_path / "a.dng", listed(gain_map([[[1.4, 1.0, 1.0]]], (0, 0, 400, 600), plane=(0, 3))))
    after = decode.base(tmp_path / "a.dng").frame.pixels[200, 300]
    assert after[0] / before[0] > 1.2 and abs(after[2] / before[2] - 1) < 0.1


@pytest.mark.parametrize("long_edge", [None, 300])
def test_maps_for_the_sensor_are_done_before_it_is_developed(make_dng, tmp_path, long_edge):
    """As telephones write them: one map for each of the four sites, every second row and column."""
    path = tmp_path / "a.dng"
    flat(make_dng, path)
    before = decode.base(path, long_edge=long_edge).frame.pixels
    sites = [gain_map(MAP[..., None], (y, x, 400, 600), pitch=(2, 2)) for y in (0, 1) for x in (0, 1)]
    with_opcodes(path, listed(*sites), tag=51009)
    after = decode.base(path, long_edge=long_edge)
    truth = bilinear(MAP, *before.shape[:2])
    np.testing.assert_allclose((after.frame.pixels / before)[INSIDE][..., 1], truth[INSIDE], rtol=0.01)
    assert not after.corrects_lens  # part of the sensor: no slider undoes it
    with decode.stream(path) as found:
        assert found is not None
        streamed = found.rows(100, 110)
    np.testing.assert_allclose(streamed, decode.base(path).frame.pixels[100:110], atol=1e-5)


def test_a_map_may_be_for_one_colour_of_the_sensor(make_dng, tmp_path):
    before = flat(make_dng, tmp_path / "a.dng")[200, 300]
    with_opcodes(tmp_path / "a.dng", listed(gain_map([[[1.5]]], (0, 0, 400, 600), pitch=(2, 2))), tag=51009)
    change = decode.base(tmp_path / "a.dng").frame.pixels[200, 300] / before
    assert change[0] > 1.2 and abs(change[2] - 1) < 0.1


def test_nothing_gets_brighter_than_white_on_the_sensor(make_dng, tmp_path):
    white = flat(make_dng, tmp_path / "white.dng", 0.98)[200, 300].max()
    make_dng(encoded(scene()), tmp_path / "a.dng", noise=False)
    with_opcodes(tmp_path / "a.dng", listed(gain_map([[[40.0]]], (0, 0, 400, 600))), tag=51009)
    blown = decode.base(tmp_path / "a.dng").frame.pixels
    assert np.isfinite(blown).all() and white < blown.max() < 3 * white


HEAD = (0, 0, 400, 600, 0, 1, 1, 1, 2, 2, 1.0, 1.0, 0.0, 0.0, 1)
NAN, MANY = float("nan"), 2**32 - 1


def damaged(changes):
    """A sound map of four points, with some of its fields (by number) changed."""
    head = [changes.get(n, value) for n, value in enumerate(HEAD)]
    return opcode(9, struct.pack(">10I4dI", *head) + np.ones(4, ">f4").tobytes())


def test_a_sound_map_is_read():
    (found,) = opcodes.parse(listed(damaged({})))
    assert isinstance(found, GainMap) and found.gains.shape == (2, 2, 1)


@pytest.mark.parametrize(
    "bad",
    [
        *(damaged({field: 0}) for field in (2, 3, 5, 6, 7, 8, 9, 14)),
        damaged({8: MANY, 9: MANY}),
        damaged({8: 4096, 9: 4096}),
        damaged({14: MANY}),
        damaged({10: 0.0}),
        damaged({11: -1.0}),
        damaged({10: NAN}),
        damaged({12: float("inf")}),
        *(gain_map([[[gain]]], (0, 0, 400, 600)) for gain in (NAN, -1.0, 0.0, 1e30)),
        damaged({})[:60],
        damaged({})[:-4],
    ],
)
def test_what_is_no_map_is_left_alone(bad):
    assert list(opcodes.parse(listed(bad))) == []


@pytest.fixture(scope="module")
def any_dng(make_dng, tmp_path_factory):
    path = tmp_path_factory.mktemp("maps") / "a.dng"
    make_dng(encoded(scene(40, 60)), path, noise=False)
    return path, path.read_bytes()


FIELD = st.one_of(st.integers(0, 5), st.integers(0, MANY), st.integers(38, 62))
GAINS = st.floats(0.015625, 64.0, width=32)


@given(st.lists(FIELD, min_size=8, max_size=8), st.lists(st.floats(), min_size=4, max_size=4), GAINS)
@settings(max_examples=60)
def test_any_map_is_survived(any_dng, fields, floats, gain):
    path, plain = any_dng
    data = struct.pack(">10I4dI", *fields, 2, 2, *floats, 1) + np.full(4, gain, ">f4").tobytes()
    for tag in (51009, 51022):
        path.write_bytes(plain)
        with_opcodes(path, listed(opcode(9, data)), tag=tag)
        assert np.isfinite(decode.base(path, long_edge=60).frame.pixels).all()


@pytest.fixture
def seen(make_dng, tmp_path):
    """A photo with all that a lens does: its file, its pixels without any correction, and with all of it."""
    path = tmp_path / "a.dng"
    make_dng(encoded(as_seen_by(RADIAL, scene())), path, noise=False)
    plain = decode.base(path).frame.pixels
    edge = gain_map(MAP[..., None], (0, 0, 400, 600), plane=(0, 3))
    with_opcodes(path, listed(falloff(FALLOFF), edge, warp(RADIAL)))
    return path, plain, decode.base(path).frame.pixels


def test_the_lens_is_corrected_as_far_as_asked(seen):
    path, plain, whole_way = seen
    neither = decode.base(path, lens=Lens(distortion=0, vignetting=0)).frame.pixels
    np.testing.assert_allclose(neither, plain, atol=1e-5)
    np.testing.assert_array_equal(decode.base(path, lens=Lens()).frame.pixels, whole_way)
    bent = decode.base(path, lens=Lens(distortion=0)).frame.pixels
    y, x = np.mgrid[0:400, 0:600].astype(np.float64)
    r = ((x + 0.5 - 300) ** 2 + (y + 0.5 - 200) ** 2) / (300**2 + 200**2)
    gain = (1 + FALLOFF[0] * r + FALLOFF[1] * r * r) * bilinear(MAP, 400, 600)
    np.testing.assert_allclose((bent / plain)[INSIDE][..., 1], gain[INSIDE], rtol=0.005)
    straight, half = (decode.base(path, lens=Lens(distortion=d, vignetting=0)).frame.pixels for d in (100, 50))
    assert error(straight, plain) > 1.3 * error(half, plain) > 0
    assert error(straight, half) > 0


def test_fringes_go_even_where_distortion_stays():
    red, green = (1.01, 0.1, 0.0, 0.0, 0.0, 0.0), (1.0, 0.1, 0.0, 0.0, 0.0, 0.0)
    left = Warp((red, green, green), (0.5, 0.5)).at(0)
    assert left.planes[1] == (1.0, 0, 0, 0, 0, 0) and left.planes[0][0] == pytest.approx(1.01)
    assert not left.is_straight() and Warp((green,), (0.5, 0.5)).at(0).is_straight()


def test_preview_and_export_correct_a_lens_alike(seen):
    photo = Photo(PhotoId("a"), seen[0], (), FileStamp(0, 0), Capture())
    edit = Edit().with_step(Lens(distortion=0, vignetting=40))
    developer = Developer(600)
    shown = [developer.levels(photo, None, e).astype(int) for e in (Edit(), edit, Edit(), edit)]
    assert np.abs(shown[0] - shown[1]).mean() > 2
    np.testing.assert_array_equal(shown[0], shown[2])
    np.testing.assert_array_equal(shown[1], shown[3])
    exported = whole(photo, None, edit).astype(int)
    assert np.abs(exported - shown[1]).mean() < 0.5


def test_without_data_the_sliders_do_nothing(make_dng, tmp_path):
    make_dng(encoded(scene()), tmp_path / "a.dng", noise=False)
    plain = decode.base(tmp_path / "a.dng")
    asked = decode.base(tmp_path / "a.dng", lens=Lens(distortion=0, vignetting=0))
    np.testing.assert_array_equal(asked.frame.pixels, plain.frame.pixels)
    assert not plain.corrects_lens


@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_any_bytes_are_survived(tmp_path_factory, data, head):
    list(opcodes.parse(data))
    path = tmp_path_factory.getbasetemp() / "any.dng"
    path.write_bytes(head + data + b"\0")
    opcodes.read(path)
