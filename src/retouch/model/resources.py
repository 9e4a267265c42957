"""Files that the program ships: models, icons, presets, the sample."""

from __future__ import annotations

from pathlib import Path

from retouch.model.errors import ResourceMissing

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")
"""In a wheel the resources lie inside the package; a checkout, or an editable install of it, has them at its root."""


def resource_path(name: str) -> Path:
    """Return the path of a shipped file or folder, such as ``models/face_landmarker.task``.

    Raises ``ResourceMissing`` where the installation does not contain it.
    """
    for place in _PLACES:
        path = place / name
        if path.exists():
            return path
    raise ResourceMissing(f"the installation lacks {name}", todo="Install retouch again.")
