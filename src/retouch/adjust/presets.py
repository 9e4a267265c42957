"""Presets: named looks made of adjustments, applied with a strength."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from retouch.adjust.base import Adjustment
from retouch.adjust.edit import Edit
from retouch.adjust.registry import Unknown, dump, load
from retouch.model.errors import RetouchError, UsageError
from retouch.model.resources import resource_path

_MOST = 1 << 20
"""Characters of a preset that are read: a hundred times what the longest has."""


@dataclass(frozen=True)
class Preset:
    """A look: its name, a sentence about it, and the adjustments it sets at full strength."""

    name: str
    about: str
    steps: tuple[Adjustment, ...]

    def at(self, strength: float) -> tuple[Adjustment, ...]:
        """Return the adjustments at ``strength`` (0 is none, 1 is as made, up to 2 is more), each within its range."""
        held = min(max(strength, 0.0), 2.0)
        return tuple(_scaled(step, held) for step in self.steps if step.in_presets)

    def on(self, edit: Edit, strength: float = 1.0) -> Edit:
        """Return the edit with this look on it: what the preset sets is replaced, everything else stays."""
        for step in self.at(strength):
            edit = edit.with_step(step)
        return edit


def _scaled(step: Adjustment, strength: float) -> Adjustment:
    """Move every parameter that has been moved from its default by ``strength`` of that way."""
    start = type(step)()
    moved = {
        name: getattr(start, name) + (value - getattr(start, name)) * strength for name, value in step.values().items()
    }
    return type(step).from_values(moved)


def shipped() -> tuple[Preset, ...]:
    """Return the presets that come with the program, by file name."""
    return tuple(read(path) for path in sorted(resource_path("presets").glob("*.json")))


def own(folder: Path, problem: Callable[[RetouchError], None]) -> tuple[Preset, ...]:
    """Return the presets in a user's folder, by file name; a folder that is not there holds none.

    ``problem`` is told of each file that is not a preset; it costs itself.
    """
    found = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            found.append(read(path))
        except UsageError as error:
            problem(error)
    return tuple(found)


def read(path: Path) -> Preset:
    """Read one preset. Raises ``UsageError`` where the file is not one, or is of a newer version."""
    try:
        with path.open(encoding="utf-8") as file:
            data = json.loads(file.read(_MOST))
        steps = [load(key, values) for key, values in data["steps"].items()]
        name, about = str(data["name"]), str(data.get("about", ""))
    except OSError as error:
        todo = "Check that it may be read and that its drive is there."
        raise UsageError(f"this file cannot be read ({error.strerror})", path, todo) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"this is not a preset ({error})", path, "Export it again, or delete it.") from error
    newer = [step.key for step in steps if isinstance(step, Unknown)]
    if newer:
        raise UsageError(
            f"the preset uses {', '.join(newer)}, which this version does not know", path, "Update retouch."
        )
    return Preset(name, about, tuple(step for step in steps if isinstance(step, Adjustment)))


def to_data(name: str, about: str, steps: Iterable[Adjustment]) -> Mapping[str, Any]:
    """Return a preset as plain data for a JSON file, parameters at their defaults left out."""
    return {
        "name": name,
        "about": about,
        "steps": {step.key: _compact(step) for step in steps if not step.is_neutral()},
    }


def _compact(step: Adjustment) -> dict[str, Any]:
    defaults = {f.name: f.default for f in fields(step)}
    own = dump(step).items()
    return {name: value for name, value in own if value != defaults.get(name) and name not in step.carries}
