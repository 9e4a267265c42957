"""All tests with the system calls of every process traced, C code included: nobody may be called.

    python tests/support/whole_run.py [pytest's options]

costs about one part in twenty more than ``pytest``, and is what ``make test`` runs. The one call that may be seen is
MediaPipe's, to a port of this machine where nobody listens. ``tests/test_network.py`` makes calls on purpose and
traces by itself, so it runs afterwards. Where there is no ``strace``, or it may not trace, only Python is watched, and
the summary says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.tracing import NOWHERE, called, counted, strace, traced

ROOT = Path(__file__).resolve().parents[2]
APART = "tests/test_network.py"
TRACED = "RETOUCH_TESTS_TRACED"
"""Set while a run is traced, so that its own summary does not claim less."""


def run(options: Sequence[str], trace: Path) -> tuple[int, set[tuple[str, int]]]:
    """Run the tests, traced; return their exit status and whom they called beside ``NOWHERE``."""
    tests = [sys.executable, "-m", "pytest", *options, f"--ignore={APART}"]
    done = subprocess.run([*traced(trace), *tests], cwd=ROOT, env={**os.environ, TRACED: "1"}, check=False)
    return done.returncode, called(trace) - {NOWHERE}


def main() -> int:
    """Run all tests; return the exit status."""
    options = sys.argv[1:]
    if strace() is None:
        return subprocess.run([sys.executable, "-m", "pytest", *options], cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="retouch-trace-") as folder:
        trace = Path(folder) / "trace"
        status, foreign = run(options, trace)
        calls = counted(trace)[NOWHERE]
    for address, port in sorted(foreign):
        sys.stdout.write(f"a process of the tests called {address}, port {port}\n")
    sys.stdout.write(
        f"every process traced: {len(foreign)} calls, {calls} refused ones of MediaPipe's on this machine\n"
    )
    sys.stdout.flush()
    apart = subprocess.run([sys.executable, "-m", "pytest", *options, APART], cwd=ROOT, check=False).returncode
    return status or apart or int(bool(foreign))


if __name__ == "__main__":
    sys.exit(main())
