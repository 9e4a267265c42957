"""Corrections teach after a handful, by little, in the open, and never about geometry."""

import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Proposal
from retouch.adjust.exposure import Exposure
from retouch.adjust.habits import FEWEST, NONE, Correction, habits_of, leaning
from retouch.adjust.shadows import Shadows
from retouch.adjust.skin_evenness import SkinEvenness
from retouch.adjust.straighten import Straighten
from retouch.adjust.white_balance import WhiteBalance
from retouch.model.decision import Evidence
from retouch.model.photo import WhitePoint

WHITE = WhitePoint(5000, 0)
CONTEXT = portrait.context()
REASON = (Evidence("x", 1.0),)


def corrected(made, *chosen):
    return [Correction(made, c, WHITE) for c in chosen]


def test_a_few_corrections_teach_nothing():
    assert habits_of(corrected(Exposure(0.5), *[Exposure(0.9)] * (FEWEST - 1))) == {}


def test_one_odd_frame_changes_nothing_and_few_are_held_back():
    few = habits_of(corrected(Exposure(0.5), *[Exposure(0.9)] * 4))["exposure"].by["ev"]
    many = habits_of(corrected(Exposure(0.5), *[Exposure(0.9)] * 30, Exposure(-3)))["exposure"].by["ev"]
    assert 0.2 < few < many < 0.4


def test_what_was_set_by_hand_where_nothing_was_suggested_teaches_too():
    habit = habits_of(corrected(None, *[Exposure(0.3)] * 8))["exposure"]
    assert habit.by["ev"] == pytest.approx(0.24) and habit.corrections == 8
    assert "+0.24 EV" in habit.text and "8 photos" in habit.text


def test_corrections_to_and_fro_are_no_habit():
    assert habits_of(corrected(Exposure(0.5), *[Exposure(0.9), Exposure(0.1)] * 4)) == {}


def test_white_balance_leans_as_warm_as_it_was_made():
    habits = habits_of(corrected(WhiteBalance(5000, 0), *[WhiteBalance(5500, 6)] * 18))
    base = Proposal(WhiteBalance(4000, 2), 0.9, REASON)
    out = leaning(base, WhiteBalance, CONTEXT, habits)
    mired = 1e6 / 5500 - 1e6 / 5000
    assert 1e6 / out.value.temperature - 1e6 / 4000 == pytest.approx(0.9 * mired, abs=0.5)
    assert out.value.tint == pytest.approx(2 + 0.9 * 6) and out.because[-1].text.startswith("Leans 16 mired warmer")


def test_a_white_balance_nobody_suggested_is_suggested_by_habit_and_with_doubt():
    habits = habits_of(corrected(None, *[WhiteBalance(5600, 0)] * 9))
    out = leaning(None, WhiteBalance, CONTEXT, habits)
    assert out.value.temperature > CONTEXT.white.temperature and out.confidence < 0.7


def test_amounts_lean_by_share_and_others_are_left_alone():
    habits = habits_of(corrected(SkinEvenness(amount=40), *[SkinEvenness(amount=20)] * 28))
    half = leaning(Proposal(SkinEvenness(amount=60), 0.8, REASON), SkinEvenness, CONTEXT, habits)
    assert half.value.amount == pytest.approx(31, abs=1.5) and "of what is measured" in half.because[-1].text
    other = Proposal(Shadows(amount=30), 0.8, REASON)
    assert leaning(other, Shadows, CONTEXT, habits) is other and leaning(None, Shadows, CONTEXT, habits) is None


def test_geometry_teaches_nothing():
    assert habits_of(corrected(Straighten(angle=2), *[Straighten(angle=1)] * 9)) == {}


def test_without_habits_nothing_changes():
    proposal = Proposal(Shadows(amount=30), 0.8, REASON)
    assert leaning(proposal, Shadows, CONTEXT, NONE) is proposal


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=20))
def test_no_corrections_lean_far(pairs):
    habits = habits_of(Correction(Exposure(a), Exposure(b), WHITE) for a, b in pairs)
    assert all(abs(habit.by["ev"]) <= 0.7 and habit.corrections == len(pairs) for habit in habits.values())


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=20))
def test_shares_are_held_within_reason(pairs):
    habits = habits_of(Correction(Shadows(amount=a), Shadows(amount=b), WHITE) for a, b in pairs)
    assert all(0.25 <= habit.by["share"] <= 2 for habit in habits.values())
