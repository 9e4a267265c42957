"""Errors a photographer can act on. Anything else that is raised is a bug and keeps its traceback."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

GONE: Final = frozenset(
    {
        *(errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH),
    }
)
"""What the system says where a card was pulled, or a share has lost its connection."""


class RetouchError(Exception):
    """Something a person can act on: what happened, to which file, and what to do.

    The whole error survives pickling, because workers in other processes raise it too.
    """

    def __init__(self, what: str, path: Path | None = None, todo: str = "") -> None:
        super().__init__(what, path, todo)
        self.what = what
        self.path = path
        self.todo = todo

    def __str__(self) -> str:
        where = f"{self.path.name or self.path}: " if self.path is not None else ""  # "." and "/" have no name
        then = f" {self.todo}" if self.todo else ""
        return f"{where}{self.what}.{then}"


class PhotoUnreadable(RetouchError):
    """The file cannot be opened or decoded as a photo."""


class NotWritable(RetouchError):
    """A folder or file cannot be written: permissions, read-only media, a full disk."""


class PlaceUnusable(NotWritable):
    """Nothing more can be written to a folder: its disk is full or read-only, or it is gone."""


class ShootGone(RetouchError):
    """The folder or the file is not there any more: a card was pulled, a share dropped."""


class CatalogUnusable(RetouchError):
    """The catalogue is damaged, locked for too long, or written by a newer version."""


class CatalogDamaged(CatalogUnusable):
    """The catalogue's file is damaged; most of it can be recovered."""


class SidecarUnreadable(RetouchError):
    """An XMP sidecar does not parse. It is never overwritten."""


class ResourceMissing(RetouchError):
    """A file that the program ships (a model, a profile) is missing or has been altered."""


class WorkerLost(RetouchError):
    """A worker process crashed or hung on one photo; the pool was renewed."""


class UsageError(RetouchError):
    """The command line or a setting asks for something that does not exist."""
