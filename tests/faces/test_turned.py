import numpy as np
import pytest

from retouch.faces.turned import turned
from retouch.model.photo import WhitePoint


def read(reader, pixels):
    size = (pixels.shape[1], pixels.shape[0])
    return reader.read(np.ascontiguousarray(pixels), full_size=size, white=WhitePoint(5500.0, 0.0), source="file")


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_photo_that_lies_is_read_as_it_stands_and_places_are_those_of_the_photo(reader, astronaut, times):
    picture = astronaut[:420, :400]
    (upright,) = read(reader, picture).faces
    scene = read(reader, turned(picture, -times % 4))
    assert scene.turned in (0, times), "some lying faces are found as they lie"
    (face,) = scene.faces
    assert face.eyes is upright.eyes
    assert face.expression.smile == pytest.approx(upright.expression.smile, abs=0.05)
    assert abs((face.pose.roll - upright.pose.roll - 90 * times + 180) % 360 - 180) < 4
    # The same face, turned the other way by the definition of np.rot90: (x, y) of the photo are where the pixels are.
    expected = upright.landmarks.copy()
    for _ in range(times):
        expected = np.column_stack([1 - expected[:, 1], expected[:, 0]])
    np.testing.assert_allclose(face.landmarks, expected, atol=0.01)
    np.testing.assert_allclose(face.left.centre, expected[[263, 362]].mean(axis=0), atol=0.02)
    x, y = face.box.centre
    np.testing.assert_allclose((x, y), expected.mean(axis=0), atol=0.06)


def test_nothing_is_turned_where_somebody_stands_or_nobody_is(reader, astronaut):
    assert read(reader, astronaut).turned == 0
    ground = np.random.default_rng(0).normal(128, 30, (480, 640, 3)).clip(0, 255).astype(np.uint8)
    empty = read(reader, ground)
    assert empty.turned == 0 and empty.faces == ()
