"""Names are as long as people make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from retouch.gui.elided_label import ElidedLabel
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.tasks.session import load

LONG = "2026-05-01 Wedding of Maria Theresia and Karl Friedrich of the Seven Mountains, church and dinner"


def test_a_long_name_is_shortened_and_the_window_keeps_its_width(
    window: MainWindow, folder: Path, settled: Callable[[MainWindow], None]
) -> None:
    window.resize(1280, 800)
    known = [e.photo for e in window.desk.known.values()]
    renamed = known[0].path.rename(folder / f"{LONG}, IMG_0001 final version, second export.jpg")
    first = replace(known[0], path=renamed)
    window.session.catalog.put_photos(folder, [first, *known[1:]])
    window.desk.take(load(window.session, folder))
    window.desk.go_to(first.id)
    window.desk.give_verdict(Verdict.KEEP)  # what is reviewed
    for show in ("grid", "survey", "review"):
        window.show_page("review") if show == "review" else window.show_view(show)
        settled(window)
        assert window.width() == 1280 and window.minimumSizeHint().width() <= 1280
    assert LONG in window.ui.review.ui.caption.text()


def test_what_is_left_out_is_in_the_tip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.resize(120, 20)
    label.show()
    label.grab()
    assert label.toolTip() == LONG
    label.resize(1200, 20)
    label.grab()
    assert label.toolTip() == ""
