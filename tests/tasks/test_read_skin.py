"""Completing readings with what only proposals need."""

from dataclasses import replace

import numpy as np
import portrait
import pytest

from retouch.develop.decode import base
from retouch.model.decision import Verdict
from retouch.model.event import Done, Failed, Progress
from retouch.model.numbers import Measured
from retouch.model.scene import Scene
from retouch.tasks.paths import home
from retouch.tasks.read import read
from retouch.tasks.read_skin import LEAN_READ, SKIN_READ, SkinResult, completed, read_skin
from retouch.tasks.session import Session


def result(task):
    events = list(task)
    assert isinstance(events[-1], Done)
    return events[-1].result, events


def test_only_faces_with_landmarks_are_completed_and_in_their_order():
    scene = portrait.context().scene
    face = scene.faces[0]
    bare = replace(face, landmarks=face.landmarks[:0])
    other = replace(face, confidence=0.5)
    found = SkinResult(({"skin.uneven": 1.0}, {"skin.uneven": 2.0}), {"lean.angle": 3.0})
    whole = completed(replace(scene, faces=(face, bare, other)), found)
    assert whole.faces[0].tells["skin.uneven"] == 1.0 and whole.faces[2].tells["skin.uneven"] == 2.0
    assert whole.faces[1].tells == bare.tells
    assert whole.light.tells["lean.angle"] == 3.0 and whole.light.tells["p99"] == scene.light.tells["p99"]
    assert (
        isinstance(whole.light.tells, Measured)
        and isinstance(whole.faces[0].tells, Measured)
        and isinstance(whole, Scene)
    )


@pytest.fixture(scope="module")
def shoot(sample, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOUCH_HOME", str(tmp_path_factory.mktemp("skin")))
        with Session(home()) as session:
            shoot, _ = result(read(session, sample))
            yield session, shoot


def test_all_but_rejected_photos_are_completed_once(shoot):
    session, before = shoot
    assert not any(SKIN_READ in f.tells for e in before.entries if e.scene for f in e.scene.faces)
    after, events = result(read_skin(session, before))
    steps = [e for e in events if isinstance(e, Progress)]
    assert not [e for e in events if isinstance(e, Failed)]
    for entry in after.entries:
        if entry.scene is None or not any(len(f.landmarks) for f in entry.scene.faces):
            continue
        rejected = entry.suggested is not None and entry.suggested.value is Verdict.REJECT
        done = all(SKIN_READ in f.tells for f in entry.scene.faces if len(f.landmarks))
        assert done is not rejected, entry.photo.name
        if done:
            assert any("skin.uneven" in f.tells for f in entry.scene.faces)
            assert LEAN_READ in entry.scene.light.tells
    assert steps and steps[-1].done == steps[-1].total == len({s.done for s in steps})
    _, again = result(read_skin(session, after))
    assert not [e for e in again if isinstance(e, Progress)], "a second run reads nothing again"


def test_proposals_know_the_cameras_matrix(shoot):
    _, before = shoot
    entry = next(e for e in before.entries if e.scene is not None and e.photo.path.suffix == ".dng")
    context = entry.context()
    assert context is not None and context.camera is not None
    np.testing.assert_allclose(context.camera, base(entry.photo.path, long_edge=200).camera, rtol=1e-4)
