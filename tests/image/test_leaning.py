"""How a picture leans: by its straight edges, not by its people, and only as sure as they are many."""

from pathlib import Path

import cv2
import numpy as np
import portrait
import pytest

from retouch.image.leaning import leaning
from retouch.model.scene import Box


def room(angle, size=(600, 900), convergence=0.0):
    """A wall with door frames, shelves and a floor line, turned clockwise by ``angle``, with some noise."""
    height, width = size
    picture = np.full((height, width, 3), 190, np.uint8)
    for n, x in enumerate(range(-100, width + 200, 130)):
        lean = convergence * (x / width - 0.5) * height / 2
        start, end = (round(x - lean), -300), (round(x + lean), height + 300)
        cv2.line(picture, start, end, (60 + 20 * (n % 3),) * 3, 5, cv2.LINE_AA)
    for y in (180, 420):
        cv2.line(picture, (-300, y), (width + 300, y), (90, 80, 70), 4, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    middle = turned[100:-100, 150:-150]
    noise = np.random.default_rng(0).normal(0, 3, middle.shape)
    return np.clip(middle + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("angle", [-6.0, -2.5, -0.8, 0.0, 1.3, 4.0])
def test_the_angle_that_puts_it_straight_is_found(angle):
    found = leaning(room(angle))
    assert found["lean.angle"] == pytest.approx(-angle, abs=0.3)
    assert found["lean.sure"] > 0.8


def test_a_camera_held_up_makes_edges_converge_but_the_picture_does_not_lean():
    found = leaning(room(0.0, convergence=0.12))
    assert abs(found["lean.angle"]) < 0.5


def test_edges_on_people_do_not_count():
    everywhere = Box(0.3, 0.0, 0.5, 0.9)
    assert leaning(room(3.0), [everywhere]).get("lean.sure", 0.0) < leaning(room(3.0))["lean.sure"]


@pytest.mark.parametrize("kind", ["noise", "flat", "tiny"])
def test_pictures_without_edges_say_nothing_sure(kind):
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3)).astype(np.uint8)
    picture = {"noise": noise, "flat": np.full_like(noise, 120), "tiny": noise[:1, :1]}[kind]
    assert leaning(picture).get("lean.sure", 0.0) < 0.6


def test_a_real_picture_turned_by_a_known_angle_leans_by_that_much_more(shared_data: Path):
    pixels = cv2.imread(str(shared_data / "shoot" / "IMG_0064.jpg"))[..., ::-1]
    height, width = pixels.shape[:2]
    own = leaning(pixels)["lean.angle"]
    for angle in (-4.0, 2.0):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.15)
        turned = np.ascontiguousarray(cv2.warpAffine(pixels, turn, (width, height)))
        found = leaning(turned)
        assert found["lean.angle"] == pytest.approx(own - angle, abs=0.5) and found["lean.sure"] > 0.6


def test_a_portrait_before_cloth_is_left_alone():
    face = portrait.context().scene.faces[0]
    assert leaning(portrait.astronaut(), [face.box]).get("lean.sure", 0.0) < 0.6
