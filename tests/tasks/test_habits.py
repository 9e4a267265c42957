"""Corrections in a shoot lean its next suggestions, say so, survive a restart, and can be undone and forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import portrait
import pytest

from retouch.adjust.exposure import Exposure
from retouch.image.face_light import linear
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.tasks.decide import record, undo
from retouch.tasks.habits import forget, habits
from retouch.tasks.paths import Home
from retouch.tasks.propose import suggest
from retouch.tasks.session import Session, Shoot, load

COUNT = 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shoot").mkdir()
    return tmp_path / "shoot"


@pytest.fixture
def session(tmp_path: Path, folder: Path) -> Iterator[Session]:
    """Nine photos, each a scene of its own, all 1.5 EV too dark."""
    dark = portrait.context(portrait.encode(linear(portrait.astronaut()) * 2.0**-1.5)).scene
    assert dark is not None
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        photos = []
        for n in range(COUNT):
            taken = datetime(2026, 5, 1, 10) + timedelta(minutes=10 * n)
            path = folder / f"{n}.dng"
            path.touch()
            photos.append(Photo(PhotoId(str(n)), path, (), FileStamp(0, 0), replace(Capture(), taken=taken)))
        session.catalog.put_photos(folder, photos)
        for photo in photos:
            session.keep_reading(photo.id, dark)
        yield session


def proposed(session: Session, folder: Path) -> dict[str, tuple[float, str]]:
    for _ in suggest(session, load(session, folder)):
        pass
    return {
        e.photo.id: (s.value.ev, " ".join(r.text for r in s.because))
        for e in load(session, folder).entries
        for s in e.suggestions
        if isinstance(s.value, Exposure)
    }


def tweak(session: Session, shoot: Shoot, numbers: range, by: float) -> None:
    decisions = [
        s.tweak(Exposure(s.value.ev + by))
        for e in shoot.entries
        for s in e.suggestions
        if int(e.photo.id) in numbers and isinstance(s.value, Exposure)
    ]
    assert len(decisions) == len(numbers)
    record(session, shoot, "tweak", decisions)


def test_after_a_handful_of_tweaks_the_next_suggestions_lean_and_say_so(session: Session, folder: Path) -> None:
    before = proposed(session, folder)
    assert len(before) == COUNT and all("as you did" not in text for _, text in before.values())
    tweak(session, load(session, folder), range(3), 0.4)
    assert proposed(session, folder)["8"] == before["8"]
    tweak(session, load(session, folder), range(3, 6), 0.4)
    after = proposed(session, folder)
    assert set(after) == {"6", "7", "8"}
    assert after["8"][0] == pytest.approx(before["8"][0] + 0.3, abs=0.06)
    assert "Leans +0.30 EV, as you did with 6 photos of this shoot" in after["8"][1]


def test_habits_survive_a_restart_and_undo_and_forgetting_end_them(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    before = proposed(session, folder)
    tweak(session, load(session, folder), range(5), 0.4)
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as again:
        assert set(habits(again, load(again, folder))) == {"exposure"}
        assert forget(again, load(again, folder)) == 5
        assert habits(again, load(again, folder)) == {}
    assert proposed(session, folder)["8"] == before["8"]
    assert len(load(session, folder).entries[0].edit.steps) == 1
    tweak(session, load(session, folder), range(5, 9), -0.4)
    assert habits(session, load(session, folder))["exposure"].corrections == 4
    undo(session, folder)
    assert habits(session, load(session, folder)) == {}
