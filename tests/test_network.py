"""Offline, always: no process of the program opens an internet socket.

The one exception is seen here too: MediaPipe's usage reports are sent to a port of this machine where nobody listens.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Computer

from retouch.tasks.paths import Home
from retouch.tasks.session import Session, load

NOWHERE = ("127.0.0.1", 9)
CALLS = re.compile(
    r"\b(?:connect|sendto|sendmsg|bind)\(.*?sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?\"([0-9a-f.:]+)\""
)
STRACE = shutil.which("strace")
AUDIT = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[1:] if event != "socket.getaddrinfo" else arguments[:2]
        with open(os.environ["AUDIT_LOG"], "a") as log:
            log.write(f"{event} {address}\\n")
sys.addaudithook(watch)
"""


class Listener:
    """Counts who calls on a port of the loopback."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection:
                if connection.recv(4) == b"stop":
                    return
                self.calls += 1

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"stop")
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_mediapipes_reports_do_not_follow_the_users_proxy(tmp_path: Path, sample: Path, listener: Listener) -> None:
    proxy = f"http://127.0.0.1:{listener.port}"
    names = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    computer = Computer(tmp_path / "home", dict.fromkeys(names, proxy))
    assert computer.retouch("cull", sample).code == 1
    assert listener.calls == 0


def test_python_opens_no_socket_in_any_process(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(AUDIT)
    log = tmp_path / "audit.log"
    settings = {"PYTHONPATH": str(tmp_path), "AUDIT_LOG": str(log)}
    control = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    environment = Computer(tmp_path, settings).environment()
    subprocess.run([sys.executable, "-W", "ignore", "-c", control], env=environment, check=True)
    assert log.read_text().startswith("socket.connect"), "the guard is blind"
    log.unlink()
    assert Computer(tmp_path / "home", settings).retouch("demo").code == 0
    assert not log.exists(), log.read_text()


def called(trace: Path) -> set[tuple[str, int]]:
    """Internet addresses that a traced command and all its children called."""
    found = CALLS.findall(trace.read_text(errors="replace"))
    return {(address, int(port)) for port, address in found}


def traced(trace: Path) -> tuple[str, ...]:
    """What to put before a command to have its calls, and those of all its children, written down."""
    return (str(STRACE), "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-s", "200", "-o", str(trace))


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_no_process_calls_the_internet(tmp_path: Path, sample: Path) -> None:
    trace = tmp_path / "trace"
    under = traced(trace)
    control = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 7))"
    subprocess.run([*under, sys.executable, "-W", "ignore", "-c", control], check=True)
    assert called(trace) == {("127.0.0.1", 7)}, "the guard is blind"
    computer = Computer(tmp_path / "home", under=under)
    verbs: list[tuple[str | Path, ...]] = [
        ("cull", sample),
        ("propose", sample),
        ("decide", sample, "--accept", "0.5"),
        ("export", sample, "--to", tmp_path / "out", "--long-edge", "300"),
        ("show", sample / "IMG_0001.dng"),
        ("doctor",),
    ]
    for verb in verbs:
        computer.retouch(*verb)
        assert called(trace) <= {NOWHERE}, verb


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_the_window_calls_nobody_while_it_reads_a_shoot(tmp_path: Path, sample: Path) -> None:
    shoot = tmp_path / "shoot"
    shutil.copytree(sample, shoot)
    trace = tmp_path / "trace"
    computer = Computer(tmp_path / "home", {"QT_QPA_PLATFORM": "offscreen"})
    command = [*traced(trace), sys.executable, "-m", "retouch", str(shoot)]
    window = subprocess.Popen(command, env=computer.environment(), start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        home = Home(computer.home / "data", computer.home / "cache")
        until = time.monotonic() + 120
        while not was_read(home, shoot):
            assert window.poll() is None, "the window closed by itself"
            assert time.monotonic() < until, "it read nothing"
            time.sleep(0.5)
    finally:
        os.killpg(window.pid, signal.SIGKILL)
        window.wait()
    assert called(trace) <= {NOWHERE}


def was_read(home: Home, shoot: Path) -> bool:
    """Whether a face of this shoot has been read, as the catalogue of that home has it."""
    if not home.catalog.exists():
        return False
    with Session(home) as session:
        return any(entry.scene is not None for entry in load(session, shoot).entries)
