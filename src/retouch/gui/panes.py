"""Several photos beside each other, zoomed together: two to compare, or a whole burst to survey."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retouch.gui.desk import Desk
from retouch.gui.elided_label import ElidedLabel
from retouch.gui.looking import Looking, badge, same_face
from retouch.gui.picture_view import PictureView, Place
from retouch.gui.pictures import Pictures
from retouch.gui.theme import CAPTION, set_property
from retouch.model.photo import PhotoId
from retouch.model.scene import FaceReading
from retouch.tasks.session import Entry

MOST = 12
"""More photos than this do not fit beside each other at a useful size."""


class Pane(QWidget):
    """One photo with its name."""

    pressed = Signal(str)

    def __init__(self, desk: Desk, thumbnails: Pictures, previews: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = PictureView(self)
        self.last = Place()
        self.looking = Looking(self.view, desk, thumbnails, previews, badges=False)  # on a small pane it hides a face
        self.name = ElidedLabel(alignment=Qt.AlignmentFlag.AlignRight)
        self.name.setProperty("role", "quiet")
        self.state = QLabel()
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addStretch(1)
        below.addWidget(self.name)
        below.addWidget(self.state)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.view, 1)
        column.addLayout(below)
        self.view.installEventFilter(self)

    def show_entry(self, entry: Entry, *, current: bool, best: bool) -> None:
        """Show a photo; the current one is framed, the best of its burst says so."""
        self.looking.show(entry)
        self.name.setText(entry.photo.name + (" · " + self.tr("best") if best else ""))
        self.view.setAccessibleName(self.name.text())
        self.view.framed = current
        set_property(self.name, "role", "strong" if current else "quiet")
        text, colour, _ = badge(entry)
        self.state.setText(text)
        self.state.setStyleSheet(f"color: {colour}; font-size: {CAPTION}px")
        self.view.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and self.looking.entry is not None:
            self.pressed.emit(self.looking.entry.photo.id)
        return super().eventFilter(watched, event)


class Panes(QWidget):
    """Photos in a grid of panes. What is zoomed in one is zoomed in all, each at the same person's face."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: list[Pane] = []
        self._ids: tuple[PhotoId, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._grid.setSpacing(4)
        self._followed: FaceReading | None = None
        self._moving = False

    def bind(self, desk: Desk, thumbnails: Pictures, previews: Pictures) -> None:
        """Show photos of this desk."""
        self._desk, self._thumbnails, self._previews = desk, thumbnails, previews

    @property
    def ids(self) -> tuple[PhotoId, ...]:
        """Photos that are shown."""
        return self._ids

    @property
    def zoomed(self) -> bool:
        """Whether the panes are zoomed."""
        return bool(self._ids) and self._panes[0].view.zoomed

    def show_photos(self, ids: Sequence[PhotoId]) -> None:
        """Show these photos, at most ``MOST``."""
        ids = tuple(ids[:MOST])
        place = self._panes[0].view.place if self._ids else Place()
        while len(self._panes) < len(ids):
            self._add_pane()
        fewer_or_more = len(ids) != len(self._ids)
        if fewer_or_more:
            self._arrange(len(ids))
        fresh = set(ids) - set(self._ids)
        self._ids = ids
        for pane, photo in zip(self._panes, ids, strict=False):
            if photo in fresh:
                pane.last = place
                pane.view.set_place(place)
        self.refresh()
        if self._followed is not None and fewer_or_more and place.scale is not None:
            QTimer.singleShot(0, self._zoom_again)  # once the panes have their new size
        elif place.scale is not None and self._followed is not None:
            self._zoom_all(self._followed, place.scale)

    def _zoom_again(self) -> None:
        """Fill panes of another size with the face that is followed."""
        if self._followed is not None and self._ids:
            self._moving = True
            self._panes[0].view.zoom_to(self._followed.box)
            self._moving = False
            self._zoom_all(self._followed, self._panes[0].view.place.scale or 1.0)

    def refresh(self) -> None:
        """Show the state of the photos."""
        current = self._desk.current
        for pane, photo in zip(self._panes, self._ids, strict=False):
            entry = self._desk.known.get(photo)
            if entry is not None:
                burst = self._desk.burst(photo)
                best = burst is not None and len(burst.photos) > 1 and self._desk.rank(photo) == 1
                pane.show_entry(entry, current=current is entry, best=best)

    def toggle_zoom(self) -> None:
        """Zoom all panes to the main face of the current photo, and back."""
        current = self._desk.current
        faces = current.scene.faces if current is not None and current.scene is not None else ()
        if self.zoomed:
            self.fit()
        elif faces:
            self.zoom_to_face(max(range(len(faces)), key=lambda n: faces[n].box.area))
        else:
            self._each_place(lambda pane: Place(1.0))

    def zoom_to_face(self, number: int) -> None:
        """Zoom every pane to the person who is this face of the current photo."""
        current = self._desk.current
        if current is None or current.scene is None or current.photo.id not in self._ids:
            return
        self._followed = current.scene.faces[number]
        pane = self._panes[self._ids.index(current.photo.id)]
        self._moving = True
        pane.view.zoom_to(self._followed.box)
        self._moving = False
        self._zoom_all(self._followed, pane.view.place.scale or 1.0)

    def fit(self) -> None:
        """Show whole photos."""
        self._followed = None
        self._each_place(lambda pane: Place())

    def _zoom_all(self, face: FaceReading, scale: float) -> None:
        def at(pane: Pane) -> Place:
            scene = pane.looking.entry.scene if pane.looking.entry is not None else None
            number = same_face(face, scene) if scene is not None else None
            x, y = (scene.faces[number] if scene is not None and number is not None else face).box.centre
            return Place(scale, x, y)

        self._each_place(at)

    def _each_place(self, place: Callable[[Pane], Place]) -> None:
        for pane in self._panes[: len(self._ids)]:
            pane.last = place(pane)
            pane.view.set_place(pane.last)

    def _add_pane(self) -> None:
        pane = Pane(self._desk, self._thumbnails, self._previews, self)
        pane.pressed.connect(self._desk.go_to)
        pane.view.placed.connect(lambda place: self._moved(pane, place))
        self._panes.append(pane)

    def _moved(self, moved: Pane, place: Place) -> None:
        """Follow a pane that was moved by hand: by the same way from wherever each pane looks."""
        if self._moving or not moved.isVisible():
            return
        self._moving = True
        dx, dy = place.x - moved.last.x, place.y - moved.last.y
        moved.last = place
        for pane in self._panes[: len(self._ids)]:
            if pane is not moved:
                old = pane.view.place
                together = place if old.scale is None or place.scale is None else None
                pane.last = together or replace(old, scale=place.scale, x=old.x + dx, y=old.y + dy)
                pane.view.set_place(pane.last)
        self._moving = False

    def _arrange(self, count: int) -> None:
        columns = count if count <= 3 else math.ceil(math.sqrt(count))
        for pane in self._panes:
            self._grid.removeWidget(pane)
            pane.hide()
        for n, pane in enumerate(self._panes[:count]):
            self._grid.addWidget(pane, n // columns, n % columns)
            pane.show()
        for n in range(MOST):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)
            self._grid.setRowStretch(n, 1 if n < math.ceil(count / max(columns, 1)) else 0)
