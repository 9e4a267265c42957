"""All keys on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retouch.gui.actions import ACTIONS, MENUS, keys_of, text_of

_COLUMNS = (("File", "Edit", "Go"), ("Photo",), ("View", "Adjust", "Help"))


class KeySheet(QDialog):
    """Shows what is bound now; any key closes it."""

    def __init__(self, bound: Mapping[str, Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 24)
        row.setSpacing(40)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(8)
            for menu in (m for m in MENUS if m in menus):
                heading = QLabel(QCoreApplication.translate("menus", menu).upper())
                heading.setProperty("role", "heading")
                column.addWidget(heading)
                column.addLayout(_lines(menu, bound))
                column.addSpacing(8)
            column.addStretch(1)
            row.addLayout(column)


def _lines(menu: str, bound: Mapping[str, Sequence[str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    listed = [s for s in ACTIONS if s.menu == menu and keys_of(s, bound) and not s.twin]
    lines = [(text_of(s), keys_of(s, bound)) for s in listed]
    for n, (text, keys) in enumerate(lines):
        native = QKeySequence.SequenceFormat.NativeText
        shown = QLabel("  ".join(dict.fromkeys(QKeySequence(k).toString(native) for k in keys)))
        shown.setProperty("role", "quiet")
        grid.addWidget(QLabel(text), n, 0)
        grid.addWidget(shown, n, 1, Qt.AlignmentFlag.AlignRight)
    if any(s.twin and s.menu == menu for s in ACTIONS):
        shift = QLabel(QCoreApplication.translate("KeySheet", "Shift with stars or a label goes on, too"))
        shift.setProperty("role", "quiet")
        grid.addWidget(shift, len(lines), 0, 1, 2)
    grid.setColumnStretch(0, 1)
    return grid
