from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retouch.image.watermark import Corner, Watermark, check, lay
from retouch.model.errors import RetouchError
from retouch.model.frame import Space

GREY = 100


def laid(mark: Watermark, size: tuple[int, int] = (600, 400), space: Space = Space.SRGB) -> NDArray[np.uint8]:
    levels = np.full((size[1], size[0], 3), GREY, np.uint8)
    lay(levels, mark, space)
    return levels


def touched(levels: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Return x, y, width and height of what has changed visibly."""
    x, y, w, h = cv2.boundingRect((np.abs(levels.astype(int) - GREY).max(axis=2) > 2).astype(np.uint8))
    return x, y, w, h


@pytest.mark.parametrize("corner", Corner)
def test_it_stands_in_its_corner_and_touches_nothing_else(corner: Corner) -> None:
    x, y, w, h = touched(laid(Watermark("© Jörg Müller", corner=corner, opacity=1)))
    left, top = x, y
    right, bottom = 600 - x - w, 400 - y - h
    assert min(left, top, right, bottom) > 2
    if corner is Corner.CENTRE:
        assert abs(left - right) <= 6 and abs(top - bottom) <= 6
    else:
        assert (left < right) == corner.value.endswith("left")
        assert (top < bottom) == corner.value.startswith("top")


@pytest.mark.parametrize("share", [0.03, 0.06, 0.12, 0.3])
def test_its_height_is_a_share_of_the_short_side(share: float) -> None:
    wide = laid(Watermark("Fgj", size=share, opacity=1), (1200, 800))
    tall = laid(Watermark("Fgj", size=share, opacity=1), (800, 1200))
    assert touched(wide)[2:] == touched(tall)[2:]
    bright = cv2.boundingRect((wide.max(axis=2) > 200).astype(np.uint8))
    assert bright[3] == pytest.approx(share * 800, rel=0.25)


def test_a_long_text_is_made_smaller_instead_of_cut() -> None:
    x, _, w, _ = touched(laid(Watermark("a very long name of a very large studio " * 30, size=0.2)))
    assert x > 0 and w <= 545


def test_it_looks_the_same_at_every_size_and_depth() -> None:
    mark = Watermark("© Name", size=0.1, opacity=0.8)
    small = laid(mark, (600, 400)).astype(float)
    large = cv2.resize(laid(mark, (2400, 1600)), (600, 400), interpolation=cv2.INTER_AREA).astype(float)
    assert np.abs(small - large).mean() < 0.5
    deep = np.full((400, 600, 3), GREY * 257, np.uint16)
    lay(deep, mark, Space.SRGB)
    assert np.abs(deep / 257 - small).max() < 1.01


def test_opacity_goes_from_nothing_to_white() -> None:
    assert (laid(Watermark("FULL", opacity=0)) == GREY).all()
    peaks = [int(laid(Watermark("FULL", size=0.2, opacity=o)).max()) for o in (0.2, 0.5, 1.0)]
    assert peaks == sorted(peaks) and peaks[2] == 255
    assert peaks[1] == pytest.approx(GREY + 0.5 * (255 - GREY), abs=2)


def test_letters_are_readable_on_white_too() -> None:
    snow = np.full((400, 600, 3), 255, np.uint8)
    lay(snow, Watermark("© Name", size=0.1, opacity=1), Space.SRGB)
    assert snow.min() < 150


@pytest.mark.parametrize("text", ["", "   ", "\n", "\U0010ffff"])
def test_nothing_to_write_is_no_mark(text: str) -> None:
    laid(Watermark(text))


def test_a_picture_keeps_its_transparency_shape_and_colour(tmp_path: Path) -> None:
    logo = np.zeros((100, 200, 4), np.uint8)
    logo[..., 2] = 255  # red, as OpenCV orders channels
    logo[:, :100, 3] = 255  # the right half is clear
    path = tmp_path / "logo.png"
    assert cv2.imwrite(str(path), logo)
    levels = laid(Watermark("ignored", path, Corner.TOP_LEFT, 0.25, 1.0))
    x, y, w, h = touched(levels)
    assert (w, h) == (pytest.approx(100, abs=2), pytest.approx(100, abs=2))
    assert tuple(levels[y + h // 2, x + w // 2]) == (255, 0, 0)
    wide = np.full((400, 600, 3), GREY, np.uint8)
    lay(wide, Watermark("", path, Corner.TOP_LEFT, 0.25, 1.0), Space.DISPLAY_P3)
    assert tuple(wide[y + h // 2, x + w // 2]) == (234, 51, 35)  # sRGB red as Display P3 states it


def test_a_picture_without_transparency_and_a_grey_one_work(tmp_path: Path) -> None:
    for channels in (1, 3):
        path = tmp_path / f"logo{channels}.png"
        assert cv2.imwrite(str(path), np.full((40, 80, channels), 250, np.uint8))
        x, y, w, h = touched(laid(Watermark("", path, Corner.BOTTOM_LEFT, 0.1, 1.0)))
        assert (w, h) == (80, 40) and x < 20 and y > 300


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_picture_that_cannot_be_used_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RetouchError) as error:
        check(Watermark("", path))
    assert error.value.path == path and "PNG" in error.value.todo
    check(Watermark("text alone needs no file"))
    check(None)


def test_a_photo_smaller_than_the_mark_survives() -> None:
    for size in ((1, 1), (3, 40), (40, 3), (16, 16)):
        laid(Watermark("© Name", size=0.5, opacity=1), size)
