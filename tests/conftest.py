"""What every test may use: a home of its own, and the labelled data where it lies beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.offline import pytest_configure, pytest_sessionfinish, pytest_terminal_summary, pytest_unconfigure

from retouch.model.event import Done
from retouch.tasks.sample import sample_shoot

__all__ = ["pytest_configure", "pytest_sessionfinish", "pytest_terminal_summary", "pytest_unconfigure"]  # the guard

# How busy the machine is decides nothing here: no test is timed.
settings.register_profile("retouch", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("retouch")

ROOT = Path(__file__).resolve().parent.parent

# Compiling the pixel loops takes longer than most tests: keep the machine code from one run to the next.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "retouch-tests-numba"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test state of its own, so that no test ever touches the user's catalogue."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RETOUCH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of labelled pictures; tests that ask for it are skipped where it is not there."""
    folder = Path(os.environ.get("RETOUCH_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no labelled data at {folder} (set RETOUCH_TEST_DATA)")
    return folder


@pytest.fixture(scope="session")
def shared_tools(shared_data: Path) -> Path:
    """Return the folder of the tools that make shoots from the labelled data."""
    return shared_data.parent / "tools"


@pytest.fixture(scope="session")
def shoot_folder(shared_data: Path, shared_tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the labelled shoot of 42 Bayer DNGs, once; copy it before changing anything in it."""
    out = tmp_path_factory.mktemp("shoot")
    tool = shared_tools / "make_shoot.py"
    subprocess.run(
        [sys.executable, str(tool), str(shared_data / "shoot.csv"), str(out)], check=True, capture_output=True
    )
    return out


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built-in RAW shoot, made once. Tests that change anything in a shoot copy it first."""
    *_, last = sample_shoot(tmp_path_factory.mktemp("sample"))
    assert isinstance(last, Done)
    return last.result


@pytest.fixture(autouse=True)
def the_sample_stays_as_it_is(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the test fail that changes the built-in shoot, not one of those that use it later."""
    if "sample" not in request.fixturenames:
        yield
        return
    folder = request.getfixturevalue("sample")
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    yield
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before
