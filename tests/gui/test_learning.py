"""What corrections teach, on the Review page."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import pytest
from pytestqt.qtbot import QtBot

from retouch.adjust.habits import Habit, Habits
from retouch.gui import learning
from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.tasks.ceilings import Ceilings, ceilings_of, limited
from retouch.tasks.session import Session, Shoot

Settled = Callable[[MainWindow], None]


def test_habits_are_said_used_and_forgotten(
    window: MainWindow, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Habits] = [MappingProxyType({})]
    suggested: list[Shoot] = []

    def forget(session: Session, shoot: Shoot) -> int:
        found[0] = MappingProxyType({})
        return 6

    def suggest(session: Session, shoot: Shoot):  # type: ignore[no-untyped-def]
        suggested.append(shoot)
        yield from ()

    page = window.ui.review
    monkeypatch.setattr(learning, "habits", lambda session, shoot: found[0])
    monkeypatch.setattr(learning, "forget", forget)
    monkeypatch.setattr(learning, "suggest", suggest)
    window.show_page("review")
    qtbot.waitUntil(lambda: not page.learning.busy)
    assert page.ui.learned.isHidden()
    assert not suggested
    found[0] = {"exposure": Habit({"ev": 0.3}, 6)}
    window.desk.give_verdict(Verdict.KEEP)
    qtbot.waitUntil(lambda: bool(suggested))
    qtbot.waitUntil(lambda: not page.learning.busy)
    assert page.ui.learned.isVisible() and "+0.30 EV" in page.ui.learnedText.text()
    assert any(e.verdict is Verdict.KEEP for e in suggested[0].entries), "what was decided just now is known"
    page.ui.forgetButton.click()
    qtbot.waitUntil(page.ui.learned.isHidden)
    qtbot.waitUntil(lambda: len(suggested) == 2)
    qtbot.waitUntil(lambda: not page.learning.busy)
    settled(window)


def test_a_ceiling_is_set_from_a_card_followed_by_suggestions_and_undone(
    window: MainWindow, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Ceilings] = []

    def suggest(session: Session, shoot: Shoot):  # type: ignore[no-untyped-def]
        suggested.append(ceilings_of(shoot))
        yield from ()

    monkeypatch.setattr(learning, "suggest", suggest)
    page = window.ui.review
    window.show_page("review")
    qtbot.waitUntil(lambda: not page.learning.busy)
    card = next(c for c in page.cards if c.kind.key in limited())
    assert card.limit is not None and card.limit.text() == "Suggest any amount"
    menu = card.limit.menu()
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if "30 %" in a.text()).trigger()
    assert card.limit.text() == "Never suggest more than 30 %"
    qtbot.waitUntil(lambda: len(suggested) == 1)
    assert suggested[0].shoot == {card.kind.key: 30.0}
    qtbot.waitUntil(lambda: not page.learning.busy)
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: len(suggested) == 2)
    assert not suggested[1].shoot
    qtbot.waitUntil(lambda: not page.learning.busy)
    settled(window)


def test_a_ceiling_of_a_person_takes_the_place_of_one_said_on_a_later_photo(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    key, desk = limited()[0], window.desk
    shoot = desk.shoot_of_entries()
    people = shoot.judgement.people.of
    first = shoot.entries[0].photo.id
    later = next(e.photo.id for e in shoot.entries[1:] if people[e.photo.id] == people[first])
    for photo, limit in ((later, 40.0), (first, 20.0)):
        desk.go_to(photo)
        desk.set_ceiling(key, limit, person=True)
    assert ceilings_of(desk.shoot_of_entries()).people == {people[first][0]: {key: 20.0}}
    qtbot.waitUntil(lambda: not window.ui.review.learning.busy, timeout=20_000)
    settled(window)
