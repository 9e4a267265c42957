"""Landmarks and blendshapes of one face: MediaPipe's Face Landmarker, behind a Protocol.

MediaPipe 1.x reports its use to a logging address over the network. It is imported here only, and only once this
process's environment sends such requests to a closed port of the machine itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from retouch.faces.models import LANDMARKER, load_model
from retouch.model.errors import RetouchError
from retouch.model.frame import Image8

NOWHERE = "http://127.0.0.1:9"
"""The discard port of this machine: a connection to it is refused."""
WARM = (64, 64, 3)
"""Shape of the empty picture that the landmarker sees first: what it has to say at start, it says then."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the landmarker sees in a crop.

    ``points`` are 478×3 (x and y in pixels of the crop, z in the same unit, towards the camera negative);
    ``blendshapes`` hold the 52 coefficients in 0..1 by name; ``rotation`` is the 3×3 rotation of the canonical face
    (x to the right of the picture, y up, z to the camera).
    """

    points: NDArray[np.float32]
    blendshapes: Mapping[str, float]
    rotation: NDArray[np.float64]


class Landmarker(Protocol):
    """Something that finds the landmarks of the one face in a crop."""

    def __enter__(self) -> Self:
        """Open it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""

    def find(self, crop: Image8) -> Marks | None:
        """Return the marks of the largest face in a crop, or ``None`` where it sees none."""


def send_reports_nowhere() -> None:
    """Point every proxy of this process, and of its children, at a closed port. Call before MediaPipe is imported."""
    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        os.environ[name] = NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ""


class MediaPipeLandmarker:
    """MediaPipe's Face Landmarker in image mode, one face. Use ``with``; not safe to share between threads."""

    def __init__(self) -> None:
        """Import MediaPipe (half a second) and load the model. Raises ``ResourceMissing`` or ``RetouchError``."""
        model = load_model(LANDMARKER)
        self._stack = ExitStack()
        self._mediapipe, self._task = _created(model)
        self._stack.enter_context(self._task)

    def __enter__(self) -> Self:
        """Nothing more to open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the task: left open it raises when the process ends."""
        self._stack.close()

    def find(self, crop: Image8) -> Marks | None:
        """Return the marks of the face in a crop, or ``None`` where MediaPipe sees none. Raises ``RetouchError``."""
        mp = self._mediapipe
        try:
            result = self._task.detect(mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(crop)))
        except (RuntimeError, ValueError) as error:
            raise RetouchError(f"the face landmarker failed ({error})", todo="Read the photo again.") from error
        if not result.face_landmarks or not result.face_blendshapes:
            return None
        height, width = crop.shape[:2]
        points = np.array([(p.x, p.y, p.z) for p in result.face_landmarks[0]], np.float32)
        points *= np.array([width, height, width], np.float32)
        shapes = {str(c.category_name): float(c.score) for c in result.face_blendshapes[0]}
        return Marks(points, shapes, np.asarray(result.facial_transformation_matrixes[0], np.float64)[:3, :3])


def _created(model: bytes) -> tuple[Any, Any]:
    send_reports_nowhere()
    try:
        import mediapipe
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=model),
            num_faces=1,
            min_face_detection_confidence=0.2,
            min_face_presence_confidence=0.2,
            output_face_blendshapes=True,
            output_facial_transformation_matrixes=True,
        )
        with _native_stderr_closed():
            task = vision.FaceLandmarker.create_from_options(options)
            empty = np.zeros(WARM, np.uint8)
            task.detect(mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=empty))
        return mediapipe, task
    except (ImportError, OSError, RuntimeError) as error:
        todo = "On Debian and Ubuntu: apt install libgles2 libegl1." if sys.platform == "linux" else ""
        raise RetouchError(f"the face landmarker does not start ({error})", todo=todo) from error


@contextmanager
def _native_stderr_closed() -> Iterator[None]:
    """Send what native code writes to standard error to nowhere: MediaPipe's start-up notes obey no setting."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # a process without standard error has nothing to keep quiet
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
