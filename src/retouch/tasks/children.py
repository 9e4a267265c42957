"""Who may be a child, judged on all photos of a person: one frame errs more than the median of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from retouch.adjust.base import Context
from retouch.image.age import CLEARLY_ADULT, USUALLY_CHILD
from retouch.model.numbers import Measured
from retouch.tasks.session import Entry, Shoot

_FEWEST = 3
"""Photos of one person from which their median says more than each of them."""
_TELL = "face.child"


def childlike(shoot: Shoot) -> Mapping[int, float]:
    """Return the median childlikeness of each person that was measured on enough photos (``image.age``)."""
    seen: dict[int, list[float]] = {}
    for e in shoot.entries:
        persons = shoot.judgement.people.of.get(e.photo.id, ())
        for person, face in zip(persons, e.scene.faces if e.scene is not None else (), strict=False):
            if _TELL in face.tells:
                seen.setdefault(person, []).append(face.tells[_TELL])
    return {person: median(values) for person, values in seen.items() if len(values) >= _FEWEST}


def told_by_person(entry: Entry, shoot: Shoot, known: Mapping[int, float]) -> Context | None:
    """Return what adjustments may know of a photo, each face as much of a child as its person usually is.

    A person whose median says a child is one on every photo; one whose median says an adult is one too.
    """
    context = entry.context()
    persons = shoot.judgement.people.of.get(entry.photo.id, ())
    if context is None or context.scene is None or not any(p in known for p in persons):
        return context
    faces = list(context.scene.faces)
    for n, (person, face) in enumerate(zip(persons, context.scene.faces, strict=False)):
        if person in known and _TELL in face.tells:
            # Shifted so that the limit for a single picture is met where the median meets its own.
            value = known[person] - USUALLY_CHILD + CLEARLY_ADULT
            faces[n] = replace(face, tells=Measured({**face.tells, _TELL: value}))
    return replace(context, scene=replace(context.scene, faces=tuple(faces)))
