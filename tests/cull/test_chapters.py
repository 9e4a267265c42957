from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shoot import photo

from retouch.cull.bursts import Burst, BurstKind
from retouch.cull.chapters import chapters
from retouch.model.photo import Photo, PhotoId


def shot(*seconds: float | None) -> tuple[list[Burst], dict[PhotoId, Photo]]:
    """Return a burst of one for each time."""
    photos = [photo(f"P{n:03}", at) for n, at in enumerate(seconds)]
    return [Burst(str(n), BurstKind.SINGLE, (p.id,)) for n, p in enumerate(photos, 1)], {p.id: p for p in photos}


def lengths(*seconds: float | None) -> list[int]:
    return [len(c.bursts) for c in chapters(*shot(*seconds))]


def test_a_long_pause_begins_another_scene() -> None:
    assert lengths(0, 10, 25, 900, 910, 4000) == [3, 2, 1]
    found = chapters(*shot(0, 10, 900))
    assert found[0].begins is not None and (found[0].ends - found[0].begins).seconds == 10  # type: ignore[operator]
    assert found[0].photos == ("P000", "P001")


def test_what_is_long_follows_how_one_shoots() -> None:
    assert lengths(*(60 * n for n in range(12))) == [12], "a frame a minute is one scene"
    assert lengths(0, 60, 120, 540, 600) == [5], "seven minutes are no pause at that pace"
    assert lengths(0, 5, 10, 15, 435, 440) == [4, 2], "but they are where one shoots every five seconds"
    assert lengths(0, 700, 1400, 3000) == [3, 1], "twenty minutes always are"


def test_frames_without_a_time_stay_where_they_are_and_nothing_is_no_scene() -> None:
    assert lengths(0, None, 5) == [3]
    assert lengths(None, None) == [2]
    assert lengths() == []
    assert chapters(*shot(None))[0].begins is None


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e5)), max_size=40))
def test_every_burst_is_in_one_scene_in_order(seconds: list[float | None]) -> None:
    bursts, photos = shot(*sorted(s for s in seconds if s is not None), *(s for s in seconds if s is None))
    assert [b for c in chapters(bursts, photos) for b in c.bursts] == bursts
