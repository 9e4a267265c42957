"""Record the whole job in a real window: open, cull, review, undo, quit, reopen, deliver, by keyboard alone.

Usage: ``python packaging/recording.py [--to docs/pictures/job.webp]``. Needs Xvfb and xdotool. Every picture is what
the X server shows, with the keys that led there written under it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageGrab

from retouch.model.event import Done
from retouch.tasks.paths import Home, home
from retouch.tasks.sample import sample_shoot
from retouch.tasks.session import Entry, Session, load

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1280, 800)
WIDTH = 960
"""Of the recording, in pixels."""
CAPTION = 44
PATIENCE_S = 180.0
NAME = "wedding"


@contextmanager
def screen() -> Iterator[str]:
    """Start an X server of our own."""
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@dataclass
class Recorder:
    """Hands on the keyboard and a camera before the screen."""

    display: str
    folder: Path
    home: Home
    frames: list[Image.Image] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    kept: Path | None = None
    """Where every frame goes as a PNG, too."""
    program: subprocess.Popen[bytes] | None = None

    def sit_down(self, *arguments: str) -> None:
        """Start the program."""
        env = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        env |= {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"}
        self.program = subprocess.Popen([sys.executable, "-m", "retouch", *arguments], env=env)
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "retouch"]
        subprocess.run(search, env=env, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)
        self.put_pointer_away()
        time.sleep(1)
        place = ["windowmove", "0", "0", "windowsize", str(SIZE[0]), str(SIZE[1])]  # no window manager leaves room
        subprocess.run([*search, *place], env=env, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)

    def put_pointer_away(self) -> None:
        """Move the pointer into a corner: keys then zoom to the face, and nothing is lit up under it."""
        command = ["xdotool", "mousemove", str(SIZE[0] - 1), str(SIZE[1] - 1)]
        subprocess.run(command, env={**os.environ, "DISPLAY": self.display}, check=True)

    def press(self, *keys: str, pause: float = 0.25) -> None:
        """Press keys one after the other."""
        for key in keys:
            subprocess.run(["xdotool", "key", key], env={**os.environ, "DISPLAY": self.display}, check=True)
            time.sleep(pause)

    def take(self, caption: str, ms: int = 1800, *, settle: float = 0.6) -> None:
        """Photograph the screen once it stands still, with a caption."""
        time.sleep(settle)
        before = ImageGrab.grab(xdisplay=self.display)
        for _ in range(40):
            time.sleep(0.3)
            now = ImageGrab.grab(xdisplay=self.display)
            if now.tobytes() == before.tobytes():
                break
            before = now
        self.frames.append(captioned(before.convert("RGB"), caption))
        self.times.append(ms)
        if self.kept is not None:
            self.frames[-1].save(self.kept / f"{len(self.frames):02}.png")

    def see(self, there: Callable[[dict[str, Entry]], bool]) -> None:
        """Wait until the catalogue shows something. Raises ``TimeoutError``."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with Session(self.home) as session:
                if there({e.photo.name: e for e in load(session, self.folder).entries}):
                    return
            time.sleep(0.4)
        raise TimeoutError("the window did not get there")

    def quit(self) -> None:
        """Quit by key."""
        self.press("ctrl+q")
        assert self.program is not None
        self.program.wait(timeout=60)


def captioned(picture: Image.Image, caption: str) -> Image.Image:
    """Return the picture at the recording's width with a line under it."""
    height = round(picture.height * WIDTH / picture.width)
    out = Image.new("RGB", (WIDTH, height + CAPTION), "#1b1b1b")
    out.paste(picture.resize((WIDTH, height), Image.Resampling.LANCZOS))
    font = ImageFont.load_default(20)
    ImageDraw.Draw(out).text((16, height + CAPTION // 2), caption, "#e6e6e6", font, anchor="lm")
    return out


def job(r: Recorder) -> None:
    """Do the whole job."""
    start(r)
    cull(r)
    review(r)
    deliver(r)


def start(r: Recorder) -> None:
    """Open, and wait until all is read."""
    r.sit_down()
    r.take("First start: open a folder, drop one on the window, or try the sample", 2500, settle=3)
    r.press("ctrl+q")
    assert r.program is not None
    r.program.wait(timeout=60)
    r.sit_down(str(r.folder))
    r.see(lambda k: k.get("IMG_0002.dng") is not None and k["IMG_0002.dng"].scene is not None)
    r.take("Faces are read; dotted amber is a suggestion", 2200)
    r.see(lambda k: any(e.proposals for e in k.values()) and all(e.scene or e.error for e in k.values()))
    time.sleep(3)


def cull(r: Recorder) -> None:
    """Accept, override, undo."""
    r.press("Right")
    r.take("CULL   Right: the next frame. Its eyes are closed: reject is suggested", 2400)
    r.press("e", "space")
    r.take("E, Space: loupe, close up on the face", 1600, settle=1.5)
    r.press("Left")
    r.take("Left: the frame before. The zoom stays with the face", 1600, settle=1.5)
    r.press("Right", "space", "a")
    r.take("A: accept the suggestion. Solid is a decision", 2000)
    r.press("Right", "p", "4")
    r.take("P, 4: pick by hand, four stars, whatever was suggested", 2000)
    r.press("n")
    r.take("N: the burst side by side", 1800, settle=1.5)
    r.press("g", "Down", "a")
    r.take("Down, A: the next burst, suggestion accepted", 1600)
    r.press("x")
    r.take("X: no, reject it", 1400)
    r.press("ctrl+z")
    r.take("Ctrl+Z: undo", 1400)


def review(r: Recorder) -> None:
    """Accept, tweak, compare, decide on a spot."""
    r.press("Up", "d")
    r.see(lambda k: bool(k["IMG_0003.dng"].proposals))  # it was to be rejected, so its skin had not been read
    time.sleep(2)
    r.take("REVIEW   D: one card per correction, each with its reason", 2400, settle=2.5)
    r.press("a", "equal", "equal", "equal")
    r.take("A accepts a card, + and - tweak it", 1800, settle=1.5)
    r.press("y")
    r.take("Y: before and after", 2000, settle=2)
    r.press("y", "Right", "q")
    r.take("Q: every spot that was found is a dot; moles and freckles are kept", 1800, settle=2.5)
    r.press("Tab", "space")
    r.take("Tab, Space: this one is healed after all", 2000, settle=1.5)
    r.press("Escape", "Left")


def deliver(r: Recorder) -> None:
    """Quit, come back, export."""
    r.quit()
    r.sit_down()
    r.take("Quit and start again: same shoot, same photo, same page", 2400, settle=5)
    r.press("ctrl+e")
    r.take("DELIVER   Ctrl+E: what will be written where, and what is missing", 2800, settle=1.5)
    r.press("alt+e")
    folder = r.folder.parent / f"{r.folder.name} – delivered"
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and not any(folder.glob("*.jpg")):
        time.sleep(0.3)
    time.sleep(4)
    r.take("Delivered. The originals were never written", 4000, settle=1)
    r.quit()


def main() -> int:
    """Record; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures" / "job.webp")
    parser.add_argument("--frames", type=Path, help="Also write every frame as PNG here.")
    chosen = parser.parse_args()
    lacking = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if lacking:
        sys.stderr.write(f"Needs {' and '.join(lacking)}.\n")
        return 1
    if chosen.frames:
        chosen.frames.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, screen() as display:
        os.environ["RETOUCH_HOME"] = str(Path(place) / "home")
        *_, last = sample_shoot(Path(place) / "made")
        assert isinstance(last, Done)
        folder = Path(place) / NAME
        shutil.copytree(last.result, folder)
        recorder = Recorder(display, folder, home(), kept=chosen.frames)
        job(recorder)
    first, *rest = recorder.frames
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    first.save(
        chosen.to,
        save_all=True,
        append_images=rest,
        duration=recorder.times,
        loop=0,
        quality=70,
        method=4,
        minimize_size=True,
    )
    sys.stdout.write(f"{chosen.to}: {len(recorder.frames)} pictures, {chosen.to.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
