"""The two lists on the left of the Cull page: filters with counts, and bursts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from retouch.cull.bursts import Burst, BurstKind
from retouch.cull.chapters import Chapter
from retouch.gui.desk import Desk
from retouch.gui.filters import FILTERS, Filter
from retouch.gui.grid import fitted
from retouch.gui.pictures import Pictures
from retouch.gui.theme import CAPTION, Colour, body_font
from retouch.gui.words import tr
from retouch.model.decision import Verdict
from retouch.tasks.session import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COUNT = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2
BURST = Qt.ItemDataRole.UserRole + 3
_ALWAYS = frozenset({"all", "undecided", "keep", "maybe", "reject", "picked", "rejected"})


class FilterList(QAbstractListModel):
    """Filters that let something through, and those that are always there."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: list[Filter] = [f for f in FILTERS if f.key in _ALWAYS]
        desk.reset.connect(self.refresh)
        desk.updated.connect(self.refresh)
        desk.filtered.connect(self.refresh)

    def refresh(self) -> None:
        """Show new counts; a line appears when its first photo does, and stays where it is."""
        wanted = [f for f in FILTERS if f.key in _ALWAYS or self._desk.counts[f.key] or f.key == self._desk.filter]
        if wanted != self._shown:
            self.beginResetModel()
            self._shown = wanted
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def row_of(self, key: str) -> int:
        """Return the row of a filter, −1 where it is not shown."""
        return next((n for n, f in enumerate(self._shown) if f.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line = self._shown[index.row()]
        text = QCoreApplication.translate("filters", line.text)
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: text,
            Qt.ItemDataRole.AccessibleTextRole: f"{text}: {self._desk.counts[line.key]}",
            COUNT: self._desk.counts[line.key],
            KEY: line.key,
        }
        return values.get(role)


def _background(painter: QPainter, option: QStyleOptionViewItem) -> QRectF:
    rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
    state: QStyle.StateFlag = option.state
    colour = None
    if state & QStyle.StateFlag.State_Selected:
        colour = Colour.LINE
    elif state & QStyle.StateFlag.State_MouseOver:
        colour = Colour.RAISED
    if colour is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour.qt)
        painter.drawRoundedRect(rect, 4, 4)
    return rect


class FilterLine(QStyledItemDelegate):
    """Words on the left, count on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = _background(painter, option).adjusted(8, 0, -8, 0)
        count = index.data(COUNT) or 0
        painter.setPen(Colour.TEXT.qt if count else Colour.QUIET.qt)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(Colour.QUIET.qt)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))
        painter.restore()


class BurstList(QAbstractListModel):
    """Bursts in order of time, under headings where the shoot has several scenes."""

    touched = Signal()
    """Lines look different now, but stand where they stood: ``dataChanged`` would lay out all of them anew."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[Burst | Chapter] = []
        self._rows: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        self._scenes: tuple[Chapter, ...] | None = None
        desk.reset.connect(self.refresh)
        desk.updated.connect(self.refresh)

    def refresh(self) -> None:
        """Show the bursts of the desk's shoot."""
        scenes = self._desk.chapters
        if scenes is self._scenes:
            self.touched.emit()
            return
        self._scenes = scenes
        lines: list[Burst | Chapter] = []
        for scene in scenes:
            lines += [scene, *scene.bursts] if len(scenes) > 1 else scene.bursts
        if [line.photos for line in lines] != [line.photos for line in self._lines]:
            self.beginResetModel()
            self._take(lines)
            self.endResetModel()
        elif lines:
            self._take(lines)
            self.touched.emit()

    def _take(self, lines: list[Burst | Chapter]) -> None:
        self._lines = lines
        self._rows = {line.id: n for n, line in enumerate(lines) if isinstance(line, Burst)}
        headings = [n for n, line in enumerate(lines) if isinstance(line, Chapter)]
        self._numbers = {row: number for number, row in enumerate(headings, 1)}

    def row_of(self, burst: Burst) -> int:
        """Return the row of a burst, −1 where it is not there."""
        return self._rows.get(burst.id, -1)

    def burst_at(self, row: int) -> Burst | None:
        """Return the burst of a row; of a heading the first burst of its scene."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line.bursts[0] if isinstance(line, Chapter) else line

    def entries(self, burst: Burst) -> list[Entry]:
        """Return the entries of a burst, in order."""
        return [self._desk.known[p] for p in burst.photos if p in self._desk.known]

    def best(self, burst: Burst) -> Entry | None:
        """Return the picked photo of a burst, or else the best one."""
        entries = self.entries(burst)
        picked = [e for e in entries if e.verdict is Verdict.KEEP]
        return min(picked or entries, key=lambda e: self._desk.rank(e.photo.id), default=None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None
        if line is None:
            return None
        if role == BURST:
            return line if isinstance(line, Burst) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._title(line) if isinstance(line, Burst) else self._heading(line, self._numbers[index.row()])
        return None

    def _heading(self, scene: Chapter, number: int) -> str:
        name = tr("Scene {n}").format(n=number)
        if scene.begins is None or scene.ends is None:
            return name
        begins, ends = f"{scene.begins:%H:%M}", f"{scene.ends:%H:%M}"
        return f"{name} · {begins}" + (f"–{ends}" if ends != begins else "")

    def _title(self, burst: Burst) -> str:
        entries = self.entries(burst)
        taken = entries[0].photo.capture.taken if entries else None
        kind = {
            BurstKind.SINGLE: tr("Single"),
            BurstKind.BURST: tr("Burst"),
            BurstKind.BRACKET: tr("Bracket"),
            BurstKind.PANORAMA: tr("Panorama"),
        }[burst.kind]
        return f"{kind} {burst.id}" + (f" · {taken:%H:%M}" if taken is not None else "")


class BurstLine(QStyledItemDelegate):
    """The best frame, the time, and how much of the burst is decided; or the heading of a scene."""

    def __init__(self, bursts: BurstList, thumbnails: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._bursts, self._thumbnails = bursts, thumbnails
        self._small = body_font(CAPTION)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 52 if index.data(BURST) is not None else 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        burst: Burst | None = index.data(BURST)
        if burst is None:
            self._paint_heading(painter, QRectF(option.rect), index.data() or "")
            return
        painter.save()
        rect = _background(painter, option)
        entries, best = self._bursts.entries(burst), self._bursts.best(burst)
        direction: Qt.LayoutDirection = option.direction

        def placed(logical: QRectF) -> QRect:
            """Mirror a place where one reads from right to left."""
            return QStyle.visualRect(direction, rect.toRect(), logical.toRect())

        room = placed(QRectF(rect.left() + 4, rect.top() + 4, 60, rect.height() - 8))
        pixmap = self._thumbnails.get(best.photo, 512) if best is not None else None
        if pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(fitted(pixmap, room), pixmap)
        text = placed(rect.adjusted(72, 6, -6, -8))
        painter.setPen(Colour.TEXT.qt)
        right = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(index.data(), right, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(self._small)
        painter.setPen(Colour.QUIET.qt)
        decided = sum(e.verdict is not None for e in entries)
        frames = tr("1 frame") if len(entries) == 1 else tr("{n} frames").format(n=len(entries))
        done = " · " + tr("{n} decided").format(n=decided) if decided else ""
        said = painter.fontMetrics().elidedText(frames + done, right, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, said)
        ordered = entries if direction is Qt.LayoutDirection.LeftToRight else entries[::-1]
        self._paint_share(painter, QRectF(text.left(), rect.bottom() - 6, text.width(), 2), ordered)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, text: str) -> None:
        painter.save()
        painter.setFont(self._small)
        painter.setPen(Colour.QUIET.qt)
        painter.fillRect(QRectF(rect.left() + 4, rect.bottom() - 2, rect.width() - 8, 1), Colour.LINE.qt)
        painter.drawText(rect.adjusted(4, 0, -4, -5), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
        painter.restore()

    def _paint_share(self, painter: QPainter, bar: QRectF, entries: Sequence[Entry]) -> None:
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        width = bar.width() / max(len(entries), 1)
        for n, e in enumerate(entries):
            colour = Colour.LINE
            if e.verdict is not None:
                colour = {Verdict.KEEP: Colour.PICKED, Verdict.REJECT: Colour.REJECTED}.get(e.verdict, Colour.QUIET)
            elif e.suggested is not None and e.suggested.value is Verdict.KEEP:
                colour = Colour.SUGGESTED
            painter.fillRect(QRectF(bar.left() + n * width, bar.top(), max(width - 1, 1), bar.height()), colour.qt)
