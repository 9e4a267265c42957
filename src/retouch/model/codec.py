"""A ``Scene`` as plain JSON data and back: how a reading is stored and how it crosses a process border.

Numbers are rounded to what they are worth (six decimals for places, five elsewhere). Landmarks are little-endian
uint16 steps across their own bounding box, in base64: a 65,535th of the face, and a third of the size of decimals.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from retouch.model.photo import WhitePoint
from retouch.model.scene import (
    Box,
    Expression,
    Eye,
    EyeState,
    FaceLight,
    FaceReading,
    Gaze,
    LightReading,
    Mouth,
    Points,
    Pose,
    Scene,
)

VERSION = 1
_STEPS = 65535
_T = TypeVar("_T")


def scene_to_data(scene: Scene) -> dict[str, Any]:
    """Return the scene as dicts, lists, strings and finite numbers, ready for ``json.dumps``.

    Raises ``ValueError`` where a measurement is not finite.
    """
    return {"version": VERSION, **_plain(scene)}


def scene_from_data(data: Mapping[str, Any]) -> Scene:
    """Return the scene that ``scene_to_data`` described.

    Raises ``ValueError`` for anything else, which a store takes as *not read yet*.
    """
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        raise ValueError("this reading was written in another form")
    try:
        return _scene(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this reading is damaged: {error!r}") from error


def _plain(value: Any) -> Any:
    """Turn frozen values into plain data, by their fields."""
    for kinds, convert in _PLAIN:
        if isinstance(value, kinds):
            return convert(value)
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}


def _number(value: float, digits: int) -> float:
    if not math.isfinite(value):
        raise ValueError(f"a reading holds finite numbers, not {value}")
    return round(float(value), digits)


def _points_to_data(points: Points) -> dict[str, Any]:
    if not np.isfinite(points).all():
        raise ValueError("a reading holds finite points")
    if not len(points):
        return {"low": [0.0, 0.0], "high": [0.0, 0.0], "steps": ""}
    wide = points.astype(np.float64)
    low, high = wide.min(axis=0), wide.max(axis=0)
    steps = np.round((wide - low) / np.where(high > low, high - low, 1.0) * _STEPS).astype("<u2")
    return {"low": low.tolist(), "high": high.tolist(), "steps": base64.b64encode(steps.tobytes()).decode("ascii")}


_PLAIN: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((Enum,), lambda v: v.value),
    ((str, int), lambda v: v),
    ((float, np.floating), lambda v: _number(float(v), 5)),
    ((np.ndarray,), _points_to_data),
    ((Box,), lambda v: [_number(n, 6) for n in (v.x, v.y, v.width, v.height)]),
    ((Mapping,), lambda v: {name: _plain(n) for name, n in v.items()}),
    ((tuple,), lambda v: [_plain(n) for n in v]),
)


def _points(data: Mapping[str, Any]) -> Points:
    low, high = np.asarray(data["low"], np.float64), np.asarray(data["high"], np.float64)
    steps = np.frombuffer(base64.b64decode(data["steps"], validate=True), "<u2").reshape(-1, 2)
    points = (low + steps * ((high - low) / _STEPS)).astype(np.float32)
    points.setflags(write=False)
    return points


def _floats(data: Any) -> tuple[float, ...]:
    return tuple(float(v) for v in data)


def _pair(data: Any) -> tuple[float, float]:
    x, y = data
    return float(x), float(y)


def _triple(data: Any) -> tuple[float, float, float]:
    r, g, b = data
    return float(r), float(g), float(b)


def _named(data: Any) -> Mapping[str, float]:
    return MappingProxyType({str(name): float(v) for name, v in data.items()})


def _build(kind: type[_T], data: Mapping[str, Any], **read: Callable[[Any], Any]) -> _T:
    """Make a frozen value from its fields: plain numbers, but for those that ``read`` names."""
    return kind(**{f.name: read.get(f.name, float)(data[f.name]) for f in fields(kind)})  # type: ignore[arg-type]


def _box(data: Any) -> Box:
    x, y, width, height = data
    return Box(float(x), float(y), float(width), float(height))


def _eye(data: Mapping[str, Any]) -> Eye:
    return _build(Eye, data, centre=_pair, state=EyeState)


def _face(data: Mapping[str, Any]) -> FaceReading:
    return _build(
        FaceReading,
        data,
        box=_box,
        landmarks=_points,
        blendshapes=_named,
        left=_eye,
        right=_eye,
        eyes=EyeState,
        expression=lambda d: _build(Expression, d, mouth=Mouth),
        gaze=Gaze,
        pose=lambda d: _build(Pose, d),
        light=lambda d: _build(FaceLight, d, rgb=_triple),
        signature=_floats,
        tells=_named,
    )


def _light(data: Mapping[str, Any]) -> LightReading:
    def white(point: Mapping[str, Any]) -> WhitePoint:
        return _build(WhitePoint, point)

    return _build(LightReading, data, histogram=_floats, rgb=_triple, neutral=_triple, white=white, tells=_named)


def _scene(data: Mapping[str, Any]) -> Scene:
    def faces(found: Any) -> tuple[FaceReading, ...]:
        return tuple(_face(f) for f in found)

    return _build(Scene, data, faces=faces, light=_light, likeness=_floats, source=str, long_edge=int, reader=str)
