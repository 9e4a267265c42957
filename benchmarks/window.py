"""How fast the window is on a shoot of thousands, next to an empty view of the same size measured in the same run.

Usage: ``python -m benchmarks.window [--photos 5000] [--files FOLDER]``. ``FOLDER`` holds RAW files of a camera (24
MP, embedded previews); they are linked under new names until there are enough. Without it the built-in sample is
used, whose files are small. Medians and 95th percentiles in milliseconds of wall time; run it on an idle machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView

from retouch import __main__ as program
from retouch.develop.metadata import read_capture
from retouch.gui.app import application
from retouch.gui.collector import Collector
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.model.event import Done
from retouch.model.photo import FileStamp, Photo, PhotoId
from retouch.tasks.ingest import photo_id
from retouch.tasks.paths import Home
from retouch.tasks.preview import thumbnail
from retouch.tasks.read import ReadJob, start_reader
from retouch.tasks.sample import sample_shoot
from retouch.tasks.session import Session, load


def wait(ms: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(there: Callable[[], bool], seconds: float = 60) -> float:
    """Let the event loop run until something is so; return the milliseconds that it took.

    It sleeps as the program's own does where nothing happens. With a time to end at, ``processEvents`` would never
    sleep, and take a core and Python's lock from those who are measured.
    """
    tick = QTimer(interval=2)
    tick.start()
    began = time.perf_counter()
    while not there() and time.perf_counter() - began < seconds:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (time.perf_counter() - began) * 1000


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def fill(home: Home, folder: Path, files: list[Path], count: int) -> None:
    """Link the files ``count`` times, put them into the catalogue as read, eight frames every 30 s.

    Runs in a process of its own, so that the face models do not count as the window's memory.
    """
    with start_reader() as read:
        scenes = {path: read(ReadJob(PhotoId("x"), path, ())).scene for path in files}
    captures = {path: read_capture(path) for path in files}
    began = next(c.taken for c in captures.values() if c.taken is not None)
    photos, readings = [], {}
    for n in range(count):
        source = files[n // 8 % len(files)]
        link = folder / f"IMG_{n:05}{source.suffix}"
        link.symlink_to(source)
        stat = source.stat()
        taken = began + timedelta(seconds=30 * (n // 8), milliseconds=140 * (n % 8))
        key = PhotoId(f"{photo_id(source)[:24]}{n:08x}")
        photos.append(
            Photo(key, link, (), FileStamp(stat.st_size, stat.st_mtime_ns), replace(captures[source], taken=taken))
        )
        readings[key] = scenes[source]
    with Session(home) as session:
        session.catalog.put_photos(folder, photos)
        session.catalog.put_readings(readings)


def visible_here(window: MainWindow) -> bool:
    """Return whether every thumbnail in view has arrived."""
    return bool(window.desk.known) and not window.thumbnails.busy


def opened(session: Session, folder: Path) -> tuple[MainWindow, float]:
    """Open the window on the shoot as catalogued; return it and the milliseconds to a full first screen."""
    began = time.perf_counter()
    window = MainWindow(session)
    window.resize(1920, 1080)
    window.show()
    window.desk.open(folder)
    window.show_page("cull")
    wait_for(lambda: bool(window.desk.known))
    wait_for(lambda: visible_here(window))
    return window, (time.perf_counter() - began) * 1000


def frames(view: QListView, steps: int = 120) -> list[float]:
    """Scroll through a view by a third of a screen at a time; return the milliseconds of each repaint."""
    bar = view.verticalScrollBar()
    out = []
    for n in range(steps):
        bar.setValue(bar.maximum() * n // steps)
        began = time.perf_counter()
        view.viewport().repaint()
        out.append((time.perf_counter() - began) * 1000)
        QApplication.processEvents()
    return out


def bare_frames(count: int) -> list[float]:
    """Return the repaint times of Qt's own list of as many lines: the floor."""
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setUniformItemSizes(True)
    view.setModel(QStringListModel([f"IMG_{n:05}" for n in range(count)], view))
    view.resize(1400, 900)
    view.show()
    wait(200)
    return frames(view)


def timed(do: Callable[[], object], times: int = 9) -> float:
    """Return the median milliseconds of doing something and painting what it changed."""
    out = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        QApplication.processEvents()
        out.append((time.perf_counter() - began) * 1000)
    return statistics.median(out)


def on_many(do: Callable[[], object], shown: Callable[[], bool]) -> tuple[float, float]:
    """Do something to thousands; return the milliseconds until it is shown, and the longest the event loop was kept."""
    beats = [time.perf_counter()]
    heart = QTimer(interval=2)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    wait(50)
    del beats[:-1]
    QTimer.singleShot(0, do)
    began = time.perf_counter()
    wait_for(shown)
    QApplication.processEvents()
    took = (time.perf_counter() - began) * 1000
    beats.append(time.perf_counter())
    heart.stop()
    return took, max(b - a for a, b in pairwise(beats)) * 1000


def walk(window: MainWindow, steps: int, pause_ms: int) -> list[float]:
    """Go from photo to photo in the loupe; return the milliseconds until each one's own preview is there."""
    window.show_view("loupe")
    wait(600)
    out = []
    for _ in range(steps):
        began = time.perf_counter()
        window.desk.step(1)
        photo = window.desk.current.photo  # type: ignore[union-attr]
        wait_for(lambda p=photo: window.previews.best(p, (2048,)) is not None, 10)  # type: ignore[misc]
        out.append((time.perf_counter() - began) * 1000)
        wait(pause_ms)
    return out


def slider(window: MainWindow, moves: int = 12) -> list[float]:
    """Move the exposure slider; return the milliseconds until the picture on the screen shows each move."""
    window.show_page("review")
    shown: list[float] = []
    window.developing.shown.connect(lambda *_: shown.append(time.perf_counter()))
    wait_for(lambda: bool(shown), 60)
    wait(1500)
    card = next(c for c in window.ui.review.cards if c.kind.key == "exposure")
    out = []
    for _ in range(moves):
        seen = len(shown)
        began = time.perf_counter()
        card.rows[0].slider.setValue(card.rows[0].slider.value() + 2)
        wait_for(lambda n=seen: len(shown) > n, 20)  # type: ignore[misc]
        window.ui.review.ui.picture.repaint()
        out.append((time.perf_counter() - began) * 1000)
    return out


def resident() -> float:
    """Return the peak resident memory in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def resident_now() -> float:
    """Return the resident memory in MiB as it is now, or its peak where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return resident()
    return int(statm.read_text().split()[1]) * resource.getpagesize() / (1 << 20)


def say(name: str, value: float, target: str, unit: str = "ms") -> None:
    """Print one line of the table."""
    print(f"{name:<58} {value:>9.1f} {unit:<4} {target}", flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=5000)
    parser.add_argument("--files", type=Path)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    collector = Collector(app)
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place) / "data", Path(place) / "cache")
        home.data.mkdir()
        files = sorted(chosen.files.iterdir()) if chosen.files else _sample(Path(place))
        folder = (Path(place) / "shoot").resolve()
        folder.mkdir()
        filling = multiprocessing.get_context("spawn").Process(target=fill, args=(home, folder, files, chosen.photos))
        filling.start()
        filling.join()
        sys.modules["__main__"] = program  # what workers import at their start: the program's imports nothing
        with Session(home) as session:
            _measure(session, folder, chosen.photos)
    collector.stop()
    app.quit()
    return 0


def _sample(place: Path) -> list[Path]:
    last = list(sample_shoot(place / "sample"))[-1]
    assert isinstance(last, Done)
    return sorted(p for p in last.result.iterdir() if p.suffix == ".dng")[:11]


def _measure(session: Session, folder: Path, count: int) -> None:
    print(f"{count} photos, {QApplication.platformName()}, {os.cpu_count()} cores")
    window, cold = opened(session, folder)
    say("first screen of thumbnails, cold", cold, "≤ 2500")
    window.stop()
    window.close()
    for entry in load(session, folder).entries[:200]:
        thumbnail(session, entry.photo)
    window, warm = opened(session, folder)
    say("first screen of thumbnails, warm", warm, "≤ 1000")
    floor = bare_frames(count)
    scrolled = frames(window.ui.cull.ui.grid)
    say("scrolling, one frame: Qt's own list, 95th percentile", p95(floor), "floor")
    say("scrolling, one frame: the grid, 95th percentile", p95(scrolled), "≤ 16")
    wait_for(lambda: not window.thumbnails.busy, 60)
    say("resident memory after scrolling through everything", resident_now(), "≤ 700", "MiB")
    say("pick one photo", timed(lambda: window.desk.give_verdict(Verdict.KEEP)), "≤ 100")
    say(
        "set a filter", timed(lambda: (window.desk.set_filter("undecided"), window.desk.set_filter("all"))) / 2, "≤ 100"
    )
    entries = list(window.desk.known.values())
    before = window.desk.counts["undecided"]
    took, kept = on_many(lambda: window.desk.accept_verdicts(entries), lambda: window.desk.counts["undecided"] < before)
    say("accept all suggestions of the shoot, until it is shown", took, "≤ 100")
    say("   longest that the event loop was kept", kept, "≤ 50")
    took, kept = on_many(window.desk.undo, lambda: window.desk.counts["undecided"] == before)
    say("undo it", took, "≤ 100")
    say("   longest that the event loop was kept", kept, "≤ 50")
    window.ui.cull.ui.grid.selectAll()
    took, kept = on_many(lambda: window.desk.give_stars(3), lambda: window.desk.counts["stars"] == count)
    say("three stars to every photo, until it is shown", took, "≤ 100")
    say("   longest that the event loop was kept", kept, "≤ 50")
    took, kept = on_many(window.desk.undo, lambda: window.desk.counts["stars"] == 0)
    say("undo it", took, "≤ 100")
    say("   longest that the event loop was kept", kept, "≤ 50")
    window.desk.select(())
    wait_for(lambda: not window.desk.looking, 60)
    say("next photo, prefetched", statistics.median(walk(window, 10, 1200)), "≤ 50")
    say("next photo, cold (no pause to prefetch)", statistics.median(walk(window, 10, 0)), "≤ 150")
    say("slider to pixels on the screen", statistics.median(slider(window)), "≤ 25")
    say("peak resident memory, developing included", resident(), "", "MiB")
    window.stop()
    window.close()


if __name__ == "__main__":
    sys.exit(main())
