"""A window whose keys are pressed at random and that is killed meanwhile: what it showed must be in the catalogue."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from retouch.model.packet import parse
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.store.marks import Marks
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.session import Session, load, marks_of
from support.deciding import home_of
from support.processes import lines_until, start

PHOTOS = 5
KEYS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "P", "X", "U", "Right", "Left", "Ctrl+Z", "Ctrl+Shift+Z")
Screen = dict[str, dict[str, Any]]

CHILD = """
import sys
from pathlib import Path
from support.killing_window import session
session(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""


def photos_of(folder: Path) -> list[Photo]:
    """Return small JPEG photos, written where they are not there yet."""
    photos = []
    for number in range(PHOTOS):
        path = folder / f"IMG_{number}.jpg"
        if not path.exists():
            cv2.imwrite(str(path), np.full((60, 90, 3), 40 * number, np.uint8))
        photos.append(Photo(PhotoId(path.stem), path, (), FileStamp(1, 1), Capture()))
    return photos


def session(home: Path, folder: Path, seed: int) -> None:
    """Press keys at random, for ever; say each one (``?``) and what the screen shows after it (``!``)."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    from retouch.gui.app import application
    from retouch.gui.main_window import MainWindow

    app, chance = application(), random.Random(seed)
    opened = Session(home_of(home))
    opened.catalog.put_photos(folder, photos_of(folder))
    window = MainWindow(opened, lambda error: sys.exit(repr(error)))
    window.show()
    window.desk.take(load(opened, folder))
    window.show_page("cull")
    window.activateWindow()
    app.processEvents()
    while True:
        keys = chance.choice(KEYS)
        _say("?", keys)
        combination = QKeySequence(keys)[0]
        QTest.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())
        _say("!", {e.photo.id: e.marks.to_data() for e in window.desk.known.values()})
        app.processEvents()


def _say(sign: str, what: Any) -> None:
    sys.stdout.write(f"{sign} {json.dumps(what)}\n")
    sys.stdout.flush()


def kill_once(home: Path, folder: Path, seed: int, seconds: float, least: int = 0) -> tuple[Screen | None, bool, int]:
    """Let a window answer ``least`` keys and run for so long, kill it.

    Returns what it showed last, whether a key was under way, and how many keys were pressed.
    """
    running = start(CHILD, home, folder, seed)
    assert running.stdout is not None
    lines = lines_until(running.stdout, "!", least)
    time.sleep(seconds)
    running.kill()
    lines += running.stdout.read().splitlines()
    running.wait()
    running.stdout.close()
    shown: Screen | None = None
    pending, pressed = False, 0
    for line in lines:
        try:
            said = json.loads(line[2:])
        except ValueError:  # the last line may be cut off
            continue
        pending = line.startswith("?")
        if not pending:
            shown, pressed = said, pressed + 1
    return shown, pending, pressed


def check(home: Path, folder: Path, shown: Screen | None, pending: bool) -> None:
    """Assert that the catalogue holds what the screen showed, but for the one key under way; sidecars follow."""
    photos = photos_of(folder)
    with Session(home_of(home)) as opened:
        assert (faults := opened.catalog.faults()) == (), f"the catalogue has faults: {faults}"
        for path in folder.glob("*.xmp"):
            parse(path.read_bytes())
        found = opened.catalog.decisions([p.id for p in photos])
        there = {p.id: marks_of(found.get(p.id, ())) for p in photos}
        if shown is not None:
            differing = [i for i, marks in there.items() if marks != Marks.from_data(shown[i])]
            assert len(differing) <= pending, f"the screen showed {shown}, the catalogue has {there}"
        events = list(take_outside_changes(opened, folder, photos))
        assert events == [], f"a sidecar of ours was taken for news: {events}"
        assert (failed := opened.sidecars.flush()) == (), f"not written: {failed}"
        for photo in photos:
            written = sidecar.read(photo)
            assert (written.marks if written is not None else Marks()) == there[photo.id]
    left = {p.name for p in folder.iterdir() if p.suffix not in {".jpg", ".xmp"}}
    assert left == set(), f"left behind: {left}"
