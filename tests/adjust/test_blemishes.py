from dataclasses import replace

import numpy as np
import portrait
import pytest

from retouch.adjust.base import Context
from retouch.adjust.blemishes import Blemishes, Mark, clicked, dots
from retouch.adjust.presets import to_data
from retouch.adjust.registry import dump, load
from retouch.image import masks
from retouch.image.spots import Spot, place, spots_to_tells
from retouch.model.frame import Frame, Space
from retouch.model.numbers import Measured

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
CHEEK, CHIN = POINTS[50], POINTS[199]
SIZE = (512, 512)


def spot(at, red):
    anchor, dx, dy = place(POINTS, float(at[0]), float(at[1]))
    return Spot(anchor, dx, dy, 0.025, 0.5, red, 1.0, 2.0)


@pytest.fixture
def scene():
    scene = portrait.context().scene
    tells = spots_to_tells([spot(CHEEK, 0.15), spot(CHIN, 0.62)])
    return replace(scene, faces=(replace(scene.faces[0], tells=Measured(tells)),))


@pytest.fixture
def frame():
    pixels = portrait.frame().pixels.copy()
    yy, xx = np.mgrid[:512, :512]
    for at in (CHEEK, CHIN):
        away = np.hypot(xx - at[0], yy - at[1]) / (0.025 * masks.face_width(POINTS))
        pixels *= np.exp2(-0.5 / (1 + np.exp(np.clip((away - 1) * 5, -50, 50))))[..., None] * np.float32(1)
    return Frame(np.float32(pixels), Space.SCENE)


def lifted(step, scene, frame):
    """EV that the step adds at the cheek and at the chin."""
    out = step.apply(frame, Context(portrait.DAYLIGHT, scene=scene)).pixels
    ev = (np.log2(out + 1e-6) - np.log2(frame.pixels + 1e-6)).mean(axis=-1)
    return tuple(float(ev[round(float(y)), round(float(x))]) for x, y in (CHEEK, CHIN))


def test_a_blemish_is_healed_and_a_mole_is_kept(scene, frame):
    cheek, chin = lifted(Blemishes(amount=100), scene, frame)
    assert cheek > 0.2 and abs(chin) < 0.01
    half, _ = lifted(Blemishes(amount=50), scene, frame)
    assert half == pytest.approx(cheek / 2, abs=0.02)


def test_only_the_neighbourhood_of_the_spot_changes(scene, frame):
    out = Blemishes(amount=100).apply(frame, Context(portrait.DAYLIGHT, scene=scene)).pixels
    rows, columns = np.nonzero(np.abs(out - frame.pixels).max(axis=-1) > 1e-6)
    away = np.hypot(columns - CHEEK[0], rows - CHEEK[1])
    assert away.max() < 0.06 * masks.face_width(POINTS)


def test_a_click_vetoes_wishes_and_adds(scene, frame):
    step = Blemishes(amount=100)
    for at in (CHEEK, CHIN):
        step = clicked(step, scene, SIZE, *((at + 0.5) / 512))
    cheek, chin = lifted(step, scene, frame)
    assert abs(cheek) < 0.01 and chin > 0.15, "the blemish is left alone, the mole is healed, as asked"
    assert [(d.feature, d.healed) for d in dots(step, scene, SIZE)] == [(False, False), (True, True)]
    nose = (POINTS[4] + 0.5) / 512
    more = clicked(step, scene, SIZE, *nose)
    assert len(dots(more, scene, SIZE)) == 3 and dots(more, scene, SIZE)[2].healed
    gone = clicked(more, scene, SIZE, *nose)
    assert len(dots(gone, scene, SIZE)) == 2
    assert clicked(step, scene, SIZE, 0.02, 0.98) == step, "off every face"
    assert clicked(Blemishes(), scene, SIZE, *nose).amount == 100


def test_dots_lie_on_the_spots(scene):
    first, second = dots(Blemishes(), scene, SIZE)
    assert np.allclose([first.x * 512 - 0.5, first.y * 512 - 0.5], CHEEK, atol=0.5)
    assert np.allclose([second.x * 512 - 0.5, second.y * 512 - 0.5], CHIN, atol=0.5)


def test_marks_survive_storage_and_no_preset_takes_them_along():
    step = Blemishes(amount=80, marks=(Mark(0, 50, 0.01, -0.02, 0.015, False), Mark(1, 4, 0.0, 0.0, 0.02, True)))
    assert load("blemishes", dump(step)) == step
    assert not Blemishes(amount=0, marks=step.marks).is_neutral()
    assert "marks" not in to_data("a", "", [step])["steps"]["blemishes"]
    with pytest.raises(ValueError, match="place"):
        load("blemishes", {"version": 1, "amount": 5, "marks": [[0, 9999, 0, 0, 0.02, True]]})


def test_what_is_suggested_counts_blemishes_only(scene):
    proposal = Blemishes.propose(Context(portrait.DAYLIGHT, scene=scene))
    assert proposal.value == Blemishes(amount=100) and proposal.because[0].value == 1
    where = proposal.because[0].where
    assert where.x < (CHEEK[0] + 0.5) / 512 < where.x + where.width
    assert where.y < (CHEEK[1] + 0.5) / 512 < where.y + where.height
