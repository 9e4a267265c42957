"""Read every face of a shoot, in worker processes, from the embedded previews."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from retouch.model.errors import PhotoUnreadable, ShootGone
from retouch.model.event import Changed, Failed, Progress
from retouch.model.numbers import Measured
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, Scene
from retouch.store.pictures import key_for
from retouch.tasks.ingest import ingest
from retouch.tasks.log import worker_log
from retouch.tasks.places import is_there
from retouch.tasks.session import CAMERA, Session, Shoot, load
from retouch.tasks.task import Steps, verb
from retouch.tasks.workers import Outcome, Pool, worker_count

if TYPE_CHECKING:
    from retouch.develop.decode import Picture

READ_EDGE = 2048
"""Long edge in pixels of the picture that faces are read from, at least where the camera's is as large."""
THUMBNAIL_EDGE = 512
"""Long edge in pixels of the thumbnails that reading leaves behind."""

SMALL_EYE = 8.0
"""Eyes of fewer pixels across were not judged for want of them."""
CROWD = 3
"""So many people with eyes that small, and most of them, are a crowd."""


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One photo to read. ``fallbacks`` are its companions, for a RAW that cannot be shown."""

    id: PhotoId
    path: Path
    fallbacks: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A reading and the thumbnail (JPEG bytes, upright sRGB) that came with it."""

    scene: Scene
    thumbnail: bytes


@contextmanager
def start_reader() -> Iterator[Callable[[ReadJob], ReadResult]]:
    """Open the models, once in each worker."""
    import cv2

    from retouch.faces.reader import FaceReader

    cv2.setNumThreads(1)  # one worker per core; threads inside would only wait for each other
    with FaceReader() as reader:
        yield functools.partial(_read_one, reader.read)


def shown(path: Path, fallbacks: tuple[Path, ...], long_edge: int) -> Picture:
    """Return the picture to measure on, of ``long_edge`` to twice as many pixels; of a companion where there is none.

    Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    from retouch.develop.decode import preview

    try:
        return preview(path, long_edge, exact=False)
    except PhotoUnreadable:
        if not fallbacks:
            raise
        return preview(fallbacks[0], long_edge, exact=False)


def _read_one(read_faces: Callable[..., Scene], job: ReadJob) -> ReadResult:
    from retouch.develop.decode import thumbnail_jpeg

    picture = shown(job.path, job.fallbacks, READ_EDGE)
    scene = _scene(read_faces, picture)
    if max(picture.full_size) > scene.long_edge and _of_a_crowd(scene):
        large = shown(job.path, job.fallbacks, max(picture.full_size))
        if max(large.pixels.shape[:2]) > scene.long_edge:
            scene = _scene(read_faces, large)
    return ReadResult(_with_camera(scene, picture), thumbnail_jpeg(picture.pixels, THUMBNAIL_EDGE))


def _with_camera(scene: Scene, picture: Picture) -> Scene:
    """Keep the camera's matrix with the light: with it a proposed white balance is exact."""
    if picture.camera is None:
        return scene
    named = {n: v for names, row in zip(CAMERA, picture.camera, strict=True) for n, v in zip(names, row, strict=True)}
    return replace(scene, light=replace(scene.light, tells=Measured({**scene.light.tells, **named})))


def _scene(read_faces: Callable[..., Scene], picture: Picture) -> Scene:
    return read_faces(picture.pixels, full_size=picture.full_size, white=picture.white, source=picture.source)


def _of_a_crowd(scene: Scene) -> bool:
    """Whether most eyes are too small to be judged: the whole of the camera's picture may show more, at four times
    the cost. Small faces in the background of others are not worth it.
    """
    small = [f for f in scene.faces if f.eyes is EyeState.UNKNOWN and max(f.left.across, f.right.across) < SMALL_EYE]
    return len(small) >= CROWD and 2 * len(small) > len(scene.faces)


@verb
def read(session: Session, folder: Path) -> Steps[Shoot]:
    """Ingest the folder and read what has not been read by this reader. A second run reads nothing again."""
    from retouch.faces.models import reader_version

    shoot = yield from ingest.steps(session, folder)
    version = reader_version()
    jobs = [
        ReadJob(e.photo.id, e.photo.path, e.photo.companions)
        for e in shoot.entries
        if e.error is None and (e.scene is None or e.scene.reader != version)
    ]
    for error in shoot.failures:
        yield Failed(error, error.path)
    if not jobs:
        return shoot
    with Pool(start_reader, min(len(jobs), worker_count()), log=worker_log(session.home)) as pool:
        for n, outcome in enumerate(pool.run(jobs), 1):
            yield from _keep(session, outcome)
            yield Progress("reading faces", n, len(jobs), outcome.job.path.name)
    return load(session, folder)


def _keep(session: Session, outcome: Outcome[ReadJob, ReadResult]) -> Steps[None]:
    job = outcome.job
    if outcome.result is None:
        assert outcome.error is not None
        check_still_there(job.path)
        session.catalog.put_failure(job.path, outcome.error)
        yield Failed(outcome.error, job.path)
        return
    session.keep_reading(job.id, outcome.result.scene)
    session.pictures.put(key_for(job.id, "thumbnail"), outcome.result.thumbnail)
    yield Changed((job.id,), "reading")


def check_still_there(path: Path) -> None:
    """Tell a pulled card from a broken photo: the first is nobody's fault and must not be remembered as one.

    Raises ``ShootGone``.
    """
    if not is_there(path):
        todo = "Connect the card or the drive again and start over; what was read is kept."
        raise ShootGone("the file is gone", path, todo)
