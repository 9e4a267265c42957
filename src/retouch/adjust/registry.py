"""Every adjustment, found by walking this package: dropping a file in is all that is needed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import retouch.adjust
from retouch.adjust.base import Adjustment
from retouch.model.decision import ADJUST

_NOT_ADJUSTMENTS = {"base", "registry", "edit"}


@dataclass(frozen=True)
class Unknown:
    """An adjustment of a newer version: kept word for word, applied never."""

    key: str
    data: Mapping[str, Any]


def _concrete(cls: type[Adjustment]) -> Iterator[type[Adjustment]]:
    for child in cls.__subclasses__():
        if "key" in vars(child):
            yield child
        yield from _concrete(child)


@cache
def adjustments() -> Mapping[str, type[Adjustment]]:
    """Return all adjustment classes by key, in the order in which they are applied."""
    for module in pkgutil.iter_modules(retouch.adjust.__path__):
        if module.name not in _NOT_ADJUSTMENTS:
            importlib.import_module(f"retouch.adjust.{module.name}")
    found = [c for c in _concrete(Adjustment) if c.__module__.startswith("retouch.adjust.")]
    return {c.key: c for c in sorted(found, key=lambda c: (c.stage, c.rank))}


def topic(adjustment: Adjustment | type[Adjustment]) -> str:
    """Return the topic under which an adjustment is suggested and decided: ``adjust.<key>``."""
    return ADJUST + adjustment.key


def dump(adjustment: Adjustment | Unknown) -> dict[str, Any]:
    """Return plain data for storage; ``load`` is its inverse."""
    if isinstance(adjustment, Unknown):
        return dict(adjustment.data)
    return {"version": adjustment.version, **adjustment.data()}


def load(key: str, data: Mapping[str, Any]) -> Adjustment | Unknown:
    """Read stored data. A key or a version that this program does not know comes back as ``Unknown``.

    Raises ``ValueError`` or ``TypeError`` where a value is not a finite number.
    """
    cls = adjustments().get(key)
    version = int(data.get("version", 1))
    if cls is None or version > cls.version:
        return Unknown(key, data)
    return cls.from_values(cls.upgrade(version, data) if version < cls.version else data)
