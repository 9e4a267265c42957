from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from retouch.gui import theme
from retouch.gui.collector import Collector
from retouch.gui.crash import CrashDialog, CrashReporter, report
from retouch.gui.histogram import BINS, Histogram, bins_of
from retouch.gui.icons import icon
from retouch.gui.messages import MessageBar
from retouch.gui.status import Pace, StatusRow, time_left
from retouch.model.errors import PhotoUnreadable
from retouch.model.event import Progress
from retouch.model.resources import resource_path


def luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    """WCAG 2.1 contrast ratio."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("text", [theme.Colour.TEXT, theme.Colour.QUIET, theme.Colour.SUGGESTED])
@pytest.mark.parametrize("ground", [theme.Colour.SURROUND, theme.Colour.PANEL])
def test_text_can_be_read(text: theme.Colour, ground: theme.Colour) -> None:
    assert contrast(text.qt, ground.qt) >= 4.5


def test_the_style_sheet_has_no_colour_left_open() -> None:
    sheet = theme.style_sheet()
    assert "@" not in sheet
    assert "#232323" in sheet


def test_every_icon_draws(qapp: QObject) -> None:
    for path in resource_path("icons").glob("*.svg"):
        image = icon(path.stem).pixmap(20, 20).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)), path.stem


def test_bins_add_up_and_see_clipping() -> None:
    pixels = np.full((400, 400, 3), 128, np.uint8)
    pixels[:100] = 255
    pixels[100:200] = 0
    bins, blown, blocked = bins_of(pixels)
    assert bins.shape == (3, BINS)
    assert bins.sum(axis=1) == pytest.approx([1.0] * 3)
    assert blown == pytest.approx(0.25)
    assert blocked == pytest.approx(0.25)


def test_the_histogram_paints_its_state(qtbot: QtBot) -> None:
    shown = Histogram()
    qtbot.addWidget(shown)
    shown.resize(256, 88)
    empty = shown.grab().toImage()
    shown.show_bins(*bins_of(np.full((80, 80, 3), 128, np.uint8)))
    assert shown.grab().toImage() != empty
    clean = shown.grab().toImage()
    shown.show_bins(*bins_of(np.full((80, 80, 3), 255, np.uint8)))
    assert shown.grab().toImage() != clean
    shown.show_bins(None)
    assert shown.grab().toImage() == empty


def test_pace_is_measured_and_begins_anew_with_each_step() -> None:
    pace = Pace()
    assert pace.measure(Progress("reading faces", 10, 100), now=0.0) is None
    assert pace.measure(Progress("reading faces", 30, 100), now=2.0) == (10.0, pytest.approx(7.0))
    assert pace.measure(Progress("proposing", 1, 100), now=3.0) is None


def test_time_left_is_said_in_a_unit_that_fits() -> None:
    assert time_left(0.2) == "1 s left"
    assert time_left(240) == "4 min left"
    assert time_left(9000) == "2.5 h left"


def test_the_status_row_shows_and_hides_progress(qtbot: QtBot) -> None:
    row = StatusRow()
    qtbot.addWidget(row)
    row.show()
    assert not row._bar.isVisible()
    row.progress(Progress("reading faces", 3, 10))
    assert row._bar.isVisible() and row._what.text() == "Reading faces  3 / 10"
    with qtbot.waitSignal(row.cancelled):
        row._cancel.click()
    row.idle("10 photos")
    assert not row._bar.isVisible() and row._what.text() == "10 photos"


def test_messages_pile_up_until_dismissed(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.note("All is well.")
    assert not bar.isHidden()
    bar.problem(PhotoUnreadable("it is empty", Path("a.dng")))
    bar.problem(PhotoUnreadable("it is empty", Path("b.dng")))
    assert bar._line.text().startswith("2 problems")
    assert "a.dng" in bar._list.toPlainText() and "b.dng" in bar._list.toPlainText()
    bar.note("All is well.")
    assert "2 problems" in bar._line.text()
    bar.dismiss()
    assert bar.isHidden() and bar.problems == ()


def test_a_bug_is_shown_once_with_its_traceback(qtbot: QtBot, qapp: QObject) -> None:
    reporter = CrashReporter()
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as e:
        error = e
    assert "ZeroDivisionError: a bug" in report(error)
    reporter.show(error)
    reporter.show(error)
    first = reporter._dialog
    assert isinstance(first, CrashDialog)
    first.close()
    qtbot.waitUntil(lambda: reporter._dialog is None)


def test_garbage_is_collected_in_the_main_thread_only(qtbot: QtBot) -> None:
    collector = Collector()
    assert not gc.isenabled()
    cycles = [[] for _ in range(2000)]
    for cycle in cycles:
        cycle.append(cycle)
    del cycles
    assert gc.get_count()[0] > gc.get_threshold()[0]
    qtbot.waitUntil(lambda: gc.get_count()[0] < gc.get_threshold()[0])
    collector.stop()
    assert gc.isenabled()
    gc.disable()
