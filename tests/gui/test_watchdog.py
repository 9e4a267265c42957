"""Nothing keeps the event loop from events for more than 50 ms, over a scripted job on the built-in shoot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gui.watchdog import Watchdog
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from retouch.gui.main_window import MainWindow
from retouch.tasks.session import Session

LIMIT_MS = 50
Gesture = Callable[[MainWindow], object]
JOB: tuple[tuple[str, Gesture], ...] = (
    ("pick", lambda w: w.actions_by_name["pick"].trigger()),
    ("next", lambda w: w.actions_by_name["next"].trigger()),
    ("reject", lambda w: w.actions_by_name["reject"].trigger()),
    ("loupe", lambda w: w.actions_by_name["loupe"].trigger()),
    ("next in the loupe", lambda w: w.actions_by_name["next"].trigger()),
    ("zoom", lambda w: w.actions_by_name["zoom"].trigger()),
    ("next, zoomed", lambda w: w.actions_by_name["next"].trigger()),
    ("fit", lambda w: w.actions_by_name["zoom"].trigger()),
    ("next burst", lambda w: w.actions_by_name["next_burst"].trigger()),
    ("survey", lambda w: w.actions_by_name["survey"].trigger()),
    ("compare", lambda w: w.actions_by_name["compare"].trigger()),
    ("grid", lambda w: w.actions_by_name["grid"].trigger()),
    ("filter", lambda w: w.desk.set_filter("undecided")),
    ("all", lambda w: w.desk.set_filter("all")),
    ("accept all", lambda w: w.desk.accept_verdicts(list(w.desk.known.values()))),
    ("undo", lambda w: w.actions_by_name["undo"].trigger()),
    ("review", lambda w: w.actions_by_name["review"].trigger()),
    ("more", lambda w: w.actions_by_name["more"].trigger()),
    ("accept all of the photo", lambda w: w.actions_by_name["accept_photo"].trigger()),
    ("next in review", lambda w: w.actions_by_name["next"].trigger()),
    ("split", lambda w: w.actions_by_name["split"].trigger()),
    ("deliver", lambda w: w.actions_by_name["export"].trigger()),
    ("cull", lambda w: w.show_page("cull")),
)


@pytest.fixture
def raw_window(
    sample: Path, tmp_path: Path, qtbot: QtBot, crashes: list[BaseException]
) -> Iterator[tuple[MainWindow, Path]]:
    folder = tmp_path / "shoot"
    shutil.copytree(sample, folder)
    with Session() as session:
        window = MainWindow(session, crashes.append)
        qtbot.addWidget(window)
        window.show()
        yield window, folder
        window.stop()
    assert not crashes


def test_the_event_loop_is_never_kept_for_long(raw_window: tuple[MainWindow, Path], qtbot: QtBot) -> None:
    window, folder = raw_window
    slow: list[tuple[str, float]] = []
    with Watchdog() as dog:

        def step(name: str, do: Callable[[], object]) -> None:
            """Do something from within the event loop, let what follows from it happen, and look at the clock."""
            seen = len(dog.all)
            QTimer.singleShot(0, do)
            qtbot.wait(150)
            worst = max(dog.all[seen:], default=0.0)
            if worst > LIMIT_MS:
                slow.append((name, round(worst)))

        step("open", lambda: window.open(folder))
        seen = len(dog.all)
        qtbot.waitUntil(lambda: bool(window.desk.known) and not window.reading.running, timeout=120_000)
        qtbot.waitUntil(lambda: not (window.desk.looking or window.thumbnails.busy), timeout=20_000)
        if max(dog.all[seen:]) > LIMIT_MS:
            slow.append(("while reading", round(max(dog.all[seen:]))))
        for name, do in JOB:
            step(name, lambda do=do: do(window))  # type: ignore[misc]
        qtbot.waitUntil(lambda: not window.developing.busy, timeout=60_000)
    assert len(dog.all) > 100
    assert not slow, slow
