"""What a loupe shows of the current photo: the best picture that is here, a sharper one as soon as it is."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QPixmap

from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.picture_view import PictureView, Place
from retouch.gui.pictures import Pictures
from retouch.gui.theme import VERDICT_COLOURS, Colour
from retouch.model.scene import FaceReading, Scene
from retouch.tasks.session import Entry

EDGES = (2048, 8192)
"""Long edges in pixels: enough for the screen, and all there is."""
THUMBNAIL = 512


def same_face(face: FaceReading, scene: Scene) -> int | None:
    """Return which face of another frame is this one: by likeness where it is known, else by place."""
    if not scene.faces:
        return None

    def apart(other: FaceReading) -> float:
        (x, y), (u, v) = face.box.centre, other.box.centre
        distance = math.hypot(x - u, y - v) / max(face.box.width, 0.02)
        alike = sum(a * b for a, b in zip(face.signature, other.signature, strict=False))
        return distance - 2 * alike

    best = min(range(len(scene.faces)), key=lambda n: apart(scene.faces[n]))
    return best if apart(scene.faces[best]) < 2.5 else None


class Looking(QObject):
    """Keeps one ``PictureView`` on a photo. Zoom holds its place, or follows a face, from frame to frame."""

    def __init__(
        self, view: PictureView, desk: Desk, thumbnails: Pictures, previews: Pictures, *, badges: bool = True
    ) -> None:
        super().__init__(view)
        self._badges = badges
        self._view, self._desk = view, desk
        self._thumbnails, self._previews = thumbnails, previews
        self._entry: Entry | None = None
        self._followed: FaceReading | None = None
        view.placed.connect(lambda _: self._sharpen())
        for source in (thumbnails, previews):
            source.ready.connect(self._arrived)

    @property
    def entry(self) -> Entry | None:
        """The photo that is shown."""
        return self._entry

    def followed(self) -> int | None:
        """Return which face of the photo is followed."""
        if self._followed is None or self._entry is None or self._entry.scene is None:
            return None
        return same_face(self._followed, self._entry.scene)

    def show(self, entry: Entry | None) -> None:
        """Look at a photo."""
        self._entry = entry
        if entry is None:
            self._view.show_picture(None, QSize(), note="")
            self._view.set_badge("")
            return
        number = self.followed()
        if number is not None and self._view.zoomed and entry.scene is not None:
            x, y = entry.scene.faces[number].box.centre
            self._view.set_place(replace(self._view.place, x=x, y=y))
            self._followed = entry.scene.faces[number]
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the photo, and the best picture that is here."""
        entry = self._entry
        if entry is None:
            return
        text, colour, solid = badge(entry)
        self._view.set_badge(text if self._badges else "", colour.qt, solid=solid)
        pixmap = self._picture(entry)
        note = self._previews.why_not(entry.photo.id, EDGES[0]) or self._view.tr("Opening {name}…").format(
            name=entry.photo.name
        )
        self._view.show_picture(pixmap, self._full(entry, pixmap), note=note)
        self._sharpen()

    def picture(self) -> QPixmap | None:
        """Return the best picture of the photo that is here."""
        return self._picture(self._entry) if self._entry is not None else None

    def follow(self, number: int) -> None:
        """Zoom to a face and stay with it through the burst."""
        entry = self._entry
        if entry is None or entry.scene is None or number >= len(entry.scene.faces):
            return
        self._followed = entry.scene.faces[number]
        self._view.zoom_to(self._followed.box)

    def release(self) -> None:
        """Follow no face any more."""
        self._followed = None

    def fit(self) -> None:
        """Show the whole photo."""
        self.release()
        self._view.set_place(Place())

    def _picture(self, entry: Entry) -> QPixmap | None:
        return (
            self._previews.best(entry.photo, EDGES[::-1])
            or self._previews.get(entry.photo, EDGES[0])
            or self._thumbnails.get(entry.photo, THUMBNAIL)
        )

    def _full(self, entry: Entry, pixmap: QPixmap | None) -> QSize:
        size = QSize(entry.photo.capture.width, entry.photo.capture.height)
        if pixmap is None or size.isEmpty():
            return size
        if (size.width() > size.height()) != (pixmap.width() > pixmap.height()):
            size.transpose()  # some files state the size before it is turned upright
        return QSize(size.width(), round(size.width() * pixmap.height() / pixmap.width()))

    def _sharpen(self) -> None:
        if self._entry is not None and self._view.isVisible() and self._view.needed_edge() > EDGES[0]:
            self._previews.get(self._entry.photo, EDGES[1])

    def _arrived(self, photo: str) -> None:
        if self._entry is not None and photo == self._entry.photo.id:
            self.refresh()


def badge(entry: Entry) -> tuple[str, Colour, bool]:
    """Return words, colour and whether they are decided (solid) for the corner of a loupe."""
    stars = "  " + "★" * entry.marks.rating if entry.marks.rating and entry.marks.rating > 0 else ""
    if entry.verdict is not None:
        return words.decided(entry.verdict) + stars, VERDICT_COLOURS[entry.verdict], True
    if entry.suggested is not None:
        said = words.tr("Suggested: {verdict}").format(verdict=words.verdict(entry.suggested.value).lower())
        return said + stars, Colour.SUGGESTED, False
    return stars.strip(), Colour.TEXT, True
