"""System calls of a command and all its children: whom they call on the internet."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

NOWHERE = ("127.0.0.1", 9)
CALLS = re.compile(
    r"\b(?:connect|sendto|sendmsg|bind)\(.*?sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?\"([0-9a-f.:]+)\""
)
STRACE = shutil.which("strace")


def called(trace: Path) -> set[tuple[str, int]]:
    """Internet addresses that a traced command and all its children called."""
    found = CALLS.findall(trace.read_text(errors="replace"))
    return {(address, int(port)) for port, address in found}


def traced(trace: Path) -> tuple[str, ...]:
    """What to put before a command to have its calls, and those of all its children, written down."""
    return (str(STRACE), "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-s", "200", "-o", str(trace))
