from hypothesis import given
from hypothesis import strategies as st

from retouch.cull.cover import best_cover, cover_sentence

EVERYONE = frozenset(range(9))


def cover(*good):
    sets = [frozenset(g) for g in good]
    chosen = best_cover(sets, [0.5] * len(sets))
    return chosen, cover_sentence(range(9), sets, chosen)


def test_one_frame_that_has_everyone():
    assert cover(EVERYONE - {1}, EVERYONE) == ((1,), "Frame 2 has all 9 with open eyes.")


def test_two_frames_that_cover_everyone():
    chosen, sentence = cover(EVERYONE - {1, 2}, EVERYONE - {3}, EVERYONE - {3, 4}, {3})
    assert chosen == (1, 0)
    assert sentence == "Frame 2 has 8 of 9; frames 1 and 2 cover everyone."


def test_who_is_missing_is_said():
    _, sentence = cover(EVERYONE - {1, 2, 8}, EVERYONE - {1, 3, 8}, {1})
    assert sentence == (
        "Frame 1 has 6 of 9; frames 1 and 2 cover 7 of 9. Person 2 from the left has open eyes in frame 3. "
        "Person 9 from the left has open eyes in no frame."
    )


def test_nobody():
    assert cover(set(), set()) == ((), "None of the 9 people has open eyes in any frame.")


def test_ties_go_to_the_better_frames():
    good = [EVERYONE, EVERYONE - {1}, EVERYONE]
    assert best_cover(good, [0.1, 0.9, 0.8]) == (2,)
    good = [frozenset({1}), frozenset({1}), frozenset({2})]
    assert set(best_cover(good, [0.1, 0.9, 0.5])) == {1, 2}


@given(st.lists(st.tuples(st.frozensets(st.integers(0, 8)), st.floats(0, 1)), max_size=8))
def test_no_other_two_frames_cover_more(rows):
    good, scores = [g for g, _ in rows], [s for _, s in rows]
    chosen = best_cover(good, scores)
    covered = len(frozenset().union(*(good[i] for i in chosen)))
    assert covered == max((len(a | b) for a in good for b in good), default=0)
    assert len(chosen) <= 2
    assert len(chosen) < 2 or len(good[chosen[0]]) >= len(good[chosen[1]])
