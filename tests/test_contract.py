"""The command line as scripts rely on it, verb by verb, on the built-in sample and through real processes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import tifffile
from commands import Computer
from PIL import Image

EYES = {"open", "closed", "half", "wink", "laughing", "looking_down", "hidden", "unknown"}
VERDICTS = {"keep", "maybe", "reject"}
DAMAGED = "IMG_0012.dng"
BLINK, SOFT, DARK, WARM = "IMG_0002.dng", "IMG_0003.dng", "IMG_0008.dng", "IMG_0009.dng"


@pytest.fixture(scope="module")
def culled(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> tuple[Path, Path, Mapping[str, Any]]:
    """A home and a shoot that has been culled once, and what ``cull --json`` said."""
    folder = tmp_path_factory.mktemp("culled")
    photos = folder / "shoot"
    shutil.copytree(sample, photos)
    to = folder / "cull.json"
    finished = Computer(folder / "home").retouch("cull", photos, "--json", to)
    assert finished.code == 1, finished.said  # one file is damaged
    assert DAMAGED in finished.said
    return folder / "home", photos, json.loads(to.read_text("utf-8"))


@pytest.fixture
def desk(tmp_path: Path, culled: tuple[Path, Path, Mapping[str, Any]]) -> tuple[Computer, Path]:
    """A copy of the culled shoot and of the user's state, free to be changed. Readings go by content: none is made."""
    home, photos, _ = culled
    shutil.copytree(home, tmp_path / "home")
    shutil.copytree(photos, tmp_path / "shoot")
    return Computer(tmp_path / "home"), tmp_path / "shoot"


def photo(report: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(p for p in report["photos"] if p["file"] == name)


def test_cull_describes_every_photo(culled: tuple[Path, Path, Mapping[str, Any]]) -> None:
    _, folder, report = culled
    assert report["version"] == 1
    assert Path(report["folder"]) == folder
    read = [p for p in report["photos"] if p["file"] != DAMAGED]
    assert [p["file"] for p in read] == [f"IMG_{n:04d}.dng" for n in range(1, 12)]
    for p in read:
        assert datetime.fromisoformat(p["taken"]).date().isoformat() == "2026-05-01"
        assert p["verdict"] in VERDICTS
        assert 0 <= p["confidence"] <= 1
        assert p["because"]
        assert all({"name", "value"} <= reason.keys() for reason in p["because"])
        (face,) = p["faces"]
        assert face["eyes"] in EYES
        x, y, width, height = face["box"]
        assert 0 <= x < x + width <= 1
        assert 0 <= y < y + height <= 1
        assert {"left_open", "right_open", "smile", "looking", "yaw", "pitch", "sharpness"} <= face.keys()
    assert photo(report, "IMG_0002.dng")["taken"] == "2026-05-01T10:00:00.240"


def test_cull_groups_bursts_and_never_suggests_the_blink(culled: tuple[Path, Path, Mapping[str, Any]]) -> None:
    report = culled[2]
    bursts = [photo(report, f"IMG_{n:04d}.dng")["burst"] for n in range(1, 12)]
    assert [bursts.index(b) for b in bursts] == [0, 0, 0, 0, 4, 4, 4, 7, 8, 9, 9]
    blink = photo(report, BLINK)
    assert blink["faces"][0]["eyes"] == "closed"
    assert blink["verdict"] == "reject"
    assert photo(report, SOFT)["verdict"] != "keep"
    for burst in set(bursts):
        frames = [p for p in report["photos"] if p.get("burst") == burst]
        assert sorted(p["rank"] for p in frames) == list(range(1, len(frames) + 1))
        assert sum(p["verdict"] == "keep" for p in frames) <= 1
    first = {p["rank"]: p["file"] for p in report["photos"] if p.get("burst") == bursts[0]}
    assert first[1] in ("IMG_0001.dng", "IMG_0004.dng")


def test_propose_finds_the_dark_frame(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk
    finished = computer.retouch("propose", folder, "--json", "-")
    assert finished.code == 1
    report = finished.json
    proposals = {p["file"]: {s["topic"]: s for s in p["suggestions"]} for p in report["photos"] if "suggestions" in p}
    dark = proposals[DARK]["adjust.exposure"]
    assert 0.7 < dark["value"]["ev"] < 1.9
    assert dark["stage"] == "colour"
    assert dark["because"]
    assert "adjust.exposure" not in proposals["IMG_0010.dng"]
    assert "adjust.white_balance" not in proposals["IMG_0010.dng"]


def test_propose_finds_the_warm_frame(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk
    report = computer.retouch("propose", folder, "--json", "-").json
    topics = {s["topic"]: s["value"] for s in photo(report, WARM)["suggestions"]}
    assert topics["adjust.white_balance"]["temperature"] < 6000  # the camera was set to daylight of 6500 K


def test_decide_is_one_action_that_can_be_undone_and_redone(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk

    def verdicts() -> list[str | None]:
        return [computer.retouch("show", folder / name, "--json", "-").json["flag"] for name in (BLINK, "IMG_0005.dng")]

    assert computer.retouch("decide", folder, "--accept", "0.5", "--only", "verdict").code == 0
    decided = verdicts()
    assert decided[0] == "reject"
    assert computer.retouch("decide", folder, "--undo").code == 0
    assert verdicts()[0] not in ("pick", "reject")
    assert computer.retouch("decide", folder, "--redo").code == 0
    assert verdicts() == decided


def test_a_damaged_file_fails_a_decision_only_where_it_is_named(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk
    whole = computer.retouch("decide", folder, "--accept", "0.9")
    assert whole.code == 0 and "1 that cannot be read" in whole.said and DAMAGED not in whole.err
    assert computer.retouch("decide", folder, "--reject", folder / "IMG_0001.dng").code == 0
    assert computer.retouch("decide", folder, "--accept", "0.1", folder / "IMG_0005.dng").code == 0
    named = computer.retouch("decide", folder, "--accept", "0.9", folder / DAMAGED)
    assert named.code == 1 and DAMAGED in named.said


def test_a_key_person_is_marked_by_one_face_and_unmarked_by_another(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk

    def keys() -> list[str]:
        report = computer.retouch("cull", folder, "--json", "-").json
        return [p["file"] for p in report["photos"] for f in p["faces"] if f["key"]]

    first, second = folder / "IMG_0001.dng", folder / "IMG_0002.dng"
    assert keys() == []
    assert computer.retouch("decide", folder, "--key", "0", first).code == 0
    assert {first.name, second.name} <= set(keys())
    assert computer.retouch("decide", folder, "--no-key", "0", second).code == 0
    assert keys() == []
    assert computer.retouch("decide", folder, "--undo").code == 0
    assert first.name in keys()
    nobody = computer.retouch("decide", folder, "--key", "3", first)
    assert nobody.code == 2 and "has no face 3" in nobody.said


def test_decide_by_hand_goes_to_the_sidecar(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk
    name = folder / "IMG_0004.dng"
    assert computer.retouch("decide", folder, "--pick", name).code == 0
    assert computer.retouch("decide", folder, "--stars", "4", name).code == 0
    shown = computer.retouch("show", name, "--json", "-").json
    assert (shown["flag"], shown["rating"]) == ("pick", 4)
    assert {"decisions", "edit", "label"} <= shown.keys()
    packet = (folder / "IMG_0004.xmp").read_text("utf-8")
    assert "Rating" in packet
    assert "pick" in packet
    assert not (folder / "IMG_0001.xmp").exists(), "no sidecar for an untouched photo"


def test_export_writes_upright_pictures_of_what_was_picked(desk: tuple[Computer, Path], tmp_path: Path) -> None:
    computer, folder = desk
    assert computer.retouch("decide", folder, "--pick", folder / "IMG_0001.dng", folder / "IMG_0005.dng").code == 0
    to = tmp_path / "delivered"
    finished = computer.retouch("export", folder, "--to", to, "--long-edge", "600", "--profile", "display-p3")
    assert finished.code == 0, finished.said
    assert sorted(p.name for p in to.iterdir()) == ["IMG_0001.jpg", "IMG_0005.jpg"]
    with Image.open(to / "IMG_0001.jpg") as wide, Image.open(to / "IMG_0005.jpg") as tall:
        assert wide.size == (600, 500)
        assert tall.size == (500, 600)
        assert wide.getexif().get(0x0112, 1) == 1
        assert wide.getexif()[0x0110] == "Sample Camera"
        assert wide.info["icc_profile"]


def test_export_sets_an_adjustment_for_this_export_only(desk: tuple[Computer, Path], tmp_path: Path) -> None:
    computer, folder = desk
    assert computer.retouch("decide", folder, "--pick", folder / "IMG_0010.dng").code == 0
    common = ("export", folder, "--long-edge", "300", "--format", "tiff")
    assert computer.retouch(*common, "--to", tmp_path / "plain").code == 0
    assert computer.retouch(*common, "--to", tmp_path / "bright", "--set", "exposure.ev=1").code == 0
    plain, bright = (tifffile.imread(tmp_path / name / "IMG_0010.tif") for name in ("plain", "bright"))
    assert plain.dtype.name == "uint16"
    assert bright.mean() > 1.2 * plain.mean()
    assert not computer.retouch("show", folder / "IMG_0010.dng", "--json", "-").json["edit"]


def test_export_never_overwrites_a_foreign_file_unasked(desk: tuple[Computer, Path], tmp_path: Path) -> None:
    computer, folder = desk
    to = tmp_path / "delivered"
    to.mkdir()
    (to / "IMG_0001.jpg").write_bytes(b"somebody's own picture")
    assert computer.retouch("decide", folder, "--pick", folder / "IMG_0001.dng").code == 0
    finished = computer.retouch("export", folder, "--to", to, "--long-edge", "300")
    assert finished.code == 1
    assert "IMG_0001.jpg" in finished.said
    assert (to / "IMG_0001.jpg").read_bytes() == b"somebody's own picture"
    assert computer.retouch("export", folder, "--to", to, "--long-edge", "300", "--overwrite").code == 0
    assert (to / "IMG_0001.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_folder_of_jpegs_works_like_a_folder_of_raw_files(tmp_path: Path) -> None:
    resources = Path(__file__).parents[1] / "resources" / "sample"
    folder = tmp_path / "jpegs"
    folder.mkdir()
    shutil.copy(resources / "grace_hopper.jpg", folder / "a.jpg")
    with Image.open(resources / "astronaut.png") as picture:
        picture.save(folder / "b.tif")
    computer = Computer(tmp_path / "home")
    report = computer.retouch("cull", folder, "--json", "-").json
    assert {p["file"]: len(p["faces"]) for p in report["photos"]} == {"a.jpg": 1, "b.tif": 1}
    finished = computer.retouch("export", folder, "--to", tmp_path / "out", "--which", "all")
    assert finished.code == 0, finished.said
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("cull",),
        ("cull", "/nowhere/at/all"),
        ("export", "{shoot}"),
        ("export", "{shoot}", "--to", "{out}", "--set", "nonsense.ev=1"),
        ("export", "{shoot}", "--to", "{out}", "--set", "exposure.ev=bright"),
        ("decide", "{shoot}", "--accept", "7"),
        ("decide", "{shoot}"),
        ("show", "{shoot}/missing.dng"),
        ("cull", "{shoot}", "--no-such-option"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_sentence(tmp_path: Path, sample: Path, arguments: tuple[str, ...]) -> None:
    words = [word.format(shoot=sample, out=tmp_path / "out") for word in arguments]
    finished = Computer(tmp_path / "home").retouch(*words)
    assert finished.code == 2, finished.said
    assert finished.err.strip()
    assert not (tmp_path / "out").exists()


def test_the_demo_tells_what_happened(tmp_path: Path) -> None:
    finished = Computer(tmp_path / "home").retouch("demo", "--to", tmp_path / "delivered")
    assert finished.code == 0, finished.said
    for word in ("photos", "bursts", "blinks", "accepted", "exported", str(tmp_path / "delivered"), DAMAGED):
        assert word in finished.said
    assert len(list((tmp_path / "delivered").glob("*.jpg"))) >= 3


def test_the_doctor_finds_nothing_wrong(tmp_path: Path) -> None:
    finished = Computer(tmp_path / "home").retouch("doctor")
    assert finished.code == 0, finished.said
    for word in ("exposure", "white_balance", "face_landmarker.task", "64184e229b26", "opencv-contrib-python", "dB"):
        assert word in finished.said


def test_rejects_are_checked_by_a_sample(desk: tuple[Computer, Path]) -> None:
    computer, folder = desk
    drawn = computer.retouch("rejects", folder)
    assert drawn.code == 0 and BLINK in drawn.out and "suggested rejects" in drawn.out
    assert "nothing is left to chance" in computer.retouch("rejects", folder, "--seen").out
    assert "1 wrong" in computer.retouch("rejects", folder, "--seen", folder / BLINK).out
    assert computer.retouch("rejects", folder, "--seen", folder / "IMG_0001.dng").code == 2
