"""Colours, type and spacing: one palette and one style sheet."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from retouch.model.decision import Label, Verdict
from retouch.model.resources import resource_path

STEP = 4
"""Spacing goes in steps of so many pixels."""
BODY, CAPTION = 13, 11
"""Type sizes in pixels."""


@cache
def _made(name: str) -> QColor:
    """Parse a colour once: cells ask for it thousands of times."""
    return QColor(name)


class Colour(StrEnum):
    """Every colour of the window. The surround of a picture is neutral; the rest of the colours mean something."""

    SURROUND = "#232323"
    PANEL = "#2b2b2b"
    RAISED = "#343434"
    LIFTED = "#3a3a3a"
    LINE = "#3f3f3f"
    FAINT = "#6a6a6a"
    QUIET = "#9a9a9a"
    TEXT = "#d6d6d6"
    PICKED = "#5fae6b"
    REJECTED = "#c9605a"
    SUGGESTED = "#d9a441"
    FOCUS = "#6f9fd8"

    @property
    def qt(self) -> QColor:
        """The same for Qt."""
        return QColor(_made(str(self)))


GREY_SURROUND = QColor("#777777")
"""Middle grey (18 % in sRGB), for print work."""

VERDICT_COLOURS = {Verdict.KEEP: Colour.PICKED, Verdict.REJECT: Colour.REJECTED, Verdict.MAYBE: Colour.QUIET}
LABEL_COLOURS: dict[str, QColor] = {
    Label.RED: QColor("#b5484c"),
    Label.YELLOW: QColor("#c9b23f"),
    Label.GREEN: QColor("#5f9e54"),
    Label.BLUE: QColor("#4f7fb8"),
    Label.PURPLE: QColor("#8d63ad"),
}


def body_font(size: int = BODY) -> QFont:
    """Return the system's family at ``size`` px with figures of equal width, so that numbers do not dance."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette() -> QPalette:
    """Return the palette for what the style sheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: Colour.PANEL,
        roles.Base: Colour.SURROUND,
        roles.AlternateBase: Colour.PANEL,
        roles.Button: Colour.RAISED,
        roles.ToolTipBase: Colour.RAISED,
        roles.Highlight: Colour.FOCUS,
        roles.HighlightedText: Colour.SURROUND,
        roles.Link: Colour.FOCUS,
        roles.Mid: Colour.LINE,
        roles.Dark: Colour.SURROUND,
    }.items():
        made.setColor(role, colour.qt)
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText, roles.BrightText):
        made.setColor(role, Colour.TEXT.qt)
        made.setColor(QPalette.ColorGroup.Disabled, role, Colour.FAINT.qt)
    made.setColor(roles.PlaceholderText, Colour.QUIET.qt)
    return made


def style_sheet() -> str:
    """Return the style sheet with the colours filled in."""
    text = resource_path("style/retouch.qss").read_text(encoding="utf-8")
    names = {c.name.lower(): str(c) for c in Colour} | {"icons": resource_path("icons").as_posix()}
    return re.sub(r"@([a-z]+)", lambda m: names[m.group(1)], text)


def apply(app: QApplication) -> None:
    """Give the application its look."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(body_font())
    app.setPalette(palette())
    app.setStyleSheet(style_sheet())


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and restyle the widget if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
