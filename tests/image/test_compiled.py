import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retouch.image import compiled

RUN = """
import numpy as np
from retouch.image import lattice, colour
out = np.empty((2, 2, 3), np.uint8)
lattice.apply(np.full((2, 2, 3), 1, np.float32), np.eye(3), lattice.bake(colour.linear_to_srgb), out)
print(int(out.min()))
"""
LAZY = """
import sys
import retouch.image.lattice, retouch.image.demosaic, retouch.develop.render, retouch.develop.deliver
print(sorted({"numba", "rawpy", "PySide6", "mediapipe"} & set(sys.modules)))
"""
CONSTANT = """
import retouch.image
retouch.image.__path__.insert(0, {folder!r})
from retouch.image.taking import taken
print(int(taken(1)))
"""


def run(code, **environment):
    source = str(Path(__file__).resolve().parents[2] / "src")
    clean = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "RETOUCH_HOME")}
    env = {**clean, "PYTHONPATH": source, **environment}
    return subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=120, check=True
    )


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A home whose cache holds machine code."""
    home = tmp_path_factory.mktemp("warm")
    assert run(RUN, RETOUCH_HOME=str(home)).stdout.strip() == "255"
    return home


def test_machine_code_is_kept_in_our_cache(warm):
    kept = {p: p.stat().st_mtime_ns for p in (warm / "cache" / "numba").rglob("*.nbc")}
    assert kept
    run(RUN, RETOUCH_HOME=str(warm))
    assert kept == {p: p.stat().st_mtime_ns for p in kept}


def test_a_cache_that_cannot_be_written_breaks_nothing(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert run(RUN, RETOUCH_HOME=str(tmp_path)).stdout.strip() == "255"


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 100])
def test_a_damaged_cache_breaks_nothing_and_is_mended(warm, tmp_path, damage):
    shutil.copytree(warm / "cache", tmp_path / "cache")
    for path in (tmp_path / "cache" / "numba").rglob("*.nb?"):
        path.write_bytes(damage)
    assert run(RUN, RETOUCH_HOME=str(tmp_path)).stdout.strip() == "255"
    assert any(p.stat().st_size > 1000 for p in (tmp_path / "cache" / "numba").rglob("*.nbc"))


def test_nothing_heavy_is_imported_before_pixels_are_worked_on():
    assert run(LAZY).stdout.strip() == "[]"


def test_machine_code_follows_constants_of_other_files(tmp_path):
    """numba looks only at the file of the function: it would go on with the constant of the run before."""
    package, source = tmp_path / "image", Path(compiled.__file__)
    package.mkdir()
    shutil.copy2(source, package)
    (package / "taking.py").write_text(
        "from retouch.image.compiled import compiled\nfrom retouch.image.given import NUMBER\n\n\n"
        "@compiled\ndef taken(x):\n    return x * NUMBER\n"
    )
    folders = []
    for number in (3, 57):
        (package / "given.py").write_text(f"NUMBER = {number}\n")
        code = CONSTANT.format(folder=str(package))
        assert run(code, RETOUCH_HOME=str(tmp_path / "home")).stdout.strip() == str(number)
        folders.append([p.name for p in (tmp_path / "home" / "cache" / "numba").iterdir()])
    assert len(folders[0]) == len(folders[1]) == 1  # what was made of other sources is gone
    assert folders[0] != folders[1]
