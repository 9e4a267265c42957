"""The ICC profiles that we embed, as bytes from `resources/icc` (made by `packaging/make_icc.py`)."""

from __future__ import annotations

from functools import cache
from typing import Final

from retouch.model.errors import ResourceMissing
from retouch.model.frame import Space
from retouch.model.resources import resource_path

_FILES: Final = {Space.SRGB: "srgb.icc", Space.DISPLAY_P3: "display-p3.icc", Space.ADOBE_RGB: "adobe-rgb.icc"}


@cache
def icc_bytes(space: Space) -> bytes:
    """Return the profile of a display space. Raises ``ResourceMissing`` where it was not installed with the program."""
    path = resource_path(f"icc/{_FILES[space]}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResourceMissing("a colour profile is missing", path, "Install the program again.") from error
