from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust import judge_exposure
from retouch.adjust.base import Context
from retouch.adjust.exposure import Exposure
from retouch.adjust.habits import Correction, habits_of
from retouch.adjust.judge_exposure import Estimate
from retouch.adjust.together import propose_together, scenes, skin_spread
from retouch.adjust.white_balance import WhiteBalance
from retouch.image.face_light import linear
from retouch.model.photo import Capture, WhitePoint

DAYLIGHT = WhitePoint(5500, 0)


def at(ev, cast=(1.0, 1.0), signature=(), flicker=0.0):
    """The sample portrait at another exposure; ``flicker`` shifts how bright its brightest parts are said to be."""
    light = linear(portrait.astronaut()) * 2.0**ev * np.array([cast[0], 1, cast[1]])
    context = portrait.context(portrait.encode(light))
    face = replace(context.scene.faces[0], signature=signature)
    tells = {**context.scene.light.tells, "p99": context.scene.light.tells["p99"] + flicker}
    lit = replace(context.scene.light, tells=tells)
    return replace(context, scene=replace(context.scene, faces=(face,), light=lit))


def proposed(proposals, kind):
    return next((p.value for p in proposals if type(p.value) is kind), None)


def skin_after(context, proposals):
    step = proposed(proposals, Exposure)
    return context.scene.faces[0].tells["light.skin_50"] + (step.ev if step else 0)


def test_one_frame_gets_what_every_adjustment_proposes_for_it():
    context = at(-1.5)
    (made,) = propose_together([context])
    assert proposed(made, Exposure) == Exposure.propose(context).value


def test_one_persons_skin_is_the_same_in_every_frame_afterwards():
    frames = [at(-1.8), at(-1.5, flicker=-1), at(-1.2, flicker=0.6), at(-1.5)]
    made = propose_together(frames)
    after = [skin_after(c, p) for c, p in zip(frames, made, strict=True)]
    alone = [skin_after(c, propose_together([c])[0]) for c in frames]
    assert np.ptp(after) < 0.08 < np.ptp(alone)
    assert np.mean(after) == pytest.approx(np.mean(alone), abs=0.15)


def test_a_person_who_turns_in_steady_light_does_not_make_the_ground_flicker():
    frames = [sure(1.0, skin)[0] for skin in (-2.5, -2.4, -2.6, -2.5)]
    made = [proposed(p, Exposure) for p in propose_together([replace(f, scene=darker(f.scene)) for f in frames])]
    assert len({m and m.ev for m in made}) == 1


def test_frames_that_lie_together_are_not_said_to_be_levelled():
    made = propose_together([at(-1.5)] * 3)
    assert not [e for proposals in made for p in proposals for e in p.because if e.name == "levelled"]


def darker(scene):
    tells = {n: v - 1.5 if n.startswith("p") or n == "border" else v for n, v in scene.light.tells.items()}
    return replace(scene, light=replace(scene.light, tells=tells))


def test_the_spread_of_skin_before_and_after_is_said_in_delta_e():
    frames = [at(-1.8), at(-1.5), at(-1.2)]
    made = propose_together(frames)
    (said,) = {(e.value, e.limit, e.text) for p in made for x in p for e in x.because if e.name == "levelled"}
    evs = [proposed(p, Exposure).ev for p in made]
    assert said[0] == pytest.approx(skin_spread(frames, [np.median(evs)] * 3), abs=0.06) and said[0] > 3
    assert said[1] == pytest.approx(skin_spread(frames, evs), abs=0.5) and said[1] < 1
    assert f"ΔE00 {said[0]:.1f}, now by {said[1]:.1f}" in said[2]


def test_two_people_in_one_scene_keep_their_own_skin():
    one, other = (1.0, 0.0), (0.0, 1.0)
    frames = [at(-1.5, signature=one), at(-2.3, signature=other), at(-1.5, signature=one)]
    made = propose_together(frames)
    alone = propose_together([frames[1]])[0]
    assert proposed(made[1], Exposure) == proposed(alone, Exposure)


def test_agreement_makes_surer_but_never_certain():
    single = propose_together([at(-1)])[0][0].confidence
    many = propose_together([at(-1)] * 6)[0][0].confidence
    assert single <= many < 0.98


def test_frames_balanced_alike_get_one_white_balance():
    frames = [at(0, (1.35, 0.75)), at(0, (1.4, 0.7)), at(0, (1.3, 0.8))]
    steps = {proposed(p, WhiteBalance) for p in propose_together(frames)}
    assert len(steps) == 1 and None not in steps


def test_frames_that_the_camera_balanced_differently_are_not_mixed():
    warm = at(0, (1.4, 0.7))
    other = replace(at(0), white=WhitePoint(3000, 0))
    assert proposed(propose_together([warm, other])[0], WhiteBalance) == WhiteBalance.propose(warm).value


def test_frames_nobody_has_read_are_passed_over():
    unread = replace(at(0), scene=None)
    made = propose_together([unread, at(-1.5)])
    assert made[0] == () and proposed(made[1], Exposure) is not None


def test_exposure_leans_before_frames_are_levelled_and_says_so():
    habits = habits_of([Correction(Exposure(0.5), Exposure(0.9), DAYLIGHT)] * 6)
    frames = [at(-1.5), at(-1.3)]
    plain, taught = propose_together(frames), propose_together(frames, habits)
    for before, after in zip(plain, taught, strict=True):
        assert proposed(after, Exposure).ev == pytest.approx(proposed(before, Exposure).ev + 0.3, abs=0.06)
        assert any("+0.30 EV" in e.text and "6 photos" in e.text for p in after for e in p.because)


def test_frames_are_corrected_all_or_none():
    for ev in (-0.5, -0.8, -1.1):
        frames = [at(ev, flicker=f) for f in (-0.6, -0.2, 0.0, 0.2, 0.6)]
        made = [proposed(p, Exposure) for p in propose_together(frames)]
        assert len({m is None for m in made}) == 1


def test_right_frames_among_which_one_is_dark_are_levelled():
    frames = [at(0), at(0), at(0), at(0), at(-0.45)]
    made = [proposed(p, Exposure) for p in propose_together(frames)]
    assert made[:4] == [None] * 4 and 0.25 < made[4].ev < 0.45


def sure(ev, skin, spread=0.06):
    """A frame of which the studio judge is sure: its skin at ``skin`` EV is right after ``ev`` more."""
    context = at(0)
    face = context.scene.faces[0]
    tells = {**face.tells, "light.skin_50": skin}
    return replace(context, scene=replace(context.scene, faces=(replace(face, tells=tells),))), Estimate(
        ev, spread, 1.0
    )


def with_estimates(monkeypatch, frames):
    """Make the judge say what ``frames`` hold."""
    said = {id(context.scene): estimate for context, estimate in frames}
    monkeypatch.setattr(judge_exposure, "estimate", lambda scene, judge=None: said[id(scene)])
    return [context for context, _ in frames]


def test_whoever_is_taken_for_somebody_else_keeps_their_own_skin(monkeypatch):
    dark, light = [sure(0.02, -4.2), sure(-0.03, -4.15)], [sure(0.0, -1.4), sure(-1.0, -0.4)]
    contexts = with_estimates(monkeypatch, [*dark, *light])
    made = [proposed(p, Exposure) for p in propose_together(contexts)]
    assert made[:3] == [None] * 3
    assert made[3].ev == pytest.approx(-1.0, abs=0.05)


def test_an_unsure_frame_learns_from_the_sure_ones_of_the_same_person(monkeypatch):
    frames = [sure(1.0, -2.5), sure(2.0, -3.5), sure(-1.7, -0.2, spread=0.4)]
    made = [proposed(p, Exposure) for p in propose_together(with_estimates(monkeypatch, frames))]
    assert made[2].ev == pytest.approx(-1.3, abs=0.1)


def test_casts_that_contradict_each_other_are_not_averaged_away():
    frames = [at(0, (1.5, 0.6)), at(0, (0.65, 1.5))]
    both = [proposed(p, WhiteBalance) for p in propose_together(frames)]
    alone = [proposed(propose_together([f])[0], WhiteBalance) for f in frames]
    assert both == alone and None not in both


class TestScenes:
    START = datetime(2026, 5, 1, 10, 0, 0)

    def taken(self, *seconds, **facts):
        times = [self.START + timedelta(seconds=s) for s in seconds]
        return [Context(WhitePoint(5000, 0), Capture(taken=t, **facts)) for t in times]

    def test_a_long_pause_or_another_camera_begins_a_scene(self):
        frames = self.taken(0, 1, 60, 400) + self.taken(401, serial="B")
        assert scenes(frames) == ((0, 1, 2), (3,), (4,))

    def test_a_photo_without_a_time_is_alone(self):
        assert scenes([*self.taken(0), Context(WhitePoint(5000, 0)), *self.taken(1)]) == ((0,), (1,), (2,))

    def test_a_whole_evening_without_a_pause_is_still_several_scenes(self):
        assert max(len(scene) for scene in scenes(self.taken(*range(1000)))) < 400

    @given(st.lists(st.floats(0, 1e6), max_size=30).map(sorted))
    def test_every_photo_is_in_one_scene_in_order(self, seconds):
        found = scenes(self.taken(*seconds))
        assert [i for scene in found for i in scene] == list(range(len(seconds)))
