"""Runs the command line as a photographer does: in a process of its own, with state of its own."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMPILED = Path(tempfile.gettempdir()) / f"retouch-tests-{getpass.getuser()}" / "numba"
"""Machine code of the pixel loops, kept between commands: else each home would compile its own."""


@dataclass(frozen=True)
class Finished:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that it said, with the terminal's line breaks taken out."""
        return " ".join((self.out + " " + self.err).split())

    @property
    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Computer:
    """A user's computer: where the program keeps its state, and further settings of its environment.

    ``under`` is a command that runs the program, such as a tracer.
    """

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    under: Sequence[str] = ()

    def environment(self) -> dict[str, str]:
        """The environment of every command here."""
        path = os.pathsep.join(filter(None, (str(ROOT / "src"), self.settings.get("PYTHONPATH"))))
        own = {"RETOUCH_HOME": str(self.home), "NUMBA_CACHE_DIR": str(COMPILED)}
        return {**os.environ, **own, **self.settings, "PYTHONPATH": path}

    def retouch(self, *arguments: str | Path, seconds: float = 240.0) -> Finished:
        """Run one command to its end. No command may ever show a traceback."""
        done = subprocess.run(
            [*self.under, sys.executable, "-m", "retouch", *map(str, arguments)],
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Finished(done.returncode, done.stdout, done.stderr)
