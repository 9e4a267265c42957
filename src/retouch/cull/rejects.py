"""Check the rejects: look through a random sample of them, and know at what risk the rest goes."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass

from retouch.model.photo import PhotoId

CONFIDENCE = 0.95
USUAL_SAMPLE = 30
"""Without a mistake among so many, fewer than one in ten of the rest are mistakes."""


@dataclass(frozen=True, slots=True)
class Risk:
    """What a check says about all suggested rejects.

    ``at_most`` is the exact upper bound, at ``confidence``, on how many of all ``total`` rejects are mistakes, those
    found included; ``share`` the same as a share of the total.
    """

    total: int
    looked_at: int
    wrong: int
    at_most: int
    confidence: float

    @property
    def share(self) -> float:
        """Return the bound as a share of all rejects (0..1); 0 where there are none."""
        return self.at_most / self.total if self.total else 0.0

    @property
    def sentence(self) -> str:
        """Return it in words: "30 looked at, 0 wrong: at 95 % fewer than 10 % are mistakes."."""
        seen = f"{self.looked_at} of {self.total} looked at, {self.wrong} wrong"
        if self.looked_at == self.total:
            return f"{seen}: nothing is left to chance."
        percent = math.floor(100 * self.share) + 1
        if percent > 100:
            return f"{seen}: that says nothing yet about the rest."
        return f"{seen}: at {self.confidence * 100:g} % fewer than {percent} % are mistakes."


def sample(rejects: Iterable[PhotoId], size: int = USUAL_SAMPLE, *, seed: int) -> tuple[PhotoId, ...]:
    """Return ``size`` of the rejects (or all, where there are fewer), drawn at random without putting any back.

    The same rejects and the same seed give the same sample, in the order in which to look at it.
    """
    pool = sorted(set(rejects))
    return tuple(random.Random(seed).sample(pool, min(max(size, 0), len(pool))))


def risk(total: int, looked_at: int, wrong: int, confidence: float = CONFIDENCE) -> Risk:
    """Return the exact upper bound on the mistakes among ``total`` rejects, of which ``wrong`` were found.

    One-sided and exact for a sample without replacement (hypergeometric; Clopper and Pearson's binomial bound with the
    finite population taken into account): the most mistakes there could be so that finding ``wrong`` or fewer would
    still have a chance above 1 − ``confidence``.

    Raises ValueError where the numbers cannot be.
    """
    if not 0 <= wrong <= looked_at <= total:
        raise ValueError(f"{wrong} wrong of {looked_at} looked at of {total} cannot be")
    low, high = wrong, total - (looked_at - wrong)
    while low < high:  # the chance falls as mistakes grow: the last number with enough of it
        middle = (low + high + 1) // 2
        if _chance(total, middle, looked_at, wrong) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return Risk(total, looked_at, wrong, low, confidence)


def _chance(total: int, mistakes: int, looked_at: int, wrong: int) -> float:
    """Return the chance of at most ``wrong`` mistakes in the sample, were there so many in all."""
    ways = sum(
        math.comb(mistakes, k) * math.comb(total - mistakes, looked_at - k)
        for k in range(min(wrong, mistakes) + 1)
        if looked_at - k <= total - mistakes
    )
    return ways / math.comb(total, looked_at)
