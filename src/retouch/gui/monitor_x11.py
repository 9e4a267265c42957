"""The profile that colour managers leave at the root window of X11 (freedesktop's ICC Profiles in X, 0.4).

Qt does not hand it out. Other systems: Wayland's compositor converts for us, and elsewhere a file can be chosen.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtGui import QGuiApplication, QScreen

_ANY_TYPE = 0
_MOST_WORDS = 4 << 20  # of 4 bytes


class _Reply(ctypes.Structure):
    """The head of ``xcb_get_property_reply_t``, as far as it is read here."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("format", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("bytes_after", ctypes.c_uint32),
        ("value_len", ctypes.c_uint32),
    )


class _Atom(ctypes.Structure):
    """``xcb_intern_atom_reply_t``."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    """``xcb_screen_iterator_t``; the first word of a screen is its root window."""

    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


def root_profile(screen: QScreen | None) -> bytes | None:
    """Return the ICC profile of a screen, or ``None`` where there is none, or where this is not X11."""
    if QGuiApplication.platformName() != "xcb":
        return None
    number = QGuiApplication.screens().index(screen) if screen is not None else 0
    names = [f"_ICC_PROFILE_{number}"] if number else ["_ICC_PROFILE", "_ICC_PROFILE_0"]
    try:
        xcb, libc = _libraries()
    except OSError:
        return None
    connection = xcb.xcb_connect(None, None)
    try:
        if xcb.xcb_connection_has_error(connection):
            return None
        root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection)).data[0]
        found = (_property(xcb, libc, connection, root, name) for name in names)
        return next((data for data in found if data), None)
    finally:
        xcb.xcb_disconnect(connection)


def _property(xcb: Any, libc: Any, connection: Any, root: int, name: str) -> bytes | None:
    cookie = xcb.xcb_intern_atom(connection, 1, len(name), name.encode())
    reply = xcb.xcb_intern_atom_reply(connection, cookie, None)
    if not reply:
        return None
    atom = reply.contents.atom
    libc.free(reply)
    if not atom:
        return None
    cookie = xcb.xcb_get_property(connection, 0, root, atom, _ANY_TYPE, 0, _MOST_WORDS)
    answer = xcb.xcb_get_property_reply(connection, cookie, None)
    if not answer:
        return None
    size = xcb.xcb_get_property_value_length(answer)
    data = ctypes.string_at(xcb.xcb_get_property_value(answer), size)
    libc.free(answer)
    return data or None


def _libraries() -> tuple[Any, Any]:
    """Return libxcb, which Qt's own plugin needs too, and the C library, which frees what libxcb hands out."""
    xcb, libc = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL(None)
    pointer = ctypes.c_void_p
    for name, result, arguments in (
        ("xcb_connect", pointer, [ctypes.c_char_p, pointer]),
        ("xcb_connection_has_error", ctypes.c_int, [pointer]),
        ("xcb_disconnect", None, [pointer]),
        ("xcb_get_setup", pointer, [pointer]),
        ("xcb_setup_roots_iterator", _Screens, [pointer]),
        ("xcb_intern_atom", _Cookie, [pointer, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p]),
        ("xcb_intern_atom_reply", ctypes.POINTER(_Atom), [pointer, _Cookie, pointer]),
        ("xcb_get_property", _Cookie, [pointer, ctypes.c_uint8, *[ctypes.c_uint32] * 5]),
        ("xcb_get_property_reply", ctypes.POINTER(_Reply), [pointer, _Cookie, pointer]),
        ("xcb_get_property_value", pointer, [pointer]),
        ("xcb_get_property_value_length", ctypes.c_int, [pointer]),
    ):
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    libc.free.restype, libc.free.argtypes = None, [pointer]
    return xcb, libc
