"""Whether a face may be a child's, from its proportions alone. An estimate for leaving children alone, nothing else.

Eyes are nearly grown at two years and the skull is not: on a child the iris (about 11.7 mm at any age) is large for the
distance of the eyes (50 mm at five years, 56 at ten, 63 grown up), the eyes lie low in the face, the face is short for
its width and the jaw narrow (proportions: Farkas 1994, Anthropometry of the Head and Face; distance of the pupils:
Fledelius and Stubgaard 1986).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from retouch.image import masks
from retouch.model.scene import Points

CLEARLY_ADULT: Final = 0.3
"""Childlikeness below which one picture shows an adult for certain: every frame of a small child in the labelled shoot
lies above, and so do a third of all grown-ups, who are then left alone as well."""
USUALLY_CHILD: Final = 0.5
"""The same for the median over three pictures and more of one person, which errs less."""
# Middle and spread over 188 pictures of adults (52 people in the studio, groups, press); a child lies to the positive.
_IRIS, _EYES, _HEIGHT, _JAW = (0.186, 0.012), (0.324, 0.012), (1.206, -0.055), (0.791, -0.022)


def childlikeness(points: Points) -> float:
    """Return 0 for the usual adult, 0.3 to 2 for a child of about three, from 478 landmarks in pixels.

    Landmarks that say nothing (a face of no height) give a high value: nobody can be sure of them.
    """
    across = float(np.linalg.norm(points[468] - points[473]))
    down = points[152] - points[10]
    tall, wide = float(np.linalg.norm(down)), float(np.linalg.norm(points[454] - points[234]))
    if min(across, tall, wide) < 1:
        return 9.0
    corners = (points[33] + points[133] + points[263] + points[362]) / 4
    iris = _diameter(points, masks.RIGHT_IRIS) + _diameter(points, masks.LEFT_IRIS)
    jaw = float(np.linalg.norm(points[172] - points[397]))
    found = (iris / 2 / across, float((corners - points[10]) @ down) / tall**2, tall / wide, jaw / wide)
    scored = [(v - middle) / s for v, (middle, s) in zip(found, (_IRIS, _EYES, _HEIGHT, _JAW), strict=True)]
    return float(np.mean(scored))


def _diameter(points: Points, iris: tuple[int, ...]) -> float:
    ring = points[list(iris)]
    return 2 * float(np.linalg.norm(ring - ring.mean(axis=0), axis=1).mean())
