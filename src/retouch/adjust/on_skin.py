"""Gain maps on the faces of a frame, shared by the skin adjustments."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from retouch.adjust.base import Context, Gain
from retouch.image.on_faces import face_crop
from retouch.image.skin import ReducedFace, reduced
from retouch.model.frame import Frame, Pixels

_REACH = 0.15
"""How far around the landmarks a face is worked on, in face widths."""


def face_gains(frame: Frame, context: Context, ev: Callable[[ReducedFace], Pixels]) -> Iterator[Gain]:
    """Yield a gain for each face that is large enough; a photo without a reading has none.

    ``ev`` gives the change in EV (h×w×3) for a face at working size. It must fade to zero towards the crop's border.
    """
    for reading in context.scene.faces if context.scene is not None else ():
        crop = face_crop(frame.height, frame.width, reading.landmarks, _REACH)
        face = reduced(crop.of(frame.pixels), crop.points) if crop is not None else None
        if crop is not None and face is not None:
            size = crop.of(frame.pixels).shape[1::-1]
            change = np.asarray(cv2.resize(ev(face), size, interpolation=cv2.INTER_CUBIC), np.float32)
            yield Gain(crop.rows, crop.columns, np.exp2(change, out=change))
