"""The DNG writer, held against LibRaw and Exiv2: what they read is what was photographed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import cv2
import exiv2
import numpy as np
import pytest
import rawpy
from hypothesis import given, settings
from hypothesis import strategies as st

from retouch.develop import dng
from retouch.image.colour import linear_to_srgb, srgb_to_linear
from retouch.model.frame import Image8, Pixels
from retouch.model.photo import Capture

PORTRAIT = Path(__file__).parents[2] / "resources/sample/astronaut.png"
TAKEN = datetime(2026, 5, 1, 10, 0, 0, 420_000)
CAPTURE = Capture(
    taken=TAKEN,
    make="Retouch",
    model="Sample",
    serial="0042",
    lens="85mm F1.8",
    iso=100,
    shutter=1 / 200,
    aperture=2.8,
    focal_length=85.0,
    bias=-1 / 3,
    flash=False,
    number=17,
)


@pytest.fixture(scope="module")
def light() -> Pixels:
    bgr = cv2.imread(str(PORTRAIT))
    assert bgr is not None
    return srgb_to_linear(bgr[..., ::-1].astype(np.float32) / 255)


def photograph(to: Path, light: Pixels, *, capture: Capture = CAPTURE, ev: float = 0.0, seed: int = 0) -> Path:
    camera = dng.sensor(light, ev=ev)
    white = dng.neutral()
    dng.write(to, dng.mosaic(camera, iso=capture.iso or 100, seed=seed), capture, white, dng.in_camera(camera, white))
    return to


def developed(path: Path, *, turn: bool = False) -> Image8:
    with rawpy.imread(str(path)) as raw:
        return (
            raw.postprocess(
                use_camera_wb=True, no_auto_bright=True, gamma=(1, 1), output_bps=16, user_flip=None if turn else 0
            ).astype(np.float32)
            / 65535
        )


def decibels(one: Pixels, other: Pixels) -> float:
    """Peak signal to noise ratio of two linear pictures as they are seen, display-encoded."""
    error = linear_to_srgb(np.clip(one, 0, 1)) - linear_to_srgb(np.clip(other, 0, 1))
    return float(-10 * np.log10(np.mean(error[8:-8, 8:-8] ** 2)))


def test_libraw_gives_the_picture_back(tmp_path: Path, light: Pixels) -> None:
    # Twice the size first: a mosaic cannot hold detail as fine as a downscaled picture has.
    large = np.clip(cv2.resize(light, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), 0, 1)
    assert decibels(developed(photograph(tmp_path / "a.dng", large)), large) > 40


def test_exposure_moves_light_by_whole_stops(tmp_path: Path, light: Pixels) -> None:
    dark = developed(photograph(tmp_path / "dark.dng", light, ev=-1.3))
    right = developed(photograph(tmp_path / "right.dng", light))
    middle = (right > 0.1) & (right < 0.6)
    assert np.log2(np.median(dark[middle] / right[middle])) == pytest.approx(-1.3, abs=0.03)


def test_light_of_another_colour_is_neutral_when_balanced_and_a_cast_when_not(tmp_path: Path) -> None:
    grey = np.full((64, 64, 3), 0.3, np.float32)
    lamp = (1.3, 1.0, 0.7)
    camera = dng.sensor(grey, light=lamp)
    for name, white, ratio in (("right", dng.neutral(lamp), 1.0), ("wrong", dng.neutral(), 1.3 / 0.7)):
        path = tmp_path / f"{name}.dng"
        dng.write(path, dng.mosaic(camera), CAPTURE, white, dng.in_camera(camera, white))
        red, _, blue = np.median(developed(path), axis=(0, 1))
        preview = dng.in_camera(camera, white)[32, 32].astype(int)
        if name == "right":
            assert red / blue == pytest.approx(ratio, rel=0.02)
            assert np.ptp(preview) <= 1
        else:
            assert red / blue > 1.5
            assert preview[0] > preview[2] + 30


def test_preview_shows_what_libraw_develops(tmp_path: Path, light: Pixels) -> None:
    path = photograph(tmp_path / "a.dng", light, ev=-0.5)
    with rawpy.imread(str(path)) as raw:
        thumb = raw.extract_thumb()
    assert thumb.format == rawpy.ThumbFormat.JPEG
    preview = cv2.imdecode(np.frombuffer(thumb.data, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
    assert preview.shape == light.shape
    assert decibels(developed(path), srgb_to_linear(preview.astype(np.float32) / 255)) > 30


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_a_turned_camera_is_turned_back(tmp_path: Path, light: Pixels, orientation: int, turns: int) -> None:
    wide = light[:400]
    lying = np.ascontiguousarray(np.rot90(wide, -turns))
    path = photograph(tmp_path / "a.dng", lying, capture=Capture(orientation=orientation))
    upright = developed(path, turn=True)
    assert upright.shape == wide.shape
    assert decibels(upright, wide) > 25


def test_noise_grows_with_iso_and_is_the_same_each_time() -> None:
    camera = dng.sensor(np.full((200, 200, 3), 0.2, np.float32))
    quiet, loud = dng.mosaic(camera, iso=100), dng.mosaic(camera, iso=6400)
    assert np.std(loud[0::2, 1::2]) == pytest.approx(8 * np.std(quiet[0::2, 1::2]), rel=0.1)
    assert np.array_equal(loud, dng.mosaic(camera, iso=6400))
    assert not np.array_equal(loud, dng.mosaic(camera, iso=6400, seed=1))


def test_exiv2_reads_what_the_camera_recorded(tmp_path: Path, light: Pixels) -> None:
    exif = metadata(photograph(tmp_path / "a.dng", light[:64, :64]))
    assert exif["Exif.Photo.DateTimeOriginal"] == "2026:05:01 10:00:00"
    assert exif["Exif.Photo.SubSecTimeOriginal"] == "420"
    assert "Exif.Photo.OffsetTimeOriginal" not in exif
    assert exif["Exif.Image.Make"] == "Retouch"
    assert exif["Exif.Photo.BodySerialNumber"] == "0042"
    assert exif["Exif.Photo.LensModel"] == "85mm F1.8"
    assert exif["Exif.Photo.ISOSpeedRatings"] == "100"
    assert exif["Exif.Photo.ExposureTime"] == "1/200"
    assert exif["Exif.Photo.ExposureBiasValue"] == "-1/3"
    assert exif["Exif.Image.ImageNumber"] == "17"


def test_absent_facts_stay_absent(tmp_path: Path, light: Pixels) -> None:
    exif = metadata(photograph(tmp_path / "a.dng", light[:64, :64], capture=Capture()))
    assert not exif.keys() & {"Exif.Photo.DateTimeOriginal", "Exif.Photo.ISOSpeedRatings", "Exif.Photo.Flash"}


@settings(max_examples=30, deadline=None)
@given(
    moment=st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)),
    minutes=st.none() | st.integers(-12 * 60, 14 * 60),
)
def test_any_moment_and_zone_survives(
    tmp_path_factory: pytest.TempPathFactory, moment: datetime, minutes: int | None
) -> None:
    taken = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if minutes is not None:
        taken = taken.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    pixels = np.full((16, 16, 3), 0.2, np.float32)
    exif = metadata(photograph(tmp_path_factory.mktemp("moment") / "a.dng", pixels, capture=Capture(taken=taken)))
    text = exif["Exif.Photo.DateTimeOriginal"] + "." + exif["Exif.Photo.SubSecTimeOriginal"]
    if minutes is None:
        assert datetime.strptime(text, "%Y:%m:%d %H:%M:%S.%f") == taken
    else:
        text += exif["Exif.Photo.OffsetTimeOriginal"]
        assert datetime.strptime(text, "%Y:%m:%d %H:%M:%S.%f%z") == taken


def metadata(path: Path) -> dict[str, str]:
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    return {datum.key(): datum.toString() for datum in image.exifData()}
