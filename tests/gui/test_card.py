from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from retouch.adjust.registry import adjustments
from retouch.gui.card import AdjustmentCard
from retouch.gui.card_order import GROUPS, grouped
from retouch.gui.carrying import carried, decisions
from retouch.gui.desk import Desk
from retouch.gui.param_row import ChoiceRow, ParamRow
from retouch.model.decision import Decision, Origin

Show = Callable[[str], tuple[AdjustmentCard, list[Decision[object]]]]


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Show:
    """Show a card for the current photo, and note what it decides."""

    def make(key: str) -> tuple[AdjustmentCard, list[Decision[object]]]:
        card = AdjustmentCard(adjustments()[key])
        qtbot.addWidget(card)
        assert desk.current is not None
        card.show_entry(desk.current)
        made: list[Decision[object]] = []
        card.decided.connect(made.append)
        return card, made

    return make


@pytest.mark.parametrize("kind", adjustments().values(), ids=lambda k: k.key)
def test_every_adjustment_has_a_card_whose_sliders_give_back_its_values(
    kind: type, desk: Desk, show: Show, qtbot: QtBot
) -> None:
    card, _ = show(kind.key)
    assert card.value.is_neutral() == (card.state.word == "none")
    for row in card.rows:
        if isinstance(row, ChoiceRow):
            continue
        for at in (row.slider.minimum(), row.slider.maximum() // 3, row.slider.maximum()):
            row.slider.setValue(at)
            given = row.value
            row.set_value(given)
            assert row.slider.value() == at, (kind.key, row.name)


def test_a_suggestion_is_accepted_tweaked_or_dismissed(show: Show) -> None:
    card, made = show("exposure")
    assert card.state.word == "suggested"
    card.accept()
    card.dismiss()
    row = card.rows[0]
    assert isinstance(row, ParamRow)
    row.number.setValue(0.8)
    assert [d.origin for d in made] == [Origin.ACCEPTED, Origin.DISMISSED, Origin.TWEAKED]
    assert [getattr(d.value, "ev", None) for d in made] == [0.5, None, 0.8]


def test_a_card_without_suggestion_is_folded_and_decides_by_hand(show: Show) -> None:
    card, made = show("contrast")
    assert card.state.word == "none" and card.ui.body.isHidden()
    card.nudge(3)
    assert not card.ui.body.isHidden()
    assert [(d.origin, d.value.amount) for d in made] == [(Origin.BY_HAND, 3.0)]  # type: ignore[attr-defined]


def test_white_balance_begins_where_the_camera_was(show: Show, desk: Desk) -> None:
    card, made = show("white_balance")
    temperature, tint = card.rows
    assert isinstance(temperature, ParamRow) and isinstance(tint, ParamRow)
    shot = desk.current.scene.light.white  # type: ignore[union-attr]
    assert temperature.number.text() == "As shot"
    assert temperature._value_at(temperature.slider.value()) == pytest.approx(shot.temperature, abs=60)
    tint.number.setValue(12)
    value = made[-1].value
    assert (value.temperature, value.tint) == (shot.temperature, 12.0)  # type: ignore[attr-defined]
    temperature.slider.setValue(temperature.slider.value() + 30)
    temperature.slider.settled.emit()
    assert made[-1].value.temperature > shot.temperature + 500  # type: ignore[attr-defined]


def test_a_double_click_resets(show: Show) -> None:
    card, _ = show("contrast")
    row = card.rows[0]
    assert isinstance(row, ParamRow)
    row.slider.setValue(row.slider.value() + 20)
    row.slider.settled.emit()
    row.slider.reset.emit()
    assert card.value.is_neutral()


def test_cards_come_in_a_photographer_s_order_and_none_is_lost() -> None:
    kinds = tuple(adjustments().values())
    groups = grouped(kinds)
    shown = [k for group in groups.values() for k in group]
    assert sorted(k.key for k in shown) == sorted(k.key for k in kinds)
    assert [k.key for k in groups["Light"]][:3] == ["white_balance", "exposure", "contrast"]
    assert list(groups) == [h for h in GROUPS if h in groups]


def test_what_is_carried_leaves_the_composition_behind(desk: Desk) -> None:
    kinds = adjustments()
    entry = desk.current
    assert entry is not None
    edit = entry.edit.with_step(kinds["contrast"](amount=10)).with_step(kinds["crop"](left=10))  # type: ignore[call-arg]
    steps = carried(edit)
    assert [s.key for s in steps] == ["contrast"]
    others = list(desk.known.values())
    desk.record("paste", decisions(others, steps))
    assert all(e.edit.get("contrast") == steps[0] for e in desk.known.values())
    assert decisions(list(desk.known.values()), steps) == []


def test_an_imported_look_is_chosen_by_name(desk: Desk, qtbot: QtBot) -> None:
    card = AdjustmentCard(adjustments()["lut"], choices=lambda: {77: "Kodak", 78: "Fuji"})
    qtbot.addWidget(card)
    assert desk.current is not None
    card.show_entry(desk.current)
    row = next(r for r in card.rows if isinstance(r, ChoiceRow))
    made: list[Decision[object]] = []
    card.decided.connect(made.append)
    row.nudge(2)
    assert row.list.currentText() == "Fuji"
    assert made[-1].value.number == 78  # type: ignore[attr-defined]
    row.set_value(99)
    assert row.list.currentText() == "Not on this computer" and row.value == 99
