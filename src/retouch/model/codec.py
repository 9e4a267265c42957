"""A ``Scene`` as plain JSON data and back: how a reading is stored and how it crosses a process border.

Numbers are rounded to what they are worth (six decimals for places, five elsewhere). What comes by the dozen is in
base64, which is smaller than decimals and read many times as fast: landmarks as little-endian uint16 steps across their
own bounding box (a 65,535th of the face), ``Numbers`` and ``Measured`` as the float32 that they are.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

import numpy as np

from retouch.model.numbers import Measured, Numbers
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

VERSION = 2
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


def _numbers_to_data(numbers: Numbers) -> str:
    if not np.isfinite(np.asarray(numbers)).all():
        raise ValueError("a reading holds finite numbers")
    return base64.b64encode(bytes(numbers)).decode("ascii")


_PLAIN: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((Enum,), lambda v: v.value),
    ((str, int), lambda v: v),
    ((float, np.floating), lambda v: _number(float(v), 5)),
    ((np.ndarray,), _points_to_data),
    ((Numbers,), _numbers_to_data),
    ((Measured,), lambda v: [v.names, _numbers_to_data(v.numbers)]),
    ((Box,), lambda v: [_number(n, 6) for n in (v.x, v.y, v.width, v.height)]),
    ((tuple,), lambda v: [_plain(n) for n in v]),
)


def _points(data: Mapping[str, Any]) -> Points:
    low, high = np.array((data["low"], data["high"]), np.float32)
    steps = np.frombuffer(_unpacked(data["steps"]), "<u2").reshape(-1, 2)
    points: Points = steps * ((high - low) / np.float32(_STEPS))
    points += low
    points.setflags(write=False)
    return points


def _unpacked(text: str) -> bytes:
    return binascii.a2b_base64(text, strict_mode=True)


def _numbers(data: Any) -> Numbers:
    return Numbers.from_bytes(_unpacked(data))


def _measured(data: Any) -> Measured:
    names, values = data
    return Measured.of(names, _numbers(values))


def _pair(data: Any) -> tuple[float, float]:
    x, y = data
    return float(x), float(y)


def _triple(data: Any) -> tuple[float, float, float]:
    r, g, b = data
    return float(r), float(g), float(b)


def _reader(kind: type[_T], **read: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], _T]:
    """Return what makes a frozen value from its fields: plain numbers, but for those that ``read`` names."""
    steps = tuple((f.name, read.get(f.name, float)) for f in fields(kind))  # type: ignore[arg-type]
    return lambda data: kind(*[take(data[name]) for name, take in steps])


def _tuple_of(one: Callable[[Any], _T]) -> Callable[[Any], tuple[_T, ...]]:
    return lambda data: tuple(one(item) for item in data)


def _box(data: Any) -> Box:
    x, y, width, height = data
    return Box(float(x), float(y), float(width), float(height))


_eye = _reader(Eye, centre=_pair, state=EyeState)
_face = _reader(
    FaceReading,
    box=_box,
    landmarks=_points,
    blendshapes=_measured,
    left=_eye,
    right=_eye,
    eyes=EyeState,
    expression=_reader(Expression, mouth=Mouth),
    gaze=Gaze,
    pose=_reader(Pose),
    light=_reader(FaceLight, rgb=_triple),
    signature=_numbers,
    tells=_measured,
)
_light = _reader(
    LightReading, histogram=_numbers, rgb=_triple, neutral=_triple, white=_reader(WhitePoint), tells=_measured
)
_scene = _reader(
    Scene,
    faces=_tuple_of(_face),
    light=_light,
    likeness=_numbers,
    source=str,
    long_edge=int,
    reader=str,
    turned=int,
)
