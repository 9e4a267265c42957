"""Spots that stay in place through the shoot of a person are the person's own: no suggestion heals them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from retouch.adjust.base import Context
from retouch.adjust.blemishes import Blemishes, Mark
from retouch.adjust.registry import topic
from retouch.image import masks
from retouch.image.spots import Spot, lasting, spots_from_tells
from retouch.model.decision import Suggestion
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import FaceReading, Points, Scene
from retouch.tasks.read_skin import SKIN_READ

Seen: TypeAlias = tuple[Points, tuple[Spot, ...]]
"""Landmarks in pixels and the spots of one face on one photo."""
_TOPIC: Final = topic(Blemishes)


def keep_lasting(
    suggestions: Sequence[Suggestion[Any]],
    photos: Mapping[PhotoId, tuple[Photo, Context]],
    people: Mapping[PhotoId, tuple[int, ...]],
    bursts: Sequence[Sequence[PhotoId]],
) -> list[Suggestion[Any]]:
    """Return the suggestions with spots that last vetoed in them; one that has nothing left to heal is dropped.

    ``people`` names the persons of each photo's faces; frames of one burst are one occasion, so that what is there for
    seconds only is not taken for lasting.
    """
    burst_of = {id_: n for n, ids in enumerate(bursts) for id_ in ids}
    met: dict[int, dict[int, Seen]] = {}
    for id_, (photo, context) in photos.items():
        for person, face in zip(people.get(id_, ()), context.scene.faces if context.scene else (), strict=False):
            if id_ in burst_of and SKIN_READ in face.tells:
                met.setdefault(person, {}).setdefault(burst_of[id_], _seen(photo, face))
    out: list[Suggestion[Any]] = []
    for s in suggestions:
        known = photos.get(s.photo)
        if s.topic != _TOPIC or known is None or known[1].scene is None:
            out.append(s)
            continue
        photo, context = known
        marks = _marks(photo, known[1].scene, people.get(s.photo, ()), burst_of.get(s.photo), met)
        proposal = Blemishes.suggest(context, marks)
        if proposal is not None:
            out.append(replace(s, value=proposal.value, confidence=proposal.confidence, because=proposal.because))
    return out


def _seen(photo: Photo, face: FaceReading) -> Seen:
    size = (photo.capture.width or 1000, photo.capture.height or 1000)
    return masks.in_pixels(face.landmarks, *size), spots_from_tells(face.tells)


def _marks(
    photo: Photo, scene: Scene, persons: Sequence[int], burst: int | None, met: Mapping[int, Mapping[int, Seen]]
) -> tuple[Mark, ...]:
    out = []
    for index, (person, face) in enumerate(zip(persons, scene.faces, strict=False)):
        if len(face.landmarks):
            others = [seen for n, seen in met.get(person, {}).items() if n != burst]
            kept = lasting([_seen(photo, face), *others])
            out += [Mark(index, s.anchor, s.dx, s.dy, s.size, False) for s in kept if s.is_blemish]
    return tuple(out)
