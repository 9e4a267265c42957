"""What the store costs at 5,000 photos: catalogue, sidecars, picture cache; medians, beside a plain file write.

PYTHONPATH=src python -m benchmarks.store [--photos N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from retouch.adjust.edit import Edit
from retouch.model.decision import Decision, Evidence, Origin, Suggestion, Verdict
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.store.catalog import Catalog
from retouch.store.marks import Marks
from retouch.store.pictures import Pictures, key_for

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from shoot import face, scene  # noqa: E402

SHOOT = Path("/shoot")


def timed(what: str, run: Callable[[], object], times: int = 5) -> None:
    """Print the median of some runs in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    print(f"{what:58} {statistics.median(taken):10.2f} ms")


def baseline(folder: Path) -> None:
    """Time what no store can avoid: one small file on the disk."""

    def one_file() -> None:
        with (folder / "plain").open("wb") as file:
            file.write(b"x" * 1000)
            file.flush()
            os.fsync(file.fileno())

    timed("baseline: a small file and fsync", one_file, 30)


def catalogue(folder: Path, count: int) -> None:
    """Time what the window and the tasks ask of the catalogue."""
    ids = [PhotoId(f"{n:032x}") for n in range(count)]
    photos = [Photo(i, SHOOT / f"IMG_{n:05}.CR3", (), FileStamp(n, n), Capture(iso=100)) for n, i in enumerate(ids)]
    reason = (Evidence("eyes closed", 0.06, 0.2, "Eyes closed", 0),)
    suggestions = [Suggestion(i, "verdict", Verdict.KEEP, 0.9, reason, "benchmark") for i in ids]
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        timed(f"put {count} photos", lambda: catalog.put_photos(SHOOT, photos))
        timed(f"photos of a shoot of {count}", lambda: catalog.photos(SHOOT))
        timed(f"put {count} suggestions", lambda: catalog.put_suggestions(ids, ["verdict"], suggestions))
        timed(f"suggestions on {count}", lambda: catalog.suggestions(ids))
        timed(f"one action of {count} decisions", lambda: catalog.record("/s", "x", [s.accept() for s in suggestions]))
        one: list[Decision[Verdict]] = [Decision(ids[0], "verdict", Verdict.KEEP, Origin.BY_HAND)]
        timed("one decision", lambda: catalog.record("/s", "x", one), 100)
        timed("undo", lambda: catalog.undo("/s"), 50)
        timed(f"decisions on {count}", lambda: catalog.decisions(ids))
        read = scene(face(), face(who=2))
        timed("put 500 readings of two faces", lambda: catalog.put_readings(dict.fromkeys(ids[:500], read)))
        timed("500 readings", lambda: catalog.readings(ids[:500]))
        timed("integrity check", catalog.faults)
        timed("copy", lambda: catalog.copy_to(folder / "copy.sqlite"))


def sidecars(folder: Path) -> None:
    """Time sidecars, one by one."""
    photos = [Photo(PhotoId(f"{n}"), folder / f"{n}.CR3", (), FileStamp(1, 1), Capture()) for n in range(50)]
    each = iter(photos * 10)
    timed("write a new sidecar", lambda: sidecar.write(next(each), Marks(3), Edit(), {}), 50)
    timed("change a sidecar", lambda: sidecar.write(next(each), Marks(4), Edit(), {}), 50)
    timed("write the same again", lambda: sidecar.write(next(each), Marks(4), Edit(), {}), 50)
    timed("read a sidecar", lambda: sidecar.read(next(each)), 50)
    digest = sidecar.write(photos[0], Marks(4), Edit(), {}).digest
    timed("see that a sidecar is unchanged", lambda: sidecar.is_unchanged(photos[0], digest), 50)


def pictures(folder: Path) -> None:
    """Time the cache with thumbnails of 20 kB."""
    cache, keys = Pictures(folder / "pictures"), iter([key_for(str(n), "thumbnail") for n in range(100)] * 2)
    timed("keep a thumbnail", lambda: cache.put(next(keys), b"x" * 20_000), 100)
    timed("fetch a thumbnail", lambda: cache.get(next(keys)), 100)


def main() -> int:
    """Run all parts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--photos", type=int, default=5000)
    count = options.parse_args().photos
    with tempfile.TemporaryDirectory(prefix="retouch-store-") as folder:
        baseline(Path(folder))
        catalogue(Path(folder), count)
        sidecars(Path(folder))
        pictures(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
