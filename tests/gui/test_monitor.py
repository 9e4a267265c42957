"""Colours on the screen go through the monitor's profile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColorSpace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from retouch.gui import monitor
from retouch.gui.main_window import MainWindow
from retouch.gui.monitor import Choice, Source
from retouch.gui.pictures import to_qimage
from retouch.gui.settings_dialog import SettingsDialog
from retouch.model.errors import RetouchError

ROOT = Path(__file__).resolve().parents[2]


def swapped() -> bytes:
    """A monitor whose red lights up blue and the other way round: what is not managed is seen at once."""
    white, red, green, blue = (QPointF(*xy) for xy in ((0.3127, 0.329), (0.15, 0.06), (0.3, 0.6), (0.64, 0.33)))
    space = QColorSpace(white, red, green, blue, QColorSpace.TransferFunction.SRgb)
    space.setDescription("Swapped")
    return bytes(space.iccProfile().data())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "swapped.icc"
    path.write_bytes(swapped())
    return path


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    yield
    monitor.show_for(None)


def seen(rgb: tuple[int, int, int]) -> tuple[int, ...]:
    pixels = np.full((4, 5, 3), rgb, np.uint8)
    return to_qimage(pixels).pixelColor(2, 2).getRgb()[:3]  # type: ignore[return-value]


def test_without_a_profile_pixels_stay_what_they_are() -> None:
    for rgb in ((255, 0, 0), (1, 2, 3), (90, 140, 20)):
        assert seen(rgb) == rgb
    assert monitor.shown().transform is None


def test_pictures_are_converted_for_the_profile() -> None:
    assert monitor.show_for(swapped()).name == "Swapped"
    assert seen((255, 0, 0)) == (0, 0, 255)
    assert seen((0, 255, 0)) == (0, 255, 0)
    red, green, blue = seen((200, 100, 50))
    assert (abs(red - 50), abs(green - 100), abs(blue - 200)) < (2, 2, 2)
    assert seen((128, 128, 128)) == (128, 128, 128)


def test_a_monitor_that_is_srgb_costs_nothing() -> None:
    srgb = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())
    assert monitor.show_for(srgb).transform is None and monitor.shown().name


@pytest.mark.qt_log_ignore("fromIccProfile|fromICC|ICC signature")
@pytest.mark.parametrize("content", [None, b"", b"no profile", b"\0" * 4096])
def test_a_file_that_is_no_profile_is_named_and_srgb_is_shown(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "monitor.icc"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RetouchError) as error:
        monitor.follow(Choice(Source.FILE, path), None)
    assert error.value.path == path
    assert monitor.shown().transform is None


def test_the_choice_is_kept(window: MainWindow, profile: Path) -> None:
    catalog = window.session.catalog
    assert monitor.choice(catalog) == Choice()
    monitor.choose(catalog, Choice(Source.FILE, profile))
    assert monitor.choice(catalog) == Choice(Source.FILE, profile)
    catalog.put_setting("monitor", "nonsense")
    assert monitor.choice(catalog) == Choice()


def test_choosing_a_profile_shows_every_picture_anew(
    window: MainWindow, profile: Path, qtbot: QtBot, settled: Callable[[MainWindow], None]
) -> None:
    photo = window.desk.known[window.desk.photos.ids[0]].photo

    def thumbnail() -> tuple[int, ...]:
        qtbot.waitUntil(lambda: window.thumbnails.get(photo, 512) is not None, timeout=10_000)
        pixmap = window.thumbnails.get(photo, 512)
        assert pixmap is not None
        return pixmap.toImage().pixelColor(40, 40).getRgb()[:3]  # type: ignore[return-value]

    before = thumbnail()
    window.show_settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert "sRGB" in dialog.ui.monitorAbout.text()
    dialog.ui.monitor.setCurrentIndex(dialog.ui.monitor.findData(Source.FILE))
    dialog.ui.monitorFile.setText(str(profile))
    dialog.ui.monitorFile.editingFinished.emit()
    assert "Swapped" in dialog.ui.monitorAbout.text()
    after = thumbnail()
    assert np.abs(np.array(after) - np.array(before)[::-1]).max() <= 2
    window.show_page("review")
    settled(window)
    dialog.ui.monitor.setCurrentIndex(dialog.ui.monitor.findData(Source.NONE))
    assert thumbnail() == before
    settled(window)
    dialog.close()


PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from retouch.gui import monitor
app = QApplication([])
print(monitor.follow(monitor.Choice(), app.primaryScreen()).name or "nothing")
"""


COLOUR_MANAGER = """
import ctypes, sys, time
from pathlib import Path
from retouch.gui.monitor_x11 import _libraries
xcb, _ = _libraries()
xcb.xcb_change_property.argtypes = [ctypes.c_void_p, ctypes.c_uint8, *[ctypes.c_uint32] * 3, ctypes.c_uint8,
                                    ctypes.c_uint32, ctypes.c_char_p]
xcb.xcb_flush.argtypes = [ctypes.c_void_p]
connection = xcb.xcb_connect(None, None)
root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection)).data[0]
asked = xcb.xcb_intern_atom(connection, 0, 12, b"_ICC_PROFILE")
atom = xcb.xcb_intern_atom_reply(connection, asked, None).contents.atom
data = Path(sys.argv[1]).read_bytes()
xcb.xcb_change_property(connection, 0, root, atom, 6, 8, len(data), data)
xcb.xcb_flush(connection)
print("set", flush=True)
time.sleep(60)
"""


@pytest.mark.window
@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
def test_the_profile_at_the_root_window_of_x11_is_found(display: str, profile: Path) -> None:
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT / "src")}

    def told() -> str:
        done = subprocess.run([sys.executable, "-c", PROGRAM], env=env, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert told() == "nothing"
    done = subprocess.Popen([sys.executable, "-c", COLOUR_MANAGER, str(profile)], env=env, stdout=subprocess.PIPE)
    assert done.stdout is not None and done.stdout.readline() == b"set\n"
    assert told() == "Swapped"
    done.terminate()
    done.communicate()


def test_the_settings_say_what_a_label_is_for(window: MainWindow) -> None:
    window.show_settings()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    assert {dialog.ui.language, dialog.ui.monitor, dialog.ui.profile, dialog.ui.strictness} <= buddies
    dialog.close()
