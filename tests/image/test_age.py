import csv

import cv2
import numpy as np
import portrait
import pytest

from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.age import CLEARLY_ADULT, USUALLY_CHILD, childlikeness
from retouch.image.skin_reading import skin_reading

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)


def test_a_grown_up_is_one_at_any_size_and_turn_of_the_picture():
    usual = childlikeness(POINTS)
    assert usual < CLEARLY_ADULT
    turned = np.float32((POINTS - 256) @ np.array([[0.8, 0.6], [-0.6, 0.8]]) * 3 + 900)
    assert childlikeness(turned) == pytest.approx(usual, abs=1e-3)


def test_a_shorter_face_with_larger_eyes_set_low_is_more_of_a_child():
    down = POINTS[152] - POINTS[10]
    along = (POINTS - POINTS[10]) @ down / (down @ down)
    low = np.float32(POINTS + 0.04 * np.clip(1 - np.abs(along - 0.4) / 0.3, 0, 1)[:, None] * down)
    low[:, 1] = POINTS[10, 1] + 0.9 * (low[:, 1] - POINTS[10, 1])
    for iris in (masks.RIGHT_IRIS, masks.LEFT_IRIS):
        centre = low[list(iris)].mean(axis=0)
        low[list(iris)] = centre + 1.15 * (low[list(iris)] - centre)
    assert childlikeness(low) > childlikeness(POINTS) + 1


def test_landmarks_that_say_nothing_are_not_taken_for_an_adult():
    assert childlikeness(np.zeros((478, 2), np.float32)) > CLEARLY_ADULT


def test_every_frame_of_the_small_child_is_left_alone_and_most_grown_ups_are_not(shared_data):
    """The child of burst B5, and grown-ups of the same shoot and of the studio (neutral faces)."""
    with (shared_data / "shoot.csv").open() as rows:
        frames = [r["source"] for r in csv.DictReader(rows) if r["burst"] == "B5"]
    studio = sorted((shared_data / "expression").glob("*_neutral.jpg"))[::6]
    with FaceReader() as reader:

        def told(path):
            rgb = np.ascontiguousarray(cv2.imread(str(path))[..., ::-1])
            size = (rgb.shape[1], rgb.shape[0])
            scene = reader.read(rgb, full_size=size, white=portrait.DAYLIGHT, source="file")
            return skin_reading(rgb, scene.faces[0].landmarks)["face.child"]

        child = [told(shared_data / name) for name in frames]
        adults = [told(path) for path in studio]
    assert min(child) > CLEARLY_ADULT and np.median(child) > USUALLY_CHILD
    assert np.mean(np.array(adults) < CLEARLY_ADULT) > 0.5
