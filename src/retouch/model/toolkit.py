"""One lock for everything that goes through exiv2."""

from __future__ import annotations

import threading

EXIV2 = threading.RLock()
"""Hold this around every use of exiv2 on XMP, from reading a file to the last value taken from it.

The XMP toolkit inside exiv2 keeps one table of namespaces for the whole process, which reading changes as well as
writing, without a lock of its own; and the Python binding lets other threads run meanwhile. The lock lives here because
the two modules that may import exiv2 are siblings and must share it.
"""
