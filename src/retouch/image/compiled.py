"""Compiled pixel loops: numba, with a cache that may be missing, and that follows every source of this package.

Import this (and any module of kernels) only where pixels are about to be worked on: numba takes 0.3 s to import.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs

F = TypeVar("F", bound=Callable[..., Any])

# Everything of fast-math that leaves NaN and infinity what they are: damaged pixels must not become wild indices.
_FAST = {"reassoc", "contract", "arcp", "nsz", "afn"}


def cache_folder() -> Path:
    """Return where machine code is kept: `RETOUCH_HOME`, or the user's cache folder."""
    home = os.environ.get("RETOUCH_HOME")
    return (Path(home) / "cache" if home else platformdirs.user_cache_path("retouch", appauthor=False)) / "numba"


@cache
def _caching() -> bool:
    """Point numba to our cache. False where it cannot be written: then each process compiles for itself."""
    config: Any = numba.config  # its options are made at run time, unknown to type checkers
    if config.CACHE_DIR:  # set by the user through NUMBA_CACHE_DIR
        return True
    folder = cache_folder() / _of_sources(Path(__file__).parent)
    probe = folder / f".{os.getpid()}"
    try:
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
    except OSError:
        return False
    with suppress(OSError):
        probe.unlink()
    if new:
        _remove_others(folder)
    config.CACHE_DIR = str(folder)
    return True


def _of_sources(package: Path) -> str:
    """Return a name that changes with any source of a package.

    numba itself looks only at the file that a function stands in, not at the constants that it takes from elsewhere:
    machine code of another grid size reads outside of the grid.
    """
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(package.glob("*.py")):
        found = path.stat()
        digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _remove_others(folder: Path) -> None:
    """Remove machine code of other sources. A process that still uses it compiles what it misses."""
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder and other.is_dir():
                shutil.rmtree(other, ignore_errors=True)


def compiled(function: F) -> F:
    """Compile a loop at its first call. It runs without the GIL: threads can share the work."""
    made = numba.njit(cache=_caching(), nogil=True, error_model="numpy", fastmath=_FAST)(function)
    _forgive(getattr(made, "_cache", None))
    return cast(F, made)


def _forgive(kept: Any) -> None:
    """Let numba's cache of one function be damaged or full: then it is emptied, and the function compiled."""
    load, save = getattr(kept, "load_overload", None), getattr(kept, "save_overload", None)
    if load is None or save is None:  # not cached at all
        return

    def forgiving_load(*args: Any) -> Any:
        try:
            return load(*args)
        except Exception:  # unpickling what is damaged can raise anything
            with suppress(Exception):
                kept.flush()
            return None

    def forgiving_save(*args: Any) -> None:
        with suppress(Exception):
            save(*args)

    kept.load_overload, kept.save_overload = forgiving_load, forgiving_save
