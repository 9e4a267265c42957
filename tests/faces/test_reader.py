import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from retouch.faces import models
from retouch.faces.detector import Detector, Found
from retouch.faces.face import bare_reading
from retouch.faces.models import reader_version
from retouch.faces.reader import FaceReader, agrees, marks_of
from retouch.model.codec import scene_from_data, scene_to_data
from retouch.model.photo import WhitePoint
from retouch.model.scene import EyeState, Gaze, Mouth

WHITE = WhitePoint(5500.0, 0.0)


def read(reader, picture):
    return reader.read(picture, full_size=picture.shape[1::-1], white=WHITE, source="file")


@pytest.fixture(scope="session")
def astronaut_scene(reader, astronaut):
    return read(reader, astronaut)


def test_a_portrait(astronaut_scene, astronaut):
    (face,) = astronaut_scene.faces
    x, y = face.box.centre
    assert (x * 512, y * 512) == pytest.approx((224, 115), abs=15)
    assert face.confidence > 0.8
    assert face.eyes is EyeState.OPEN
    assert face.left.openness > 0.6 and face.right.openness > 0.6
    assert (face.right.centre[0] * 512, face.right.centre[1] * 512) == pytest.approx((202, 100), abs=6)
    assert (face.left.centre[0] * 512, face.left.centre[1] * 512) == pytest.approx((249, 102), abs=6)
    assert face.left.across == pytest.approx(25, abs=6)
    assert face.expression.smile > 0.7 and face.expression.mouth is Mouth.SMILING
    assert face.gaze is Gaze.CAMERA
    assert abs(face.pose.yaw) < 20 and abs(face.pose.pitch) < 20 and abs(face.pose.roll) < 10
    assert 0.1 < face.light.level < 0.9
    assert face.landmarks.shape == (478, 2) and not face.landmarks.flags.writeable
    assert face.landmarks.min() > 0 and face.landmarks.max() < 1


def test_a_neutral_portrait_smiles_less(astronaut_scene, reader, hopper):
    (face,) = read(reader, hopper).faces
    assert face.eyes is EyeState.OPEN
    assert face.expression.smile < astronaut_scene.faces[0].expression.smile / 2


def test_what_the_scene_says_of_itself(astronaut_scene):
    assert astronaut_scene.source == "file"
    assert astronaut_scene.long_edge == 512
    assert astronaut_scene.reader == reader_version()
    assert astronaut_scene.light.white == WHITE
    assert len(astronaut_scene.light.histogram) == 39


def test_a_reading_survives_being_stored(astronaut_scene):
    again = scene_from_data(json.loads(json.dumps(scene_to_data(astronaut_scene))))
    (before,), (after,) = astronaut_scene.faces, again.faces
    np.testing.assert_allclose(before.landmarks, after.landmarks, atol=1e-5)
    assert after.eyes is before.eyes and after.left.openness == pytest.approx(before.left.openness, abs=1e-5)


@pytest.mark.parametrize("long_edge", [300, 1440])
def test_places_are_shares_of_the_photo(astronaut_scene, reader, astronaut, long_edge):
    other = cv2.resize(astronaut, (long_edge, long_edge), interpolation=cv2.INTER_AREA)
    (face,) = read(reader, other).faces
    (same,) = astronaut_scene.faces
    np.testing.assert_allclose(face.landmarks, same.landmarks, atol=0.008)
    assert face.eyes is same.eyes
    assert face.expression.smile == pytest.approx(same.expression.smile, abs=0.2)


def test_the_turn_of_the_head_and_the_way_back_from_a_levelled_crop(astronaut_scene, reader, astronaut):
    turn = cv2.getRotationMatrix2D((256, 256), -25, 1.0)  # clockwise
    (face,) = read(reader, cv2.warpAffine(astronaut, turn, (512, 512), borderMode=cv2.BORDER_REPLICATE)).faces
    (same,) = astronaut_scene.faces
    assert face.pose.roll == pytest.approx(same.pose.roll + 25, abs=3)
    assert face.pose.yaw == pytest.approx(same.pose.yaw, abs=5)
    expected = same.landmarks * 512 @ turn[:, :2].T + turn[:, 2]
    assert np.abs(face.landmarks * 512 - expected).max() < 5


def test_a_mirrored_face_turns_the_other_way(reader, hopper):
    (face,), (mirrored,) = read(reader, hopper).faces, read(reader, hopper[:, ::-1].copy()).faces
    assert mirrored.pose.yaw == pytest.approx(-face.pose.yaw, abs=4)
    assert mirrored.pose.roll == pytest.approx(-face.pose.roll, abs=2)
    assert mirrored.left.openness == pytest.approx(face.right.openness, abs=0.25)


def test_a_dark_frame_is_read_like_a_correct_one(astronaut_scene, reader, astronaut):
    dark = ((astronaut / 255.0) ** 2.2 / 8) ** (1 / 2.2)  # three stops under
    (face,) = read(reader, (255 * dark + 0.5).astype(np.uint8)).faces
    (same,) = astronaut_scene.faces
    assert face.eyes is EyeState.OPEN and face.expression.mouth is Mouth.SMILING
    assert face.light.level < same.light.level / 5, "the light is measured on the picture as it is"


def test_blur_lowers_every_sharpness(astronaut_scene, reader, astronaut):
    blurred = read(reader, cv2.GaussianBlur(astronaut, (0, 0), 2.5))
    (face,), (same,) = blurred.faces, astronaut_scene.faces
    assert face.left.sharpness < 0.6 * same.left.sharpness
    assert face.right.sharpness < 0.6 * same.right.sharpness
    assert face.sharpness < 0.8 * same.sharpness
    assert blurred.sharpness < 0.6 * astronaut_scene.sharpness


def test_two_people_are_both_found_largest_first(reader, astronaut, hopper):
    height = astronaut.shape[0]
    other = cv2.resize(hopper, None, fx=height / hopper.shape[0], fy=height / hopper.shape[0])
    both = np.hstack([astronaut, other])
    faces = read(reader, both).faces
    assert len(faces) == 2
    assert faces[0].box.area > faces[1].box.area
    assert faces[0].box.x > 0.5 > faces[1].box.x


def test_a_picture_without_faces(reader):
    rng = np.random.default_rng(3)
    scene = read(reader, cv2.GaussianBlur(rng.integers(0, 255, (300, 500, 3), np.uint8), (0, 0), 3))
    assert scene.faces == ()
    assert np.linalg.norm(scene.likeness) == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 900, 3), (40, 3, 3)])
@pytest.mark.parametrize("value", [0, 255])
def test_odd_pictures_are_read_without_complaint(reader, shape, value):
    scene = read(reader, np.full(shape, value, np.uint8))
    assert scene.faces == ()
    assert scene_to_data(scene)


def test_a_read_only_picture_is_read_and_left_alone(reader, astronaut):
    picture = astronaut.copy()
    picture.setflags(write=False)
    assert read(reader, picture).faces
    np.testing.assert_array_equal(picture, astronaut)


class Blind:
    """A landmarker that sees nothing."""

    def __init__(self):
        self.closed = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closed = True

    def find(self, crop):
        return None


def test_the_reader_closes_its_landmarker(astronaut):
    blind = Blind()
    with FaceReader(blind):
        assert not blind.closed
    assert blind.closed


def test_a_face_without_landmarks_is_kept_but_not_judged(astronaut):
    """As of a face so blurred that the detector sees it and the landmarker does not."""
    (face,) = read(FaceReader(Blind()), astronaut).faces
    assert face.eyes is EyeState.UNKNOWN and face.gaze is Gaze.UNKNOWN
    assert face.left.confidence == face.right.confidence == 0.0
    assert face.landmarks.shape == (0, 2) and not face.blendshapes
    assert face.box.centre == pytest.approx((224 / 512, 115 / 512), abs=0.03)
    assert scene_to_data(read(FaceReader(Blind()), astronaut))


def test_the_eyes_of_a_face_in_full_profile_are_hidden(astronaut):
    points = np.float32([[180, 100], [200, 100], [150, 120], [170, 150], [190, 150]])
    face = bare_reading(astronaut, Found((140.0, 60.0, 90.0, 120.0), 0.9, points))
    assert face.eyes is face.left.state is face.right.state is EyeState.HIDDEN
    assert face.pose.yaw == -80


class Neighbour:
    """A landmarker that sees the person beside, until the crop is close."""

    def __init__(self, marks):
        self.marks, self.asked = marks, 0

    def find(self, crop):
        self.asked += 1
        moved = np.float32([300.0, 0.0, 0.0]) if self.asked == 1 else np.float32(0.0)
        return replace(self.marks, points=(self.marks.points - 192) / np.float32(0.75) + 192 + moved)


def test_a_neighbour_in_the_crop_is_not_the_face(marker, astronaut):
    (found,) = Detector().find(astronaut)
    _, marks = marks_of(marker, astronaut, found)
    neighbour = Neighbour(marks)
    crop, marks = marks_of(neighbour, astronaut, found)
    assert neighbour.asked == 2 and agrees(found, crop, marks)


class Elsewhere:
    """A landmarker that always sees the same face, in the corner of the crop."""

    def __init__(self, marks):
        self.marks = marks

    def find(self, crop):
        return replace(self.marks, points=self.marks.points * np.float32(0.3))


def test_marks_that_lie_elsewhere_are_not_those_of_the_face(marker, astronaut):
    (found,) = Detector().find(astronaut)
    crop, marks = marks_of(marker, astronaut, found)
    assert agrees(found, crop, marks)
    crop, marks = marks_of(Elsewhere(marks), astronaut, found)
    assert not agrees(found, crop, marks)


def test_one_person_read_twice_is_one_face(reader, astronaut, monkeypatch):
    (found,) = Detector().find(astronaut)
    x, y, width, height = found.box
    ghost = replace(found, box=(x + 0.9 * width, y, width, height), score=0.81)
    monkeypatch.setattr(Detector, "find", lambda self, pixels: (ghost, found))
    (face,) = read(reader, astronaut).faces
    assert face.box.x * 512 == pytest.approx(x, abs=1)


def test_the_version_changes_with_the_models(monkeypatch):
    before = reader_version()
    monkeypatch.setattr(models, "model_hashes", lambda: {"a": "b"})
    assert reader_version() != before


def test_scenes_compare_by_their_fields(astronaut_scene):
    assert replace(astronaut_scene, faces=()).light == astronaut_scene.light
