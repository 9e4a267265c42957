"""A network share of one's own: a folder served through FUSE, as slow as one likes, hanging, or gone.

The kernel asks a process that is started here, over ``/dev/fuse`` and without any library. What is told in the file
``control`` (seconds) passes before each answer. Needs root, and is skipped where mounting is not allowed.
"""
# What the kernel names are strings and bytes.
# ruff: noqa: PTH101, PTH102, PTH106, PTH108, PTH104, PTH115, PTH118, PTH123, PTH208, PTH211

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

_IN = struct.Struct("<IIQQIIII")
_OUT = struct.Struct("<IiQ")
_ATTRIBUTES = struct.Struct("<6Q10I")
_LARGEST = 128 * 1024
_SILENT = {2, 36, 42}  # FORGET, INTERRUPT, BATCH_FORGET: no answer is waited for


@dataclass(frozen=True)
class Share:
    """A mounted share."""

    path: Path
    server: subprocess.Popen[bytes]
    control: Path

    def slow_down(self, seconds: float) -> None:
        """Let so many seconds pass before each answer, several of which a file takes."""
        self.control.write_text(str(seconds))

    def hang(self) -> None:
        """Let nothing come back from now on."""
        self.server.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Answer what has been asked meanwhile."""
        self.server.send_signal(signal.SIGCONT)

    def die(self) -> None:
        """Break the connection: everything fails, also what is waited for."""
        self.server.kill()
        self.server.wait()


@contextlib.contextmanager
def share(folder: Path) -> Iterator[Share]:
    """Mount a share at ``folder``/share; its files lie in ``folder``/served."""
    if os.name != "posix" or os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("a share needs root and FUSE")
    served, at, control = folder / "served", folder / "share", folder / "control"
    served.mkdir()
    at.mkdir()
    control.write_text("0")
    server = subprocess.Popen([sys.executable, __file__, served, at, control], stdout=subprocess.PIPE)
    assert server.stdout is not None
    if server.stdout.readline() != b"mounted\n":
        server.wait()
        pytest.skip("mounting is not allowed here")
    try:
        yield Share(at, server, control)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
        subprocess.run(["umount", "-l", at], check=False, stderr=subprocess.DEVNULL)


class _Server:
    """Answers the kernel's questions about a folder, one after another."""

    def __init__(self, served: str, control: str) -> None:
        self.paths = {1: served}
        self.nodes = {served: 1}
        self.control = control

    def serve(self, handle: int) -> None:
        while True:
            try:
                asked = os.read(handle, _LARGEST + 65536)
            except OSError as error:
                if error.errno in {errno.EINTR, errno.ENOENT}:
                    continue
                return  # unmounted
            _, what, unique, node, *_ = _IN.unpack_from(asked)
            if what in _SILENT:
                continue
            with open(self.control, encoding="ascii") as control:
                time.sleep(float(control.read() or 0))
            try:
                code, said = 0, _ANSWERS[what](self, node, asked[_IN.size :]) if what in _ANSWERS else None
                if said is None:
                    code, said = -errno.ENOSYS, b""
            except OSError as error:
                code, said = -(error.errno or errno.EIO), b""
            with contextlib.suppress(OSError):  # who asked has been killed meanwhile
                os.write(handle, _OUT.pack(_OUT.size + len(said), code, unique) + said)

    def path(self, node: int, name: bytes) -> str:
        return os.path.join(self.paths[node], os.fsdecode(name))

    def attributes(self, path: str, handle: int | None = None) -> bytes:
        s = os.lstat(path) if handle is None else os.fstat(handle)
        times = [divmod(ns, 10**9) for ns in (s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns)]
        seconds, rest = [t[0] for t in times], [t[1] for t in times]
        own = (s.st_mode, s.st_nlink, s.st_uid, s.st_gid, 0, 4096, 0)
        return _ATTRIBUTES.pack(self.node(path), s.st_size, s.st_blocks, *seconds, *rest, *own)

    def node(self, path: str) -> int:
        if path not in self.nodes:
            self.nodes[path] = len(self.paths) + 1
            self.paths[self.nodes[path]] = path
        return self.nodes[path]

    def entry(self, path: str) -> bytes:
        attributes = self.attributes(path)
        return struct.pack("<4Q2I", self.node(path), 0, 0, 0, 0, 0) + attributes

    def moved(self, old: str, new: str) -> None:
        for path in [p for p in self.nodes if p == new]:
            del self.nodes[path]
        for path, node in list(self.nodes.items()):
            if path == old or path.startswith(f"{old}/"):
                del self.nodes[path]
                self.nodes[new + path[len(old) :]] = node
                self.paths[node] = new + path[len(old) :]


def _name(rest: bytes) -> bytes:
    return rest.split(b"\0", 1)[0]


def _initialise(server: _Server, node: int, rest: bytes) -> bytes:
    return struct.pack("<4I2H2I2H8I", 7, 31, 65536, 0, 16, 12, _LARGEST, 1, 0, 0, *[0] * 8)


def _look_up(server: _Server, node: int, rest: bytes) -> bytes:
    return server.entry(server.path(node, _name(rest)))


def _get_attributes(server: _Server, node: int, rest: bytes) -> bytes:
    return struct.pack("<Q2I", 0, 0, 0) + server.attributes(server.paths[node])


def _set_attributes(server: _Server, node: int, rest: bytes) -> bytes:
    valid, _, _, size, _, atime, mtime, _, atime_ns, mtime_ns, _, mode = struct.unpack_from("<2I6Q4I", rest)
    path = server.paths[node]
    if valid & 1:
        os.chmod(path, stat.S_IMODE(mode))
    if valid & 8:
        os.truncate(path, size)
    if valid & 0x30:
        os.utime(path, ns=(atime * 10**9 + atime_ns, mtime * 10**9 + mtime_ns))
    return _get_attributes(server, node, rest)


def _read_link(server: _Server, node: int, rest: bytes) -> bytes:
    return os.fsencode(os.readlink(server.paths[node]))


def _make_link(server: _Server, node: int, rest: bytes) -> bytes:
    name, target, *_ = rest.split(b"\0")
    os.symlink(target, server.path(node, name))
    return server.entry(server.path(node, name))


def _make_folder(server: _Server, node: int, rest: bytes) -> bytes:
    path = server.path(node, _name(rest[8:]))
    os.mkdir(path, struct.unpack_from("<I", rest)[0])
    return server.entry(path)


def _unlink(server: _Server, node: int, rest: bytes) -> bytes:
    path = server.path(node, _name(rest))
    os.unlink(path)
    server.nodes.pop(path, None)
    return b""


def _remove_folder(server: _Server, node: int, rest: bytes) -> bytes:
    path = server.path(node, _name(rest))
    os.rmdir(path)
    server.nodes.pop(path, None)
    return b""


def _rename(skipped: int) -> Callable[[_Server, int, bytes], bytes]:
    def rename(server: _Server, node: int, rest: bytes) -> bytes:
        (to,) = struct.unpack_from("<Q", rest)
        old, new, *_ = rest[skipped:].split(b"\0")
        source, target = server.path(node, old), server.path(to, new)
        os.rename(source, target)
        server.moved(source, target)
        return b""

    return rename


def _hard_link(server: _Server, node: int, rest: bytes) -> bytes:
    raise OSError(errno.EPERM, "as on most shares")


def _open(server: _Server, node: int, rest: bytes) -> bytes:
    (flags,) = struct.unpack_from("<I", rest)
    return struct.pack("<Q2I", os.open(server.paths[node], flags & ~(os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW)), 0, 0)


def _create(server: _Server, node: int, rest: bytes) -> bytes:
    flags, mode = struct.unpack_from("<2I", rest)
    path = server.path(node, _name(rest[16:]))
    server.nodes.pop(path, None)
    handle = os.open(path, (flags | os.O_CREAT) & ~os.O_NOFOLLOW, mode & 0o7777)
    return server.entry(path) + struct.pack("<Q2I", handle, 0, 0)


def _read(server: _Server, node: int, rest: bytes) -> bytes:
    handle, offset, size = struct.unpack_from("<2QI", rest)
    return os.pread(handle, size, offset)


def _write(server: _Server, node: int, rest: bytes) -> bytes:
    handle, offset, size = struct.unpack_from("<2QI", rest)
    return struct.pack("<2I", os.pwrite(handle, rest[40 : 40 + size], offset), 0)


def _room(server: _Server, node: int, rest: bytes) -> bytes:
    s = os.statvfs(server.paths[1])
    return struct.pack(
        "<5Q10I", s.f_blocks, s.f_bfree, s.f_bavail, s.f_files, s.f_ffree, s.f_bsize, 255, s.f_frsize, *[0] * 7
    )


def _release(server: _Server, node: int, rest: bytes) -> bytes:
    os.close(struct.unpack_from("<Q", rest)[0])
    return b""


def _synchronise(server: _Server, node: int, rest: bytes) -> bytes:
    os.fsync(struct.unpack_from("<Q", rest)[0])
    return b""


def _nothing(server: _Server, node: int, rest: bytes) -> bytes:
    return b""


def _open_folder(server: _Server, node: int, rest: bytes) -> bytes:
    os.lstat(server.paths[node])
    return struct.pack("<Q2I", 0, 0, 0)


def _list(server: _Server, node: int, rest: bytes) -> bytes:
    _, offset, size = struct.unpack_from("<2QI", rest)
    said = b""
    for number, name in enumerate(sorted(os.listdir(os.fsencode(server.paths[node])))[offset:], offset + 1):
        mode = os.lstat(server.path(node, name)).st_mode
        one = struct.pack("<2Q2I", number, number, len(name), mode >> 12) + name
        one += bytes(-len(one) % 8)
        if len(said) + len(one) > size:
            break
        said += one
    return said


_ANSWERS: dict[int, Callable[[_Server, int, bytes], bytes]] = {
    1: _look_up,
    3: _get_attributes,
    4: _set_attributes,
    5: _read_link,
    6: _make_link,
    9: _make_folder,
    10: _unlink,
    11: _remove_folder,
    12: _rename(8),
    13: _hard_link,
    14: _open,
    15: _read,
    16: _write,
    17: _room,
    18: _release,
    20: _synchronise,
    25: _nothing,
    26: _initialise,
    27: _open_folder,
    28: _list,
    29: _nothing,
    30: _nothing,
    34: _nothing,
    35: _create,
    45: _rename(16),
}
"""By the kernel's numbers, ``linux/fuse.h``."""


def _main() -> None:
    served, at, control = sys.argv[1:]
    handle = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={handle},rootmode=40000,user_id=0,group_id=0,allow_other"
    mount = ctypes.CDLL(None, use_errno=True).mount
    if mount(b"retouch-share", os.fsencode(at), b"fuse", 0, options.encode()):
        sys.exit(1)
    sys.stdout.write("mounted\n")
    sys.stdout.flush()
    os.umask(0)
    _Server(served, control).serve(handle)


if __name__ == "__main__":
    _main()
