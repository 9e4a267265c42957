"""Thousands of RAW files through every verb while a window scrolls over the same shoot and rates: what is lost?

The commands and the window are processes of their own on one catalogue. The memory of all of them is sampled, workers
included; every decision that the window acknowledges is written down and looked for at the end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import cv2

from retouch.adjust.edit import Edit
from retouch.model.errors import RetouchError
from retouch.store import sidecar
from retouch.store.marks import Marks
from retouch.tasks.paths import Home
from retouch.tasks.session import Session, load, marks_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RETOUCH_TEST_DATA") or ROOT.parent / "shared" / "data")
BURSTS = ("B1,P1,G1", "B2,P2,G2", "B3,P3", "B4,P4", "B5")
"""The shoot is made in these pieces, so that one that was interrupted goes on."""
DAMAGED = 10
BEAT_S = 0.08
"""So often the window scrolls by half a screen."""
FLAT_MIB = 150.0
"""So much may a process grow between the first and the last third of its life: the readings of the shoot, in those that
hold it, are less."""


@dataclass
class Load:
    """What came of it. ``losses`` are in words; ``memory`` has peak and growth in MiB by kind of process."""

    photos: int = 0
    damaged: int = 0
    exported: int = 0
    ratings: int = 0
    rated: dict[str, int] = field(default_factory=dict)
    lag_ms: float = 0.0
    worst_ms: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, tuple[float, float, int]] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    pieces: int = 0


def make_shoot(folder: Path, repeat: int) -> Path:
    """Make 42 RAW files ``repeat`` times over, each with its own noise, and plant damaged ones among them."""
    done = folder.with_suffix(".done")
    pieces = done.read_text().split() if done.exists() else []
    for bursts in [b for b in BURSTS if b not in pieces]:
        tool = SHARED.parent / "tools" / "make_shoot.py"
        command = [sys.executable, tool, SHARED / "shoot.csv", folder, "--repeat", str(repeat), "--only", bursts]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        done.write_text(" ".join([*pieces, bursts]))
        pieces.append(bursts)
    whole = sorted(p for p in folder.glob("IMG_*.dng"))
    for number, path in enumerate(_damaged(whole[0])):
        (folder / f"BAD_{number:02}.dng").write_bytes(path)
    return folder


def _damaged(whole: Path) -> list[bytes]:
    content = whole.read_bytes()
    bad = sorted((SHARED / "raw_bad").iterdir())[: DAMAGED - 4]
    return [b"", content[:4096], b"\0" * 50_000, b"not a photo", *(p.read_bytes() for p in bad)]


def run(work: Path, shoot: Path, exports: int, seconds: float = 1e9) -> Load | None:
    """Put the shoot through cull, propose, accept and export while the window is used; return what came of it.

    Where it takes longer than ``seconds``, it stops as a photographer would, by Ctrl+C, and returns ``None``: called
    again with the same ``work`` it goes on.
    """
    result = _kept(work)
    photos = sorted(shoot.glob("*.dng"))
    result.photos, result.damaged = len(photos), len(list(shoot.glob("BAD_*.dng")))
    sampler = _Sampler()
    window = _Window(work, shoot)
    try:
        finished = _verbs(work, shoot, photos, exports, result, time.monotonic() + seconds)
    finally:
        window.stop(result)
        sampler.stop()
        sampler.add_to(result.memory)
        result.pieces += 1
        (work / "load.json").write_text(json.dumps(asdict(result)))
    if not finished:
        return None
    result.losses += [
        f"{kind} grew by {growth:.0f} MiB" for kind, (_, growth, _) in result.memory.items() if growth > FLAT_MIB
    ]
    _check(work, shoot, photos, result)
    return result


def _kept(work: Path) -> Load:
    """Return what an earlier piece of the same run left."""
    kept = work / "load.json"
    return Load(**json.loads(kept.read_text())) if kept.exists() else Load()


def _verbs(work: Path, shoot: Path, photos: Sequence[Path], exports: int, result: Load, until: float) -> bool:
    """Run what is still to be run; return whether that was all of it."""
    good = [p for p in photos if p.name.startswith("IMG_")]
    picked = random.Random(3).sample(good, min(exports - 3, len(good))) + sorted(shoot.glob("BAD_*.dng"))[:3]
    (work / "picked.json").write_text(json.dumps([str(p) for p in picked]))
    steps: dict[str, Callable[[], list[str | Path]]] = {
        "cull": lambda: ["cull", shoot, "--json", work / "cull.json"],
        "propose": lambda: ["propose", shoot, "--json", work / "propose.json"],
        "accept verdicts": lambda: ["decide", shoot, "--accept", "0.8", "--only", "verdict"],
        # an undo could as well take back what the window did last
        "unflag": lambda: ["decide", shoot, "--unflag", *photos],
        "accept adjustments": lambda: ["decide", shoot, "--accept", "0.8", "--only", _topics(work)],
        "pick": lambda: ["decide", shoot, "--pick", *picked],
        "export": lambda: ["export", shoot, "--to", work / "out", "--missing"],
    }
    for name, arguments in steps.items():
        if name not in result.done:
            if not _ran(work, name, arguments(), result, until):
                return False
            result.done.append(name)
            print(f"  {name}: {result.seconds[name]:.0f} s", flush=True)
    return True


def _topics(work: Path) -> str:
    told = json.loads((work / "propose.json").read_text())["photos"]
    return ",".join(sorted({proposal["topic"] for photo in told for proposal in photo["suggestions"]}))


def _ran(work: Path, name: str, arguments: Sequence[str | Path], result: Load, until: float) -> bool:
    """Run one command; return whether it came to its end in time."""
    begun = time.monotonic()
    with (work / f"{name}.txt").open("a+") as said:
        command = [sys.executable, "-m", "retouch", *map(str, arguments)]
        running = subprocess.Popen(command, env=_environment(work), stdout=said, stderr=subprocess.STDOUT)
        try:
            code = running.wait(max(until - begun, 1))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
            code = running.wait()
        result.seconds[name] = result.seconds.get(name, 0.0) + time.monotonic() - begun
        said.seek(0)
        words = said.read()
    if code not in {0, 1, 130} or "Traceback" in words:
        result.losses.append(f"{name} ended with {code}: {words[-500:]}")
    return code != 130


def _check(work: Path, shoot: Path, photos: Sequence[Path], result: Load) -> None:
    """Look for everything that was acknowledged."""
    lost = result.losses
    said = {name: (work / f"{name}.txt").read_text() for name in ("cull", "export")}
    culled = {p["file"] for p in json.loads((work / "cull.json").read_text())["photos"]}
    lost += [
        f"{p.name} neither culled nor named" for p in photos if p.name not in culled and p.name not in said["cull"]
    ]
    lost += [f"{p.name} is damaged and was not named" for p in shoot.glob("BAD_*.dng") if p.name not in said["cull"]]
    picked = [Path(p) for p in json.loads((work / "picked.json").read_text())]
    out = work / "out"
    for path in picked:
        made = out / f"{path.stem}.jpg"
        whole = made.exists() and cv2.imread(str(made)) is not None
        result.exported += whole
        if not whole and path.name not in said["export"]:
            lost.append(f"{path.name} neither exported nor named")
    lost += [f"{p.name} left in the folder" for p in out.iterdir() if p.suffix != ".jpg"]
    lost += [f"{p.name} left in the shoot" for p in shoot.iterdir() if p.suffix not in {".dng", ".xmp"}]
    with Session(Home(work / "home" / "data", work / "home" / "cache")) as session:
        lost += session.catalog.faults()
        entries = {e.photo.name: e for e in load(session, shoot).entries}
        for name, stars in result.rated.items():
            if name not in entries or entries[name].marks.rating != stars:
                lost.append(f"{name} was given {stars} stars in the window")
        lost += [f"{p.name} was picked" for p in picked if p.name in entries and entries[p.name].marks.verdict is None]
        for entry in entries.values():
            lost += _sidecar_faults(entry)


def _sidecar_faults(entry: Any) -> list[str]:
    wanted = marks_of(entry.decisions)
    try:
        there = sidecar.read(entry.photo)
    except RetouchError as error:
        return [str(error)]
    marks, edit = (Marks(), Edit()) if there is None else (there.marks, there.edit or Edit())
    if (marks, edit) != (wanted, entry.edit):
        return [f"the sidecar of {entry.photo.name} does not say what the catalogue says"]
    return []


def _environment(work: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "RETOUCH_HOME": str(work / "home"), "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}


class _Window:
    """A window in a process of its own, and what it acknowledged."""

    def __init__(self, work: Path, shoot: Path) -> None:
        self.rated: dict[str, int] = {}
        command = [sys.executable, "-m", "benchmarks.under_load", "window", str(work / "home"), str(shoot)]
        self._process = subprocess.Popen(
            command, env=_environment(work), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self._lags: list[float] = []
        self._count = 0
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            kind, *words = line.split("\t")
            if kind == "rated":
                self.rated[words[0]] = int(words[1])
                self._count += 1
            elif kind == "lag":
                self._lags.append(float(words[0]))

    def stop(self, result: Load) -> None:
        """Close the window as its user does, and take what it said."""
        assert self._process.stdin is not None
        if self._process.poll() is not None:
            result.losses.append(f"the window ended by itself with {self._process.returncode}")
        else:
            self._process.stdin.write("quit\n")
            self._process.stdin.flush()
            try:
                if code := self._process.wait(300):
                    result.losses.append(f"the window ended with {code}")
            except subprocess.TimeoutExpired:
                result.losses.append("the window did not close")
                self._process.kill()
        self._reader.join()
        result.rated |= self.rated
        result.ratings += self._count
        if len(self._lags) > 1:
            result.lag_ms = max(result.lag_ms, statistics.quantiles(self._lags, n=20)[-1])
            result.worst_ms = max(result.worst_ms, *self._lags)


class _Sampler:
    """Samples the anonymous memory of all descendants of this process every two seconds."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int], list[float]] = defaultdict(list)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def add_to(self, out: dict[str, tuple[float, float, int]]) -> None:
        """Add peak, growth from the middle to the last third of a life, and number of processes, by kind."""
        for (kind, _), samples in sorted(self._seen.items()):
            third = len(samples) // 3
            growth = (
                statistics.median(samples[-third:]) - statistics.median(samples[third : 2 * third]) if third > 4 else 0
            )
            peak, most, count = out.get(kind, (0.0, 0.0, 0))
            out[kind] = (max(peak, *samples), max(most, growth), count + 1)

    def _run(self) -> None:
        while not self._stop.wait(2):
            parents = _parents()
            for pid in parents:
                kind = _kind(pid, parents)
                if kind:
                    self._seen[kind, pid].append(_anonymous(pid))


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    return found


def _kind(pid: int, parents: dict[int, int]) -> str:
    """Return what a process is to this run; empty for none of ours."""
    chain = [pid]
    while chain[-1] in parents and chain[-1] != os.getpid():
        chain.append(parents[chain[-1]])
    if chain[-1] != os.getpid() or len(chain) < 2:
        return ""
    top = _command(chain[-2])
    name = "window" if "benchmarks.under_load" in top else top[top.index("retouch") + 1] if "retouch" in top else ""
    if not name or len(chain) == 2 or "resource_tracker" in " ".join(_command(pid)):
        return name if len(chain) == 2 else ""
    return f"workers of {name}"


def _command(pid: int) -> list[str]:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text(errors="replace").split("\0")
    except OSError:
        return []


def _anonymous(pid: int) -> float:
    try:
        status = (Path("/proc") / str(pid) / "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("RssAnon")), 0.0)


def window(home: Path, shoot: Path) -> int:
    """Be the window: scroll all the time, look at photos, give stars and say so, until told to quit."""
    from PySide6.QtCore import QTimer

    from retouch.gui.app import application
    from retouch.gui.collector import Collector
    from retouch.gui.main_window import MainWindow

    app, chance = application(), random.Random(1)
    collector = Collector(app)
    with Session(Home(home / "data", home / "cache")) as session:
        shown = MainWindow(session, lambda error: os._exit(print(repr(error), file=sys.stderr) or 3))
        shown.resize(1600, 1000)
        shown.show()
        shown.desk.open(shoot)
        shown.show_page("cull")
        told = threading.Event()
        threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
        beats = [time.perf_counter()]

        def beat() -> None:
            now = time.perf_counter()
            if len(beats) % 25 == 0:
                print(f"lag\t{1000 * max(0.0, now - beats[-1] - BEAT_S):.1f}", flush=True)
            beats.append(now)
            bar = shown.ui.cull.ui.grid.verticalScrollBar()
            bar.setValue((bar.value() + 240) % max(bar.maximum(), 1))
            if len(beats) % 20 == 0 and shown.desk.photos.ids:
                _rate(shown, chance)
            if len(beats) % 150 == 0:
                shown.desk.look_now()
            if told.is_set():
                app.quit()

        timer = QTimer(interval=round(1000 * BEAT_S))
        timer.timeout.connect(beat)
        timer.start()
        app.exec()
        timer.stop()
        shown.stop()
        failed = session.sidecars.flush()
    collector.stop()
    return len(failed)


def _rate(shown: Any, chance: random.Random) -> None:
    shown.desk.go_to(chance.choice(shown.desk.photos.ids))
    stars = chance.randrange(6)
    shown.desk.give_stars(stars)
    current = shown.desk.current
    if current is not None and current.marks.rating == stars:
        print(f"rated\t{current.photo.name}\t{stars}", flush=True)


def table(result: Load) -> str:
    """Return time and memory as a part of a Markdown document."""
    steps = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in result.seconds.items())
    head = "| Processes | How many | Peak MiB | Growth MiB |\n|---|---|---|---|\n"
    rows = "".join(
        f"| {kind} | {count} | {peak:.0f} | {growth:+.0f} |\n" for kind, (peak, growth, count) in result.memory.items()
    )
    pieces = "one go" if result.pieces == 1 else f"{result.pieces} pieces, each ended by Ctrl+C and gone on with"
    return (
        f"## Under load\n\n{result.photos} RAW files of 1440 px, {result.damaged} of them damaged, in {pieces}:\n"
        f"{steps}. "
        "Meanwhile a window in a process of its own scrolled over the same shoot without a pause and gave "
        f"{result.ratings} ratings; one\nbeat of its event loop in twenty came more than {result.lag_ms:.0f} ms late, "
        f"the worst {result.worst_ms:.0f} ms. Memory is what belongs to a\nprocess alone; growth is from the middle to "
        "the last third of its life.\n\n"
        f"{head}{rows}"
    )


def clean(shoot: Path) -> None:
    """Take away what an earlier run left in the shoot."""
    for path in shoot.glob("*.xmp"):
        path.unlink()


if __name__ == "__main__":
    sys.exit(window(Path(sys.argv[2]), Path(sys.argv[3])))
