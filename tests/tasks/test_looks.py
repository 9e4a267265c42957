"""Photos of a burst start from one look, wherever they are developed."""

import sys

import cv2
import numpy as np
import pytest

from retouch.adjust.edit import Edit
from retouch.develop.look import CameraLook, look_for, look_from_data, look_to_data
from retouch.tasks.export import Recipe, Which, export
from retouch.tasks.ingest import ingest
from retouch.tasks.looks import Looks
from retouch.tasks.preview import Developer
from retouch.tasks.session import Session, load


@pytest.fixture(scope="module")
def burst(shared_tools, tmp_path_factory):
    """Three frames in half a second, with vivid pictures that differ a little, and one frame an hour later."""
    sys.path.insert(0, str(shared_tools))
    from make_dng import make_dng
    from make_shoot import camera_jpeg

    folder = tmp_path_factory.mktemp("burst")
    picture = cv2.imread("resources/sample/astronaut.png")[..., ::-1]
    for n, time in enumerate(["10:00:00", "10:00:00", "10:00:00", "11:00:00"]):
        jpeg = np.clip(camera_jpeg(picture, "vivid").astype(int) + 4 * n, 0, 255).astype(np.uint8)
        path = folder / f"{n}.dng"
        make_dng(picture, str(path), time=f"2026:05:01 {time}", subsec=f"{200 * n:03d}", seed=n, jpeg_rgb=jpeg)
    return folder


def done(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_previews_and_exports_share_the_look_of_the_first_one_developed(burst, tmp_path):
    own = [look_for(path) for path in sorted(burst.glob("*.dng"))]
    assert len({look.curve for look in own}) == 4
    with Session() as session:
        shoot = done(ingest.steps(session, burst))
        photos = [entry.photo for entry in shoot.entries]
        looks = Looks(session)
        assert looks.burst(photos[1]) == tuple(p.id for p in photos[:3])
        developer = Developer(256, looks)
        seen = [developer.levels(photo, None, Edit()) for photo in photos]
        kept = [looks.of(photo) for photo in photos]
        assert kept[0] is not None and kept[0] == kept[1] == kept[2] != kept[3]
        recipe = Recipe(tmp_path, Which.ALL)
        delivery = done(export.steps(session, burst, recipe))
        assert [looks.of(photo) for photo in photos] == kept
    for small, path in zip(seen, delivery.written, strict=True):
        large = cv2.imread(str(path))[..., ::-1]
        reduced = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA)
        assert abs(small.mean() - reduced.mean()) < 1


def test_an_export_alone_writes_the_look_down(burst, tmp_path):
    with Session() as session:
        shoot = done(ingest.steps(session, burst))
        assert len(done(export.steps(session, burst, Recipe(tmp_path, Which.ALL))).written) == 4
        photos = [entry.photo for entry in load(session, burst).entries]
        kept = [Looks(session).of(photo) for photo in photos]
    assert kept[0] is not None and kept[0] == kept[1] == kept[2] != kept[3]
    pictures = [cv2.imread(str(tmp_path / f"{n}.jpg")).mean() for n in range(3)]
    assert np.ptp(pictures) < 1.0, "frames of one burst differ by their own fits"
    assert len(shoot.entries) == 4


def test_a_plain_fit_is_not_shared(burst):
    with Session() as session:
        photos = [entry.photo for entry in done(ingest.steps(session, burst)).entries]
        looks = Looks(session)
        plain, look = CameraLook(error=1.0), look_for(photos[1].path)
        assert looks.shared(photos[0], plain) is plain and looks.of(photos[1]) is None
        assert looks.shared(photos[1], look) is look
        assert looks.shared(photos[0], plain) == look


@pytest.mark.parametrize("data", [None, {}, {"matrix": 1}, {"matrix": [[1, 0, 0]] * 3, "curve": [0.5]}, 7])
def test_what_is_no_look_is_none(data):
    assert look_from_data(data) is None


def test_a_look_survives_storage():
    look = CameraLook(((1.1, 0.0, -0.1), (0.0, 1.0, 0.0), (0.0, 0.1, 0.9)), tuple(np.linspace(0, 1, 33)), 1.2, None)
    assert look_from_data(look_to_data(look)) == look
