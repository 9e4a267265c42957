"""Check the rejects: a random sample of what is suggested for rejection, and at what risk the rest goes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from retouch.cull.rejects import USUAL_SAMPLE, Risk, risk, sample
from retouch.model.decision import Verdict
from retouch.model.photo import PhotoId
from retouch.tasks.session import Entry, Shoot


def suggested_rejects(shoot: Shoot) -> tuple[Entry, ...]:
    """Return the photos that are suggested for rejection and not decided, in order of capture."""
    return tuple(e for e in shoot.entries if e.suggested is not None and e.suggested.value is Verdict.REJECT)


def drawn(shoot: Shoot, size: int = USUAL_SAMPLE) -> tuple[Entry, ...]:
    """Return a random sample of them, in the order in which to look. The same rejects always give the same sample."""
    entries = {e.photo.id: e for e in suggested_rejects(shoot)}
    seed = int.from_bytes(hashlib.blake2b("".join(sorted(entries)).encode(), digest_size=8).digest(), "little")
    return tuple(entries[id_] for id_ in sample(entries, size, seed=seed))


def answered(shoot: Shoot, size: int, wrong: Collection[PhotoId]) -> Risk:
    """Return the risk of all suggested rejects, when the sample was looked through and these were found wrong.

    Raises ``ValueError`` where one of them is not in the sample.
    """
    looked_at = {e.photo.id for e in drawn(shoot, size)}
    if not looked_at.issuperset(wrong):
        raise ValueError("only photos of the sample say something about the rest")
    return risk(len(suggested_rejects(shoot)), len(looked_at), len(set(wrong)))
