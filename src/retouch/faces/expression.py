"""Smile, tension and mouth from the blendshapes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from retouch.model.scene import Expression, Mouth

SMILING = 0.4
TALKING = 0.2
LAUGHING = 0.3
"""Shares from which a mouth smiles, is open, and is open in a laugh."""


def expression(shape: Mapping[str, float]) -> Expression:
    """Read the expression from MediaPipe's 52 coefficients."""
    smile = (shape["mouthSmileLeft"] + shape["mouthSmileRight"]) / 2
    frown = (shape["browDownLeft"] + shape["browDownRight"]) / 2
    press = (shape["mouthPressLeft"] + shape["mouthPressRight"]) / 2
    corners_down = (shape["mouthFrownLeft"] + shape["mouthFrownRight"]) / 2
    # A smile presses the lips and draws the brows too: what it explains is not tension.
    tension = max(frown, press, shape["jawForward"], corners_down) * (1 - min(smile / SMILING, 1.0))
    opened = shape["jawOpen"]
    return Expression(float(np.clip(smile, 0, 1)), float(np.clip(tension, 0, 1)), _mouth(smile, opened), float(opened))


def _mouth(smile: float, opened: float) -> Mouth:
    if smile >= SMILING:
        return Mouth.LAUGHING if opened >= LAUGHING else Mouth.SMILING
    return Mouth.TALKING if opened >= TALKING else Mouth.CLOSED
