import json
from dataclasses import fields, is_dataclass
from enum import Enum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.model.codec import scene_from_data, scene_to_data
from retouch.model.numbers import Measured, Numbers
from retouch.model.photo import WhitePoint
from retouch.model.scene import (
    Box,
    Expression,
    Eye,
    EyeState,
    FaceLight,
    FaceReading,
    Gaze,
    LightReading,
    Mouth,
    Pose,
    Scene,
)

numbers = st.floats(-1000, 1000, allow_nan=False)
names = st.text(min_size=1, max_size=12).filter(lambda name: "," not in name)
many = st.lists(numbers, max_size=5).map(Numbers)
named = st.dictionaries(names, numbers, max_size=4).map(Measured)
points = st.integers(0, 478).flatmap(
    lambda n: st.integers(0, 2**32 - 1).map(
        lambda seed: np.random.default_rng(seed).normal(0.5, 0.2, (n, 2)).astype(np.float32)
    )
)


def built(kind, **fixed):
    simple = {f.name: fixed.get(f.name, numbers) for f in fields(kind)}
    return st.builds(kind, **simple)


triples = st.tuples(numbers, numbers, numbers)
eyes = built(Eye, centre=st.tuples(numbers, numbers), state=st.sampled_from(EyeState))
faces = built(
    FaceReading,
    box=built(Box),
    landmarks=points,
    blendshapes=named,
    left=eyes,
    right=eyes,
    eyes=st.sampled_from(EyeState),
    expression=built(Expression, mouth=st.sampled_from(Mouth)),
    gaze=st.sampled_from(Gaze),
    pose=built(Pose),
    light=built(FaceLight, rgb=triples),
    signature=many,
    tells=named,
)
lights = built(
    LightReading,
    histogram=st.lists(numbers, min_size=39, max_size=39).map(Numbers),
    rgb=triples,
    neutral=triples,
    white=built(WhitePoint),
    tells=named,
)
scenes = built(
    Scene,
    faces=st.lists(faces, max_size=3).map(tuple),
    light=lights,
    likeness=many,
    source=st.sampled_from(["embedded", "developed", "file"]),
    long_edge=st.integers(1, 20000),
    turned=st.integers(0, 3),
    reader=st.text(max_size=20),
)


def assert_close(a, b):
    assert type(a) is type(b) or isinstance(a, int | float)
    if isinstance(a, np.ndarray):
        assert a.shape == b.shape and b.dtype == np.float32
        if a.size:
            np.testing.assert_allclose(a, b, atol=1e-5 + np.ptp(a, axis=0).max() / 65535)
    elif is_dataclass(a):
        for f in fields(a):
            assert_close(getattr(a, f.name), getattr(b, f.name))
    elif isinstance(a, tuple):
        assert len(a) == len(b)
        for x, y in zip(a, b, strict=True):
            assert_close(x, y)
    elif isinstance(a, str | Enum | Numbers | Measured):
        assert a == b
    else:
        assert b == pytest.approx(a, abs=1e-5)


@given(scenes)
def test_a_scene_survives_json(scene):
    again = scene_from_data(json.loads(json.dumps(scene_to_data(scene), allow_nan=False)))
    assert_close(scene, again)


def a_scene(**changes):
    eye = Eye((0.4, 0.4), 0.9, 1.0, 40.0, 0.7, EyeState.OPEN)
    face = FaceReading(
        box=Box(0.3, 0.3, 0.2, 0.3),
        confidence=0.9,
        landmarks=np.random.default_rng(1).random((478, 2)).astype(np.float32),
        blendshapes=Measured({f"shape{i}": i / 52 for i in range(52)}),
        left=eye,
        right=eye,
        eyes=EyeState.OPEN,
        expression=Expression(0.5, 0.1, Mouth.SMILING, 0.2),
        gaze=Gaze.CAMERA,
        pose=Pose(1.0, 2.0, 3.0),
        light=FaceLight(0.18, 0.0, 0.0, (0.3, 0.2, 0.1), 1.0),
        sharpness=0.5,
    )
    light = LightReading(Numbers([1 / 39] * 39), 0.0, 0.0, (0.2, 0.2, 0.2), (0.2, 0.2, 0.2), WhitePoint(5200.0, 3.0))
    values = {"faces": (face,), "sharpness": 0.5, "likeness": Numbers([1.0]), "source": "file", "long_edge": 2048}
    return Scene(**{**values, "light": light, "reader": "r1", **changes})


def test_a_reading_is_small():
    assert len(json.dumps(scene_to_data(a_scene()), separators=(",", ":"))) < 6000


def test_decoded_landmarks_are_read_only():
    again = scene_from_data(scene_to_data(a_scene()))
    with pytest.raises(ValueError, match="read-only"):
        again.faces[0].landmarks[0, 0] = 0.0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        scene_to_data(a_scene(sharpness=value))


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: {},
        lambda d: {**d, "version": 99},
        lambda d: {k: v for k, v in d.items() if k != "light"},
        lambda d: {**d, "faces": [{}]},
        lambda d: {**d, "faces": 3},
        lambda d: {**d, "sharpness": "much"},
        lambda d: {**d, "faces": [{**d["faces"][0], "eyes": "sideways"}]},
        lambda d: {**d, "faces": [{**d["faces"][0], "landmarks": {"low": [0, 0], "high": [1, 1], "steps": "AAA"}}]},
        lambda d: {**d, "light": {**d["light"], "rgb": [1, 2]}},
        lambda d: {**d, "likeness": "AAA="},
        lambda d: {**d, "likeness": [1.0]},
        lambda d: {**d, "light": {**d["light"], "tells": ["a,b", "AAAAAA=="]}},
        lambda d: {**d, "light": {**d["light"], "tells": {"a": 1.0}}},
        lambda d: None,
        lambda d: [],
    ],
)
def test_damaged_data_is_a_value_error(damage):
    with pytest.raises(ValueError):
        scene_from_data(damage(scene_to_data(a_scene())))
