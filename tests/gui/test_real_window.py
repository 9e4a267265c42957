"""The whole job by keyboard in a real window: open, cull, review, quit, reopen, deliver, look at the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import pytest
from commands import COMPILED, ROOT

from retouch.model.decision import VERDICT, Origin, Verdict
from retouch.store import sidecar
from retouch.tasks.session import Entry, Session, load

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"),
]
PATIENCE_S = 120


@dataclass
class Hands:
    """A person at the keyboard, and eyes on the catalogue."""

    display: str
    folder: Path
    program: subprocess.Popen[str]

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            subprocess.run(["xdotool", "key", key], env={**os.environ, "DISPLAY": self.display}, check=True)
            time.sleep(0.15)

    def see(self, what: str, there: Callable[[dict[str, Entry]], bool]) -> dict[str, Entry]:
        """Wait until the catalogue shows something; return the shoot by file name."""
        for _ in range(PATIENCE_S * 4):
            assert self.program.poll() is None, "the window is gone"
            with Session() as session:
                known = {e.photo.name: e for e in load(session, self.folder).entries}
            if there(known):
                return known
            time.sleep(0.25)
        raise AssertionError(f"never seen: {what}")

    def quit(self) -> None:
        """Quit by key; the program must end well and say nothing."""
        self.press("ctrl+q")
        out, _ = self.program.communicate(timeout=60)
        assert self.program.returncode == 0, out
        assert "Traceback" not in out, out


@pytest.fixture
def sit_down(display: str, sample: Path, tmp_path: Path, home: Path) -> Iterator[Callable[[], Hands]]:
    """Start the program on a copy of the sample shoot; may be called again after quitting."""
    folder = tmp_path / "shoot"
    shutil.copytree(sample, folder)
    started: list[subprocess.Popen[str]] = []

    def start() -> Hands:
        arguments = [] if started else [str(folder)]
        env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT / "src"),
            "NUMBA_CACHE_DIR": str(COMPILED),
            "LANG": "C.UTF-8",
        }
        program = subprocess.Popen(
            [sys.executable, "-m", "retouch", *arguments],
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        started.append(program)
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "retouch"]
        subprocess.run(search, env=env, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)
        return Hands(display, folder.resolve(), program)

    yield start
    for program in started:
        if program.poll() is None:
            program.kill()
            program.communicate()


def proposed(known: dict[str, Entry]) -> bool:
    """Whether everything is read and suggested."""
    read = bool(known) and all(e.scene is not None or e.error is not None for e in known.values())
    skin = {s.topic for s in known["IMG_0007.dng"].proposals} if read else set()
    return "adjust.skin_evenness" in skin and known["IMG_0002.dng"].suggested is not None


def marks_on(entry: Entry) -> object:
    """What was said of single spots."""
    healing = entry.edit.get("blemishes")
    return healing.data().get("marks") if healing is not None else None


def origins(entry: Entry, topic: str) -> list[Origin]:
    return [d.origin for d in entry.decisions if d.topic == topic]


def test_the_whole_job_by_keyboard(sit_down: Callable[[], Hands]) -> None:
    hands = sit_down()
    before = hands.see("suggestions", proposed)
    assert before["IMG_0002.dng"].suggested.value is Verdict.REJECT  # type: ignore[union-attr]
    originals = {p.name: p.read_bytes() for p in hands.folder.iterdir()}
    time.sleep(2)  # the window looks at the catalogue every 0.7 s

    # Cull: one suggestion accepted, one overridden by hand, one decided and taken back.
    hands.press("Right", "a", "Right", "p", "4", "8", "Right", "x")
    known = hands.see("verdicts", lambda k: k["IMG_0004.dng"].verdict is Verdict.REJECT)
    assert known["IMG_0002.dng"].verdict is Verdict.REJECT
    assert origins(known["IMG_0002.dng"], VERDICT) == [Origin.ACCEPTED]
    assert known["IMG_0003.dng"].verdict is Verdict.KEEP and known["IMG_0003.dng"].marks.rating == 4
    assert known["IMG_0003.dng"].marks.label == "Green"
    assert origins(known["IMG_0003.dng"], VERDICT) == [Origin.BY_HAND]
    hands.press("ctrl+z")
    hands.see("undo", lambda k: k["IMG_0004.dng"].verdict is None)

    # Review: a suggestion tweaked, a word on one spot, then a decision taken back and brought again.
    hands.press("Left", "e", "ctrl+shift+a", "Escape", "d")  # a dialog that closes gives the keys back
    time.sleep(2)
    hands.press("a", "equal", "equal")
    known = hands.see("a correction", lambda k: bool(k["IMG_0003.dng"].edit.steps))
    time.sleep(1)
    known = hands.see("a settled edit", lambda k: bool(k["IMG_0003.dng"].edit.steps))
    steps = known["IMG_0003.dng"].edit.steps
    hands.press("Right", "q")  # a face with many spots
    time.sleep(2)
    hands.press("Tab", "space")
    hands.see("a spot decided", lambda k: bool(marks_on(k["IMG_0007.dng"])))
    hands.press("Escape", "ctrl+z")
    hands.see("its undo", lambda k: not marks_on(k["IMG_0007.dng"]))
    hands.press("Left")
    time.sleep(1)
    hands.press("ctrl+z")
    hands.see("undo in review", lambda k: k["IMG_0003.dng"].edit.steps != steps)
    hands.press("ctrl+shift+z")
    hands.see("redo in review", lambda k: k["IMG_0003.dng"].edit.steps == steps)
    hands.quit()

    # On the disk: a sidecar for what was decided, none for what was taken back, no original touched.
    marks = sidecar.read(known["IMG_0003.dng"].photo)
    assert marks is not None and marks.marks.verdict is Verdict.KEEP and marks.marks.rating == 4
    rejected = (hands.folder / "IMG_0002.xmp").read_text(encoding="utf-8")
    assert 'xmp:Rating="-1"' in rejected
    assert sidecar.read(known["IMG_0004.dng"].photo) is None
    assert {n: (hands.folder / n).read_bytes() for n in originals} == originals

    # Reopen without a folder: same shoot, same photo, same page, which is Review; then deliver.
    hands = sit_down()
    again = hands.see("the same state", bool)
    assert again["IMG_0003.dng"].edit.steps == steps
    time.sleep(5)
    hands.press("minus")  # moves a slider on Review, does nothing elsewhere
    hands.see("the current photo on Review", lambda k: k["IMG_0003.dng"].edit.steps != steps)
    hands.press("ctrl+z")
    hands.see("its undo", lambda k: k["IMG_0003.dng"].edit.steps == steps)
    hands.press("ctrl+e")
    time.sleep(2)
    hands.press("alt+e")
    delivered = hands.folder.parent / f"{hands.folder.name} – delivered"
    hands.see("the delivery", lambda _: (delivered / "IMG_0003.jpg").exists())
    hands.quit()
    assert [p.name for p in delivered.iterdir()] == ["IMG_0003.jpg"]
    picture = cv2.imread(str(delivered / "IMG_0003.jpg"))
    assert picture is not None and max(picture.shape[:2]) > 1000
    assert {n: (hands.folder / n).read_bytes() for n in originals} == originals
