"""What every adjustment of faces promises, and what each does to a flaw planted for it."""

from dataclasses import replace

import numpy as np
import portrait
import pytest

from retouch.adjust.base import Context
from retouch.adjust.eyes import Eyes
from retouch.adjust.redness import Redness
from retouch.adjust.shine import Shine
from retouch.adjust.skin_evenness import SkinEvenness
from retouch.adjust.teeth import Teeth
from retouch.adjust.under_eye import UnderEye
from retouch.image import masks
from retouch.image.face_texture import texture_kept
from retouch.model.frame import Frame, Space

CONTEXT = portrait.context()
FRAME = portrait.frame()
POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
WIDTH = masks.face_width(POINTS)
KINDS = [SkinEvenness, Redness, Shine, UnderEye, Eyes, Teeth]
YY, XX = np.mgrid[:512, :512]


def spot(index, sigma=0.04):
    """A soft disc of height 1 at a landmark."""
    x, y = POINTS[index]
    return np.exp(-((XX - x) ** 2 + (YY - y) ** 2) / (2 * (sigma * WIDTH) ** 2))[..., None].astype(np.float32)


def planted(ev, index, sigma=0.04):
    return Frame(np.asarray(FRAME.pixels * 2.0 ** (spot(index, sigma) * np.float32(ev)), np.float32), Space.SCENE)


def at(frame, index):
    """Mean log RGB around a landmark."""
    x, y = np.rint(POINTS[index]).astype(int)
    return np.log2(frame.pixels[y - 2 : y + 3, x - 2 : x + 3].mean(axis=(0, 1)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.key)
class TestEveryAdjustmentOfFaces:
    def test_leaves_everything_but_the_face_as_it_is(self, kind):
        out = kind(amount=100).apply(FRAME, CONTEXT).pixels
        far = masks.grow(masks.fill((512, 512), POINTS, masks.OVAL), 0.15 * WIDTH) == 0
        assert np.abs(out - FRAME.pixels)[far].max() < 1e-4
        assert np.abs(out - FRAME.pixels).max() > 1e-3

    def test_keeps_the_texture_of_skin(self, kind):
        out = kind(amount=100).apply(FRAME, CONTEXT).pixels
        assert 0.85 < texture_kept(FRAME.pixels, out, POINTS) < 1.1

    def test_does_the_same_at_any_exposure(self, kind):
        dark = Frame(FRAME.pixels / np.float32(8), Space.SCENE)
        a, b = kind(amount=100).apply(FRAME, CONTEXT).pixels, kind(amount=100).apply(dark, CONTEXT).pixels * 8
        lit = FRAME.pixels.min(axis=2) > 0.01
        assert np.abs(a[lit] / b[lit] - 1).max() < 0.03

    def test_leaves_small_faces_and_unread_photos_alone(self, kind):
        tiny = Frame(np.ascontiguousarray(FRAME.pixels[::6, ::6]), Space.SCENE, 1 / 6)
        assert kind(amount=100).apply(tiny, CONTEXT) is tiny
        assert kind(amount=100).apply(FRAME, Context(CONTEXT.white)) is FRAME

    def test_works_on_every_face(self, kind):
        scene = CONTEXT.scene
        moved = replace(scene.faces[0], landmarks=scene.faces[0].landmarks + np.float32(3))
        both = replace(CONTEXT, scene=replace(scene, faces=(moved, scene.faces[0])))
        np.testing.assert_array_equal(
            kind(amount=60).apply(FRAME, both).pixels, kind(amount=60).apply(FRAME, CONTEXT).pixels
        )


def test_a_red_patch_pales_and_keeps_its_brightness():
    red = planted([0.25, -0.1, -0.1], 280)
    before, after = at(red, 280), at(Redness(amount=100).apply(red, CONTEXT), 280)
    assert (after[0] - after[1]) - (before[0] - before[1]) < -0.1
    assert abs((after - before) @ [0.25, 0.6, 0.15]) < 0.06


def test_a_hot_spot_comes_down_and_gets_its_colour_back():
    shiny = planted([0.5, 0.8, 1.1], 280)
    before, after = at(shiny, 280), at(Shine(amount=100).apply(shiny, CONTEXT), 280)
    assert after[1] - before[1] < -0.15
    assert (after[0] - after[2]) > (before[0] - before[2]) + 0.05, "less white, more skin"


def test_dark_circles_are_softened_and_not_erased():
    down = POINTS[152] - POINTS[10]
    x, y = POINTS[145] + 0.09 * WIDTH * down / np.linalg.norm(down)
    circle = np.exp(-((XX - x) ** 2 + (YY - y) ** 2) / (2 * (0.05 * WIDTH) ** 2))
    dark = Frame(np.asarray(FRAME.pixels * 2.0 ** (-0.5 * circle)[..., None], np.float32), Space.SCENE)
    out = UnderEye(amount=100).apply(dark, CONTEXT).pixels
    lifted = np.log2(out[int(y), int(x), 1] / dark.pixels[int(y), int(x), 1])
    assert 0.08 < lifted < 0.45


def test_whites_lose_red_and_irises_brighten():
    out = Eyes(amount=100).apply(FRAME, CONTEXT)
    for iris in (masks.RIGHT_IRIS, masks.LEFT_IRIS):
        centre = POINTS[list(iris)].mean(axis=0)
        radius = np.linalg.norm(POINTS[list(iris)] - centre, axis=1).mean()
        ring = np.abs(np.hypot(XX - centre[0], YY - centre[1]) - 0.7 * radius) < 0.8
        assert np.median(np.log2(out.pixels[ring, 1] / FRAME.pixels[ring, 1])) > 0.05


def test_yellow_teeth_get_their_blue_back_and_lips_stay():
    mouth = masks.fill((512, 512), POINTS, masks.MOUTH)[..., None]
    yellow = Frame(np.asarray(FRAME.pixels * 2.0 ** (mouth * np.float32([0, 0, -0.5])), np.float32), Space.SCENE)
    out = Teeth(amount=100).apply(yellow, CONTEXT)
    inside = mouth[..., 0] > 0.9
    change = np.log2(out.pixels[inside] / yellow.pixels[inside])
    assert np.percentile(change[:, 2], 75) > 0.15
    assert np.percentile(change[:, 1], 95) < 0.25, "never white paper"
    lips = np.rint(POINTS[[0, 17]]).astype(int)
    np.testing.assert_allclose(out.pixels[lips[:, 1], lips[:, 0]], yellow.pixels[lips[:, 1], lips[:, 0]], rtol=0.03)


def measured(**tells):
    face = replace(CONTEXT.scene.faces[0], tells={**CONTEXT.scene.faces[0].tells, **tells})
    return replace(CONTEXT, scene=replace(CONTEXT.scene, faces=(face,)))


def test_shine_is_proposed_when_there_is_some_and_it_is_not_blown():
    assert Shine.propose(measured(**{"light.skin_50": -1.5, "light.skin_95": -1.0})) is None
    assert 20 < Shine.propose(measured(**{"light.skin_50": -1.6, "light.skin_95": -0.4})).value.amount <= 50
    assert Shine.propose(measured(**{"light.skin_50": -1.6, "light.skin_95": 0.0})) is None


def test_teeth_are_proposed_only_when_yellower_than_the_eyes_and_seen():
    tells = {"light.teeth_rg": 0.2, "light.teeth_bg": -0.6, "light.eye_white_bg": -0.1}
    closed = measured(**tells)
    face = closed.scene.faces[0]
    smiling = replace(face, expression=replace(face.expression, mouth_open=0.5))
    assert Teeth.propose(closed) is None
    proposal = Teeth.propose(replace(closed, scene=replace(closed.scene, faces=(smiling,))))
    assert proposal.value.amount <= 40 and "yellower" in proposal.because[0].text
