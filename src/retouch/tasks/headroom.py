"""Look at the RAW files of photos whose camera pictures are blown: what has clipped hides how much it is too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from retouch.adjust.headroom import headroom_tells, held_back, shown, wants_headroom
from retouch.adjust.judge_exposure import RAW
from retouch.model.event import Changed, Progress
from retouch.model.numbers import Measured
from retouch.model.photo import PhotoId
from retouch.model.scene import Scene
from retouch.tasks.log import worker_log
from retouch.tasks.read import check_still_there
from retouch.tasks.session import Session, Shoot, load
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Pool, worker_count

_EDGE: Final = 720
"""Long edge in pixels of the development: as that of the pictures by which exposure was learned."""


@dataclass(frozen=True, slots=True)
class HeadroomJob:
    """One photo to develop and measure."""

    id: PhotoId
    path: Path
    scene: Scene


@contextmanager
def start_measuring() -> Iterator[Callable[[HeadroomJob], Mapping[str, float]]]:
    """Say what a worker does with a job; nothing has to be opened for it."""
    import cv2

    cv2.setNumThreads(1)  # one worker per core
    yield measure_one


def measure_one(job: HeadroomJob) -> Mapping[str, float]:
    """Develop one photo and measure it. Raises ``PhotoUnreadable`` or ``ShootGone``."""
    import numpy as np

    from retouch.develop.decode import base, preview
    from retouch.develop.look import fit

    developed = base(job.path, long_edge=_EDGE)
    look = fit(developed, preview(job.path, _EDGE))
    ev = held_back(developed.frame)
    pixels = developed.frame.pixels
    dark = pixels.reshape(-1, 3) * np.float32(2.0**-ev)
    return headroom_tells(shown(look.view(dark)).reshape(pixels.shape), ev, job.scene)


@verb
def measure_headroom(session: Session, shoot: Shoot) -> Steps[Shoot]:
    """Measure what looks overexposed and has not been measured so. A file that does not decode stays as it was read."""
    jobs = [
        HeadroomJob(e.photo.id, e.photo.path, e.scene)
        for e in shoot.entries
        if e.error is None and e.scene is not None and wants_headroom(e.scene)
    ]
    if not jobs:
        return shoot
    with Pool(start_measuring, min(len(jobs), worker_count()), log=worker_log(session.home)) as pool:
        for n, outcome in enumerate(pool.run(jobs), 1):
            scene = outcome.job.scene
            if outcome.result is None:
                check_still_there(outcome.job.path)
            found = outcome.result or {RAW + "ev": 0.0}
            light = replace(scene.light, tells=Measured({**scene.light.tells, **found}))
            session.keep_reading(outcome.job.id, replace(scene, light=light))
            yield Progress("measuring highlights", n, len(jobs), outcome.job.path.name)
    yield Changed(tuple(job.id for job in jobs), "reading")
    return load(session, shoot.folder)
