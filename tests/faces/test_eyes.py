from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.faces import eyes
from retouch.faces.eyes import EyeSight, Limits, Look, states
from retouch.model.photo import WhitePoint
from retouch.model.scene import EyeState, Pose

LIMITS = Limits(shut=-0.45, ajar=1.2, lowered=0.9)
OPEN = EyeSight(opened=6.0, lowered=-6.0, ajar=0.0, covered=-6.0, blink=0.05, down=0.05, gap=0.28, iris=0.9, detail=2.5)
SHUT = EyeSight(opened=-6.0, lowered=6.0, ajar=-6.0, covered=-6.0, blink=0.8, down=0.85, gap=0.06, iris=0.1, detail=2.5)
LOWERED = EyeSight(opened=0.0, lowered=2.0, ajar=3.0, covered=-6.0, blink=0.4, down=0.4, gap=0.16, iris=0.5, detail=2.5)
AJAR = replace(LOWERED, opened=-1.0)
BARELY = replace(SHUT, opened=-1.0, blink=0.5, down=0.5)
SHADED = replace(SHUT, gap=0.26, blink=0.15)
DOUBTFUL = replace(SHUT, opened=-0.7, blink=0.35, down=0.35)
AHEAD = Pose(0.0, 0.0, 0.0)


def look(right=OPEN, left=OPEN, **more):
    values = {"right_across": 40.0, "left_across": 40.0, "pose": AHEAD, "smile": 0.0, "limits": LIMITS}
    return Look(right, left, **{**values, **more})


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (look(), EyeState.OPEN),
        (look(SHUT, SHUT), EyeState.CLOSED),
        (look(SHUT, OPEN), EyeState.WINK),
        (look(SHADED, SHADED), EyeState.UNKNOWN),
        (look(LOWERED, LOWERED), EyeState.HALF),
        (look(AJAR, AJAR), EyeState.HALF),
        (look(BARELY, BARELY), EyeState.CLOSED),
        (look(LOWERED, LOWERED, smile=0.9), EyeState.LAUGHING),
        (look(SHUT, SHUT, smile=0.9), EyeState.CLOSED),
        (look(LOWERED, LOWERED, pose=Pose(0.0, -17.0, 0.0)), EyeState.LOOKING_DOWN),
        (look(SHUT, SHUT, pose=Pose(0.0, -17.0, 0.0)), EyeState.CLOSED),
        (look(SHUT, SHUT, pose=Pose(0.0, -25.0, 0.0)), EyeState.LOOKING_DOWN),
        (look(*[replace(BARELY, down=0.75)] * 2), EyeState.LOOKING_DOWN),
        (look(*[replace(BARELY, down=0.75)] * 2, pose=Pose(0.0, 30.0, 0.0)), EyeState.CLOSED),
        (look(*[replace(SHUT, blink=0.6)] * 2), EyeState.CLOSED),
        (look(DOUBTFUL, DOUBTFUL), EyeState.CLOSED),
        (look(*[replace(DOUBTFUL, gap=0.16)] * 2), EyeState.UNKNOWN),
        (look(*[replace(DOUBTFUL, detail=1.9)] * 2), EyeState.UNKNOWN),
        (look(*[replace(DOUBTFUL, detail=1.9, ajar=3.0)] * 2), EyeState.HALF),
        (look(*[replace(SHUT, gap=0.16, detail=1.9)] * 2), EyeState.CLOSED),
        (look(LOWERED, LOWERED, smile=0.9, pose=Pose(0.0, -17.0, 0.0)), EyeState.LAUGHING),
        (look(*[replace(OPEN, lowered=1.2)] * 2), EyeState.HALF),
        (look(*[replace(OPEN, lowered=1.2)] * 2, smile=0.9), EyeState.OPEN),
        (look(*[replace(OPEN, lowered=1.6)] * 2, smile=0.9), EyeState.HALF),
        (look(LOWERED, LOWERED, smile=0.5, pose=Pose(0.0, -17.0, 0.0)), EyeState.LOOKING_DOWN),
        (look(*[replace(LOWERED, down=0.7)] * 2, smile=0.9, pose=Pose(0.0, -17.0, 0.0)), EyeState.LOOKING_DOWN),
        (look(AJAR, AJAR, smile=0.9, pose=Pose(0.0, -17.0, 0.0)), EyeState.LOOKING_DOWN),
        (look(replace(SHUT, opened=0.5, gap=0.12), replace(OPEN, opened=1.5, gap=0.18)), EyeState.WINK),
        (look(replace(SHUT, opened=0.5, gap=0.14), replace(OPEN, opened=1.5, gap=0.18)), EyeState.OPEN),
        (look(SHUT, replace(SHUT, opened=-0.6, blink=0.3, gap=0.18)), EyeState.CLOSED),
        (look(pose=Pose(0.0, -25.0, 0.0)), EyeState.OPEN),
        (look(*[replace(OPEN, detail=1.2)] * 2), EyeState.UNKNOWN),
        (look(*[replace(SHUT, detail=1.2)] * 2), EyeState.UNKNOWN),
        (look(right_across=4.0, left_across=5.0), EyeState.UNKNOWN),
        (look(replace(OPEN, covered=5.0), replace(OPEN, covered=5.0)), EyeState.HIDDEN),
    ],
)
def test_state_of_a_pair(seen, expected):
    assert states(seen)[2] is expected


def test_each_eye_of_a_wink_has_its_own_state():
    assert states(look(SHUT, OPEN))[:2] == (EyeState.CLOSED, EyeState.OPEN)
    assert states(look(OPEN, SHUT))[:2] == (EyeState.OPEN, EyeState.CLOSED)


def test_a_covered_eye_leaves_the_word_to_the_other():
    right, left, both = states(look(replace(SHUT, covered=5.0), OPEN))
    assert (right, left, both) == (EyeState.HIDDEN, EyeState.OPEN, EyeState.OPEN)


def test_the_far_eye_of_a_turned_head_is_hidden():
    turned_to_the_left = states(look(left=SHUT, pose=Pose(70.0, 0.0, 0.0)))
    assert turned_to_the_left[1] is EyeState.HIDDEN and turned_to_the_left[2] is EyeState.OPEN
    turned_to_the_right = states(look(right=SHUT, pose=Pose(-70.0, 0.0, 0.0)))
    assert turned_to_the_right[0] is EyeState.HIDDEN and turned_to_the_right[2] is EyeState.OPEN


def test_what_cannot_be_judged_is_not_believed():
    for state in (EyeState.UNKNOWN, EyeState.HIDDEN):
        assert eyes.confidence(OPEN, state, 40.0) == 0.0
    assert eyes.confidence(OPEN, EyeState.OPEN, 40.0) > 0.9
    assert eyes.confidence(OPEN, EyeState.OPEN, 9.0) < 0.5
    assert eyes.confidence(LOWERED, EyeState.HALF, 40.0) < eyes.confidence(OPEN, EyeState.OPEN, 40.0)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0, 1))
def test_openness_is_a_share_and_grows_with_the_odds(a, b, gap):
    low, high = (replace(OPEN, opened=v, gap=gap) for v in sorted((a, b)))
    assert 0.0 <= eyes.openness(low) <= eyes.openness(high) <= 1.0


@given(
    st.builds(
        Look,
        *[st.builds(EyeSight, *[st.floats(-20, 20)] * 4, *[st.floats(0, 1)] * 4, st.floats(1, 5))] * 2,
        *[st.floats(0, 300)] * 2,
        st.builds(Pose, *[st.floats(-90, 90)] * 3),
        st.floats(0, 1),
        st.just(LIMITS),
    )
)
def test_left_and_right_are_treated_alike(seen):
    mirrored = Look(
        seen.left, seen.right, seen.left_across, seen.right_across, replace(seen.pose, yaw=-seen.pose.yaw),
        seen.smile, seen.limits,
    )  # fmt: skip
    right, left, both = states(seen)
    assert states(mirrored) == (left, right, both)


def test_the_shipped_models_fit_the_features(astronaut, marker):
    from retouch.faces.detector import Detector
    from retouch.faces.geometry import LEFT, RIGHT
    from retouch.faces.reader import marks_of

    crop, marks = marks_of(marker, astronaut, Detector().find(astronaut)[0])
    model = eyes.load_eye_model()
    for eye in (RIGHT, LEFT):
        sight = eyes.see(model, crop.pixels, marks, eye)
        assert sight.opened > 2 and sight.covered < -1


def painted_shut(picture, points):
    """Both eyes painted over with the skin around them and a lash line: shut, as far as pixels go."""
    import cv2

    out = picture.copy()
    for outer, inner, low in ((33, 133, 145), (263, 362, 374)):
        a, b, c = (points[i] for i in (outer, inner, low))
        centre, half = (a + b) / 2, np.linalg.norm(b - a) / 2
        skin = tuple(int(v) for v in picture[int(c[1] + half), int(centre[0])])
        axes = (int(half * 1.15), int(half * 0.75))
        cv2.ellipse(out, (int(centre[0]), int(centre[1])), axes, 0, 0, 360, skin, -1, cv2.LINE_AA)
        lash = (int(centre[0]), int(centre[1] + 0.1 * half))
        cv2.ellipse(
            out, lash, (int(half), int(0.35 * half)), 0, 15, 165, (60, 40, 35), max(int(half / 8), 1), cv2.LINE_AA
        )
    return cv2.GaussianBlur(out, (0, 0), 0.8)


def test_painted_lids_are_less_open(reader, astronaut):
    large = np.repeat(np.repeat(astronaut, 2, axis=0), 2, axis=1)

    def read(picture):
        white = WhitePoint(5500.0, 0.0)
        return reader.read(picture, full_size=picture.shape[1::-1], white=white, source="file").faces[0]

    face = read(large)
    shut = read(painted_shut(large, face.landmarks * 1024))
    assert shut.left.openness < 0.5 * face.left.openness
    assert shut.right.openness < 0.5 * face.right.openness
    assert shut.eyes is not EyeState.OPEN


def test_an_eye_that_is_too_blurred_is_not_judged(reader, astronaut):
    import cv2

    def read(picture):
        size = picture.shape[1::-1]
        return reader.read(picture, full_size=size, white=WhitePoint(5500.0, 0.0), source="file").faces[0]

    face = read(astronaut)
    across = face.left.across
    soft = read(cv2.GaussianBlur(astronaut, (0, 0), 0.08 * across))
    gone = read(cv2.GaussianBlur(astronaut, (0, 0), 0.3 * across))
    assert face.eyes is EyeState.OPEN and soft.eyes is EyeState.OPEN
    assert gone.eyes is EyeState.UNKNOWN and gone.left.confidence == 0
