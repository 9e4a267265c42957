"""Roll call of a group: people down, frames across, one face per cell with the state of its eyes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from retouch.cull.roll import Cell, RollCall, roll_call
from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.faces_panel import close_up_box, crop
from retouch.gui.icons import draw
from retouch.gui.pictures import Pictures
from retouch.gui.sentences import said
from retouch.gui.theme import CAPTION, Colour, body_font, set_property
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Box
from retouch.tasks.session import Entry

_CELL, _GAP, _HEAD, _SIDE = 84, 4, 22, 72
_EDGE = 2048
_OWN_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


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
    """The table itself, painted cell by cell. Up and down go from person to person, Enter opens the face."""

    chosen = Signal(str, int)
    """A photo and the number of the face in it."""
    key_asked = Signal(str, int)
    """The person with this face counts above all others, or no longer."""
    went = Signal(int)
    """The row that begins at this height is the current one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._roll: RollCall | None = None
        self._row = 0
        self._small = body_font(CAPTION)
        self._faces: dict[tuple[PhotoId, Box, int], QPixmap] = {}
        """Faces as cut out. The previews of a long burst do not fit into memory: each pushes out one still needed."""

    def bind(self, desk: Desk, previews: Pictures) -> None:
        """Take pictures from here."""
        self._desk, self._previews = desk, previews
        previews.ready.connect(self._arrived)
        previews.cleared.connect(self._faces.clear)

    def show_roll(self, roll: RollCall | None) -> None:
        """Show a roll call."""
        if roll is None or self._roll is None or roll.people != self._roll.people:
            self._row = 0
        if roll is None or self._roll is None or roll.frames != self._roll.frames:
            self._faces.clear()
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
            self._paint_side(painter, roll, row)
            for column, photo in enumerate(roll.frames):
                rect = self._rect(row, column)
                if rect.intersects(QRectF(event.rect())):  # what is scrolled away asks for no picture
                    self._paint_cell(painter, rect, self._desk.known.get(photo), roll.cells[row][column])

    def _paint_side(self, painter: QPainter, roll: RollCall, row: int) -> None:
        side = QRectF(0, _HEAD + row * (_CELL + _GAP), _SIDE - 8, _CELL)
        here = row == self._row and self.hasFocus()
        if here:
            painter.fillRect(side.adjusted(0, 0, 6, 0), Colour.RAISED.qt)
        painter.setPen(Colour.TEXT.qt if here else Colour.QUIET.qt)
        seen = sum(c is not None and c.good for c in roll.cells[row])
        said = self.tr("Person {n}").format(n=row + 1) + f"\n{seen} / {len(roll.frames)}"
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(side.adjusted(0, -10, 0, -10), flags, said)
        key = self.is_key(row)
        star = QRectF(side.right() - 16, side.center().y() + 12, 16, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, "star-filled" if key else "star", star, (Colour.PICKED if key else Colour.FAINT).qt)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def is_key(self, row: int) -> bool:
        """Return whether the person of a row is a key person."""
        seen = self._seen(row)
        return seen is not None and seen[1] in self._desk.key_faces(seen[0])

    def toggle_key(self, row: int | None = None) -> None:
        """Make the person of a row, or of the current one, a key person or an ordinary one again."""
        seen = self._seen(self._row if row is None else row)
        if seen is not None:
            self.key_asked.emit(*seen)

    def _seen(self, row: int) -> tuple[PhotoId, int] | None:
        """Return a frame in which a person is, the current one first, and the number of the face."""
        roll, current = self._roll, self._desk.current
        if roll is None or row >= len(roll.cells):
            return None
        pairs = [(f, c.face) for f, c in zip(roll.frames, roll.cells[row], strict=True) if c is not None]
        return next((p for p in pairs if current is not None and p[0] == current.photo.id), pairs[0])

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
        cut = self._face(entry.photo, entry.scene.faces[cell.face].box)
        if cut is not None:
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

    def _face(self, photo: Photo, face: Box) -> QPixmap | None:
        """Return a face as it is shown; ``None`` before its preview is there, which is asked for."""
        edge = round(_CELL * self.devicePixelRatioF())
        key = photo.id, face, edge
        if key not in self._faces:
            picture = self._previews.get(photo, _EDGE)
            if picture is None:
                return None
            box = close_up_box(face, picture.width() / max(picture.height(), 1))
            self._faces[key] = crop(picture, box, QSize(edge, edge))
        return self._faces[key]

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        column, row = int((point.x() - _SIDE) // (_CELL + _GAP)), int((point.y() - _HEAD) // (_CELL + _GAP))
        roll = self._roll
        inside = roll is not None and 0 <= column < len(roll.frames) and -1 <= row < len(roll.people)
        return (row, column) if inside else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int((event.position().y() - _HEAD) // (_CELL + _GAP))
        if event.position().x() < _SIDE and self._roll is not None and 0 <= row < len(self._roll.people):
            self.toggle_key(row)
            return
        at = self._at(event.position())
        if at is not None and self._roll is not None:
            row, column = at
            cell = self._roll.cells[row][column] if row >= 0 else None
            self.chosen.emit(self._roll.frames[column], cell.face if cell is not None else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self._desk.current
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None and self._roll is not None:
            column = self._roll.frames.index(current.photo.id) if current.photo.id in self._roll.frames else None
            cell = self._roll.cells[self._row][column] if column is not None else None
            self.chosen.emit(current.photo.id, cell.face if cell is not None else -1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._roll is not None:
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            self._row = min(max(self._row + by, 0), len(self._roll.people) - 1)
            self.went.emit(_HEAD + self._row * (_CELL + _GAP))
            self.update()
        else:
            super().keyPressEvent(event)

    def _arrived(self, photo: str) -> None:
        roll, entry = self._roll, self._desk.known.get(PhotoId(photo))
        if roll is None or photo not in roll.frames or not self.isVisible():
            return
        column = roll.frames.index(PhotoId(photo))
        for cell in (row[column] for row in roll.cells):  # now: the next preview may push this one out before a paint
            if cell is not None and entry is not None and entry.scene is not None:
                self._face(entry.photo, entry.scene.faces[cell.face].box)
        self.update()


class RollCallView(QWidget):
    """The table under its sentence."""

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.table = RollTable()
        self.table.setAccessibleName(self.tr("Roll call: people down, frames across; K marks a key person"))
        self.table.chosen.connect(self.chosen)
        scroll = self._scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.table)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.went.connect(lambda y: scroll.ensureVisible(0, y + _CELL, 0, _CELL + _HEAD))
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
        self._scroll.setVisible(roll is not None)
        set_property(self._sentence, "role", "" if roll is not None else "empty")
        centre = Qt.AlignmentFlag.AlignCenter if roll is None else Qt.AlignmentFlag.AlignLeft
        self._sentence.setAlignment(centre)
        self.table.setAccessibleDescription(self._sentence.text())
