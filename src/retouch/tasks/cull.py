"""Read, group, rank, and suggest verdicts with reasons."""

from __future__ import annotations

from pathlib import Path

from retouch.tasks.read import read
from retouch.tasks.session import Session, Shoot
from retouch.tasks.task import Steps, verb


@verb
def cull(session: Session, folder: Path) -> Steps[Shoot]:
    """Return the shoot with every photo read and judged. Verdicts are judged from stored readings whenever it loads."""
    return (yield from read.steps(session, folder))
