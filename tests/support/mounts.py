"""Small file systems of one's own, to be full, read-only or gone."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """Mount an empty file system of ``size`` at ``folder``; skip the test where that is not allowed."""
    folder.mkdir(exist_ok=True)
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False, stderr=subprocess.DEVNULL)


def remount(folder: Path, option: str) -> None:
    """Change a mounted file system: ``ro``, ``rw``, ``size=…``."""
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


def pull(folder: Path) -> None:
    """Take a file system away, as pulling a card does."""
    subprocess.run(["umount", "-l", folder], check=True)
