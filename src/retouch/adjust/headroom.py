"""What a RAW file still holds of a photo whose camera picture is blown: its light, measured once more held back.

The camera's own JPEG, from which photos are read, clips a stop or more before the sensor does, and with what has
clipped goes what tells how much too bright it is. So such a photo is developed once, small, as dark as it takes for the
sensor's white to be the picture's, and its light is measured again. The numbers lie beside the others in the tells of
the light, under ``raw.…``; ``raw.ev`` says by how much the picture was held back.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from retouch.adjust.judge_exposure import NAMES, RAW, estimate, main_face, vector
from retouch.image.colour import REC2020_LUMINANCE, REC2020_TO_SRGB, linear_to_srgb, srgb_to_linear
from retouch.image.face_light import face_light
from retouch.image.photo_light import photo_light
from retouch.model.frame import Colours, Frame, Image8
from retouch.model.scene import Scene

_OVER: Final = -0.3
"""EV to add under which the picture is so bright that what has clipped may hide how much."""
_LEAST, _MOST = 0.25, 2.5
"""EV by which it is held back."""
_TOP: Final = 99.9
"""Percentile of luminance that is taken for the brightest the sensor has recorded."""


def wants_headroom(scene: Scene) -> bool:
    """Whether a photo looks overexposed in the picture inside its RAW file, and has not been measured again."""
    if scene.source != "embedded" or RAW + "ev" in scene.light.tells:
        return False
    found = estimate(scene)
    return found is not None and found.ev < _OVER


def held_back(frame: Frame) -> float:
    """Return the EV by which a scene-linear frame has to be darkened for its brightest parts to be at white."""
    top = float(np.percentile(frame.pixels.reshape(-1, 3) @ REC2020_LUMINANCE.astype(np.float32), _TOP))
    return float(np.clip(np.log2(max(top, 1e-3)), _LEAST, _MOST))


def shown(encoded: Colours) -> Image8:
    """Return display-encoded Rec.2020 (…×3, 0..1) as 8-bit sRGB."""
    linear = srgb_to_linear(np.clip(encoded, 0, 1)) @ REC2020_TO_SRGB.T.astype(np.float32)
    return np.asarray(linear_to_srgb(np.clip(linear, 0, 1)) * 255 + 0.5, np.uint8)


def headroom_tells(pixels: Image8, ev: float, scene: Scene) -> dict[str, float]:
    """Measure a picture of the photo of ``scene`` that was held back by ``ev``; nothing where its face has no light."""
    index = main_face(scene)
    if index is None:
        return {}
    light, tells = face_light(pixels, scene.faces[index].landmarks)
    values = vector(light, tells, photo_light(pixels, scene.light.white))
    known = {f"{RAW}{name}": float(v) for name, v in zip(NAMES, values, strict=True) if np.isfinite(v)}
    return {f"{RAW}ev": ev, **known}
