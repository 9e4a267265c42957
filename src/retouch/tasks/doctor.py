"""Examine the installation: versions, models, adjustments, state, and the two engines at work on a portrait.

Each examination imports what it examines: a library that is missing or broken is a finding, not the doctor's end.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import TypeAlias

import retouch
from retouch.model.errors import ResourceMissing, RetouchError
from retouch.model.event import Progress
from retouch.model.photo import Capture, PhotoId
from retouch.model.resources import resource_path
from retouch.tasks.task import Steps, verb

LIBRARIES = ("numpy", "opencv-contrib-python", "rawpy", "exiv2", "mediapipe", "numba", "PySide6_Essentials")
"""Distributions whose versions decide what a photo looks like."""
PORTRAIT = "sample/astronaut.png"
LIKENESS_DB = 38.0
"""A developed portrait has to be at least this close to what was photographed (peak signal to noise, decibels): the
demosaic of an enlarged picture reaches 45."""
PROCESSORS = "/sys/devices/system/cpu/possible"
"""Where MediaPipe counts the processors."""
ROOM_MB = 500
"""Free space below which the catalogue is in danger."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, whether it is as it should be, and what was seen (or what to do)."""

    name: str
    ok: bool
    text: str


Examination: TypeAlias = tuple[str, Callable[[], Iterator[Finding]]]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order in which they were made."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it should be."""
        return all(finding.ok for finding in self.findings)


@verb
def doctor(*, repair: bool = False) -> Steps[Report]:
    """Look at everything that has to be right. What is wrong is a finding, never an exception.

    With ``repair`` a damaged catalogue is put aside and made anew from what can be read and from backups; nothing else
    may use it meanwhile.
    """
    found: list[Finding] = []
    todo: tuple[Examination, ...] = (("catalogue", partial(_catalog, repair)), *_EXAMINATIONS)
    for n, (name, look) in enumerate(todo):
        yield Progress("examining", n, len(todo), name)
        found += _findings(name, look)
    yield Progress("examining", len(todo), len(todo))
    return Report(tuple(found))


def _findings(name: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except RetouchError as error:
        yield Finding(name, False, str(error))
    except Exception as error:  # a broken library can raise anything, and to say so is what this verb is for
        yield Finding(name, False, f"{type(error).__name__}: {error}")


def _versions() -> Iterator[Finding]:
    yield Finding(
        "retouch", True, f"{retouch.__version__} on Python {platform.python_version()}, {platform.platform()}"
    )
    for library in LIBRARIES:
        try:
            yield Finding(library, True, version(library))
        except PackageNotFoundError:
            yield Finding(library, False, f"is not installed; run: {sys.executable} -m pip install retouch")


def _qt() -> Iterator[Finding]:
    if sys.version_info < (3, 12) and version("PySide6_Essentials") == "6.12.0":
        yield Finding("Qt", False, "PySide6 6.12.0 crashes on Python 3.11; install another version of it")


def _one_opencv() -> Iterator[Finding]:
    """Every OpenCV distribution writes into the same folder; of two, one is hollow and pip says nothing."""
    import cv2

    names = sorted({d.name for d in distributions() if d.name.lower().replace("_", "-").startswith("opencv-")})
    guided = hasattr(cv2, "ximgproc") and hasattr(cv2.ximgproc, "guidedFilter")
    if len(names) == 1 and guided:
        yield Finding("OpenCV", True, f"one copy ({names[0]}), with its extra modules")
    else:
        has = " and ".join(names) or "no distribution"
        todo = f"uninstall {' '.join(names)}, then install opencv-contrib-python" if names else "install it"
        yield Finding("OpenCV", False, f"{has}{'' if guided else ', without cv2.ximgproc.guidedFilter'}; {todo}")


def _models() -> Iterator[Finding]:
    from retouch.faces.models import load_model, model_hashes

    for name, digest in model_hashes().items():
        load_model(name)
        yield Finding(name, True, f"sha256 {digest}")


def _adjustments() -> Iterator[Finding]:
    from retouch.adjust.registry import adjustments

    for key, kind in adjustments().items():
        sliders = ", ".join(f"{n} {p.low:g}…{p.high:g} {p.unit}".rstrip() for n, p in kind.params().items())
        yield Finding(f"adjustment {key}", True, f"{kind.title} ({kind.stage.word}, version {kind.version}): {sliders}")


def _folders() -> Iterator[Finding]:
    from retouch.tasks.paths import home

    where = home()
    for name, folder in (("data", where.data), ("cache", where.cache)):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // 1_000_000
        yield Finding(f"{name} folder", free >= ROOM_MB, f"{folder}, {free} MB free")


def _catalog(repair: bool) -> Iterator[Finding]:
    from retouch.model.errors import CatalogDamaged
    from retouch.store.catalog import Catalog
    from retouch.tasks.paths import home

    path = home().catalog
    if not path.exists():
        yield Finding("catalogue", True, "not made yet")
        return
    try:
        with Catalog.open(path) as catalog:
            faults = catalog.faults()
    except CatalogDamaged as error:
        if not repair:
            raise
        faults = (str(error),)
    if not faults:
        yield Finding("catalogue", True, f"{path}, sound")
    elif not repair:
        yield Finding("catalogue", False, f"{'; '.join(faults)}; close every window, then run: retouch doctor --repair")
    else:
        yield Finding("catalogue", True, repair_catalog())


def repair_catalog() -> str:
    """Make a damaged catalogue anew, and say what came of it. Raises as ``store.catalog.recover`` does."""
    from retouch.store.catalog import recover
    from retouch.tasks.paths import home

    done = recover(home().catalog)
    lost = f"lost: {'; '.join(done.lost)}" if done.lost else "nothing was lost"
    made = f"was damaged and has been made anew with {done.saved.get('decision', 0)} decisions"
    return f"{made} ({done.filled} rows from backups), damaged file kept as {done.kept}; {lost}"


def _development() -> Iterator[Finding]:
    """Photograph a portrait, develop the RAW file, and compare."""
    import cv2
    import numpy as np

    from retouch.adjust.base import Context
    from retouch.adjust.edit import Edit
    from retouch.develop import decode, dng
    from retouch.develop.render import render
    from retouch.image.colour import srgb_to_linear

    portrait = cv2.imread(str(resource_path(PORTRAIT)))
    if portrait is None:
        raise ResourceMissing("the picture of the sample is damaged", resource_path(PORTRAIT), "Install retouch again.")
    # Three times enlarged, because a mosaic cannot hold detail as fine as the picture has.
    large = cv2.resize(portrait[:320, :320, ::-1], None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    seen = large.astype(np.float32) / np.float32(255)
    camera, white = dng.sensor(srgb_to_linear(seen).astype(np.float32)), dng.neutral()
    with tempfile.TemporaryDirectory(prefix="retouch-doctor-") as folder:
        path = Path(folder) / "portrait.dng"
        dng.write(path, dng.mosaic(camera), Capture(), white, dng.in_camera(camera, white))
        base = decode.base(path)
    developed = render(base, Edit(), Context(base.white)).pixels
    likeness = -10 * float(np.log10(np.mean((developed - seen)[8:-8, 8:-8] ** 2, dtype=np.float64)))
    text = f"a RAW portrait comes out at {likeness:.1f} dB of what was photographed"
    yield Finding("development", likeness >= LIKENESS_DB, text)


def _system() -> Iterator[Finding]:
    """Look for what MediaPipe ends without, before it can say a word."""
    if sys.platform == "linux" and not Path(PROCESSORS).exists():
        todo = "mount /sys (mount -t sysfs sysfs /sys), in a container give it along (-v /sys:/sys:ro)"
        yield Finding(
            "system", False, f"/sys is not there ({PROCESSORS}), and without it MediaPipe reads no face; {todo}"
        )


def _faces() -> Iterator[Finding]:
    """Read the same portrait in a worker process, as a shoot is read."""
    from retouch.tasks.read import ReadJob, start_reader
    from retouch.tasks.workers import Pool

    with Pool(start_reader, 1) as pool:
        outcome = next(pool.run([ReadJob(PhotoId("portrait"), resource_path(PORTRAIT), ())]))
    if outcome.result is None:
        raise outcome.error or RuntimeError("a worker gave neither a reading nor a reason")
    faces = len(outcome.result.scene.faces)
    yield Finding("faces", faces == 1, f"{faces} found in a portrait of one person")


_EXAMINATIONS: tuple[Examination, ...] = (
    ("versions", _versions),
    ("Qt", _qt),
    ("OpenCV", _one_opencv),
    ("models", _models),
    ("adjustments", _adjustments),
    ("folders", _folders),
    ("development", _development),
    ("system", _system),
    ("faces", _faces),
)
