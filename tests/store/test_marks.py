"""How other programs write picks, rejects, stars and labels, and what of it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.model.decision import Label, Verdict
from retouch.store.marks import (
    GOOD,
    PICK,
    PICK_LABEL,
    TAGGED,
    XMP_LABEL,
    XMP_RATING,
    Marks,
    as_properties,
    from_properties,
)

MARKS = st.builds(
    Marks,
    st.none() | st.integers(0, 5),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.sampled_from([*(label.value for label in Label), "Für Oma"]),
)


@given(MARKS)
def test_what_was_written_is_read_back(marks):
    assert from_properties(as_properties(marks).get, marks) == marks
    assert Marks.from_data(marks.to_data()) == marks


@given(MARKS)
def test_without_our_note_everything_but_hidden_stars_comes_back(marks):
    read = from_properties(as_properties(marks).get, None)
    assert (read.verdict, read.label) == (marks.verdict, marks.label)
    assert read.rating == (None if marks.verdict is Verdict.REJECT else marks.rating)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, Marks()),
        ({XMP_RATING: "0"}, Marks(0)),
        ({XMP_RATING: "3"}, Marks(3)),
        ({XMP_RATING: " 4.0 "}, Marks(4)),
        ({XMP_RATING: "-1"}, Marks(verdict=Verdict.REJECT)),
        ({XMP_RATING: "6"}, Marks()),
        ({XMP_RATING: "4294967295"}, Marks()),
        ({XMP_RATING: "nan"}, Marks()),
        ({XMP_RATING: "inf"}, Marks()),
        ({XMP_RATING: ""}, Marks()),
        ({PICK: "1", GOOD: "true"}, Marks(verdict=Verdict.KEEP)),
        ({PICK: "-1", GOOD: "False", XMP_RATING: "3"}, Marks(3, Verdict.REJECT)),
        ({PICK: "0"}, Marks()),
        ({PICK: "1", XMP_RATING: "-1"}, Marks(verdict=Verdict.KEEP)),
        ({PICK_LABEL: "3"}, Marks(verdict=Verdict.KEEP)),
        ({PICK_LABEL: "2"}, Marks(verdict=Verdict.MAYBE)),
        ({PICK_LABEL: "1"}, Marks(verdict=Verdict.REJECT)),
        ({PICK_LABEL: "0"}, Marks()),
        ({TAGGED: "True"}, Marks(verdict=Verdict.KEEP)),
        ({TAGGED: "True", XMP_RATING: "-1"}, Marks(verdict=Verdict.REJECT)),
        ({XMP_LABEL: "Approved"}, Marks(label="Green")),
        ({XMP_LABEL: "To Do"}, Marks(label="Purple")),
        ({XMP_LABEL: "red"}, Marks(label="Red")),
        ({XMP_LABEL: "Rouge"}, Marks(label="Rouge")),
        ({XMP_LABEL: " "}, Marks()),
    ],
)
def test_the_words_of_other_programs(properties, expected):
    assert from_properties(properties.get, None) == expected


@pytest.mark.parametrize(
    ("wrote", "changes", "expected"),
    [
        # Lightroom picks what we rejected; our −1 stands beside it, and the hidden stars come back
        (Marks(4, Verdict.REJECT), {PICK: "1", GOOD: "true"}, Marks(4, Verdict.KEEP)),
        # darktable and Bridge know only the rating
        (Marks(4, Verdict.REJECT), {XMP_RATING: "2"}, Marks(2)),
        (Marks(4, Verdict.REJECT), {XMP_RATING: None}, Marks(None)),
        (Marks(4, Verdict.KEEP), {XMP_RATING: "-1"}, Marks(4, Verdict.REJECT)),
        (Marks(4, Verdict.KEEP), {XMP_RATING: "5"}, Marks(5, Verdict.KEEP)),
        (Marks(4, Verdict.KEEP), {PICK: "0", GOOD: None}, Marks(4)),
        (Marks(4, Verdict.KEEP), {PICK: None, GOOD: None, PICK_LABEL: None}, Marks(4)),
        (Marks(None, Verdict.KEEP), {PICK_LABEL: "1"}, Marks(None, Verdict.REJECT)),
        # the same said in another spelling is no news
        (
            Marks(4, Verdict.KEEP, "Green"),
            {XMP_RATING: "4.0", GOOD: "True", XMP_LABEL: "Approved"},
            Marks(4, Verdict.KEEP, "Green"),
        ),
        (Marks(None, Verdict.REJECT), {TAGGED: "1"}, Marks(None, Verdict.KEEP)),
        (Marks(None, Verdict.REJECT), {TAGGED: "False"}, Marks(None, Verdict.REJECT)),
        (Marks(None, Verdict.KEEP), {TAGGED: "True"}, Marks(None, Verdict.KEEP)),
        (Marks(None, Verdict.KEEP), {TAGGED: "False"}, Marks()),
        (Marks(3), {TAGGED: "1"}, Marks(3, Verdict.KEEP)),
        (Marks(label="Red"), {XMP_LABEL: None}, Marks()),
    ],
)
def test_what_another_program_changed_since_counts(wrote, changes, expected):
    now = {**as_properties(wrote), **changes}
    assert from_properties(now.get, wrote) == expected


def test_a_reject_is_written_for_every_program():
    assert as_properties(Marks(5, Verdict.REJECT, "Blue")) == {
        XMP_RATING: "-1",
        PICK: "-1",
        GOOD: "false",
        PICK_LABEL: "1",
        XMP_LABEL: "Blue",
    }


def test_differing_names_topics():
    assert Marks(3, None, "Red").differing(Marks(3, Verdict.KEEP)) == {"verdict": None, "label": "Red"}


@pytest.mark.parametrize("data", [{"rating": 6}, {"rating": "3"}, {"verdict": "perhaps"}])
def test_a_damaged_note_is_no_note(data):
    with pytest.raises(ValueError):
        Marks.from_data(data)
