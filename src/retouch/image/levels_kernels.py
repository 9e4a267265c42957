"""The compiled loop of `levels`."""

from __future__ import annotations

import numpy as np

from retouch.image.compiled import compiled
from retouch.model.frame import AnyArray

_F = np.float32


@compiled
def round_to(values: AnyArray, top: np.float32, out: AnyArray) -> None:
    """Write flat float32 values, held to 0..1, as integers up to ``top``."""
    for n in range(values.size):
        out[n] = min(max(values[n], _F(0)), _F(1)) * top + _F(0.5)
