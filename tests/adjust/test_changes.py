import pytest

from retouch.adjust.changes import parse_changes, with_changes
from retouch.adjust.edit import Edit
from retouch.model.errors import UsageError


def test_settings_are_read_from_words() -> None:
    assert parse_changes(["exposure.ev=0.3", "white_balance.tint=-4"]) == {
        "exposure": {"ev": 0.3},
        "white_balance": {"tint": -4.0},
    }


@pytest.mark.parametrize("word", ["exposure.ev", "exposure.ev=bright", ""])
def test_a_word_that_is_no_setting_is_refused(word: str) -> None:
    with pytest.raises(UsageError):
        parse_changes([word])


def test_a_change_keeps_what_the_photographer_decided_beside_it() -> None:
    edit = with_changes(Edit(), {"white_balance": {"temperature": 5000}})
    edit = with_changes(edit, {"white_balance": {"tint": 7}})
    step = edit.get("white_balance")
    assert step is not None
    assert step.values() == {"temperature": 5000.0, "tint": 7.0}


@pytest.mark.parametrize("changes", [{"sparkle": {"amount": 1.0}}, {"exposure": {"stops": 1.0}}])
def test_an_unknown_adjustment_is_refused_with_those_that_exist(changes: dict[str, dict[str, float]]) -> None:
    with pytest.raises(UsageError, match=r"exposure\.ev"):
        with_changes(Edit(), changes)
