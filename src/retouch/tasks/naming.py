"""Names of delivered files, from a template such as ``{date}_{name}`` or ``Smith wedding {number}``."""

from __future__ import annotations

import re
import string

from retouch.model.errors import UsageError
from retouch.model.photo import Photo

PLAIN = "{name}"
FIELDS = ("name", "number", "date", "time", "shoot")
"""``name`` is the original's without suffix, ``number`` counts the delivery from 0001, ``date`` and ``time`` are the
camera's, ``shoot`` is the folder."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def check(template: str) -> None:
    """Raise ``UsageError`` where a template cannot be filled in, or would give every photo no name."""
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as e:
        raise UsageError(f"“{template}” is not a naming template ({e})", None, _known()) from e
    unknown = [f for f in fields if f not in FIELDS]
    if unknown:
        raise UsageError(f"a name cannot contain {{{unknown[0]}}}", None, _known())
    try:
        template.format(**dict.fromkeys(FIELDS, "x"))
    except ValueError as e:
        raise UsageError(f"“{template}” is not a naming template ({e})", None, _known()) from e
    if not template.strip():
        raise UsageError("the names are empty", None, _known())


def stem(template: str, photo: Photo, number: int) -> str:
    """Return a file name without suffix. What file systems forbid becomes ``-``; an unknown time leaves a gap.

    Raises ``UsageError`` where ``check`` does.
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
    return _FORBIDDEN.sub("-", filled).strip(" .") or photo.path.stem


def _known() -> str:
    return "It may contain " + ", ".join(f"{{{f}}}" for f in FIELDS) + "."
