"""retouch: cull, develop and retouch RAW portraits, offline; the photographer decides."""

__version__ = "0.1.0"
