"""Writing a file so that it is either the old one or the new one, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

_SUFFIX = ".retouch-part"
_HERE = f"{socket.gethostname()}-".replace(".", "_")
_count = itertools.count()


@contextlib.contextmanager
def replacing(
    path: Path, *, final: bool = True, fresh: bool = False, check: Callable[[], None] | None = None
) -> Iterator[Path]:
    """Give the path of a file beside ``path`` to write to, which takes its place at the end; on any error it vanishes.

    What is at ``path`` afterwards is whole and on the disk. After a power cut it may be the file that was there before,
    unless ``final``, which costs as much again. Permissions of a file that is replaced are kept; a symbolic link is
    replaced itself. ``check`` is called at the last moment, and whatever it raises keeps what was there; so does
    ``FileExistsError`` where something stands at a path that is to be ``fresh``. Raises ``OSError``, and then leaves
    what was there.
    """
    part = path.with_name(f".{next(_count)}-{_HERE}{os.getpid()}{_SUFFIX}")
    try:
        yield part
        with part.open("rb+") as file:
            with contextlib.suppress(OSError):  # not there before, or a file system without permissions
                if not path.is_symlink():  # whose own permissions say nothing
                    part.chmod(path.lstat().st_mode & 0o777)
            os.fsync(file.fileno())
        if check is not None:
            check()
        if not fresh:
            part.replace(path)
        else:
            _put_fresh(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    if final:
        sync_folder(path.parent)


def _put_fresh(part: Path, path: Path) -> None:
    """Give ``part`` its name, in one step where the file system has hard links (memory cards have none)."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        part.replace(path)
    else:
        part.unlink()


def replace_file(path: Path, content: bytes, *, final: bool = True, check: Callable[[], None] | None = None) -> None:
    """Put ``content`` at ``path``; see ``replacing``."""
    with replacing(path, final=final, check=check) as part, part.open("xb") as file:
        file.write(content)


def remove_file(path: Path) -> None:
    """Remove a file for good."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def tidy(folder: Path) -> tuple[Path, ...]:
    """Remove what a killed ``replacing`` on this machine left in a folder, and return it.

    Parts of a process that still runs are left alone, and so are those of other machines.
    """
    gone = []
    with contextlib.suppress(OSError):
        for part in folder.glob(f".*{_SUFFIX}"):
            place, _, process = part.name.removesuffix(_SUFFIX).partition("-")[2].rpartition("-")
            if f"{place}-" == _HERE and process.isdigit() and not _runs(int(process)):
                with contextlib.suppress(OSError):
                    part.unlink()
                    gone.append(part)
    return tuple(gone)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, on systems and file systems that can."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _runs(process: int) -> bool:
    if os.name != "posix":  # there, a part that is being written cannot be removed anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
