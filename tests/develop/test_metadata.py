"""What the camera recorded, and what goes along with a delivered file; checked with exiftool where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import cv2
import exiv2
import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.edit import Edit
from retouch.develop.keep import Keep
from retouch.develop.metadata import read_capture, write_delivery_metadata
from retouch.develop.profiles import icc_bytes
from retouch.model.errors import NotWritable
from retouch.model.frame import Space
from retouch.model.photo import Capture

EDIT = Edit(unknown={"future": {"version": 9, "amount": 0.5}})
needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")


def jpeg(path: Path, width: int = 30, height: int = 20) -> Path:
    cv2.imwrite(str(path), np.full((height, width, 3), 90, np.uint8))
    return path


def tag(
    path: Path,
    *,
    exif: dict[str, str] | None = None,
    xmp: dict[str, str] | None = None,
    iptc: dict[str, str] | None = None,
) -> Path:
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    for values, data in ((exif, image.exifData()), (xmp, image.xmpData()), (iptc, image.iptcData())):
        for key, value in (values or {}).items():
            data[key] = value
    image.writeMetadata()
    return path


def read_back(path: Path) -> dict[str, str]:
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    return {d.key(): d.toString() for data in (image.exifData(), image.iptcData(), image.xmpData()) for d in data}


def exiftool(path: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        ["exiftool", "-j", "-n", "-G1", *arguments, str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found


CAMERA = {
    "Exif.Image.Make": "Canon ",
    "Exif.Image.Model": "Canon EOS R6",
    "Exif.Image.Orientation": "6",
    "Exif.Photo.DateTimeOriginal": "2026:05:01 10:00:00",
    "Exif.Photo.SubSecTimeOriginal": "42",
    "Exif.Photo.OffsetTimeOriginal": "+02:00",
    "Exif.Photo.BodySerialNumber": "0930",
    "Exif.Photo.LensModel": "RF85mm F1.2",
    "Exif.Photo.ISOSpeedRatings": "400",
    "Exif.Photo.ExposureTime": "1/250",
    "Exif.Photo.FNumber": "18/10",
    "Exif.Photo.FocalLength": "85/1",
    "Exif.Photo.ExposureBiasValue": "-1/3",
    "Exif.Photo.Flash": "16",
    "Exif.Image.ImageNumber": "1234",
}


def test_everything_the_camera_recorded_is_read(tmp_path):
    found = read_capture(tag(jpeg(tmp_path / "a.jpg"), exif=CAMERA))
    assert found == Capture(
        taken=datetime(2026, 5, 1, 10, 0, 0, 420000, timezone(timedelta(hours=2))),
        make="Canon",
        model="Canon EOS R6",
        serial="0930",
        lens="RF85mm F1.2",
        iso=400,
        shutter=1 / 250,
        aperture=1.8,
        focal_length=85.0,
        bias=pytest.approx(-1 / 3),
        flash=False,
        orientation=6,
        width=20,
        height=30,
        number=1234,
    )


@pytest.mark.parametrize(
    ("exif", "expected"),
    [
        ({}, Capture(width=30, height=20)),
        ({"Exif.Photo.DateTimeOriginal": "0000:00:00 00:00:00"}, Capture(width=30, height=20)),
        ({"Exif.Photo.DateTimeOriginal": "    :  :     :  :  "}, Capture(width=30, height=20)),
        ({"Exif.Image.DateTime": "2020:01:02 03:04:05"}, Capture(datetime(2020, 1, 2, 3, 4, 5), width=30, height=20)),
        (
            {"Exif.Photo.DateTimeOriginal": "2020:01:02 03:04:05", "Exif.Photo.SubSecTimeOriginal": "1234567 "},
            Capture(datetime(2020, 1, 2, 3, 4, 5, 123456), width=30, height=20),
        ),
        ({"Exif.Photo.ExposureTime": "1/0", "Exif.Photo.FNumber": "0/1"}, Capture(width=30, height=20)),
        ({"Exif.Photo.ShutterSpeedValue": "8/1"}, Capture(shutter=1 / 256, width=30, height=20)),
        ({"Exif.Photo.ApertureValue": "3/1"}, Capture(aperture=2**1.5, width=30, height=20)),
        ({"Exif.Image.Orientation": "9", "Exif.Photo.Flash": "9"}, Capture(flash=True, width=30, height=20)),
    ],
)
def test_absent_and_senseless_facts_are_not_invented(tmp_path, exif, expected):
    assert read_capture(tag(jpeg(tmp_path / "a.jpg"), exif=exif)) == expected


@pytest.mark.parametrize("content", [None, b"", b"text", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0garbage"])
def test_a_file_that_cannot_be_read_gives_an_empty_capture_and_no_noise(tmp_path, capfd, content):
    path = tmp_path / "a.cr2"
    if content is not None:
        path.write_bytes(content)
    assert read_capture(path) == Capture()
    assert capfd.readouterr() == ("", "")


def test_a_name_that_is_no_unicode_is_read(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    tag(jpeg(tmp_path / "a.jpg"), exif=CAMERA).rename(path)
    assert read_capture(path).model == "Canon EOS R6"


@pytest.mark.shared
def test_real_files(shared_data):
    raw = shared_data / "raw"
    r6 = read_capture(raw / "exiv2_canon_r6_pruned.cr3")
    assert (r6.taken and r6.taken.isoformat()) == "2021-05-12T12:21:21.920000+02:00"
    assert (r6.lens, r6.serial, r6.iso, r6.width) == ("RF70-200mm F2.8 L IS USM", "093022004357", 100, 3408)
    phone = read_capture(raw / "exiv2_IMG_1361.dng")
    assert (phone.orientation, phone.width, phone.height) == (6, 3024, 4032)
    assert read_capture(raw / "nikon_issue247_1.nef").number == 2870
    for path in [*raw.iterdir(), *(shared_data / "raw_bad").iterdir()]:
        read_capture(path)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_damaged_files_are_read_as_far_as_possible(tmp_path_factory, noise, at):
    path = tmp_path_factory.getbasetemp() / "damaged.jpg"
    if not (original := path.with_name("original.jpg")).exists():
        tag(jpeg(original), exif=CAMERA, xmp={"Xmp.xmp.Rating": "3"})
    content = original.read_bytes()
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    assert isinstance(read_capture(path), Capture)


def test_threads_may_read_and_write_at_once(tmp_path):
    source = tag(jpeg(tmp_path / "s.jpg"), exif=CAMERA, xmp={"Xmp.dc.rights": 'lang="x-default" me'})
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for n in range(15):
                target = jpeg(tmp_path / f"{number}-{n}.jpg")
                write_delivery_metadata(target, source, edit=EDIT, rating=n % 6, label=None)
                assert read_capture(target).model == "Canon EOS R6"
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


# Delivery

SOURCE_EXIF = {
    **CAMERA,
    "Exif.Image.Artist": "Ada",
    "Exif.Image.Copyright": "© Ada",
    "Exif.Image.Software": "Camera 1.0",
    "Exif.Photo.PixelXDimension": "6000",
    "Exif.Photo.UserComment": "charset=Ascii private",
    "Exif.GPSInfo.GPSLatitude": "47/1 49/1 31822/1000",
    "Exif.GPSInfo.GPSLatitudeRef": "N",
}
SOURCE_XMP = {
    "Xmp.dc.rights": 'lang="x-default" © Ada',
    "Xmp.dc.subject": "portrait",
    "Xmp.photoshop.City": "Wien",
    "Xmp.crs.Exposure2012": "+1.00",
    "Xmp.xmp.Rating": "1",
    "Xmp.exif.GPSLatitude": "47,49.53N",
    "Xmp.xmpMM.DocumentID": "xmp.did:1",
}
SOURCE_IPTC = {
    "Iptc.Application2.Copyright": "Ada",
    "Iptc.Application2.City": "Wien",
    "Iptc.Application2.Caption": "Hello",
}


@pytest.fixture
def source(tmp_path):
    path = tag(jpeg(tmp_path / "source.jpg", 60, 40), exif=SOURCE_EXIF, xmp=SOURCE_XMP, iptc=SOURCE_IPTC)
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    exiv2.ExifThumb(image.exifData()).setJpegThumbnail(jpeg(tmp_path / "thumb.jpg").read_bytes())
    image.writeMetadata()
    return path


def tiff(path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 65535, (50, 70, 3), dtype=np.uint16)
    layout = {"photometric": "rgb", "compression": "zlib", "predictor": True, "rowsperstrip": 16, "metadata": None}
    tifffile.imwrite(path, pixels, software="x", iccprofile=icc_bytes(Space.DISPLAY_P3), **layout)
    return path


def test_facts_go_along_and_those_about_the_original_file_do_not(tmp_path, source):
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=4, label="Red")
    found = read_back(target)
    kept = CAMERA.keys() - {"Exif.Image.Orientation", "Exif.Image.ImageNumber"}
    assert {k: found[k] for k in kept} == {k: CAMERA[k] for k in kept}
    assert found["Exif.Image.Orientation"] == "1"
    assert (found["Exif.Photo.PixelXDimension"], found["Exif.Photo.PixelYDimension"]) == ("30", "20")
    assert found["Exif.Image.Software"].startswith("retouch ")
    assert found["Exif.Photo.UserComment"] == "charset=Ascii private"
    assert found["Exif.GPSInfo.GPSLatitude"] == "47/1 49/1 31822/1000"
    assert (found["Xmp.dc.subject"], found["Xmp.photoshop.City"]) == ("portrait", "Wien")
    assert found["Iptc.Application2.Caption"] == "Hello"
    assert (found["Xmp.xmp.Rating"], found["Xmp.xmp.Label"], found["Exif.Image.Rating"]) == ("4", "Red", "4")
    assert json.loads(found["Xmp.retouch.Edit"]) == EDIT.unknown
    assert not [
        k for k in found if "Thumbnail" in k or "MakerNote" in k or ".crs." in k or ".xmpMM." in k or "Xmp.exif" in k
    ]


@pytest.mark.parametrize("keep", [Keep.NO_GPS, "no-gps"])
def test_without_gps_no_place_is_told(tmp_path, source, keep):
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=4, label=None, keep=keep)
    found = read_back(target)
    assert not [k for k in found if "GPS" in k or "City" in k]
    assert b"Wien" not in target.read_bytes()
    assert found["Exif.Image.Model"] == "Canon EOS R6"


def test_copyright_only(tmp_path, source):
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=4, label="Red", keep=Keep.COPYRIGHT)
    found = read_back(target)
    assert found["Exif.Image.Copyright"] == "© Ada" and found["Xmp.dc.rights"].endswith("© Ada")
    assert {k.rpartition(".")[2] for k in found} <= {
        "Artist",
        "Copyright",
        "rights",
        "Orientation",
        "Software",
        "ExifTag",
    }


def test_nothing_at_all(tmp_path, source):
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=4, label="Red", keep=Keep.NONE)
    assert read_back(target) == {}


def test_a_tiff_keeps_its_pixels_and_profile(tmp_path, source):
    target = tiff(tmp_path / "out.tif")
    before = tifffile.imread(target)
    write_delivery_metadata(target, source, edit=EDIT, rating=5, label=None)
    np.testing.assert_array_equal(tifffile.imread(target), before)
    with tifffile.TiffFile(target) as file:
        assert file.pages[0].tags["InterColorProfile"].value == icc_bytes(Space.DISPLAY_P3)
        assert len(file.pages) == 1
    found = read_back(target)
    assert (found["Exif.Photo.PixelXDimension"], found["Exif.Photo.ColorSpace"]) == ("70", "65535")
    assert (found["Exif.Image.Model"], found["Exif.Image.ImageWidth"]) == ("Canon EOS R6", "70")


@pytest.mark.parametrize(("profile", "space"), [(Space.SRGB, "1"), (Space.ADOBE_RGB, "65535")])
def test_the_colour_space_tag_follows_the_profile(tmp_path, source, profile, space):
    target = jpeg(tmp_path / "out.jpg")
    image = exiv2.ImageFactory.open(str(target))
    image.readMetadata()
    image.setIccProfile(exiv2.DataBuf(icc_bytes(profile)))
    image.writeMetadata()
    before = cv2.imread(str(target))
    write_delivery_metadata(target, source, edit=Edit(), rating=None, label=None)
    found = read_back(target)
    assert found["Exif.Photo.ColorSpace"] == space
    assert "Xmp.xmp.Rating" not in found and "Xmp.retouch.Edit" not in found
    np.testing.assert_array_equal(cv2.imread(str(target)), before)


def test_the_sidecar_stands_above_the_source(tmp_path, source):
    sidecar = tmp_path / "source.xmp"
    sidecar.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>'
        "<rdf:li>wedding</rdf:li><rdf:li>Wien</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=None, label=None, sidecar=sidecar)
    found = read_back(target)
    assert found["Xmp.dc.subject"] == "wedding, Wien"
    assert found["Xmp.photoshop.City"] == "Wien"


def test_a_source_that_says_nothing_adds_nothing(tmp_path):
    target = jpeg(tmp_path / "out.jpg")
    (tmp_path / "bad.cr2").write_bytes(b"nothing")
    write_delivery_metadata(
        target, tmp_path / "bad.cr2", edit=EDIT, rating=3, label=None, sidecar=tmp_path / "none.xmp"
    )
    assert read_back(target)["Xmp.xmp.Rating"] == "3"


def test_a_target_that_is_no_picture_is_a_clear_message(tmp_path, source):
    target = tmp_path / "out.jpg"
    target.write_bytes(b"")
    with pytest.raises(NotWritable):
        write_delivery_metadata(target, source, edit=EDIT, rating=3, label=None)


def test_too_much_for_a_jpeg_leaves_out_what_is_long(tmp_path):
    names = ("XPComment", "XPTitle", "XPSubject", "XPAuthor", "XPKeywords")
    comments = {f"Exif.Image.{name}": " ".join(["65"] * 15_000) for name in names}
    source = tmp_path / "source.tif"
    tiff(source)
    tag(source, exif={**comments, "Exif.Image.Model": "R6"})
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(target, source, edit=EDIT, rating=3, label=None)
    found = read_back(target)
    assert found["Exif.Image.Model"] == "R6" and "Exif.Image.XPComment" not in found


def test_a_hostile_prefix_does_not_move_into_delivered_files(tmp_path, source):
    hostile = jpeg(tmp_path / "hostile.jpg")
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://evil/" dc:rights="1" xmlns:xmp="http://evil2/" xmp:Rating="1"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    image = exiv2.ImageFactory.open(str(hostile))
    image.setXmpPacket(packet)
    image.writeXmpFromPacket(True)
    image.writeMetadata()
    read_capture(hostile)
    assert exiv2.XmpProperties.ns("dc") == "http://evil/"
    for original in (hostile, source):
        target = jpeg(tmp_path / "out.jpg")
        write_delivery_metadata(target, original, edit=EDIT, rating=3, label=None)
        assert b'xmlns:xmp="http://ns.adobe.com/xap/1.0/"' in target.read_bytes()
        assert b"evil" not in target.read_bytes()
    assert b"<rdf:Alt>" in target.read_bytes()  # the type of dc:rights is still known
    assert b'xmlns:dc="http://purl.org/dc/elements/1.1/"' in target.read_bytes()


@needs_exiftool
@pytest.mark.parametrize("kind", ["jpg", "tif"])
def test_exiftool_agrees_and_finds_nothing_wrong(tmp_path, source, kind):
    target = jpeg(tmp_path / "out.jpg") if kind == "jpg" else tiff(tmp_path / "out.tif")
    write_delivery_metadata(target, source, edit=EDIT, rating=4, label="Red")
    found = exiftool(target)
    expected = {
        "IFD0:Model": "Canon EOS R6",
        "IFD0:Orientation": 1,
        "ExifIFD:ExposureTime": 0.004,
        "ExifIFD:SubSecTimeOriginal": 42,
        "ExifIFD:ExifVersion": "0232",
        "GPS:GPSLatitude": pytest.approx(47.8255, abs=1e-3),
        "XMP-xmp:Rating": 4,
        "XMP-dc:Rights": "© Ada",
        "XMP-retouch:Edit": {"future": {"version": 9, "amount": 0.5}},
    }
    found["XMP-retouch:Edit"] = json.loads(found["XMP-retouch:Edit"])
    assert {k: found.get(k) for k in expected} == expected
    command = ["exiftool", "-validate", "-warning", "-error", "-a", str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert not [line for line in told.splitlines() if any(word in line for word in ("Error", "Bad", "offset"))]


@needs_exiftool
@pytest.mark.shared
def test_a_raw_file_passes_on_what_it_knows(tmp_path, shared_data):
    target = jpeg(tmp_path / "out.jpg")
    write_delivery_metadata(
        target, shared_data / "raw" / "exiv2_canon_r6_pruned.cr3", edit=EDIT, rating=None, label=None
    )
    found = exiftool(target)
    assert (found["ExifIFD:LensModel"], found["ExifIFD:SubSecTimeOriginal"]) == ("RF70-200mm F2.8 L IS USM", 92)
    assert not [k for k in found if k.startswith(("Canon", "MakerNotes", "IFD1", "SubIFD"))]
