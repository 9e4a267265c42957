from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shoot import photo

from retouch.model.errors import UsageError
from retouch.tasks.naming import stem

PHOTO = photo("IMG_7", 61.5)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{name}", "IMG_7"),
        ("{date}_{time}_{name}", "2026-05-01_100101_IMG_7"),
        ("Smith {number}", "Smith 0012"),
        ("{shoot}/{name}", "shoot-IMG_7"),
        (" {name}. ", "IMG_7"),
        ("..", "IMG_7"),
    ],
)
def test_templates(template: str, name: str) -> None:
    assert stem(template, PHOTO, 12) == name


def test_a_photo_without_a_time_has_a_name_all_the_same() -> None:
    assert stem("{date}", photo("IMG_8", None), 1) == "IMG_8"


@pytest.mark.parametrize(
    "template", ["{nmae}", "{name", "   ", "{0}", "{name.real}", "{name:999999999}", "{name:{number}}"]
)
def test_what_cannot_be_filled_in_is_refused(template: str) -> None:
    with pytest.raises(UsageError):
        stem(template, PHOTO, 1)


@given(st.text(max_size=40))
def test_no_template_leaves_the_folder(template: str) -> None:
    try:
        made = stem(template, PHOTO, 1)
    except UsageError:
        return
    assert made and not set(made) & set('/\\:*?"<>|') and not made.startswith(".")


def test_a_long_name_is_cut_to_what_file_systems_take() -> None:
    name = stem("写真" * 100 + "{name}", PHOTO, 1)
    assert 200 < len(name.encode()) <= 240
    assert name == "写真" * 40
