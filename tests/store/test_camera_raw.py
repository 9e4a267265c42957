"""Camera Raw settings that come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retouch.store.camera_raw import changes, note_from_data, note_to_data

SETTINGS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"))


def apply(there, change):
    return {k: v for k, v in {**there, **change.put}.items() if k not in change.remove}


@given(foreign=SETTINGS, edits=st.lists(SETTINGS, max_size=4))
def test_ours_are_there_and_the_foreign_ones_come_back(foreign, edits):
    there, note = dict(foreign), {}
    for wanted in [*edits, {}]:
        change = changes(there.get, note, wanted)
        there = apply(there, change)
        note = note_from_data(note_to_data(change.note))
        assert {k: there[k] for k in wanted} == wanted
        assert {k: v for k, v in there.items() if k not in wanted} == {
            k: v for k, v in foreign.items() if k not in wanted
        }
    assert note == {}


@given(ours=SETTINGS, theirs=SETTINGS)
def test_a_later_change_by_another_program_stays_unless_we_change_it_too(ours, theirs):
    first = changes({}.get, {}, ours)
    there = {**apply({}, first), **theirs}
    assert apply(there, changes(there.get, first.note, ours)) == there
    assert apply(there, changes(there.get, first.note, {"a": "9"}))["a"] == "9"
    gone = apply(there, changes(there.get, first.note, {}))
    assert gone == {k: v for k, v in theirs.items() if ours.get(k) != v}


def test_a_damaged_note_is_passed_over():
    assert note_from_data({"a": ["1", None], "b": ["1"], "c": 3, "d": [1, "2"], "e": "xy"}) == {"a": ("1", None)}
