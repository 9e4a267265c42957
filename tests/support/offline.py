"""A guard over the whole test run: no Python process of it, workers included, may call the internet.

Every process loads ``watched/sitecustomize.py``, whose audit hook writes each call down; one line, and the run fails.
What MediaPipe's own code does, Python does not see: ``tests/test_network.py`` traces it for every verb and the window,
and ``make test`` traces all tests, where there is a ``strace`` (see ``whole_run``).
"""

from __future__ import annotations

import os
import runpy
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from support.tracing import strace

WATCHED = Path(__file__).resolve().parent / "watched"
_LOG = "RETOUCH_CALLS_LOG"
_own = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch: this process, and all that it starts."""
    if _LOG not in os.environ:
        handle, name = tempfile.mkstemp(prefix="retouch-calls-")
        os.close(handle)
        os.environ[_LOG] = name
        config.stash[_own] = Path(name)  # the workers of pytest-xdist inherit it and leave the verdict to this process
    os.environ["PYTHONPATH"] = _first(os.environ.get("PYTHONPATH"))
    runpy.run_path(str(WATCHED / "sitecustomize.py"))
    _watch_children()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where anything was called."""
    if calls(session.config)[0]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was seen."""
    if _own in config.stash:
        called, watched = calls(config)
        terminalreporter.section("internet")
        for line in called:
            terminalreporter.line(line, red=True)
        terminalreporter.line(f"{watched} Python processes watched, {len(called)} calls{_of_c_code()}")


def _of_c_code() -> str:
    if "RETOUCH_TESTS_TRACED" in os.environ:
        return ""
    lacking = "" if strace() else ", and needs strace, which is not installed or may not trace here"
    return f"; what C code calls is traced by `make test`{lacking}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the log."""
    if _own in config.stash:
        os.environ.pop(_LOG, None)
        config.stash[_own].unlink(missing_ok=True)


def calls(config: pytest.Config) -> tuple[list[str], int]:
    """Return the calls that were made during a run, and how many processes were watched."""
    if _own not in config.stash:
        return [], 0
    lines = config.stash[_own].read_text(encoding="utf-8").splitlines()
    return [line for line in lines if " called " in line], sum(line.endswith(" watched") for line in lines)


def _first(path: str | None) -> str:
    """Return a search path with the watched folder in front."""
    rest = [p for p in (path or "").split(os.pathsep) if p and p != str(WATCHED)]
    return os.pathsep.join([str(WATCHED), *rest])


def _watch_children() -> None:
    """Have children watched whose environment a test makes up itself."""
    begin = subprocess.Popen.__init__

    def watched(self: Any, *args: Any, **named: Any) -> None:
        if named.get("env") is not None and _LOG in named["env"]:
            named["env"] = {**named["env"], "PYTHONPATH": _first(named["env"].get("PYTHONPATH"))}
        begin(self, *args, **named)

    subprocess.Popen.__init__ = watched  # type: ignore[method-assign]
