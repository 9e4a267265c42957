"""What one looks at stays sharp while a slider moves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from retouch.gui.detail import Detail, _levels
from retouch.model.frame import Image8

WHOLE, SOFT = (3000, 2000), (1000, 667)


def image(pixels: Image8) -> QImage:
    height, width = pixels.shape[:2]
    made = QImage(width, height, QImage.Format.Format_RGB32)
    _levels(made)[..., :3], _levels(made)[..., 3] = pixels, 255
    return made


@pytest.fixture
def whole() -> Image8:
    """A picture with a gradient, an edge, and texture in single pixels."""
    rng = np.random.default_rng(3)
    slope = np.linspace(60, 150, WHOLE[0])[None, :, None] + np.zeros((WHOLE[1], 1, 3))
    slope[800:, 1500:] += 30
    return np.asarray(slope + rng.integers(-12, 13, slope.shape), np.uint8)


def lighter(pixels: Image8) -> Image8:
    return np.asarray(np.clip(pixels * 1.15 + 4, 0, 255), np.uint8)


def soft(pixels: Image8) -> Image8:
    return np.asarray(cv2.resize(pixels, SOFT, interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("place", [QRect(1300, 700, 500, 400), QRect(0, 0, 300, 200), QRect(2700, 1800, 300, 200)])
def test_pixels_follow_the_preview_and_keep_their_texture(whole: Image8, place: QRect) -> None:
    x, y, w, h = place.x(), place.y(), place.width(), place.height()
    detail = Detail(place, WHOLE[0], (), image(whole).copy(place), image(soft(whole)))
    followed = detail.like(image(soft(lighter(whole))))
    assert followed is not None
    got, right = _levels(followed)[..., :3].astype(float), lighter(whole)[y : y + h, x : x + w].astype(float)
    assert abs(got.mean() - right.mean()) < 0.7
    assert np.abs(got - right).mean() < 2.5
    assert got.std() == pytest.approx(right.std(), rel=0.15)


def test_a_preview_that_is_framed_otherwise_is_no_guide(whole: Image8) -> None:
    place = QRect(0, 0, 300, 200)
    detail = Detail(place, WHOLE[0], (), image(whole).copy(place), image(soft(whole)))
    assert detail.like(image(soft(whole)[:400])) is None
