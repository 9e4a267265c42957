from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.develop.encode import Output
from retouch.develop.keep import Keep
from retouch.image.watermark import Corner, Watermark
from retouch.model.errors import UsageError
from retouch.model.frame import Space
from retouch.store.catalog import Catalog
from retouch.tasks.recipes import STYLES, Style, delete, find, from_data, own, save, styles, to_data

marks = st.none() | st.builds(
    Watermark,
    st.text(max_size=20),
    st.none() | st.just(Path("/a/logo.png")),
    st.sampled_from(Corner),
    st.floats(0.01, 0.5),
    st.floats(0, 1),
)
outputs = st.builds(
    Output,
    st.sampled_from(["jpeg", "tiff"]),
    st.integers(1, 100),
    st.sampled_from([Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB]),
    st.none() | st.integers(16, 20000),
    st.floats(0, 1),
    marks,
)


@given(st.builds(Style, outputs, st.text(max_size=30), st.sampled_from(Keep)))
def test_recipes_survive_storage(style: Style) -> None:
    assert from_data(to_data(style)) == style


@pytest.fixture
def catalog(tmp_path: Path):
    with Catalog.open(tmp_path / "catalog.sqlite") as opened:
        yield opened


def test_ours_are_there_and_found_however_they_are_written(catalog: Catalog) -> None:
    assert {"Web", "Print", "Client proof", "Headshot"} <= set(styles(catalog))
    assert find(catalog, "client-proof") == find(catalog, "CLIENT PROOF") == STYLES["Client proof"]
    with pytest.raises(UsageError, match="no recipe “album”") as error:
        find(catalog, "album")
    assert "Headshot" in error.value.todo


def test_one_stands_in_the_place_of_ours_until_it_is_deleted(catalog: Catalog) -> None:
    mine = Style(Output(quality=50))
    assert save(catalog, "  My   album ", mine) == "My album"
    save(catalog, "Web", mine)
    assert find(catalog, "my-album") == find(catalog, "web") == mine
    delete(catalog, "Web")
    assert find(catalog, "web") == STYLES["Web"] and list(own(catalog)) == ["My album"]
    with pytest.raises(UsageError):
        save(catalog, "  ", mine)


@pytest.mark.parametrize("stored", [7, [], {"A": 3}, {"A": {}}, {"A": {"format": "webp"}}])
def test_what_cannot_be_read_is_left_out(catalog: Catalog, stored: object) -> None:
    catalog.put_setting("recipes", stored)
    assert styles(catalog) == dict(STYLES)


def test_recipes_of_a_newer_version_survive_a_save(catalog: Catalog) -> None:
    catalog.put_setting("recipes", {"New": {"format": "avif"}})
    save(catalog, "Mine", Style(Output()))
    assert catalog.setting("recipes")["New"] == {"format": "avif"}


def test_a_recipe_from_before_watermarks_is_read() -> None:
    data = to_data(Style(Output()))
    del data["watermark"], data["metadata"]
    assert from_data(data) == Style(Output())
