from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.cull.rejects import risk, sample
from retouch.model.photo import PhotoId

REJECTS = [PhotoId(f"{n:03d}") for n in range(200)]


def test_a_sample_is_the_same_for_the_same_seed_whatever_the_order():
    drawn = sample(REJECTS, 30, seed=1)
    assert drawn == sample(REJECTS[::-1], 30, seed=1)
    assert drawn != sample(REJECTS, 30, seed=2)
    assert len(set(drawn)) == 30


def test_a_small_shoot_is_looked_through_whole():
    assert sorted(sample(REJECTS[:5], 30, seed=1)) == REJECTS[:5]
    assert sample([], 30, seed=1) == ()


def test_every_reject_is_as_likely():
    counts = dict.fromkeys(REJECTS[:10], 0)
    for seed in range(2000):
        for photo in sample(REJECTS[:10], 3, seed=seed):
            counts[photo] += 1
    assert all(500 < c < 700 for c in counts.values()), "600 expected, 5 standard deviations are 103"


def test_nothing_wrong_among_thirty_of_very_many_is_under_ten_percent():
    found = risk(100_000, 30, 0)
    assert found.share == pytest.approx(1 - 0.05 ** (1 / 30), abs=1e-3)
    assert found.sentence == "30 of 100000 looked at, 0 wrong: at 95 % fewer than 10 % are mistakes."


def test_a_small_population_leaves_less_to_chance():
    assert risk(40, 30, 0).at_most < 0.095 * 40
    assert risk(30, 30, 2).at_most == 2
    assert risk(30, 30, 2).sentence == "30 of 30 looked at, 2 wrong: nothing is left to chance."


def test_nothing_looked_at_says_nothing():
    assert risk(50, 0, 0).at_most == 50
    assert "says nothing yet" in risk(50, 0, 0).sentence
    assert risk(0, 0, 0).share == 0.0


@pytest.mark.parametrize("numbers", [(10, 11, 0), (10, 5, 6), (10, 5, -1)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError):
        risk(*numbers)


@given(st.integers(1, 60), st.data())
def test_the_bound_is_exact(total, data):
    looked_at = data.draw(st.integers(0, total))
    wrong = data.draw(st.integers(0, looked_at))

    def chance(mistakes):
        ways = [comb(mistakes, k) * comb(total - mistakes, looked_at - k) for k in range(wrong + 1)]
        return sum(ways) / comb(total, looked_at)

    possible = range(wrong, total - looked_at + wrong + 1)
    assert risk(total, looked_at, wrong).at_most == max(m for m in possible if m == wrong or chance(m) > 0.05)
