"""What every adjustment must hold, whatever it does: a new file in ``adjust/`` is tested by being there."""

from dataclasses import fields
from functools import cache

import cv2
import numpy as np
import portrait
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.adjust.base import Adjustment, ColourAdjustment, Context, FinishAdjustment, LocalAdjustment, Stage
from retouch.adjust.blemishes import Blemishes, Mark
from retouch.adjust.edit import Edit
from retouch.adjust.registry import Unknown, adjustments, dump, load, topic
from retouch.model.photo import WhitePoint

KINDS = [k for k in adjustments().values() if k.key != "lut"]  # needs a file, and has tests of its own
UNITS = {"", "%", "°", "EV", "K", "px"}
context = cache(portrait.context)
frame = cache(portrait.frame)


def strong(kind: type[Adjustment], share: float = 0.8) -> Adjustment:
    """Every parameter well away from neutral."""
    return kind(**{name: p.low + share * (p.high - p.low) for name, p in kind.params().items()}, **carried(kind))


def carried(kind: type[Adjustment]) -> dict[str, object]:
    """What a kind carries beside its parameters: here a spot on the cheek."""
    return {"marks": (Mark(0, 50, 0.0, 0.0, 0.02, True),)} if kind is Blemishes else {}


def applied(step: Adjustment, scale: float = 1.0) -> np.ndarray:
    """The sample portrait after this one step, as the engine calls it."""
    before = frame(scale)
    if step.stage is Stage.BASE:  # happens where the file is read
        return before.pixels
    if isinstance(step, LocalAdjustment):
        return step.apply(before, context()).pixels
    if isinstance(step, FinishAdjustment):
        return step.apply(np.clip(before.pixels, 0, 1) ** np.float32(1 / 2.4), scale)
    assert isinstance(step, ColourAdjustment)
    matrix = step.matrix(context())
    rgb = before.pixels.reshape(-1, 3)
    if step.rank >= 50:
        assert matrix is None, "after the view there is no scene light that a matrix could act on"
        rgb = np.clip(rgb, 0, 1) ** np.float32(1 / 2.4)
    out = rgb @ matrix.T.astype(np.float32) if matrix is not None else step.colours(rgb, context())
    return out.reshape(before.pixels.shape)


def untouched(step: Adjustment, scale: float = 1.0) -> np.ndarray:
    before = frame(scale).pixels
    return (
        before
        if step.stage < Stage.COLOUR or (step.stage == Stage.COLOUR and step.rank < 50)
        else (np.clip(before, 0, 1) ** np.float32(1 / 2.4))
    )


def test_there_are_adjustments_and_their_names_and_places_are_their_own():
    assert {"exposure", "white_balance", "skin_evenness"} <= set(adjustments())
    assert len({(k.stage, k.rank) for k in KINDS}) == len(KINDS)
    assert len({k.title for k in KINDS}) == len(KINDS)
    assert all(topic(k) == f"adjust.{k.key}" and k.__module__.endswith(k.key) for k in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.key)
class TestEveryAdjustment:
    def test_is_made_of_parameters_with_words_and_units(self, kind):
        assert kind.title and kind.__doc__
        assert {f.name for f in fields(kind)} == set(kind.params()) | set(kind.carries)
        for p in kind.params().values():
            assert p.label and p.about and p.unit in UNITS
            assert p.low < p.high and 0 < p.step <= (p.high - p.low) / 10

    def test_neutral_changes_nothing(self, kind):
        assert kind().is_neutral()
        assert Edit().with_step(kind()).steps == ()
        if kind.key != "white_balance":  # 0 K has no meaning of its own; the engine never runs a neutral step
            np.testing.assert_allclose(applied(kind()), untouched(kind()), atol=2e-4)

    def test_changes_something_finite_and_leaves_its_input_alone(self, kind):
        before = frame(1.0).pixels.copy()
        out = applied(strong(kind))
        assert out.dtype == np.float32 and np.isfinite(out).all()
        np.testing.assert_array_equal(frame(1.0).pixels, before)
        if kind.key in ("texture_floor", "lens"):  # act through the engine: tests/develop/test_skin.py, test_opcodes.py
            return
        assert out.shape != before.shape or np.abs(out - untouched(strong(kind))).max() > 1e-3

    @pytest.mark.parametrize("share", [0.0, 1.0])
    def test_is_finite_at_its_ends_on_hard_pixels(self, kind, share):
        if not issubclass(kind, ColourAdjustment):
            pytest.skip("pointwise work only")
        hard = np.array([[0, 0, 0], [1, 1, 1], [-0.1, 0.5, 30], [1e-9, 0, 0], [0, 1, 0]], np.float32)
        step = strong(kind, share)
        matrix = step.matrix(context())
        out = hard @ matrix.T if matrix is not None else step.colours(np.clip(hard, 0, 1), context())
        assert np.isfinite(out).all()

    def test_gives_the_same_look_at_half_size(self, kind):
        full, half = applied(strong(kind, 0.7)), applied(strong(kind, 0.7), 0.5)
        smaller = cv2.resize(full, half.shape[1::-1], interpolation=cv2.INTER_AREA)
        low = np.maximum(smaller, 0.03)
        assert np.mean(np.abs(half - smaller) / low) < 0.04

    def test_survives_storage_and_clamps(self, kind):
        step = strong(kind, 0.3)
        assert load(kind.key, dump(step)) == step
        wild = kind.from_values(dict.fromkeys(kind.params(), 1000000000.0) | {"unheard_of": 3})
        assert all(wild.values()[name] <= p.high for name, p in kind.params().items())
        wild = kind.from_values(dict.fromkeys(kind.params(), -1000000000.0))
        assert all(wild.values()[name] >= p.low for name, p in kind.params().items())
        with pytest.raises(ValueError, match="finite"):
            kind.from_values({next(iter(kind.params())): float("nan")})

    def test_a_newer_version_is_kept_unread(self, kind):
        data = {"version": kind.version + 1, "something": [1, 2]}
        kept = load(kind.key, data)
        assert isinstance(kept, Unknown) and dump(kept) == data

    def test_proposes_nothing_for_a_photo_that_nobody_read(self, kind):
        assert kind.propose(Context(WhitePoint(5000, 0))) is None

    def test_a_proposal_is_within_range_and_says_why(self, kind):
        proposal = kind.propose(context())
        if proposal is not None:
            assert type(proposal.value) is kind and not proposal.value.is_neutral()
            assert 0 <= proposal.confidence <= 1
            assert proposal.because and all(e.text and np.isfinite(e.value) for e in proposal.because)


@given(st.sampled_from(KINDS), st.data())
def test_any_values_survive_storage(kind, data):
    values = {name: data.draw(st.floats(p.low, p.high)) for name, p in kind.params().items()}
    step = kind(**values)
    assert load(kind.key, dump(step)) == step


@given(st.permutations(KINDS))
def test_the_order_of_an_edit_does_not_depend_on_the_order_of_deciding(kinds):
    edit = Edit()
    for kind in kinds:
        edit = edit.with_step(strong(kind))
    assert [s.key for s in edit.steps] == [k.key for k in KINDS]
