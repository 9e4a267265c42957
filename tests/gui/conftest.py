"""A shoot that was read by hand: real small JPEGs, hand-made faces, and a window on it."""

from __future__ import annotations

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import shoot as made
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retouch.adjust.registry import adjustments, topic
from retouch.gui.desk import Desk
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Evidence, Suggestion
from retouch.model.photo import Capture, FileStamp, Photo
from retouch.model.resources import resource_path
from retouch.model.scene import EyeState, Scene
from retouch.tasks.ingest import photo_id
from retouch.tasks.session import Session, load

EYES = (EyeState.OPEN, EyeState.CLOSED, EyeState.OPEN, EyeState.OPEN, EyeState.CLOSED, EyeState.OPEN)
"""Eyes of the six frames: two bursts of three, an hour apart."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says at each resize that it has no window manager; every other Qt warning fails."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Let nothing of Qt's be destroyed by a garbage collection in another thread, as the program does.

    Windows of this test are deleted now, not in the event loop of a later test, which would be blamed for the time.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    from retouch.gui.app import application

    QLocale.setDefault(QLocale.c())  # tests compare English, whatever the developer speaks
    return application()


def write_photo(path: Path, seed: int, size: tuple[int, int] = (300, 200)) -> None:
    """Write a small JPEG, different for each seed."""
    pixels = np.random.default_rng(seed).integers(60, 190, (4, 6, 3), dtype=np.uint8)
    cv2.imwrite(str(path), cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC))


def scenes() -> list[Scene]:
    return [made.scene(made.face(e, sharpness=0.4 + 0.05 * n), like=n // 3) for n, e in enumerate(EYES)]


def put_shoot(session: Session, folder: Path, count: int = 6) -> None:
    """Put ``count`` photos, read but undecided, into the catalogue; every photo has an exposure suggestion."""
    readings = scenes()
    photos = []
    for n in range(count):
        path = folder / f"IMG_{n + 1:04}.jpg"
        write_photo(path, n)
        stat = path.stat()
        taken = made.START + timedelta(hours=n // 3, milliseconds=140 * (n % 3))
        capture = Capture(taken=taken, make="Cam", model="One", serial="7", width=300, height=200, iso=200)
        photos.append(Photo(photo_id(path), path, (), FileStamp(stat.st_size, stat.st_mtime_ns), capture))
    session.catalog.put_photos(folder, photos)
    for n, photo in enumerate(photos):
        session.catalog.put_reading(photo.id, readings[n % len(readings)])
    exposure = adjustments()["exposure"]
    because = (Evidence("level", 0.1, 0.18, "The face is a little dark."),)
    ids = [p.id for p in photos]
    made_now = [Suggestion(i, topic(exposure), exposure.from_values({"ev": 0.5}), 0.9, because, "test") for i in ids]
    session.catalog.put_suggestions(ids, [topic(exposure)], made_now)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """Speak German, with German numbers."""
    translator = QTranslator()
    assert translator.load("retouch_de", str(resource_path("translations")))
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "wedding"
    place.mkdir()
    return place


@pytest.fixture
def session(qapp: QApplication, folder: Path) -> Iterator[Session]:
    with Session() as opened:
        put_shoot(opened, folder)
        yield opened


@pytest.fixture
def desk(session: Session, folder: Path) -> Iterator[Desk]:
    made_desk = Desk(session)
    made_desk.take(load(session, folder))
    yield made_desk
    made_desk.stop()


@pytest.fixture
def crashes() -> list[BaseException]:
    return []


@pytest.fixture
def window(session: Session, folder: Path, crashes: list[BaseException], qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on the shoot, on the Cull page; nothing is read anew."""
    shown = MainWindow(session, crashes.append)
    qtbot.addWidget(shown)
    shown.show()
    shown.desk.take(load(session, folder))
    shown.show_page("cull")
    yield shown
    shown.stop()
    assert not crashes


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Wait until nothing is fetched or developed any more."""

    def wait(window: MainWindow) -> None:
        def idle() -> bool:
            return not any(
                part.busy for part in (window.thumbnails, window.previews, window.developing, window.ui.deliver)
            )

        qtbot.waitUntil(idle, timeout=20_000)

    return wait


@pytest.fixture
def display() -> Iterator[str]:
    """Start an X server without a window manager."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()
