import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.edit import Edit
from retouch.adjust.registry import Unknown
from retouch.develop.metadata import write_delivery_metadata
from retouch.model.decision import RATING, VERDICT, Decision, Origin, Verdict
from retouch.model.event import Changed, Failed
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.model.toolkit import RETOUCH
from retouch.store import sidecar
from retouch.store.marks import Marks
from retouch.tasks.decide import undo, write_sidecars
from retouch.tasks.ingest import ingest
from retouch.tasks.outside import CHANGED, RESTORED, differences, take_outside_changes
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, marks_of

PHOTO = Photo(PhotoId("p"), Path("/shoot/a.dng"), (), FileStamp(1, 1), Capture())
MARKS = st.builds(
    Marks,
    rating=st.none() | st.integers(0, 5),
    verdict=st.none() | st.sampled_from(Verdict),
    label=st.none() | st.sampled_from(["Red", "Select"]),
)


def told(base: Marks, ours: Marks, theirs: Marks) -> dict[str, object]:
    return {d.topic: d.value for d in differences(PHOTO, base, ours, theirs)}


def test_what_they_changed_comes_in() -> None:
    assert told(Marks(rating=1), Marks(rating=1), Marks(rating=5)) == {RATING: 5}


def test_what_they_cleared_is_cleared() -> None:
    assert told(Marks(verdict=Verdict.KEEP), Marks(verdict=Verdict.KEEP), Marks()) == {VERDICT: None}


def test_what_we_decided_and_had_not_written_is_not_undone_by_an_old_sidecar() -> None:
    assert told(Marks(rating=1), Marks(rating=4), Marks(rating=1, label="Red")) == {"label": "Red"}


@given(MARKS, MARKS, MARKS)
def test_afterwards_every_mark_is_theirs_where_they_changed_it_and_ours_elsewhere(
    base: Marks, ours: Marks, theirs: Marks
) -> None:
    news = told(base, ours, theirs)
    for topic in ("rating", "verdict", "label"):
        before, mine, new = (getattr(m, topic) for m in (base, ours, theirs))
        assert news.get(topic, mine) == (new if new != before else mine)


# With a session, sidecars and a second computer


def shoot_of(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for n, name in enumerate(names):
        (folder / name).write_bytes(b"raw %d" % n)
    return folder


def photos_of(folder: Path) -> list[Photo]:
    stamp = FileStamp(1, 1)
    return [Photo(PhotoId(p.stem), p, (), stamp, Capture()) for p in sorted(folder.glob("*.cr2"))]


def look(session: Session, folder: Path) -> list[object]:
    photos = photos_of(folder)
    session.catalog.put_photos(folder, photos)
    events = list(take_outside_changes(session, folder, photos))
    assert session.sidecars.flush() == ()
    return events


def say(session: Session, folder: Path, *decisions: Decision[object]) -> None:
    session.catalog.record(str(folder), "by hand", decisions)
    write_sidecars(session, photos_of(folder))
    assert session.sidecars.flush() == ()


def marks(session: Session, name: str = "a") -> Marks:
    return marks_of(session.catalog.decisions([PhotoId(name)]).get(PhotoId(name), ()))


def by_hand(topic: str, value: object, name: str = "a") -> Decision[object]:
    return Decision(PhotoId(name), topic, value, Origin.BY_HAND)


def home_of(path: Path) -> Home:
    return Home(path / "data", path / "cache")


def change(folder: Path, old: str, new: str, name: str = "a.xmp") -> None:
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shoot_of(tmp_path / "shoot", "a.cr2", "b.cr2")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(home_of(tmp_path / "one")) as opened:
        yield opened


def test_an_untouched_shoot_stays_untouched(session: Session, folder: Path) -> None:
    assert look(session, folder) == []
    assert sorted(p.name for p in folder.iterdir()) == ["a.cr2", "b.cr2"]
    assert session.catalog.actions(str(folder)) == ()


def test_a_change_by_another_program_is_one_action_and_one_undo(session: Session, folder: Path) -> None:
    say(session, folder, by_hand(RATING, 2), by_hand(RATING, 3, "b"))
    assert look(session, folder) == []
    change(folder, 'xmp:Rating="2"', 'xmp:Rating="5"')
    change(folder, 'xmp:Rating="3"', 'xmp:Rating="-1"', "b.xmp")
    [event] = look(session, folder)
    assert isinstance(event, Changed) and set(event.photos) == {"a", "b"}
    assert (marks(session), marks(session, "b")) == (Marks(5), Marks(3, Verdict.REJECT))
    assert [a.name for a in session.catalog.actions(str(folder))] == ["by hand", CHANGED]
    assert look(session, folder) == []

    undo(session, folder)
    session.sidecars.flush()
    assert look(session, folder) == []
    assert marks(session) == Marks(2)
    found = sidecar.read(photos_of(folder)[0])
    assert found is not None and found.marks == Marks(2)


def test_what_a_foreign_sidecar_says_at_first_sight_comes_in_and_goes_again(session: Session, folder: Path) -> None:
    (folder / "b.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3" xmp:Label="Select"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    look(session, folder)
    assert marks(session, "b") == Marks(3, None, "Red")
    undo(session, folder)
    session.sidecars.flush()
    assert look(session, folder) == []
    assert marks(session, "b") == Marks()


@pytest.mark.parametrize("stars", [None, 4])
@pytest.mark.parametrize("name", ["b.xmp", "b.cr2.xmp"])
def test_what_is_taken_away_before_it_was_ever_written_stays_away(
    session: Session, folder: Path, name: str, stars: int | None
) -> None:
    """Taken in and decided against at once: only one state is written, into a sidecar that knows nothing of us."""
    (folder / name).write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/'
        '1.1/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" xmpDM:pick="1" xmp:Label="Red" dc:source="x"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    photos = photos_of(folder)
    session.catalog.put_photos(folder, photos)
    list(take_outside_changes(session, folder, photos))
    assert marks(session, "b") == Marks(None, Verdict.KEEP, "Red")
    decided = [by_hand(topic, value, "b") for topic, value in (("verdict", None), ("label", None), (RATING, stars))]
    say(session, folder, *decided)
    assert look(session, folder) == []
    assert marks(session, "b") == Marks(stars)
    text = (folder / name).read_text()
    assert "xmp:Label" not in text and "pick" not in text and 'dc:source="x"' in text
    change(folder, 'dc:source="x"', 'dc:source="y" xmp:Label="Blue"', name)
    look(session, folder)
    assert marks(session, "b") == Marks(stars, None, "Blue"), "what comes later is news"


def test_a_sidecar_that_is_behind_catches_up(session: Session, folder: Path) -> None:
    say(session, folder, by_hand(RATING, 2))
    session.catalog.record(
        str(folder), "killed before it was written", [by_hand(RATING, 4), by_hand(VERDICT, Verdict.KEEP, "b")]
    )
    assert look(session, folder) == []
    assert marks(session) == Marks(4)
    assert [found.marks for p in photos_of(folder) if (found := sidecar.read(p))] == [
        Marks(4),
        Marks(None, Verdict.KEEP),
    ]
    (folder / "a.xmp").unlink()
    look(session, folder)
    assert (folder / "a.xmp").exists() and marks(session) == Marks(4)


def test_an_older_sidecar_that_a_power_cut_brought_back_catches_up(session: Session, folder: Path) -> None:
    say(session, folder, by_hand(RATING, 2))
    older = (folder / "a.xmp").read_bytes()
    say(session, folder, by_hand(RATING, 4))
    (folder / "a.xmp").write_bytes(older)
    assert look(session, folder) == []
    found = sidecar.read(photos_of(folder)[0])
    assert found is not None and found.marks == Marks(4) == marks(session)


def test_a_sidecar_written_but_not_noted_is_no_news(session: Session, folder: Path) -> None:
    say(session, folder, by_hand(RATING, 2))
    noted = session.catalog.sidecars([PhotoId("a")])
    say(session, folder, by_hand(RATING, 4))
    session.catalog.put_sidecars(noted)  # as a kill between the rename and the note leaves it
    session.catalog.record(str(folder), "and one more", [by_hand(RATING, 5)])
    assert look(session, folder) == []
    assert marks(session) == Marks(5)
    found = sidecar.read(photos_of(folder)[0])
    assert found is not None and found.marks == Marks(5)


def test_a_catalogue_that_is_gone_is_rebuilt_from_sidecars(session: Session, folder: Path, tmp_path: Path) -> None:
    edit = Unknown("future", {"version": 9, "amount": 0.5})
    say(session, folder, by_hand(RATING, 2), by_hand(VERDICT, Verdict.REJECT), by_hand("adjust.future", edit))
    with Session(home_of(tmp_path / "two")) as other:
        look(other, folder)
        assert marks(other) == Marks(2, Verdict.REJECT)
        assert [
            d.value for d in other.catalog.decisions([PhotoId("a")])[PhotoId("a")] if d.topic == "adjust.future"
        ] == [edit]
        assert [a.name for a in other.catalog.actions(str(folder))] == [RESTORED]
        assert look(other, folder) == []
        say(other, folder, by_hand(RATING, 5))
    look(session, folder)  # and back on the first computer
    assert marks(session) == Marks(5, Verdict.REJECT)
    assert look(session, folder) == []


def test_a_photo_that_another_program_wrote_into_keeps_what_was_decided(session: Session, folder: Path) -> None:
    """Geotags, a copyright: other bytes are another photo to the catalogue, but its sidecar is still beside it."""
    edit = Unknown("future", {"version": 9, "amount": 0.5})
    say(session, folder, by_hand(RATING, 2), by_hand(VERDICT, Verdict.REJECT), by_hand("adjust.future", edit))
    changed = [replace(p, id=PhotoId(f"{p.id}-with-gps")) for p in photos_of(folder)]
    session.catalog.put_photos(folder, changed)
    assert [type(e) for e in take_outside_changes(session, folder, changed)] == [Changed]
    assert session.sidecars.flush() == ()
    assert marks(session, "a-with-gps") == Marks(2, Verdict.REJECT) and marks(session, "b-with-gps") == Marks()
    decided = session.catalog.decisions([changed[0].id])[changed[0].id]
    assert [d.value for d in decided if d.topic == "adjust.future"] == [edit]
    assert list(take_outside_changes(session, folder, changed)) == []
    assert undo(session, folder) is not None
    assert session.sidecars.flush() == ()
    assert list(take_outside_changes(session, folder, changed)) == [], "what was undone does not come back"
    assert marks(session, "a-with-gps") == Marks()


def test_what_was_undone_and_never_written_is_no_photo_that_is_unknown(session: Session, folder: Path) -> None:
    """A kill before the first note on a sidecar: its rating was undone, and stays undone."""
    session.catalog.record(str(folder), "by hand", [by_hand(RATING, 4)])
    [photo, _] = photos_of(folder)
    sidecar.write(photo, Marks(4), Edit(), {}, by=session.catalog.identity)
    assert session.catalog.undo(str(folder)) is not None
    look(session, folder)
    assert marks(session) == Marks()


def test_a_catalogue_that_was_put_back_from_an_older_copy_takes_over_what_it_lacks(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    say(session, folder, by_hand(RATING, 2), by_hand(VERDICT, Verdict.KEEP, "b"))
    look(session, folder)
    session.catalog.close()
    shutil.copytree(tmp_path / "one", tmp_path / "yesterday")
    say(session, folder, by_hand(RATING, 5), by_hand(VERDICT, Verdict.REJECT, "b"))
    with Session(home_of(tmp_path / "yesterday")) as older:
        assert marks(older) == Marks(2) and older.catalog.identity == session.catalog.identity
        look(older, folder)
        assert (marks(older), marks(older, "b")) == (Marks(5), Marks(None, Verdict.REJECT))
        assert RESTORED in {a.name for a in older.catalog.actions(str(folder))}
        assert look(older, folder) == []
        assert undo(older, folder) is not None
        assert older.sidecars.flush() == () and look(older, folder) == []
        assert (marks(older), marks(older, "b")) == (Marks(2), Marks(None, Verdict.KEEP))


HOSTILE = (
    '{"future":{"name":"\\ud800","version":9}}',
    '{"\\ud800":{}}',
    '{"a\\u0000":{"version":9}}',
    '{"a":3}',
    "[1]",
    "[",
)


@pytest.mark.parametrize("edit", HOSTILE)
def test_a_hostile_edit_is_kept_or_passed_over(session: Session, folder: Path, edit: str) -> None:
    say(session, folder, by_hand(RATING, 2))
    change(
        folder,
        "</rdf:RDF>",
        f"<rdf:Description rdf:about='' xmlns:retouch='{RETOUCH}' retouch:Edit='{edit}'/></rdf:RDF>",
    )
    change(folder, session.catalog.identity, "another")
    with Session(home_of(folder.parent / "other")) as other:
        look(other, folder)
        assert marks(other) == Marks(2)
        found = other.catalog.decisions([PhotoId("a")])[PhotoId("a")]
        assert [d.topic for d in found if d.topic != RATING] == (["adjust.future"] if "future" in edit else [])
        assert look(other, folder) == []


def test_an_unreadable_sidecar_is_named_and_the_others_go_on(session: Session, folder: Path) -> None:
    (folder / "a.xmp").write_bytes(b"<x:xmpmeta")
    (folder / "b.xmp").write_bytes(b"")
    photos = photos_of(folder)
    events = list(take_outside_changes(session, folder, photos))
    assert [e.path for e in events if isinstance(e, Failed)] == [p.path for p in photos]


def test_marks_inside_a_photo_come_in_once(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "jpegs"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.jpg"), np.zeros((8, 8, 3), np.uint8))
    write_delivery_metadata(folder / "a.jpg", folder / "none", edit=Edit(), rating=4, label="Red")
    list(ingest(session, folder))
    [photo] = session.catalog.photos(folder.resolve())
    assert session.sidecars.flush() == ()
    assert marks_of(session.catalog.decisions([photo.id])[photo.id]) == Marks(4, None, "Red")
    undo(session, folder)
    session.sidecars.flush()
    assert [e for e in ingest(session, folder) if isinstance(e, Failed) or (isinstance(e, Changed) and e.photos)] == []
    assert marks_of(session.catalog.decisions([photo.id]).get(photo.id, ())) == Marks()
