"""Oklab (Björn Ottosson, 2020): lightness, and a colour plane in which hue stays put when chroma changes."""

from __future__ import annotations

from typing import Final

import numpy as np

from retouch.image.colour import rgb_to_xyz
from retouch.model.frame import Colours, Space

_XYZ_TO_LMS: Final = np.array(
    [
        [0.8189330101, 0.3618667424, -0.1288597137],
        [0.0329845436, 0.9293118715, 0.0361456387],
        [0.0482003018, 0.2643662691, 0.6338517070],
    ]
)
_LMS_TO_LAB: Final = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_IN: Final = np.asarray(_XYZ_TO_LMS @ rgb_to_xyz(Space.SCENE), np.float32)
_OUT: Final = np.asarray(np.linalg.inv(_XYZ_TO_LMS @ rgb_to_xyz(Space.SCENE)), np.float32)
_LAB: Final = np.asarray(_LMS_TO_LAB, np.float32)
_UNLAB: Final = np.asarray(np.linalg.inv(_LMS_TO_LAB), np.float32)


def to_oklab(rgb: Colours) -> Colours:
    """Turn linear Rec.2020 (…×3) into Oklab: L in 0..1 for black to white, a and b about ±0.4 at most."""
    return np.asarray(np.cbrt(rgb @ _IN.T) @ _LAB.T, np.float32)


def from_oklab(lab: Colours) -> Colours:
    """Turn Oklab (…×3) into linear Rec.2020; colours outside come back with negative channels."""
    return np.asarray((lab @ _UNLAB.T) ** 3 @ _OUT.T, np.float32)
