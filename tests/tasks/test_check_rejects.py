"""A sample of the suggested rejects, and what the answers say about the rest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shoot import burst, face, scene

from retouch.model.decision import Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState
from retouch.tasks.check_rejects import answered, drawn, suggested_rejects
from retouch.tasks.decide import record, verdict
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, load


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = burst([scene(face(EyeState.OPEN if n % 5 == 0 else EyeState.CLOSED)) for n in range(50)], gap=0.1)
    with Session(Home(tmp_path / "data", tmp_path / "cache")) as session:
        session.catalog.put_photos(tmp_path, [replace(p, path=tmp_path / p.name) for p in made.photos])
        session.catalog.put_readings(made.scenes)
        yield session


def test_the_same_rejects_give_the_same_sample_and_others_another(session: Session, tmp_path: Path) -> None:
    shoot = load(session, tmp_path)
    assert len(suggested_rejects(shoot)) == 40
    sample = drawn(shoot, 10)
    assert len({e.photo.id for e in sample}) == 10 and set(sample) <= set(suggested_rejects(shoot))
    assert [e.photo.id for e in drawn(load(session, tmp_path), 10)] == [e.photo.id for e in sample]
    record(session, shoot, "keep", [verdict(sample[0].photo, Verdict.KEEP)])
    again = load(session, tmp_path)
    assert sample[0].photo.id not in {e.photo.id for e in suggested_rejects(again)}, "what is decided is not suggested"


def test_answers_become_a_risk(session: Session, tmp_path: Path) -> None:
    shoot = load(session, tmp_path)
    sentence = answered(shoot, 30, ()).sentence
    assert sentence.startswith("30 of 40 looked at, 0 wrong: at 95 % fewer than")
    wrong = drawn(shoot, 30)[3].photo.id
    assert answered(shoot, 30, {wrong}).at_most > answered(shoot, 30, ()).at_most
    assert "nothing is left to chance" in answered(shoot, 99, ()).sentence
    with pytest.raises(ValueError, match="sample"):
        answered(shoot, 30, {PhotoId("elsewhere")})
