"""The queue of sidecars: the latest state, every failure named, and nobody waits."""

from __future__ import annotations

import threading
from pathlib import Path

from retouch.adjust.edit import Edit
from retouch.model.errors import CatalogUnusable, NotWritable, ShootGone
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import Marks, SeenSidecar
from retouch.store.sidecar import read
from retouch.store.sidecar_writer import SidecarWriter

NONE = Edit()


def photo(folder: Path, name: str = "IMG_1.CR2") -> Photo:
    return Photo(PhotoId(name), folder / name, (), FileStamp(1, 2), Capture())


def test_the_writer_writes_the_latest_state_and_tells(tmp_path):
    told = []
    writer = SidecarWriter(lambda photo, seen: told.append((photo.name, seen.marks)))
    photos = [photo(tmp_path, f"IMG_{n}.CR2") for n in range(20)]
    for stars in (1, 2, 3):
        for one in photos:
            writer.enqueue(one, Marks(stars), NONE, {})
    assert writer.flush() == ()
    assert {read(one).marks for one in photos} == {Marks(3)}
    assert dict(told) == {one.name: Marks(3) for one in photos}
    assert not [t for t in threading.enumerate() if t.name == "sidecars" and t.is_alive() and t.join(5)]


def test_the_writer_says_what_failed_and_tries_again(tmp_path):
    writer = SidecarWriter()
    gone = photo(tmp_path / "card")
    writer.enqueue(gone, Marks(3), NONE, {})
    writer.enqueue(photo(tmp_path), Marks(2), NONE, {})
    assert [type(e) for e in writer.flush()] == [ShootGone]
    assert [type(e) for e in writer.flush()] == [ShootGone]
    assert read(photo(tmp_path)).marks == Marks(2)
    (tmp_path / "card").mkdir()
    assert writer.flush() == ()
    assert read(gone).marks == Marks(3)


def test_the_writer_survives_whatever_its_listener_does(tmp_path):
    def listener(one: Photo, _: SeenSidecar) -> None:
        raise CatalogUnusable("locked") if one.name == "IMG_1.CR2" else RuntimeError("a bug")

    writer = SidecarWriter(listener)
    writer.enqueue(photo(tmp_path), Marks(3), NONE, {})
    writer.enqueue(photo(tmp_path, "IMG_2.CR2"), Marks(3), NONE, {})
    assert {type(e) for e in writer.flush()} == {CatalogUnusable, NotWritable}


def test_flush_does_not_wait_forever(tmp_path):
    hold = threading.Event()
    writer = SidecarWriter(lambda *_: hold.wait(30))
    writer.enqueue(photo(tmp_path), Marks(3), NONE, {})
    writer.enqueue(photo(tmp_path, "IMG_2.CR2"), Marks(3), NONE, {})
    late = writer.flush(timeout=0.05)
    assert [e.path.name for e in late if "still not written" in e.what] == ["IMG_2.CR2"]
    hold.set()
    assert writer.flush() == ()
