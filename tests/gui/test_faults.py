"""The faults of real computers, seen from the window: what it shows is in the catalogue, what is not is said."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from threading import Timer

import pytest
from PySide6.QtWidgets import QApplication
from support.deciding import home_of
from support.mounts import pull, remount, small_disk
from support.share import share

from retouch.gui.main_window import MainWindow
from retouch.gui.restore import remember, restore_shoot, where
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, RetouchError, ShootGone
from retouch.store import catalog, sidecar
from retouch.store.catalog import recovery
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
    try:
        yield window, problems
    finally:  # or what is left of this window fails the next test, too
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


def make_read_only(disk: Path, window: MainWindow) -> None:
    """Not possible as long as a file is open for writing, and threads of the window may open the catalogue anew."""
    for _ in range(100):
        window.session.catalog.close()
        with contextlib.suppress(subprocess.CalledProcessError):
            remount(disk, "ro")
            return
        time.sleep(0.05)
    raise AssertionError("the catalogue is never closed")


def test_read_only_catalogue(tmp_path: Path, qapp: QApplication) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk, window_on(disk, tmp_path / "shoot") as (window, problems):
        make_read_only(disk, window)
        window.desk.give_stars(4)
        assert [type(e) for e in problems] == [NotWritable]
        assert set(shown(window)) == {None}
        remember(
            window.session, where(window)
        )  # as a timer does, and closing: where one is is no reason to stop anything
        assert len(problems) == 1
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


def test_slow_share_hangs_and_the_window_answers(tmp_path: Path, qapp: QApplication) -> None:
    """Nothing that a gesture does waits for the folder of the photos: here nothing at all comes back from it."""
    with share(tmp_path) as far, window_on(tmp_path, far.path / "shoot") as (window, problems):
        rescue = Timer(60, far.die)  # a window that waits would wait for ever
        rescue.start()
        far.hang()
        for view in ("loupe", "grid"):
            window.show_view(view)
            for n in range(6):
                window.desk.step(1 if view == "loupe" else -1)
                window.desk.give_stars(n % 6)
                window.desk.give_verdict(Verdict.KEEP if n % 2 else Verdict.REJECT)
                qapp.processEvents()
        window.desk.undo()
        window.desk.redo()
        for page in ("review", "deliver", "cull", "start"):
            window.show_page(page)
            qapp.processEvents()
        assert shown(window) == stored(window) and len(set(shown(window))) > 3
        assert far.server.poll() is None, "the window waited for the share"
        far.go_on()
        rescue.cancel()
        assert window.session.sidecars.flush(60) == ()
        for entry in window.desk.known.values():
            found = sidecar.read(entry.photo)
            assert found is not None and found.marks == entry.marks
        assert problems == []


def test_slow_share_is_gone_and_comes_back(tmp_path: Path, qapp: QApplication) -> None:
    with share(tmp_path) as far, window_on(tmp_path, far.path / "shoot") as (window, _):
        far.slow_down(0.01)
        window.desk.give_stars(3)
        assert window.session.sidecars.flush(60) == ()
        far.die()
        window.show_view("loupe")
        for n in range(6):
            window.desk.step(1)
            window.desk.give_stars(n % 6)
            qapp.processEvents()
        assert shown(window) == stored(window)
        assert {type(e) for e in window.session.sidecars.flush(20)} == {ShootGone}
        window.show_page("start")  # with the folder among those that were open
        assert not restore_shoot(window)


def test_clock_jumps_under_the_window(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 1970, far ahead, back again: what is undone is what was done last, and each day has its backup."""

    class Clock(datetime):
        year_now = 2026

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(cls.year_now, 5, 1, 10, tzinfo=tz)

    for module in (catalog, recovery):
        monkeypatch.setattr(module, "datetime", Clock)
    with window_on(tmp_path, tmp_path / "shoot") as (window, problems):
        window.desk.go_to(next(iter(window.desk.known)))
        given = []
        for n, year in enumerate((2026, 1955, 2399, 1999, 2026, 9999, 1)):
            Clock.year_now = year
            monkeypatch.setattr(time, "time", lambda: (Clock.year_now - 1970) * 31_556_952.0)
            window.desk.give_stars(n % 6)
            given.append(n % 6)
            assert shown(window) == stored(window)
            window.session.catalog.backup_if_due()
        for left in range(len(given) - 1, 0, -1):
            window.desk.undo()
            current = window.desk.current
            assert current is not None and current.marks.rating == given[left - 1]
        assert problems == [] and window.session.catalog.faults() == ()
        assert list((tmp_path / "data").rglob("*backup*")) or list((tmp_path / "data").rglob("2*.sqlite"))
