"""A photo with two sidecars: ``IMG_1.xmp``, which all read, and darktable's ``IMG_1.CR3.xmp``, which it reads alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.deciding import home_of
from support.graphs import graph

from retouch.adjust.edit import Edit
from retouch.model.decision import Label, Verdict
from retouch.model.errors import SidecarUnreadable
from retouch.model.packet import parse
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.store.marks import FLAGS, XMP_LABEL, XMP_RATING, Marks
from retouch.store.sidecar import is_darktables, is_unchanged, read, write
from retouch.tasks.outside import CHANGED, take_outside_changes
from retouch.tasks.session import Session, marks_of

CORPUS = Path(__file__).parent / "corpus"
OURS = {f"{{{uri}}}{local}" for uri, local in (XMP_RATING, XMP_LABEL, *FLAGS)}
EDIT = Edit(unknown={"future": {"version": 9, "amount": 0.5}})


def placed(folder: Path, adobe: str = "lightroom_classic.xmp", own: str = "darktable.cr3.xmp") -> Photo:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(CORPUS / adobe, folder / "IMG_1.xmp")
    shutil.copyfile(CORPUS / own, folder / "IMG_1.CR3.xmp")
    (folder / "IMG_1.CR3").write_bytes(b"raw")
    return Photo(PhotoId("a"), folder / "IMG_1.CR3", (), FileStamp(1, 2), Capture())


def rating(path: Path) -> str | None:
    return parse(path.read_bytes()).get(XMP_RATING)


def in_darktable(folder: Path, old: str, new: str) -> None:
    """Change the rating as darktable does: in its own file alone."""
    path = folder / "IMG_1.CR3.xmp"
    text = path.read_text()
    assert f'xmp:Rating="{old}"' in text
    path.write_text(text.replace(f'xmp:Rating="{old}"', f'xmp:Rating="{new}"'))


def test_marks_go_into_both_and_what_is_foreign_stays_in_both(tmp_path):
    photo = placed(tmp_path)
    paths = [tmp_path / "IMG_1.xmp", tmp_path / "IMG_1.CR3.xmp"]
    before = [graph(p.read_bytes(), without=OURS) for p in paths]
    seen = write(photo, Marks(4, Verdict.REJECT, "Blue"), EDIT, {}, by="me")
    assert [rating(p) for p in paths] == ["-1", "-1"]
    assert [graph(p.read_bytes(), without=OURS) for p in paths] == before
    found = read(photo)
    assert (found.marks, found.edit, found.by) == (Marks(4, Verdict.REJECT, "Blue"), EDIT, "me")
    assert found.digest == seen.digest and is_unchanged(photo, seen.digest) and is_darktables(photo)
    write(photo, Marks(), Edit(), {})
    assert [graph(p.read_bytes(), without=OURS) for p in paths] == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["IMG_1.CR3", "IMG_1.CR3.xmp", "IMG_1.xmp"]


def test_ours_goes_away_and_darktables_stays(tmp_path):
    photo = placed(tmp_path)
    (tmp_path / "IMG_1.xmp").unlink()
    own = tmp_path / "IMG_1.CR3.xmp"
    held = own.rename(tmp_path / "held")
    write(photo, Marks(5), Edit(), {})
    held.rename(own)
    write(photo, Marks(3), Edit(), {})
    assert (rating(tmp_path / "IMG_1.xmp"), rating(own)) == ("3", "3")
    seen = write(photo, Marks(), Edit(), {})
    assert not (tmp_path / "IMG_1.xmp").exists() and own.exists() and is_unchanged(photo, seen.digest)


@pytest.fixture
def session(tmp_path):
    with Session(home_of(tmp_path / "home")) as opened:
        yield opened


def look(session: Session, photo: Photo) -> Marks:
    list(take_outside_changes(session, photo.path.parent, [photo]))
    assert session.sidecars.flush() == ()
    return marks_of(session.catalog.decisions([photo.id]).get(photo.id, ()))


def test_what_darktable_changes_comes_in_as_one_action(tmp_path, session):
    photo = placed(tmp_path / "shoot")
    assert look(session, photo) == Marks(3, Verdict.KEEP, "Red"), "Lightroom's stands where both say something"
    in_darktable(photo.path.parent, "3", "5")
    assert look(session, photo) == Marks(5, Verdict.KEEP, "Red")
    assert [a.name for a in session.catalog.actions(str(photo.path.parent))] == [CHANGED, CHANGED]
    assert rating(photo.path.parent / "IMG_1.xmp") == "5", "Lightroom sees it too"
    assert look(session, photo) == Marks(5, Verdict.KEEP, "Red")
    assert len(session.catalog.actions(str(photo.path.parent))) == 2


def test_two_stars_that_darktable_made_of_a_reject_are_put_right(tmp_path, session):
    photo = placed(tmp_path / "shoot", "bridge_reject.xmp")
    in_darktable(photo.path.parent, "4", "2")
    assert look(session, photo).verdict is Verdict.REJECT
    assert rating(photo.path.parent / "IMG_1.CR3.xmp") == "-1"


def test_a_second_sidecar_that_does_not_parse_is_reported_and_left(tmp_path):
    photo = placed(tmp_path)
    own = tmp_path / "IMG_1.CR3.xmp"
    own.write_bytes(b"<x:xmpmeta")
    with pytest.raises(SidecarUnreadable) as caught:
        write(photo, Marks(5, Verdict.KEEP, "Red"), Edit(), {})
    assert caught.value.path == own and own.read_bytes() == b"<x:xmpmeta"
    with pytest.raises(SidecarUnreadable):
        read(photo)


MARKS = st.builds(
    Marks,
    st.none() | st.integers(0, 5),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.sampled_from([label.value for label in Label]),
)
FILES = sorted(p.name for p in CORPUS.iterdir() if "no_namespaces" not in p.name)


@settings(max_examples=40, deadline=None)
@given(adobe=st.sampled_from(FILES), courses=st.lists(MARKS, min_size=1, max_size=5))
def test_any_course_of_decisions_is_read_back_from_both(tmp_path_factory, adobe, courses):
    photo = placed(tmp_path_factory.mktemp("two"), adobe)
    path = sidecar.path_for(photo)
    if path.name != "IMG_1.xmp":  # it says that it serves another file
        return
    there = read(photo)
    write(photo, there.marks, Edit(), {})
    for marks in courses:
        seen = write(photo, marks, Edit(), {})
        assert read(photo).marks == marks
        assert is_unchanged(photo, seen.digest)
