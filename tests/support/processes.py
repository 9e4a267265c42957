"""Python in a process of its own, with this checkout importable."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO


def lines_until(said: IO[str], sign: str, count: int) -> list[str]:
    """Read the first line, and then on until ``count`` lines that begin with ``sign`` have come."""
    lines = [said.readline()]
    while sum(line.startswith(sign) for line in lines) < count and lines[-1]:
        lines.append(said.readline())
    return lines


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start ``python -c code arguments…``; its standard output is a pipe of text."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdout=subprocess.PIPE,
        text=True,
    )
