"""Cull: see, compare, decide."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPointF, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QListView, QToolButton, QWidget

from retouch.gui.desk import Desk
from retouch.gui.forms.cull_page import Ui_CullPage
from retouch.gui.icons import icon
from retouch.gui.lists import KEY, BurstLine, BurstList, FilterLine, FilterList
from retouch.gui.looking import Looking
from retouch.gui.photo_list import PhotoList
from retouch.gui.pictures import Pictures
from retouch.model.decision import Evidence
from retouch.model.photo import PhotoId
from retouch.tasks.session import Entry

GRID_EDGE, STRIP_EDGE = 180, 104


class CullPage(QWidget):
    """Left what to show, in the middle the photos, right the faces and the reasons, at the bottom the burst."""

    accept_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = False
        self._anchor: PhotoId | None = None
        self.ui = Ui_CullPage()
        self.ui.setupUi(self)
        for button, name in (
            (self.ui.gridButton, "grid"),
            (self.ui.loupeButton, "loupe"),
            (self.ui.compareButton, "compare"),
            (self.ui.surveyButton, "survey"),
            (self.ui.rollCallButton, "people"),
        ):
            button.setIcon(icon(name))
        self.ui.columns.setSizes([208, 792, 280])
        self.ui.columns.setStretchFactor(0, 0)
        self.ui.columns.setStretchFactor(1, 1)
        self.ui.columns.setStretchFactor(2, 0)

    def bind(self, desk: Desk, thumbnails: Pictures, previews: Pictures) -> None:
        """Show what lies on the desk."""
        self._desk = desk
        self._previews = previews
        self._strip = PhotoList(desk.known, self)
        self._bind_lists(desk, thumbnails)
        self.ui.grid.bind(desk, desk.photos, thumbnails, GRID_EDGE)
        self.ui.filmstrip.bind(desk, self._strip, thumbnails, STRIP_EDGE, strip=True)
        self.looking = Looking(self.ui.loupe, desk, thumbnails, previews)
        self.ui.panes.bind(desk, thumbnails, previews)
        self.ui.rollCall.bind(desk, previews)
        self.ui.rollCall.chosen.connect(self._show_in_frame)
        self.ui.rollCall.table.key_asked.connect(desk.toggle_key)
        self.ui.grid.opened.connect(self.show_loupe)
        self.ui.filmstrip.opened.connect(self.show_loupe)
        self.ui.faces.chosen.connect(self.zoom_to_face)
        self.ui.faces.key_asked.connect(self._toggle_key)
        self.ui.why.shown.connect(self.show_evidence)
        self.ui.gridButton.clicked.connect(self.show_grid)
        self.ui.loupeButton.clicked.connect(self.show_loupe)
        self.ui.compareButton.clicked.connect(self.show_compare)
        self.ui.surveyButton.clicked.connect(self.show_survey)
        self.ui.rollCallButton.clicked.connect(self.show_roll_call)
        self.ui.acceptButton.clicked.connect(self.accept_asked)
        self.ui.loupe.placed.connect(lambda place: self.looking.release() if place.scale is None else None)
        desk.moved.connect(self.refresh)
        desk.reset.connect(self.refresh)
        desk.updated.connect(self._updated)
        for source in (thumbnails, previews):
            source.ready.connect(self._arrived)
        self.show_grid()

    def _bind_lists(self, desk: Desk, thumbnails: Pictures) -> None:
        self._filters, self._bursts = FilterList(desk, self), BurstList(desk, self)
        self.ui.filters.setModel(self._filters)
        self.ui.filters.setItemDelegate(FilterLine(self))
        self.ui.bursts.setModel(self._bursts)
        self.ui.bursts.setItemDelegate(BurstLine(self._bursts, thumbnails, self))
        for view in (self.ui.filters, self.ui.bursts):
            view.setMouseTracking(True)
            view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.ui.filters.clicked.connect(lambda i: desk.set_filter(i.data(KEY)))
        self.ui.filters.activated.connect(lambda i: desk.set_filter(i.data(KEY)))
        self._bursts.touched.connect(self.ui.bursts.viewport().update)
        self.ui.bursts.clicked.connect(self._go_to_burst)
        self._filters.modelReset.connect(self._fit_filters)
        desk.filtered.connect(self._fit_filters)
        self._fit_filters()
        thumbnails.ready.connect(lambda _: self.ui.bursts.viewport().update())

    def say_empty(self, *, reading: bool) -> None:
        """Say in the grid why it is empty, where it is."""
        if reading and not self._desk.known:
            said = self.tr("Looking for photos…")
        elif not self._desk.known:
            said = self.tr("There are no photos in this folder. Open another one with Ctrl+O, or drop it here.")
        else:
            said = self.tr("No photo is like this. “All photos” on the left shows everything again.")
        self.ui.grid.say_empty(said)

    def _fit_filters(self) -> None:
        self.ui.filters.setFixedHeight(self._filters.rowCount() * 24 + 4)
        row = self._filters.index(self._filters.row_of(self._desk.filter))
        self.ui.filters.selectionModel().setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- views

    @property
    def view(self) -> str:
        """Name of the view that is shown."""
        shown = self.ui.views.currentWidget()
        if shown is self.ui.panes:
            return "compare" if self._comparing else "survey"
        if shown is self.ui.loupe:
            return "loupe"
        return "roll_call" if shown is self.ui.rollCall else "grid"

    @property
    def closely(self) -> bool:
        """Whether the loupe is shown."""
        return self.ui.views.currentWidget() is self.ui.loupe

    def show_grid(self) -> None:
        """Show many photos."""
        self.ui.views.setCurrentWidget(self.ui.grid)
        self.ui.gridButton.setChecked(True)
        self.ui.grid.setFocus()
        self.ui.grid.follow()

    def show_loupe(self) -> None:
        """Show one photo."""
        self.ui.views.setCurrentWidget(self.ui.loupe)
        self.ui.loupeButton.setChecked(True)
        self.ui.loupe.setFocus()
        self.refresh()

    def show_compare(self) -> None:
        """Show the current photo beside the best of its burst (or beside the other selected one)."""
        self._show_panes(self.ui.compareButton, comparing=True)

    def show_survey(self) -> None:
        """Show the selection, or the whole burst, beside each other."""
        self._show_panes(self.ui.surveyButton, comparing=False)

    def _show_panes(self, button: QToolButton, *, comparing: bool) -> None:
        self._comparing, self._anchor = comparing, None
        self.ui.views.setCurrentWidget(self.ui.panes)
        button.setChecked(True)
        self.ui.panes.setFocus()
        self.refresh()

    def show_roll_call(self) -> None:
        """Show who has open eyes in which frame."""
        self.ui.views.setCurrentWidget(self.ui.rollCall)
        self.ui.rollCallButton.setChecked(True)
        self.ui.rollCall.table.setFocus()
        self.refresh()

    def _show_in_frame(self, photo: PhotoId, face: int) -> None:
        self._desk.go_to(photo)
        if face >= 0:
            self.zoom_to_face(face)
        else:
            self.show_loupe()

    def toggle_zoom(self) -> None:
        """Zoom to 100 % at the pointer, or on the largest face where the pointer is elsewhere; and back."""
        if self.ui.views.currentWidget() is self.ui.panes:
            self.ui.panes.toggle_zoom()
            return
        if not self.closely:
            self.show_loupe()
        at = QPointF(self.ui.loupe.mapFromGlobal(QCursor.pos()))
        if self.ui.loupe.rect().contains(at.toPoint()) and self.ui.loupe.underMouse():
            self.ui.loupe.toggle_zoom(at)
            return
        entry = self._desk.current
        faces = entry.scene.faces if entry is not None and entry.scene is not None else ()
        if self.ui.loupe.zoomed or not faces:
            self.ui.loupe.toggle_zoom()
        else:
            self.zoom_to_face(max(range(len(faces)), key=lambda n: faces[n].box.area))

    def zoom_to_face(self, number: int) -> None:
        """Zoom to a face and stay with it: in the loupe, or in all panes."""
        if self.ui.views.currentWidget() is self.ui.panes:
            self.ui.panes.zoom_to_face(number)
            return
        if not self.closely:
            self.show_loupe()
        self.looking.follow(number)
        self.ui.faces.mark(number)
        self.ui.loupe.setFocus()

    def show_evidence(self, evidence: Evidence) -> None:
        """Show where a reason was measured, beside the frame that did better where there is one."""
        if evidence.rival is not None and evidence.rival in self._desk.known:
            self.show_compare()
            self._anchor = evidence.rival
            self.refresh()
        elif not self.closely:
            self.show_loupe()
        if evidence.face is not None:
            self.zoom_to_face(evidence.face)
        elif evidence.where is not None:
            self.ui.loupe.zoom_to(evidence.where)

    # -- keeping up

    def refresh(self) -> None:
        """Show the current photo everywhere, once the page is shown."""
        if self.isHidden():
            return
        entry = self._desk.current
        burst = self._desk.burst()
        self._strip.set_ids(list(burst.photos) if burst is not None else [])
        self.ui.filmstrip.follow()
        if burst is not None:
            row = self._bursts.index(self._bursts.row_of(burst))
            self.ui.bursts.selectionModel().setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.ui.bursts.scrollTo(row)
        self._show_entry(entry)
        self._refresh_view()
        if self.closely:
            for photo in self._desk.neighbours():
                self._previews.get(photo, 2048, soon=False)

    def _refresh_view(self) -> None:
        shown = self.ui.views.currentWidget()
        if shown is self.ui.panes:
            self.ui.panes.show_photos(self._compared() if self._comparing else self._surveyed())
        elif shown is self.ui.rollCall:
            self.ui.rollCall.refresh()

    def _surveyed(self) -> list[PhotoId]:
        burst, selection = self._desk.burst(), self._desk.selection
        if len(selection) > 1:
            return list(selection)
        return list(burst.photos) if burst is not None else []

    def _compared(self) -> list[PhotoId]:
        """Return the anchor, which stays while one walks, and the current photo."""
        entry, burst = self._desk.current, self._desk.burst()
        if entry is None or burst is None:
            return []
        current = entry.photo.id
        if len(self._desk.selection) > 1:
            return list(self._desk.selection[:2])
        if self._anchor not in self._desk.known or self._desk.burst(self._anchor) != burst:
            self._anchor = min(burst.photos, key=self._desk.rank)
        if self._anchor != current:
            return [self._anchor, current]
        others = sorted((p for p in burst.photos if p != current), key=self._desk.rank)
        return [current, *others[:1]]

    def _show_entry(self, entry: Entry | None) -> None:
        self.looking.show(entry)
        self.ui.why.show_entry(entry)
        self.ui.caption.setText(caption(entry) if entry is not None else "")
        self._show_faces(entry)

    def _show_faces(self, entry: Entry | None) -> None:
        if entry is None:
            empty = ""
        elif entry.error is not None:
            empty = self.tr("This photo cannot be read.")  # what is wrong with it stands below
        elif entry.scene is None:
            empty = self.tr("Faces appear here as soon as this photo has been read.")
        else:
            empty = self.tr("No faces in this photo.")
        keys = self._desk.key_faces(entry.photo.id) if entry is not None else ()
        self.ui.faces.show_entry(entry, self.looking.picture(), empty, keys)
        self.ui.faces.mark(self.looking.followed() if self.ui.loupe.zoomed else None)

    def toggle_key(self) -> None:
        """Make the person one looks at a key person or an ordinary one: of the roll call, followed, or largest."""
        entry = self._desk.current
        if self.view == "roll_call":
            self.ui.rollCall.table.toggle_key()
        elif entry is not None and entry.scene is not None and entry.scene.faces:
            faces = entry.scene.faces
            followed = self.looking.followed() if self.ui.loupe.zoomed else None
            self._toggle_key(max(range(len(faces)), key=lambda n: faces[n].box.area) if followed is None else followed)

    def _toggle_key(self, face: int) -> None:
        if self._desk.current is not None:
            self._desk.toggle_key(self._desk.current.photo.id, face)

    def _updated(self, photos: frozenset[str]) -> None:
        self._strip.touch(photos)  # type: ignore[arg-type]
        entry = self._desk.current
        if entry is not None and entry.photo.id in photos:
            self.refresh()

    def _arrived(self, photo: str) -> None:
        entry = self._desk.current
        picture = self.looking.picture()
        if entry is not None and photo == entry.photo.id and picture is not None:
            self.ui.faces.set_picture(picture)

    def _go_to_burst(self, index: object) -> None:
        burst = self._bursts.burst_at(self.ui.bursts.currentIndex().row())
        best = self._bursts.best(burst) if burst is not None else None
        if best is not None:
            self._desk.select((best.photo.id,))
            self._desk.go_to(best.photo.id)


def caption(entry: Entry) -> str:
    """Return a photo's facts on one line."""
    c = entry.photo.capture
    shutter = "" if c.shutter is None else f"1/{round(1 / c.shutter)}" if 0 < c.shutter < 0.4 else f"{c.shutter:g} s"
    parts = [
        entry.photo.name,
        f"{c.taken:%H:%M:%S}" if c.taken is not None else "",
        f"{c.focal_length:g} mm" if c.focal_length else "",
        f"f/{c.aperture:g}" if c.aperture else "",
        shutter,
        f"ISO {c.iso}" if c.iso else "",
    ]
    return "   ".join(p for p in parts if p)
