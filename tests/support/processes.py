"""Python in a process of its own, with this checkout importable."""

from __future__ import annotations

import os
import subprocess
import sys


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start ``python -c code arguments…``; its standard output is a pipe of text."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdout=subprocess.PIPE,
        text=True,
    )
