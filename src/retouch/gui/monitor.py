"""Colours as the monitor needs them: its profile is found or chosen, and every picture goes through it.

Pictures arrive as sRGB. Where the monitor has a profile they are converted through ``QColorSpace`` in the thread that
made them, before anything is painted; where it has none, sRGB is what it is taken for, and nothing is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QColorTransform, QImage, QScreen

from retouch.gui.monitor_x11 import root_profile
from retouch.model.errors import RetouchError
from retouch.store.catalog import Catalog

_SETTING = "monitor"
_LARGEST = 32 << 20
"""Bytes of a file that is still taken for a profile."""


class Source(StrEnum):
    """Where the profile comes from."""

    SYSTEM = "system"
    NONE = "none"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the photographer wants; ``file`` counts for ``FILE`` only."""

    source: Source = Source.SYSTEM
    file: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What pictures are shown for: the name of a profile, and the way there, ``None`` for sRGB as it is."""

    name: str = ""
    transform: QColorTransform | None = None


_shown = Shown()


def shown() -> Shown:
    """Return what pictures are shown for now."""
    return _shown


def show_for(profile: bytes | None) -> Shown:
    """Convert pictures for this ICC profile from now on, or not at all.

    Raises ``ValueError`` where it is no RGB profile that one can convert to; then nothing is changed.
    """
    global _shown  # noqa: PLW0603  # one program has one way to the screen; threads read it, never half of it
    _shown = _way(profile) if profile is not None else Shown()
    return _shown


def managed(image: QImage) -> QImage:
    """Convert an sRGB image in place, and return it. Any thread may call it."""
    transform = _shown.transform
    if transform is not None:
        image.applyColorTransform(transform)
    return image


def choice(catalog: Catalog) -> Choice:
    """Return what was chosen."""
    data = catalog.setting(_SETTING)
    data = data if isinstance(data, dict) else {}
    source = data.get("source")
    known = Source(source) if source in list(Source) else Source.SYSTEM
    return Choice(known, Path(data["file"]) if data.get("file") else None)


def choose(catalog: Catalog, wanted: Choice) -> None:
    """Keep a choice."""
    data: dict[str, Any] = {"source": wanted.source.value, "file": str(wanted.file) if wanted.file else None}
    catalog.put_setting(_SETTING, data)


def follow(wanted: Choice, screen: QScreen | None) -> Shown:
    """Show pictures as chosen, on this screen.

    Raises ``RetouchError`` where the profile cannot be used; pictures are then shown as sRGB.
    """
    path = wanted.file if wanted.source is Source.FILE else None
    try:
        if path is not None:
            return show_for(_read(path))
        return show_for(root_profile(screen) if wanted.source is Source.SYSTEM else None)
    except (OSError, ValueError) as error:
        show_for(None)
        reason = getattr(error, "strerror", None) or error
        what = f"the monitor profile cannot be used ({reason})"
        raise RetouchError(what, path, "Choose an ICC profile of a monitor, or none.") from error


def _read(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise ValueError("too large")
    return path.read_bytes()


def _way(profile: bytes) -> Shown:
    space = QColorSpace.fromIccProfile(QByteArray(profile))
    if not space.isValid() or space.colorModel() != QColorSpace.ColorModel.Rgb or not space.isValidTarget():
        raise ValueError("not an RGB profile that colours can be converted to")
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    name = space.description() or "ICC"
    return Shown(name, None if space == srgb else srgb.transformationToColorSpace(space))
