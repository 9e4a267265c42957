"""What the light of a scene and on its faces says about exposure. Pure functions of a reading."""

from __future__ import annotations

import numpy as np

from retouch.model.decision import Evidence
from retouch.model.scene import FaceReading, Scene

_WHITE = -0.35
"""Where the brightest hundredth of an ordinary scene lies, in EV under white."""


def main_face(scene: Scene) -> int | None:
    """Return the index of the largest face whose light was measured, or nothing."""
    lit = [(f.box.area, i) for i, f in enumerate(scene.faces) if f.light.level > 0]
    return max(lit)[1] if lit else None


def skin_target(face: FaceReading) -> float:
    """Return how bright, in EV under white, skin of this face's own colour is in good light.

    Melanin takes more blue than red, so the deeper a skin, the redder the light it returns: log reflectance falls with
    log2(red/green), which exposure does not change.
    """
    red, green, _ = np.maximum(face.light.rgb, 1e-5)
    return float(np.clip(-0.9 - 1.3 * (np.log2(red / green) - 0.45), -3.2, -0.9))


def exposure(scene: Scene) -> tuple[float, float, tuple[Evidence, ...]] | None:
    """Return the EV to add, a confidence (0..1) and the reasons; nothing where there is no face to go by."""
    index = main_face(scene)
    if index is None:
        return None
    face = scene.faces[index]
    level, target = float(np.log2(face.light.level)), skin_target(face)
    ev = target - level
    return ev, 0.5, (skin_evidence(face, index, target),)


def skin_evidence(face: FaceReading, index: int, target: float) -> Evidence:
    """Return the sentence about the skin of a face."""
    level = float(np.log2(max(face.light.level, 2.0**-12)))
    word = "darker" if level < target else "brighter"
    return Evidence(
        name="skin brightness",
        value=round(level, 2),
        limit=round(target, 2),
        text=f"Skin is {abs(level - target):.1f} EV {word} than this skin is in good light",
        face=index,
        where=face.box,
    )
