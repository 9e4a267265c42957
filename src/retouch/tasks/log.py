"""The log: local files, for bug reports. They hold names, versions and tracebacks, never picture content."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from retouch.tasks.paths import Home

_SIZE = 1 << 20
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


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
    handler.setFormatter(logging.Formatter(_FORMAT))
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
