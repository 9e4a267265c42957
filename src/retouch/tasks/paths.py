"""Where the program keeps its state."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from retouch.model.errors import NotWritable


@dataclass(frozen=True, slots=True)
class Home:
    """``data`` holds what cannot be made again (the catalogue), ``cache`` what can."""

    data: Path
    cache: Path

    @property
    def catalog(self) -> Path:
        """The catalogue file."""
        return self.data / "catalog.sqlite"

    @property
    def looks(self) -> Path:
        """Folder of imported looks (`.cube`)."""
        return self.data / "looks"

    @property
    def logs(self) -> Path:
        """Folder of log files; they never hold picture content."""
        return self.data / "logs"


def home() -> Home:
    """Return the user's folders, or those under ``RETOUCH_HOME`` where that is set; they are made if needed.

    Raises ``NotWritable`` where the data folder cannot be made. A cache that cannot be made only costs speed.
    """
    chosen = os.environ.get("RETOUCH_HOME")
    if chosen:
        found = Home(Path(chosen) / "data", Path(chosen) / "cache")
    else:
        dirs = platformdirs.PlatformDirs("retouch", appauthor=False)
        found = Home(dirs.user_data_path, dirs.user_cache_path)
    try:
        found.data.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        todo = "Free the folder or set RETOUCH_HOME to one that can be written."
        raise NotWritable(f"the data folder cannot be made ({e.strerror})", found.data, todo) from e
    return found
