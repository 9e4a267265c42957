"""Reading a photo: who is in it, what their eyes and mouths do, how sharp and in what light. Measurements only."""

from __future__ import annotations

from types import MappingProxyType, TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.faces import eyes as lids
from retouch.faces.crop import PADDING, Crop, level_crop
from retouch.faces.detector import Detector, Found
from retouch.faces.expression import expression
from retouch.faces.geometry import LEFT, RIGHT, Array, EyePoints, eye_centre, eye_width, pose
from retouch.faces.landmarker import Landmarker, Marks, MediaPipeLandmarker
from retouch.faces.light import face_light, photo_light
from retouch.faces.likeness import likeness, signature
from retouch.faces.models import reader_version
from retouch.faces.sharpness import photo_sharpness, sharpness
from retouch.faces.tone import lifted
from retouch.model.frame import Image8
from retouch.model.photo import WhitePoint
from retouch.model.scene import Box, Eye, EyeState, FaceReading, Scene

WIDER = 1.35
"""Second try of the landmarker: more room around the face."""


class FaceReader:
    """Reads pictures, one at a time. Made once per worker process, used with ``with``.

    Raises ``ResourceMissing`` where a model is not there, ``RetouchError`` where MediaPipe does not start.
    """

    def __init__(self, landmarker: Landmarker | None = None) -> None:
        """Load the models; ``landmarker`` replaces MediaPipe's."""
        self._detector = Detector()
        self._landmarker: Landmarker = landmarker or MediaPipeLandmarker()
        self._version = reader_version()

    def __enter__(self) -> Self:
        """Open the landmarker."""
        self._landmarker.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the landmarker."""
        self._landmarker.__exit__(kind, error, trace)

    def read(self, pixels: Image8, *, full_size: tuple[int, int], white: WhitePoint, source: str) -> Scene:
        """Read an upright sRGB picture of any size.

        ``full_size`` (width, height) is that of the photo it was made from, ``white`` its as-shot white balance,
        ``source`` where the picture comes from (``embedded``, ``developed``, ``file``). Faces come largest first.
        """
        found = self._detector.find(pixels)
        faces = [face for f in found if (face := self._face(pixels, f)) is not None]
        return Scene(
            faces=tuple(faces),
            light=photo_light(pixels, white),
            sharpness=photo_sharpness(pixels),
            likeness=likeness(pixels),
            source=source,
            long_edge=max(pixels.shape[:2]),
            reader=self._version,
        )

    def _face(self, pixels: Image8, found: Found) -> FaceReading | None:
        crop, marks = self._marks(pixels, found)
        if marks is None:
            return None
        return _reading(pixels, found, crop, marks)

    def _marks(self, pixels: Image8, found: Found) -> tuple[Crop, Marks | None]:
        x, y, width, height = found.box
        centre, side = (x + width / 2, y + height / 2), found.size * PADDING
        for padded in (side, side * WIDER):
            crop = level_crop(pixels, centre, padded, found.points[:2])
            marks = self._landmarker.find(lifted(crop.pixels))
            if marks is not None:
                break
        return crop, marks


def _reading(pixels: Image8, found: Found, crop: Crop, marks: Marks) -> FaceReading:
    height, width = pixels.shape[:2]
    size = np.array([width, height], np.float32)
    turn = pose(marks.rotation, crop.roll)
    face = expression(marks.blendshapes)
    right, right_measures = _eye(pixels, crop, marks, RIGHT)
    left, left_measures = _eye(pixels, crop, marks, LEFT)
    state = lids.pair_state(right.state, left.state, face.smile)
    x, y, w, h = found.box
    landmarks = crop.back(marks.points[:, :2]) / size
    landmarks.setflags(write=False)
    tells = {"eye.gap_right": right_measures.gap, "eye.gap_left": left_measures.gap}
    tells |= {"eye.iris_right": right_measures.iris, "eye.iris_left": left_measures.iris}
    return FaceReading(
        box=Box(x / width, y / height, w / width, h / height),
        confidence=found.score,
        landmarks=landmarks,
        blendshapes=MappingProxyType(dict(marks.blendshapes)),
        left=left,
        right=right,
        eyes=state,
        expression=face,
        gaze=lids.gaze(marks, turn, state),
        pose=turn,
        light=face_light(crop.pixels, marks.points),
        sharpness=_face_sharpness(crop, marks),
        signature=signature(crop.pixels, marks.points),
        tells=MappingProxyType(tells),
    )


def _eye(pixels: Image8, crop: Crop, marks: Marks, eye: EyePoints) -> tuple[Eye, lids.EyeMeasures]:
    height, width = pixels.shape[:2]
    measures = lids.measure(marks, eye)
    openness = lids.openness(measures)
    across = eye_width(marks.points, eye) / crop.scale
    centre = crop.back(eye_centre(marks.points, eye)[None])[0]
    state = lids.state(openness, across)
    sure = float(np.clip(across / 40, 0.0, 1.0)) if state is not EyeState.UNKNOWN else 0.0
    reading = Eye(
        centre=(float(centre[0]) / width, float(centre[1]) / height),
        openness=openness,
        confidence=sure,
        across=across,
        sharpness=_eye_sharpness(pixels, centre, across),
        state=state,
    )
    return reading, measures


def _eye_sharpness(pixels: Image8, centre: Array, across: float) -> float:
    """Sharpness of an eye on the picture's own pixels, at scales of its width."""
    reach = max(1.4 * across, 10.0)
    x0, y0 = (max(int(c - reach), 0) for c in centre)
    part = pixels[y0 : int(centre[1] + reach) + 1, x0 : int(centre[0] + reach) + 1]
    if min(part.shape[:2]) < 8:
        return 0.0
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    half_wide, half_high = max(0.7 * across, 4.0), max(0.45 * across, 4.0)
    cx, cy = centre[0] - x0, centre[1] - y0
    rows = slice(max(int(cy - half_high), 0), int(cy + half_high) + 1)
    columns = slice(max(int(cx - half_wide), 0), int(cx + half_wide) + 1)
    return sharpness(grey, (rows, columns), across / EYE_DETAIL)


EYE_DETAIL = 80.0
"""Width of an eye over the finest detail that counts: about a lash."""


def _face_sharpness(crop: Crop, marks: Marks) -> float:
    """Sharpness of the middle of the face, at the size of the crop or of the picture, whichever is coarser."""
    points: NDArray[np.float32] = marks.points[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    grey = cv2.cvtColor(crop.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    rows = slice(max(int(low[1]), 0), max(int(high[1]), 1))
    columns = slice(max(int(low[0]), 0), max(int(high[0]), 1))
    return sharpness(grey, (rows, columns), max(1.0, crop.scale))
