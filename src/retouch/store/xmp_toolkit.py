"""What exiv2 makes of an XMP packet, and of the marks inside a photo. To be called in a worker process only.

A file made to crash exiv2 would take the process along, so nothing here is called from the window or a command itself:
packets come through ``store.xmp_check``, photos through the worker that examines them.
"""

from __future__ import annotations

from pathlib import Path

import exiv2

from retouch.model.toolkit import EXIV2, restore_namespaces
from retouch.store import marks as words
from retouch.store.marks import Marks, from_properties
from retouch.store.xmp_check import WELL_KNOWN

_REFUSALS = (exiv2.Exiv2Error, ArithmeticError, LookupError, ValueError, RuntimeError)
"""What exiv2 raises on damaged files: its own error, and those of C++."""


def finds_something(packet: bytes) -> bool:
    """Whether exiv2 (and so darktable, digiKam and others) finds a property in a packet in UTF-8, which holds some."""
    with EXIV2:
        exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
        restore_namespaces(exiv2.XmpProperties, WELL_KNOWN)
        try:
            image = exiv2.ImageFactory.open(packet)
            image.readMetadata()
        except _REFUSALS:
            return True  # RDF without the usual wrapping: legal, but exiv2 does not look at it
        return bool(image.xmpData().count() > 0)


def embedded(path: Path) -> Marks:
    """Return rating, verdict and label that stand inside a photo: its XMP, and failing that its EXIF rating.

    A file that says nothing, or that exiv2 cannot read, gives empty marks.
    """
    with EXIV2:
        try:
            image = exiv2.ImageFactory.open(_named(path))
            image.readMetadata()
            found = {d.key(): d.toString() for d in image.xmpData()}
            stars = {d.key(): d.toString() for d in image.exifData() if d.key() == "Exif.Image.Rating"}
        except (OSError, *_REFUSALS):
            return Marks()
    keys = {
        words.XMP_RATING: "Xmp.xmp.Rating",
        words.XMP_LABEL: "Xmp.xmp.Label",
        words.PICK: "Xmp.xmpDM.pick",
        words.GOOD: "Xmp.xmpDM.good",
        words.PICK_LABEL: "Xmp.digiKam.PickLabel",
        words.TAGGED: "Xmp.photomechanic.Tagged",
    }
    values = {name: found[key] for name, key in keys.items() if key in found}
    values.setdefault(words.XMP_RATING, stars.get("Exif.Image.Rating", ""))
    return from_properties(values.get, None)


def _named(path: Path) -> str | bytes:
    """Return what exiv2 opens: a name, or all bytes of a file whose name is no Unicode, which it does not take."""
    name = str(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return path.read_bytes()
    return name
