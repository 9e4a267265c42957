from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from retouch.gui.desk import Desk, _Look
from retouch.gui.filters import FILTERS, Counts
from retouch.model.decision import Label, Verdict
from retouch.model.errors import NotWritable
from retouch.store import sidecar
from retouch.tasks.session import Session, load


def names(desk: Desk) -> list[str]:
    return [desk.known[p].photo.name for p in desk.photos.ids]


def assert_counts_are_true(desk: Desk) -> None:
    fresh = Counts()
    fresh.reset(desk.known.values())
    assert {f.key: desk.counts[f.key] for f in FILTERS} == {f.key: fresh[f.key] for f in FILTERS}


def test_photos_come_in_order_and_the_first_is_current(desk: Desk) -> None:
    assert names(desk) == [f"IMG_000{n}.jpg" for n in range(1, 7)]
    assert desk.current is not None and desk.current.photo.name == "IMG_0001.jpg"
    assert [len(b.photos) for b in desk.shoot_of_entries().bursts] == [3, 3]


def test_a_pick_is_on_the_disk_and_shown_and_undone(desk: Desk, session: Session, folder: Path) -> None:
    desk.give_verdict(Verdict.KEEP)
    assert desk.current is not None and desk.current.verdict is Verdict.KEEP
    assert desk.current.suggested is None
    assert load(session, folder).entries[0].verdict is Verdict.KEEP
    assert desk.counts["picked"] == 1
    desk.undo()
    assert desk.current.verdict is None and desk.current.suggested is not None
    assert load(session, folder).entries[0].verdict is None
    assert_counts_are_true(desk)
    desk.redo()
    assert desk.current.verdict is Verdict.KEEP


def test_stars_and_labels(desk: Desk) -> None:
    desk.give_stars(4)
    desk.give_label(Label.GREEN)
    assert desk.current is not None
    assert desk.current.marks.rating == 4
    assert desk.current.marks.label == Label.GREEN
    desk.give_label(Label.GREEN)
    assert desk.current.marks.label is None
    assert_counts_are_true(desk)


def test_a_gesture_goes_to_the_whole_selection_and_is_one_undo(desk: Desk) -> None:
    desk.select(desk.photos.ids[:3])
    desk.give_verdict(Verdict.REJECT)
    assert desk.counts["rejected"] == 3
    desk.undo()
    assert desk.counts["rejected"] == 0
    assert_counts_are_true(desk)


def test_a_selection_elsewhere_is_left_alone(desk: Desk) -> None:
    desk.select(desk.photos.ids[3:5])
    desk.give_verdict(Verdict.KEEP)
    assert desk.known[desk.photos.ids[0]].verdict is Verdict.KEEP
    assert desk.counts["picked"] == 1


def test_accepting_takes_the_suggestion_and_maybe_is_left(desk: Desk, qtbot: QtBot) -> None:
    suggested = {p: e.suggested.value for p, e in desk.known.items() if e.suggested is not None}
    assert set(suggested.values()) >= {Verdict.KEEP, Verdict.REJECT}
    desk.accept_verdicts(list(desk.known.values()))
    for photo, value in suggested.items():
        assert desk.known[photo].verdict is (None if value is Verdict.MAYBE else value)
    with qtbot.waitSignal(desk.note):
        desk.accept_verdicts()
    assert_counts_are_true(desk)


def test_dismissing_says_do_not_ask_again(desk: Desk, session: Session, folder: Path) -> None:
    desk.dismiss_verdicts()
    assert load(session, folder).entries[0].suggested is None
    assert desk.current is not None and desk.current.suggested is None and desk.current.verdict is None


def test_auto_advance_goes_on_after_one_but_not_after_many(desk: Desk) -> None:
    desk.auto_advance = True
    desk.give_verdict(Verdict.KEEP)
    assert desk.current is not None and desk.current.photo.name == "IMG_0002.jpg"
    desk.select(desk.photos.ids[1:3])
    desk.give_verdict(Verdict.REJECT)
    assert desk.current.photo.name == "IMG_0002.jpg"


def test_arrows_stop_at_the_ends_and_bursts_begin_at_their_best(desk: Desk) -> None:
    desk.step(-1)
    assert desk.current is not None and desk.current.photo.name == "IMG_0001.jpg"
    desk.step_burst(1)
    burst = desk.burst()
    assert burst is not None and burst.id == "2"
    assert desk.rank(desk.current.photo.id) == 1
    desk.step_burst(1)
    assert desk.burst() == burst
    desk.step(99)
    assert desk.current.photo.name == "IMG_0006.jpg"


def test_a_filter_shows_what_fits_and_moves_nothing_under_the_hands(desk: Desk) -> None:
    desk.set_filter("undecided")
    desk.give_verdict(Verdict.KEEP)
    assert len(names(desk)) == 6
    desk.set_filter("undecided")
    assert len(names(desk)) == 5
    assert desk.current is not None and desk.current.photo.name == "IMG_0002.jpg"
    desk.set_filter("picked")
    assert names(desk) == ["IMG_0001.jpg"]
    desk.set_filter("group")
    assert names(desk) == []


def test_an_answer_from_before_a_decision_is_not_shown(
    desk: Desk, session: Session, folder: Path, qtbot: QtBot
) -> None:
    old = load(session, folder)
    look_before = desk._turn
    desk.give_verdict(Verdict.KEEP)
    desk._take_look(_Look(folder, look_before), (old, {}))
    assert desk.current is not None and desk.current.verdict is Verdict.KEEP
    qtbot.waitUntil(lambda: not desk._looks.busy)
    assert desk.current.verdict is Verdict.KEEP


def test_an_answer_for_another_shoot_is_dropped(desk: Desk, session: Session, folder: Path, tmp_path: Path) -> None:
    old = load(session, folder)
    desk.close_shoot()
    assert not desk.known
    desk._take_look(_Look(folder, desk._turn), (old, {}))
    assert not desk.known


def test_a_new_look_keeps_the_place(desk: Desk, session: Session, folder: Path) -> None:
    desk.step(2)
    desk.take(load(session, folder))
    assert desk.current is not None and desk.current.photo.name == "IMG_0003.jpg"


def test_a_catalogue_that_cannot_be_written_is_a_message(desk: Desk, qtbot: QtBot, monkeypatch: object) -> None:
    from retouch.gui import desk as module
    from retouch.model.errors import CatalogUnusable

    def broken(*_: object) -> None:
        raise CatalogUnusable("the disk is full", None, "Free some space.")

    monkeypatch.setattr(module.decide, "record", broken)  # type: ignore[attr-defined]
    with qtbot.waitSignal(desk.problem):
        desk.give_verdict(Verdict.KEEP)
    assert desk.current is not None and desk.current.verdict is None


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take two photos for many."""
    monkeypatch.setattr("retouch.gui.desk._AT_ONCE", 1)


def test_a_gesture_on_many_is_kept_aside_and_then_shown(few: None, desk: Desk, qtbot: QtBot) -> None:
    desk.select(desk.photos.ids)
    with qtbot.waitSignal(desk.updated) as shown:
        desk.give_stars(3)
        assert desk.counts["stars"] == 0, "not before it is on the disk"
    assert shown.args[0] == frozenset(desk.photos.ids) and desk.counts["stars"] == 6
    with qtbot.waitSignal(desk.note) as said:
        desk.undo()
    assert said.args == ["Undone: 3 stars"] and desk.counts["stars"] == 0
    qtbot.waitUntil(lambda: not desk.looking)
    desk.session.sidecars.flush()
    assert all(e.marks.rating is None for e in load(desk.session, desk.shoot_of_entries().folder).entries)


def test_the_next_gesture_waits_for_one_on_many(few: None, desk: Desk, qtbot: QtBot) -> None:
    desk.select(desk.photos.ids)
    desk.give_stars(3)
    desk.select(())
    desk.give_stars(5)
    assert [e.marks.rating for e in desk.known.values()] == [5, 3, 3, 3, 3, 3]
    desk.undo()
    assert [e.marks.rating for e in desk.known.values()] == [3] * 6
    desk.settle()
    desk.session.sidecars.flush()
    written = [sidecar.read(e.photo) for e in desk.known.values()]
    assert [w.marks.rating for w in written if w is not None] == [3] * 6


def test_a_gesture_on_many_that_cannot_be_kept_is_told(
    few: None, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotWritable("the disk is full", Path("catalogue.sqlite"), "Make room.")

    monkeypatch.setattr(type(desk.session.catalog), "record", full)
    desk.select(desk.photos.ids)
    with qtbot.waitSignal(desk.problem):
        desk.give_stars(3)
    assert desk.counts["stars"] == 0


def test_what_was_read_meanwhile_is_not_lost(few: None, desk: Desk, qtbot: QtBot) -> None:
    folder = desk.shoot_of_entries().folder
    desk.select(desk.photos.ids)
    desk.give_stars(3)
    desk.take(load(desk.session, folder))  # as if another photo had been read
    desk._aside.settle()
    qtbot.waitUntil(lambda: not desk.looking)
    assert desk.counts["stars"] == 6
