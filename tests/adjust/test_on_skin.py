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
from retouch.image.body import body_skin
from retouch.image.face_texture import texture_kept
from retouch.image.skin import reduced
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
        near = masks.grow(masks.fill((512, 512), POINTS, masks.OVAL), 0.03 * WIDTH)
        far = np.maximum(near, body_skin(reduced(FRAME.pixels, POINTS))) < 1e-3
        assert np.abs(out - FRAME.pixels)[far].max() < 2e-4
        assert np.abs(out - FRAME.pixels).max() > 1e-3

    def test_keeps_the_texture_of_skin(self, kind):
        out = kind(amount=100).apply(FRAME, CONTEXT).pixels
        assert 0.85 < texture_kept(FRAME.pixels, out, POINTS) < 1.1

    def test_does_the_same_at_any_exposure(self, kind):
        dark = Frame(FRAME.pixels / np.float32(8), Space.SCENE)
        a, b = kind(amount=100).apply(FRAME, CONTEXT).pixels, kind(amount=100).apply(dark, CONTEXT).pixels * 8
        lit = FRAME.pixels.min(axis=2) > 0.01
        assert np.abs(a[lit] / b[lit] - 1).max() < 0.05

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


def test_the_steps_of_one_rendering_find_only_once_where_a_face_is_skin():
    one = replace(CONTEXT, faces={})
    Redness(amount=100).apply(FRAME, one)
    found = dict(one.faces)
    assert len(found) == 1
    after = SkinEvenness(amount=100).apply(Frame(FRAME.pixels * np.float32([1, 1.4, 1]), Space.SCENE), one)
    assert one.faces == found and np.abs(after.pixels - FRAME.pixels).max() > 1e-3
    mask = next(iter(found.values())).mask
    Shine(amount=100).apply(FRAME, one)
    assert len(one.faces) == 2 and next(iter(one.faces.values())).mask is mask


def test_half_of_the_slider_takes_a_good_third_of_a_hot_spot_even_on_a_small_face():
    lit = FRAME.pixels + spot(280, 0.035) * np.float32(
        0.6 * FRAME.pixels[tuple(np.rint(POINTS[280][::-1]).astype(int))].mean()
    )
    shiny = Frame(np.asarray(lit, np.float32), Space.SCENE)
    before, after, clean = (at(f, 280)[1] for f in (shiny, Shine(amount=50).apply(shiny, CONTEXT), FRAME))
    assert after - clean < 0.63 * (before - clean)


def test_where_a_hot_spot_hides_all_skin_the_colour_of_the_skin_around_comes():
    """Not grey: what is left after taking all white away has no colour that could be trusted."""
    blown = planted([1.5, 2.0, 2.6], 280, 0.03)
    after, clean = at(Shine(amount=100).apply(blown, CONTEXT), 280), at(blown, 280)
    assert after[0] - after[2] > clean[0] - clean[2] + 0.15
    assert after[0] > after[1] > after[2]


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


def by(step, frame):
    """What a step does, in EV."""
    return np.log2((step.apply(frame, CONTEXT).pixels + 1e-6) / (frame.pixels + 1e-6))


ADULT = {"face.child": -0.5, "skin.uneven": 0.1}


@pytest.mark.parametrize(
    "kind, tell, little, much",
    [
        (Shine, "skin.shine", 0.3, 0.9),
        (Redness, "skin.red", 0.03, 0.2),
        (UnderEye, "skin.under_eye", 0.15, 0.7),
        (SkinEvenness, "skin.uneven", 0.1, 0.3),
    ],
)
def test_work_on_skin_is_proposed_where_it_shows_and_never_for_a_child(kind, tell, little, much):
    assert kind.propose(measured(**{**ADULT, tell: little})) is None
    proposal = kind.propose(measured(**{**ADULT, tell: much}))
    assert 25 <= proposal.value.amount <= 60 and proposal.because[0].value == pytest.approx(much, abs=0.01)
    assert kind.propose(measured(**{**ADULT, tell: much, "face.child": 1.0})) is None
    assert kind.propose(Context(CONTEXT.white)) is None


def test_one_child_in_the_picture_is_enough_to_leave_the_skin_of_all_alone():
    adult = measured(**ADULT, **{"skin.red": 0.2})
    child = measured(**{**ADULT, "face.child": 1.2}).scene.faces[0]
    both = replace(adult, scene=replace(adult.scene, faces=(*adult.scene.faces, child)))
    assert Redness.propose(adult) is not None and Redness.propose(both) is None


def test_a_lit_side_and_a_black_and_white_face_do_not_shine():
    """Light that keeps the colour of skin is not mirrored by it; in grey nobody could tell."""
    lit = planted([0.8, 0.8, 0.8], 280, 0.12)
    change, plain = (by(Shine(amount=100), frame) for frame in (lit, FRAME))
    x, y = np.rint(POINTS[280]).astype(int)
    assert abs(change[y, x] - plain[y, x]).max() < 0.1
    grey = Frame(np.repeat(planted([0.9] * 3, 280).pixels.mean(axis=2, keepdims=True), 3, axis=2), Space.SCENE)
    assert Shine(amount=100).apply(grey, CONTEXT) is grey


def test_shine_draws_no_border_and_never_goes_deep():
    """Steps between neighbours stay as small as a soft brush's, even where a hot spot runs off the forehead."""
    shiny = planted([0.9, 1.2, 1.5], 10, 0.15)
    change = by(Shine(amount=100), shiny)[..., 1]
    soft = np.abs(np.diff(change, axis=0)).max()
    assert change.min() > -0.8 and soft < 0.15


def test_pupils_lit_by_a_flash_become_dark_and_brown_eyes_stay():
    red = np.zeros((512, 512, 1), np.float32)
    for iris in (masks.RIGHT_IRIS, masks.LEFT_IRIS):
        centre = POINTS[list(iris)].mean(axis=0)
        radius = np.linalg.norm(POINTS[list(iris)] - centre, axis=1).mean()
        red[np.hypot(XX - centre[0], YY - centre[1]) < 0.8 * radius] = 1
    flash = Frame(np.where(red > 0, np.float32([0.55, 0.05, 0.05]), FRAME.pixels).astype(np.float32), Space.SCENE)
    big = replace_size(flash, 2)
    out = Eyes(red_eye=100).apply(big, CONTEXT).pixels
    x, y = np.rint(2 * (POINTS[468] + 0.5) - 0.5).astype(int)
    assert out[y, x, 0] < 1.8 * out[y, x, 1:].mean() and out[y, x].max() < 0.12
    plain = replace_size(FRAME, 2)
    assert np.abs(Eyes(red_eye=100).apply(plain, CONTEXT).pixels - plain.pixels).max() < 1e-3
    assert Eyes.propose(measured(**ADULT, **{"eye.flash": 0.6})).value == Eyes(red_eye=100)
    child = measured(**{**ADULT, "face.child": 2.0, "eye.flash": 0.6})
    assert Eyes.propose(child).value == Eyes(red_eye=100), "a flash in the eye is no feature of anybody"


def replace_size(frame, times):
    return Frame(np.ascontiguousarray(frame.pixels.repeat(times, axis=0).repeat(times, axis=1)), Space.SCENE, times)


def test_red_whites_are_proposed_only_where_they_can_be_judged():
    tells = {**ADULT, "light.skin_rg": 0.6, "light.eye_white_rg": 0.55, "light.skin_50": -2.0}
    assert Eyes.propose(measured(**tells, **{"light.eye_white": -2.2})).value == Eyes(amount=25)
    assert Eyes.propose(measured(**tells, **{"light.eye_white": -4.0})) is None, "that is shade"
    assert Eyes.propose(measured(**{**tells, "light.eye_white_rg": 0.2, "light.eye_white": -2.2})) is None


def test_teeth_are_proposed_only_when_yellower_than_the_eyes_and_seen():
    tells = {**ADULT, "light.teeth_rg": 0.2, "light.teeth_bg": -0.6, "light.eye_white_bg": -0.1}
    closed = measured(**tells)
    face = closed.scene.faces[0]
    smiling = replace(face, expression=replace(face.expression, mouth_open=0.5))
    assert Teeth.propose(closed) is None
    proposal = Teeth.propose(replace(closed, scene=replace(closed.scene, faces=(smiling,))))
    assert proposal.value.amount <= 40 and "yellower" in proposal.because[0].text
