import numpy as np
import portrait
import pytest

from retouch.adjust import lut
from retouch.adjust.lut import Lut, import_cube, imported, keep_in
from retouch.adjust.registry import dump, load
from retouch.model.errors import NotWritable, ResourceMissing, UsageError

GREYS = np.repeat(np.linspace(0, 1, 11, dtype=np.float32)[:, None], 3, axis=1)
INVERTED = 'TITLE "Negative"\nLUT_3D_SIZE 2\n' + "\n".join(
    f"{1 - r} {1 - g} {1 - b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)
)


@pytest.fixture
def number(tmp_path, monkeypatch):
    monkeypatch.setattr(lut, "_FOLDERS", [])
    path = tmp_path / "negative.cube"
    path.write_text(INVERTED)
    keep_in(tmp_path / "looks")
    return import_cube(path, tmp_path / "looks")


def test_an_imported_look_is_applied_at_its_strength_and_survives_storage(number, tmp_path):
    step = load("lut", dump(Lut(amount=100, number=number)))
    np.testing.assert_allclose(step.colours(GREYS, portrait.context()), 1 - GREYS, atol=2e-3)
    half = Lut(amount=50, number=number).colours(GREYS, portrait.context())
    np.testing.assert_allclose(half, 0.5, atol=2e-3)
    assert imported(tmp_path / "looks") == {number: "Negative"}


def test_importing_twice_is_importing_once(number, tmp_path):
    assert import_cube(tmp_path / "negative.cube", tmp_path / "looks") == number
    assert len(list((tmp_path / "looks").iterdir())) == 1


def test_a_copy_that_was_cut_short_is_made_whole(number, tmp_path):
    """By a full disk, or a program before this one that was killed."""
    [kept] = (tmp_path / "looks").iterdir()
    kept.write_text(INVERTED[:50])
    assert imported(tmp_path / "looks") == {}, "it costs itself"
    assert import_cube(tmp_path / "negative.cube", tmp_path / "looks") == number
    assert kept.read_text() == INVERTED


def test_what_was_put_there_by_hand_costs_nothing(number, tmp_path):
    (tmp_path / "looks" / "my look.cube").write_text(INVERTED)
    assert imported(tmp_path / "looks") == {number: "Negative"}


def test_a_place_where_it_cannot_be_kept_is_named(tmp_path):
    (tmp_path / "looks").write_text("a file")
    path = tmp_path / "negative.cube"
    path.write_text(INVERTED)
    with pytest.raises(NotWritable, match="cannot be kept"):
        import_cube(path, tmp_path / "looks")


def test_no_table_or_no_strength_is_neutral(number):
    assert Lut(amount=80).is_neutral() and Lut(number=number).is_neutral()
    assert not Lut(amount=1, number=number).is_neutral()


def test_a_look_that_is_not_here_is_never_quietly_left_out(number):
    with pytest.raises(ResourceMissing, match="imported look"):
        Lut(amount=100, number=number + 1).colours(GREYS, portrait.context())


def test_what_is_no_table_is_not_imported(tmp_path):
    bad = tmp_path / "bad.cube"
    bad.write_text("nothing")
    with pytest.raises(UsageError):
        import_cube(bad, tmp_path / "looks")
    assert imported(tmp_path / "looks") == {}
