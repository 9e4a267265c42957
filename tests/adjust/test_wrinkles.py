import numpy as np
import portrait

from retouch.adjust.base import Context
from retouch.adjust.wrinkles import Wrinkles
from retouch.image import masks
from retouch.image.face_texture import texture_kept
from retouch.model.frame import Frame, Space

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
CHEEK = POINTS[50]


def test_a_line_becomes_softer_and_stays_and_the_rest_is_left_alone():
    context = portrait.context()
    width = masks.face_width(POINTS)
    yy, xx = np.mgrid[:512, :512].astype(np.float32)
    along = np.exp(-(((xx - CHEEK[0]) / (0.1 * width)) ** 4))
    line = 0.35 * np.exp(-(((yy - CHEEK[1]) / (0.012 * width)) ** 2)) * along
    plain = portrait.frame().pixels
    lined = Frame(np.float32(plain * np.exp2(-line)[..., None]), Space.SCENE)
    out = Wrinkles(amount=100).apply(lined, context).pixels
    lifted = np.log2((out + 1e-6) / (lined.pixels + 1e-6)).mean(axis=-1)
    x, y = np.rint(CHEEK).astype(int)
    assert 0.05 < lifted[y, x] < 0.3, "softened, not erased"
    assert lifted.min() > -0.02
    eyes = masks.fill((512, 512), POINTS, masks.RIGHT_EYE, masks.LEFT_EYE) > 0.5
    assert np.abs(lifted[eyes]).max() < 0.02
    assert texture_kept(plain, Wrinkles(amount=60).apply(portrait.frame(), context).pixels, POINTS) > 0.85


def test_wrinkles_are_never_suggested():
    assert Wrinkles.propose(portrait.context()) is None
    assert Wrinkles.propose(Context(portrait.DAYLIGHT)) is None
