"""Photos as cells: the grid, the filmstrip and the survey are this one view in other sizes."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from retouch.gui.desk import Desk
from retouch.gui.icons import draw
from retouch.gui.photo_list import ENTRY, PhotoList
from retouch.gui.pictures import Pictures
from retouch.gui.theme import CAPTION, LABEL_COLOURS, VERDICT_COLOURS, Colour, body_font
from retouch.model.decision import Verdict
from retouch.tasks.session import Entry

Index = QModelIndex | QPersistentModelIndex
_ICONS = {Verdict.KEEP: "pick", Verdict.REJECT: "reject", Verdict.MAYBE: "maybe"}
_FOOT = 20
_MARGIN = 6
_TEXTS = 20_000
_DIM = QColor(35, 35, 35, 150)
_AT_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_AT_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_CURRENT = QPen(Colour.FOCUS.qt, 2)
_OUTLINES: dict[Verdict | None, QPen] = {
    Verdict.KEEP: QPen(Colour.PICKED.qt, 2),
    Verdict.REJECT: QPen(Colour.REJECTED.qt, 2),
    None: QPen(Colour.SUGGESTED.qt, 2, Qt.PenStyle.DotLine),
}
"""Of what is decided, and of what is only suggested."""


class PhotoCell(QStyledItemDelegate):
    """Paints one photo: solid colour where decided, amber and dotted where only suggested, grey where neither.

    Each call into Qt may have to wait for Python's lock while other threads decode, so there are few: what cells have
    in common is painted once.
    """

    def __init__(self, desk: Desk, thumbnails: Pictures, edge: int, *, foot: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails = desk, thumbnails
        self.edge = edge
        self._foot = _FOOT if foot else 0
        self._small = body_font(CAPTION)
        self._metrics = QFontMetricsF(self._small)
        self._elided: OrderedDict[tuple[str, int], str] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell()

    def cell(self) -> QSize:
        """Return the size of a cell: room for 3 : 2 in either direction of the longer edge."""
        return QSize(self.edge + 2 * _MARGIN, round(self.edge * 0.75) + 2 * _MARGIN + self._foot)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY)
        if entry is None:
            return
        rect: QRect = option.rect
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(x + 2, y + 2, width - 4, height - 4, Colour.LINE.qt)
        room = QRect(x + _MARGIN, y + _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN - self._foot)
        shown = self._paint_picture(painter, room, entry)
        self._paint_verdict(painter, shown, entry)
        self._paint_label(painter, shown, entry)
        if self._foot:
            foot = QRect(x + 2 + _MARGIN, y + height - 4 - self._foot, width - 4 - 2 * _MARGIN, self._foot)
            self._paint_foot(painter, foot, entry)
        if self._desk.current is entry:
            painter.setPen(_CURRENT)
            painter.drawRect(x + 2, y + 2, width - 4, height - 4)

    def _paint_picture(self, painter: QPainter, room: QRect, entry: Entry) -> QRect:
        pixmap = self._thumbnails.get(entry.photo, 512)
        if pixmap is None:
            painter.fillRect(room, Colour.PANEL.qt)
            if self._thumbnails.why_not(entry.photo.id, 512):
                centre = room.center()
                side = QRectF(centre.x() - 10, centre.y() - 10, 20, 20)
                draw(painter, "warning", side, Colour.REJECTED.qt)
            return room
        shown = fitted(pixmap, room)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, pixmap)
        if entry.verdict is Verdict.REJECT:
            painter.fillRect(shown, _DIM)
        return shown

    def _paint_verdict(self, painter: QPainter, shown: QRect, entry: Entry) -> None:
        decided = entry.verdict if entry.verdict is not Verdict.MAYBE else None
        open_one = entry.suggested if decided is None else None
        verdict = decided if open_one is None else open_one.value
        if verdict is None:
            return
        solid = decided is not None
        if verdict is not Verdict.MAYBE:
            painter.setPen(_OUTLINES[verdict if solid else None])
            painter.drawRect(shown.adjusted(1, 1, -1, -1))
        painter.drawPixmap(
            shown.left() + 3, shown.top() + 3, _badge(verdict, solid, painter.device().devicePixelRatioF())
        )

    def _paint_label(self, painter: QPainter, shown: QRect, entry: Entry) -> None:
        colour = LABEL_COLOURS.get(entry.marks.label or "")
        if colour is not None:
            painter.fillRect(shown.left() + 2, shown.bottom() - 5, shown.width() - 4, 4, colour)

    def _paint_foot(self, painter: QPainter, foot: QRect, entry: Entry) -> None:
        painter.setFont(self._small)
        painter.setPen(Colour.QUIET.qt)
        stars = entry.marks.rating or 0
        burst = self._desk.burst(entry.photo.id)
        lead = f"{burst.id} · " if burst is not None and len(burst.photos) > 1 else ""
        name = self._shortened(lead + entry.photo.name, foot.width() - 12 * max(stars, 0))
        painter.drawText(foot, _AT_LEFT, name)
        if stars > 0:
            painter.drawText(foot, _AT_RIGHT, "★" * stars)

    def _shortened(self, text: str, width: int) -> str:
        """Return a text with its middle left out where it is too long; found once per text and width."""
        found = self._elided.get((text, width))
        if found is None:
            found = self._metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
            self._elided[text, width] = found
            if len(self._elided) > _TEXTS:
                self._elided.popitem(last=False)
        return found


@cache
def _badge(verdict: Verdict, solid: bool, dots: float) -> QPixmap:
    """Return the round badge of a verdict, 22 px wide: filled where it is decided, dotted where it is suggested."""
    colour = VERDICT_COLOURS[verdict].qt if solid else Colour.SUGGESTED.qt
    pixmap = QPixmap(round(22 * dots), round(22 * dots))
    pixmap.setDevicePixelRatio(dots)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DotLine))
    painter.setBrush(colour if solid else QColor(35, 35, 35, 220))
    painter.drawEllipse(QRectF(1, 1, 20, 20))
    draw(painter, _ICONS[verdict], QRectF(4, 4, 14, 14), Colour.SURROUND.qt if solid else colour)
    painter.end()
    return pixmap


def fitted(pixmap: QPixmap, room: QRect) -> QRect:
    """Return where a picture lies when it is fitted into a room."""
    width, height = pixmap.width(), pixmap.height()
    w, h = room.width(), room.height()
    scale = min(w / max(width, 1), h / max(height, 1))
    width, height = round(width * scale), round(height * scale)
    return QRect(room.x() + (w - width) // 2, room.y() + (h - height) // 2, width, height)


class PhotoGrid(QListView):
    """A view on a ``PhotoList`` that shares current photo and selection with the desk."""

    opened = Signal()
    """A double click or Enter: look at it closely."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(40)
        self._desk: Desk | None = None
        self._list: PhotoList | None = None
        self._cell: PhotoCell | None = None
        self._wanted = 180
        self._following = False
        self.empty = ""
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def bind(self, desk: Desk, photos: PhotoList, thumbnails: Pictures, edge: int, *, strip: bool = False) -> None:
        """Show a list. A strip is one row that scrolls sideways and has no names."""
        self._desk, self._list, self._wanted = desk, photos, edge
        self._cell = PhotoCell(desk, thumbnails, edge, foot=not strip, parent=self)
        self.setItemDelegate(self._cell)
        self.setGridSize(self._cell.cell())
        if strip:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(False)
            self.setFixedHeight(self._cell.cell().height() + self.horizontalScrollBar().sizeHint().height())
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(photos)
        self.selectionModel().selectionChanged.connect(self._selected)
        self.selectionModel().currentChanged.connect(self._went)
        photos.modelReset.connect(self.follow)
        for changed in (photos.modelReset, photos.rowsInserted):
            changed.connect(self._describe)
        photos.many_touched.connect(self.viewport().update)
        desk.moved.connect(self.follow)
        thumbnails.ready.connect(self._arrived)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._list is not None and not self._list.ids and self.empty:
            painter = QPainter(self.viewport())
            painter.setPen(Colour.QUIET.qt)
            area = self.viewport().rect().adjusted(40, 40, -40, -40)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty)

    def say_empty(self, text: str) -> None:
        """Say this where there is nothing to show."""
        self.empty = text
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.empty if self._list is not None and not self._list.ids else "")

    def set_edge(self, edge: int) -> None:
        """Change how large the cells should be at least."""
        self._wanted = edge
        self._fill_width()
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fill_width()
        super().resizeEvent(event)

    def _fill_width(self) -> None:
        """Make the cells so wide that a row fills the view."""
        if self._cell is None or not self.isWrapping():
            return
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2
        columns = max(1, room // (self._wanted + 2 * _MARGIN))
        self._cell.edge = max(room // columns - 2 * _MARGIN, 32)
        self.setGridSize(self._cell.cell())

    def follow(self) -> None:
        """Make the desk's current photo current here, and visible."""
        if self._desk is None or self._list is None or self._desk.current is None:
            return
        index = self._list.index_of(self._desk.current.photo.id)
        self._following = True
        try:
            model = self.selectionModel()
            if index.isValid() and (index != model.currentIndex() or not model.isSelected(index)):
                many = len(self._desk.selection) > 1 and model.isSelected(index)
                flag = model.SelectionFlag.NoUpdate if many else model.SelectionFlag.ClearAndSelect
                model.setCurrentIndex(index, flag)
            if index.isValid():
                self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        finally:
            self._following = False
        self.viewport().update()

    def _went(self, index: QModelIndex) -> None:
        entry = self._list.entry_at(index) if self._list is not None else None
        if entry is not None and self._desk is not None and not self._following:
            self._desk.go_to(entry.photo.id)

    def _selected(self, new: QItemSelection, old: QItemSelection) -> None:
        if self._following or self._desk is None or self._list is None:
            return
        ids = self._list.ids
        self._desk.select([ids[r] for r in sorted(i.row() for i in self.selectionModel().selectedIndexes())])

    def _arrived(self, photo: str) -> None:
        if self._list is None or not self.isVisible():
            return
        row = self._list.row_of(photo)  # type: ignore[arg-type]
        if row is not None:
            self.update(self._list.index(row))
