"""The doctor says what is wrong, and is never stopped by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import cv2
import pytest

from retouch.adjust.registry import adjustments
from retouch.faces import models
from retouch.model.decision import Decision, Origin
from retouch.model.errors import RetouchError
from retouch.model.event import Done, Progress
from retouch.model.photo import PhotoId
from retouch.store.catalog import Catalog
from retouch.tasks import doctor as examination
from retouch.tasks.doctor import Finding, Report, doctor
from retouch.tasks.paths import home as where


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the two examinations that take seconds."""
    slow = ("development", "faces")
    kept = tuple(pair for pair in examination._EXAMINATIONS if pair[0] not in slow)
    monkeypatch.setattr(examination, "_EXAMINATIONS", kept)


def report(*, repair: bool = False) -> Report:
    *_, last = doctor(repair=repair)
    assert isinstance(last, Done)
    return last.result


def findings() -> Mapping[str, Finding]:
    return {f.name: f for f in report().findings}


def test_everything_is_well_here() -> None:
    found = report()
    assert found.ok, [f for f in found.findings if not f.ok]
    names = [f.name for f in found.findings]
    assert {f"adjustment {key}" for key in adjustments()} <= set(names)
    assert {"OpenCV", "face_landmarker.task", "data folder", "development", "faces"} <= set(names)


def test_the_models_are_told_by_hash() -> None:
    found = findings()
    for name, digest in models.model_hashes().items():
        assert digest in found[name].text


@pytest.mark.usefixtures("quick")
def test_a_model_that_was_replaced_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {name: {"sha256": "0" * 64} for name in models.model_hashes()}
    monkeypatch.setattr(models, "_manifest", lambda: others)
    found = report()
    assert not found.ok
    (bad,) = [f for f in found.findings if not f.ok]
    assert "damaged or has been replaced" in bad.text


@pytest.mark.usefixtures("quick")
def test_a_second_opencv_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [SimpleNamespace(name="opencv-contrib-python"), SimpleNamespace(name="opencv_python_headless")]
    monkeypatch.setattr(examination, "distributions", lambda: both)
    bad = findings()["OpenCV"]
    assert not bad.ok
    assert "opencv-contrib-python and opencv_python_headless" in bad.text


@pytest.mark.usefixtures("quick")
def test_a_hollow_opencv_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(cv2.ximgproc, "guidedFilter")
    bad = findings()["OpenCV"]
    assert not bad.ok
    assert "guidedFilter" in bad.text


@pytest.mark.usefixtures("quick")
def test_a_missing_library_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "LIBRARIES", ("numpy", "no-such-library"))
    found = findings()
    assert found["numpy"].ok
    assert not found["no-such-library"].ok


@pytest.mark.usefixtures("quick")
def test_a_damaged_catalogue_is_a_finding_and_is_left_as_it_is() -> None:
    path = where().catalog
    path.write_bytes(b"this is not a database" * 500)
    bad = findings()["catalogue"]
    assert not bad.ok
    assert path.read_bytes().startswith(b"this is not a database")


@pytest.mark.usefixtures("quick")
def test_a_damaged_catalogue_is_repaired_when_asked() -> None:
    path = where().catalog
    photo = PhotoId("a" * 32)
    with Catalog.open(path) as catalog:
        for stars in range(1, 400):
            catalog.record("/shoot", "stars", [Decision(photo, "rating", stars % 6, Origin.BY_HAND)])
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(4096)
    path.write_bytes(data)
    assert not report().ok
    repaired = next(f for f in report(repair=True).findings if f.name == "catalogue")
    assert repaired.ok
    assert "damaged file kept as" in repaired.text
    assert list(path.parent.glob("*damaged*"))
    assert report().ok


@pytest.mark.usefixtures("quick")
def test_a_catalogue_from_the_future_is_a_finding() -> None:
    path = where().catalog
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 9999")
        db.execute("create table t (x)")
    db.close()
    assert not findings()["catalogue"].ok


@pytest.mark.usefixtures("quick")
def test_a_full_disk_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination.shutil, "disk_usage", lambda folder: SimpleNamespace(free=1_000_000))
    assert not findings()["data folder"].ok


@pytest.mark.parametrize("error", [RetouchError("it is broken"), ImportError("no libGLESv2.so.2"), KeyError("x")])
def test_whatever_breaks_is_said_and_the_rest_is_examined(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def breaks() -> Iterator[Finding]:
        yield Finding("first", True, "fine")
        raise error

    after = ("after", lambda: iter([Finding("after", True, "fine")]))
    monkeypatch.setattr(examination, "_EXAMINATIONS", (("broken", breaks), after))
    assert [(f.name, f.ok) for f in report().findings][1:] == [
        ("first", True),
        ("broken", False),
        ("after", True),
    ]


@pytest.mark.usefixtures("quick")
def test_it_tells_how_far_it_is() -> None:
    steps = [event for event in doctor() if isinstance(event, Progress)]
    assert [step.done for step in steps] == list(range(len(steps)))
    assert steps[-1].done == steps[-1].total


@pytest.mark.usefixtures("quick")
def test_a_system_without_sys_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "system" not in findings()
    monkeypatch.setattr(examination, "PROCESSORS", "/nowhere/possible")
    found = findings()["system"]
    assert not found.ok and "/sys" in found.text and "mount" in found.text
