"""Make pictures of every page and state of the window, at two sizes.

Usage: ``python packaging/screenshots.py [--to DIR] [--shoot FOLDER] [--size 1280x800 …] [--only NAME …]``. Without a
folder the built-in sample is opened. Runs without a display on Qt's offscreen platform; set ``QT_QPA_PLATFORM=xcb`` for
the real one. State goes to a temporary home, so nothing of the user's is touched.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from retouch.cull.bursts import Burst
from retouch.gui.app import application
from retouch.gui.language import LANGUAGES, speak
from retouch.gui.main_window import MainWindow
from retouch.gui.settings_dialog import SettingsDialog
from retouch.model.decision import Verdict
from retouch.tasks.paths import Home
from retouch.tasks.session import Session

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 240


def pause(ms: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(there: Callable[[], bool]) -> None:
    """Wait until something is so. Raises ``TimeoutError``."""
    for _ in range(PATIENCE_S * 10):
        if there():
            return
        pause(100)
    raise TimeoutError("the window did not get there")


class Photographer:
    """Goes through the window and takes pictures of it."""

    def __init__(self, window: MainWindow, to: Path, only: list[str], kind: str) -> None:
        self.window, self.to, self.only, self.format = window, to, only, kind
        self.taken: list[Path] = []

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Wait until everything on the screen has arrived, and write one picture."""
        w = self.window
        pause(50)  # what is asked for only when it is painted
        wait_for(lambda: not (w.thumbnails.busy or w.previews.busy or w.developing.busy or w.ui.deliver.busy))
        pause(150)
        if self.only and name not in self.only:
            return
        self.to.mkdir(parents=True, exist_ok=True)
        self.taken.append(self.to / f"{name}.{self.format}")
        (of or w).grab().save(str(self.taken[-1]), quality=88)

    def dialogs(self, name: str, show: Callable[[], object]) -> None:
        """Take a picture of the dialog that this opens, on its own."""
        show()
        pause(150)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                self.take(name, dialog)
                dialog.close()

    def _faces(self, burst: Burst) -> int:
        scene = self.window.desk.known[burst.photos[0]].scene
        return len(scene.faces) if scene is not None else 0

    def walk(self) -> None:
        """Cull, review, deliver, and every dialog."""
        self.cull()
        self.review()
        self.deliver()
        w = self.window
        self.dialogs("keys", w.show_keys)
        self.dialogs("settings", w.show_settings)
        self.dialogs("settings-screen", self._screen_settings)
        self.dialogs("history", w.show_history)
        self.dialogs("presets", w.choose_preset)

    def cull(self) -> None:
        """Every view, then some decisions."""
        w = self.window
        self.take("cull-grid")
        w.show_view("loupe")
        w.desk.step(1)
        self.take("cull-loupe")
        w.toggle_zoom()
        self.take("cull-face")
        w.ui.cull.looking.fit()
        w.show_view("compare")
        self.take("cull-compare")
        w.show_view("survey")
        self.take("cull-survey")
        w.toggle_zoom()
        self.take("cull-survey-faces")
        w.toggle_zoom()
        self.dialogs("accept", w.accept_many)
        self.dialogs("check-rejects", w.check_rejects)
        group = next((b for b in w.desk.shoot_of_entries().bursts if self._faces(b) > 2), None)
        if group is not None and len(group.photos) > 1:
            w.desk.go_to(group.photos[0])
            w.show_view("roll_call")
            self.take("cull-roll-call")
        w.show_view("grid")
        w.desk.give_verdict(Verdict.REJECT)
        w.desk.step(1)
        w.desk.give_verdict(Verdict.KEEP)
        w.desk.give_stars(4)
        w.desk.step_burst(1)
        w.desk.accept_verdicts()
        self.take("cull-decided")

    def review(self) -> None:
        """Suggested, accepted, before and after, and each tool."""
        w = self.window
        w.show_page("review")
        self.take("review")
        w.ui.review.ui.spotsButton.click()
        self.take("review-spots")
        w.ui.review.tools.leave()
        w.ui.review.accept_all()
        self.take("review-accepted")
        for name in ("split", "side"):
            button = getattr(w.ui.review.ui, f"{name}Button")
            button.click()
            self.take(f"review-{name}")
            button.click()
        w.ui.review.ui.cropButton.click()
        self.take("review-crop")
        w.ui.review.tools.leave()

    def deliver(self) -> None:
        """What will happen, with a watermark, and what has happened."""
        w = self.window
        w.show_page("deliver")
        page = w.ui.deliver
        self.take("deliver")
        page.ui.markKind.setCurrentIndex(page.ui.markKind.findData("text"))
        page.ui.markText.setText("© Your name")
        self.take("deliver-watermark")
        with tempfile.TemporaryDirectory() as out:
            page.ui.folder.setText(str(Path(out) / "delivered"))
            wait_for(lambda: not page.busy and page.ui.run.isEnabled())
            page.run()
            wait_for(lambda: not page.runner.running)
            self.take("deliver-results")

    def _screen_settings(self) -> None:
        self.window.show_settings()
        for dialog in self.window.findChildren(SettingsDialog):
            dialog.ui.tabs.setCurrentWidget(dialog.ui.screenTab)


def main() -> int:
    """Take all pictures; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--shoot", type=Path)
    parser.add_argument("--size", nargs="+", default=["1280x800", "1920x1080"])
    parser.add_argument("--format", default="jpg", choices=["jpg", "png"])
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    parser.add_argument("--mirrored", action="store_true", help="As in a language that is read from right to left.")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    speak(app, chosen.language)
    if chosen.mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with tempfile.TemporaryDirectory() as place:
        for size in chosen.size:
            home = Home(Path(place) / size / "data", Path(place) / size / "cache")  # the sample with its sidecars, too
            home.data.mkdir(parents=True)
            with Session(home) as session:
                window = MainWindow(session, _fail)
                window.resize(*(int(n) for n in size.split("x")))
                window.show()
                photographer = Photographer(window, chosen.to / size, chosen.only, chosen.format)
                photographer.take("start")
                if chosen.shoot is not None:
                    window.open(chosen.shoot)
                else:
                    window.open_sample()
                wait_for(lambda w=window: w.desk.counts["all"] > 0 and w.reading.running)  # type: ignore[misc]
                photographer.take("cull-reading")
                wait_for(lambda w=window: not w.reading.running)  # type: ignore[misc]
                pause(500)
                wait_for(lambda w=window: not w.desk.looking)  # type: ignore[misc]
                photographer.walk()
                window.stop()
                window.close()
                sys.stdout.write("".join(f"{p}\n" for p in photographer.taken))
    app.quit()
    return 0


def _fail(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main())
