"""Reading a photo: who is in it, what their eyes and mouths do, how sharp and in what light. Measurements only."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np

from retouch.faces.crop import PADDING, Crop, level_crop
from retouch.faces.detector import SURE, Detector, Found
from retouch.faces.eyes import EyeModel, load_eye_model
from retouch.faces.face import bare_reading, face_reading
from retouch.faces.geometry import LEFT, MOUTH_CORNERS, NOSE_TIP, RIGHT, eye_centre
from retouch.faces.landmarker import Landmarker, Marks, MediaPipeLandmarker
from retouch.faces.likeness import likeness, load_person_model
from retouch.faces.models import reader_version
from retouch.faces.sharpness import photo_sharpness
from retouch.faces.tone import lifted_face
from retouch.faces.turned import quarter_turns, turned, turned_back
from retouch.image.photo_light import photo_light
from retouch.image.quick import Sizes
from retouch.model.frame import Image8
from retouch.model.photo import WhitePoint
from retouch.model.scene import FaceReading, Scene

CLOSER, WIDER = 0.75, 1.35
"""Further tries of the landmarker: less room around the face, and more."""
SAME_FACE = 0.2
"""Distance between YuNet's points and the landmarks, over the size of the face, within which they mean the same one."""
AGREEMENT = 0.56
"""A face is believed whose score, less twice the distance between YuNet's points and the landmarks, is above this."""
SMALL_EDGE = 512
"""Long edge of the copy on which the light and the likeness of the whole photo are measured."""
BARE = 0.85
"""Score from which a face without landmarks, such as one in profile, is believed."""
BARE_SIZE = 0.02
"""Share of the long edge below which it is not: a doll on a shelf."""


def marks_of(landmarker: Landmarker, pixels: Image8 | Sizes, found: Found) -> tuple[Crop, Marks | None]:
    """Return the levelled crop of a found face and the marks in it, if the landmarker sees a face there.

    Where it sees nobody, or a neighbour whose head reaches into the crop, closer and wider crops of a sure face are
    tried.
    """
    x, y, width, height = found.box
    centre, side = (x + width / 2, y + height / 2), found.size * PADDING
    best: tuple[float, Crop, Marks | None] = (np.inf, level_crop(pixels, centre, side, found.points[:2]), None)
    for room in (1.0, CLOSER, WIDER) if found.score >= SURE else (1.0,):
        crop = best[1] if room == 1.0 else level_crop(pixels, centre, side * room, found.points[:2])
        marks = landmarker.find(lifted_face(crop.pixels))
        if marks is not None and (off := away(found, crop, marks)) < best[0]:
            best = off, crop, marks
        if best[0] < SAME_FACE:
            break
    return best[1], best[2]


def away(found: Found, crop: Crop, marks: Marks) -> float:
    """Return how far the marks lie from the detector's five points, on average, over the size of the face."""
    points = crop.back(marks.points[:, :2])
    mine = [eye_centre(points, RIGHT), eye_centre(points, LEFT), points[NOSE_TIP], *points[list(MOUTH_CORNERS)]]
    return float(np.linalg.norm(np.asarray(mine) - found.points, axis=1).mean()) / found.size


def agrees(found: Found, crop: Crop, marks: Marks) -> bool:
    """Whether detector and landmarker mean the same face: two models rarely see the same ghost in the same place."""
    return found.score - 2 * away(found, crop, marks) >= AGREEMENT


class FaceReader:
    """Reads pictures, one at a time. Made once per worker process, used with ``with``.

    Raises ``ResourceMissing`` where a model is not there, ``RetouchError`` where MediaPipe does not start.
    """

    def __init__(self, landmarker: Landmarker | None = None, eye_model: EyeModel | None = None) -> None:
        """Load the models; ``landmarker`` and ``eye_model`` replace the shipped ones."""
        self._detector = Detector()
        self._eye_model = eye_model or load_eye_model()
        self._person_model = load_person_model()
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
        ``source`` where the picture comes from (``embedded``, ``developed``, ``file``). Faces come largest first; one
        that the landmarker cannot read, as in full profile, has no landmarks and its eyes are hidden. Where nobody is
        read the picture is turned: some cameras and many scans lie on their side without saying so.
        """
        sizes = Sizes(pixels)
        small = sizes.within(SMALL_EDGE)
        faces, turns = self._faces(sizes), 0
        if not any(len(f.landmarks) for f in faces):  # a face that lies passes for one in profile
            lying, turns = self._faces_lying(sizes)
            faces = lying or faces
        return Scene(
            faces=faces,
            light=photo_light(small, white),
            sharpness=photo_sharpness(pixels),
            likeness=likeness(small),
            source=source,
            long_edge=max(pixels.shape[:2]),
            reader=self._version,
            turned=turns,
        )

    def _faces_lying(self, sizes: Sizes) -> tuple[tuple[FaceReading, ...], int]:
        """Read a picture in which nobody stands upright as it stands if it is turned; with the quarter turns."""
        turns = quarter_turns(self._detector, sizes)
        if not turns:
            return (), 0
        faces = tuple(f for f in self._faces(Sizes(turned(sizes.pixels, turns))) if len(f.landmarks))
        return tuple(turned_back(f, turns) for f in faces), turns if faces else 0

    def _faces(self, sizes: Sizes) -> tuple[FaceReading, ...]:
        """Read the found faces, best detected first, so that of two readings of one face the better one is kept."""
        faces: list[FaceReading] = []
        pixels = sizes.pixels
        for found in sorted(self._detector.find(sizes), key=lambda f: -f.score):
            face = self._face(sizes, found)
            if face is not None and not any(_same(face, other, pixels.shape) for other in faces):
                faces.append(face)
        return tuple(sorted(faces, key=lambda f: -f.box.area))

    def _face(self, sizes: Sizes, found: Found) -> FaceReading | None:
        crop, marks = marks_of(self._landmarker, sizes, found)
        if marks is not None and agrees(found, crop, marks):
            return face_reading(self._eye_model, self._person_model, sizes, found, crop, marks)
        if found.score >= BARE and found.size >= BARE_SIZE * max(sizes.pixels.shape[:2]):
            return bare_reading(sizes.pixels, found)
        return None


def _same(a: FaceReading, b: FaceReading, shape: tuple[int, ...]) -> bool:
    """Whether two readings have the same eyes: their centres within half an eye of each other."""
    size = np.array([shape[1], shape[0]])
    near = max(a.left.across, a.right.across, b.left.across, b.right.across) / 2
    pairs = ((a.left, b.left), (a.right, b.right))
    return all(np.linalg.norm((np.array(p.centre) - q.centre) * size) < near for p, q in pairs)
