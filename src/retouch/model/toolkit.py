"""One lock for everything that goes through exiv2."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

EXIV2 = threading.RLock()
"""Hold this around every use of exiv2 on XMP, from reading a file to the last value taken from it.

The XMP toolkit inside exiv2 keeps one table of namespaces for the whole process, which reading changes as well as
writing, without a lock of its own; and the Python binding lets other threads run meanwhile. The lock lives here because
the two packages that use exiv2 are siblings and must share it.
"""

RETOUCH = "http://ns.retouch.invalid/1.0/"
"""Our XMP namespace: under a domain that is reserved never to exist, because nothing of ours is on the internet."""


def restore_namespaces(properties: Any, well_known: Mapping[str, str]) -> None:
    """Give prefixes their meaning back, and make our own known. ``properties`` is exiv2's ``XmpProperties``.

    A file that declares ``dc`` to be something else would otherwise change what is written into all later files. (A
    well-known prefix must not be registered again: exiv2 then forgets the types of its properties.)
    """
    properties.registerNs(RETOUCH, "retouch")
    for prefix, uri in well_known.items():
        if (now := properties.ns(prefix)) != uri:
            properties.unregisterNs(now)
