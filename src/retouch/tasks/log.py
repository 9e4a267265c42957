"""The log: local files, for bug reports. They hold names, versions and tracebacks, never picture content."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from retouch.tasks.paths import Home

_SIZE = 1 << 20
_LONGEST = 500
"""Characters of a line that are kept."""
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


def short(text: str) -> str:
    """Cut long lines: the message of an exception may quote what a library was given, and that may be a picture."""
    return "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… (cut)" for line in text.split("\n"))


class ShortFormatter(logging.Formatter):
    """Writes records with long lines cut."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        return short(super().format(record))


def start_log(where: Home) -> None:
    """Send warnings and errors to the log, not to the terminal. One that cannot be written is done without."""
    root = logging.getLogger("retouch")
    if root.handlers:
        return
    root.propagate = False
    try:
        where.logs.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            where.logs / "retouch.log", maxBytes=_SIZE, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(ShortFormatter(_FORMAT))
    root.addHandler(handler)


def worker_log(where: Home) -> Path:
    """Return the file that takes what decoders print, emptied where it has grown too large."""
    path = where.logs / "workers.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _SIZE:
            path.unlink()
    except OSError:
        return Path(os.devnull)
    return path
