"""The list on the Deliver page: what would be written, and then what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from retouch.gui.icons import icon
from retouch.gui.theme import Colour

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Mood(IntEnum):
    """What a line stands for, in the order in which lines are shown."""

    FAILED = 0
    NOTICE = 1
    WRITTEN = 2
    PLANNED = 3


_ICONS = {
    Mood.FAILED: ("warning", Colour.REJECTED),
    Mood.NOTICE: ("warning", Colour.TEXT),
    Mood.WRITTEN: ("accept", Colour.PICKED),
    Mood.PLANNED: ("dot", Colour.QUIET),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a file that would be or was written, something to know, or a photo that failed with the reason."""

    text: str
    mood: Mood
    path: Path | None = None
    """What to open when the line is activated."""


class Results(QAbstractListModel):
    """Lines, failures first, then what to know, then the rest in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, in order."""
        return tuple(self._lines)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: line.mood)
        self.endResetModel()

    def add(self, line: Line) -> None:
        """Add a line after those of its mood."""
        row = sum(x.mood <= line.mood for x in self._lines)
        self.beginInsertRows(_ROOT, row, row)
        self._lines.insert(row, line)
        self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        if role == Qt.ItemDataRole.DecorationRole:
            name, colour = _ICONS[line.mood]
            return icon(name, str(colour))
        return None
