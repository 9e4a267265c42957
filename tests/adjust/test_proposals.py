"""What the smaller proposals wait for: something really lost, or people that agree."""

from dataclasses import replace

import numpy as np
import portrait
import pytest

from retouch.adjust.highlights import Highlights
from retouch.adjust.shadows import Shadows
from retouch.adjust.straighten import Straighten
from retouch.model.scene import Pose

CONTEXT = portrait.context()
FACE = CONTEXT.scene.faces[0]


def of(*faces):
    return replace(CONTEXT, scene=replace(CONTEXT.scene, faces=faces))


def lit(**light):
    return of(FACE, replace(FACE, light=replace(FACE.light, blown=0.0, blocked=0.0, **light)))


def test_nothing_is_proposed_for_a_well_lit_face():
    assert all(kind.propose(CONTEXT) is None for kind in (Highlights, Shadows, Straighten))


def test_blown_skin_asks_for_highlights_and_names_the_face():
    worst = replace(FACE, light=replace(FACE.light, blown=0.1), box=replace(FACE.box, width=FACE.box.width / 2))
    proposal = Highlights.propose(of(FACE, worst))
    assert -50 <= proposal.value.amount <= -35
    assert proposal.because[0].face == 1 and "10%" in proposal.because[0].text


def test_a_bright_wall_alone_does_not():
    light = replace(CONTEXT.scene.light, blown=0.5)
    assert Highlights.propose(replace(CONTEXT, scene=replace(CONTEXT.scene, light=light))) is None


def test_a_face_lost_in_shadow_asks_for_shadows():
    proposal = Shadows.propose(of(replace(FACE, light=replace(FACE.light, blocked=0.15))))
    assert proposal.value.amount > 30


def shaded(**tells):
    """A face with dark skin by its level, before something bright; ``tells`` say where its eye whites lie."""
    known = {**FACE.tells, "light.skin_50": -2.8, "light.around": -1.2, "light.eye_white": -4.2, **tells}
    return of(replace(FACE, tells=known))


def test_a_face_with_the_light_behind_it_may_be_opened_but_is_never_sure():
    proposal = Shadows.propose(shaded())
    assert 30 <= proposal.value.amount <= 60 and proposal.confidence < 0.6
    assert "1.6 EV brighter" in proposal.because[0].text


@pytest.mark.parametrize(
    "tells", [{"light.eye_white": -2.4}, {"light.skin_50": -2.0}, {"light.around": -2.6}], ids=["lit", "bright", "even"]
)
def test_dark_skin_lit_from_the_front_bright_faces_and_dark_rooms_are_meant(tells):
    light = replace(CONTEXT.scene.light, tells={**CONTEXT.scene.light.tells, "border": -3.0})
    context = shaded(**tells)
    assert Shadows.propose(replace(context, scene=replace(context.scene, light=light))) is None


def edges(angle, sure, *rolls):
    context = leaning(*rolls)
    light = replace(CONTEXT.scene.light, tells={**CONTEXT.scene.light.tells, "lean.angle": angle, "lean.sure": sure})
    return Straighten.propose(replace(context, scene=replace(context.scene, light=light)))


def test_straight_edges_that_lean_together_are_put_upright():
    proposal = edges(-2.4, 0.9, 2.0)
    assert proposal.value.angle == pytest.approx(-2.4) and proposal.confidence > 0.8
    assert "lean 2.4° to the right" in proposal.because[0].text


@pytest.mark.parametrize(
    ("angle", "sure", "rolls"),
    [(-2.4, 0.4, (0,)), (0.4, 1.0, (0,)), (-9.0, 1.0, (0,)), (3.0, 0.9, (4, 4, 4, 4))],
    ids=["unsure", "unseen", "meant", "people lean the other way"],
)
def test_edges_that_say_nothing_certain_are_left_alone(angle, sure, rolls):
    assert edges(angle, sure, *map(float, rolls)) is None


def test_a_person_who_stands_straight_in_a_leaning_room_casts_doubt():
    assert edges(5.0, 1.0, 0.2).confidence < edges(5.0, 1.0, -5.0).confidence - 0.2


def leaning(*rolls, yaw=0.0):
    return of(*(replace(FACE, pose=Pose(yaw, 0.0, roll)) for roll in rolls))


@pytest.mark.parametrize("lean", [3.0, -4.5])
def test_a_group_that_leans_one_way_is_levelled_the_other(lean):
    proposal = Straighten.propose(leaning(lean, lean + 1, lean - 1, lean))
    assert proposal.value.angle == pytest.approx(-lean)
    assert ("right" if lean > 0 else "left") in proposal.because[0].text


def test_levelling_really_levels():
    line = np.zeros((200, 200, 3), np.float32)
    x = np.arange(200)
    line[np.clip((100 + np.tan(np.radians(5)) * (x - 100)).round().astype(int), 0, 199), x] = 1  # leans clockwise by 5°
    out = Straighten.propose(leaning(5, 5, 5)).value.apply(line, 1.0)[..., 0]
    rows = (out[:, 40:160] * np.arange(200)[:, None]).sum(axis=0) / out[:, 40:160].sum(axis=0)
    assert abs(rows[0] - rows[-1]) < 1.5


@pytest.mark.parametrize("rolls", [(4, 4), (4, -6, 1, -9), (0.5, 0.6, 0.4), (20, 21, 19)])
def test_heads_that_tilt_for_themselves_are_left_alone(rolls):
    assert Straighten.propose(leaning(*map(float, rolls))) is None


def test_turned_heads_do_not_count():
    assert Straighten.propose(leaning(4.0, 4.0, 4.0, yaw=40.0)) is None
