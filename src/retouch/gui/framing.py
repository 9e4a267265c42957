"""Where a place of the whole photo lies in the picture that crop, angle and quarter turns leave of it."""

from __future__ import annotations

import numpy as np

from retouch.adjust.base import FinishAdjustment, Move, Stage
from retouch.adjust.edit import Edit
from retouch.model.scene import Box


def in_frame(box: Box, edit: Edit, width: int, height: int) -> Box | None:
    """Return a box of the upright photo of ``width`` × ``height`` pixels in shares of what an edit leaves of it.

    ``None`` where its middle is cut off.
    """
    whole = Move(np.eye(3), width, height)
    for step in edit.of(Stage.FINISH):
        if isinstance(step, FinishAdjustment) and (move := step.move(whole.width, whole.height)) is not None:
            whole = whole.then(move)
    corners = [(box.x + dx * box.width, box.y + dy * box.height, 1.0) for dx in (0, 1) for dy in (0, 1)]
    places = np.linalg.inv(whole.matrix) @ (np.array(corners) * (width, height, 1)).T
    x, y = places[0] / whole.width, places[1] / whole.height
    left, top, right, bottom = (float(v) for v in (x.min(), y.min(), x.max(), y.max()))
    moved = Box(left, top, right - left, bottom - top)
    inside = all(0.0 <= c <= 1.0 for c in moved.centre)
    return moved if inside else None
