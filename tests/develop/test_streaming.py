from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from retouch.adjust.base import Context, Gain, GainAdjustment, LocalAdjustment, param
from retouch.adjust.crop import Crop
from retouch.adjust.dehaze import Dehaze
from retouch.adjust.edit import Edit
from retouch.adjust.exposure import Exposure
from retouch.adjust.highlights import Highlights
from retouch.adjust.noise import Noise
from retouch.adjust.rotate import Rotate
from retouch.adjust.shadows import Shadows
from retouch.adjust.sharpening import Sharpening
from retouch.adjust.straighten import Straighten
from retouch.adjust.vignette import Vignette
from retouch.develop import decode
from retouch.develop.encode import OutputSharpening
from retouch.develop.render import render_levels
from retouch.develop.streaming import can_stream, render_stream
from retouch.image.resize import fit
from retouch.model.photo import Capture


@dataclass(frozen=True)
class Spot(GainAdjustment):
    """Brightens a rectangle off the middle, smoothly."""

    key: ClassVar[str] = "test_spot"
    rank: ClassVar[int] = 1
    smooth: ClassVar[bool] = True
    amount: float = param(0, 0, 4, 0.1, "Amount")

    def gains(self, frame, context):
        rows = slice(frame.height // 8, frame.height // 2)
        columns = slice(frame.width // 2, frame.width * 7 // 8)
        bump = [np.sin(np.linspace(0, np.pi, s.stop - s.start)) for s in (rows, columns)]
        yield Gain(rows, columns, (1 + self.amount * np.outer(*bump)).astype(np.float32))


@dataclass(frozen=True)
class Fine(Spot):
    key: ClassVar[str] = "test_fine"
    smooth: ClassVar[bool] = False


@dataclass(frozen=True)
class Late(Spot):
    key: ClassVar[str] = "test_late"
    rank: ClassVar[int] = 90


@dataclass(frozen=True)
class Whole(LocalAdjustment):
    key: ClassVar[str] = "test_whole"
    rank: ClassVar[int] = 2
    amount: float = param(0, 0, 1, 0.1, "Amount")


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_same_picture_as_the_whole_way(make_dng, portrait, tmp_path, orientation, dtype):
    make_dng(portrait, tmp_path / "a.dng", orientation=orientation)
    edit = Edit((Spot(1.0), Exposure(0.3), Sharpening(60, 1.0)))
    last = (OutputSharpening(0.5),)
    base = decode.base(tmp_path / "a.dng")
    whole = render_levels(base, edit, Context(base.white), dtype, last=last)
    with decode.stream(tmp_path / "a.dng") as stream:
        streamed = render_stream(stream, edit, Context(stream.half.white), dtype, last=last)
    assert streamed.shape == whole.shape
    assert streamed.dtype == dtype
    off = np.abs(streamed.astype(np.float64) - whole) / np.iinfo(dtype).max
    assert np.percentile(off, 99.9) < 0.01
    assert off.max() < 0.05


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_tone_of_regions_is_the_same_as_the_whole_way_and_as_the_preview(make_dng, portrait, tmp_path, orientation):
    make_dng(portrait, tmp_path / "a.dng", orientation=orientation)
    edit = Edit((Exposure(0.3), Highlights(-90), Shadows(90)))
    base = decode.base(tmp_path / "a.dng")
    whole = render_levels(base, edit, Context(base.white), np.float32)
    with decode.stream(tmp_path / "a.dng") as stream:
        streamed = render_stream(stream, edit, Context(stream.half.white), np.uint16) / np.float32(65535)
    off = np.abs(streamed - whole)
    assert off.mean() < 0.002 and np.percentile(off, 99) < 0.02
    small = base.reduced(max(whole.shape) // 2)
    preview = render_levels(small, edit, Context(base.white), np.float32)
    reduced = fit(whole, max(whole.shape) // 2)
    assert np.abs(preview - reduced).mean() < 0.01


@pytest.mark.parametrize(
    "steps",
    [
        (Vignette(-80),),
        (Crop(30, 0, 0, 20), Vignette(-80)),
        (Rotate(1), Straighten(4), Crop(10, 20, 0, 0)),
        (Straighten(-7), Vignette(-80), Sharpening(60, 1.0)),
    ],
    ids=["vignette", "crop and vignette", "all moves", "values after a move"],
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_geometry_is_the_same_as_the_whole_way(make_dng, portrait, tmp_path, steps, orientation):
    make_dng(portrait, tmp_path / "a.dng", orientation=orientation)
    edit = Edit(steps)
    base = decode.base(tmp_path / "a.dng")
    whole = render_levels(base, edit, Context(base.white), np.uint16)
    with decode.stream(tmp_path / "a.dng") as stream:
        streamed = render_stream(stream, edit, Context(stream.half.white), np.uint16)
    assert streamed.shape == whole.shape
    assert np.abs(streamed.astype(np.float64) - whole).max() < 0.003 * 65535
    step_by_step = render_levels(base, Edit(), Context(base.white), np.float32)
    for step in steps:
        step_by_step = np.ascontiguousarray(step.apply(step_by_step, 1.0))
    off = np.abs(step_by_step * 65535 - whole)
    assert np.median(off) < 200 and np.percentile(off, 99) < 3000  # twice interpolated against once


def test_noise_goes_as_it_does_the_whole_way(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", iso=6400, orientation=6)
    capture = Capture(iso=6400)
    edit = Edit((Noise(50, 80), Spot(1.0)))
    base = decode.base(tmp_path / "a.dng")
    noisy = render_levels(base, Edit(edit.steps[1:]), Context(base.white, capture), np.uint16)
    whole = render_levels(base, edit, Context(base.white, capture), np.uint16)
    with decode.stream(tmp_path / "a.dng") as stream:
        assert can_stream(edit)
        streamed = render_stream(stream, edit, Context(stream.half.white, capture), np.uint16)
    off, effect = (np.abs(whole.astype(np.float64) - other) for other in (streamed, noisy))
    assert off.mean() < 0.05 * effect.mean()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize(
    "steps",
    [(Dehaze(80),), (Dehaze(-60),), (Spot(1.0), Dehaze(80), Late(1.0))],
    ids=["dehaze", "mist", "between gains"],
)
def test_haze_goes_as_it_does_the_whole_way(make_dng, portrait, tmp_path, orientation, steps):
    large = portrait.repeat(2, axis=0).repeat(2, axis=1)  # at half size there is as much to measure as is looked at
    veiled = np.asarray(large * 0.7 + np.linspace(20, 70, large.shape[1])[:, None], np.uint8)
    make_dng(veiled, tmp_path / "a.dng", orientation=orientation, noise=False)
    edit = Edit(steps)
    base = decode.base(tmp_path / "a.dng")
    neutral = render_levels(base, Edit(), Context(base.white), np.uint16)
    whole = render_levels(base, edit, Context(base.white), np.uint16)
    with decode.stream(tmp_path / "a.dng") as stream:
        assert can_stream(edit)
        before = stream.half.frame.pixels.copy()
        streamed = render_stream(stream, edit, Context(stream.half.white), np.uint16)
        assert np.array_equal(stream.half.frame.pixels, before)
    off, effect = (np.abs(whole.astype(np.float64) - other) for other in (streamed, neutral))
    assert off.mean() < 0.03 * effect.mean()
    assert np.percentile(off, 99.9) < 0.01 * 65535


def test_gains_fall_where_they_belong(make_dng, portrait, tmp_path):
    """Without the gain the upper right would be darker: the comparison above is not blind to it."""
    make_dng(portrait, tmp_path / "a.dng", orientation=6)
    with decode.stream(tmp_path / "a.dng") as stream:
        context = Context(stream.half.white)
        plain, lit = (render_stream(stream, Edit(s), context, np.uint8).astype(int) for s in ((), (Spot(3.0),)))
    height, width = plain.shape[:2]
    brighter = (lit - plain).mean(axis=2)
    assert brighter[height // 4, width * 5 // 8 : width * 3 // 4].mean() > 20
    assert np.abs(brighter[:, : width // 2 - 2]).max() == 0


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(), True),
        (Edit((Spot(1.0), Exposure(1.0), Sharpening(50, 1.0))), True),
        (Edit((Fine(1.0),)), False),
        (Edit((Whole(1.0),)), False),
        (Edit((Spot(1.0), Dehaze(50))), True),
        (Edit((Fine(1.0), Dehaze(50))), False),
        (Edit((Crop(10, 0, 0, 0),)), True),
        (Edit((Vignette(30),)), True),
        (Edit((Straighten(3), Crop(10, 0, 0, 0), Vignette(30))), True),
    ],
    ids=[
        "nothing",
        "bands",
        "fine gains",
        "whole picture",
        "haze",
        "haze after fine gains",
        "crop",
        "vignette",
        "geometry",
    ],
)
def test_what_can_be_streamed(edit, expected):
    assert can_stream(edit) is expected


def test_only_mosaics_are_streams(shared_data, portrait, tmp_path):
    with decode.stream(shared_data / "raw" / "photoprism_canon_eos_6d.dng") as stream:
        assert stream is None  # linear DNG
    (tmp_path / "a.jpg").write_bytes(decode.thumbnail_jpeg(portrait, 100))
    with decode.stream(tmp_path / "a.jpg") as stream:
        assert stream is None


def test_the_half_size_base_is_the_usual_one(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", orientation=8)
    half = decode.base(tmp_path / "a.dng", long_edge=max(portrait.shape) // 2)
    with decode.stream(tmp_path / "a.dng") as stream:
        assert np.array_equal(stream.half.frame.pixels, half.frame.pixels)
        assert stream.half.white == half.white
        assert stream.half.frame.scale == half.frame.scale


def test_crop_and_turn_come_out_the_same(make_dng, portrait, tmp_path):
    make_dng(portrait, tmp_path / "a.dng", orientation=6, noise=False)
    edit = Edit().with_step(Crop(10, 5, 20, 0)).with_step(Rotate(1)).with_step(Sharpening(60, 1.0))
    base = decode.base(tmp_path / "a.dng")
    whole = render_levels(base, edit, Context(base.white), np.uint8)
    with decode.stream(tmp_path / "a.dng") as stream:
        streamed = render_stream(stream, edit, Context(stream.half.white), np.uint8)
    assert streamed.shape == whole.shape
    inside = np.s_[6:-6, 6:-6]  # at the cut edge the streamed one is sharpened with what was cut off
    assert np.abs(streamed.astype(int) - whole)[inside].max() <= 1
