import pickle

import pytest
from shoot import burst, face, scene

from retouch.cull import reasons
from retouch.cull.judge import survey
from retouch.cull.profile import CullSettings, Profile
from retouch.cull.reasons import Because
from retouch.cull.standing import stand
from retouch.model.decision import Evidence
from retouch.model.scene import EyeState, Gaze, Mouth

CLOSED, OPEN = EyeState.CLOSED, EyeState.OPEN
SETTINGS = CullSettings(Profile.GROUP)


def standing(*frames):
    shoot = burst(frames)
    found = survey(shoot.photos, shoot.scenes)
    rows = stand(found.looks[0], frozenset(), SETTINGS)
    by_name = {f.photo: f for f in rows}
    return [by_name[p.id] for p in shoot.photos], {p.id: p.name for p in shoot.photos}


def texts(evidence):
    return [e.text for e in evidence]


def against(frame, rival):
    (first, second), names = standing(frame, rival)
    return reasons.pick(reasons.against(first, second, names, SETTINGS), 0.02)


def row(*states, **more):
    return scene(*(face(s, at=(0.1 + 0.15 * n, 0.4), size=0.15, who=n, **more) for n, s in enumerate(states)))


@pytest.mark.parametrize(
    ("worse", "name", "text"),
    [
        (face(CLOSED), "eyes closed", "Eyes closed."),
        (face(EyeState.HALF), "eyes half closed", "Eyes half closed."),
        (face(EyeState.WINK), "wink", "One eye closed."),
        (face(EyeState.LOOKING_DOWN), "looking down", "Looks down."),
        (face(EyeState.HIDDEN), "eyes hidden", "Eyes hidden: they cannot be judged."),
        (face(EyeState.UNKNOWN), "eyes unknown", "Eyes cannot be judged for sure."),
        (face(sharpness=0.25), "focus", "Focus: 59 % of that in A2.dng."),
        (face(smile=0.0), "smile", "Smiles a little less than in A2.dng."),
        (face(tension=0.9), "smile", "Less relaxed than in A2.dng."),
        (face(mouth=Mouth.TALKING), "smile", "Caught in a word, unlike in A2.dng."),
        (face(gaze=Gaze.LEFT), "gaze", "Looks away from the camera (left)."),
        (face(yaw=40), "head turned", "Head turned by 40°."),
        (face(blown=0.12), "blown skin", "12 % of the skin is blown out."),
    ],
)
def test_the_first_reason_is_what_is_worse(worse, name, text):
    first = against(scene(worse), scene(face(smile=0.09)))[0]
    assert (first.name, first.text) == (name, text)
    assert first.face == 0
    assert first.where is not None


def test_smiles_are_compared_in_numbers():
    assert texts(against(scene(face(smile=0.1)), scene(face(smile=0.8)))) == [
        "Smiles less than in A2.dng (10 % against 80 %)."
    ]


def test_eyes_a_little_narrower_than_usual_are_no_reason_against_a_frame():
    frames, names = standing(*(scene(face(openness=w)) for w in (0.7, 0.7, 0.7, 0.58, 0.35)))
    found = [reasons.pick(reasons.against(f, frames[0], names, SETTINGS), 0.02) for f in frames[3:]]
    assert [[e.name for e in row] for row in found] == [[], ["eyes open"]]
    assert found[1][0].text == "Eyes open: 50 % of their usual opening."


def test_a_gaze_that_cannot_be_told_is_no_reason():
    assert not against(scene(face(gaze=Gaze.UNKNOWN)), scene(face()))


def test_faces_are_told_apart_by_their_place():
    reason = against(row(OPEN, OPEN, CLOSED, OPEN), row(OPEN, OPEN, OPEN, OPEN))[0]
    assert reason.text == "3rd of 4 from the left: Eyes closed."
    assert reason.face == 2


def test_many_closed_eyes_are_a_fault_of_the_frame_a_few_are_not():
    (frame,), _ = standing(row(OPEN, OPEN, CLOSED, CLOSED, OPEN))
    assert "3 of 5 have their eyes open." in texts(reasons.pick(reasons.faults(frame, SETTINGS)))
    (frame,), _ = standing(row(OPEN, OPEN, OPEN, OPEN, OPEN))
    assert not reasons.faults(frame, SETTINGS)


def test_a_blown_photo_is_a_fault_only_without_faces():
    (frame,), _ = standing(scene(blown=0.7))
    assert texts(reasons.pick(reasons.faults(frame, SETTINGS))) == ["70 % of the photo is blown out."]
    (frame,), _ = standing(scene(face(), blown=0.7))
    assert not reasons.faults(frame, SETTINGS)


def test_what_speaks_for_the_best():
    frames, names = standing(scene(face(smile=0.9)), scene(face(sharpness=0.3)))
    best, other = frames
    found = reasons.pick(reasons.in_favour(best, [other], names, SETTINGS))
    assert texts(found) == [
        "Eyes open.",
        "Smiles more than in A2.dng (90 % against 10 %).",
        "Focus: at least as good as in A2.dng.",
    ]
    assert found[2].rival == "A2"


def test_a_blink_shows_the_frame_with_open_eyes():
    found = against(row(OPEN, CLOSED, OPEN), row(OPEN, OPEN, OPEN))
    assert texts(found) == ["2nd of 3 from the left: Eyes closed.", "2nd of 3 from the left: Eyes open in A2.dng."]
    assert found[1].rival == "A2"


def unread_profile(**more):
    return face(EyeState.HIDDEN, sharpness=0.0, **more)


def test_a_face_of_which_nothing_could_be_measured_is_not_called_soft():
    (frame,), names = standing(scene(face(at=(0.2, 0.4)), unread_profile(at=(0.8, 0.4), size=0.3, who=None)))
    assert not reasons.faults(frame, SETTINGS)
    assert "In focus." in texts(reasons.pick(reasons.in_favour(frame, (), names, SETTINGS)))


def test_a_single_frame_says_what_was_checked():
    (frame,), names = standing(scene(face()))
    found = reasons.pick(reasons.in_favour(frame, (), names, SETTINGS))
    assert texts(found) == ["Eyes open.", "In focus.", "Looks at the camera."]
    (frame,), names = standing(row(OPEN, OPEN, OPEN, sharpness=0.03))
    found = reasons.pick(reasons.in_favour(frame, (), names, SETTINGS))
    assert texts(found) == ["3 of 3 have their eyes open.", "0 of 3 in focus.", "3 of 3 look at the camera."]
    (frame,), names = standing(scene(sharpness=0.4))
    assert len(reasons.pick(reasons.in_favour(frame, (), names, SETTINGS))) == 2


def test_nobody_gets_more_than_three_reasons_nor_one_twice():
    frame = scene(face(CLOSED, sharpness=0.2, smile=0.0, gaze=Gaze.LEFT, yaw=40, blown=0.1))
    found = against(frame, scene(face(smile=0.8)))
    assert len(found) == 3
    assert len({e.name for e in found}) == 3


def test_reasons_are_put_into_words_when_somebody_asks_and_once():
    asked = []

    def put():
        asked.append(1)
        return (Evidence("a", 1.0), Evidence("b", 2.0))

    because = Because(put)
    assert not asked
    assert len(because) == 2 and because[0].name == "a" and [e.name for e in because[1:]] == ["b"]
    assert because == put() and because == Because(put) and hash(because) == hash(tuple(because))
    assert pickle.loads(pickle.dumps(because)) == tuple(because)
    assert len(asked) == 3, "once for each, and once by hand"
