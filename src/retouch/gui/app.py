"""Opens the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from retouch import __version__
from retouch.gui import theme
from retouch.gui.collector import Collector
from retouch.gui.crash import CrashReporter, log_to
from retouch.gui.language import chosen, speak
from retouch.gui.main_window import MainWindow
from retouch.gui.opening import open_session
from retouch.gui.restore import restore_geometry, restore_shoot
from retouch.model.resources import resource_path
from retouch.tasks.decoders import decoders

_SWITCH_S = 0.0002
"""How long another thread may keep Python's lock from the window. Each cell that is painted takes the lock anew: with
Python's own 5 ms a screen full of them would take a second."""


def application() -> QApplication:
    """Return the application, made and dressed on the first call."""
    for name in [n for n in os.environ if n.startswith("QT_QPA_PLATFORM_PLUGIN") or n == "QT_QPA_FONTDIR"]:
        del os.environ[name]  # cv2 points these at the Qt 5 that it bundles
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    sys.setswitchinterval(_SWITCH_S)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("retouch")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("retouch")
    app.setWindowIcon(QIcon(str(resource_path("icons/retouch.svg"))))
    theme.apply(app)
    return app


def run(folder: Path | None, *, sample: bool = False) -> int:
    """Open the window, on a shoot or on the sample, and return the exit status when it is closed."""
    app = application()
    crashes = CrashReporter(app)
    crashes.install()
    collector = Collector(app)
    speak(app, chosen())
    opened = open_session()
    if opened is None:
        return 1
    with opened as session:
        log_to(session.home.logs)
        window = MainWindow(session, crashes.show)
        restore_geometry(window)
        window.show()
        window.follow_screen()
        window.activateWindow()  # takes the keys even where no window manager hands them out
        if folder is not None:
            window.open(folder)
        elif sample:
            window.open_sample()
        else:
            restore_shoot(window)
        status = app.exec()
        decoders().close()
        window.stop()
    collector.stop()
    return status
