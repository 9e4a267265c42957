"""What leaves with a picture is what the photographer chose; what stays behind holds no picture."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import Computer
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

ARTIST, SERIAL, PLACE = "A. Photographer", "SN-4711", (47.0, 22.0, 8.0)
EXIFTOOL = shutil.which("exiftool")


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    """A folder with one JPEG that tells who took it, with what and where."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    exif = Image.Exif()
    exif[Base.Artist], exif[Base.Copyright], exif[Base.Make] = ARTIST, f"© {ARTIST}", "Camera Works"
    exif.get_ifd(IFD.Exif)[Base.BodySerialNumber] = SERIAL
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: PLACE})
    with Image.open(Path(__file__).parents[1] / "resources" / "sample" / "astronaut.png") as picture:
        picture.convert("RGB").save(folder / "a.jpg", exif=exif)
    return folder


@pytest.mark.parametrize(
    ("choice", "place", "serial", "artist"),
    [
        ("all", True, True, True),
        ("no-gps", False, True, True),
        ("copyright", False, False, True),
        ("none", False, False, False),
    ],
)
def test_metadata_goes_along_as_chosen(
    tmp_path: Path, shoot: Path, choice: str, place: bool, serial: bool, artist: bool
) -> None:
    out = tmp_path / "out"
    options = ("--to", out, "--which", "all", "--long-edge", "200", "--metadata", choice)
    finished = Computer(tmp_path / "home").retouch("export", shoot, *options)
    assert finished.code == 0, finished.said
    with Image.open(out / "a.jpg") as picture:
        exif = picture.getexif()
        assert bool(exif.get_ifd(IFD.GPSInfo)) == place
        assert (exif.get_ifd(IFD.Exif).get(Base.BodySerialNumber) == SERIAL) == serial
        assert (exif.get(Base.Artist) == ARTIST) == artist
    if EXIFTOOL is not None:  # a second reader, which looks into every corner
        command = [EXIFTOOL, "-json", "-a", "-G1", str(out / "a.jpg")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert ("GPS" in told.replace("GPSVersion", "")) == place
        assert (SERIAL in told) == serial
        assert (ARTIST in told) == artist
        assert str(shoot) not in told, "the place on the disk is nobody's business"
    assert str(shoot).encode() not in (out / "a.jpg").read_bytes()


def test_logs_hold_no_picture(tmp_path: Path, sample: Path) -> None:
    home = tmp_path / "home"
    assert Computer(home).retouch("cull", sample).code == 1
    for log in (home / "data" / "logs").iterdir():
        content = log.read_bytes()
        assert len(content) < 1_000_000
        assert b"\xff\xd8\xff" not in content, "a JPEG"
        content.decode("utf-8")
