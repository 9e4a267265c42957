"""Round trips with real programs: what we write arrives there, and what they change comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from retouch.adjust.edit import Edit
from retouch.develop import dng
from retouch.model.decision import Verdict
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import Marks
from retouch.store.sidecar import read, write

EDIT = Edit(unknown={"future": {"version": 9, "amount": 0.5}})
CRS = {"Exposure2012": "+1.50", "ProcessVersion": "11.0", "HasSettings": "True", "AlreadyApplied": "False"}


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def photo(tmp_path: Path) -> Photo:
    return Photo(PhotoId("a"), tmp_path / "IMG_1.CR2", (), FileStamp(1, 2), Capture())


def exiftool(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("exiftool", "-j", "-n", "-G1", "-XMP:all", path))[0]
    return found


@needs("exiftool")
def test_exiftool_reads_everything(photo):
    write(photo, Marks(4, Verdict.REJECT, "Green"), EDIT, CRS)
    found = exiftool(photo.path.with_suffix(".xmp"))
    expected = {
        "XMP-xmp:Rating": -1,
        "XMP-xmp:Label": "Green",
        "XMP-xmpDM:Pick": -1,
        "XMP-xmpDM:Good": False,
        "XMP-digiKam:PickLabel": 1,
        "XMP-crs:Exposure2012": "+1.50",
        "XMP-photoshop:SidecarForExtension": "CR2",
        "XMP-retouch:Marks": '{"rating":4,"verdict":"reject","label":"Green"}',
    }
    assert {k: found.get(k) for k in expected} == expected


@needs("exiftool")
def test_what_exiftool_changes_comes_back(photo):
    write(photo, Marks(4, Verdict.REJECT, "Green"), EDIT, CRS)
    path = photo.path.with_suffix(".xmp")
    run(
        "exiftool",
        "-q",
        "-overwrite_original",
        "-XMP-xmp:Rating=5",
        "-XMP-xmp:Label=Blue",
        "-XMP-dc:Subject=a, b",
        path,
    )
    found = read(photo)
    assert found is not None
    assert (found.marks, found.wrote) == (Marks(5, None, "Blue"), Marks(4, Verdict.REJECT, "Green"))
    assert found.edit is not None and dict(found.edit.unknown) == EDIT.unknown
    write(photo, Marks(5, Verdict.KEEP, "Blue"), Edit(), {})
    told = exiftool(path)
    assert (told["XMP-xmp:Rating"], told["XMP-xmpDM:Pick"], told["XMP-dc:Subject"]) == (5, 1, "a, b")
    assert "XMP-crs:Exposure2012" not in told and "XMP-retouch:Edit" not in told


@needs("exiv2")
def test_what_exiv2_changes_comes_back(photo):
    write(photo, Marks(4, Verdict.KEEP), EDIT, CRS)
    path = photo.path.with_suffix(".xmp")
    assert "Xmp.crs.Exposure2012" in run("exiv2", "-PXk", path)
    run("exiv2", "-M", "set Xmp.xmp.Rating -1", "-M", "set Xmp.dc.source here", path)
    found = read(photo)
    assert found is not None and found.marks == Marks(4, Verdict.REJECT)
    write(photo, Marks(4, Verdict.REJECT), Edit(), {})
    assert dict(line.split(None, 1) for line in run("exiv2", "-PXkv", path).splitlines())["Xmp.dc.source"] == "here"


@pytest.fixture
def raw(tmp_path: Path) -> Photo:
    path = tmp_path / "IMG_1.dng"
    ramp = np.full((160, 240, 3), 0.1, np.float32) * np.linspace(0.5, 1.5, 240, dtype=np.float32)[:, None]
    seen, white = dng.sensor(ramp), dng.neutral()
    dng.write(path, dng.mosaic(seen), Capture(make="Test", model="Test"), white, dng.in_camera(seen, white))
    return Photo(PhotoId("a"), path, (), FileStamp(1, 2), Capture())


def developed(folder: Path, *names: str) -> tuple[dict[str, Any], float]:
    """Let darktable develop a photo; return what it writes into the picture, and how bright that is."""
    out = folder / "out.jpg"
    out.unlink(missing_ok=True)
    state = ("--configdir", folder / "config", "--library", ":memory:", "--conf", "write_sidecar_files=never")
    run("darktable-cli", *(folder / name for name in names), out, "--core", *state)
    return exiftool(out), float(cv2.imread(str(out)).mean())


@needs("darktable-cli")
@needs("exiftool")
def test_darktable_sees_rating_label_and_exposure(tmp_path, raw):
    _, plain = developed(tmp_path, "IMG_1.dng")
    write(raw, Marks(4, Verdict.KEEP, "Red"), EDIT, CRS)
    told, bright = developed(tmp_path, "IMG_1.dng")
    assert told["XMP-xmp:Rating"] == 4
    assert str(told["XMP-darktable:Colorlabels"]) == "0"  # red
    assert bright > plain * 1.1


@needs("darktable-cli")
@needs("exiftool")
def test_darktable_sees_a_reject_where_there_are_both_sidecars(tmp_path, raw):
    write(raw, Marks(2), EDIT, CRS)
    put_own_sidecar(tmp_path)
    write(raw, Marks(4, Verdict.REJECT, "Green"), EDIT, CRS)
    told, _ = developed(tmp_path, "IMG_1.dng", "IMG_1.dng.xmp")
    assert told["XMP-xmp:Rating"] == -1
    assert exiftool(tmp_path / "IMG_1.xmp")["XMP-xmp:Rating"] == -1


def put_own_sidecar(folder: Path) -> None:
    """Write a sidecar as darktable makes it when it takes a photo in."""
    own = folder / "IMG_1.dng.xmp"
    own.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"'
        ' darktable:raw_params="0" darktable:auto_presets_applied="0" darktable:history_end="0"/>'
        "</rdf:RDF></x:xmpmeta>"
    )


@needs("darktable-cli")
@needs("exiftool")
def test_darktable_sees_a_reject_in_its_own_sidecar(tmp_path, raw):
    put_own_sidecar(tmp_path)
    write(raw, Marks(4, Verdict.REJECT, "Green"), EDIT, CRS)
    assert not (tmp_path / "IMG_1.xmp").exists()
    told, _ = developed(tmp_path, "IMG_1.dng", "IMG_1.dng.xmp")
    assert told["XMP-xmp:Rating"] == -1
    assert str(told["XMP-darktable:Colorlabels"]) == "2"  # green


@needs("darktable-cli")
@needs("exiftool")
def test_rating_and_label_come_back_as_darktable_writes_them(tmp_path, raw):
    """The packet in a picture that it exports is the one that it writes into its sidecars."""
    write(raw, Marks(3, label="Purple"), EDIT, CRS)
    developed(tmp_path, "IMG_1.dng")
    (tmp_path / "IMG_1.xmp").unlink()
    theirs = subprocess.run(["exiftool", "-b", "-xmp", tmp_path / "out.jpg"], check=True, capture_output=True).stdout
    assert b"xmp:Label" not in theirs and b"colorlabels" in theirs
    (tmp_path / "IMG_1.dng.xmp").write_bytes(theirs)
    found = read(raw)
    assert found is not None and found.marks == Marks(3, label="Purple")
