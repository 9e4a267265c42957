"""White balance: the colour of the light, in kelvin and tint, relative to what the camera assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from retouch.adjust.base import ColourAdjustment, Context, Matrix, Proposal, param
from retouch.adjust.judge_balance import Cast, cast_of, confidence, reasons, white_of
from retouch.image.colour import rebalance
from retouch.model.photo import WhitePoint

_COOLEST = 2000.0
_LEAST_SURE = 0.3
"""Confidence under which a suggestion costs more attention than it is worth."""
_TOO_LITTLE, _SURE, _WITHOUT_GREY = 0.06, 1.3, 1.6
"""A cast smaller than the first (log2 of channel ratios), or than this many of its own spreads, is not worth a word:
more of them where no grey tells it, as coloured walls and light that is meant look like casts."""


@dataclass(frozen=True)
class WhiteBalance(ColourAdjustment):
    """Balance for a light of ``temperature`` and ``tint``; 0 K leaves the camera's own balance."""

    key: ClassVar[str] = "white_balance"
    title: ClassVar[str] = "White balance"
    rank: ClassVar[int] = 10

    temperature: float = param(
        0.0, 0.0, 50000.0, 50.0, "Temperature", "K", "Colour of the light: 0 is as shot, lower values were warmer light"
    )
    tint: float = param(0.0, -150.0, 150.0, 1.0, "Tint", "", "Green (negative) or magenta (positive) correction")

    def __post_init__(self) -> None:
        super().__post_init__()
        # Between "as shot" and the coolest real light there is nothing; without a temperature a tint means nothing.
        if self.temperature < _COOLEST:
            object.__setattr__(self, "temperature", 0.0 if self.temperature < _COOLEST / 2 else _COOLEST)
        if self.temperature == 0:
            object.__setattr__(self, "tint", 0.0)

    def matrix(self, context: Context) -> Matrix:
        """Return the exact 3×3 that re-balances the base frame."""
        return rebalance(context.white, WhitePoint(self.temperature, self.tint), context.camera)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest the balance that makes what must be grey grey, and skin the colour of skin."""
        if context.scene is None:
            return None
        return cls.proposal(context, cast_of(context.scene))

    @classmethod
    def proposal(cls, context: Context, cast: Cast) -> Proposal | None:
        """Return the proposal that a cast makes; nothing where it is too small or unsure."""
        sure = _SURE if cast.grey else _WITHOUT_GREY
        if context.scene is None or cast.size < max(_TOO_LITTLE, sure * cast.spread):
            return None
        if confidence(cast) < _LEAST_SURE:
            return None
        white = white_of(cast, context)
        value = cls(round(white.temperature / 10) * 10, round(white.tint, 1))
        return Proposal(value, confidence(cast), reasons(context.scene, cast))
