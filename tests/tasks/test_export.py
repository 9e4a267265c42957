from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.raws import write_raws

from retouch.adjust.edit import Edit
from retouch.develop import dng
from retouch.develop.encode import Output
from retouch.develop.keep import Keep
from retouch.develop.metadata import read_capture
from retouch.model.event import Failed, Progress
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import Marks
from retouch.tasks.export import (
    ExportJob,
    Recipe,
    Which,
    export,
    name_all,
    start_exporter,
)
from retouch.tasks.session import Session


def photo(name: str) -> Photo:
    return Photo(PhotoId(name), Path("/shoot") / name, (), FileStamp(1, 1), Capture())


def test_photos_of_one_stem_get_names_of_their_own() -> None:
    names = name_all([photo("A.CR2"), photo("a.NEF"), photo("A-2.jpg"), photo("B.dng")], Recipe(Path("/out")))
    assert [n.name for n in names] == ["A.jpg", "a-2.jpg", "A-2-2.jpg", "B.jpg"]


@given(st.lists(st.text("abAB-2", min_size=1, max_size=4), max_size=12))
def test_names_never_collide_even_where_case_does_not_count(stems: list[str]) -> None:
    names = name_all([photo(f"{s}.dng") for s in stems], Recipe(Path("/out"), output=Output("tiff")))
    assert len({n.name.casefold() for n in names}) == len(stems)
    assert all(n.parent == Path("/out") and n.suffix == ".tif" for n in names)


@pytest.mark.parametrize(("keep", "told"), [("all", True), ("no-gps", True), ("copyright", False), ("none", False)])
def test_the_recipe_says_which_metadata_go_along(tmp_path: Path, keep: str, told: bool) -> None:
    folder = tmp_path / "shoot"
    folder.mkdir()
    seen, white = dng.sensor(np.full((64, 96, 3), 0.2, np.float32)), dng.neutral()
    camera = Capture(make="Test", model="Test 1", iso=100)
    dng.write(folder / "a.dng", dng.mosaic(seen), camera, white, dng.in_camera(seen, white))
    (folder / "a.xmp").write_bytes(b"<x:xmpmeta")  # a sidecar that cannot be read keeps nothing from delivery
    deliver(Photo(PhotoId("a"), folder / "a.dng", (), FileStamp(1, 1), Capture()), tmp_path, Keep(keep))
    assert (read_capture(tmp_path / "a.jpg").model == "Test 1") is told


def deliver(photo: Photo, to: Path, keep: Keep) -> None:
    job = ExportJob(photo, None, Edit(), Marks(), Output(), keep, to / "a.jpg")
    with start_exporter(to / "looks") as export_one:
        export_one(job)


def test_what_appears_while_it_is_developed_is_left_alone(tmp_path: Path) -> None:
    """Another program, or a second window that delivers into the same folder."""
    folder, out = write_raws(tmp_path / "shoot", 3), tmp_path / "out"
    with Session() as session:
        failed = []
        for event in export(session, folder, Recipe(out, Which.ALL)):
            if isinstance(event, Progress) and event.what == "exporting" and not (out / "IMG_2.jpg").exists():
                (out / "IMG_2.jpg").write_bytes(b"mine")
            failed += [event.error] if isinstance(event, Failed) else []
    assert (out / "IMG_2.jpg").read_bytes() == b"mine"
    assert ["meanwhile" in str(e) for e in failed] == [True] and "IMG_2.jpg" in str(failed[0])
    assert sorted(p.name for p in out.iterdir()) == ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]


def test_whatever_stands_at_a_target_is_left_alone(tmp_path: Path) -> None:
    """A link too, even one that leads nowhere: who put it there wanted something else to be there."""
    folder = write_raws(tmp_path / "shoot", 3)
    out = tmp_path / "out"
    out.mkdir()
    (out / "IMG_0.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    (out / "IMG_1.jpg").write_bytes(b"mine")
    with Session() as session:
        events = list(export(session, folder, Recipe(out, Which.ALL)))
        assert sorted(e.error.path.name for e in events if isinstance(e, Failed) and e.error.path) == [
            "IMG_0.dng",
            "IMG_1.dng",
        ]
        assert (out / "IMG_0.jpg").is_symlink() and (out / "IMG_1.jpg").read_bytes() == b"mine"
        assert not (tmp_path / "elsewhere.jpg").exists()
        list(export(session, folder, Recipe(out, Which.ALL, overwrite=True)))
    assert not (tmp_path / "elsewhere.jpg").exists(), "asked for or not, nothing is written through a link"
    assert all(not p.is_symlink() and p.read_bytes().startswith(b"\xff\xd8") for p in out.iterdir())
