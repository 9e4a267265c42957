"""Thumbnails and previews as files, by content: what is not there can be made again, so nothing here ever fails."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import threading
import time
import zlib
from pathlib import Path

DEFAULT_BYTES = 2 * 1024**3
_MAGIC = b"rtp1"
_HEADER = len(_MAGIC) + 4
_REFRESH_SECONDS = 600.0
"""Use is noted at most this often per file, so that reading does not become writing."""
_STALE_SECONDS = 3600.0
_count = itertools.count()


def key_for(photo: str, kind: str, *more: object) -> str:
    """Return the key of a picture: of which photo, of what kind, and all else that it depends on (size, edit)."""
    parts = "\x1f".join([photo, kind, *(repr(part) for part in more)])
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


class Pictures:
    """Pictures by key (from ``key_for``), the least recently used trimmed away beyond ``most_bytes``.

    Safe for threads and processes. A folder that is missing, full or read-only makes every picture absent, and a file
    that was cut off or altered counts as absent too.
    """

    def __init__(self, folder: Path, most_bytes: int = DEFAULT_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._size: int | None = None  # unknown until the first put
        self._guard = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """Return the picture's bytes, or ``None``."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        picture = content[_HEADER:]
        if content[:_HEADER] != _header(picture):
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _REFRESH_SECONDS:
                os.utime(path)
        return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture if that is possible."""
        path = self._path(key)
        part = path.with_name(f".{key}.{os.getpid()}-{next(_count)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_header(picture) + picture)
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            return
        with self._guard:
            # Not counted twice where a picture is replaced: the next trim counts anew anyway.
            self._size = self._measure() if self._size is None else self._size + len(picture) + _HEADER
            if self._size > self._most:
                self._trim()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return age mark, size and path of every file; leftovers of killed processes are swept up on the way."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob("??/*"):
                with contextlib.suppress(OSError):
                    status = path.stat()
                    if path.suffix == ".part" and time.time() - status.st_mtime > _STALE_SECONDS:
                        path.unlink()
                    else:
                        found.append((status.st_mtime, status.st_size, path))
        return found

    def _measure(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _trim(self) -> None:
        """Bring the cache down to nine tenths, so that the next picture does not trim again."""
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._most * 0.9:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size
        self._size = total


def _header(picture: bytes) -> bytes:
    return _MAGIC + zlib.crc32(picture).to_bytes(4, "big")
