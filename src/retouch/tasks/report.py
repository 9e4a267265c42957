"""What the verbs say as JSON: the shapes of the command-line contract, version 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from retouch.adjust.base import Adjustment, Stage
from retouch.adjust.registry import adjustments, dump
from retouch.cull.bursts import BurstKind
from retouch.cull.judge import JudgedFace
from retouch.cull.roll import roll_call
from retouch.model.decision import ADJUST, Decision, Evidence, Suggestion, Verdict
from retouch.model.scene import Box, FaceReading
from retouch.store.catalog import Export
from retouch.tasks.session import Entry, Shoot
from retouch.tasks.show import seen_elsewhere

VERSION = 1
FLAGS: Mapping[Verdict | None, str] = {
    Verdict.KEEP: "pick",
    Verdict.REJECT: "reject",
    Verdict.MAYBE: "none",
    None: "none",
}


def cull_report(shoot: Shoot) -> dict[str, Any]:
    """Return the object of ``cull --json``. Photos that could not be read are there with their error."""
    return {**_whole(shoot, partial(_culled, key=shoot.judgement.key)), "groups": _groups(shoot)}


def _groups(shoot: Shoot) -> list[dict[str, Any]]:
    """Return for each burst of a group which two frames cover everyone."""
    entries = shoot.by_id()
    scenes = {id_: e.scene for id_, e in entries.items() if e.scene is not None}
    calls = [roll_call(b, shoot.judgement.judged, scenes) for b in shoot.bursts if b.kind is BurstKind.BURST]
    return [
        {
            "burst": call.burst,
            "people": len(call.people),
            "cover": [entries[id_].photo.name for id_ in call.cover],
            "covered": call.covered,
            "text": call.sentence,
        }
        for call in calls
        if call is not None
    ]


def propose_report(shoot: Shoot) -> dict[str, Any]:
    """Return the object of ``propose --json``: per photo, its suggestions."""
    return _whole(shoot, lambda e: {"file": e.photo.name, "suggestions": [_suggestion(s) for s in e.proposals]})


def _whole(shoot: Shoot, one: Any) -> dict[str, Any]:
    return {
        "version": VERSION,
        "folder": str(shoot.folder),
        "photos": [one(e) for e in shoot.entries if e.error is None],
        "failed": [{"file": f.path.name if f.path else "", "error": f.what, "todo": f.todo} for f in shoot.failures],
    }


def _culled(e: Entry, key: frozenset[int]) -> dict[str, Any]:
    j = e.judged
    return {
        "file": e.photo.name,
        "taken": _taken(e),
        "burst": j.burst if j else None,
        "rank": j.rank if j else None,
        **_verdict(e),
        "faces": _faces(e, key),
    }


def _verdict(e: Entry) -> dict[str, Any]:
    suggestion = e.judged.suggestion if e.judged else None
    return {
        "verdict": str(suggestion.value) if suggestion else None,
        "confidence": _round(suggestion.confidence) if suggestion else None,
        "because": [_evidence(b) for b in suggestion.because] if suggestion else [],
        "decided": str(e.verdict) if e.verdict else None,
    }


def show_report(e: Entry, shoot: Shoot, exports: Sequence[Export] = ()) -> dict[str, Any]:
    """Return the object of ``show --json``: all that is known of one photo."""
    c = e.photo.capture
    return {
        "version": VERSION,
        **_culled(e, shoot.judgement.key),
        "folder": str(shoot.folder),
        "id": e.photo.id,
        "companions": [p.name for p in e.photo.companions],
        "capture": {
            "make": c.make,
            "model": c.model,
            "lens": c.lens,
            "iso": c.iso,
            "shutter": c.shutter,
            "aperture": c.aperture,
            "focal_length": c.focal_length,
            "width": c.width,
            "height": c.height,
            "orientation": c.orientation,
        },
        "as_shot": _white(e),
        "suggestions": [_suggestion(s) for s in e.suggestions],
        "decisions": [_decision(d) for d in e.decisions],
        "edit": {s.key: _clean(dump(s)) for s in e.edit.steps} | {k: dict(v) for k, v in e.edit.unknown.items()},
        "rating": e.marks.rating,
        "flag": FLAGS[e.verdict],
        "label": e.marks.label,
        "exports": [_export(x) for x in exports],
        "elsewhere": {shown.program: str(shown) for shown in seen_elsewhere(e)},
        "error": e.error.what if e.error else None,
    }


def _export(x: Export) -> dict[str, Any]:
    """Return one delivery; ``texture_kept`` is per face, and empty where nothing worked on skin."""
    kept = [None if k is None else _round(k) for k in x.texture]
    return {"file": str(x.path), "at": x.at.isoformat(timespec="seconds"), "texture_kept": kept}


def _white(e: Entry) -> dict[str, float] | None:
    if e.scene is None:
        return None
    white = e.scene.light.white
    return {"temperature": round(white.temperature), "tint": _round(white.tint, 1)}


def _taken(e: Entry) -> str | None:
    taken = e.photo.capture.taken
    return taken.replace(tzinfo=None).isoformat(timespec="milliseconds") if taken else None


def _faces(e: Entry, key: frozenset[int]) -> list[dict[str, Any]]:
    if e.scene is None:
        return []
    judged = e.judged.faces if e.judged else ()
    return [_face(f, judged[n] if n < len(judged) else None, key) for n, f in enumerate(e.scene.faces)]


def _face(f: FaceReading, judged: JudgedFace | None, key: frozenset[int]) -> dict[str, Any]:
    """Return one face; ``eyes`` is the reader's state, corrected by what is usual for this person.

    ``weight`` is how much this person counts in the frame, ``key`` whether they are marked as a key person.
    """
    return {
        "box": _box(f.box),
        "eyes": str(judged.eyes if judged else f.eyes),
        "of_usual": _round(judged.of_usual) if judged and judged.of_usual is not None else None,
        "person": judged.person if judged else None,
        "key": judged is not None and judged.person in key,
        "weight": _round(judged.weight) if judged else None,
        "left_open": _round(f.left.openness),
        "right_open": _round(f.right.openness),
        "left": str(f.left.state),
        "right": str(f.right.state),
        "smile": _round(f.expression.smile),
        "mouth": str(f.expression.mouth),
        "looking": str(f.gaze),
        "yaw": _round(f.pose.yaw, 1),
        "pitch": _round(f.pose.pitch, 1),
        "roll": _round(f.pose.roll, 1),
        "sharpness": _round(f.sharpness),
        "confidence": _round(f.confidence),
        "eye_pixels": _round(max(f.left.across, f.right.across), 1),
    }


def _box(b: Box) -> list[float]:
    return [_round(v, 5) for v in (b.x, b.y, b.width, b.height)]


def _evidence(b: Evidence) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": b.name,
        "value": _round(b.value),
        "limit": None if b.limit is None else _round(b.limit),
    }
    if b.text:
        out["text"] = b.text
    if b.face is not None:
        out["face"] = b.face
    if b.where is not None:
        out["where"] = _box(b.where)
    return out


def _suggestion(s: Suggestion[Any]) -> dict[str, Any]:
    kind = adjustments().get(s.topic.removeprefix(ADJUST))
    stage = {"stage": Stage(kind.stage).word} if kind else {}
    return {
        "topic": s.topic,
        **stage,
        "value": _value(s.value),
        "confidence": _round(s.confidence),
        "because": [_evidence(b) for b in s.because],
    }


def _decision(d: Decision[Any]) -> dict[str, Any]:
    return {"topic": d.topic, "value": _value(d.value), "origin": str(d.origin)}


def _value(value: Any) -> Any:
    if isinstance(value, Adjustment):
        return _clean(value.values())
    return str(value) if isinstance(value, Verdict) else value


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _round(v) if isinstance(v, float) else v for k, v in values.items()}


def _round(value: float, digits: int = 4) -> float:
    return round(float(value), digits)
