from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from retouch.adjust.base import ColourAdjustment, Context, FinishAdjustment, LocalAdjustment, param
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.develop.decode import Base
from retouch.develop.render import RenderCache, render, render_levels
from retouch.image import colour
from retouch.model.frame import Frame, Space
from retouch.model.photo import WhitePoint

WHITE = WhitePoint(5500, 0)
CONTEXT = Context(WHITE)
CAMERA = ((0.4716, 0.0603, -0.0830), (-0.7798, 1.5474, 0.2480), (-0.1496, 0.1937, 0.6651))


@dataclass(frozen=True)
class Gain(ColourAdjustment):
    key: ClassVar[str] = "test_gain"
    rank: ClassVar[int] = 10
    stops: float = param(0, -5, 5, 0.1, "Stops")

    def matrix(self, context):
        return np.eye(3) * 2**self.stops


@dataclass(frozen=True)
class Cube(ColourAdjustment):
    """On the scene, and no matrix."""

    key: ClassVar[str] = "test_cube"
    rank: ClassVar[int] = 20
    amount: float = param(0, 0, 1, 0.1, "Amount")

    def colours(self, rgb, context):
        return (rgb + np.float32(self.amount) * (rgb**3 - rgb)).astype(np.float32)


@dataclass(frozen=True)
class Negative(ColourAdjustment):
    """After the view."""

    key: ClassVar[str] = "test_negative"
    rank: ClassVar[int] = 60
    amount: float = param(0, 0, 1, 0.1, "Amount")

    def colours(self, rgb, context):
        return (rgb + np.float32(self.amount) * (1 - 2 * rgb)).astype(np.float32)


@dataclass(frozen=True)
class Lighten(LocalAdjustment):
    key: ClassVar[str] = "test_lighten"
    rank: ClassVar[int] = 1
    amount: float = param(0, 0, 1, 0.1, "Amount")
    calls: ClassVar[list[float]] = []

    def apply(self, frame, context):
        self.calls.append(self.amount)
        return frame.with_pixels(frame.pixels * np.float32(1 + self.amount))


@dataclass(frozen=True)
class Darken(Lighten):
    key: ClassVar[str] = "test_darken"
    rank: ClassVar[int] = 2

    def apply(self, frame, context):
        self.calls.append(-self.amount)
        return frame.with_pixels(frame.pixels / np.float32(1 + self.amount))


@dataclass(frozen=True)
class Cut(FinishAdjustment):
    key: ClassVar[str] = "test_cut"
    stage = FinishAdjustment.stage
    rank: ClassVar[int] = 1
    rearranges: ClassVar[bool] = True
    rows: float = param(0, 0, 100, 1, "Rows")

    def apply(self, pixels, scale):
        return pixels[int(self.rows) :]


def base_of(linear, camera=None):
    return Base(Frame(np.ascontiguousarray(linear, dtype=np.float32), Space.SCENE), WHITE, linear.shape[1::-1], camera)


@pytest.fixture
def base(wheel):
    return base_of(colour.srgb_to_linear(wheel / 255) @ colour.SRGB_TO_REC2020.T)


@pytest.fixture(autouse=True)
def no_calls():
    Lighten.calls.clear()


def test_a_neutral_edit_gives_the_picture_back(base, wheel):
    frame = render(base, Edit(), CONTEXT)
    assert frame.space is Space.SRGB
    assert np.abs(frame.pixels - wheel / 255).max() < 1e-4


@pytest.mark.parametrize("space", [Space.DISPLAY_P3, Space.ADOBE_RGB])
def test_other_spaces_show_the_same_colours(base, wheel, space):
    pixels = render(base, Edit(), CONTEXT, space=space).pixels
    linear = colour.decode(pixels.astype(np.float64), space) @ colour.convert(space, Space.SRGB).T
    assert np.abs(colour.linear_to_srgb(np.clip(linear, 0, 1)) - wheel / 255).mean() < 2e-3


def test_scene_is_not_a_space_to_end_in(base):
    with pytest.raises(ValueError, match="display"):
        render(base, Edit(), CONTEXT, space=Space.SCENE)


def test_colour_steps_run_in_their_order(base):
    edit = Edit((Gain(1.0), Cube(0.5), Negative(1.0)))
    scene = np.clip(base.frame.pixels, 0, None) * 2
    scene = scene + 0.5 * (scene**3 - scene)
    shown = 1 - colour.linear_to_srgb(np.clip(scene, 0, 1))
    linear = colour.srgb_to_linear(shown) @ colour.REC2020_TO_SRGB.T
    expected = colour.linear_to_srgb(np.clip(linear, 0, 1))
    difference = np.abs(render(base, edit, CONTEXT).pixels - expected)
    assert difference.mean() < 0.004
    assert np.percentile(difference, 99) < 0.03


def test_white_and_camera_come_from_the_file(wheel):
    seen = []

    class Spy(Gain):
        def matrix(self, context):
            seen.append((context.white, context.camera))
            return np.eye(3)

    base = base_of(np.full((4, 4, 3), 0.5), CAMERA)
    render(base, Edit((Spy(1.0),)), Context(WhitePoint(1, 2)))
    assert seen[0] == (WHITE, CAMERA)


def test_local_work_is_kept_while_colour_moves(base):
    cache = RenderCache()
    for stops in (0.1, 0.2, 0.3):
        render(base, Edit((Lighten(0.5), Gain(stops))), CONTEXT, cache=cache)
    assert Lighten.calls == [0.5]


def test_local_work_starts_from_the_longest_prefix(base):
    cache = RenderCache()
    one = render(base, Edit((Lighten(0.5),)), CONTEXT, cache=cache)
    render(base, Edit((Lighten(0.5), Darken(0.2))), CONTEXT, cache=cache)
    assert Lighten.calls == [0.5, -0.2]
    again = render(base, Edit((Lighten(0.5),)), CONTEXT, cache=cache)
    assert np.array_equal(one.pixels, again.pixels)
    assert Lighten.calls == [0.5, -0.2]


def test_another_photo_never_meets_the_cache_of_this_one(base):
    cache = RenderCache()
    other = base_of(base.frame.pixels * 0.5)
    edit = Edit((Lighten(0.5),))
    render(base, edit, CONTEXT, cache=cache)
    assert render(other, edit, CONTEXT, cache=cache).pixels.mean() < render(base, edit, CONTEXT).pixels.mean()


def test_a_slider_shows_what_a_picture_from_scratch_does(base):
    """Whatever moves: what is kept of the last picture must never show in the next."""
    kinds, cache = adjustments(), RenderCache()
    other = base_of(base.frame.pixels[::-1] * 0.5)
    sharp = kinds["sharpening"].from_values({"amount": 60})
    for of in (base, other, base):
        for ev, shadows in ((0.0, 0), (0.5, 0), (0.5, 40), (0.5, -20)):
            for contrast, last in ((10, ()), (20, ()), (30, (sharp,)), (40, ())):
                edit = Edit()
                steps = {"exposure": {"ev": ev}, "shadows": {"amount": shadows}, "contrast": {"amount": contrast}}
                for key, values in steps.items():
                    edit = edit.with_step(kinds[key].from_values(values))
                edit = Edit((*edit.steps, *last))
                shown = render_levels(of, edit, CONTEXT, np.uint8, cache=cache)
                fresh = render_levels(of, edit, CONTEXT, np.uint8)
                assert np.abs(shown.astype(int) - fresh).max() <= 1


def test_the_cache_lets_go(base):
    cache = RenderCache(entries=1)
    for amount in (0.1, 0.2, 0.1):
        render(base, Edit((Lighten(amount),)), CONTEXT, cache=cache)
    assert Lighten.calls == [0.1, 0.2, 0.1]


def test_finish_comes_last_and_on_the_whole_picture(base):
    edit = Edit((Gain(1.0), Cut(20)))
    whole = render(base, edit.without("test_cut"), CONTEXT)
    assert np.array_equal(render(base, edit, CONTEXT).pixels, whole.pixels[20:])


def test_the_input_is_left_alone(base):
    before = base.frame.pixels.copy()
    render(base, Edit((Lighten(0.5), Gain(1.0), Cube(0.5), Negative(0.5))), CONTEXT)
    assert np.array_equal(before, base.frame.pixels)


@pytest.mark.parametrize("edit", [Edit(), Edit((Gain(3.0), Cube(1.0), Negative(0.3)))], ids=["neutral", "all"])
def test_strange_pixels_stay_finite_and_in_range(edit):
    strange = np.array([-10, -1e-6, 0, 1e-9, 1, 5, 1e4, 1e8, -1e8, 0, 0.5, 0.25], np.float32).reshape(2, 2, 3)
    pixels = render(base_of(strange), edit, CONTEXT).pixels
    assert np.isfinite(pixels).all()
    assert pixels.min() >= 0
    assert pixels.max() <= 1
