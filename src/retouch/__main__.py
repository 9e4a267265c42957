"""``python -m retouch`` and the ``retouch`` command: the one place where window and command line meet."""

from __future__ import annotations

import sys
from pathlib import Path


def open_window(folder: Path | None, sample: bool) -> int:
    """Open the window; Qt is imported only here."""
    import gc

    gc.disable()  # it would look through a hundred thousand new objects a dozen times; the window has a collector
    from retouch.gui.app import run

    return run(folder, sample=sample)


def main() -> int:
    """Entry point."""
    from retouch.cli.main import run

    return run(sys.argv[1:], open_window)


if __name__ == "__main__":
    sys.exit(main())
