"""One set of line icons, drawn from SVG in the colour of the text around them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from retouch.gui.theme import Colour
from retouch.model.resources import resource_path

SIZES = (16, 20, 32, 40)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: str, into: QRectF, colour: QColor) -> None:
    """Draw an icon into a rectangle."""
    _renderer(name, colour.name()).render(painter, into)


@cache
def icon(name: str, colour: str = str(Colour.TEXT)) -> QIcon:
    """Return an icon of ``resources/icons``; disabled it is faint."""
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, str(Colour.FAINT))):
        for size in SIZES:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, name, QRectF(0, 0, size, size), QColor(shade))
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def flat_button(name: str, tip: str) -> QToolButton:
    """Return a button without a frame that shows an icon, and says what it does to eyes and to screen readers."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setProperty("flat", True)
    return button
