"""The whole job on the built-in sample shoot."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from retouch.model.decision import Verdict
from retouch.model.scene import EyeState
from retouch.tasks import decide
from retouch.tasks.export import Delivery, Recipe, export
from retouch.tasks.paths import Home
from retouch.tasks.propose import propose
from retouch.tasks.sample import sample_shoot
from retouch.tasks.session import Session, Shoot, load
from retouch.tasks.task import Steps, verb

CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Summary:
    """What the demo did."""

    folder: Path
    photos: int
    bursts: int
    faces: int
    blinks: int
    keep: int
    maybe: int
    reject: int
    proposals: int
    accepted: int
    left: int
    delivery: Delivery
    to: Path
    unreadable: tuple[str, ...]


@verb
def demo(cache: Path, to: Path | None = None) -> Steps[Summary]:
    """Make the sample, cull, propose, accept what is sure, export what is picked, and count.

    It runs on a copy of the sample and in a catalogue of its own, both made anew, so that every run shows the whole job
    and none touches what the user did with the sample in the window.
    """
    sample = yield from sample_shoot.steps(cache)
    here = cache / "demo"
    shutil.rmtree(here, ignore_errors=True)
    folder = here / "shoot"
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("*.xmp"))
    to = to or here / "delivered"
    with Session(Home(here / "data", here / "cache")) as session:
        shoot = yield from propose.steps(session, folder)
        take, leave = decide.acceptable(shoot.entries, CONFIDENCE)
        decide.record(session, shoot, "accept suggestions", [s.accept() for s in take])
        delivery = yield from export.steps(session, folder, Recipe(to))
        return summary(load(session, folder), len(take), len(leave), delivery, to)


def summary(shoot: Shoot, accepted: int, left: int, delivery: Delivery, to: Path) -> Summary:
    """Count what the shoot holds now."""
    read = [e for e in shoot.entries if e.scene is not None]
    verdicts = [e.judged.suggestion.value for e in read if e.judged and e.judged.suggestion]
    faces = [f for e in read if e.scene for f in e.scene.faces]
    return Summary(
        folder=shoot.folder,
        photos=len(shoot.entries),
        bursts=sum(len(b.photos) > 1 for b in shoot.bursts),
        faces=len(faces),
        blinks=sum(f.eyes is EyeState.CLOSED for f in faces),
        keep=verdicts.count(Verdict.KEEP),
        maybe=verdicts.count(Verdict.MAYBE),
        reject=verdicts.count(Verdict.REJECT),
        proposals=accepted + left,
        accepted=accepted,
        left=left,
        delivery=delivery,
        to=to,
        unreadable=tuple(str(f) for f in shoot.failures),
    )
