import numpy as np
import portrait
import pytest

from retouch.adjust import lut
from retouch.adjust.lut import Lut, import_cube, imported, keep_in
from retouch.adjust.registry import dump, load
from retouch.model.errors import ResourceMissing, UsageError

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
