"""Read what only proposals need, skin and how the picture leans: after the verdicts, and not of rejected photos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from retouch.model.decision import Verdict
from retouch.model.event import Failed, Progress
from retouch.model.numbers import Measured
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Box, FaceReading, Points, Scene
from retouch.tasks.log import worker_log
from retouch.tasks.read import READ_EDGE, check_still_there
from retouch.tasks.session import Entry, Session, Shoot, load
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Pool, worker_count

SKIN_READ: Final = "skin.read"
"""Name of the measurement (1) that says of a face that its skin has been read, whatever was found."""
LEAN_READ: Final = "lean.read"
"""The same, of the photo, for how it leans."""
LEAST_EDGE = 640


@dataclass(frozen=True, slots=True)
class SkinJob:
    """A photo whose faces, given by their landmarks, are to be read at ``long_edge`` pixels or more.

    ``boxes`` are all its faces: edges on people do not count for how it leans.
    """

    id: PhotoId
    path: Path
    fallbacks: tuple[Path, ...]
    faces: tuple[Points, ...]
    boxes: tuple[Box, ...]
    long_edge: int


@dataclass(frozen=True, slots=True)
class SkinResult:
    """Measurements by name: for each of a job's faces, and of the whole photo."""

    faces: tuple[Mapping[str, float], ...]
    photo: Mapping[str, float]


@contextmanager
def start_skin_reader() -> Iterator[Callable[[SkinJob], SkinResult]]:
    """Give what reads skin; no model is needed."""
    import cv2

    cv2.setNumThreads(1)
    yield _read_one


def _read_one(job: SkinJob) -> SkinResult:
    from retouch.image.leaning import leaning
    from retouch.image.skin_reading import skin_reading
    from retouch.tasks.read import shown

    pixels = shown(job.path, job.fallbacks, job.long_edge).pixels
    faces = tuple({**skin_reading(pixels, face), SKIN_READ: 1.0} for face in job.faces)
    return SkinResult(faces, {**leaning(pixels, job.boxes), LEAN_READ: 1.0})


@verb
def read_skin(session: Session, shoot: Shoot) -> Steps[Shoot]:
    """Complete the readings of all photos that are not rejected. A second run reads nothing again."""
    scenes = {e.photo.id: e.scene for e in shoot.entries if e.scene is not None}
    jobs = [_job(e.photo, scenes[e.photo.id]) for e in shoot.entries if _wanted(e)]
    if not jobs:
        return shoot
    with Pool(start_skin_reader, min(len(jobs), worker_count()), log=worker_log(session.home)) as pool:
        for n, outcome in enumerate(pool.run(jobs), 1):
            job = outcome.job
            if outcome.result is not None:
                session.keep_reading(job.id, completed(scenes[job.id], outcome.result))
            elif outcome.error is not None:
                check_still_there(job.path)
                yield Failed(outcome.error, job.path)
            yield Progress("reading skin", n, len(jobs), job.path.name)
    return load(session, shoot.folder)


def completed(scene: Scene, found: SkinResult) -> Scene:
    """Return the reading with what was found on the faces that have landmarks, in their order, and on the photo."""
    news = iter(found.faces)
    faces = tuple(_with(f, next(news)) if len(f.landmarks) else f for f in scene.faces)
    light = replace(scene.light, tells=Measured({**scene.light.tells, **found.photo}))
    return replace(scene, faces=faces, light=light)


def _with(face: FaceReading, news: Mapping[str, float]) -> FaceReading:
    return replace(face, tells=Measured({**face.tells, **news}))


def _wanted(entry: Entry) -> bool:
    if entry.scene is None or entry.error is not None:
        return False
    if LEAN_READ in entry.scene.light.tells and all(SKIN_READ in f.tells for f in _marked(entry.scene)):
        return False
    suggested = entry.suggested.value if entry.suggested is not None else None
    return (entry.verdict or suggested) is not Verdict.REJECT


def _marked(scene: Scene) -> list[FaceReading]:
    return [f for f in scene.faces if len(f.landmarks)]


def _job(photo: Photo, scene: Scene) -> SkinJob:
    """Decode no larger than the smallest face that shows any skin asks for: a portrait needs a few hundred pixels."""
    from retouch.image import masks
    from retouch.image.skin import SMALLEST_WIDTH
    from retouch.image.skin_reading import SPOTS_WIDTH

    marked = _marked(scene)
    width, height = photo.capture.width or 1, photo.capture.height or 1
    shares = [masks.face_width(masks.in_pixels(f.landmarks, width, height)) / max(width, height) for f in marked]
    smallest = min((s for s in shares if s * READ_EDGE >= SMALLEST_WIDTH), default=1.0)
    edge = min(max(round(SPOTS_WIDTH / smallest), LEAST_EDGE), READ_EDGE)
    boxes = tuple(f.box for f in scene.faces)
    return SkinJob(photo.id, photo.path, photo.companions, tuple(f.landmarks for f in marked), boxes, edge)
