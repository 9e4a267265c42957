import os
import shutil
import sys
from pathlib import Path

import pytest
from support.jobs import start_examiner_and_crash_on_bad

from retouch.model.errors import ShootGone, WorkerLost
from retouch.model.event import Done, Failed
from retouch.tasks import ingest as ingest_module
from retouch.tasks.ingest import ingest, list_photos, photo_id
from retouch.tasks.session import Session, Shoot

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "grace_hopper.jpg"


def ingested(session: Session, folder: Path) -> tuple[Shoot, list[Failed]]:
    events = list(ingest(session, folder))
    last = events[-1]
    assert isinstance(last, Done)
    return last.result, [e for e in events if isinstance(e, Failed)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "shoot"
    here.mkdir()
    return here


def names(folder: Path) -> list[tuple[str, list[str]]]:
    return [(p.name, [c.name for c in cs]) for p, cs in list_photos(folder)]


def test_a_raw_and_its_jpeg_are_one_photo(folder: Path) -> None:
    for name in ("IMG_1.CR2", "IMG_1.JPG", "IMG_2.jpg", "IMG_3.nef", "notes.txt", "._IMG_1.CR2", "IMG_1.xmp"):
        (folder / name).write_bytes(b"x")
    assert names(folder) == [("IMG_1.CR2", ["IMG_1.JPG"]), ("IMG_2.jpg", []), ("IMG_3.nef", [])]


def test_two_raws_of_one_name_stay_two_photos(folder: Path) -> None:
    for name in ("A.CR2", "A.NEF", "A.JPG"):
        (folder / name).write_bytes(b"x")
    assert names(folder) == [("A.CR2", []), ("A.JPG", []), ("A.NEF", [])]


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with Session() as session, pytest.raises(ShootGone, match="cannot be opened"):
        list(ingest(session, tmp_path / "card"))


def test_identity_survives_a_rename_and_copies_stay_apart(folder: Path) -> None:
    shutil.copy(SAMPLE, folder / "a.jpg")
    shutil.copy(SAMPLE, folder / "b.jpg")
    with Session() as session:
        first, _ = ingested(session, folder)
        (folder / "a.jpg").rename(folder / "c.jpg")
        second, _ = ingested(session, folder)
    assert len({e.photo.id for e in first.entries}) == 2
    assert {e.photo.id for e in first.entries} == {e.photo.id for e in second.entries}
    assert [e.photo.name for e in second.entries] == ["b.jpg", "c.jpg"]


def test_the_ends_and_the_size_make_the_identity(folder: Path) -> None:
    big = bytes(300_000)
    (folder / "a").write_bytes(big)
    (folder / "b").write_bytes(big[:-1] + b"1")
    (folder / "c").write_bytes(big + b"0")
    assert len({photo_id(folder / n) for n in "abc"}) == 3


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named_and_the_rest_goes_on(folder: Path) -> None:
    shutil.copy(SAMPLE, folder / "good.jpg")
    shutil.copy(SAMPLE, folder / "locked.jpg")
    (folder / "locked.jpg").chmod(0)
    with Session() as session:
        shoot, failed = ingested(session, folder)
    assert [e.photo.name for e in shoot.entries] == ["good.jpg"]
    assert [f.path and f.path.name for f in failed] == ["locked.jpg"]


def test_a_rating_from_another_program_arrives_as_one_undoable_action(folder: Path) -> None:
    from retouch.tasks import decide

    shutil.copy(SAMPLE, folder / "a.jpg")
    (folder / "a.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4" xmp:Label="Red"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    with Session() as session:
        (entry,) = ingested(session, folder)[0].entries
        assert (entry.marks.rating, entry.marks.label) == (4, "Red")
        again, _ = ingested(session, folder)
        assert len(session.catalog.actions(str(again.folder))) == 1
        undone = decide.undo(session, folder)
        assert undone is not None
        (entry,) = ingested(session, folder)[0].entries
        assert entry.marks.rating is None


def test_a_sidecar_that_does_not_parse_is_named_and_the_photo_stays(folder: Path) -> None:
    shutil.copy(SAMPLE, folder / "a.jpg")
    (folder / "a.xmp").write_text("<x:xmpmeta")
    with Session() as session:
        shoot, failed = ingested(session, folder)
    assert len(shoot.entries) == 1
    assert len(failed) == 1
    assert (folder / "a.xmp").read_text() == "<x:xmpmeta"


def test_a_file_that_crashes_the_metadata_reader_costs_a_message(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(SAMPLE, folder / "bad.jpg")
    shutil.copy(SAMPLE, folder / "good.jpg")
    with (folder / "bad.jpg").open("ab") as file:
        file.write(b"x")
    monkeypatch.setattr(ingest_module, "start_examiner", start_examiner_and_crash_on_bad)
    with Session() as session:
        shoot, failed = ingested(session, folder)
        assert [e.photo.name for e in shoot.entries] == ["bad.jpg", "good.jpg"], "its pixels may still be good"
        assert [(type(f.error), f.path and f.path.name) for f in failed] == [(WorkerLost, "bad.jpg")]
        assert {e.photo.name: e.photo.capture.width > 0 for e in shoot.entries} == {"bad.jpg": False, "good.jpg": True}
        again, failed = ingested(session, folder)
        assert failed == [] and len(again.entries) == 2


@pytest.mark.parametrize("year", [1900, 1969, 1970, 2038, 2106, 2262, 2400])
def test_a_file_of_any_time_is_a_photo(folder: Path, year: int) -> None:
    """Cameras with an empty clock battery, and disks that were written by one; 64 bits of nanoseconds end in 2262."""
    seconds = (year - 1970) * 31_556_952
    path = folder / "a.jpg"
    shutil.copy(SAMPLE, path)
    os.utime(path, (seconds, seconds))
    with Session() as session:
        for _ in range(2):
            shoot, failed = ingested(session, folder)
            assert ([e.photo.path for e in shoot.entries], failed) == ([path], [])


def test_a_link_that_leads_nowhere_is_named(folder: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, folder / "good.jpg")
    (folder / "linked.jpg").symlink_to(folder / "good.jpg")
    (folder / "gone.CR2").symlink_to(tmp_path / "drive" / "gone.CR2")
    (folder / "loop.dng").symlink_to("loop.dng")
    (folder / "notes.txt").symlink_to(tmp_path / "nowhere")
    with Session() as session:
        shoot, failed = ingested(session, folder)
    assert [e.photo.name for e in shoot.entries] == ["good.jpg", "linked.jpg"]
    assert [f.path and f.path.name for f in failed] == ["gone.CR2", "loop.dng"]


def test_a_folder_of_20_000_files_is_listed_once(folder: Path) -> None:
    for n in range(10_000):
        (folder / f"IMG_{n:05}.CR3").touch()
        (folder / f"IMG_{n:05}.{('xmp', 'JPG')[n % 2]}").touch()
    found = list_photos(folder)
    assert len(found) == 10_000 and sum(len(companions) for _, companions in found) == 5_000
    assert [photo.name for photo, _ in found] == sorted(photo.name for photo, _ in found)
