"""Develop the selects at full size, in worker processes, and write them where the photographer wants them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retouch.adjust.changes import with_changes
from retouch.adjust.edit import Edit
from retouch.adjust.lut import keep_in
from retouch.develop.encode import Output
from retouch.develop.keep import Keep
from retouch.develop.skin import Kept, texture_warning
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, PlaceUnusable, RetouchError
from retouch.model.event import Failed, Progress
from retouch.model.photo import Photo
from retouch.model.replace import tidy
from retouch.model.scene import Scene
from retouch.store import sidecar
from retouch.store.marks import Marks
from retouch.tasks.decoders import decoders
from retouch.tasks.ingest import ingest
from retouch.tasks.log import worker_log
from retouch.tasks.looks import Looks
from retouch.tasks.naming import PLAIN, stem
from retouch.tasks.places import is_there
from retouch.tasks.read import read
from retouch.tasks.session import Entry, Session, Shoot
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Pool, worker_count

if TYPE_CHECKING:  # pixels stay out of the window's start
    from retouch.develop.look import CameraLook


_TAKEN = "Choose another folder, or allow overwriting (--overwrite)."


class Which(StrEnum):
    """Which photos to export."""

    PICKED = "picked"  # what the photographer picked
    SUGGESTED = "suggested"  # that, and suggested keeps that nobody has decided
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to deliver. ``changes`` are adjustment values for this delivery only, by key and parameter.

    ``naming`` is a template, see ``tasks.naming``. ``missing`` leaves alone what was delivered before with the same
    edit and is still there: so an export that ended early goes on.
    """

    to: Path
    which: Which = Which.PICKED
    output: Output = field(default_factory=Output)
    changes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    overwrite: bool = False
    metadata: Keep = Keep.ALL
    naming: str = PLAIN
    missing: bool = False


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One photo to deliver."""

    photo: Photo
    scene: Scene | None
    edit: Edit
    marks: Marks
    output: Output
    metadata: Keep
    to: Path
    fresh: bool = False
    """Whether nothing stood at ``to`` when the delivery was planned."""
    look: CameraLook | None = None
    look_from: Path | None = None
    """Where no look is known: the photo of the same burst whose fit is to be used, if it has one."""

    @property
    def path(self) -> Path:
        """The original, for messages."""
        return self.photo.path


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, in order, how many photos failed, and what the photographer should look at again.

    ``there`` counts what was delivered before and left alone; ``remaining`` are the photos that were not tried, or in
    vain, because the folder took nothing more. ``size`` is that of all files written, in bytes.
    """

    written: tuple[Path, ...]
    failed: int
    chosen: int
    warnings: tuple[str, ...] = ()
    there: int = 0
    remaining: tuple[Path, ...] = ()
    size: int = 0


@verb
def export(session: Session, folder: Path, recipe: Recipe) -> Steps[Delivery]:
    """Deliver the chosen photos of a folder.

    A file that is already there is replaced only where we wrote it and nobody touched it since, or where ``overwrite``
    is set. Where the folder takes nothing more (a full disk), it stops and says what remains. Raises ``NotWritable``
    where the target folder cannot be made, ``UsageError`` for an unknown adjustment, ``RetouchError`` where the
    watermark's picture cannot be used.
    """
    with_changes(Edit(), recipe.changes)  # a name that does not exist is said before anything is made
    decoders().check(recipe.output.watermark)
    steps = read if recipe.which is Which.SUGGESTED else ingest
    shoot = yield from steps.steps(session, folder)
    entries = choose(shoot, recipe.which)
    targets = name_all([e.photo for e in entries], recipe)
    _make_folder(recipe.to, folder)
    run = _Run()
    jobs = []
    for entry, to in zip(entries, targets, strict=True):
        job = _job(entry, to, recipe)
        if recipe.missing and session.catalog.wrote(to, job.edit):
            run.there += 1
        elif not job.fresh and not recipe.overwrite and not session.catalog.wrote(to):
            yield Failed(NotWritable(f"a file that retouch did not write is already at {to}", entry.photo.path, _TAKEN))
            run.failed += 1
        else:
            jobs.append(job)
    if jobs:
        yield from _run(session, jobs, run)
    if run.unusable is not None:
        yield Failed(_stopped(run.unusable, recipe.to, run.remaining, len(entries)), recipe.to)
    delivered = [t for t in targets if t in run.written]
    warnings = [f"{t.name}: {warning}" for t in delivered if (warning := run.written[t]) is not None]
    remaining = tuple(job.path for job in run.remaining)
    size = sum(map(_size, delivered))
    return Delivery(tuple(delivered), run.failed, len(entries), tuple(warnings), run.there, remaining, size)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # moved away already
        return 0


@dataclass
class _Run:
    """How far an export has come. ``unusable`` says why it had to stop."""

    written: dict[Path, str | None] = field(default_factory=dict)
    failed: int = 0
    there: int = 0
    remaining: list[ExportJob] = field(default_factory=list)
    unusable: PlaceUnusable | None = None

    def draw(self, jobs: Sequence[ExportJob]) -> Iterator[ExportJob]:
        """Give one job after another for as long as there is room; the rest remains."""
        for job in jobs:
            if self.unusable is None:
                yield job
            else:
                self.remaining.append(job)


def _run(session: Session, jobs: Sequence[ExportJob], run: _Run) -> Steps[None]:
    start = partial(start_exporter, session.home.looks)
    looks = Looks(session)
    with Pool(start, min(len(jobs), worker_count()), 300, worker_log(session.home)) as pool:
        for n, outcome in enumerate(pool.run(_with_looks(run.draw(jobs), jobs, looks)), 1):
            error = outcome.error
            if outcome.result is not None and not is_there(outcome.job.to):  # pulled just after
                error = PlaceUnusable("the folder is not there any more", outcome.job.to)
            if isinstance(error, PlaceUnusable):
                run.unusable = error
                run.remaining.append(outcome.job)
            elif outcome.result is not None:
                run.written[outcome.job.to] = _record(session, outcome.job, outcome.result.texture)
                if outcome.result.look is not None:
                    looks.shared(outcome.job.photo, outcome.result.look)
            elif error is not None:
                run.failed += 1
                yield Failed(error, outcome.job.path)
            yield Progress("exporting", n, len(jobs), outcome.job.path.name)
    order = {job.path: n for n, job in enumerate(jobs)}
    run.remaining.sort(key=lambda job: order[job.path])


def _with_looks(drawn: Iterator[ExportJob], jobs: Sequence[ExportJob], looks: Looks) -> Iterator[ExportJob]:
    """Give each job the look that is known at its turn, or say that the fit of its burst's first job counts."""
    paths = {job.photo.id: job.path for job in jobs}
    for job in drawn:
        known = looks.of(job.photo)
        first = next((paths[i] for i in looks.burst(job.photo) if i in paths), job.path)
        yield replace(job, look=known, look_from=None if known is not None or first == job.path else first)


def _stopped(error: PlaceUnusable, to: Path, remaining: Sequence[ExportJob], chosen: int) -> PlaceUnusable:
    """Return the one message for all photos that could not be delivered for the same reason."""
    names = ", ".join(job.path.name for job in remaining)
    todo = f"Make room, then export again with --missing: what is there already is left alone. Not delivered: {names}"
    return PlaceUnusable(f"{error.what}; {len(remaining)} of {chosen} pictures are not delivered", to, todo)


def _job(entry: Entry, to: Path, recipe: Recipe) -> ExportJob:
    edit = with_changes(entry.edit, recipe.changes)
    fresh = not recipe.overwrite and not os.path.lexists(to)
    return ExportJob(entry.photo, entry.scene, edit, entry.marks, recipe.output, recipe.metadata, to, fresh)


def choose(shoot: Shoot, which: Which) -> list[Entry]:
    """Return the entries to export, in order. A photo that cannot be read is not left out: it fails by name."""

    def wanted(e: Entry) -> bool:
        if which is Which.ALL:
            return True
        if e.verdict is not None:
            return e.verdict is Verdict.KEEP
        return which is Which.SUGGESTED and e.suggested is not None and e.suggested.value is Verdict.KEEP

    return [e for e in shoot.entries if wanted(e)]


def name_all(photos: Sequence[Photo], recipe: Recipe) -> list[Path]:
    """Return one target per photo, named by the recipe and numbered where two would be the same, whatever the case.

    Raises ``UsageError`` where the naming template cannot be filled in.
    """
    taken: set[str] = set()
    out = []
    for number, photo in enumerate(photos, 1):
        base, n = stem(recipe.naming, photo, number), 1
        while (name := base if n == 1 else f"{base}-{n}").casefold() in taken:
            n += 1
        taken.add(name.casefold())
        out.append(recipe.to / f"{name}{recipe.output.suffix}")
    return out


def originals_there(to: Path, shoot: Path) -> NotWritable | None:
    """Return why nothing is written into the folder of the shoot; ``None`` where ``to`` is another."""
    if to.resolve() != shoot.resolve():
        return None
    return NotWritable("the originals are in this folder", to, "Export to a folder of its own.")


def _make_folder(to: Path, shoot: Path) -> None:
    in_the_way = originals_there(to, shoot)
    if in_the_way is not None:
        raise in_the_way
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise NotWritable(
            f"the folder cannot be made ({e.strerror})", to, "Choose a folder that can be written."
        ) from e
    tidy(to)


@contextmanager
def start_exporter(looks: Path) -> Iterator[Callable[[ExportJob], _Exported]]:
    """Say where imported looks are; everything else that developing needs is loaded by the first photo."""
    keep_in(looks)
    yield _export_one


class _Exported(NamedTuple):
    """What a worker found out: the texture kept, and the look where it had to fit one."""

    texture: Kept
    look: CameraLook | None


def _export_one(job: ExportJob) -> _Exported:
    from retouch.develop.deliver import deliver

    marks = job.marks
    fits: list[CameraLook] = []
    texture = deliver(
        job.photo,
        job.scene,
        job.edit,
        job.output,
        job.to,
        rating=marks.rating,
        label=marks.label,
        sidecar=_sidecar_of(job.photo),
        keep=job.metadata,
        fresh=job.fresh,
        look=job.look or _look_from(job.look_from),
        fitted=fits.append,
    )
    return _Exported(texture, fits[0] if fits else None)


def _look_from(path: Path | None) -> CameraLook | None:
    """Return the look of another photo of the burst; nothing where it has none of its own."""
    from retouch.develop.look import look_for

    if path is None:
        return None
    with suppress(RetouchError):
        found = look_for(path)
        return None if found.is_plain else found
    return None


def _sidecar_of(photo: Photo) -> Path | None:
    """Return the photo's sidecar. One that cannot be read has been reported, and keeps nothing from delivery."""
    with suppress(RetouchError):
        return sidecar.path_for(photo)
    return None


def _record(session: Session, job: ExportJob, kept: Kept) -> str | None:
    """Write the delivery down, and return what there is to warn about."""
    session.catalog.put_export(job.photo.id, job.to, job.edit, kept)
    return texture_warning(kept)
