from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from shoot import photo

from retouch.gui.pictures import LatestSlot, Pictures, to_qimage
from retouch.model.errors import PhotoUnreadable
from retouch.model.frame import Image8
from retouch.model.photo import Photo

PHOTOS = [photo(f"P{n}") for n in range(6)]


def grey(photo: Photo, edge: int) -> Image8:
    return np.full((edge // 2, edge, 3), 90, np.uint8)


@pytest.fixture
def make() -> object:
    made: list[Pictures] = []

    def build(fetch: Callable[[Photo, int], Image8], budget: int = 1 << 30, threads: int = 1) -> Pictures:
        made.append(Pictures(fetch, budget, threads))
        return made[-1]

    yield build
    for pictures in made:
        pictures.stop()


Make = Callable[..., Pictures]


def test_a_picture_keeps_its_colours() -> None:
    pixels = np.zeros((2, 3, 3), np.uint8)
    pixels[1, 2] = (200, 100, 50)
    image = to_qimage(pixels)
    assert image.pixelColor(2, 1) == QColor(200, 100, 50)
    assert image.pixelColor(0, 0) == QColor(0, 0, 0)


def test_a_picture_is_fetched_once_and_kept(qtbot: QtBot, make: Make) -> None:
    asked: list[str] = []

    def fetch(photo: Photo, edge: int) -> Image8:
        asked.append(photo.id)
        return grey(photo, edge)

    pictures = make(fetch)
    assert pictures.get(PHOTOS[0], 64) is None
    qtbot.waitSignal(pictures.ready).wait()
    found = pictures.get(PHOTOS[0], 64)
    assert found is not None and (found.width(), found.height()) == (64, 32)
    assert asked == ["P0"]


def test_what_was_asked_for_last_comes_first_and_what_can_wait_last(qtbot: QtBot, make: Make) -> None:
    order: list[str] = []
    first, go_on = threading.Event(), threading.Event()

    def fetch(photo: Photo, edge: int) -> Image8:
        order.append(photo.id)
        if len(order) == 1:
            first.set()
            go_on.wait(5)
        return grey(photo, edge)

    pictures = make(fetch)
    pictures.get(PHOTOS[0], 64)
    assert first.wait(5)
    pictures.get(PHOTOS[1], 64)
    pictures.get(PHOTOS[2], 64)
    pictures.get(PHOTOS[3], 64, soon=False)
    go_on.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order == ["P0", "P2", "P1", "P3"]


def test_a_photo_that_cannot_be_shown_is_asked_for_once_and_says_why(qtbot: QtBot, make: Make) -> None:
    asked: list[str] = []

    def fetch(photo: Photo, edge: int) -> Image8:
        asked.append(photo.id)
        raise PhotoUnreadable("it is empty", Path("P0.dng"), "Copy it again.")

    pictures = make(fetch)
    with qtbot.waitSignal(pictures.ready), qtbot.assertNotEmitted(pictures.crashed):
        pictures.get(PHOTOS[0], 64)
    assert pictures.get(PHOTOS[0], 64) is None
    assert pictures.why_not(PHOTOS[0].id, 64) == "P0.dng: it is empty. Copy it again."
    assert asked == ["P0"]


def test_memory_stays_within_the_budget(qtbot: QtBot, make: Make) -> None:
    pictures = make(grey, budget=3 * 64 * 32 * 4)
    for p in PHOTOS:
        pictures.get(p, 64)
        qtbot.waitSignal(pictures.ready).wait()
    here = [p.id for p in PHOTOS if pictures.best(p, (64,)) is not None]
    assert here == ["P3", "P4", "P5"]


def test_what_arrives_after_clear_is_dropped(qtbot: QtBot, make: Make) -> None:
    started, go_on = threading.Event(), threading.Event()

    def fetch(photo: Photo, edge: int) -> Image8:
        started.set()
        go_on.wait(5)
        return grey(photo, edge)

    pictures = make(fetch)
    pictures.get(PHOTOS[0], 64)
    assert started.wait(5)
    pictures.clear()
    with qtbot.assertNotEmitted(pictures.ready, wait=100):
        go_on.set()
    assert pictures.best(PHOTOS[0], (64,)) is None


def test_a_slot_does_the_first_and_the_latest(qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()

    def work(n: int) -> int:
        started.set()
        go_on.wait(5)
        return 10 * n

    slot: LatestSlot[int] = LatestSlot(work)
    results: list[tuple[int, int]] = []
    slot.arrived.connect(lambda request, result: results.append((request, result)))
    slot.request(1)
    assert started.wait(5)
    for n in range(2, 50):
        slot.request(n)
    go_on.set()
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == [(1, 10), (49, 490)]
    slot.stop()


def test_a_slot_drops_what_is_not_wanted_any_more(qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()

    def work(n: int) -> int:
        started.set()
        go_on.wait(5)
        return n

    slot: LatestSlot[int] = LatestSlot(work)
    results: list[int] = []
    slot.arrived.connect(lambda request, result: results.append(result))
    slot.request(1)
    assert started.wait(5)
    slot.drop()
    slot.request(2)
    go_on.set()
    qtbot.waitUntil(lambda: bool(results))
    assert results == [2]
    slot.stop()


def test_a_slot_hands_on_errors(qtbot: QtBot) -> None:
    def work(n: int) -> int:
        raise PhotoUnreadable("it is empty")

    slot: LatestSlot[int] = LatestSlot(work)
    with qtbot.waitSignal(slot.failed) as got:
        slot.request(7)
    assert got.args[0] == 7
    assert isinstance(got.args[1], PhotoUnreadable)
    slot.stop()


def test_a_window_that_closes_may_ask_once_more(make: Make) -> None:
    pictures = make(grey)
    pictures.stop()
    assert pictures.get(PHOTOS[0], 64) is None and not pictures.busy
