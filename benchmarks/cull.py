"""Verdicts against the truth: blinks never the suggested best, smiles over neutral faces, bursts as they were shot.

Runs the real command on RAW shoots made from the labelled data, at two sizes and three exposures, and holds it against
two simple rules on the same readings: the sharpest frame is best, and eyeBlink > 0.5 is closed. Needs ../shared (or
RETOUCH_TEST_DATA).

    python -m benchmarks.cull [--quick] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXPOSURES = (0.0, -2.0, 1.0)
SIZES = (1440, 6000)
Row = Mapping[str, str]


@dataclass
class Score:
    """Counts of one run; each is (how often right, out of)."""

    photos: int = 0
    grouped: tuple[int, int] = (0, 0)
    apart: tuple[int, int] = (0, 0)
    best_open: tuple[int, int] = (0, 0)
    best_open_by_sharpness: tuple[int, int] = (0, 0)
    closed_rejected: tuple[int, int] = (0, 0)
    open_not_rejected: tuple[int, int] = (0, 0)
    smile_first: tuple[int, int] = (0, 0)
    smile_first_by_sharpness: tuple[int, int] = (0, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small files and plain exposure only")
    parser.add_argument("--keep", type=Path, help="make the shoots here and keep them")
    args = parser.parse_args()
    data = Path(os.environ.get("RETOUCH_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not data.is_dir():
        sys.exit(f"no labelled data at {data} (set RETOUCH_TEST_DATA)")
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        shoot = recipe(data, 0.0)
        for size in SIZES[: 1 if args.quick else 2]:
            for ev in EXPOSURES[: 1 if args.quick else 3]:
                rows = recipe(data, ev)
                photos = culled(data, rows, folder / f"shoot-{size}-{ev:+g}", size)
                report(f"shoot, {size} px, {ev:+g} EV", score(photos, rows))
        pairs = expression_pairs(data)
        report("expression pairs, 1440 px", score(culled(data, pairs, folder / "expression-1440", 1440), pairs))
        speed(folder / f"shoot-{SIZES[0]}-+0", shoot)


def recipe(data: Path, ev: float) -> list[dict[str, str]]:
    """Return the shoot's recipe, exposed by so much more."""
    with (data / "shoot.csv").open() as file:
        rows = list(csv.DictReader(file))
    return [{**r, "ev": str(float(r["ev"] or 0) + ev), "source": str(data / r["source"])} for r in rows]


def expression_pairs(data: Path) -> list[dict[str, str]]:
    """Return a recipe in which each person is photographed twice, two seconds apart: neutral, then smiling."""
    rows = []
    for n, neutral in enumerate(sorted((data / "expression").glob("*_neutral.*"))):
        person = neutral.name.split("_")[0]
        for k, expression in enumerate(("neutral", "smiling")):
            at = datetime(2026, 5, 1, 8) + timedelta(minutes=n, seconds=2 * k)
            rows.append(
                {
                    "file": f"P{person}_{k}.dng",
                    "time": at.isoformat(timespec="milliseconds"),
                    "burst": f"P{person}",
                    "subject": person,
                    "eyes": "open",
                    "expression": expression,
                    "ev": "0",
                    "wb_shift": "1",
                    "iso": "200",
                    "orientation": "1",
                    "look": "",
                    "source": str(neutral.with_name(neutral.name.replace("neutral", expression))),
                }
            )
    return rows


def culled(data: Path, rows: Sequence[Row], folder: Path, size: int) -> list[dict[str, Any]]:
    """Make the RAW shoot, cull it by the real command, and return the photos of its JSON."""
    if not folder.is_dir():
        written = folder.with_suffix(".csv")
        with written.open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        tool = data.parent / "tools" / "make_shoot.py"
        run([sys.executable, str(tool), str(written), str(folder), "--size", str(size)], {})
    answer = folder.with_suffix(".json")
    home = {"RETOUCH_HOME": str(folder.with_suffix(".home")), "PYTHONPATH": str(ROOT / "src")}
    run([sys.executable, "-m", "retouch", "cull", str(folder), "--json", str(answer)], home)
    photos: list[dict[str, Any]] = json.loads(answer.read_text())["photos"]
    return photos


def run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command; show what it said if it failed."""
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")


def score(photos: Iterable[Mapping[str, Any]], rows: Sequence[Row]) -> Score:
    """Hold the answer against the recipe."""
    by_name = {p["file"]: p for p in photos}
    pairs = list(combinations(rows, 2))
    together = [by_name[a["file"]]["burst"] == by_name[b["file"]]["burst"] for a, b in pairs]
    truth = [a["burst"] == b["burst"] for a, b in pairs]
    result = Score(len(rows))
    result.grouped = share(s for s, t in zip(together, truth, strict=True) if t)
    result.apart = share(not s for s, t in zip(together, truth, strict=True) if not t)
    bursts: dict[str, list[Row]] = {}
    for row in rows:
        bursts.setdefault(row["burst"], []).append(row)
    blinking = [b for b in bursts.values() if {"closed", "partial"} & {r["eyes"] for r in b}]
    result.best_open = share(first(b, by_name)["eyes"] == "open" for b in blinking)
    result.best_open_by_sharpness = share(sharpest(b, by_name)["eyes"] == "open" for b in blinking)
    verdicts = [(r["eyes"], by_name[r["file"]]["verdict"]) for r in rows]
    result.closed_rejected = share(v == "reject" for eyes, v in verdicts if eyes == "closed")
    result.open_not_rejected = share(v != "reject" for eyes, v in verdicts if eyes == "open")
    smiles = [b for b in bursts.values() if "smiling" in {r["expression"] for r in b}]
    result.smile_first = share(first(b, by_name)["expression"] == "smiling" for b in smiles)
    result.smile_first_by_sharpness = share(sharpest(b, by_name)["expression"] == "smiling" for b in smiles)
    return result


def first(burst: Sequence[Row], photos: Mapping[str, Mapping[str, Any]]) -> Row:
    """Return the frame that stands first."""
    return min(burst, key=lambda r: photos[r["file"]]["rank"])


def sharpest(burst: Sequence[Row], photos: Mapping[str, Mapping[str, Any]]) -> Row:
    """Return the frame with the sharpest face: the simple rule to beat."""
    return max(burst, key=lambda r: max((f["sharpness"] for f in photos[r["file"]]["faces"]), default=0.0))


def share(rights: Iterable[bool]) -> tuple[int, int]:
    """Return how many are right, out of how many."""
    listed = list(rights)
    return sum(listed), len(listed)


def report(title: str, s: Score) -> None:
    """Print one run."""
    print(f"\n{title} ({s.photos} photos)")
    lines = (
        ("pairs of one burst grouped together", s.grouped, None),
        ("pairs of two bursts kept apart", s.apart, None),
        ("bursts with blinks whose best has open eyes", s.best_open, s.best_open_by_sharpness),
        ("closed eyes suggested for rejection", s.closed_rejected, None),
        ("open eyes not suggested for rejection", s.open_not_rejected, None),
        ("smile before neutral face", s.smile_first, s.smile_first_by_sharpness),
    )
    for words, (right, total), simple in lines:
        if total:
            beside = f"   sharpest frame first: {simple[0]}/{simple[1]}" if simple else ""
            print(f"  {words:<46} {right}/{total}{beside}")


def speed(folder: Path, rows: Sequence[Row]) -> None:
    """Print how long 5,000 photos take to judge, and to judge again with other settings, from stored readings."""
    from retouch.cull.judge import survey, weigh
    from retouch.cull.profile import CullSettings, Profile
    from retouch.model.decision import Verdict
    from retouch.model.photo import PhotoId
    from retouch.tasks.paths import Home
    from retouch.tasks.session import Session, load

    with Session(Home(folder.with_suffix(".home") / "data", folder.with_suffix(".home") / "cache")) as session:
        entries = [e for e in load(session, folder).entries if e.scene is not None]
    photos, scenes = [], {}
    for again in range(5000 // len(rows) + 1):
        for e in entries:
            id_ = PhotoId(f"{e.photo.id}-{again}")
            taken = e.photo.capture.taken
            later = replace(e.photo.capture, taken=taken and taken + timedelta(hours=3 * again))
            photos.append(replace(e.photo, id=id_, capture=later))
            scenes[id_] = e.scene
    found = survey(photos, scenes)
    usual = CullSettings()
    before = weigh(found, usual)
    decided = {photos[len(photos) // 2].id: Verdict.REJECT}
    works: tuple[Callable[[], object], ...] = (
        lambda: survey(photos, scenes),
        lambda: weigh(found, CullSettings(Profile.GROUP)),
        lambda: weigh(found, usual, decided, before),
    )
    rounds = [[timed(work) for work in works] for _ in range(5)]
    group, again_, one = (1000 * statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"\n{len(photos)} photos, from stored readings: bursts and people {group:.0f} ms, verdicts by other settings")
    print(f"{again_:.0f} ms, after one decision {one:.1f} ms")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
