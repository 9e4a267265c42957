"""Offline, always: no process of the program opens an internet socket.

The one exception is seen here too: MediaPipe's usage reports are sent to a port of this machine where nobody listens.
"""

from __future__ import annotations

import contextlib
import os
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
from commands import ROOT, Computer
from support.tracing import NOWHERE, called, strace, traced

from retouch.tasks.paths import Home
from retouch.tasks.session import Session, load


class Listener:
    """Keeps the first bytes of whoever calls on a port of the loopback."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port: int = self._socket.getsockname()[1]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._socket.accept()
                with connection:
                    connection.settimeout(2)
                    self.heard.append(connection.recv(200))

    def close(self) -> None:
        self._stop.set()
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
    assert not listener.heard


READ_ONE = """
import cv2
from retouch.faces import landmarker
landmarker.NOWHERE = {nowhere!r}
picture = cv2.imread({picture!r})[..., ::-1]
with landmarker.MediaPipeLandmarker() as marker:
    marks = marker.find(picture)
print(marks.points.shape, len(marks.blendshapes))
"""


def test_every_report_goes_where_it_is_told_to_and_nothing_to_the_terminal(listener: Listener) -> None:
    """The counterpart: a report is sent at all, and by no other way."""
    picture = str(ROOT / "resources" / "sample" / "astronaut.png")
    code = READ_ONE.format(nowhere=f"http://127.0.0.1:{listener.port}", picture=picture)
    environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT / "src"), environment.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert listener.heard, (
        "MediaPipe sent nothing through the proxy: either it reports no more, or it found another way"
    )
    assert all(request.startswith(b"CONNECT ") for request in listener.heard)
    assert (done.stdout, done.stderr) == ("(478, 3) 52\n", "")


PLANTED = """
import socket
import subprocess
import sys
from pathlib import Path

CALL = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"

def test_nothing():
    pass

def test_here():
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as made:
        made.connect(("::1", 9))

def test_in_a_child():
    subprocess.run([sys.executable, "-W", "ignore", "-c", CALL], check=True)

def test_in_a_child_with_an_environment_of_its_own():
    import os
    subprocess.run([sys.executable, "-W", "ignore", "-c", CALL], check=True, env={**os.environ, "PYTHONPATH": ""})

def test_in_a_worker():
    from planted import start
    from retouch.tasks.workers import Pool
    with Pool(start, 1) as pool:
        assert [o.error for o in pool.run([Path("a")])] == [None]

def test_a_name_is_looked_up():
    try:
        socket.getaddrinfo("retouch.invalid", 80)
    except OSError:
        pass
"""
WORKER = """
import socket
from contextlib import contextmanager

@contextmanager
def start():
    yield call

def call(job):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.connect(("127.0.0.1", 9))
"""


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("test_nothing", False),
        ("test_here", True),
        ("test_in_a_child", True),
        ("test_in_a_child_with_an_environment_of_its_own", True),
        ("test_in_a_worker", True),
        ("test_a_name_is_looked_up", True),
    ],
)
def test_the_guard_over_every_test_run_sees_a_call(tmp_path: Path, name: str, fails: bool) -> None:
    """A run of its own, because its failure must not be ours."""
    (tmp_path / "test_planted.py").write_text(PLANTED)
    (tmp_path / "planted.py").write_text(WORKER)
    environment = {k: v for k, v in os.environ.items() if k != "RETOUCH_CALLS_LOG"}
    environment["PYTHONPATH"] = os.pathsep.join((str(tmp_path), str(ROOT / "src"), str(ROOT / "tests")))
    command = [sys.executable, "-m", "pytest", "-p", "support.offline", "-p", "no:cacheprovider", "-k", f"{name} or x_"]
    done = subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", tmp_path, tmp_path],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert " passed" in done.stdout and "failed" not in done.stdout.replace("xfailed", ""), done.stdout
    assert done.returncode == fails, done.stdout
    assert "Python processes watched" in done.stdout


@pytest.mark.skipif(strace() is None, reason="strace is not installed, or may not trace here")
def test_no_process_calls_the_internet(tmp_path: Path, sample: Path) -> None:
    shoot = tmp_path / "shoot"
    shutil.copytree(sample, shoot)
    trace = tmp_path / "trace"
    under = traced(trace)
    control = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 7))"
    # Not a call of this run, whose guard would fail it.
    alone = {k: v for k, v in os.environ.items() if k != "RETOUCH_CALLS_LOG"}
    subprocess.run([*under, sys.executable, "-W", "ignore", "-c", control], check=True, env=alone)
    assert called(trace) == {("127.0.0.1", 7)}, "the guard is blind"
    computer = Computer(tmp_path / "home", under=under)
    verbs: list[tuple[str | Path, ...]] = [
        ("cull", shoot),
        ("propose", shoot),
        ("decide", shoot, "--accept", "0.5"),
        ("export", shoot, "--to", tmp_path / "out", "--long-edge", "300"),
        ("show", shoot / "IMG_0001.dng"),
        ("doctor",),
    ]
    for verb in verbs:
        computer.retouch(*verb)
        assert called(trace) <= {NOWHERE}, verb


@pytest.mark.skipif(strace() is None, reason="strace is not installed, or may not trace here")
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
