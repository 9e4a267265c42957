"""Roll call of a group: people down, frames across, one face per cell with the state of its eyes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from retouch.cull.roll import Cell, RollCall, roll_call
from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.faces_panel import close_up_box, crop
from retouch.gui.icons import draw
from retouch.gui.pictures import Pictures
from retouch.gui.sentences import said
from retouch.gui.theme import CAPTION, Colour, body_font
from retouch.model.photo import PhotoId
from retouch.tasks.session import Entry

_CELL, _GAP, _HEAD, _SIDE = 84, 4, 22, 72
_EDGE = 2048


def call(desk: Desk) -> RollCall | None:
    """Return the roll call of the current burst; ``None`` where it is not a group of several frames."""
    burst = desk.burst()
    if burst is None or desk.shoot is None:
        return None
    entries = [desk.known[p] for p in burst.photos if p in desk.known]
    judged = {e.photo.id: e.judged for e in entries if e.judged is not None}
    scenes = {e.photo.id: e.scene for e in entries if e.scene is not None}
    if len(judged) < len(burst.photos):
        return None
    return roll_call(burst, judged, scenes)


class RollTable(QWidget):
    """The table itself, painted cell by cell; arrows move through it, Enter opens the face."""

    chosen = Signal(str, int)
    """A photo and the number of the face in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._roll: RollCall | None = None
        self._small = body_font(CAPTION)

    def bind(self, desk: Desk, previews: Pictures) -> None:
        """Take pictures from here."""
        self._desk, self._previews = desk, previews
        previews.ready.connect(self._arrived)

    def show_roll(self, roll: RollCall | None) -> None:
        """Show a roll call."""
        self._roll = roll
        rows, columns = (len(roll.people), len(roll.frames)) if roll is not None else (0, 0)
        self.setFixedSize(QSize(_SIDE + columns * (_CELL + _GAP), _HEAD + rows * (_CELL + _GAP)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        roll = self._roll
        if roll is None:
            return
        painter = QPainter(self)
        painter.setFont(self._small)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for column, photo in enumerate(roll.frames):
            self._paint_head(painter, roll, column, photo)
        for row in range(len(roll.people)):
            side = QRectF(0, _HEAD + row * (_CELL + _GAP), _SIDE - 8, _CELL)
            painter.setPen(Colour.QUIET.qt)
            seen = sum(c is not None and c.good for c in roll.cells[row])
            said = self.tr("Person {n}").format(n=row + 1) + f"\n{seen} / {len(roll.frames)}"
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
            for column, photo in enumerate(roll.frames):
                self._paint_cell(painter, self._rect(row, column), self._desk.known.get(photo), roll.cells[row][column])

    def _rect(self, row: int, column: int) -> QRectF:
        return QRectF(_SIDE + column * (_CELL + _GAP), _HEAD + row * (_CELL + _GAP), _CELL, _CELL)

    def _paint_head(self, painter: QPainter, roll: RollCall, column: int, photo: PhotoId) -> None:
        box = QRectF(_SIDE + column * (_CELL + _GAP), 0, _CELL, _HEAD)
        covers = photo in roll.cover
        painter.setPen(Colour.SUGGESTED.qt if covers else Colour.QUIET.qt)
        good = sum(row[column] is not None and row[column].good for row in roll.cells)  # type: ignore[union-attr]
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{column + 1} · {good}/{len(roll.people)}")
        current = self._desk.current
        if current is not None and current.photo.id == photo:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), Colour.FOCUS.qt)
        elif covers:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), Colour.SUGGESTED.qt)

    def _paint_cell(self, painter: QPainter, rect: QRectF, entry: Entry | None, cell: Cell | None) -> None:
        painter.fillRect(rect, Colour.PANEL.qt)
        if entry is None or cell is None or entry.scene is None:
            painter.setPen(Colour.FAINT.qt)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–")
            return
        picture = self._previews.get(entry.photo, _EDGE)
        if picture is not None:
            box = close_up_box(entry.scene.faces[cell.face].box, picture.width() / max(picture.height(), 1))
            cut = crop(picture, box, rect.size().toSize())
            painter.drawPixmap(rect, cut, QRectF(cut.rect()))
        if cell.good:
            return
        text, mood = words.eyes(cell.eyes)
        colour = Colour.REJECTED if mood == "bad" else Colour.QUIET
        band = QRectF(rect.left(), rect.bottom() - 18, rect.width(), 18)
        painter.fillRect(band, QColor(35, 35, 35, 215))
        draw(painter, "eye-closed", QRectF(band.left() + 2, band.top() + 1, 16, 16), colour.qt)
        painter.setPen(colour.qt)
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(band.width()) - 22)
        painter.drawText(band.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        painter.setPen(QPen(colour.qt, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        column, row = int((point.x() - _SIDE) // (_CELL + _GAP)), int((point.y() - _HEAD) // (_CELL + _GAP))
        roll = self._roll
        inside = roll is not None and 0 <= column < len(roll.frames) and -1 <= row < len(roll.people)
        return (row, column) if inside else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None and self._roll is not None:
            row, column = at
            cell = self._roll.cells[row][column] if row >= 0 else None
            self.chosen.emit(self._roll.frames[column], cell.face if cell is not None else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self._desk.current
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.chosen.emit(current.photo.id, -1)
        else:
            super().keyPressEvent(event)

    def _arrived(self, photo: str) -> None:
        if self._roll is not None and photo in self._roll.frames and self.isVisible():
            self.update()


class RollCallView(QWidget):
    """The table under its sentence."""

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.table = RollTable()
        self.table.setAccessibleName(self.tr("Roll call: people down, frames across"))
        self.table.chosen.connect(self.chosen)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.table)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(scroll, 1)

    def bind(self, desk: Desk, previews: Pictures) -> None:
        """Show the current burst of this desk."""
        self._desk = desk
        self.table.bind(desk, previews)

    def refresh(self) -> None:
        """Show the roll call of the current burst, or say why there is none."""
        roll = call(self._desk)
        self.table.show_roll(roll)
        none = self.tr("This burst is not a group: a roll call needs three people in two frames or more.")
        self._sentence.setText(said(roll.sentence) if roll is not None else none)
        self.table.setAccessibleDescription(self._sentence.text())
