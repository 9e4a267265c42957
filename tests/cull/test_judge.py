import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shoot import Shoot, burst, face, photo, scene

from retouch.cull.judge import judge, survey, weigh
from retouch.cull.profile import CullSettings, Profile
from retouch.model.decision import VERDICT, Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, Gaze, Mouth

CLOSED, OPEN, HALF = EyeState.CLOSED, EyeState.OPEN, EyeState.HALF
KEEP, MAYBE, REJECT = Verdict.KEEP, Verdict.MAYBE, Verdict.REJECT


def judged(shoot, **settings):
    return judge(shoot.photos, shoot.scenes, CullSettings(**settings)).judged


def verdicts(shoot, **settings):
    found = judged(shoot, **settings)
    return [found[p.id].suggestion.value for p in shoot.photos]


def ranks(shoot, **settings):
    found = judged(shoot, **settings)
    return [found[p.id].rank for p in shoot.photos]


def blinks(*states, **more):
    return burst([scene(face(s, **more)) for s in states])


def because(shoot, name, **settings):
    return judged(shoot, **settings)[PhotoId(name)].suggestion.because


# One winner, silence about the rest, reject only when sure


def test_a_blink_beside_an_open_eyed_rival_is_rejected_and_says_why():
    shoot = blinks(OPEN, CLOSED, OPEN, OPEN)
    assert verdicts(shoot) == [KEEP, REJECT, MAYBE, MAYBE]
    assert ranks(shoot)[1] == 4
    suggestion = judged(shoot)["A2"].suggestion
    assert suggestion.topic == VERDICT and suggestion.confidence >= 0.8
    reason = suggestion.because[0]
    assert (reason.name, reason.face, reason.rival) == ("eyes closed", 0, "A1")
    assert reason.value < reason.limit < 0.7
    assert reason.text == "Eyes closed: 6 % of their usual opening."
    assert reason.where is not None and 0 < reason.where.area < 0.2


def test_one_winner_per_burst():
    assert verdicts(blinks(*[OPEN] * 6)).count(KEEP) == 1


def test_a_clearly_softer_frame_is_rejected():
    shoot = burst([scene(face(sharpness=0.6)), scene(face(sharpness=0.1)), scene(face(sharpness=0.55))])
    assert verdicts(shoot) == [KEEP, REJECT, MAYBE]
    assert because(shoot, "A2")[0].name == "focus"
    assert because(shoot, "A2")[0].rival == "A1"


def test_a_frame_as_sharp_within_the_noise_is_not_softer():
    shoot = burst([scene(face(sharpness=0.50)), scene(face(sharpness=0.46, smile=0.6))])
    assert ranks(shoot) == [2, 1]


def test_softness_is_not_sure_where_the_head_is_turned_away():
    shoot = burst([scene(face(sharpness=0.6)), scene(face(sharpness=0.15, yaw=50))])
    assert verdicts(shoot) == [KEEP, MAYBE]


def test_half_closed_eyes_are_ranked_below_open_but_not_rejected():
    shoot = blinks(HALF, OPEN, OPEN)
    assert verdicts(shoot)[0] is MAYBE
    assert ranks(shoot)[0] == 3


def test_a_smile_wins_over_a_neutral_face():
    shoot = burst([scene(face(smile=0.0)), scene(face(smile=0.6)), scene(face(smile=0.02))])
    assert ranks(shoot)[1] == 1
    assert any(e.name == "smile" for e in because(shoot, "A2"))


def test_a_reserved_smile_still_wins():
    assert ranks(burst([scene(face(smile=0.0003)), scene(face(smile=0.004))])) == [2, 1]


def test_closed_eyes_are_not_made_good_by_a_smile_and_focus():
    shoot = burst([scene(face(OPEN, sharpness=0.35)), scene(face(CLOSED, sharpness=0.6, smile=0.5))])
    assert ranks(shoot) == [1, 2]


# Single frames


def test_a_single_frame_is_kept_unless_something_is_wrong():
    assert verdicts(burst([scene(face())])) == [KEEP]
    assert verdicts(burst([scene()])) == [KEEP]
    for wrong in (face(CLOSED), face(HALF), face(EyeState.WINK), face(sharpness=0.02), face(blown=0.7)):
        shoot = burst([scene(wrong)])
        assert verdicts(shoot) == [MAYBE]
        assert because(shoot, "A1")


def test_a_white_backdrop_is_not_a_fault():
    assert verdicts(burst([scene(face(), blown=0.8)])) == [KEEP]


# Without faces


def test_photos_without_faces_are_ranked_by_sharpness_and_exposure():
    shoot = burst([scene(sharpness=0.3), scene(sharpness=0.6), scene(sharpness=0.58, blown=0.6)])
    assert ranks(shoot) == [3, 1, 2]


def test_a_photo_is_never_rejected_for_lacking_a_face():
    shoot = burst([scene(face()), scene(), scene(face()), scene()])
    assert REJECT not in verdicts(shoot)


def test_a_photo_without_a_face_can_be_clearly_softer():
    assert verdicts(burst([scene(sharpness=0.6), scene(sharpness=0.1)])) == [KEEP, REJECT]


# One person against themselves


def test_narrow_eyes_are_not_blinks():
    """The reader calls this person's eyes closed or half closed throughout; against themselves they are open."""
    shoot = blinks(*[HALF] * 6, openness=0.3)
    assert REJECT not in verdicts(shoot)
    assert verdicts(shoot).count(KEEP) == 1
    assert judged(shoot)["A1"].faces[0].eyes is OPEN


def test_a_blink_of_narrow_eyes_is_still_found():
    shoot = burst([scene(face(HALF if w > 0.1 else CLOSED, openness=w)) for w in (0.3, 0.31, 0.02, 0.3, 0.29, 0.3)])
    assert verdicts(shoot)[2] is REJECT
    assert "7 % of their usual opening" in because(shoot, "A3")[0].text


def test_open_eyes_that_are_far_narrower_than_usual_are_half_closed():
    shoot = burst([scene(face(openness=w)) for w in (0.9, 0.88, 0.25, 0.9, 0.92, 0.9)])
    assert judged(shoot)["A3"].faces[0].eyes is HALF
    assert ranks(shoot)[2] == 6


def test_somebody_who_always_blinks_still_gets_a_best_frame():
    shoot = blinks(*[CLOSED] * 6)
    assert REJECT not in verdicts(shoot)
    assert verdicts(shoot)[ranks(shoot).index(1)] is MAYBE


# Eyes that are closed for a reason


def test_a_laugh_with_narrow_eyes_is_kept():
    laugh = face(EyeState.LAUGHING, smile=0.9, mouth=Mouth.LAUGHING)
    assert verdicts(burst([scene(face()), scene(laugh), scene(face())])) == [MAYBE, KEEP, MAYBE]


def test_a_laugh_read_as_closed_is_only_rejected_where_the_same_laugh_has_open_eyes():
    laugh = face(CLOSED, smile=0.9, mouth=Mouth.LAUGHING)
    open_laugh = face(OPEN, smile=0.9, mouth=Mouth.LAUGHING)
    assert REJECT not in verdicts(burst([scene(face()), scene(laugh), scene(face())]))
    assert verdicts(burst([scene(face()), scene(laugh), scene(open_laugh)])) == [MAYBE, REJECT, KEEP]


def test_a_kiss_is_not_a_blink():
    def couple(eyes, apart, yaw=45.0):
        return scene(
            face(eyes, at=(0.5 - apart / 2, 0.4), yaw=yaw, who=1),
            face(eyes, at=(0.5 + apart / 2, 0.4), yaw=-yaw, who=2),
        )

    kiss = burst([couple(OPEN, 0.3), couple(CLOSED, 0.13), couple(CLOSED, 0.13), couple(OPEN, 0.3)])
    assert REJECT not in verdicts(kiss, profile=Profile.WEDDING)
    assert "perhaps on purpose" in because(kiss, "A2")[0].text
    blink = burst([couple(OPEN, 0.3, yaw=0), couple(CLOSED, 0.3, yaw=0), couple(OPEN, 0.3, yaw=0)])
    assert verdicts(blink)[1] is REJECT


def test_a_look_down_at_the_ring_is_not_a_blink():
    frames = [scene(face()), scene(face(CLOSED, pitch=-25.0)), scene(face())]
    shoot = burst(frames)
    assert verdicts(shoot)[1] is MAYBE
    assert because(shoot, "A2")[0].text.startswith("Head down, eyes lowered or closed")
    lowered = [scene(face(pitch=-22.0)), scene(face(CLOSED, pitch=-25.0)), scene(face(pitch=-22.0))]
    assert verdicts(burst(lowered))[1] is REJECT, "her head is down in all of them, and her eyes are open"


def test_eyes_held_closed_longer_than_a_blink_are_meant():
    shoot = burst([scene(face(s)) for s in (OPEN, *[CLOSED] * 8, OPEN)], gap=0.2)
    assert REJECT not in verdicts(shoot)
    shoot = burst([scene(face(s)) for s in (OPEN, *[CLOSED] * 3, OPEN)], gap=0.14)
    assert verdicts(shoot).count(REJECT) == 3


def test_eyes_that_cannot_be_judged_neither_win_nor_lose():
    for state in (EyeState.UNKNOWN, EyeState.HIDDEN):
        shoot = blinks(OPEN, state, CLOSED, OPEN)
        assert verdicts(shoot) == [KEEP, MAYBE, REJECT, MAYBE]
        assert ranks(shoot) == [1, 3, 4, 2]
    assert REJECT not in verdicts(blinks(EyeState.HIDDEN, EyeState.HIDDEN))
    assert REJECT not in verdicts(blinks(EyeState.UNKNOWN, CLOSED)), "an unread eye is no open-eyed rival"


# Groups


ROW = [(0.1 + 0.1 * n, 0.4) for n in range(9)]


def group_of(closed=(), size=0.12, **more):
    return scene(*(face(CLOSED if n in closed else OPEN, at=at, size=size, who=n, **more) for n, at in enumerate(ROW)))


def test_people_are_counted_in_a_group():
    shoot = burst([group_of({3, 4}), group_of({1}), group_of({2, 5, 6})])
    assert ranks(shoot, profile=Profile.GROUP) == [2, 1, 3]
    texts = [e.text for e in because(shoot, "A2", profile=Profile.GROUP)]
    assert any("8 of 9 have their eyes open" in t for t in texts)
    assert any("2nd of 9 from the left: Eyes closed" in t for t in texts)


def test_a_group_frame_that_is_worse_for_everybody_is_rejected_one_that_is_better_for_somebody_is_not():
    shoot = burst([group_of(), group_of({3}), group_of({3, 4})])
    assert verdicts(shoot, profile=Profile.GROUP) == [KEEP, REJECT, REJECT]
    shoot = burst([group_of({1}), group_of({2, 3})])
    assert verdicts(shoot, profile=Profile.GROUP) == [MAYBE, MAYBE]


def test_the_only_frame_with_somebodys_open_eyes_is_never_rejected():
    guest = face(at=(0.5, 0.8), size=0.12, who=50)
    late = scene(*group_of({0, 1, 2}).faces, guest)
    shoot = burst([group_of(), group_of(), group_of(), late])
    assert verdicts(shoot, profile=Profile.GROUP)[3] is MAYBE


def test_the_frame_that_completes_a_group_stays_although_it_is_soft():
    """Each of the two whom it adds is open in some other soft frame too, but only this one has both."""
    frames = [group_of({0, 1}, sharpness=0.6, smile=0.9)] * 2
    frames += [group_of({0}, sharpness=0.2, smile=0.9), group_of({1}, sharpness=0.2, smile=0.9)]
    shoot = burst([*frames, group_of(sharpness=0.05, smile=0.0, gaze=Gaze.LEFT)])
    assert ranks(shoot, profile=Profile.GROUP)[4] == 5
    assert verdicts(shoot, profile=Profile.GROUP)[4] is MAYBE


def test_bystanders_do_not_count():
    def frame(bystander, main=OPEN):
        return scene(face(main, size=0.3), face(bystander, at=(0.9, 0.3), size=0.05, who=2))

    shoot = burst([frame(CLOSED), frame(OPEN), frame(OPEN, CLOSED)])
    assert REJECT not in verdicts(shoot)[:2]
    assert verdicts(shoot)[2] is REJECT
    assert judged(shoot)["A1"].faces[1].weight == 0


def test_a_key_person_counts_above_the_largest():
    def frame(large, small):
        return scene(face(large, size=0.3), face(small, at=(0.85, 0.4), size=0.18, who=2))

    shoot = burst([frame(OPEN, CLOSED), frame(CLOSED, OPEN)])
    assert ranks(shoot) == [1, 2]
    assert ranks(shoot, key=frozenset({(PhotoId("A1"), 1)})) == [2, 1]
    assert ranks(shoot, key=frozenset({(PhotoId("gone"), 0), (PhotoId("A1"), 7)})) == [1, 2]


def test_a_passer_by_in_few_frames_does_not_decide():
    passer_by = face(CLOSED, at=(0.85, 0.5), size=0.25, who=9)
    frames = [scene(face(size=0.3)) for _ in range(7)]
    shoot = burst([*frames, scene(face(size=0.3, smile=0.9), passer_by)])
    assert verdicts(shoot)[7] is not REJECT


def test_a_frame_in_which_somebody_else_is_better_is_not_rejected_for_a_blink():
    def couple(one, other):
        return scene(face(one, at=(0.3, 0.4), size=0.22), face(other, at=(0.7, 0.4), size=0.2, who=2))

    shoot = burst([couple(OPEN, CLOSED), couple(CLOSED, OPEN), couple(CLOSED, OPEN), couple(OPEN, CLOSED)])
    assert REJECT not in verdicts(shoot)


def test_a_bystanders_blink_rejects_nothing():
    def frame(child):
        return scene(face(size=0.3), face(child, at=(0.8, 0.4), size=0.12, who=2))

    assert verdicts(burst([frame(OPEN), frame(CLOSED)])) == [KEEP, MAYBE]


def test_the_last_of_two_frames_with_somebodys_open_eyes_stays():
    """Two frames that would both go: the worse one may, the other is then the only one with the guest."""

    def frame(sharpness, *more):
        return scene(face(sharpness=sharpness), *more)

    guest = face(at=(0.85, 0.4), size=0.15, who=2, sharpness=0.1)
    shoot = burst([frame(0.6), frame(0.6), frame(0.6), frame(0.1, guest), frame(0.09, guest)])
    assert verdicts(shoot)[3:] == [MAYBE, REJECT]


def test_a_soft_frame_of_somebody_who_is_not_in_the_best_is_not_rejected():
    other = [scene(face(at=(0.8, 0.4), who=2, sharpness=0.1), face(who=1, sharpness=0.6)) for _ in range(2)]
    alone = scene(face(at=(0.8, 0.4), who=2, sharpness=0.1))
    shoot = burst([scene(face(who=1)), scene(face(who=1)), alone, *other])
    assert verdicts(shoot)[2] is MAYBE


# What the photographer has already decided


def verdicts_after(shoot, decided):
    found = judge(shoot.photos, shoot.scenes, CullSettings(), decided).judged
    return [found[p.id].suggestion.value for p in shoot.photos], [found[p.id].rank for p in shoot.photos]


def test_a_frame_that_was_rejected_by_hand_is_nobodys_rival():
    shoot = burst([scene(face(sharpness=0.6, smile=0.9)), scene(face(sharpness=0.2)), scene(face(sharpness=0.19))])
    assert verdicts(shoot) == [KEEP, REJECT, REJECT]
    after, places = verdicts_after(shoot, {PhotoId("A1"): REJECT})
    assert after[1:] == [KEEP, MAYBE]
    assert places == [3, 1, 2]


def test_a_guest_whose_other_frame_was_rejected_by_hand_keeps_this_one():
    guest = face(at=(0.85, 0.4), size=0.15, who=2)
    frames = [scene(face(), guest), scene(face(sharpness=0.05), guest)]
    shoot = burst([scene(face()), scene(face()), *frames])
    assert verdicts(shoot)[3] is REJECT
    assert verdicts_after(shoot, {PhotoId("A3"): REJECT})[0][3] is MAYBE


def test_no_second_winner_beside_one_that_was_picked_by_hand():
    shoot = burst([scene(face(smile=0.9)), scene(face()), scene(face(CLOSED))])
    assert verdicts_after(shoot, {PhotoId("A2"): KEEP})[0][0] is MAYBE
    assert verdicts_after(shoot, {PhotoId("A1"): KEEP})[0][0] is KEEP
    assert verdicts_after(shoot, {PhotoId("A2"): KEEP})[0][2] is REJECT


# Sets


def test_a_bracket_is_kept_together_however_dark():
    biases = (0.0, -2.0, 2.0)
    photos = tuple(photo(f"A{n}", n * 0.3, bias=b, shutter=2.0**b / 100) for n, b in enumerate(biases))
    frames = [scene(face(sharpness=0.6)), scene(face(CLOSED, sharpness=0.05)), scene(face(), blown=0.7)]
    shoot = Shoot(photos, {p.id: s for p, s in zip(photos, frames, strict=True)})
    assert verdicts(shoot) == [KEEP] * 3
    assert sorted(ranks(shoot)) == [1, 2, 3] and ranks(shoot)[0] == 1
    assert because(shoot, "A1")[0].text == "One of 3 exposures of a bracket over 4.0 EV: kept or left together."


def test_a_panorama_is_kept_together_in_its_order():
    world = np.random.default_rng(5).normal(size=(16, 60))
    world = (world + np.roll(world, 1, axis=1)) / 2

    def view(left, sharpness):
        grid = world[:, left : left + 16].ravel() - world[:, left : left + 16].mean()
        likeness = tuple(float(x) for x in grid / np.linalg.norm(grid))
        return replace(scene(sharpness=sharpness), likeness=likeness)

    shoot = burst([view(0, 0.5), view(8, 0.1), view(16, 0.6)], gap=1.5)
    assert verdicts(shoot) == [KEEP] * 3
    assert ranks(shoot) == [1, 2, 3]
    assert because(shoot, "A2")[0].text == "One of 3 frames of a panorama: kept or left together."


# Odd input


def test_a_photo_that_was_not_read_has_a_place_but_no_suggestion():
    found = judged(burst([scene(face()), None]))
    assert found["A2"].suggestion is None
    assert (found["A2"].burst, found["A2"].rank) == ("1", 2)


def test_a_copy_of_a_file_does_not_compete_with_itself():
    shoot = blinks(OPEN)
    copy = replace(shoot.photos[0], path=shoot.photos[0].path.with_name("copy.dng"))
    assert verdicts(Shoot((*shoot.photos, copy), shoot.scenes)) == [KEEP, KEEP]


def test_an_empty_shoot():
    assert judge((), {}, CullSettings()).judged == {}


def test_dark_frames_are_judged_like_others():
    def dark(eyes):
        f = face(eyes)
        return scene(replace(f, light=replace(f.light, level=0.01, blocked=0.6)))

    assert verdicts(burst([dark(OPEN), dark(CLOSED), dark(OPEN)])) == [KEEP, REJECT, MAYBE]


def test_strictness_moves_the_line_without_reading_again():
    shoot = burst([scene(face(sharpness=0.6)), scene(face(sharpness=0.27))])
    found = survey(shoot.photos, shoot.scenes)
    values = [weigh(found, CullSettings(strictness=s)).judged["A2"].suggestion.value for s in (0.0, 1.0)]
    assert values == [MAYBE, REJECT]


def test_the_profile_decides_between_a_smile_and_a_look_into_the_camera():
    shoot = burst([scene(face(smile=0.55, gaze=Gaze.LEFT)), scene(face(smile=0.25))])
    assert ranks(shoot, profile=Profile.EVENT) == [1, 2]
    assert ranks(shoot, profile=Profile.HEADSHOT) == [2, 1]


STATES = st.sampled_from(EyeState)
FACES = st.builds(
    face,
    STATES,
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    size=st.floats(0.02, 0.6),
    openness=st.floats(0, 1),
    smile=st.floats(0, 1),
    yaw=st.floats(-80, 80),
    sharpness=st.floats(0, 1),
    who=st.one_of(st.none(), st.integers(1, 3)),
)
FRAMES = st.lists(
    st.one_of(
        st.none(),
        st.builds(
            lambda faces, like, sharp, blown: scene(*faces, like=like, sharpness=sharp, blown=blown),
            st.lists(FACES, max_size=3),
            st.integers(1, 2),
            st.floats(0, 1),
            st.floats(0, 1),
        ),
    ),
    max_size=7,
)


@pytest.mark.parametrize("strictness", [0.0, 0.5, 1.0])
@given(frames=FRAMES, gap=st.sampled_from([0.0, 0.14, 1.0, 30.0]), profile=st.sampled_from(Profile))
def test_whatever_was_read_the_rules_hold(strictness, frames, gap, profile):
    shoot = burst(frames, gap=gap)
    result = judge(shoot.photos, shoot.scenes, CullSettings(profile, strictness))
    for b in result.bursts:
        mine = [result.judged[i] for i in b.photos]
        assert sorted(j.rank for j in mine) == list(range(1, len(mine) + 1))
        suggestions = [j.suggestion for j in sorted(mine, key=lambda j: j.rank) if j.suggestion]
        assert not suggestions or suggestions[0].value is not REJECT, "the best of a burst is never rejected"
        assert sum(s.value is KEEP for s in suggestions) <= 1
        for s in suggestions:
            assert 0.0 <= s.confidence <= 1.0
            assert 2 <= len(s.because) <= 3
            assert all(e.text.endswith(".") and math.isfinite(e.value) for e in s.because)
            assert s.value is not MAYBE or s.confidence <= 0.5
        if len(b.photos) == 1:
            assert all(s.value is not REJECT for s in suggestions)
