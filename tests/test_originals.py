"""Originals are never written: a whole shoot has the same bytes and times after every verb."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from commands import Computer


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Content, modification time and inode of every original."""
    return {
        p.name: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns, p.stat().st_ino)
        for p in folder.iterdir()
        if p.is_file() and p.suffix.lower() != ".xmp"
    }


def test_no_verb_changes_an_original(tmp_path: Path, sample: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    for name in ("IMG_0001.dng", "IMG_0002.dng", "IMG_0004.dng", "IMG_0004.JPG", "IMG_0008.dng", "IMG_0012.dng"):
        shutil.copy2(sample / name, shoot / name)  # a burst, a pair, a dark frame, a damaged file
    before = state(shoot)
    computer = Computer(tmp_path / "home")
    verbs: list[tuple[str | Path, ...]] = [
        ("cull", shoot),
        ("propose", shoot),
        ("decide", shoot, "--accept", "0.5"),
        ("decide", shoot, "--undo"),
        ("decide", shoot, "--redo"),
        ("decide", shoot, "--stars", "4", shoot / "IMG_0001.dng"),
        ("decide", shoot, "--pick", shoot / "IMG_0004.dng"),
        ("decide", shoot, "--reject", shoot / "IMG_0002.dng"),
        ("decide", shoot, "--dismiss"),
        ("export", shoot, "--to", tmp_path / "delivered", "--which", "all", "--long-edge", "400"),
        ("export", shoot, "--to", shoot / "inside", "--format", "tiff", "--long-edge", "200"),
        ("show", shoot / "IMG_0001.dng"),
    ]
    for verb in verbs:
        finished = computer.retouch(*verb)
        assert finished.code in (0, 1), finished.said
        assert state(shoot) == before, f"{verb[0]} changed an original"
    extra = {p.suffix.lower() for p in shoot.iterdir() if p.name not in before}
    assert extra <= {".xmp", ""}, "only sidecars may appear beside originals"
