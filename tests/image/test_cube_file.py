import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.image.cube_file import number_of, read_cube
from retouch.model.errors import UsageError


def cube(size=3, change=lambda r, g, b: (r, g, b), head=""):
    steps = [i / (size - 1) for i in range(size)]
    rows = [" ".join(f"{v:.6f}" for v in change(r, g, b)) for b in steps for g in steps for r in steps]
    return f'TITLE "A look"\n# words\n{head}LUT_3D_SIZE {size}\n\n' + "\n".join(rows) + "\n"


def made(tmp_path, text):
    path = tmp_path / "look.cube"
    path.write_text(text)
    return path


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_a_table_that_changes_nothing_changes_nothing(tmp_path_factory, rgb):
    table = read_cube(made(tmp_path_factory.mktemp("lut"), cube(5)))
    np.testing.assert_allclose(table(np.float32([rgb])), [rgb], atol=1e-5)


def test_red_runs_fastest_and_channels_are_not_mixed_up(tmp_path):
    table = read_cube(made(tmp_path, cube(4, lambda r, g, b: (g, b, r))))
    np.testing.assert_allclose(table(np.float32([[0.1, 0.5, 0.9]])), [[0.5, 0.9, 0.1]], atol=1e-5)
    assert table.title == "A look"


def test_a_domain_is_honoured_and_held_to(tmp_path):
    table = read_cube(made(tmp_path, cube(3, head="DOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n")))
    np.testing.assert_allclose(table(np.float32([[1, 2, 5]])), [[0.5, 1, 1]], atol=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LUT_1D_SIZE 4\n0 0 0\n",
        "LUT_3D_SIZE 2\n0 0 0\n",
        "LUT_3D_SIZE 1000\n",
        "LUT_3D_SIZE two\n",
        cube(2).replace("0.000000", "nan"),
        cube(2) + "1 1\n",
        "\x00\xff binary",
        cube(2, head="DOMAIN_MIN 1 1 1\nDOMAIN_MAX 0 0 0\n"),
    ],
)
def test_what_is_no_3d_table_is_named_with_what_to_do(tmp_path, text):
    with pytest.raises(UsageError) as caught:
        read_cube(made(tmp_path, text))
    assert "look.cube" in str(caught.value) and "Export it again" in str(caught.value)


def test_a_missing_file_is_an_error_a_person_can_act_on(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_cube(tmp_path / "none.cube")
    assert "none.cube" in str(caught.value) and caught.value.todo


def test_the_number_is_exact_in_a_float():
    number = number_of(b"any content")
    assert int(float(number)) == number
