import json

import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import ColourAdjustment
from retouch.adjust.contrast import Contrast
from retouch.adjust.edit import Edit
from retouch.adjust.exposure import Exposure
from retouch.adjust.presets import Preset, own, read, shipped, to_data
from retouch.adjust.texture_floor import TextureFloor
from retouch.image.colour import srgb_to_linear
from retouch.image.oklab import to_oklab
from retouch.model.errors import RetouchError, UsageError

PRESETS = shipped()


def test_a_dozen_looks_ship_with_names_and_words():
    assert len(PRESETS) >= 12
    assert len({p.name for p in PRESETS}) == len(PRESETS)
    assert all(p.about and p.steps and not any(s.is_neutral() for s in p.steps) for p in PRESETS)
    assert all("exposure" not in {s.key for s in p.steps} for p in PRESETS), "a look never corrects a photo"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.name)
def test_strength_runs_from_nothing_to_more_than_all(preset):
    assert all(s.is_neutral() for s in preset.at(0))
    assert preset.at(1) == preset.steps
    half, full = preset.at(0.5), preset.at(1)
    for a, b in zip(half, full, strict=True):
        for name, value in a.values().items():
            assert abs(value) == pytest.approx(abs(b.values()[name]) / 2)


@pytest.mark.parametrize("preset", [p for p in PRESETS if "Black" not in p.name], ids=lambda p: p.name)
def test_colour_looks_leave_skin_the_colour_of_skin(preset):
    skin = np.float32([[0.80, 0.62, 0.52], [0.52, 0.36, 0.28], [0.28, 0.18, 0.13]])
    out = skin
    for step in preset.steps:
        if isinstance(step, ColourAdjustment) and step.rank >= 50:
            out = step.colours(out, portrait.context())

    def hue_and_chroma(rgb):
        lab = to_oklab(srgb_to_linear(rgb))
        return np.degrees(np.arctan2(lab[:, 2], lab[:, 1])), np.hypot(lab[:, 1], lab[:, 2])

    (hue, chroma), (before, was) = hue_and_chroma(out), hue_and_chroma(skin)
    assert np.abs(hue - before).max() < 8
    assert ((chroma / was > 0.6) & (chroma / was < 1.35)).all()


def test_a_look_replaces_what_it_sets_and_keeps_the_rest():
    edit = Edit().with_step(Exposure(ev=0.5)).with_step(Contrast(amount=-50))
    preset = next(p for p in PRESETS if any(s.key == "contrast" for s in p.steps))
    out = preset.on(edit)
    assert out.get("exposure") == Exposure(ev=0.5)
    assert out.get("contrast") == next(s for s in preset.steps if s.key == "contrast")


@given(st.floats(-100, 100), st.floats(0, 2))
def test_a_preset_survives_its_file(amount, strength):
    data = json.loads(json.dumps(to_data("Mine", "words", [Contrast(amount=amount), Exposure(ev=1)])))
    assert data["steps"].keys() == ({"contrast", "exposure"} if amount else {"exposure"})


def test_own_presets_are_read_and_bad_ones_named(tmp_path):
    told: list[RetouchError] = []
    assert own(tmp_path / "none", told.append) == ()
    good = tmp_path / "a.json"
    good.write_text(json.dumps(to_data("Mine", "words", [Contrast(amount=20)])))
    assert own(tmp_path, told.append)[0].steps == (Contrast(amount=20),) and told == []
    for text in (
        "[]",
        "{",
        '{"name": "x"}',
        '{"name": "x", "steps": {"unheard_of": {}}}',
        '{"name":"x","steps":{"contrast":{"amount":"a"}}}',
    ):
        bad = tmp_path / "bad.json"
        bad.write_text(text)
        with pytest.raises(UsageError) as caught:
            read(bad)
        assert "bad.json" in str(caught.value)
        assert [p.name for p in own(tmp_path, told.append)] == ["Mine"], "it costs itself"
        assert "bad.json" in str(told.pop())
    with pytest.raises(UsageError, match="cannot be read") as caught:
        read(tmp_path / "none.json")
    assert "delete" not in caught.value.todo, "it may be a good one"


def test_no_preset_unlocks_the_texture_floor():
    """That is a word on one photo: with a preset it would be said of thousands, unseen."""
    own = Edit().with_step(TextureFloor(floor=90))
    preset = Preset("smooth", "", (TextureFloor(floor=10), Exposure(ev=0.5)))
    assert preset.on(own) == own.with_step(Exposure(ev=0.5))
