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


WHERE = "Secretville"
PLACES = [
    *("EXIF:GPSLatitude=47.3688", "EXIF:GPSLatitudeRef=N", "EXIF:GPSLongitude=8.5391", "EXIF:GPSLongitudeRef=E"),
    f"EXIF:GPSAreaInformation={WHERE}",
    *("XMP-exif:GPSLatitude=47.3688", "XMP-exif:GPSLongitude=8.5391"),
    *(f"IPTC:{tag}={WHERE}" for tag in ("City", "Sub-location", "Province-State", "Country-PrimaryLocationName")),
    *(f"XMP-photoshop:{tag}={WHERE}" for tag in ("City", "State", "Country")),
    *(f"XMP-iptcCore:Location={WHERE}", f"XMP-iptcExt:LocationShownCity={WHERE}"),
    f"XMP-iptcExt:LocationCreatedSublocation={WHERE}",
]
WHO = "Ada Sitter"
PERSONS = [f"XMP-iptcExt:PersonInImage={WHO}", f"XMP-dc:Subject={WHO}", f"IPTC:Keywords={WHO}", f"EXIF:OwnerName={WHO}"]


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("from_sidecar", [False, True])
@pytest.mark.parametrize(
    ("choice", "place", "persons", "artist"),
    [
        ("all", True, True, True),
        ("no-gps", False, True, True),
        ("copyright", False, False, True),
        ("none", False, False, False),
    ],
)
def test_no_corner_of_a_picture_tells_more_than_was_chosen(
    tmp_path: Path, shoot: Path, choice: str, place: bool, persons: bool, artist: bool, from_sidecar: bool
) -> None:
    tags = [f"-{tag}" for tag in (*PLACES, *PERSONS)]
    told = [t for t in tags if t.startswith("-XMP")] if from_sidecar else tags
    target = shoot / ("a.xmp" if from_sidecar else "a.jpg")
    subprocess.run([str(EXIFTOOL), "-q", "-overwrite_original", *told, target], check=True)
    assert WHERE.encode() in target.read_bytes()
    out = tmp_path / "out"
    options = ("--to", out, "--which", "all", "--long-edge", "200", "--metadata", choice)
    finished = Computer(tmp_path / "home").retouch("export", shoot, *options)
    assert finished.code == 0, finished.said
    command = [str(EXIFTOOL), "-a", "-G1", "-struct", "-n", str(out / "a.jpg")]
    seen = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    content = (out / "a.jpg").read_bytes()
    assert (WHERE in seen) == (WHERE.encode() in content) == place, seen
    assert ("47.36" in seen or "47.37" in seen) == place, seen
    assert (WHO in seen) == (WHO.encode() in content) == persons, seen
    assert (ARTIST in seen) == artist


def test_logs_hold_no_picture(tmp_path: Path, sample: Path) -> None:
    home = tmp_path / "home"
    assert Computer(home).retouch("cull", sample).code == 1
    for log in (home / "data" / "logs").iterdir():
        content = log.read_bytes()
        assert len(content) < 1_000_000
        assert b"\xff\xd8\xff" not in content, "a JPEG"
        content.decode("utf-8")
