"""Loaded by every Python process of a test run before anything else: says which internet socket it opens."""

import os
import sys

_LOG = os.environ.get("RETOUCH_CALLS_LOG", "")
_CALLS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def _say(what: str) -> None:
    log = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{os.getpid()} {what}\n".encode(errors="backslashreplace"))
    os.close(log)


def _watch(event: str, arguments: tuple) -> None:
    if event in _CALLS and arguments[0].family.name in {"AF_INET", "AF_INET6"}:
        _say(f"called {event} {arguments[1]!r} in {sys.argv[:3]!r}")
    elif event in _LOOKUPS:
        _say(f"called {event} {arguments[:2]!r} in {sys.argv[:3]!r}")


if _LOG:
    sys.addaudithook(_watch)
    _say("watched")
