"""What takes longer than the event loop may be kept."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retouch.gui.aside import Aside

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_result_comes_to_the_main_thread(qtbot: QtBot) -> None:
    aside, got = Aside(), []
    aside.do(threading.get_ident, lambda thread: got.append((thread, threading.get_ident())))
    assert aside.busy and not got
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != got[0][1] == threading.get_ident()
    assert not aside.busy
    aside.stop()


def test_whoever_needs_it_earlier_waits_and_nothing_overtakes(qapp: QApplication) -> None:
    aside, order = Aside(), []
    hold = threading.Event()
    aside.do(lambda: hold.wait(5), lambda _: order.append("first"))
    threading.Timer(0.05, hold.set).start()
    aside.do(lambda: 1, lambda _: order.append("second"))
    assert order == ["first"], "the second waited for it"
    aside.settle()
    assert order == ["first", "second"]
    qapp.processEvents()
    assert order == ["first", "second"], "told once"
    aside.stop()


def test_what_goes_wrong_is_handed_over_too(qtbot: QtBot) -> None:
    aside, got = Aside(), []

    def fail() -> None:
        raise ValueError("no")

    aside.do(fail, got.append)
    aside.settle()
    assert isinstance(got[0], ValueError)
    aside.stop()
