"""Faults tried, times tried, losses: writes ``docs/reliability.md``.

    python -m benchmarks.reliability [--quick] [--only WORD …] [--rows FILE] [--times N [--add]] [--seed N]

Kills sessions, windows, commands and exports at random moments; fills, freezes and pulls disks (as root); runs several
instances at once; damages, removes and ages the catalogue; mutates every kind of file; traces a whole test run; and
puts thousands of RAW files through every verb while a window scrolls. ``--quick`` tries each a few times only and
writes nothing. It takes more than an hour otherwise; ``--rows`` keeps what was measured in a file, so that it may be
done in pieces: each with ``--only`` some of the faults, by words in their names, or with all that are not there yet;
``--times N --add`` tries a fault N times more (give another ``--seed``) and adds that to what is there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2

from benchmarks import under_load as load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support import killing_window  # noqa: E402
from support.damaging import check as check_damaged  # noqa: E402
from support.damaging import damage, fill  # noqa: E402
from support.fuzzing import CHILD as FUZZ  # noqa: E402
from support.fuzzing_raw import decode_mutated  # noqa: E402
from support.killing import History, check, kill_once  # noqa: E402
from support.processes import start  # noqa: E402
from support.raws import write_raws  # noqa: E402
from support.tracing import NOWHERE, called, counted, traced  # noqa: E402

SHARED = load.SHARED


@dataclass(frozen=True)
class Row:
    """One fault: what was done, how often, and in how many of these something was lost or left behind."""

    fault: str
    tried: int
    lost: int
    note: str = ""
    more: str = ""
    """What stands below the table."""

    def plus(self, later: Row) -> Row:
        """Return both together; numbers in the note are added up."""
        numbers = iter(re.findall(r"\d+", self.note))
        same = re.sub(r"\d+", "0", self.note) == re.sub(r"\d+", "0", later.note)
        note = re.sub(r"\d+", lambda n: str(int(n[0]) + int(next(numbers))), later.note) if same else later.note
        return Row(later.fault, self.tried + later.tried, self.lost + later.lost, note, later.more)


Fault = Callable[[Path, int, random.Random], Row]
"""Tries something so many times in a folder of its own."""


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


def mutated(kinds: str, what: str, folders: tuple[str, ...] = ()) -> Fault:
    """Return a fault that feeds mutated files of these kinds to their parsers, in a process that may crash."""

    def run(work: Path, times: int, chance: random.Random) -> Row:
        corpus, extra, done, crashed = work / "corpus", work / "extra", 0, 0
        shutil.copytree(ROOT / "tests" / "store" / "corpus", corpus)
        for name in folders:
            shutil.copytree(SHARED / name, extra / name)
        each = min(times, 2000)
        for number in range(times // each):
            inputs = work / f"inputs-{number}"
            inputs.mkdir()
            seed = chance.randrange(1 << 30)
            running = start(FUZZ, corpus, inputs, each, seed, kinds, *([extra] if folders else []))
            running.communicate()
            done += each
            crashed += running.returncode != 0
        return Row(what, done, crashed, "refused or read, nothing crashed")

    return run


def mutated_raws(work: Path, times: int, chance: random.Random) -> Row:
    """Decode mutated camera files in workers; each must end in pixels or in one message about it."""
    sources = [p for name in ("raw", "raw_bad") for p in sorted((SHARED / name).iterdir()) if p.is_file()]
    ended = decode_mutated(sources, work, times, chance.randrange(1 << 30), patience=60)
    note = ", ".join(f"{count} {how}" for how, count in ended.most_common() if count)
    return Row("mutated RAW files, decoded in workers", sum(ended.values()), ended["bug"] + ended["lost"], note)


def damaged_catalogues(work: Path, times: int, chance: random.Random) -> Row:
    """Damage catalogues at random and let ``retouch doctor --repair`` mend them; every decision must come back."""
    lost, found = 0, 0
    for number in range(times):
        home, folder = work / str(number) / "home", work / str(number) / "shoot"
        folder.parent.mkdir()
        before = fill(home, folder, chance)
        damage(home / "data" / "catalog.sqlite", chance)
        found += _retouch(folder.parent, "doctor") != 0
        try:
            assert _retouch(folder.parent, "doctor", "--repair") == 0
            check_damaged(home, folder, before)
        except AssertionError:
            lost += 1
            traceback.print_exc()
    note = f"{found} found by the doctor, the others had hit nothing in use"
    return Row("damaged catalogue: doctor finds, repairs, keeps the file", times, lost, note)


def under_load(work: Path, times: int, chance: random.Random) -> Row:
    """Put thousands of RAW files through every verb while a window scrolls; see ``benchmarks.under_load``.

    The folder that ``RETOUCH_LOAD`` names keeps the shoot and the state, so that a run that was stopped goes on.
    """
    place = Path(os.environ.get("RETOUCH_LOAD") or work)
    shoot = load.make_shoot(place / "shoot", max(1, 120 * times // 100))
    if not (place / "state").exists():
        load.clean(shoot)
        (place / "state").mkdir()
    result = load.run(place / "state", shoot, 5 * times)
    assert result is not None  # no time was set
    return load_row(result)


def load_row(result: load.Load) -> Row:
    """Return the row of a shoot under load."""
    note = (
        f"{result.damaged} damaged files named, {result.exported} exported, {result.ratings} ratings in the window "
        "meanwhile; see below"
    )
    for loss in result.losses[:20]:
        print(loss, file=sys.stderr)
    return Row(UNDER_LOAD, result.photos, len(result.losses), note, load.table(result))


def traced_tests(work: Path, times: int, chance: random.Random) -> Row:
    """Trace the network calls of a whole test run, workers included; each part of ``tests`` is one try.

    The network tests have traces of their own. ``RETOUCH_PARTS`` may name some parts only, to do it in pieces; a tenth
    of the tries, or less, is the tests of ``tasks`` alone.
    """
    parts = sorted(p for p in (ROOT / "tests").iterdir() if p.name.startswith("test_") or any(p.glob("test_*.py")))
    wanted = os.environ.get("RETOUCH_PARTS", "").split() or ([p.name for p in parts] if times > 10 else ["tasks"])
    chosen = [p for p in parts if p.name in wanted and p.name != "test_network.py"]
    lost, calls, passed = 0, 0, 0
    for number, part in enumerate(chosen):
        trace = work / f"trace-{number}"
        command = [*traced(trace), sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", str(part)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        foreign = called(trace) - {NOWHERE}
        calls += counted(trace)[NOWHERE]
        passed += sum(map(int, re.findall(r"(\d+) passed", done.stdout)))
        if done.returncode or foreign:
            print(part, done.stdout[-3000:], foreign, file=sys.stderr)
        lost += len(foreign)
    note = f"{passed} tests passed; {calls} calls of MediaPipe’s, refused on this machine, and no other"
    return Row("internet calls in a whole test run, every process traced, C code included", len(chosen), lost, note)


def tested(name: str, fault: str, tests: str) -> Fault:
    """Return a fault that is tried by running tests, so many times over."""

    def run(work: Path, times: int, chance: random.Random) -> Row:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "support.repeating", tests, "-k", name]
        settings = {**os.environ, "RETOUCH_REPEAT": str(times), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command += ["--basetemp", str(work / "tests")]
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
        said = done.stdout.strip().splitlines()[-1]
        found = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", said)}
        failed = sum(count for word, count in found.items() if word != "passed")
        if done.returncode or not found.get("passed"):
            print(done.stdout[-3000:], file=sys.stderr)
        return Row(fault, sum(found.values()), failed or int(done.returncode != 0))

    return run


FAULTS = "tests/tasks/test_faults.py"
WINDOW = "tests/gui/test_faults.py"
CATALOG = "tests/store/catalog"
UNDER_LOAD = "thousands of RAW files through every verb while a window scrolls and rates"
PLAN: dict[str, tuple[Fault, int]] = {
    "killed sessions": (killed_sessions, 200),
    "killed windows": (killed_windows, 200),
    "killed commands": (killed_commands, 30),
    "killed exports": (killed_exports, 20),
    "mutated sidecars": (mutated("packet", "mutated sidecars, through expat and exiv2 in one process"), 20_000),
    "mutated text": (
        mutated("stored,reading,cube,preset,profile", "mutated catalogue JSON, readings, .cube, presets, ICC"),
        10_000,
    ),
    "mutated pictures": (mutated("picture,pixels", "mutated JPEG, PNG, TIFF, DNG: EXIF and pixels"), 8_000),
    "mutated camera files": (
        mutated("camera", "mutated camera files through exiv2 alone", ("raw", "raw_bad")),
        20_000,
    ),
    "mutated RAW": (mutated_raws, 20_000),
    "full disk": (tested("full_disk", "full disk: catalogue, shoot, export", FAULTS), 20),
    "full disk, window": (tested("full_disk", "full disk under the window", WINDOW), 20),
    "read-only": (tested("read_only", "read-only card, read-only catalogue", FAULTS), 20),
    "read-only, window": (tested("read_only", "read-only card, read-only catalogue, in the window", WINDOW), 20),
    "pulled": (tested("pulled", "folder that vanishes: card pulled, export disk pulled", FAULTS), 20),
    "pulled, window": (tested("pulled", "card pulled under the window", WINDOW), 20),
    "slow share": (tested("slow_share", "share that is slow, or loses its connection (FUSE)", FAULTS), 10),
    "slow share, window": (
        tested("slow_share", "share that hangs under the window, or loses its connection (FUSE)", WINDOW),
        10,
    ),
    "instances": (tested("two_instances", "three instances on one shoot", FAULTS), 20),
    "clock": (tested("clock", "clock that jumps", CATALOG), 10),
    "clock, window": (tested("clock", "clock that jumps under the window", WINDOW), 10),
    "newer": (tested("newer", "catalogue of a newer version", CATALOG), 10),
    "newer, window": (tested("newer", "catalogue of a newer version, in the window", "tests/gui/test_opening.py"), 10),
    "damaged": (damaged_catalogues, 20),
    "gone": (
        tested("catalogue_that_is_gone", "catalogue gone: rebuilt from sidecars", "tests/tasks/test_outside.py"),
        10,
    ),
    "internet": (traced_tests, 100),
    "load": (under_load, 100),
}
"""Faults by a short name, with how often each is tried."""


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
    options.add_argument("--only", nargs="+", default=[])
    options.add_argument("--rows", type=Path)
    options.add_argument("--times", type=int)
    options.add_argument("--add", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    rows: dict[str, Row] = {}
    if chosen.rows and chosen.rows.exists():
        rows = {name: Row(**row) for name, row in json.loads(chosen.rows.read_text()).items()}
    for number, (name, (run, times)) in enumerate(PLAN.items()):
        if not any(word in name for word in chosen.only) if chosen.only else name in rows:
            continue
        count = chosen.times or (max(1, times // 20) if chosen.quick else times)
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="retouch-reliability-", ignore_cleanup_errors=True) as folder:
            row = run(Path(folder), count, random.Random(chosen.seed * 1000 + number))
        rows[name] = rows[name].plus(row) if chosen.add and name in rows else row
        took = time.monotonic() - begun
        print(f"{row.fault}: tried {row.tried}, lost {row.lost}. {row.note} ({took:.0f} s)", flush=True)
        if chosen.rows:
            chosen.rows.write_text(json.dumps({name: asdict(row) for name, row in rows.items()}, indent=1))
    if not chosen.quick and (chosen.rows or len(rows) == len(PLAN)):
        _write(rows)
    return 1 if any(row.lost for row in rows.values()) else 0


def _write(tried: dict[str, Row]) -> None:
    rows = [tried[name] for name in PLAN if name in tried]
    missing = "; ".join(name for name in PLAN if name not in tried)
    open_ = f"Not tried yet: {missing}.\n\n" if missing else ""
    table = "\n".join(f"| {row.fault} | {row.tried} | {row.lost} | {row.note} |" for row in rows)
    more = "".join(f"{row.more}\n" for row in rows if row.more)
    (ROOT / "docs" / "reliability.md").write_text(
        f"# Reliability\n\nWritten by `python -m benchmarks.reliability` ({datetime.now(UTC):%Y-%m-%d}). A loss is an "
        "acknowledged decision that is gone, one that was never made, a file that is half written, a temporary file "
        "that stays, a failure that is not named, a crash of the program or a call to the internet.\n\n"
        f"| Fault | Times tried | Losses | |\n|---|---|---|---|\n{table}\n\n{open_}{more}{LIMITS}"
    )


LIMITS = """\
## Known limits

* darktable 4.2 reads `xmp:Rating="-1"` from an Adobe-style `IMG_1.xmp` as two stars (its Lightroom import does not know
  rejects), and only when it takes a photo in. Once it has an `IMG_1.CR2.xmp` of its own, marks are written into that
  one too, and rejects arrive.
* A catalogue whose pages are destroyed at the head of a table gives up that table; backups and sidecars fill it.
* One shoot has one history: an undo takes back the latest gesture on it, in whichever window or command it was made.
* Where two programs change the same mark of the same photo between two looks, the later decision here wins.
* A sidecar is looked at again right before it is replaced. What another program writes in the microseconds between
  that look and the rename is lost. An export never replaces what appeared meanwhile, in one step where the file system
  has hard links; on cards that have none, the look and the rename are two steps.
* Photo Mechanic's colour classes are kept and not read as labels.
* A folder of photos on a share that hangs holds up no gesture; the program's own data on such a share would.
* A photo that another program wrote into (EXIF, geotags) is another photo by its bytes. What was decided comes back
  from its sidecar as one action; where no sidecar could be written, it stays with the old bytes in the catalogue.
"""


if __name__ == "__main__":
    sys.exit(main())
