import cv2
import numpy as np
import pytest

from retouch.faces.detector import Detector
from retouch.faces.likeness import GRID, likeness, load_person_model, signature
from retouch.faces.reader import marks_of


def test_it_is_a_unit_vector_that_begins_with_the_light_without_its_mean(astronaut):
    vector = np.array(likeness(astronaut))
    assert np.linalg.norm(vector) == pytest.approx(1.0)
    grid = vector[: GRID * GRID]
    assert grid.mean() == pytest.approx(0.0, abs=1e-6)
    assert np.linalg.norm(grid) > 0.8


def test_the_grid_runs_row_by_row():
    picture = np.zeros((160, 160, 3), np.uint8) + 20
    picture[:10] = 240  # the first of sixteen rows
    grid = np.array(likeness(picture)[: GRID * GRID]).reshape(GRID, GRID)
    assert (grid[0] > grid[1:].max()).all()


def test_alike_and_other_pictures(astronaut, hopper):
    me = np.array(likeness(astronaut))
    moved = np.array(likeness(np.roll(astronaut, 6, axis=1)))
    darker = np.array(likeness(cv2.convertScaleAbs(astronaut, alpha=0.7)))
    other = np.array(likeness(hopper))
    assert me @ moved > 0.9
    assert me @ darker > 0.9, "a bracket is one subject"
    assert me @ other < 0.6


def test_an_even_picture_has_no_direction():
    assert not np.any(likeness(np.full((50, 50, 3), 128, np.uint8)))


def test_a_signature_knows_the_person_in_other_light_and_size(marker, astronaut, hopper):
    model, detector = load_person_model(), Detector()

    def sign(picture):
        crop, marks = marks_of(marker, picture, detector.find(picture)[0])
        return np.array(signature(model, crop.pixels, marks.points))

    me = sign(astronaut)
    assert np.linalg.norm(me) == pytest.approx(1.0)
    darker = cv2.convertScaleAbs(astronaut, alpha=0.5)
    smaller = cv2.resize(astronaut, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    turned = cv2.warpAffine(astronaut, cv2.getRotationMatrix2D((224, 115), 12, 1.0), (512, 512))
    assert min(me @ sign(darker), me @ sign(smaller), me @ sign(turned)) > 0.75
    assert me @ sign(hopper) < 0.3
