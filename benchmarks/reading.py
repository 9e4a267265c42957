"""How fast a shoot is read by all workers, and whether memory stays flat: the whole verb, catalogue and all.

    python -m benchmarks.reading [FOLDER …]

Without a folder a shoot of some 1,000 small files is made with the shared tools and read for its memory. Rates begin
with the first photo that is done, so that loading models (once in each worker) does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.labelled import DATA
from retouch.model.event import Progress
from retouch.tasks.ingest import ingest
from retouch.tasks.paths import Home
from retouch.tasks.read import read
from retouch.tasks.session import Session

SIZE, REPEAT = 640, 24
"""Long edge in pixels of the photos of the shared shoot, and how many times over it is read."""
EVERY_S = 0.5


class Memory:
    """Resident memory of this process and of its children together, sampled by a thread; MiB."""

    def __init__(self) -> None:
        self.samples: list[tuple[float, float]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY_S):
            workers = [_resident(pid) for pid in _children(os.getpid())]
            self.samples.append((_resident(os.getpid()), sum(w for w in workers if w > 100)))

    def told(self) -> Iterator[str]:
        """The start (after loading), the middle and the end."""
        working = [s for s in self.samples if s[1] > 0]
        settled = working[len(working) // 6 :]
        for name, at in (("start", 0), ("middle", len(settled) // 2), ("end", len(settled) - 2)):
            some = settled[max(at - 2, 0) : at + 3] or settled
            parent, workers = (sum(column) / len(some) for column in zip(*some, strict=True))
            yield f"{name}: {parent:.0f} MiB here, {workers:.0f} MiB in the workers"


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _home(state: str) -> Home:
    return Home(Path(state) / "data", Path(state) / "cache")


def measure(folder: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as state, Session(_home(state)) as session, Memory() as memory:
        began = time.monotonic()
        for _ in ingest(session, folder):
            pass
        found = time.monotonic()
        photos = session.catalog.photos(folder.resolve())
        pixels = sum(p.capture.width * p.capture.height for p in photos) / 1e6 / max(len(photos), 1)
        done = [time.monotonic() for e in read(session, folder) if isinstance(e, Progress) and e.what.endswith("faces")]
    rate = (len(done) - 1) / (done[-1] - done[0])
    yield (
        f"{folder.name}: {len(done)} photos of {pixels:.1f} MP on average, {len(os.sched_getaffinity(0))} cores: "
        f"{rate:.1f} photos/s, {rate * pixels:.0f} MP/s; taking stock {(found - began) * 1000 / len(done):.1f} ms each"
    )
    yield from memory.told()


def main() -> None:
    folders = [Path(a) for a in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as made:
        if not folders:
            tool = DATA.parent / "tools" / "make_shoot.py"
            if not tool.exists():
                print(f"No tools at {tool}: nothing to measure.")
                return
            out = Path(made) / "shoot"
            command = [sys.executable, tool, DATA / "shoot.csv", out, "--size", str(SIZE), "--repeat", str(REPEAT)]
            subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
            folders = [out]
        for folder in folders:
            for line in measure(folder):
                print(line, flush=True)


if __name__ == "__main__":
    main()
