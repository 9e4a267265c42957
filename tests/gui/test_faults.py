"""The faults of real computers, seen from the window: what it shows is in the catalogue, what is not is said."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication
from support.deciding import home_of
from support.mounts import pull, remount, small_disk

from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, RetouchError, ShootGone
from retouch.store import sidecar
from retouch.tasks.session import Session, load, marks_of

from .conftest import put_shoot


@contextlib.contextmanager
def window_on(home: Path, folder: Path) -> Iterator[tuple[MainWindow, list[RetouchError]]]:
    """Open a window on a shoot of six photos in ``folder``; give it and the problems that it tells."""
    problems: list[RetouchError] = []
    crashes: list[BaseException] = []
    session = Session(home_of(home))
    folder.mkdir(exist_ok=True)
    put_shoot(session, folder)
    window = MainWindow(session, crashes.append)
    window.desk.problem.connect(problems.append)
    window.show()
    window.desk.take(load(session, folder))
    window.show_page("cull")
    yield window, problems
    window.hide()
    window.stop()
    session.close()
    window.deleteLater()
    assert crashes == []


def shown(window: MainWindow) -> list[int | None]:
    return [e.marks.rating for e in window.desk.known.values()]


def stored(window: MainWindow) -> list[int | None]:
    ids = list(window.desk.known)
    found = window.session.catalog.decisions(ids)
    return [marks_of(found.get(i, ())).rating for i in ids]


def test_full_disk_under_the_catalogue(tmp_path: Path, qapp: QApplication) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk, window_on(disk, tmp_path / "shoot") as (window, problems):
        window.desk.give_stars(2)
        filler = os.open(disk / "filler", os.O_CREAT | os.O_WRONLY)
        with contextlib.suppress(OSError):
            while os.write(filler, bytes(4096)):
                pass
        os.close(filler)
        for n in range(200):
            window.desk.step(1 if n % 12 < 6 else -1)
            window.desk.give_stars(n % 6)
            assert shown(window) == stored(window), "the screen never runs ahead of the disk"
        assert problems and all(isinstance(e, NotWritable) for e in problems)
        (disk / "filler").unlink()
        window.desk.give_stars(5)
        current = window.desk.current
        assert current is not None and current.marks.rating == 5 and shown(window) == stored(window)


def test_read_only_catalogue(tmp_path: Path, qapp: QApplication) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk, window_on(disk, tmp_path / "shoot") as (window, problems):
        window.session.catalog.close()
        remount(disk, "ro")
        window.desk.give_stars(4)
        assert [type(e) for e in problems] == [NotWritable]
        assert set(shown(window)) == {None}
        remount(disk, "rw")
        window.session.catalog.close()
        window.desk.give_stars(4)
        assert 4 in shown(window) and shown(window) == stored(window)


def test_read_only_card(tmp_path: Path, qapp: QApplication) -> None:
    with small_disk(tmp_path / "card", "8m") as card, window_on(tmp_path, card / "shoot") as (window, _):
        remount(card, "ro")
        window.desk.give_verdict(Verdict.KEEP)
        entry = window.desk.current
        assert entry is not None and entry.verdict is Verdict.KEEP
        assert [type(e) for e in window.session.sidecars.flush(20)] == [NotWritable]
        remount(card, "rw")
        assert window.session.sidecars.flush(20) == ()
        found = sidecar.read(entry.photo)
        assert found is not None and found.marks.verdict is Verdict.KEEP


def test_card_pulled(tmp_path: Path, qapp: QApplication) -> None:
    with small_disk(tmp_path / "card", "8m") as card, window_on(tmp_path, card / "shoot") as (window, _):
        pull(card)
        window.show_view("loupe")
        for n in range(6):
            window.desk.step(1)
            window.desk.give_stars(n % 6)
            qapp.processEvents()
        assert shown(window) == stored(window) and len(set(shown(window))) > 3
        assert {type(e) for e in window.session.sidecars.flush(20)} == {ShootGone}
