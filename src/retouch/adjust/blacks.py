"""Blacks: where the darkest tones end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from retouch.adjust.base import ColourAdjustment, Context, param
from retouch.adjust.tone import luminance
from retouch.model.frame import Colours

_MOST = 0.12


@dataclass(frozen=True)
class Blacks(ColourAdjustment):
    """Add up to 0.12 of the display's range to black, bright tones hardly; alike in each channel, so black is grey."""

    key: ClassVar[str] = "blacks"
    title: ClassVar[str] = "Blacks"
    rank: ClassVar[int] = 52

    amount: float = param(
        0.0, -100.0, 100.0, 1.0, "Blacks", "", "Lower makes the darkest tones black, higher fades them"
    )

    def colours(self, rgb: Colours, context: Context) -> Colours:
        """Map display-encoded colours."""
        dark = np.clip(1 - luminance(rgb), 0, 1) ** 4
        return np.asarray(rgb + (dark * (_MOST * self.amount / 100))[:, None], np.float32)
