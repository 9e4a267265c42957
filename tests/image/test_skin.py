import cv2
import numpy as np
import portrait

from retouch.image import masks
from retouch.image.face_light import linear
from retouch.image.skin import FINE, log_light, reduced, skin_mask, split

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
LIGHT = linear(portrait.astronaut())


def bands(light):
    return split(reduced(light, POINTS))


def test_the_mask_is_face_and_neither_hair_nor_suit_nor_eyes():
    mask = skin_mask(log_light(LIGHT), POINTS)
    x, y = np.rint(POINTS[[50, 280, 468, 473]]).astype(int).T
    cheeks_and_irises = mask[y, x]
    assert cheeks_and_irises[:2].min() > 0.8 and cheeks_and_irises[2:].max() < 0.05
    assert mask[300:].max() == 0, "nothing below the neck"


def test_exposure_does_not_move_the_mask_or_the_middle_band():
    dark, plain = bands(LIGHT * np.float32(0.25)), bands(LIGHT)
    assert np.abs(dark.mask - plain.mask).mean() < 0.005
    assert np.abs(dark.tone - plain.tone)[plain.mask > 0.5].max() < 0.05


def test_a_blotch_is_found_and_texture_and_shading_are_not():
    width = masks.face_width(POINTS)
    smooth = cv2.GaussianBlur(LIGHT, (0, 0), 0.2 * width)
    yy, xx = np.mgrid[:512, :512]
    cx, cy = POINTS[50]
    blotch = 0.2 * np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * (0.03 * width) ** 2))
    grain = np.random.default_rng(0).normal(0, 0.15, (512, 512))
    grain = grain - cv2.GaussianBlur(grain, (0, 0), FINE * width)
    plain = bands(smooth).unevenness()
    assert bands(np.float32(smooth * 2 ** grain[..., None])).unevenness() < plain + 0.02
    found = bands(np.float32(smooth * 2 ** blotch[..., None]))
    y, x = int(cy), int(cx)
    assert 0.05 < found.tone[y, x] < 0.25


def test_a_tiny_face_is_left_alone():
    small = cv2.resize(LIGHT, (100, 100), interpolation=cv2.INTER_AREA)
    assert reduced(small, masks.in_pixels(portrait.landmarks(), 100, 100)) is None


def test_a_coloured_blotch_is_colour_and_not_tone():
    width = masks.face_width(POINTS)
    yy, xx = np.mgrid[:512, :512]
    cx, cy = POINTS[50]
    patch = np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * (0.04 * width) ** 2))[..., None]
    plain = cv2.GaussianBlur(LIGHT, (0, 0), 0.2 * width)
    found = bands(np.float32(plain * 2 ** (patch * np.float32([0.2, -0.1, 0.0]))))
    y, x = int(cy), int(cx)
    assert found.colour[y, x, 0] - found.colour[y, x, 1] > 0.12 and abs(found.tone[y, x]) < 0.05


def test_a_beard_is_not_skin_and_a_spot_there_is():
    """Hair is planted as fine grain over a jaw; a single spot of the same grain is too small to be a beard."""
    width = masks.face_width(POINTS)
    rng = np.random.default_rng(0)
    grain = rng.normal(0, 0.5, (512, 512)).astype(np.float32)
    yy, xx = np.mgrid[:512, :512]

    def mask_with(centre, radius):
        away = np.hypot(xx - centre[0], yy - centre[1])
        bearded = np.float32(LIGHT * 2 ** (grain * (away < radius * width))[..., None])
        found = reduced(bearded, POINTS).mask
        return float(found[away < 0.6 * radius * width].mean())

    chin = (POINTS[152] + POINTS[17]) / 2
    assert mask_with(chin, 0.14) < 0.25
    assert mask_with(POINTS[205], 0.02) > 0.6
