"""Lists of photos for views: the filtered shoot, one burst, a selection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from retouch.gui import words
from retouch.model.photo import PhotoId
from retouch.tasks.session import Entry

ENTRY = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_FEW = 50
Index = QModelIndex | QPersistentModelIndex


def spoken(entry: Entry) -> str:
    """Return what a screen reader says of a photo."""
    parts = [entry.photo.name]
    if entry.error is not None:
        parts.append(str(entry.error))
    if entry.verdict is not None:
        parts.append(words.decided(entry.verdict))
    elif entry.suggested is not None:
        parts.append(words.tr("suggested: {verdict}").format(verdict=words.verdict(entry.suggested.value)))
    if entry.marks.rating:
        parts.append(words.tr("{n} stars").format(n=entry.marks.rating))
    return ", ".join(parts)


class PhotoList(QAbstractListModel):
    """Photos in order. ``known`` is shared with the desk, so an entry that changed is seen at once."""

    many_touched = Signal()
    """Many photos look different now: paint again what is visible. ``dataChanged`` would have views ask for each."""

    def __init__(self, known: Mapping[PhotoId, Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._ids: list[PhotoId] = []
        self._rows: dict[PhotoId, int] = {}

    @property
    def ids(self) -> Sequence[PhotoId]:
        """Photos in order."""
        return self._ids

    def set_ids(self, ids: Sequence[PhotoId]) -> None:
        """Show these photos. Photos that are only added at the end leave selection and scrolling alone."""
        old = len(self._ids)
        if self._ids == ids[:old] and len(ids) >= old:
            if len(ids) > old:
                self.beginInsertRows(_ROOT, old, len(ids) - 1)
                self._take(ids)
                self.endInsertRows()
            return
        self.beginResetModel()
        self._take(ids)
        self.endResetModel()

    def _take(self, ids: Sequence[PhotoId]) -> None:
        self._ids = list(ids)
        self._rows = {p: n for n, p in enumerate(ids)}

    def row_of(self, photo: PhotoId) -> int | None:
        """Return where a photo is, if it is in this list."""
        return self._rows.get(photo)

    def index_of(self, photo: PhotoId) -> QModelIndex:
        """Return the index of a photo; invalid where it is not in this list."""
        row = self._rows.get(photo)
        return self.index(row) if row is not None else QModelIndex()

    def entry_at(self, index: Index) -> Entry | None:
        """Return the entry at an index."""
        return self._known.get(self._ids[index.row()]) if index.isValid() and index.row() < len(self._ids) else None

    def touch(self, photos: Collection[PhotoId]) -> None:
        """Tell views that these photos look different now."""
        rows = [r for p in photos if (r := self._rows.get(p)) is not None]
        if len(rows) > _FEW:
            self.many_touched.emit()
            return
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.photo.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry)
        return None
