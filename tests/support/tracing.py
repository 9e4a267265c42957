"""System calls of a command and all its children: whom they call on the internet."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

NOWHERE = ("127.0.0.1", 9)
CALLS = re.compile(
    r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\("
    r".*?sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?\"([0-9a-f.:]+)\""
)
STRACE = shutil.which("strace")


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
    return (str(STRACE), "-f", "-qq", "--seccomp-bpf", "-e", calls, "-s", "200", "-o", str(trace))
