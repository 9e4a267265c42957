"""What of the original's metadata goes along; apart from ``metadata``, so that who chooses need not load exiv2."""

from __future__ import annotations

from enum import StrEnum


class Keep(StrEnum):
    """What of the original's metadata goes along with a delivered file."""

    ALL = "all"
    NO_GPS = "no-gps"  # nor names of places
    COPYRIGHT = "copyright"  # nothing but whose picture it is
    NONE = "none"
