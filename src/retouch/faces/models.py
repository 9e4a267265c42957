"""The models that are shipped, checked against their manifest when they are loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from retouch.model.errors import ResourceMissing
from retouch.model.resources import resource_path

DETECTOR = "face_detection_yunet_2023mar.onnx"
LANDMARKER = "face_landmarker.task"
EYES = "eyes.json"
PEOPLE = "people.npz"
VERSION = 10
"""Counts changes of what is measured: a reading of another version is stale."""


def load_model(name: str) -> bytes:
    """Return the bytes of a shipped model.

    Raises ``ResourceMissing`` where the file is not there or is not the one that the manifest names: another model
    would read other faces without anyone noticing.
    """
    data = resource_path(f"models/{name}").read_bytes()
    if hashlib.sha256(data).hexdigest() != _manifest()[name]["sha256"]:
        raise ResourceMissing(f"the model {name} is damaged or has been replaced", todo="Install retouch again.")
    return data


def model_hashes() -> Mapping[str, str]:
    """Return the sha256 of every model by file name, as the manifest gives it."""
    return {name: entry["sha256"] for name, entry in sorted(_manifest().items())}


def reader_version() -> str:
    """Return what ``Scene.reader`` says: version and models. Cheap; imports no model's runtime."""
    models = hashlib.sha256("".join(model_hashes().values()).encode()).hexdigest()
    return f"faces-{VERSION}-{models[:12]}"


@cache
def _manifest() -> Mapping[str, Mapping[str, Any]]:
    manifest: Mapping[str, Mapping[str, Any]] = json.loads(
        resource_path("models/manifest.json").read_text(encoding="utf-8")
    )
    return manifest
