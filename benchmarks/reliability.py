"""Faults tried, times tried, losses: writes ``docs/reliability.md``.

    python -m benchmarks.reliability [--quick] [--seed N]

Kills sessions, commands and exports at random moments; fills, freezes and pulls disks (as root); runs several
instances at once; damages, removes and ages the catalogue; mutates every kind of file. ``--quick`` tries each a few
times only and writes nothing. Takes about twenty minutes otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support import killing_window  # noqa: E402
from support.fuzzing import CHILD as FUZZ  # noqa: E402
from support.killing import History, check, kill_once  # noqa: E402
from support.processes import start  # noqa: E402
from support.raws import write_raws  # noqa: E402


@dataclass(frozen=True)
class Row:
    """One fault: what was done, how often, and in how many of these something was lost or left behind."""

    fault: str
    tried: int
    lost: int
    note: str = ""


def killed_sessions(work: Path, times: int, chance: random.Random) -> Row:
    """Kill a session that decides as fast as it can; everything acknowledged must be there."""
    folder = work / "shoot"
    folder.mkdir()
    history, steps, lost = History(), 0, 0
    for _ in range(times):
        possible, taken = kill_once(work / "home", folder, chance.randrange(1 << 30), history, chance.uniform(0, 0.4))
        steps += taken
        try:
            history = check(work / "home", folder, possible)
        except AssertionError:
            lost += 1
            traceback.print_exc()
            break
    return Row(
        "SIGKILL of a session that decides (undo and redo included)", times, lost, f"{steps} decisions acknowledged"
    )


def killed_windows(work: Path, times: int, chance: random.Random) -> Row:
    """Kill a window while keys are pressed; what it showed must be in the catalogue."""
    folder = work / "shoot"
    folder.mkdir()
    keys, lost = 0, 0
    for _ in range(times):
        seed, seconds = chance.randrange(1 << 30), chance.uniform(0, 0.8)
        shown, pending, pressed = killing_window.kill_once(work / "home", folder, seed, seconds)
        keys += pressed
        try:
            killing_window.check(work / "home", folder, shown, pending)
        except AssertionError:
            lost += 1
            traceback.print_exc()
    return Row("SIGKILL of the window while keys are pressed", times, lost, f"{keys} keys answered by the screen")


def killed_commands(work: Path, times: int, chance: random.Random) -> Row:
    """Kill ``retouch decide``; a command that came back with 0 must have decided, one that was killed may have."""
    shoot = write_raws(work / "shoot", 3)
    photo = shoot / "IMG_1.dng"
    assert _retouch(work, "decide", shoot, photo, "--stars", "0") == 0
    believed, lost, killed = {0}, 0, 0
    for _ in range(times):
        stars = chance.randrange(6)
        code = _retouch(work, "decide", shoot, photo, "--stars", str(stars), kill_after=chance.uniform(0.3, 2.5))
        believed = {stars} if code == 0 else believed | {stars}
        killed += code != 0
        if len(believed) > 1:  # ask what became of it
            said = _rating(work, photo)
            lost += said not in believed
            believed = {said}
    _retouch(work, "show", photo)
    left = [p.name for p in shoot.iterdir() if p.suffix not in {".dng", ".xmp"}]
    return Row("SIGKILL of `retouch decide`", times, lost + len(left), f"{killed} killed before they ended")


def killed_exports(work: Path, times: int, chance: random.Random) -> Row:
    """Kill ``retouch export``; every file there must be whole, and the next export leaves no part behind."""
    shoot, out = write_raws(work / "shoot", 4), work / "out"
    lost = 0
    for _ in range(times):
        shutil.rmtree(out, ignore_errors=True)
        export = ("export", shoot, "--to", out, "--which", "all")
        _retouch(work, *export, kill_after=chance.uniform(1.0, 6.0))
        lost += sum(cv2.imread(str(p)) is None for p in out.glob("*.jpg")) if out.exists() else 0
        _retouch(work, *export)
        there = sorted(p.name for p in out.iterdir())
        lost += there != [f"IMG_{n}.jpg" for n in range(4)]
    return Row("SIGKILL of `retouch export`", times, lost, "every picture whole, no part left")


def mutated_files(work: Path, times: int, chance: random.Random) -> Row:
    """Feed mutated files to every parser of metadata and stored data."""
    corpus, done, crashed = work / "corpus", 0, 0
    shutil.copytree(ROOT / "tests" / "store" / "corpus", corpus)
    each = min(times, 2000)
    for number in range(times // each):
        inputs = work / f"inputs-{number}"
        inputs.mkdir()
        running = start(FUZZ, corpus, inputs, each, chance.randrange(1 << 30))
        running.communicate()
        done += each
        crashed += running.returncode != 0
    return Row(
        "mutated sidecars, JPEG, TIFF, DNG and stored data", done, crashed, "refused or read, foreign content kept"
    )


def tested(name: str, fault: str, tests: str, times: int) -> Callable[[Path, int, random.Random], Row]:
    """Return a fault that is tried by running tests, so many times over."""

    def run(work: Path, factor: int, chance: random.Random) -> Row:
        count = max(1, times * factor // 100)
        failed = 0
        for number in range(count):
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-x",
                tests,
                "-k",
                name,
                "--basetemp",
                str(work / str(number)),
            ]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            failed += done.returncode != 0
            if done.returncode:
                print(done.stdout[-3000:], file=sys.stderr)
        return Row(fault, count, failed)

    return run


FAULTS = "tests/tasks/test_faults.py"
CATALOG = "tests/store/catalog"
TESTED = (
    tested("full_disk", "full disk, under the catalogue and under the shoot", FAULTS, 20),
    tested("read_only", "read-only card, read-only catalogue", FAULTS, 20),
    tested("pulled", "card pulled", FAULTS, 20),
    tested("slow_share", "slow share", FAULTS, 10),
    tested("two_instances", "three instances on one shoot", FAULTS, 20),
    tested("clock", "clock that jumps", CATALOG, 5),
    tested("newer", "catalogue of a newer version", CATALOG, 5),
    tested("recovery", "damaged catalogue: kept, recovered, the rest named", CATALOG, 5),
    tested("catalogue_that_is_gone", "catalogue gone: rebuilt from sidecars", "tests/tasks/test_outside.py", 5),
)


def _retouch(work: Path, *arguments: str | Path, kill_after: float | None = None) -> int:
    settings = {**os.environ, "RETOUCH_HOME": str(work / "home"), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "retouch", *map(str, arguments)]
    with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            return running.wait(kill_after)
        except subprocess.TimeoutExpired:
            running.kill()
            return running.wait()


def _rating(work: Path, photo: Path) -> int:
    settings = {**os.environ, "RETOUCH_HOME": str(work / "home"), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", _ASK, str(work / "home" / "data" / "catalog.sqlite"), str(photo)]
    return int(subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout)


_ASK = """
import sys
from pathlib import Path
from retouch.store.catalog import Catalog
path = Path(sys.argv[2])
with Catalog.open(Path(sys.argv[1])) as catalog:
    [photo] = [p for p in catalog.photos(path.parent.resolve()) if p.name == path.name]
    print(catalog.decisions([photo.id])[photo.id][-1].value)
"""


def main() -> int:
    """Try every fault and write the table; 1 where anything was lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    part = 5 if chosen.quick else 100
    plan: list[tuple[Callable[[Path, int, random.Random], Row], int]] = [
        (killed_sessions, 2 * part),
        (killed_windows, max(3, part)),
        (killed_commands, max(3, part * 3 // 10)),
        (killed_exports, max(2, part // 10)),
        (mutated_files, 200 * part),
        *((run, part) for run in TESTED),
    ]
    rows: list[Row] = []
    begun = time.monotonic()
    for number, (run, times) in enumerate(plan):
        with tempfile.TemporaryDirectory(prefix="retouch-reliability-", ignore_cleanup_errors=True) as folder:
            row = run(Path(folder), times, random.Random(chosen.seed + number))
        rows.append(row)
        print(f"{row.fault}: tried {row.tried}, lost {row.lost}. {row.note}", flush=True)
    if not chosen.quick:
        _write(rows, time.monotonic() - begun)
    return 1 if any(row.lost for row in rows) else 0


def _write(rows: list[Row], seconds: float) -> None:
    table = "\n".join(f"| {row.fault} | {row.tried} | {row.lost} | {row.note} |" for row in rows)
    (ROOT / "docs" / "reliability.md").write_text(
        "# Reliability\n\nWritten by `python -m benchmarks.reliability` "
        f"({datetime.now(UTC):%Y-%m-%d}, {seconds / 60:.0f} minutes). A loss is an acknowledged decision that is gone, "
        "one that was never made, a file that is half written, or a temporary file that stays.\n\n"
        f"| Fault | Times tried | Losses | |\n|---|---|---|---|\n{table}\n\n{LIMITS}"
    )


LIMITS = """\
## Known limits

* darktable 4.2 reads `xmp:Rating="-1"` from an Adobe-style `IMG_1.xmp` as two stars (its Lightroom import does not know
  rejects); from its own `IMG_1.CR2.xmp` a reject arrives. Where only that name exists it is the one that is written.
* A catalogue whose pages are destroyed at the head of a table gives up that table; backups and sidecars fill it.
* Where two programs change the same mark of the same photo between two looks, the later decision here wins.
"""


if __name__ == "__main__":
    sys.exit(main())
