"""All COLOUR steps of an edit as one function on colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, Matrix
from retouch.develop.look import CameraLook
from retouch.image import colour
from retouch.model.frame import Colours, Space

AFTER_VIEW: Final = 50
"""Adjustments of this rank and above work on display-encoded colours, the others on the scene."""


@dataclass(frozen=True, eq=False)
class ColourTransform:
    """Scene-linear Rec.2020 → display-encoded ``space``: the steps by rank, with the look between scene and display."""

    steps: tuple[ColourAdjustment, ...]
    context: Context
    look: CameraLook
    space: Space

    def head(self) -> tuple[Matrix, tuple[ColourAdjustment, ...]]:
        """Return the product of the matrices that come first, and the steps that remain."""
        product: Matrix = np.eye(3)
        for i, step in enumerate(self.steps):
            matrix = step.matrix(self.context) if step.rank < AFTER_VIEW else None
            if matrix is None:
                return product, self.steps[i:]
            product = matrix @ product
        return product, ()

    def __call__(self, rgb: Colours) -> Colours:
        """Map N×3 colours exactly, step by step."""
        head, rest = self.head()
        rgb = rgb @ head.T.astype(np.float32)
        for step in rest:
            if step.rank < AFTER_VIEW:
                matrix = step.matrix(self.context)
                rgb = step.colours(rgb, self.context) if matrix is None else rgb @ matrix.T.astype(np.float32)
        rgb = self.look.view(rgb)
        for step in rest:
            if step.rank >= AFTER_VIEW:
                rgb = step.colours(rgb, self.context)
        return to_display(rgb, self.space)


def to_display(rgb: Colours, space: Space) -> Colours:
    """Map display-encoded Rec.2020 (sRGB curve) to the encoding and primaries of ``space``, held to 0..1."""
    linear = colour.srgb_to_linear(np.clip(rgb, 0, 1)) @ colour.convert(Space.SCENE, space).T.astype(np.float32)
    return np.asarray(colour.encode(np.clip(linear, 0, 1), space), dtype=np.float32)


def compose(steps: Sequence[ColourAdjustment], context: Context, look: CameraLook, space: Space) -> ColourTransform:
    """Compose steps (already in the order of their ranks)."""
    return ColourTransform(tuple(steps), context, look, space)
