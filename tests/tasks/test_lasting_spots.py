from dataclasses import replace
from pathlib import Path

import cv2
import exiv2
import numpy as np
import portrait

from retouch.adjust.base import Context
from retouch.adjust.blemishes import Blemishes, dots
from retouch.image import masks
from retouch.image.spots import Spot, place, spots_to_tells
from retouch.model.decision import Suggestion
from retouch.model.numbers import Measured
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.tasks.lasting_spots import keep_lasting
from retouch.tasks.paths import Home
from retouch.tasks.propose import propose
from retouch.tasks.read_skin import SKIN_READ
from retouch.tasks.session import Session, load

POINTS = masks.in_pixels(portrait.landmarks(), 512, 512)
CHEEK, CHIN = (Spot(*place(POINTS, *map(float, POINTS[n])), 0.015, 0.5, 0.1, 1.0, 2.0) for n in (50, 199))


def photo_with(name, *spots):
    scene = portrait.context().scene
    face = replace(scene.faces[0], tells=Measured({**spots_to_tells(spots), SKIN_READ: 1.0}))
    photo = Photo(PhotoId(name), Path(name), (), FileStamp(1, 1), Capture(width=512, height=512))
    return photo, Context(portrait.DAYLIGHT, scene=replace(scene, faces=(face,)))


def kept(photos, bursts):
    made = [
        Suggestion(PhotoId(n), "adjust.blemishes", p.value, p.confidence, p.because, "test")
        for n, (_, context) in photos.items()
        if (p := Blemishes.propose(context)) is not None
    ]
    people = {PhotoId(n): (7,) for n in photos}
    found = keep_lasting(made, {PhotoId(n): p for n, p in photos.items()}, people, bursts)
    return {s.photo: s for s in found}


PHOTOS = {n: photo_with(n, CHEEK, *([CHIN] if n == "a" else [])) for n in "abc"}


def test_a_spot_of_the_whole_shoot_is_not_suggested_and_one_of_today_is():
    found = kept(PHOTOS, ["a", "b", "c"])
    assert set(found) == {"a"}, "b and c have nothing else"
    (mark,) = found["a"].value.marks
    assert not mark.heal and mark.anchor == CHEEK.anchor
    assert found["a"].because[0].value == 1


def test_within_one_burst_nothing_lasts():
    found = kept(PHOTOS, ["abc"])
    assert set(found) == {"a", "b", "c"} and found["a"].value.marks == ()


def spotted(*places):
    """The sample portrait at twice its size, with red spots at these landmarks."""
    big = cv2.resize(portrait.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC)
    points = masks.in_pixels(portrait.landmarks(), 1024, 1024)
    yy, xx = np.mgrid[:1024, :1024]
    light = (big / 255.0) ** 2.2
    for n in places:
        away = np.hypot(xx - points[n, 0], yy - points[n, 1]) / (0.016 * masks.face_width(points))
        light *= np.exp2(-0.55 / (1 + np.exp(np.clip((away - 1) / 0.18, -40, 40)))[..., None] * [0.15, 1.0, 0.9])
    return np.rint(np.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def face_at(place_, suggestion):
    """What a suggestion's marks say of a place on the sample's face: heal, keep, or nothing."""
    width = masks.face_width(POINTS)
    near = [m for m in suggestion.value.marks if np.hypot(*(np.array(m.at(POINTS)) - place_)) < 0.03 * width]
    return near[-1].heal if near else None


def test_through_the_whole_program_a_spot_of_every_frame_is_kept_and_one_of_a_single_frame_is_healed(tmp_path):
    """Three frames, minutes apart, read by the real models: a spot on one cheek in all, on the other in the first."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    for n, (places, shift, light) in enumerate((((50, 425), 0, 1.0), ((50,), 5, 0.96), ((50,), 9, 1.02))):
        frame = np.roll(spotted(*places), (shift, shift), axis=(0, 1))
        path = folder / f"{n}.jpg"
        cv2.imwrite(
            str(path), np.clip(frame * light, 0, 255).astype(np.uint8)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 97]
        )
        picture = exiv2.ImageFactory.open(str(path))
        picture.readMetadata()
        picture.exifData()["Exif.Photo.DateTimeOriginal"] = f"2026:05:01 10:0{3 * n}:00"
        picture.writeMetadata()
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        for _ in propose(session, folder):
            pass
        shoot = load(session, folder)
    found = {e.photo.name: s for e in shoot.entries for s in e.proposals if s.topic == "adjust.blemishes"}
    assert all(face_at(POINTS[50], s) is False for s in found.values()), "kept wherever anything else is healed"
    assert face_at(POINTS[425], found["0.jpg"]) is None, "of one frame only: nothing speaks against healing it"
    scene = next(e.scene for e in shoot.entries if e.photo.name == "0.jpg")
    healed = [d for d in dots(found["0.jpg"].value, scene, (1024, 1024)) if d.healed]
    assert any(np.hypot(d.x - POINTS[425][0] / 512, d.y - POINTS[425][1] / 512) < 0.02 for d in healed)
