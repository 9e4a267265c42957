"""What goes wrong on real computers: broken files, odd names, places that cannot be written, cards that are pulled.

Each ends in a message that names the file, never in a traceback; what is good is finished.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import Computer

from retouch.develop.decode import PICTURE_SUFFIXES, RAW_SUFFIXES


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "home")


def copied(sample: Path, folder: Path, *names: str) -> Path:
    """Make a shoot of these frames of the sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy2(sample / name, folder / name)
    return folder


def test_broken_files_of_every_kind_stop_nothing(
    tmp_path: Path, sample: Path, computer: Computer, shared_data: Path
) -> None:
    shoot = copied(sample, tmp_path / "shoot", "IMG_0001.dng", "IMG_0005.dng")
    odd = [p for kind in ("raw", "raw_bad") for p in sorted((shared_data / kind).iterdir()) if p.is_file()]
    for n, path in enumerate(odd):
        shutil.copy(path, shoot / f"{n:03d}_{path.name}")
    photos = [p.name for p in shoot.iterdir() if p.suffix.lower() in RAW_SUFFIXES | PICTURE_SUFFIXES]
    finished = computer.retouch("cull", shoot, "--json", tmp_path / "cull.json", seconds=400)
    assert finished.code == 1, finished.said
    report = json.loads((tmp_path / "cull.json").read_text("utf-8"))
    described = {p["file"] for p in report["photos"]}
    unread = [name for name in photos if name not in described and name not in finished.said]
    assert not unread, "neither culled nor named"
    good = {p["file"]: p for p in report["photos"] if p["file"].startswith("IMG_")}
    assert all(len(good[name]["faces"]) == 1 for name in ("IMG_0001.dng", "IMG_0005.dng"))
    again = computer.retouch(
        "export", shoot, "--to", tmp_path / "out", "--which", "all", "--long-edge", "400", seconds=400
    )
    assert again.code == 1
    assert {"IMG_0001.jpg", "IMG_0005.jpg"} <= {p.name for p in (tmp_path / "out").iterdir()}


ODD_NAMES = [
    "-rf.dng",
    "--help.dng",
    "new\nline.dng",
    "tab\there.dng",
    "quote'\"quote.dng",
    "$(touch pwned).dng",
    "../%2e%2e.dng".replace("/", "_"),
    "Ünïcödé 写真 📷.dng",
    "rtl_\u202egnd.dng",
    "[red]markup[dim].dng",
    "a" * 251 + ".dng",
    ".hidden.dng",
    "UPPER.DNG",
    "upper.dng",
]


def test_odd_names_are_only_names(tmp_path: Path, sample: Path, computer: Computer) -> None:
    shoot = tmp_path / "a shoot"
    shoot.mkdir()
    frames = [p for p in sorted(sample.iterdir()) if p.suffix == ".dng"][:11]
    for n, name in enumerate(ODD_NAMES):
        shutil.copy2(frames[n % len(frames)], shoot / name)
    os.close(os.open(os.fsencode(shoot) + b"/not_utf8_\xff.dng", os.O_CREAT))
    (shoot / "loop.dng").symlink_to("loop.dng")
    (shoot / "gone.dng").symlink_to(tmp_path / "nowhere.dng")
    (shoot / "folder.dng").mkdir()
    (shoot / "empty.dng").touch()
    finished = computer.retouch("cull", shoot, "--json", tmp_path / "cull.json")
    assert finished.code == 1, finished.said
    assert "empty.dng" in finished.said
    described = {p["file"] for p in json.loads((tmp_path / "cull.json").read_text("utf-8"))["photos"]}
    assert {name for name in ODD_NAMES if not name.startswith(".")} <= described
    assert computer.retouch("decide", shoot, "--accept", "0.5").code in (0, 1)
    exported = computer.retouch("export", shoot, "--to", tmp_path / "out", "--which", "all", "--long-edge", "100")
    assert exported.code == 1
    out = list((tmp_path / "out").iterdir())
    assert len(out) >= len(ODD_NAMES) - 2
    assert {p.name for p in tmp_path.iterdir()} == {"a shoot", "home", "out", "cull.json"}
    assert not list(Path.cwd().glob("pwned"))


def test_an_empty_folder_is_not_an_error(tmp_path: Path, computer: Computer) -> None:
    (tmp_path / "empty").mkdir()
    assert computer.retouch("cull", tmp_path / "empty").code == 0
    assert computer.retouch("export", tmp_path / "empty", "--to", tmp_path / "out", "--which", "all").code == 0


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, sample: Path, computer: Computer) -> None:
    shoot = copied(sample, tmp_path / "shoot", "IMG_0001.dng")
    (tmp_path / "file").write_text("not a folder")
    assert computer.retouch("cull", shoot).code == 0
    finished = computer.retouch("export", shoot, "--to", tmp_path / "file" / "out", "--which", "all")
    assert finished.code == 1
    assert "out" in finished.said
    homeless = Computer(tmp_path / "file" / "home").retouch("cull", shoot)
    assert homeless.code == 1
    assert "RETOUCH_HOME" in homeless.said


@contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A file system of a few megabytes; the test is skipped where none can be mounted."""
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)


def test_a_full_disk_loses_neither_decisions_nor_other_files(tmp_path: Path, sample: Path, computer: Computer) -> None:
    shoot = copied(sample, tmp_path / "shoot", "IMG_0001.dng", "IMG_0005.dng", "IMG_0010.dng")
    assert computer.retouch("decide", shoot, "--pick", *sorted(shoot.glob("*.dng"))).code in (0, 1)
    with small_disk(tmp_path / "small", 5) as disk:
        finished = computer.retouch("export", shoot, "--to", disk / "out", "--format", "tiff")
        assert finished.code == 1
        assert "space" in finished.said.lower() or "full" in finished.said.lower()
        for path in (disk / "out").glob("*"):
            assert path.suffix == ".tif", "no half-written file may stay"
            assert path.stat().st_size > 100_000
    shown = computer.retouch("show", shoot / "IMG_0001.dng", "--json", "-").json
    assert shown["flag"] == "pick"


def test_sidecars_on_a_full_card_are_named_and_the_decision_stays(
    tmp_path: Path, sample: Path, computer: Computer
) -> None:
    with small_disk(tmp_path / "card", 4) as card:
        shoot = copied(sample, card / "shoot", "IMG_0001.dng")
        filler = os.open(card / "filler", os.O_CREAT | os.O_WRONLY)
        with contextlib.suppress(OSError):
            while os.write(filler, bytes(4096)):
                pass
        os.close(filler)
        finished = computer.retouch("decide", shoot, "--stars", "5", shoot / "IMG_0001.dng")
        assert finished.code == 1
        assert "IMG_0001" in finished.said
        assert [p.name for p in shoot.iterdir()] == ["IMG_0001.dng"]
        assert computer.retouch("show", shoot / "IMG_0001.dng", "--json", "-").json["rating"] == 5


def test_a_shoot_that_disappears_ends_in_a_message(tmp_path: Path, sample: Path, computer: Computer) -> None:
    shoot = copied(sample, tmp_path / "shoot", "IMG_0001.dng", "IMG_0005.dng")
    assert computer.retouch("decide", shoot, "--pick", shoot / "IMG_0001.dng", shoot / "IMG_0005.dng").code in (0, 1)
    (shoot / "IMG_0005.dng").unlink()
    finished = computer.retouch("export", shoot, "--to", tmp_path / "out", "--long-edge", "300")
    assert finished.code in (0, 1)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["IMG_0001.jpg"]
    shutil.move(shoot, tmp_path / "elsewhere")
    for verb in (("cull", shoot), ("export", shoot, "--to", tmp_path / "out")):
        gone = computer.retouch(*verb)
        assert gone.code in (1, 2)
        assert "shoot" in gone.said
    moved = computer.retouch("show", tmp_path / "elsewhere" / "IMG_0001.dng", "--json", "-")
    assert moved.json["flag"] == "pick", "a decision follows the photo"
