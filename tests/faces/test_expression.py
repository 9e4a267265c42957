import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.faces.expression import expression
from retouch.model.scene import Mouth

NAMES = [
    *(f"{name}{side}" for name in ("mouthSmile", "browDown", "mouthPress", "mouthFrown") for side in ("Left", "Right")),
    "jawForward",
    "jawOpen",
]


def face(**shapes):
    return expression({**dict.fromkeys(NAMES, 0.0), **shapes})


@pytest.mark.parametrize(
    ("smile", "jaw", "mouth"),
    [
        (0.0, 0.0, Mouth.CLOSED),
        (0.0, 0.4, Mouth.TALKING),
        (0.8, 0.05, Mouth.SMILING),
        (0.8, 0.5, Mouth.LAUGHING),
    ],
)
def test_mouth(smile, jaw, mouth):
    assert face(mouthSmileLeft=smile, mouthSmileRight=smile, jawOpen=jaw).mouth is mouth


def test_drawn_brows_are_tension_but_not_in_a_smile():
    frown = {"browDownLeft": 0.6, "browDownRight": 0.6}
    assert face(**frown).tension == pytest.approx(0.6)
    assert face(**frown, mouthSmileLeft=0.9, mouthSmileRight=0.9).tension == 0.0
    assert 0.0 < face(**frown, mouthSmileLeft=0.2, mouthSmileRight=0.2).tension < 0.6


@given(st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1)))
def test_everything_is_a_share(shapes):
    seen = face(**shapes)
    assert all(0.0 <= v <= 1.0 for v in (seen.smile, seen.tension, seen.mouth_open))
