"""Atomic replacement: the old file or the new one, and nothing beside it."""

from __future__ import annotations

import os
import stat

import pytest
from support.processes import start

from retouch.model.replace import remove_file, replace_file, replacing, tidy


def test_a_file_is_made_replaced_and_removed(tmp_path):
    path = tmp_path / "ü.xmp"
    replace_file(path, b"1")
    path.chmod(0o640)
    replace_file(path, b"22")
    assert path.read_bytes() == b"22"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]
    remove_file(path)
    remove_file(path)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (tmp_path / "shoot").mkdir()
    link = tmp_path / "shoot" / "a.xmp"
    link.symlink_to(outside)
    replace_file(link, b"new")
    assert outside.read_bytes() == b"mine" and link.read_bytes() == b"new" and not link.is_symlink()


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_part(tmp_path, monkeypatch, call):
    path = tmp_path / "a.xmp"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if call == "write":
        content: object = 7  # nothing that can be written
    else:
        content = b"new"
        monkeypatch.setattr(os, call, fail)
    with pytest.raises((OSError, TypeError)):
        replace_file(path, content)  # type: ignore[arg-type]
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_last_look_that_fails_keeps_what_is_there(tmp_path):
    path = tmp_path / "a.xmp"
    path.write_bytes(b"old")

    def look() -> None:
        assert path.read_bytes() == b"old"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace_file(path, b"new", check=look)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("links", [True, False])
def test_what_is_to_be_fresh_replaces_nothing(tmp_path, monkeypatch, links):
    """With hard links, and on a memory card that has none."""
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(1, "Operation not permitted")))
    path = tmp_path / "a.jpg"
    with replacing(path, fresh=True) as part:
        part.write_bytes(b"first")
    assert path.read_bytes() == b"first" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileExistsError), replacing(path, fresh=True) as part:
        part.write_bytes(b"second")
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), replacing(path, fresh=True) as part:
        part.write_bytes(b"third")
    assert path.is_symlink() and list(tmp_path.iterdir()) == [path]


KILLED = """
import os, signal, sys
from pathlib import Path
from retouch.model import replace
replace.os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
replace.replace_file(Path(sys.argv[1]), b"half")
"""


def test_what_a_killed_writer_left_is_tidied_away_and_a_living_ones_is_not(tmp_path):
    (tmp_path / "a.xmp").write_bytes(b"old")
    killed = start(KILLED, tmp_path / "a.xmp")
    killed.communicate(timeout=60)
    assert killed.returncode == -9
    [part] = [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    living = part.with_name(f".9-{part.name.partition('-')[2].rsplit('-', 2)[0]}-{os.getpid()}.retouch-part")
    living.write_bytes(b"")
    foreign = tmp_path / ".1-another_machine-1.retouch-part"
    foreign.write_bytes(b"")
    assert tidy(tmp_path) == (part,)
    assert living.exists() and foreign.exists() and (tmp_path / "a.xmp").read_bytes() == b"old"
    assert tidy(tmp_path / "gone") == ()


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_a_link_is_replaced_by_a_file_of_ordinary_permissions(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    replace_file(tmp_path / "a", b"ours")
    assert not (tmp_path / "a").is_symlink() and (tmp_path / "a").stat().st_mode & 0o002 == 0
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"
