"""Develop the selects at full size, in worker processes, and write them where the photographer wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from retouch.adjust.edit import Edit
from retouch.adjust.lut import keep_in
from retouch.adjust.registry import adjustments
from retouch.develop.encode import Output
from retouch.develop.metadata import Keep
from retouch.develop.skin import Kept, texture_warning
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, RetouchError, UsageError
from retouch.model.event import Failed, Progress
from retouch.model.photo import Photo
from retouch.model.replace import tidy
from retouch.model.scene import Scene
from retouch.store import sidecar
from retouch.store.marks import Marks
from retouch.tasks.ingest import ingest
from retouch.tasks.log import worker_log
from retouch.tasks.naming import PLAIN, stem
from retouch.tasks.read import read
from retouch.tasks.session import Entry, Session, Shoot
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Pool, worker_count


class Which(StrEnum):
    """Which photos to export."""

    PICKED = "picked"  # what the photographer picked
    SUGGESTED = "suggested"  # that, and suggested keeps that nobody has decided
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to deliver. ``changes`` are adjustment values for this delivery only, by key and parameter.

    ``naming`` is a template, see ``tasks.naming``.
    """

    to: Path
    which: Which = Which.PICKED
    output: Output = field(default_factory=Output)
    changes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    overwrite: bool = False
    metadata: Keep = Keep.ALL
    naming: str = PLAIN


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

    @property
    def path(self) -> Path:
        """The original, for messages."""
        return self.photo.path


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, in order, how many photos failed, and what the photographer should look at again."""

    written: tuple[Path, ...]
    failed: int
    chosen: int
    warnings: tuple[str, ...] = ()


@verb
def export(session: Session, folder: Path, recipe: Recipe) -> Steps[Delivery]:
    """Deliver the chosen photos of a folder.

    A file that is already there is replaced only where we wrote it and nobody touched it since, or where ``overwrite``
    is set. Raises ``NotWritable`` where the target folder cannot be made, ``UsageError`` for an unknown adjustment.
    """
    with_changes(Edit(), recipe.changes)  # a name that does not exist is said before anything is made
    steps = read if recipe.which is Which.SUGGESTED else ingest
    shoot = yield from steps.steps(session, folder)
    entries = choose(shoot, recipe.which)
    targets = name_all([e.photo for e in entries], recipe)
    _make_folder(recipe.to, folder)
    jobs = []
    failed = 0
    for entry, to in zip(entries, targets, strict=True):
        if to.exists() and not recipe.overwrite and not session.catalog.wrote(to):
            todo = "Choose another folder, or allow overwriting (--overwrite)."
            yield Failed(NotWritable(f"a file that retouch did not write is already at {to}", entry.photo.path, todo))
            failed += 1
        else:
            edit = with_changes(entry.edit, recipe.changes)
            jobs.append(ExportJob(entry.photo, entry.scene, edit, entry.marks, recipe.output, recipe.metadata, to))
    written: dict[Path, str | None] = {}
    if jobs:
        start = partial(start_exporter, session.home.looks)
        with Pool(start, min(len(jobs), worker_count()), 300, worker_log(session.home)) as pool:
            for n, outcome in enumerate(pool.run(jobs), 1):
                if outcome.result is not None:
                    written[outcome.job.to] = _record(session, outcome.job, outcome.result)
                elif outcome.error is not None:
                    failed += 1
                    yield Failed(outcome.error, outcome.job.path)
                yield Progress("exporting", n, len(jobs), outcome.job.path.name)
    delivered = [t for t in targets if t in written]
    warnings = [f"{t.name}: {warning}" for t in delivered if (warning := written[t]) is not None]
    return Delivery(tuple(delivered), failed, len(entries), tuple(warnings))


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


def with_changes(edit: Edit, changes: Mapping[str, Mapping[str, float]]) -> Edit:
    """Return the edit with these parameter values set. Raises ``UsageError`` for names that do not exist."""
    for key, values in changes.items():
        kind = adjustments().get(key)
        unknown = sorted(set(values) - set(kind.params())) if kind else []
        if kind is None or unknown:
            known = ", ".join(f"{k}.{p}" for k, c in adjustments().items() for p in c.params())
            raise UsageError(f"there is no adjustment {key}.{(unknown or ['…'])[0]}", None, f"There are: {known}.")
        now = edit.get(key)
        edit = edit.with_step(kind.from_values({**(now.data() if now else {}), **values}))
    return edit


def _make_folder(to: Path, shoot: Path) -> None:
    if to.resolve() == shoot.resolve():
        todo = "Export to a folder of its own."
        raise NotWritable("the originals are in this folder", to, todo)
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise NotWritable(
            f"the folder cannot be made ({e.strerror})", to, "Choose a folder that can be written."
        ) from e
    tidy(to)


@contextmanager
def start_exporter(looks: Path) -> Iterator[Callable[[ExportJob], Kept]]:
    """Say where imported looks are; everything else that developing needs is loaded by the first photo."""
    keep_in(looks)
    yield _export_one


def _export_one(job: ExportJob) -> Kept:
    from retouch.develop.deliver import deliver

    marks = job.marks
    return deliver(
        job.photo,
        job.scene,
        job.edit,
        job.output,
        job.to,
        rating=marks.rating,
        label=marks.label,
        sidecar=_sidecar_of(job.photo),
        keep=job.metadata,
    )


def _sidecar_of(photo: Photo) -> Path | None:
    """Return the photo's sidecar. One that cannot be read has been reported, and keeps nothing from delivery."""
    with suppress(RetouchError):
        return sidecar.path_for(photo)
    return None


def _record(session: Session, job: ExportJob, kept: Kept) -> str | None:
    """Write the delivery down, and return what there is to warn about."""
    session.catalog.put_export(job.photo.id, job.to, job.edit, kept)
    return texture_warning(kept)


def parse_changes(pairs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Read ``key.parameter=number`` pairs. Raises ``UsageError``."""
    out: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        key, _, parameter = name.strip().partition(".")
        try:
            out.setdefault(key, {})[parameter] = float(number)
        except ValueError as e:
            raise UsageError(f"“{pair}” is not a setting", None, "Write it as exposure.ev=0.3.") from e
    return out
