from dataclasses import replace
from pathlib import Path

import portrait

from retouch.adjust.base import Context
from retouch.adjust.blemishes import Blemishes
from retouch.image import masks
from retouch.image.spots import Spot, place, spots_to_tells
from retouch.model.decision import Suggestion
from retouch.model.numbers import Measured
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.tasks.lasting_spots import keep_lasting
from retouch.tasks.read_skin import SKIN_READ

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
