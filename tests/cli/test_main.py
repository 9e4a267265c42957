import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from retouch.cli.main import app, run
from retouch.cull.profile import CullSettings, Profile
from retouch.image.watermark import SIZES, Corner
from retouch.tasks.session import Session

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "grace_hopper.jpg"


def no_window(folder: Path | None, sample: bool) -> int:
    raise AssertionError("no window is meant to open")


def retouch(*arguments: object) -> int:
    return run([str(a) for a in arguments], no_window)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "shoot"
    here.mkdir()
    shutil.copy(SAMPLE, here / "hopper.jpg")
    return here


def shown(photo: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert retouch("show", photo, "--json", "-") == 0
    out: dict[str, object] = json.loads(capsys.readouterr().out)
    return out


def test_a_folder_without_a_verb_opens_the_window(folder: Path) -> None:
    asked: list[tuple[Path | None, bool]] = []

    def window(folder: Path | None, sample: bool) -> int:
        asked.append((folder, sample))
        return 0

    assert run([str(folder)], window) == 0
    assert run([], window) == 0
    assert run(["--sample"], window) == 0
    assert asked == [(folder, False), (None, False), (None, True)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["cull"],
        ["cull", "/no/such/folder"],
        ["cull", ".", "--profile", "sport"],
        ["cull", ".", "--strictness", "2"],
        ["export", "."],
        ["polish", "."],
        ["decide", ".", "--pick", "--undo"],
        ["decide", "."],
        ["decide", ".", "--accept", "7"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert retouch(*arguments) == 2


def test_a_ceiling_holds_suggestions_down_and_is_undone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def evenness() -> list[float]:
        capsys.readouterr()
        assert retouch("propose", folder, "--json", "-") == 0
        photos = json.loads(capsys.readouterr().out)["photos"]
        topics = [s for p in photos for s in p["suggestions"] if s["topic"] == "adjust.skin_evenness"]
        return [s["value"]["amount"] for s in topics]

    before = evenness()
    assert before and min(before) > 12
    assert retouch("decide", folder, "--ceiling", "skin_evenness=12") == 0
    assert set(evenness()) == {12}
    assert retouch("decide", folder, "--undo") == 0
    assert evenness() == before
    assert retouch("decide", folder, "hopper.jpg", "--ceiling", "skin_evenness=9", "--face", 0) == 0
    assert min(evenness()) == 9
    assert retouch("decide", folder, "--undo") == 0
    files = sorted(p.name for p in folder.iterdir() if p.suffix == ".jpg")
    assert retouch("decide", folder, *files, "--ceiling", "skin_evenness=9") == 0
    assert set(evenness()) == {9}
    assert retouch("decide", folder, "--undo") == 0
    assert evenness() == before, "one call is one action"
    assert retouch("decide", folder, "--ceiling", "exposure=9") == 2
    assert retouch("decide", folder, "--ceiling", "shine=lots") == 2


def test_decisions_by_hand_are_undone_and_redone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = folder / "hopper.jpg"
    assert retouch("decide", folder, "--pick", "hopper.jpg") == 0
    assert retouch("decide", folder, "--stars", 4, photo) == 0
    assert retouch("decide", folder, "--label", "green", "hopper.jpg") == 0
    now = shown(photo, capsys)
    assert (now["flag"], now["rating"], now["label"]) == ("pick", 4, "Green")
    assert 'xmp:Rating="4"' in (folder / "hopper.xmp").read_text()
    assert retouch("decide", folder, "--undo") == 0
    assert retouch("decide", folder, "--undo") == 0
    now = shown(photo, capsys)
    assert (now["flag"], now["rating"], now["label"]) == ("pick", None, None)
    assert retouch("decide", folder, "--redo") == 0
    assert shown(photo, capsys)["rating"] == 4


def test_a_value_set_by_hand_tweaks_what_is_suggested(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = folder / "hopper.jpg"
    assert retouch("propose", folder) == 0
    suggested = {s["topic"] for s in shown(photo, capsys)["suggestions"]}
    assert "adjust.skin_evenness" in suggested and "adjust.contrast" not in suggested
    sets = ("--set", "skin_evenness.amount=12", "--set", "contrast.amount=20")
    assert retouch("decide", folder, "hopper.jpg", *sets) == 0
    now = shown(photo, capsys)
    assert {s["topic"] for s in now["suggestions"]} == suggested - {"adjust.skin_evenness"}
    decided = {d["topic"]: (d["value"], d["origin"]) for d in now["decisions"]}
    assert decided["adjust.skin_evenness"] == ({"amount": 12.0}, "tweaked")
    assert decided["adjust.contrast"] == ({"amount": 20.0}, "by_hand")
    assert retouch("decide", folder, "--undo") == 0
    assert {s["topic"] for s in shown(photo, capsys)["suggestions"]} == suggested, "one call is one action"
    assert retouch("decide", folder, "--set", "contrast.amount=20") == 2
    assert retouch("decide", folder, "hopper.jpg", "--set", "contrast.nothing=20") == 2
    assert retouch("decide", folder, "hopper.jpg", "--set", "contrast.amount=much") == 2


def test_a_photo_of_another_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    assert retouch("decide", folder, "--pick", tmp_path / "other.jpg") == 2


def test_json_goes_alone_to_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retouch("cull", folder, "--json", "-") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["version"] == 1
    assert [p["file"] for p in report["photos"]] == ["hopper.jpg"]
    (face,) = report["photos"][0]["faces"]
    assert face["eyes"] == "open"


def test_profile_and_strictness_are_remembered(folder: Path) -> None:
    assert retouch("cull", folder, "--profile", "wedding", "--strictness", 0.8) == 0
    assert retouch("cull", folder, "--strictness", 0.2) == 0
    with Session() as session:
        assert session.cull_settings == CullSettings(Profile.WEDDING, 0.2)


def test_a_bad_file_is_named_and_the_rest_is_finished(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.nef").write_bytes(b"not a photo")
    assert retouch("cull", folder) == 1
    said = capsys.readouterr()
    assert "broken.nef" in said.err
    assert "hopper.jpg" in said.out


def test_nothing_picked_is_said_and_is_no_failure(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert retouch("export", folder, "--to", tmp_path / "out") == 0
    assert "Nothing is picked" in capsys.readouterr().out


def test_export_writes_what_is_picked_and_spares_what_it_did_not_write(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert retouch("decide", folder, "--pick", "hopper.jpg") == 0
    assert retouch("export", folder, "--to", out, "--long-edge", 300, "--set", "exposure.ev=0.3") == 0
    first = (out / "hopper.jpg").read_bytes()
    assert retouch("export", folder, "--to", out, "--long-edge", 200) == 0  # our own file may be made anew
    assert (out / "hopper.jpg").read_bytes() != first
    (out / "hopper.jpg").write_bytes(b"somebody's album cover")
    assert retouch("export", folder, "--to", out) == 1
    assert (out / "hopper.jpg").read_bytes() == b"somebody's album cover"
    assert retouch("export", folder, "--to", out, "--overwrite") == 0


def test_export_follows_a_recipe_and_what_is_asked_for_beside_it(folder: Path, tmp_path: Path) -> None:
    plain, proof, named = (tmp_path / n for n in ("plain", "proof", "named"))
    every = ("export", folder, "--which", "all", "--long-edge", 400)
    assert retouch(*every, "--to", plain) == 0
    assert retouch(*every, "--to", proof, "--recipe", "client-proof", "--quality", 92) == 0
    assert [p.name for p in proof.iterdir()] == ["shoot_0001.jpg"]
    own = ("--watermark", "© Müller", "--watermark-corner", "top-left", "--watermark-size", 0.1)
    assert retouch(*every, "--to", named, "--name", "{name}_small", "--watermark-opacity", 1, *own) == 0
    before, after = (cv2.imread(str(p)) for p in (plain / "hopper.jpg", named / "hopper_small.jpg"))
    assert before is not None and after is not None and before.shape == after.shape
    change = np.abs(before.astype(int) - after).max(axis=2)
    height, width = change.shape
    assert change[: height // 5, : width // 2].max() > 60
    assert change[height // 2 :, width // 2 :].max() < 3
    middle = cv2.imread(str(proof / "shoot_0001.jpg"))
    assert middle is not None
    assert np.abs(middle.astype(int) - before)[height // 3 : height * 2 // 3].max() > 30  # PROOF, across the middle


def test_a_watermark_that_is_not_there_stops_the_run_before_it_begins(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    logo = tmp_path / "logo.png"
    assert retouch("export", folder, "--to", out, "--which", "all", "--watermark-picture", logo) == 1
    assert "logo.png: the watermark cannot be opened" in capsys.readouterr().err
    assert not out.exists()
    assert retouch("export", folder, "--to", out, "--recipe", "nothing") == 2
    assert "client" in capsys.readouterr().err.lower()


def test_corners_and_sizes_of_the_command_line_are_those_of_the_watermark() -> None:
    options = {o.name: o.type for o in app.commands["export"].params}
    assert list(options["watermark_corner"].choices) == [c.value for c in Corner]  # type: ignore[attr-defined]
    size = options["watermark_size"]
    assert (size.min, size.max) == SIZES  # type: ignore[attr-defined]


def test_export_never_goes_into_the_shoot(folder: Path) -> None:
    before = (folder / "hopper.jpg").read_bytes()
    assert retouch("export", folder, "--to", folder, "--which", "all") == 1
    assert (folder / "hopper.jpg").read_bytes() == before


def test_show_tells_where_a_photo_was_delivered_and_how_much_texture_was_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert retouch("cull", folder) == 0
    out = tmp_path / "out"
    assert retouch("export", folder, "--to", out, "--which", "all", "--set", "skin_evenness.amount=60") == 0
    delivered = shown(folder / "hopper.jpg", capsys)["exports"]
    assert isinstance(delivered, list)
    (one,) = delivered
    assert one["file"] == str(out / "hopper.jpg")
    (kept,) = one["texture_kept"]
    assert 0.85 <= kept <= 1.1


def test_skin_below_the_floor_is_told_apart(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retouch("cull", folder) == 0
    heavy = ["--set", "texture_floor.floor=0", "--set", "texture.amount=-100", "--set", "noise.grain=100"]
    assert retouch("export", folder, "--to", tmp_path / "out", "--which", "all", *heavy) == 0
    assert "texture is left" in capsys.readouterr().out


def test_limits_are_remembered_and_follow_the_strictness_again(folder: Path) -> None:
    assert retouch("cull", folder, "--sure-from", 0.9, "--soft-under", 0.3, "--strictness", 0.2) == 0
    with Session() as session:
        assert (session.cull_settings.sure, session.cull_settings.soft) == (0.9, 0.3)
    assert retouch("cull", folder, "--sure-from", -1) == 0
    with Session() as session:
        assert session.cull_settings.sure == pytest.approx(0.89) and session.cull_settings.soft == 0.3
