"""System calls of a command and all its children: whom they call on the internet."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

NOWHERE = ("127.0.0.1", 9)
CALLS = re.compile(
    r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\("
    r".*?sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?\"([0-9a-f.:]+)\""
)


@cache
def strace() -> str | None:
    """Return the path of ``strace``; ``None`` where there is none, or where nothing may be traced (again)."""
    found = shutil.which("strace")
    if found is None:
        return None
    trial = [found, "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect", "-o", os.devnull, "true"]
    return found if subprocess.run(trial, capture_output=True, check=False).returncode == 0 else None


def called(trace: Path) -> set[tuple[str, int]]:
    """Internet addresses that a traced command and all its children called."""
    return set(counted(trace))


def counted(trace: Path) -> Counter[tuple[str, int]]:
    """Count the calls by address."""
    found = CALLS.findall(trace.read_text(errors="replace"))
    return Counter((address, int(port)) for port, address in found)


def traced(trace: Path) -> tuple[str, ...]:
    """What to put before a command to have its calls, and those of all its children, written down."""
    calls = "trace=connect,sendto,sendmsg,sendmmsg,bind"
    return (str(strace()), "-f", "-qq", "--seccomp-bpf", "-e", calls, "-s", "200", "-o", str(trace))
