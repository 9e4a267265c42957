import itertools

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.faces import detector as module
from retouch.faces.detector import TILE, Detector, Found


@pytest.fixture(scope="module")
def detector():
    return Detector()


@pytest.fixture(scope="module")
def head(astronaut):
    return astronaut[0:220, 130:330]


def crowd(head, width, height, across, places):
    """Heads of a width in pixels at places (x, y) on an even ground."""
    picture = np.full((height, width, 3), 150, np.uint8)
    small = cv2.resize(head, (across, across * 220 // 200), interpolation=cv2.INTER_AREA)
    for x, y in places:
        picture[y : y + small.shape[0], x : x + across] = small
    return picture


def test_points_and_box_of_a_portrait(detector, astronaut):
    (face,) = detector.find(astronaut)
    assert face.score > 0.9
    np.testing.assert_allclose(face.points[0], (202, 100), atol=8)
    np.testing.assert_allclose(face.points[1], (249, 102), atol=8)
    x, y, width, height = face.box
    assert x < 202 and x + width > 249 and y < 100 and y + height > 143


def test_rows_of_small_faces_are_found_in_tiles(detector, head, monkeypatch):
    places = [(x, y) for y in (100, 600, 1100, 1500) for x in range(60, 2700, 260)]
    picture = crowd(head, 2800, 1700, 64, places)
    found = detector.find(picture)
    assert len(found) == len(places)
    monkeypatch.setattr(module, "SMALL_FACE", 0.0)
    assert len(detector.find(picture)) < len(places), "without tiles they would not be"


def test_a_face_on_the_edge_of_tiles_is_found_once(detector, head):
    places = [(x, 400) for x in range(20, 1800, 90)]
    assert len(detector.find(crowd(head, 1900, 1000, 50, places))) == len(places)


def test_a_face_that_fills_the_picture_is_found(detector, astronaut):
    tight = astronaut[60:175, 172:272]
    faces = detector.find(cv2.resize(tight, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC))
    assert len(faces) == 1
    np.testing.assert_allclose(faces[0].points[0] / 8 + (172, 60), (202, 100), atol=8)


def test_a_dark_picture_is_searched_too(detector, astronaut):
    assert len(detector.find((astronaut // 12).astype(np.uint8))) == 1


@pytest.mark.parametrize(("width", "height"), [(4000, 60), (60, 4000), (1, 1), (960, 961)])
def test_odd_shapes(detector, width, height):
    assert detector.find(np.zeros((height, width, 3), np.uint8)) == ()


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_tiles_cover_every_pixel(width, height):
    corners = list(module._corners(width, height))
    for length, starts in ((width, {x for x, _ in corners}), (height, {y for _, y in corners})):
        ends = sorted(starts)
        assert ends[0] == 0 and ends[-1] + TILE >= length
        assert all(b - a <= TILE for a, b in itertools.pairwise(ends))


boxes = st.tuples(st.floats(0, 900), st.floats(0, 900), st.floats(10, 300), st.floats(10, 300))


@given(st.lists(st.tuples(boxes, st.floats(0.5, 1)), max_size=12))
def test_merging_keeps_the_best_of_what_overlaps(given_boxes):
    faces = [Found(box, score, np.zeros((5, 2), np.float32)) for box, score in given_boxes]
    kept = module._merged(faces)
    assert all(module._overlap(a, b) < module.SAME for i, a in enumerate(kept) for b in kept[:i])
    for face in faces:
        assert any(
            other is face or (module._overlap(face, other) >= module.SAME and other.score >= face.score)
            for other in kept
        )
