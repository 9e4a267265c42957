"""A few labelled pictures of each kind, with the shipped models; how well all are read is the work of the benchmark."""

import csv

import cv2
import numpy as np
import pytest

from retouch.model.photo import WhitePoint
from retouch.model.scene import EyeState, Gaze

pytestmark = pytest.mark.shared

JUDGED_OPEN = {EyeState.OPEN, EyeState.LAUGHING}


def load(path):
    return np.ascontiguousarray(cv2.imread(str(path))[..., ::-1])


def faces(reader, picture):
    white = WhitePoint(5500.0, 0.0)
    return reader.read(picture, full_size=picture.shape[1::-1], white=white, source="file").faces


@pytest.fixture(scope="session")
def labels(shared_data):
    with (shared_data / "eyes.csv").open() as rows:
        return list(csv.DictReader(rows))


def some(labels, label, count):
    """Pictures with a label, spread over the people."""
    rows = sorted((r for r in labels if r["label"] == label and r["set"] != "mux_hard"), key=lambda r: r["subject"])
    return rows[:: max(len(rows) // count, 1)][:count]


def test_shut_eyes_are_shut_and_open_ones_are_not(reader, shared_data, labels):
    read = {
        (r["file"], label): faces(reader, load(shared_data / r["file"]))[0].eyes
        for label in ("closed", "open")
        for r in some(labels, label, 12)
    }
    assert all(state is not EyeState.CLOSED for (_, label), state in read.items() if label == "open"), read
    missed = [file for (file, label), state in read.items() if label == "closed" and state is not EyeState.CLOSED]
    assert len(missed) <= 1, missed


def test_a_smile_is_more_of_a_smile_than_no_smile(reader, shared_data):
    for number in ("002", "044", "096", "126"):
        smile = {
            kind: faces(reader, load(shared_data / "expression" / f"{number}_{kind}.jpg"))[0].expression.smile
            for kind in ("neutral", "smiling")
        }
        assert smile["smiling"] > smile["neutral"] + 0.1, number


def test_narrow_laughing_eyes_are_not_shut(reader, shared_data):
    for name in ("mux_Billy_Crystal_0001", "mux_Silvio_Berlusconi_0009", "mux_Marcos_Cafu_0001"):
        (face,) = faces(reader, load(shared_data / "eyes" / f"{name}.jpg"))
        assert face.eyes in JUDGED_OPEN, name


def test_a_laugh_is_a_laugh_even_with_the_head_bent(reader, shared_data):
    for name in ("mux_Billy_Crystal_0001", "v_source_s29_0053"):
        assert faces(reader, load(shared_data / "eyes" / f"{name}.jpg"))[0].eyes in JUDGED_OPEN, name


def test_eyes_in_deep_shadow_are_never_called_shut(reader, shared_data):
    """Their lids cannot be told from the shadow: where they seem shut, they are unknown."""
    states = {
        name: faces(reader, load(shared_data / "eyes" / f"mux_{name}.jpg"))[0].eyes
        for name in ("Carlo_Ancelotti_0001", "Carlos_Moya_0002", "Rainer_Schuettler_0005", "Sila_Calderon_0004")
    }
    assert EyeState.CLOSED not in states.values(), states
    assert states["Carlo_Ancelotti_0001"] is EyeState.UNKNOWN


def test_eyes_of_five_pixels_are_unknown(reader, shared_data):
    crowd = faces(reader, load(shared_data / "groups" / "dlib_2007_007763.jpg"))
    tiny = [f for f in crowd if max(f.left.across, f.right.across) < 6]
    assert len(tiny) >= 3
    assert {f.eyes for f in tiny} == {EyeState.UNKNOWN}
    assert all(f.left.confidence == f.right.confidence == 0.0 for f in tiny)


def test_winks(reader, shared_data):
    winks = (
        ("v_driving_d3_0036", "right"),
        ("v_driving_d3_0041", "right"),
        ("yale_subject07_wink", "left"),
        ("yale_subject12_wink", "left"),
        ("yale_subject13_wink", "left"),
        ("yale_subject14_wink", "left"),
    )
    for name, shut in winks:
        face = faces(reader, load(shared_data / "eyes" / f"{name}.jpg"))[0]
        assert face.eyes is EyeState.WINK, name
        assert getattr(face, shut).state is EyeState.CLOSED
        assert face.left.openness != pytest.approx(face.right.openness, abs=0.2)


def test_sunglasses_hide_the_eyes(reader, shared_data):
    face = faces(reader, load(shared_data / "eyes" / "yale_subject03_glasses.jpg"))[0]
    assert face.eyes is EyeState.HIDDEN
    assert face.left.confidence == face.right.confidence == 0.0
    spectacles = faces(reader, load(shared_data / "eyes" / "yale_subject07_glasses.jpg"))[0]
    assert spectacles.eyes is not EyeState.HIDDEN


def test_profile_and_bent_heads_of_a_group(reader, shared_data):
    left, middle, right = sorted(
        faces(reader, load(shared_data / "groups" / "vladmandic_sample2.jpg")), key=lambda f: f.box.x
    )
    assert left.eyes is EyeState.HIDDEN and not len(left.landmarks)
    assert middle.eyes is EyeState.LOOKING_DOWN and middle.gaze is Gaze.DOWN
    assert right.eyes is EyeState.LOOKING_DOWN and right.gaze is Gaze.DOWN


def test_a_group_of_small_faces(reader, shared_data):
    picture = load(shared_data / "groups" / "dlib_2008_002470.jpg")
    assert len(faces(reader, picture)) == 6
    wall = np.tile(cv2.resize(picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA), (4, 6, 1))
    assert len(faces(reader, wall)) >= 0.95 * 6 * 24


def test_every_skin_tone_has_its_eyes_open(reader, shared_data):
    for path in sorted((shared_data / "skin_tones").glob("*.jpg")):
        (face,) = faces(reader, load(path))
        assert face.eyes is EyeState.OPEN and face.gaze is Gaze.CAMERA, path.name


def test_people_across_a_burst_and_apart(reader, shared_data):
    def sign(name):
        return np.array(faces(reader, load(shared_data / "shoot" / f"{name}.jpg"))[0].signature)

    first, blink, other = sign("IMG_0002"), sign("IMG_0004"), sign("IMG_0009")
    assert first @ blink > 0.5 > first @ other


def test_focus_of_an_eye_compares_across_sizes_and_noise(reader, shared_data):
    """Blur of 4 % of an eye is seen in both sizes and at every ISO; size and noise alone say little."""
    picture = load(shared_data / "expression" / "004_smiling.jpg")
    picture = cv2.resize(picture, None, fx=1024 / max(picture.shape), fy=1024 / max(picture.shape))
    across = faces(reader, picture)[0].left.across
    rng = np.random.default_rng(1)

    def focus(blur, size, noise):
        seen = cv2.GaussianBlur(picture, (0, 0), blur * across) if blur else picture
        seen = cv2.resize(seen, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
        seen = np.clip(seen + rng.normal(scale=noise, size=seen.shape), 0, 255).astype(np.uint8)
        face = faces(reader, seen)[0]
        return max(face.left.sharpness, face.right.sharpness)

    sharp, soft = (np.array([[focus(b, s, n) for n in (0, 4, 8)] for s in (1.0, 0.6)]) for b in (0.0, 0.04))
    assert soft.max() < 0.5 * sharp.min()
    assert (np.ptp(sharp, axis=1) < 0.1 * sharp.min()).all(), "noise alone"
    assert sharp.max() < 1.25 * sharp.min(), "size alone"
