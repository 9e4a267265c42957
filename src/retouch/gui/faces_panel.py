"""The faces of the current photo as close-ups with chips. A click zooms the loupe to the face and follows it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from retouch.cull.judge import Judged
from retouch.gui import words
from retouch.gui.filters import soft
from retouch.gui.icons import flat_button, icon
from retouch.gui.theme import Colour, set_property
from retouch.model.scene import Box, EyeState, FaceReading, Scene
from retouch.tasks.session import Entry

_CLOSE_UP, _LARGE = 88, 128
_FEW = 2
"""So many faces are shown large."""
_EMPTY = 64
"""Height in pixels of a panel without faces."""
_SHOWN = 60
"""Of more faces than this only the largest are shown as close-ups."""


def close_up_box(face: Box, aspect: float) -> Box:
    """Return a square around a face with some air, in shares of a photo with this width over height."""
    side = max(face.width * aspect, face.height) * 1.25
    x, y = face.centre
    return Box(x - side / aspect / 2, y - side / 2, side / aspect, side)


def crop(picture: QPixmap, box: Box, size: QSize) -> QPixmap:
    """Return a place of a picture, cut at its borders, scaled to fit."""
    whole = picture.rect()
    rect = QRect(
        round(box.x * whole.width()),
        round(box.y * whole.height()),
        round(box.width * whole.width()),
        round(box.height * whole.height()),
    ).intersected(whole)
    if rect.isEmpty():
        return QPixmap()
    mode = Qt.TransformationMode.SmoothTransformation
    return picture.copy(rect).scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, mode)


def _chip(words_and_mood: tuple[str, str]) -> QLabel:
    label = QLabel(words_and_mood[0])
    label.setProperty("chip", words_and_mood[1])
    return label


class FaceCard(QFrame):
    """One face: close-up and chips."""

    chosen = Signal(int)
    key_asked = Signal(int)
    """This person counts above all others, or no longer."""

    def __init__(
        self,
        number: int,
        face: FaceReading,
        eyes: EyeState,
        *,
        soft: bool,
        side: int,
        key: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("face")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.number, self.face = number, face
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture = QLabel()
        self.picture.setFixedSize(side, side)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        chips = QVBoxLayout()
        chips.setSpacing(4)
        texts = []
        for pair in (words.eyes(eyes), words.focus(face, soft=soft), words.expression(face)):
            chips.addWidget(_chip(pair), alignment=Qt.AlignmentFlag.AlignLeft)
            texts.append(pair[0])
        if key:
            texts.append(self.tr("Key person"))
        chips.addStretch(1)
        chips.addWidget(self._star(), alignment=Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self.picture)
        row.addLayout(chips, 1)
        self.setAccessibleName(self.tr("Face {n}: {text}").format(n=number + 1, text=", ".join(texts)))

    def _star(self) -> QToolButton:
        star = flat_button("star-filled" if self.key else "star", self.tr("Key person: counts above all others (K)"))
        if self.key:
            star.setIcon(icon("star-filled", str(Colour.PICKED)))
        star.setCheckable(True)
        star.setChecked(self.key)
        star.clicked.connect(lambda: self.key_asked.emit(self.number))
        return star

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.number)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        action = menu.addAction(self.tr("Key person of the shoot"), lambda: self.key_asked.emit(self.number))
        action.setCheckable(True)
        action.setChecked(self.key)
        menu.exec(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.number)
        else:
            super().keyPressEvent(event)


class FacesPanel(QWidget):
    """Close-ups of all faces, largest first."""

    chosen = Signal(int)
    key_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[FaceCard] = []
        self._shown: tuple[Judged | Scene | None, frozenset[int]] = (None, frozenset())
        self._empty = QLabel(wordWrap=True)
        self._empty.setProperty("role", "quiet")
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setSpacing(4)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self._inner)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(scroll, 1)
        self.setMinimumWidth(220)

    def show_entry(self, entry: Entry | None, picture: QPixmap | None, empty: str, keys: Collection[int] = ()) -> None:
        """Show the faces of a photo, cut from a picture of it; ``keys`` are key persons.

        ``empty`` is said where there are none.
        """
        shown = ((entry.judged or entry.scene) if entry is not None else None), frozenset(keys)
        if shown[0] is not self._shown[0] or shown[1] != self._shown[1]:
            self._shown = shown
            self._rebuild(entry, keys)
        self._empty.setText(empty)
        self._empty.setVisible(not self._cards)
        if picture is not None:
            self.set_picture(picture)

    def set_picture(self, picture: QPixmap) -> None:
        """Cut the close-ups from this picture."""
        aspect = picture.width() / max(picture.height(), 1)
        for card in self._cards:
            size = card.picture.size() * self.devicePixelRatioF()
            cut = crop(picture, close_up_box(card.face.box, aspect), size)
            cut.setDevicePixelRatio(self.devicePixelRatioF())
            card.picture.setPixmap(cut)

    def mark(self, number: int | None) -> None:
        """Mark the face that the loupe follows."""
        for card in self._cards:
            set_property(card, "followed", card.number == number)

    def _rebuild(self, entry: Entry | None, keys: Collection[int]) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self.setMaximumHeight(_EMPTY)
        if entry is None or entry.scene is None:
            return
        suggestion = entry.judged.suggestion if entry.judged is not None else None
        vague = {e.face for e in suggestion.because if soft(e)} if suggestion is not None else set()
        judged = entry.judged.faces if entry.judged is not None else ()
        faces = sorted(enumerate(entry.scene.faces), key=lambda f: -f[1].box.area)
        for row, (number, face) in enumerate(faces[:_SHOWN]):
            eyes = judged[number].eyes if number < len(judged) else face.eyes
            side = _LARGE if len(faces) <= _FEW else _CLOSE_UP
            card = FaceCard(number, face, eyes, soft=number in vague, side=side, key=number in keys, parent=self._inner)
            card.chosen.connect(self.chosen)
            card.key_asked.connect(self.key_asked)
            self._grid.addWidget(card, row, 0)
            self._cards.append(card)
        self.setMaximumHeight(sum(c.sizeHint().height() + self._grid.spacing() for c in self._cards))
