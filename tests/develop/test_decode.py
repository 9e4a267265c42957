import os
import shutil
import struct

import cv2
import numpy as np
import pytest
import rawpy

from retouch.develop import decode
from retouch.develop.decode import raw as decode_raw
from retouch.image import colour
from retouch.model.errors import PhotoUnreadable, ShootGone
from retouch.model.frame import Space


def shown(base):
    """Display-encoded sRGB 0..1 of a base, plain."""
    return colour.linear_to_srgb(np.clip(base.frame.pixels @ colour.REC2020_TO_SRGB.T, 0, 1))


def test_suffixes_are_lower_case_with_a_dot_and_do_not_meet():
    every = decode.RAW_SUFFIXES | decode.PICTURE_SUFFIXES
    assert all(s.startswith(".") and s == s.lower() for s in every)
    assert not decode.RAW_SUFFIXES & decode.PICTURE_SUFFIXES
    assert {".cr3", ".nef", ".arw", ".dng", ".raf", ".gpr"} <= decode.RAW_SUFFIXES


def test_base_gives_the_source_back(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", noise=False)
    base = decode.base(tmp_path / "a.dng")
    assert base.frame.space is Space.SCENE
    assert base.frame.scale == 1
    assert base.full_size == (base.frame.width, base.frame.height)
    error = shown(base) - portrait[: base.frame.height, : base.frame.width] / 255
    assert np.sqrt(np.mean(error**2)) < 0.02
    assert base.white.temperature == pytest.approx(6504, abs=20)
    assert base.iso == 100


def test_reduced_base_is_the_same_picture(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", noise=False)
    full, small = decode.base(tmp_path / "a.dng"), decode.base(tmp_path / "a.dng", long_edge=240)
    assert max(small.frame.width, small.frame.height) == 240
    assert small.frame.scale == pytest.approx(240 / max(full.full_size))
    assert small.full_size == full.full_size
    by_area = cv2.resize(full.frame.pixels, (small.frame.width, small.frame.height), interpolation=cv2.INTER_AREA)
    assert np.mean(np.abs(by_area - small.frame.pixels)) < 0.01


@pytest.mark.parametrize("half", [False, True])
def test_linear_values_are_libraws_own(make_dng, tmp_path, half):
    """Within LibRaw's rounding (its matrix works on 16-bit integers and clips below zero), wherever demosaicing has no
    say: in the middle of even patches.
    """
    patches = np.random.default_rng(0).integers(20, 235, (6, 9, 3)).astype(np.uint8)
    make_dng(np.kron(patches, np.ones((40, 40, 1), np.uint8)), tmp_path / "a.dng", noise=False)
    with rawpy.imread(str(tmp_path / "a.dng")) as raw:
        theirs = raw.postprocess(
            half_size=half,
            use_camera_wb=True,
            output_color=rawpy.ColorSpace.Rec2020,
            output_bps=16,
            gamma=(1, 1),
            no_auto_bright=True,
            adjust_maximum_thr=0,
        )
    ours = decode.base(tmp_path / "a.dng", long_edge=180 if half else None).frame.pixels
    step = 20 if half else 40
    difference = np.clip(ours, 0, 1) * 65535 - theirs
    assert np.abs(difference[step // 2 :: step, step // 2 :: step]).max() < 4


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_upright_exactly_once(make_dng, portrait, tmp_path, orientation):
    stored = {1: portrait, 3: portrait[::-1, ::-1], 6: np.rot90(portrait, 1), 8: np.rot90(portrait, -1)}[orientation]
    make_dng(np.ascontiguousarray(stored), tmp_path / "a.dng", orientation=orientation, noise=False)
    base, picture = decode.base(tmp_path / "a.dng"), decode.preview(tmp_path / "a.dng", 960)
    assert base.full_size == picture.full_size == (base.frame.width, base.frame.height)
    for pixels in (shown(base), picture.pixels / 255):
        small = cv2.resize(pixels, portrait.shape[1::-1], interpolation=cv2.INTER_AREA)
        assert np.mean(np.abs(small - portrait / 255)) < 0.03


@pytest.mark.parametrize("shift", [0.8, 1.2])
def test_as_shot_white_follows_the_light(make_dng, wheel, tmp_path, shift):
    make_dng(wheel, tmp_path / "a.dng", wb_shift=shift, noise=False)
    picture = decode.preview(tmp_path / "a.dng", 100)
    assert (picture.white.temperature < 6000) == (shift > 1)  # more red on the sensor is warmer light
    assert decode.base(tmp_path / "a.dng").white == picture.white


def test_preview_takes_the_embedded_picture_and_develops_where_it_is_tiny(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "large.dng")
    make_dng(portrait, tmp_path / "tiny.dng", preview=False)
    large, tiny = decode.preview(tmp_path / "large.dng", 800), decode.preview(tmp_path / "tiny.dng", 800)
    assert large.source == "embedded"
    assert tiny.source == "developed"
    assert max(large.pixels.shape) == max(tiny.pixels.shape) == 800
    assert np.mean(np.abs(large.pixels.astype(float) - tiny.pixels)) < 8
    assert decode.preview(tmp_path / "tiny.dng", 100).source == "embedded"


def test_reading_the_header_does_not_unpack(make_dng, portrait, tmp_path, monkeypatch):
    make_dng(portrait, tmp_path / "a.dng")
    monkeypatch.setattr(decode_raw._Raw, "load", lambda self: pytest.fail("unpacked"))
    assert decode.preview(tmp_path / "a.dng", 640).white.temperature > 6000


def test_every_real_file_works_or_says_what_to_do(shared_data):
    for path in sorted([*(shared_data / "raw").iterdir(), *(shared_data / "raw_bad").iterdir()]):
        for read in (lambda p: decode.preview(p, 512), lambda p: decode.base(p, long_edge=512)):
            try:
                result = read(path)
            except PhotoUnreadable as error:
                assert error.what
                assert error.todo
                assert error.path == path
            else:
                pixels = result.pixels if isinstance(result, decode.Picture) else result.frame.pixels
                assert max(pixels.shape) <= 512
                assert np.isfinite(pixels).all()


@pytest.mark.parametrize(
    ("name", "source", "size"),
    [
        ("canon_g2_0304.crw", "developed", (2272, 1704)),
        ("kodak_dc120_p003908.kdc", "developed", (1301, 976)),  # pixels that are not square
        ("photoprism_canon_eos_6d.dng", "embedded", (1224, 816)),  # linear DNG
        ("exiv2_canon_r6_pruned.cr3", "embedded", (3408, 2272)),  # opens, does not decode
        ("nikon_issue247_1.nef", "embedded", (2000, 3008)),
    ],
)
def test_real_files_have_their_picture(shared_data, name, source, size):
    picture = decode.preview(shared_data / "raw" / name, 1000)
    assert picture.source == source
    assert picture.full_size == pytest.approx(size, abs=2)
    assert max(picture.pixels.shape) >= 640 or source == "developed"


def test_files_that_decode_to_nothing_are_refused(shared_data):
    for name in ("raw/exiv2_IMG_1361.dng", "raw_bad/exiftool_DNG.dng"):
        with pytest.raises(PhotoUnreadable):
            decode.base(shared_data / name)


def test_bright_noise_is_no_picture_but_a_capped_lens_is(make_dng, tmp_path):
    rng = np.random.default_rng(0)
    make_dng(rng.integers(0, 255, (200, 300, 3), dtype=np.uint8), tmp_path / "noise.dng")
    make_dng(np.zeros((200, 300, 3), np.uint8), tmp_path / "cap.dng", iso=6400)
    with pytest.raises(PhotoUnreadable, match="noise"):
        decode.base(tmp_path / "noise.dng")
    assert decode.base(tmp_path / "cap.dng").frame.pixels.max() < 0.2


def test_a_truncated_file_is_named(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng")
    data = (tmp_path / "a.dng").read_bytes()
    (tmp_path / "a.dng").write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(PhotoUnreadable) as caught:
        decode.base(tmp_path / "a.dng")
    assert caught.value.path == tmp_path / "a.dng"
    assert decode.preview(tmp_path / "a.dng", 400).source == "embedded"


def test_a_file_that_is_gone_or_a_folder(tmp_path):
    (tmp_path / "folder.dng").mkdir()
    for name in ("gone.dng", "gone.jpg", "folder.dng"):
        with pytest.raises(ShootGone):
            decode.base(tmp_path / name)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.dng").write_bytes(b"x")
    (tmp_path / "a.dng").chmod(0)
    with pytest.raises(PhotoUnreadable, match="may not be read"):
        decode.base(tmp_path / "a.dng")


@pytest.mark.parametrize("name", ["für –\n.dng", "-x.dng", "日本.dng"])
def test_names_of_any_kind(make_dng, wheel, tmp_path, name):
    make_dng(wheel, tmp_path / "a.dng")
    shutil.move(tmp_path / "a.dng", tmp_path / name)
    assert decode.preview(tmp_path / name, 100).pixels.size
    assert decode.base(tmp_path / name).frame.width == 180


@pytest.mark.skipif(os.name != "posix", reason="elsewhere names are text")
def test_a_name_that_is_not_text(make_dng, wheel, tmp_path):
    from pathlib import Path

    make_dng(wheel, tmp_path / "a.dng")
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.dng"))
    (tmp_path / "a.dng").rename(strange)
    assert decode.base(strange).frame.width == 180


def test_a_picture_file_is_a_base_too(portrait, tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), portrait[..., ::-1])
    picture, base = decode.preview(tmp_path / "a.png", 100), decode.base(tmp_path / "a.png")
    assert picture.source == "file"
    assert picture.full_size == base.full_size == portrait.shape[1::-1]
    assert np.abs(shown(base) - portrait / 255).max() < 1e-3


def test_originals_are_only_read(make_dng, wheel, tmp_path):
    make_dng(wheel, tmp_path / "a.dng")
    (tmp_path / "a.dng").chmod(0o444)
    before = (tmp_path / "a.dng").stat().st_mtime_ns, (tmp_path / "a.dng").read_bytes()
    decode.preview(tmp_path / "a.dng", 64)
    decode.base(tmp_path / "a.dng")
    assert before == ((tmp_path / "a.dng").stat().st_mtime_ns, (tmp_path / "a.dng").read_bytes())
    assert [p.name for p in tmp_path.iterdir()] == ["a.dng"]


def test_thumbnails_are_jpeg_of_the_size_asked_for(portrait):
    data = decode.thumbnail_jpeg(portrait, 128)
    back = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    assert max(back.shape) == 128


def as_adobe_rgb(pixels):
    linear = colour.srgb_to_linear(pixels / 255) @ colour.convert(Space.SRGB, Space.ADOBE_RGB).T
    return np.rint(np.clip(colour.encode(linear, Space.ADOBE_RGB), 0, 1) * 255).astype(np.uint8)


def test_an_embedded_picture_in_adobe_rgb_looks_right(make_dng, portrait, tmp_path):
    """Its colours are taken for what they are, where the RAW file says so: also by the fit of the camera's look."""
    make_dng(portrait, tmp_path / "srgb.dng")
    make_dng(portrait, tmp_path / "adobe.dng", jpeg_rgb=as_adobe_rgb(portrait))
    data = bytearray((tmp_path / "adobe.dng").read_bytes())
    interoperability = len(data) + len(data) % 2
    data += b"\0" * (len(data) % 2) + struct.pack("<HHHI4sI", 1, 1, 2, 4, b"R03\0", 0)
    exif = struct.unpack_from("<I", data, data.index(struct.pack("<HHI", 34665, 4, 1)) + 8)[0]
    entries = [
        bytes(data[exif + 2 + 12 * n : exif + 14 + 12 * n]) for n in range(struct.unpack_from("<H", data, exif)[0])
    ]
    entries += [struct.pack("<HHIHH", 0xA001, 3, 1, 65535, 0), struct.pack("<HHII", 0xA005, 4, 1, interoperability)]
    moved = len(data)  # the directory has grown: it goes to the end of the file
    data += struct.pack("<H", len(entries)) + b"".join(sorted(entries)) + b"\0" * 4
    at = data.index(struct.pack("<HHI", 34665, 4, 1)) + 8
    data[at : at + 4] = struct.pack("<I", moved)
    wrong = decode.preview(tmp_path / "adobe.dng", 960).pixels.astype(int)
    (tmp_path / "adobe.dng").write_bytes(data)
    right, truth = (decode.preview(tmp_path / f"{n}.dng", 960).pixels.astype(int) for n in ("adobe", "srgb"))
    assert np.abs(right - truth).mean() < 1.5
    assert np.abs(wrong - truth).mean() > 2 * np.abs(right - truth).mean()
