import numpy as np
import portrait
import pytest

from retouch.image import masks

SIZE = 512
POINTS = masks.in_pixels(portrait.landmarks(), SIZE, SIZE)


def test_a_face_is_skin_where_skin_is_and_not_where_eyes_brows_and_lips_are():
    skin = masks.fill((SIZE, SIZE), POINTS, masks.OVAL) * (1 - masks.features((SIZE, SIZE), POINTS))

    def at(index):
        x, y = np.rint(POINTS[index]).astype(int)
        return skin[y, x]

    assert min(at(i) for i in (151, 50, 280, 199)) > 0.99, "forehead, cheeks, chin"
    assert max(at(i) for i in (468, 473, 105, 334, 13, 14, 61, 291)) < 0.01, "irises, brows, lips"


@pytest.mark.parametrize("pixels", [1, 5, 12])
def test_growing_moves_the_border_by_that_many_pixels_and_shrinking_takes_it_back(pixels):
    disc = np.zeros((101, 101), np.float32)
    yy, xx = np.mgrid[:101, :101]
    disc[np.hypot(yy - 50, xx - 50) <= 20] = 1
    grown = masks.grow(disc, pixels)
    assert grown[50, 50 + 20 + pixels] > 0.4 and grown[50, 50 + 20 + pixels + 2] == 0
    shrunk = masks.grow(disc, -pixels)
    assert shrunk[50, 50 + 20 - pixels - 1] > 0.4 and shrunk[50, 50 + 20 - pixels + 2] < 0.1


def test_masks_scale_with_the_picture():
    small = masks.features((SIZE // 2, SIZE // 2), masks.in_pixels(portrait.landmarks(), SIZE // 2, SIZE // 2))
    large = masks.features((SIZE, SIZE), POINTS)
    assert abs(small.mean() - large.mean()) < 0.15 * large.mean()


def test_shrinking_counts_from_the_border_of_the_region_and_not_of_the_picture():
    mask = np.zeros((9, 9), np.float32)
    mask[:5, 3:8] = 1
    assert np.argwhere(masks.grow(mask, -1) > 0.9).tolist() == [
        [row, column] for row in range(4) for column in (4, 5, 6)
    ]
    assert not masks.grow(np.zeros((9, 9), np.float32), -1).any()
