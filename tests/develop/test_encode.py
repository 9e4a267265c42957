import errno
import io
import os
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from retouch.develop import encode as module
from retouch.develop.encode import Output, encode
from retouch.model.errors import NotWritable
from retouch.model.frame import Frame, Space


@pytest.fixture
def frame(wheel):
    return Frame((wheel / 255).astype(np.float32), Space.SRGB)


def test_jpeg_holds_the_picture(frame, wheel, tmp_path):
    encode(frame, tmp_path / "a.jpg", Output(quality=95))
    back = np.asarray(Image.open(tmp_path / "a.jpg"))
    assert back.shape == wheel.shape
    assert np.abs(back.astype(int) - wheel).mean() < 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.jpg"]


def test_tiff_holds_sixteen_bits(tmp_path):
    values = np.random.default_rng(0).random((30, 40, 3)).astype(np.float32)
    encode(Frame(values, Space.SRGB), tmp_path / "a.tif", Output(format="tiff"))
    back = tifffile.imread(tmp_path / "a.tif")
    assert back.dtype == np.uint16
    assert back / 65535 == pytest.approx(values, abs=1 / 65535)


@pytest.mark.parametrize("kind", ["jpeg", "tiff"])
@pytest.mark.parametrize(
    ("space", "name"), [(Space.SRGB, "sRGB"), (Space.DISPLAY_P3, "Display P3"), (Space.ADOBE_RGB, "Adobe RGB")]
)
def test_the_profile_is_embedded(frame, tmp_path, kind, space, name):
    output = Output(format=kind, profile=space)
    encode(frame.with_pixels(frame.pixels, space), tmp_path / f"a{output.suffix}", output)
    with Image.open(tmp_path / f"a{output.suffix}") as image:
        profile = image.info["icc_profile"]
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    assert name in ImageCms.getProfileDescription(opened)


def test_a_frame_of_another_space_is_a_mistake(frame, tmp_path):
    with pytest.raises(ValueError, match="display-p3"):
        encode(frame, tmp_path / "a.jpg", Output(profile=Space.DISPLAY_P3))


def test_quality_decides_size_and_colour_sampling(frame, tmp_path):
    for quality in (60, 95):
        encode(frame, tmp_path / f"{quality}.jpg", Output(quality=quality))
    assert (tmp_path / "60.jpg").stat().st_size < (tmp_path / "95.jpg").stat().st_size
    for quality, sampling in ((60, (2, 2)), (95, (1, 1))):
        with Image.open(tmp_path / f"{quality}.jpg") as image:
            assert image.layer[0][1:3] == sampling


def test_reduction_averages_light_not_code_values(tmp_path):
    stripes = np.zeros((200, 200, 3), np.float32)
    stripes[:, ::2] = 1
    small = module.quantised(stripes, Output(format="tiff", long_edge=50))
    assert small.shape == (50, 50, 3)
    assert small.mean() / 65535 == pytest.approx(0.7354, abs=0.002)  # half the light, sRGB-encoded
    assert module.quantised(stripes, Output(long_edge=500)).shape == (200, 200, 3)


def test_sharpening_steepens_edges_and_leaves_flats(tmp_path):
    edge = np.full((20, 40, 3), 0.3, np.float32)
    edge[:, 20:] = 0.6
    plain, sharp = (module.quantised(edge, Output(format="tiff", sharpen=s)) for s in (0, 0.5))
    assert sharp[10, 20, 0] > plain[10, 20, 0]
    assert sharp[10, 19, 0] < plain[10, 19, 0]
    assert np.array_equal(sharp[:, :10], plain[:, :10])


def test_finish_sees_the_whole_file_before_it_has_its_name(frame, tmp_path):
    seen = []

    def finish(path: Path) -> None:
        assert not (tmp_path / "a.jpg").exists()
        with Image.open(path) as image:
            seen.append(image.size)
        path.write_bytes(path.read_bytes() + b"more")

    encode(frame, tmp_path / "a.jpg", Output(), finish=finish)
    assert seen == [(180, 120)]
    assert (tmp_path / "a.jpg").read_bytes().endswith(b"more")


def test_a_failure_leaves_the_old_file_and_nothing_else(frame, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"old")

    def fail(path: Path) -> None:
        raise RuntimeError("metadata")

    with pytest.raises(RuntimeError):
        encode(frame, tmp_path / "a.jpg", Output(), finish=fail)
    assert [p.name for p in tmp_path.iterdir()] == ["a.jpg"]
    assert (tmp_path / "a.jpg").read_bytes() == b"old"


def test_metadata_that_cannot_be_written_name_the_picture_and_not_its_temporary_name(frame, tmp_path):
    def fail(path: Path) -> None:
        raise NotWritable("the metadata were refused", path, "Export again.")

    with pytest.raises(NotWritable) as caught:
        encode(frame, tmp_path / "a.jpg", Output(), finish=fail)
    assert str(caught.value) == "a.jpg: the metadata were refused. Export again."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "may not be written"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "failed"),
    ],
)
def test_the_system_s_refusals_say_what_to_do(frame, tmp_path, monkeypatch, number, words):
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotWritable, match=words) as caught:
        encode(frame, tmp_path / "a.jpg", Output())
    assert caught.value.path == tmp_path / "a.jpg"
    assert caught.value.todo
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone(frame, tmp_path):
    with pytest.raises(NotWritable, match="not there"):
        encode(frame, tmp_path / "gone" / "a.jpg", Output())


def test_a_name_of_the_greatest_length(frame, tmp_path):
    name = "n" * 251 + ".jpg"
    encode(frame, tmp_path / name, Output())
    assert (tmp_path / name).exists()
