"""Values of adjustments as a person types them: ``exposure.ev=0.3``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.model.errors import UsageError


def parse_changes(pairs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Read ``key.parameter=number`` pairs. Raises ``UsageError``."""
    out: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        key, _, parameter = name.strip().partition(".")
        try:
            out.setdefault(key, {})[parameter] = float(number)
        except ValueError as e:
            raise UsageError(f"“{pair}” is not a setting", None, "Write it as exposure.ev=0.3.") from e
    return out


def with_changes(edit: Edit, changes: Mapping[str, Mapping[str, float]]) -> Edit:
    """Return the edit with these parameter values set. Raises ``UsageError`` for names that do not exist."""
    for key, values in changes.items():
        kind = adjustments().get(key)
        unknown = sorted(set(values) - set(kind.params())) if kind else []
        if kind is None or unknown:
            known = ", ".join(f"{k}.{p}" for k, c in adjustments().items() for p in c.params())
            raise UsageError(f"there is no adjustment {key}.{(unknown or ['…'])[0]}", None, f"There are: {known}.")
        now = edit.get(key)
        edit = edit.with_step(kind.from_values({**(now.data() if now else {}), **values}))
    return edit
