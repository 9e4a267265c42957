"""Skin beyond the face: on the sample, and on people from very light to very dark where the labelled data are."""

from pathlib import Path

import cv2
import numpy as np
import portrait
import pytest

from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.body import body_skin
from retouch.image.face_light import linear
from retouch.image.on_faces import face_crop
from retouch.image.skin import reduced

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
REACH = (0.35, 0.2, 0.75)


@pytest.fixture(scope="module")
def reader():
    with FaceReader() as found:
        yield found


def person(reader, path, grey=False):
    """The face nearest to the camera, reduced, and its skin."""
    rgb = np.ascontiguousarray(cv2.imread(str(path))[..., ::-1])
    if grey:
        rgb = np.repeat(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    size = (rgb.shape[1], rgb.shape[0])
    scene = reader.read(rgb, full_size=size, white=portrait.DAYLIGHT, source="file")
    crop = face_crop(rgb.shape[0], rgb.shape[1], scene.faces[0].landmarks, REACH)
    face = reduced(linear(crop.of(rgb)), crop.points)
    return face, body_skin(face)


def at(mask, place):
    x, y = np.rint(place).astype(int)
    return float(mask[max(y - 2, 0) : y + 3, max(x - 2, 0) : x + 3].mean())


def down(face):
    way = face.points[152] - face.points[10]
    return face.width * way / np.linalg.norm(way)


def never(face, mask):
    """What must be left out of every face."""
    shape = mask.shape
    for name, loops in {"eyes": (masks.RIGHT_EYE, masks.LEFT_EYE), "lips": (masks.LIPS,)}.items():
        assert mask[masks.fill(shape, face.points, *loops) > 0.9].mean() < 0.02, name
    brows = masks.grow(masks.fill(shape, face.points, masks.RIGHT_BROW, masks.LEFT_BROW), -0.01 * face.width) > 0.5
    assert mask[brows].mean() < 0.05


@pytest.mark.parametrize("name", ["astronaut.png", "grace_hopper.jpg"])
def test_the_sample_has_skin_and_neither_hair_nor_clothes(reader, name):
    face, mask = person(reader, SAMPLE / name)
    never(face, mask)
    cheeks = [at(mask, face.points[i]) for i in (50, 280)]
    assert min(cheeks) > 0.8
    assert at(mask, face.points[152] + 0.5 * down(face)) < 0.02, "a collar"
    assert mask[:, :3].max() < 0.02 and mask[-3:].max() < 0.02


NECKS = ["002_neutral", "018_neutral", "022_neutral", "064_neutral", "062_smiling", "IMG_0009"]
SHORT_HAIR = ["004_neutral", "008_neutral", "018_neutral", "062_smiling", "092_neutral"]
BEARDS = {"092_neutral": 199, "004_neutral": 199, "022_neutral": 199}
"""Landmark 199 lies on the chin."""


def path_of(shared_data, name):
    return shared_data / ("shoot" if name.startswith("IMG") else "expression") / f"{name}.jpg"


@pytest.mark.parametrize(
    "name", sorted({*NECKS, *SHORT_HAIR, *BEARDS, "096_neutral", "126_neutral", "042_smiling", "114_neutral"})
)
def test_people_of_every_tone_have_faces_necks_and_nothing_else(reader, shared_data, name):
    face, mask = person(reader, path_of(shared_data, name))
    never(face, mask)
    assert min(at(mask, face.points[i]) for i in (50, 280)) > 0.7, "cheeks"
    assert mask[:3, :5].max() == 0 and mask[:3, -5:].max() == 0, "background"
    if name in NECKS:
        neck = [at(mask, face.points[152] + d * down(face)) for d in (0.12, 0.16, 0.2, 0.24)]
        assert max(neck) > 0.6
    if name in SHORT_HAIR:
        assert at(mask, face.points[10] - 0.2 * down(face)) < 0.2
    if name in BEARDS:
        assert at(mask, face.points[BEARDS[name]]) < 0.6


def test_in_black_and_white_nothing_but_the_face_is_sure(reader, shared_data):
    face, mask = person(reader, path_of(shared_data, "002_neutral"), grey=True)
    oval = masks.grow(masks.fill(mask.shape, face.points, masks.OVAL), 0.02 * face.width)
    assert mask[oval == 0].max() < 0.01


def test_a_small_face_is_worked_out_whole(reader):
    rgb = portrait.astronaut()
    points = masks.in_pixels(portrait.landmarks(), 512, 512)
    face = reduced(linear(rgb), points)
    assert body_skin(face).shape == face.mask.shape
