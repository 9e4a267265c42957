"""Names of delivered files, from a template such as ``{date}_{name}`` or ``Smith wedding {number}``."""

from __future__ import annotations

import os
import re
import string

from retouch.model.errors import UsageError
from retouch.model.photo import Photo

PLAIN = "{name}"
FIELDS = ("name", "number", "date", "time", "shoot")
"""``name`` is the original's without suffix, ``number`` counts the delivery from 0001, ``date`` and ``time`` are the
camera's, ``shoot`` is the folder."""
_LONGEST_SPEC = 3
_MOST_BYTES = 240
"""Longest stem in UTF-8: file systems take 255 bytes a name, and a suffix and a number may follow."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def check(template: str) -> None:
    """Raise ``UsageError`` where a template cannot be filled in, or would give every photo no name."""
    try:
        parsed = [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as e:
        raise UsageError(f"“{template}” is not a naming template ({e})", None, _known()) from e
    unknown = [name for name, _ in parsed if name not in FIELDS]
    if unknown:
        raise UsageError(f"a name cannot contain {{{unknown[0]}}}", None, _known())
    if any(len(spec) > _LONGEST_SPEC for _, spec in parsed):  # {name:999999999} would fill the memory
        raise UsageError(f"“{template}” is not a naming template (a width is too large)", None, _known())
    try:
        template.format(**dict.fromkeys(FIELDS, "x"))
    except ValueError as e:
        raise UsageError(f"“{template}” is not a naming template ({e})", None, _known()) from e
    if not template.strip():
        raise UsageError("the names are empty", None, _known())


def stem(template: str, photo: Photo, number: int) -> str:
    """Return a file name without suffix. An unknown time leaves a gap; a name that is too long is cut.

    What file systems forbid becomes ``-``. Raises ``UsageError`` where ``check`` does.
    """
    check(template)
    taken = photo.capture.taken
    filled = template.format(
        name=photo.path.stem,
        number=f"{number:04}",
        date=f"{taken:%Y-%m-%d}" if taken is not None else "",
        time=f"{taken:%H%M%S}" if taken is not None else "",
        shoot=photo.path.parent.name,
    )
    plain = _FORBIDDEN.sub("-", filled).strip(" .") or photo.path.stem
    encoded = os.fsencode(plain)
    return plain if len(encoded) <= _MOST_BYTES else encoded[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .")


def _known() -> str:
    return "It may contain " + ", ".join(f"{{{f}}}" for f in FIELDS) + "."
