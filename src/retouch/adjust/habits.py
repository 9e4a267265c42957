"""What a photographer's own corrections teach: the next suggestions lean the same way, and say so.

Exposure and white balance lean by what was added; amounts of everything else by the share of them that was wanted.
Geometry teaches nothing: how one picture leans says nothing about the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from retouch.adjust.base import Adjustment, Context, Proposal, Stage
from retouch.adjust.exposure import Exposure
from retouch.adjust.lut import Lut
from retouch.adjust.white_balance import WhiteBalance
from retouch.model.decision import Evidence
from retouch.model.photo import WhitePoint

FEWEST: Final = 4
"""Corrections from which they count as a habit."""
_HELD: Final = 2
"""A habit of n corrections is followed by n / (n + this), so that few of them move little."""
_MOST_EV: Final = 0.7
_MOST_MIRED, _MOST_TINT = 60.0, 25.0
_LEAST_SHARE, _MOST_SHARE = 0.25, 2.0
_SEEN: Final = MappingProxyType({"ev": 0.04, "mired": 3.0, "tint": 1.0, "share": 0.05})
"""Habits smaller than this are none."""
_CONFIDENCE: Final = 0.6
"""Of a white balance that nothing but the habit asks for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: what would have been suggested (``None`` where nothing), and what was chosen instead."""

    made: Adjustment | None
    chosen: Adjustment
    white: WhitePoint


@dataclass(frozen=True, slots=True)
class Habit:
    """What was learned of one kind of adjustment, from how many ``corrections``.

    ``by`` holds ``ev`` for exposure, ``mired`` and ``tint`` for white balance, else ``share`` of the suggested amounts.
    """

    by: Mapping[str, float]
    corrections: int

    @property
    def text(self) -> str:
        """What it does to a suggestion, in words."""
        return f"{self._what()}, as you did with {self.corrections} photos of this shoot"

    def _what(self) -> str:
        if "ev" in self.by:
            return f"Leans {self.by['ev']:+.2f} EV"
        if "mired" in self.by:
            way = "warmer" if self.by["mired"] < 0 else "cooler"
            return f"Leans {abs(self.by['mired']):.0f} mired {way}, tint {self.by['tint']:+.0f}"
        return f"At {self.by['share']:.0%} of what is measured"

    @property
    def evidence(self) -> Evidence:
        """The reason that a suggestion gives."""
        return Evidence("your corrections", round(next(iter(self.by.values())), 2), None, self.text)


Habits: TypeAlias = Mapping[str, Habit]
"""Habits by the key of their adjustment."""
NONE: Final[Habits] = MappingProxyType({})


def habits_of(corrections: Iterable[Correction]) -> Habits:
    """Learn from corrections; fewer than four of one kind teach nothing.

    Medians are taken, so that one odd frame changes nothing, and held back the fewer there are.
    """
    of_kind: dict[str, list[Correction]] = {}
    for c in corrections:
        if c.chosen.stage < Stage.FINISH and not isinstance(c.chosen, Lut):
            of_kind.setdefault(c.chosen.key, []).append(c)
    found = {key: _habit(of_kind[key]) for key in sorted(of_kind)}
    return {key: habit for key, habit in found.items() if habit is not None}


def _habit(corrections: list[Correction]) -> Habit | None:
    off = [o for c in corrections if (o := _off(c)) is not None]
    if len(off) < FEWEST:
        return None
    held = len(off) / (len(off) + _HELD)
    by = {name: float(np.median([o[name] for o in off])) * held for name in off[0]}
    if "share" in by:  # was measured as a logarithm
        by["share"] = float(np.clip(np.exp2(by["share"]), _LEAST_SHARE, _MOST_SHARE))
    for name, most in (("ev", _MOST_EV), ("mired", _MOST_MIRED), ("tint", _MOST_TINT)):
        if name in by:
            by[name] = float(np.clip(by[name], -most, most))
    seen = any(abs(value - (name == "share")) >= _SEEN[name] for name, value in by.items())
    return Habit(MappingProxyType(by), len(off)) if seen else None


def _off(c: Correction) -> Mapping[str, float] | None:
    """How far the chosen value is from the suggested one."""
    if isinstance(c.chosen, Exposure):
        return {"ev": c.chosen.ev - (c.made.ev if isinstance(c.made, Exposure) else 0.0)}
    if isinstance(c.chosen, WhiteBalance):
        before = _white(c.made if isinstance(c.made, WhiteBalance) else WhiteBalance(), c.white)
        after = _white(c.chosen, c.white)
        return {"mired": 1e6 / after.temperature - 1e6 / before.temperature, "tint": after.tint - before.tint}
    if c.made is None:
        return None
    pairs = [(value, c.chosen.values()[name]) for name, value in c.made.values().items() if value]
    shares = [max(chosen / made, _LEAST_SHARE) for made, chosen in pairs]
    return {"share": float(np.median(np.log2(shares)))} if shares else None


def _white(step: WhiteBalance, as_shot: WhitePoint) -> WhitePoint:
    return WhitePoint(step.temperature, step.tint) if step.temperature else as_shot


def leaning(proposal: Proposal | None, kind: type[Adjustment], context: Context, habits: Habits) -> Proposal | None:
    """Return a proposal as the habits have it. Exposure is not changed here: it leans before frames are levelled."""
    habit = habits.get(kind.key)
    if habit is None or kind is Exposure or context.scene is None:
        return proposal
    if kind is WhiteBalance:
        return _warmer(proposal, context, habit)
    if proposal is None:
        return None
    start = type(proposal.value)()
    moved = {
        name: round(value * habit.by["share"], 1)
        for name, value in proposal.value.values().items()
        if value != getattr(start, name)
    }
    value = replace(proposal.value, **moved)
    return None if value.is_neutral() else replace(proposal, value=value, because=(*proposal.because, habit.evidence))


def _warmer(proposal: Proposal | None, context: Context, habit: Habit) -> Proposal | None:
    step = proposal.value if proposal is not None else None
    white = _white(step if isinstance(step, WhiteBalance) else WhiteBalance(), context.white)
    mired = max(1e6 / white.temperature + habit.by["mired"], 20.0)
    value = WhiteBalance(round(1e6 / mired / 10) * 10, round(white.tint + habit.by["tint"], 1))
    if proposal is None:
        return Proposal(value, _CONFIDENCE, (habit.evidence,))
    return replace(proposal, value=value, because=(*proposal.because, habit.evidence))
