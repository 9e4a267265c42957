"""Sidecars as other programs write them, from their documented form: what they say, and that all of theirs stays."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.graphs import graph

from retouch.adjust.edit import Edit
from retouch.model.decision import Label, Verdict
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.store.marks import FLAGS, XMP_LABEL, XMP_RATING, Marks
from retouch.store.sidecar import read, write

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = {
    "lightroom_classic.xmp": Marks(3, Verdict.KEEP, "Red"),
    "bridge_reject.xmp": Marks(None, Verdict.REJECT, "Green"),
    "darktable.cr3.xmp": Marks(4),
    "digikam.xmp": Marks(5, Verdict.KEEP, "Green"),
    "photo_mechanic.xmp": Marks(2, Verdict.KEEP),
    "capture_one.xmp": Marks(1, None, "Yellow"),
    "exiftool.xmp": Marks(4, Verdict.REJECT),
    "rawtherapee.xmp": Marks(5, None, "Purple"),
    "on1.xmp": Marks(2),
    "windows.xmp": Marks(4),
    "minus_one_as_unsigned.xmp": Marks(),
    "no_namespaces_shared.xmp": Marks(None, None, "Yellow"),
    "fast_raw_viewer.xmp": Marks(None, Verdict.REJECT, "Blue"),
    "acdsee.xmp": Marks(4, None, "Green"),
    "lightroom_masks.xmp": Marks(5, Verdict.REJECT, "Lila"),
    "utf16_crlf.xmp": Marks(3, Verdict.KEEP, "Red"),
}
EDIT = Edit(unknown={"future": {"version": 9, "amount": 0.5}})
CRS = {"Exposure2012": "+1.25", "ProcessVersion": "11.0", "HasSettings": "True"}
OURS = {f"{{{uri}}}{local}" for uri, local in (XMP_RATING, XMP_LABEL, *FLAGS)}


def placed(folder: Path, name: str) -> Photo:
    """Put a file of the corpus beside a photo; the photo need not exist."""
    target = "IMG_1.CR3.xmp" if name == "darktable.cr3.xmp" else "IMG_1.xmp"
    shutil.copyfile(CORPUS / name, folder / target)
    return Photo(PhotoId("a"), folder / "IMG_1.CR3", (), FileStamp(1, 2), Capture())


def exiftool(path: Path) -> dict[str, Any]:
    done = subprocess.run(["exiftool", "-j", "-G1", "-struct", "-XMP:all", path], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    foreign = {k: v for k, v in found.items() if not k.startswith(("XMP-retouch", "SourceFile"))}
    ours = {"XMP-xmp:Rating", "XMP-xmp:Label", "XMP-xmpDM:Pick", "XMP-xmpDM:Good", "XMP-digiKam:PickLabel"}
    ours |= {"XMP-photomech:Tagged"}
    return {k: v for k, v in foreign.items() if k not in ours}


def test_every_file_of_the_corpus_is_tested():
    assert {p.name for p in CORPUS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_other_programs_say_is_understood(tmp_path, name):
    found = read(placed(tmp_path, name))
    assert found is not None
    assert (found.marks, found.wrote, found.edit) == (EXPECTED[name], None, None)


@pytest.mark.parametrize("name", EXPECTED)
def test_everything_foreign_stays_and_comes_back(tmp_path, name):
    photo = placed(tmp_path, name)
    path = sidecar.path_for(photo)
    before = path.read_bytes()
    there = EXPECTED[name]
    taken = Marks(there.rating, there.verdict or Verdict.KEEP, there.label or "Purple")
    write(photo, taken, EDIT, {})
    assert graph(path.read_bytes(), without=OURS) == graph(before, without=OURS)
    assert read(photo).marks == taken
    write(photo, there, Edit(), {})
    write(photo, there, EDIT, CRS)
    write(photo, there, Edit(), {})
    crs = {f"{{{sidecar.CRS}}}{name}" for name in CRS}
    assert graph(path.read_bytes(), without=OURS) == graph(before, without=OURS)
    assert [s for s in graph(path.read_bytes()) if s[1] in crs] == [s for s in graph(before) if s[1] in crs]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("name", EXPECTED)
def test_exiftool_sees_everything_foreign_unchanged(tmp_path, name):
    photo = placed(tmp_path, name)
    path = sidecar.path_for(photo)
    before = exiftool(path)
    write(photo, Marks(5, Verdict.REJECT, "Blue"), EDIT, {})
    assert exiftool(path) == before


MARKS = st.builds(
    Marks,
    st.none() | st.integers(0, 5),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.sampled_from([label.value for label in Label]),
)
TUNED = ("Exposure2012", "Tint", "Temperature")
SETTINGS = st.dictionaries(st.sampled_from(TUNED), st.sampled_from(["+1", "0", "5200"]))


@settings(max_examples=30, deadline=None)
@given(
    name=st.sampled_from(sorted(EXPECTED)),
    steps=st.lists(st.tuples(MARKS, st.booleans(), SETTINGS), min_size=1, max_size=5),
)
def test_any_course_of_decisions_keeps_what_is_foreign(tmp_path_factory, name, steps):
    photo = placed(tmp_path_factory.mktemp("course"), name)
    path = sidecar.path_for(photo)
    before = graph(path.read_bytes(), without=OURS)
    there = EXPECTED[name]
    write(photo, there, Edit(), {})  # taken in
    for marks, edited, crs in steps:
        write(photo, marks, EDIT if edited else Edit(), crs)
        found = read(photo)
        assert found is None or found.marks == marks
        crs_names = {f"{{{sidecar.CRS}}}{local}" for local in TUNED}
        kept = [s for s in graph(path.read_bytes(), without=OURS) if s[1] not in crs_names]
        assert kept == [s for s in before if s[1] not in crs_names]
    write(photo, Marks(), Edit(), {})
    assert graph(path.read_bytes(), without=OURS) == before
