"""Photos as cells: the grid, the filmstrip and the survey are this one view in other sizes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent
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
from retouch.model.decision import Label, Verdict
from retouch.tasks.session import Entry

Index = QModelIndex | QPersistentModelIndex
_ICONS = {Verdict.KEEP: "pick", Verdict.REJECT: "reject", Verdict.MAYBE: "maybe"}
_FOOT = 20
_MARGIN = 6


class PhotoCell(QStyledItemDelegate):
    """Paints one photo: solid colour where decided, amber and dotted where only suggested, grey where neither."""

    def __init__(self, desk: Desk, thumbnails: Pictures, edge: int, *, foot: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails = desk, thumbnails
        self.edge = edge
        self._foot = _FOOT if foot else 0
        self._small = body_font(CAPTION)
        self._dim = QColor(35, 35, 35, 150)

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
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setFont(self._small)
        cell = QRectF(rect).adjusted(2, 2, -2, -2)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(cell, Colour.LINE.qt)
        room = cell.adjusted(_MARGIN - 2, _MARGIN - 2, 2 - _MARGIN, 2 - _MARGIN - self._foot)
        shown = self._paint_picture(painter, room, entry)
        self._paint_verdict(painter, shown, entry)
        self._paint_label(painter, shown, entry)
        if self._foot:
            self._paint_foot(painter, cell, entry)
        if self._desk.current is entry:
            painter.setPen(QPen(Colour.FOCUS.qt, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRectF, entry: Entry) -> QRectF:
        pixmap = self._thumbnails.get(entry.photo, 512)
        if pixmap is None:
            failed = bool(self._thumbnails.why_not(entry.photo.id, 512))
            side = QRectF(room.center() - QPointF(10, 10), room.center() + QPointF(10, 10))
            painter.fillRect(room, Colour.PANEL.qt)
            if failed:
                draw(painter, "warning", side, Colour.REJECTED.qt)
            return room
        shown = fitted(pixmap, room)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, pixmap, QRectF(pixmap.rect()))
        if entry.verdict is Verdict.REJECT:
            painter.fillRect(shown, self._dim)
        return shown

    def _paint_verdict(self, painter: QPainter, shown: QRectF, entry: Entry) -> None:
        open_one = entry.suggested
        if entry.verdict in (Verdict.KEEP, Verdict.REJECT):
            colour, style, name = VERDICT_COLOURS[entry.verdict].qt, Qt.PenStyle.SolidLine, _ICONS[entry.verdict]
        elif open_one is not None:
            colour, style, name = Colour.SUGGESTED.qt, Qt.PenStyle.DotLine, _ICONS[open_one.value]
        else:
            return
        if name != _ICONS[Verdict.MAYBE]:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2, style))
            painter.drawRect(shown.adjusted(1, 1, -1, -1))
        spot = QRectF(shown.left() + 4, shown.top() + 4, 20, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.2, style))
        painter.setBrush(QColor(35, 35, 35, 220) if style == Qt.PenStyle.DotLine else colour)
        painter.drawEllipse(spot)
        draw(painter, name, spot.adjusted(3, 3, -3, -3), colour if style == Qt.PenStyle.DotLine else Colour.SURROUND.qt)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_label(self, painter: QPainter, shown: QRectF, entry: Entry) -> None:
        colour = LABEL_COLOURS.get(Label(entry.marks.label)) if entry.marks.label in set(Label) else None
        if colour is not None:
            painter.fillRect(QRectF(shown.left() + 2, shown.bottom() - 6, shown.width() - 4, 4), colour)

    def _paint_foot(self, painter: QPainter, cell: QRectF, entry: Entry) -> None:
        foot = QRectF(cell.left() + _MARGIN, cell.bottom() - self._foot - 2, cell.width() - 2 * _MARGIN, self._foot)
        stars = entry.marks.rating or 0
        painter.setPen(Colour.QUIET.qt)
        if stars > 0:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "★" * stars)
            foot.setWidth(foot.width() - 12 * stars)
        burst = self._desk.burst(entry.photo.id)
        lead = f"{burst.id} · " if burst is not None and len(burst.photos) > 1 else ""
        name = painter.fontMetrics().elidedText(
            lead + entry.photo.name, Qt.TextElideMode.ElideMiddle, int(foot.width())
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def fitted(pixmap: QPixmap, room: QRectF) -> QRectF:
    """Return where a picture lies when it is fitted into a room."""
    size = pixmap.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(
        round(room.center().x() - size.width() / 2),
        round(room.center().y() - size.height() / 2),
        size.width(),
        size.height(),
    )


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
        desk.moved.connect(self.follow)
        thumbnails.ready.connect(self._arrived)

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
