from dataclasses import replace

import pytest
from shoot import burst, face, scene

from retouch.cull import evidence
from retouch.cull.judge import survey
from retouch.cull.profile import CullSettings, Profile
from retouch.cull.standing import stand
from retouch.model.scene import EyeState

CLOSED, OPEN = EyeState.CLOSED, EyeState.OPEN
SETTINGS = CullSettings(Profile.GROUP)


def standing(*frames):
    shoot = burst(frames)
    found = survey(shoot.photos, shoot.scenes)
    rows = {f.photo: f for f in stand(found.looks[0], frozenset(), SETTINGS)}
    return [rows[p.id] for p in shoot.photos], {p.id: p.name for p in shoot.photos}


def row(*states):
    return scene(*(face(s, at=(0.1 + 0.15 * n, 0.4), size=0.15, who=n) for n, s in enumerate(states)))


def test_people_are_counted():
    (frame,), _ = standing(row(OPEN, CLOSED, EyeState.UNKNOWN, EyeState.LAUGHING))
    found = evidence.people_open(frame)
    assert found.text == "2 of 4 have their eyes open; 1 cannot be judged."
    assert (found.value, found.limit, found.face) == (2.0, 4.0, 1)


def test_places_lie_on_the_face():
    reading = face(at=(0.5, 0.4), size=0.2)
    band, eye = evidence.eye_band(reading), evidence.nearer_eye(reading)
    assert band.x < 0.46 and band.x + band.width > 0.54
    assert band.y < 0.38 < band.y + band.height
    assert eye.area < band.area
    larger = replace(reading, right=replace(reading.right, across=90.0))
    assert evidence.nearer_eye(larger).centre[0] == pytest.approx(reading.right.centre[0])


def test_places_are_counted_as_people_speak():
    states = [OPEN] * 5
    (frame,), _ = standing(row(*states))
    words = [evidence.who(frame, f).split()[0] for f in frame.counted]
    assert words == ["1st", "2nd", "3rd", "4th", "5th"]


def test_nothing_is_usual_for_somebody_whose_eyes_are_never_open():
    frames, _ = standing(*[scene(face(CLOSED, openness=0.25))] * 4)
    assert evidence.eyes(frames[0], frames[0].faces[0], SETTINGS, None).text == "Eyes closed."


def test_why_eyes_cannot_be_judged():
    unclear = face(EyeState.UNKNOWN)
    tiny = replace(unclear, left=replace(unclear.left, across=5.0), right=replace(unclear.right, across=6.0))
    frames, _ = standing(scene(unclear), scene(tiny))
    said = [evidence.eyes(f, f.faces[0], SETTINGS, None).text for f in frames]
    assert said == ["Eyes cannot be judged for sure.", "Eyes too small to judge."]


def lit(level):
    return replace(face(), light=replace(face().light, level=level))


def test_a_flash_that_did_not_fire_is_told_in_stops():
    frames, _ = standing(scene(lit(0.3)), scene(lit(0.3)), scene(lit(0.3 / 8)), scene(lit(0.3)))
    found = evidence.light(frames[2].faces[0])
    assert (found.name, found.value, found.text) == ("exposure", -3.0, "3.0 EV darker than the rest of the burst.")
    assert evidence.light(frames[0].faces[0]).name == "blown skin"


def test_a_photo_without_faces_tells_its_exposure_too():
    def bright(level):
        made = scene()
        return replace(made, light=replace(made.light, rgb=(level,) * 3))

    frames, _ = standing(bright(0.1), bright(0.1), bright(0.8))
    assert evidence.exposure(frames[2]).text == "3.0 EV brighter than the rest of the burst."
    assert evidence.exposure(frames[0]).text == "Nothing of weight is blown out."


def test_focus_is_compared_with_a_frame_or_with_all():
    frames, names = standing(scene(face()), scene(face(sharpness=0.25)), scene(face()))
    said = evidence.sharpest(frames[0], [frames[1]], names, SETTINGS)
    assert said.text == "Focus: at least as good as in A2.dng."
    assert (
        evidence.sharpest(frames[0], frames[1:], names, SETTINGS).text
        == "Focus: none of the other 2 frames is clearly better."
    )
    said = evidence.sharpest(frames[1], frames[:1], names, SETTINGS)
    assert (said.text, said.rival) == ("Focus: 59 % of that in A1.dng.", "A1")
