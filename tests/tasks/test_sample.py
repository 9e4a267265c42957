"""The built-in sample is what it says: genuine RAW files with one of each thing that goes wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest
import rawpy

from retouch.develop import decode
from retouch.faces.reader import FaceReader
from retouch.model.errors import NotWritable
from retouch.model.event import Done, Progress
from retouch.model.frame import Image8
from retouch.tasks.sample import sample_shoot

GOOD = [f"IMG_{n:04d}.dng" for n in range(1, 12)]
DAMAGED = "IMG_0012.dng"


def make(folder: Path) -> Path:
    *_, last = sample_shoot(folder)
    assert isinstance(last, Done)
    return last.result


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cache"))


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def preview(path: Path) -> Image8:
    """The embedded JPEG as it lies in the file."""
    with rawpy.imread(str(path)) as raw:
        data = np.frombuffer(raw.extract_thumb().data, np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    assert picture is not None
    return picture[..., ::-1]


def detail(picture: Image8) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.CV_32F).std())


def test_holds_eleven_photos_a_jpeg_and_a_damaged_file(sample: Path) -> None:
    assert sorted(p.name for p in sample.iterdir()) == sorted([*GOOD, DAMAGED, "IMG_0004.JPG"])


def test_libraw_develops_every_frame_but_the_damaged_one(sample: Path) -> None:
    for name in GOOD:
        with rawpy.imread(str(sample / name)) as raw:
            assert raw.raw_pattern is not None
            assert raw.raw_image_visible.max() > 6000
    with pytest.raises(rawpy.LibRawError):
        rawpy.imread(str(sample / DAMAGED))


def test_hopper_is_taken_with_the_camera_upright(sample: Path) -> None:
    for name in GOOD:
        with rawpy.imread(str(sample / name)) as raw:
            assert raw.sizes.flip == (6 if name in GOOD[4:7] else 0)


def test_frames_of_a_burst_are_different_photographs(sample: Path) -> None:
    one, other = preview(sample / GOOD[4]).astype(int), preview(sample / GOOD[5]).astype(int)
    assert np.abs(one - other).mean() > 1
    assert len(set(digests(sample).values())) == 13


def test_one_frame_is_soft(sample: Path) -> None:
    burst = [detail(preview(sample / name)) for name in GOOD[:4]]
    assert burst[2] < 0.4 * min(burst[0], burst[1], burst[3])


def test_one_frame_is_dark_and_one_is_warm(sample: Path) -> None:
    with rawpy.imread(str(sample / GOOD[0])) as right, rawpy.imread(str(sample / GOOD[7])) as dark:
        light = [np.median(raw.raw_image_visible[::2, 1::2].astype(float) - 512) for raw in (right, dark)]
    assert np.log2(light[1] / light[0]) == pytest.approx(-1.3, abs=0.1)
    warm, plain = (np.median(preview(sample / name), axis=(0, 1)) for name in (GOOD[8], GOOD[9]))
    assert warm[0] / warm[2] > 1.2 * plain[0] / plain[2]


def test_made_again_it_is_the_same_to_the_byte(sample: Path, tmp_path: Path) -> None:
    assert digests(make(tmp_path)) == digests(sample)


def test_a_second_call_only_finds_it(sample: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in sample.iterdir()}
    assert list(sample_shoot(sample.parent)) == [Done(sample)]
    assert {p: p.stat().st_mtime_ns for p in sample.iterdir()} == before


def test_cancelled_half_way_it_leaves_nothing(tmp_path: Path) -> None:
    task = sample_shoot(tmp_path)
    events = [next(task), next(task), next(task)]
    assert all(isinstance(event, Progress) for event in events)
    task.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match="sample shoot cannot be written"):
        make(tmp_path / "file")


def test_the_real_model_sees_one_blink_and_open_eyes_elsewhere(sample: Path) -> None:
    blinks = {}
    with FaceReader() as reader:
        for name in GOOD:
            picture = decode.preview(sample / name, 2048)
            scene = reader.read(picture.pixels, full_size=picture.full_size, white=picture.white, source=picture.source)
            assert len(scene.faces) == 1
            shapes = scene.faces[0].blendshapes
            blinks[name] = min(shapes["eyeBlinkLeft"], shapes["eyeBlinkRight"])
    assert blinks.pop(GOOD[1]) > 0.6
    assert max(blinks.values()) < 0.2
