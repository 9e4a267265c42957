"""Frozen values to JSON and back. What cannot be understood is ``Unknown`` or left out, never invented."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from retouch.adjust import registry
from retouch.adjust.base import Adjustment
from retouch.adjust.registry import Unknown
from retouch.model.decision import Evidence, Label, Verdict
from retouch.model.photo import Capture, PhotoId
from retouch.model.scene import Box

Value: TypeAlias = Verdict | int | Label | str | Adjustment | Unknown | None
"""What a decision or a suggestion can be about."""


def to_json(data: Any) -> str:
    """Return compact JSON in ASCII: a hostile file may hold text that is no Unicode, which nothing else can store."""
    return json.dumps(data, separators=(",", ":"))


def dump_value(value: Value) -> str:
    """Return the value as JSON; ``load_value`` is its inverse. Raises ``TypeError`` for any other type."""
    match value:
        case Verdict():
            return to_json({"verdict": value.value})
        case bool():
            raise TypeError("a decision is no truth value")
        case None | int():
            return to_json(value)
        case str():
            return to_json(str(value))
        case Adjustment() | Unknown():
            return to_json({"adjust": value.key, "data": registry.dump(value)})
    raise TypeError(f"{type(value).__name__} is nothing that can be decided")


def load_value(text: str) -> Value:
    """Read a value. Raises ``ValueError`` for what ``dump_value`` cannot have written.

    An adjustment that this program does not know, or whose numbers make no sense to it, comes back as ``Unknown``.
    """
    data = json.loads(text)
    match data:
        case None:
            return None
        case bool():
            pass
        case int():
            return data
        case str():
            return Label(data) if data in {label.value for label in Label} else data
        case {"verdict": str() as word}:
            return Verdict(word)
        case {"adjust": str() as key, "data": dict() as stored}:
            try:
                return registry.load(key, stored)
            except (ValueError, TypeError, OverflowError):
                return Unknown(key, stored)
    raise ValueError(f"not a stored value: {text[:80]}")


def dump_evidence(because: Sequence[Evidence]) -> str:
    """Return reasons as JSON, empty fields left out."""
    return to_json([_slim(e, where=e.where and [e.where.x, e.where.y, e.where.width, e.where.height]) for e in because])


def load_evidence(text: str) -> tuple[Evidence, ...]:
    """Read what ``dump_evidence`` wrote."""

    def one(data: Mapping[str, Any]) -> Evidence:
        where, rival = data.get("where"), data.get("rival")
        known = {k: v for k, v in data.items() if k in _EVIDENCE}
        return Evidence(
            **{**known, "where": Box(*where) if where else None, "rival": PhotoId(rival) if rival else None}
        )

    return tuple(one(data) for data in json.loads(text))


def dump_capture(capture: Capture) -> str:
    """Return what the camera recorded as JSON, unknown facts left out."""
    return to_json(_slim(capture, taken=capture.taken and capture.taken.isoformat()))


def load_capture(text: str) -> Capture:
    """Read what ``dump_capture`` wrote; facts of a newer version are passed over."""
    data = json.loads(text)
    taken = data.get("taken")
    known = {k: v for k, v in data.items() if k in _CAPTURE}
    return Capture(**{**known, "taken": datetime.fromisoformat(taken) if taken else None})


def dump_path(path: Path | str) -> str | bytes:
    """Return a path as SQLite can hold it: text, or bytes where it holds bytes that are no Unicode."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def load_path(stored: str | bytes) -> Path:
    """Read what ``dump_path`` wrote."""
    return Path(os.fsdecode(stored))


def dump_paths(paths: tuple[Path, ...]) -> str:
    """Return paths as JSON. Names that are no Unicode keep their bytes as lone surrogates, escaped."""
    return json.dumps([str(p) for p in paths])


def load_paths(text: str) -> tuple[Path, ...]:
    """Read what ``dump_paths`` wrote."""
    return tuple(Path(p) for p in json.loads(text))


_EVIDENCE = {f.name for f in fields(Evidence)}
_CAPTURE = {f.name for f in fields(Capture)}


def _slim(value: Evidence | Capture, **special: Any) -> dict[str, Any]:
    plain = {f.name: special.get(f.name, getattr(value, f.name)) for f in fields(value)}
    return {k: v for k, v in plain.items() if v is not None and v != ""}
