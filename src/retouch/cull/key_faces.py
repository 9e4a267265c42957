"""Marks of key persons on one photo, as a decision stores them: the places of faces, not their numbers.

Another reading may count the faces of a photo differently; a face stays where it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from retouch.model.scene import FaceReading, Scene


def mark(faces: Iterable[FaceReading]) -> str | None:
    """Return the value of a decision that marks these faces of one photo; ``None`` marks none of them."""
    places = (face.box.centre for face in faces)
    return " ".join(f"{x:.4f},{y:.4f}" for x, y in places) or None


def marked(value: object, scene: Scene) -> frozenset[int]:
    """Return the numbers of the faces that a stored mark means in this reading; what makes no sense means none."""
    found = (_at(place, scene) for place in value.split()) if isinstance(value, str) else ()
    return frozenset(index for index in found if index is not None)


def _at(place: str, scene: Scene) -> int | None:
    """Return the face around a place, the nearest where there are several."""
    try:
        x, y = (float(number) for number in place.split(","))
    except ValueError:
        return None
    apart = [
        (math.hypot(x - u, y - v), index)
        for index, face in enumerate(scene.faces)
        for u, v in [face.box.centre]
        if abs(x - u) <= face.box.width / 2 and abs(y - v) <= face.box.height / 2
    ]
    return min(apart)[1] if apart else None
