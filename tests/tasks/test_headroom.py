"""Overexposed RAW photos are measured once more on what the sensor still holds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import portrait
import pytest

from retouch.adjust.headroom import headroom_tells, held_back, wants_headroom
from retouch.adjust.judge_exposure import RAW, estimate
from retouch.develop import dng
from retouch.image.face_light import linear
from retouch.model.errors import ShootGone
from retouch.model.event import Done, Failed, Progress
from retouch.model.frame import Frame, Space
from retouch.model.numbers import Measured
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.model.scene import Scene
from retouch.tasks.headroom import measure_headroom
from retouch.tasks.paths import Home
from retouch.tasks.read_skin import read_skin
from retouch.tasks.session import Session, load


def exposed(ev: float) -> np.ndarray:
    return linear(portrait.astronaut()) * np.float32(2.0**ev)


def reading(ev: float, source: str = "embedded") -> Scene:
    scene = portrait.context(portrait.encode(exposed(ev))).scene
    assert scene is not None
    light = replace(scene.light, tells=Measured(scene.light.tells))
    return replace(scene, light=light, source=source)


@pytest.mark.parametrize(
    ("ev", "source", "wanted"), [(2.0, "embedded", True), (2.0, "file", False), (-1.0, "embedded", False)]
)
def test_only_raw_files_whose_own_picture_is_too_bright_are_asked(ev: float, source: str, wanted: bool) -> None:
    assert wants_headroom(reading(ev, source)) is wanted


def test_a_picture_is_held_back_to_the_sensors_white_and_no_further_than_sense() -> None:
    def of(top: float) -> float:
        pixels = np.full((40, 40, 3), top, np.float32)
        return held_back(Frame(pixels, Space.SCENE))

    assert of(2.0) == pytest.approx(1.0, abs=0.01)
    assert of(0.2) == 0.25 and of(1e6) == 2.5


def test_the_same_picture_held_back_is_judged_the_same() -> None:
    scene = reading(-1.0)
    known = headroom_tells(portrait.encode(exposed(-1.0)), 1.0, scene)
    held = replace(scene, light=replace(scene.light, tells=Measured({**scene.light.tells, **known})))
    before, after = estimate(scene), estimate(held)
    assert before is not None and after is not None
    assert after.ev == pytest.approx(before.ev - 1.0, abs=0.02)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An overexposed photo, the same with a damaged file, and a right one."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        photos = []
        for name, ev in (("bright", 2.0), ("damaged", 2.0), ("right", 0.0)):
            path = folder / f"{name}.dng"
            white = dng.neutral()
            dng.write(path, dng.mosaic(dng.sensor(exposed(ev))), Capture(), white, portrait.encode(exposed(ev)))
            photos.append((Photo(PhotoId(name), path, (), FileStamp(0, 0), Capture()), reading(ev)))
        (folder / "damaged.dng").write_bytes(b"II*\0" + bytes(200))
        session.catalog.put_photos(folder, [p for p, _ in photos])
        for photo, scene in photos:
            session.keep_reading(photo.id, scene)
        yield session


def test_a_blown_photo_is_measured_once_and_a_damaged_one_costs_nothing(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "shoot"
    before = estimate(reading(2.0))
    events = list(measure_headroom(session, load(session, folder)))
    assert not any(isinstance(e, Failed) for e in events) and isinstance(events[-1], Done)
    assert [e.total for e in events if isinstance(e, Progress)] == [2, 2]
    scenes = {e.photo.id: e.scene for e in events[-1].result.entries}
    bright, damaged, right = (scenes[PhotoId(n)] for n in ("bright", "damaged", "right"))
    assert bright.light.tells[f"{RAW}ev"] > 1 and damaged.light.tells[f"{RAW}ev"] == 0
    assert f"{RAW}ev" not in right.light.tells
    after = estimate(bright)
    assert after is not None and abs(after.ev + 2) < 0.4
    unchanged = estimate(damaged)
    assert before is not None and unchanged is not None and unchanged.ev == pytest.approx(before.ev, abs=1e-4)
    again = list(measure_headroom(session, load(session, folder)))
    assert not any(isinstance(e, Progress) for e in again)


@pytest.mark.parametrize("verb", [measure_headroom, read_skin])
def test_a_pulled_card_is_said_once_and_not_remembered_as_a_measurement(verb, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "shoot"
    shoot = load(session, folder)
    for path in folder.glob("*.dng"):
        path.unlink()
    with pytest.raises(ShootGone, match="Connect the card"):
        list(verb(session, shoot))
    assert not any(f"{RAW}ev" in e.scene.light.tells for e in load(session, folder).entries if e.scene)
