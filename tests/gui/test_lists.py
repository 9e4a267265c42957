"""The two lists on the left of the Cull page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from retouch.gui.desk import Desk
from retouch.gui.filters import FILTERS
from retouch.gui.lists import COUNT, KEY, BurstList, FilterList
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Label, Verdict

Settled = Callable[[MainWindow], None]


def test_bursts_stand_under_their_scenes(desk: Desk, qtmodeltester: ModelTester) -> None:
    bursts = BurstList(desk)
    bursts.refresh()
    qtmodeltester.check(bursts)
    lines = [bursts.index(row).data() for row in range(bursts.rowCount())]
    assert [line.split(" · ")[0] for line in lines] == ["Scene 1", "Burst 1", "Scene 2", "Burst 2"]
    first, second = desk.shoot_of_entries().bursts
    assert (bursts.row_of(first), bursts.row_of(second)) == (1, 3)
    assert bursts.burst_at(2) == second, "a click on a heading goes to the scene's first burst"


def test_labels_have_counts_once_there_are_any(desk: Desk) -> None:
    shown = FilterList(desk)
    shown.refresh()

    def counts() -> dict[str, int]:
        return {shown.index(r).data(KEY): shown.index(r).data(COUNT) for r in range(shown.rowCount())}

    assert "green" not in counts() and counts()["closed"] == 2
    desk.give_label(Label.GREEN)
    assert counts()["green"] == 1
    desk.undo()
    assert "green" not in counts()


def test_the_list_follows_and_leads(window: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    view, desk = window.ui.cull.ui.bursts, window.desk
    assert view.currentIndex().row() == 1
    desk.step_burst(1)
    assert view.currentIndex().row() == 3
    rect = view.visualRect(view.model().index(0, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.current is not None and desk.burst() == desk.shoot_of_entries().bursts[0]
    settled(window)


def test_adjustments_go_to_the_whole_scene(window: MainWindow, settled: Settled) -> None:
    page, desk = window.ui.review, window.desk
    window.show_page("review")
    desk.accept_all(desk.current.proposals)  # type: ignore[union-attr]
    page.apply_to(page._scene())
    with_exposure = [e.photo.id for e in desk.known.values() if e.edit.get("exposure") is not None]
    assert with_exposure == list(desk.chapters[0].photos) and len(with_exposure) == 3
    desk.undo()
    assert sum(e.edit.get("exposure") is not None for e in desk.known.values()) == 1
    settled(window)


def test_every_filter_shows_what_it_counts(desk: Desk) -> None:
    desk.give_stars(3)
    desk.give_label(Label.PURPLE)
    desk.step(1)
    desk.give_verdict(Verdict.REJECT)
    for line in FILTERS:
        desk.set_filter(line.key)
        assert len(desk.photos.ids) == desk.counts[line.key], line.key
    counted = {line.key: desk.counts[line.key] for line in FILTERS if desk.counts[line.key]}
    assert {k: counted[k] for k in ("all", "undecided", "rejected", "stars", "purple", "closed", "one")} == {
        "all": 6,
        "undecided": 5,
        "rejected": 1,
        "stars": 1,
        "purple": 1,
        "closed": 2,
        "one": 6,
    }
