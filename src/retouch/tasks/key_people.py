"""Key persons of a shoot: marked by a decision on one of their faces, followed from there, undone like any gesture."""

from __future__ import annotations

from collections.abc import Mapping

from retouch.cull.judge import key_persons
from retouch.cull.key_faces import mark
from retouch.model.decision import KEY, Action, Decision, Origin
from retouch.model.photo import PhotoId
from retouch.tasks.decide import record
from retouch.tasks.session import Session, Shoot, key_marks


def toggle_key(session: Session, shoot: Shoot, photo: PhotoId, face: int) -> Action | None:
    """Make the person with this face a key person of the shoot, or an ordinary one again; one action, one undo.

    ``judged_again`` then shows what it changes. Without such a face nothing is recorded, and ``None`` returned.
    """
    judged = shoot.judgement.judged.get(photo)
    if judged is None or not 0 <= face < len(judged.faces):
        return None
    return mark_key(session, shoot, {photo: face}, judged.faces[face].person not in shoot.judgement.key)


def mark_key(session: Session, shoot: Shoot, faces: Mapping[PhotoId, int], on: bool) -> Action | None:
    """Mark persons as key by one face each, or take all marks of these persons away, in one action.

    Returns ``None`` where nothing changes. Raises ``IndexError`` where there is no such face, ``KeyError`` where the
    photo has not been judged.
    """
    people = shoot.judgement.people
    wanted = {people.of[photo][face]: (photo, face) for photo, face in faces.items()}
    marks = key_marks(shoot)
    if on:
        changed = marks | {place for person, place in wanted.items() if person not in shoot.judgement.key}
    else:
        changed = frozenset(m for m in marks if key_persons(people, [m]).isdisjoint(wanted))
    entries = shoot.by_id()
    decisions = []
    for photo in sorted({photo for photo, _ in marks ^ changed}):
        scene = entries[photo].scene
        assert scene is not None  # its faces were judged
        value = mark(scene.faces[n] for id_, n in sorted(changed) if id_ == photo)
        decisions.append(Decision(photo, KEY, value, Origin.BY_HAND))
    return record(session, shoot, "key person" if on else "ordinary person", decisions)
