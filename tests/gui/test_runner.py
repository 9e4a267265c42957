from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from retouch.gui.runner import TaskRunner
from retouch.model.errors import PhotoUnreadable, ShootGone
from retouch.model.event import Done, Event, Failed, Progress


class Heard:
    """Notes what a runner tells, and in which thread."""

    def __init__(self, runner: TaskRunner) -> None:
        self.events: list[Any] = []
        self.threads: set[int] = set()
        for signal in (runner.progressed, runner.changed, runner.failed, runner.done, runner.refused, runner.crashed):
            signal.connect(self._note)

    def _note(self, event: Any) -> None:
        self.events.append(event)
        self.threads.add(threading.get_ident())


def test_events_come_in_order_and_in_the_main_thread(qtbot: QtBot) -> None:
    walked_in: list[int] = []

    def task() -> Iterator[Event[str]]:
        walked_in.append(threading.get_ident())
        yield Progress("counting", 1, 2)
        yield Failed(PhotoUnreadable("it is empty", Path("a.dng")))
        yield Progress("counting", 2, 2)
        yield Done("end")

    runner = TaskRunner()
    heard = Heard(runner)
    with qtbot.waitSignal(runner.finished):
        runner.start(task)
    assert [type(e) for e in heard.events] == [Progress, Failed, Progress, Done]
    assert heard.threads == {threading.get_ident()}
    assert walked_in != [threading.get_ident()]
    assert not runner.running


def test_many_events_do_not_get_lost(qtbot: QtBot) -> None:
    runner = TaskRunner()
    heard = Heard(runner)
    with qtbot.waitSignal(runner.finished):
        runner.start(lambda: (Progress("counting", n, 5000) for n in range(5000)))
    assert [e.done for e in heard.events] == list(range(5000))


def test_a_flood_of_events_lets_others_come_between(qtbot: QtBot) -> None:
    runner = TaskRunner()
    told: list[int] = []
    beats: list[int] = []
    runner.progressed.connect(lambda event: (time.sleep(0.001), told.append(event.done)))
    beat = QTimer(interval=1)
    beat.timeout.connect(lambda: beats.append(len(told)))
    beat.start()
    with qtbot.waitSignal(runner.finished):
        runner.start(lambda: (Progress("counting", n, 300) for n in range(300)))
    beat.stop()
    assert told == list(range(300))
    assert len({n for n in beats if 0 < n < 300}) > 5


def test_cancel_closes_the_generator_and_drops_its_events(qtbot: QtBot) -> None:
    closed, go_on = threading.Event(), threading.Event()

    def task() -> Iterator[Event[str]]:
        try:
            yield Progress("counting", 1, 2)
            go_on.wait(5)
            yield Progress("counting", 2, 2)
            yield Done("end")
        finally:
            closed.set()

    runner = TaskRunner()
    heard = Heard(runner)
    with qtbot.waitSignal(runner.progressed):
        runner.start(task)
    with qtbot.waitSignal(runner.finished):
        runner.cancel()
        go_on.set()
    assert closed.is_set()
    assert len(heard.events) == 1


def test_an_error_that_a_person_can_mend_is_refused_not_crashed(qtbot: QtBot) -> None:
    def task() -> Iterator[Event[str]]:
        yield Progress("looking", 0, 1)
        raise ShootGone("the folder is gone", Path("/x"))

    runner = TaskRunner()
    with qtbot.waitSignals([runner.refused, runner.finished]), qtbot.assertNotEmitted(runner.crashed):
        runner.start(task)


def test_a_bug_reaches_crashed_and_the_runner_is_free_again(qtbot: QtBot) -> None:
    def task() -> Iterator[Event[str]]:
        yield Progress("looking", 0, 1)
        raise KeyError("oh")

    runner = TaskRunner()
    with qtbot.waitSignals([runner.crashed, runner.finished]):
        runner.start(task)
    with qtbot.waitSignal(runner.done):
        runner.start(lambda: iter([Done(1)]))
    runner.stop()


def test_two_tasks_at_once_are_a_mistake_of_the_caller(qtbot: QtBot) -> None:
    go_on = threading.Event()

    def task() -> Iterator[Event[str]]:
        go_on.wait(5)
        yield Done("end")

    runner = TaskRunner()
    runner.start(task)
    with pytest.raises(RuntimeError):
        runner.start(task)
    with qtbot.waitSignal(runner.finished):
        go_on.set()


def test_stop_waits_and_says_finished(qtbot: QtBot) -> None:
    runner = TaskRunner()
    with qtbot.waitSignal(runner.finished):
        runner.start(lambda: (Progress("counting", n, 10**6) for n in range(10**6)))
        assert runner.stop()
    assert not runner.running
