"""The picture on the Review page: drafts as they come, before and after, zoom, histogram and texture kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from retouch.adjust.base import Adjustment
from retouch.adjust.edit import Edit
from retouch.adjust.texture_floor import TextureFloor
from retouch.gui.carrying import OWN
from retouch.gui.detail import Detail
from retouch.gui.developing import Developing, Draft, Rendered, Texture
from retouch.gui.forms.review_page import Ui_ReviewPage
from retouch.gui.framing import in_frame
from retouch.gui.histogram import bins_of_image
from retouch.gui.looking import THUMBNAIL
from retouch.gui.picture_view import PictureView, Place, Split
from retouch.gui.pictures import Pictures
from retouch.gui.sentences import error_said
from retouch.gui.theme import set_property
from retouch.model.errors import RetouchError
from retouch.model.photo import Photo
from retouch.model.scene import Box
from retouch.tasks.preview import PREVIEW_EDGE
from retouch.tasks.session import Entry

_FLOOR = TextureFloor().floor / 100
"""Less texture than this is shown as a warning."""
_FACES_SAID = 6
_SHARPEN_MS = 60
_MUCH_SMALLER = 0.97


class Easel(QObject):
    """Holds one photo. Drafts are rendered at the size that is shown, and whole where one has zoomed in on pixels."""

    wanting = Signal()
    """The picture that is shown is too small for how it is looked at."""

    def __init__(self, ui: Ui_ReviewPage, developing: Developing, thumbnails: Pictures, previews: Pictures) -> None:
        super().__init__(ui.picture)
        self._ui, self._developing = ui, developing
        self._thumbnails, self._previews = thumbnails, previews
        self._entry: Entry | None = None
        self._asked = 0
        self._edit = Edit()
        self._soft: QImage | None = None
        self._sharp: QPixmap | None = None
        self._sharp_frame: tuple[Adjustment, ...] = ()
        self._detail: Detail | None = None
        self._sharpen = QTimer(self, singleShot=True, interval=_SHARPEN_MS)
        self._sharpen.timeout.connect(self._want_more)
        ui.picture.placed.connect(lambda _: self._sharpen.start())
        developing.shown.connect(self._take)
        developing.textured.connect(self._say_texture)
        developing.undressed.connect(self._take_before)
        developing.problem.connect(self._fail)

    @property
    def view(self) -> PictureView:
        """Where the picture is shown."""
        return self._ui.picture

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._entry.photo if self._entry is not None else None

    def clear(self, note: str) -> None:
        """Show no photo, and say why."""
        self._entry = None
        self._developing.drop()
        self.view.show_picture(None, QSize(), note=note)
        self._ui.histogram.show_bins(None)
        self._ui.texture.hide()

    def begin(self, entry: Entry) -> None:
        """Another photo: show the camera's picture until ours is there."""
        self._entry, self._asked = entry, 0
        self._soft = self._sharp = self._detail = None
        self._ui.texture.hide()
        self.view.set_badge("")
        early = self._previews.get(entry.photo, PREVIEW_EDGE) or self._thumbnails.get(entry.photo, THUMBNAIL)
        note = self.tr("Developing {name}…").format(name=entry.photo.name)
        self.view.show_picture(early, _whole_size(entry.photo, early), before=None, note=note)
        if early is not None:
            self._ui.histogram.show_bins(*bins_of_image(early.toImage()))
        else:
            self._ui.histogram.show_bins(None)

    def develop(self, edit: Edit, ahead: Sequence[Photo]) -> None:
        """Ask for the picture of an edit; ``ahead`` are decoded when there is nothing else to do."""
        if self._entry is None:
            return
        self._edit = edit
        photo, edge = self._entry.photo, self._needed()
        whole = edge > PREVIEW_EDGE / _MUCH_SMALLER and _edge_of(photo) > PREVIEW_EDGE
        clipping = self._ui.clippingButton.isChecked()
        before = self.view.mode is not Split.AFTER
        self._asked = edge if whole else min(edge, PREVIEW_EDGE)
        self._detail = self._kept_sharp(edit) if whole and not clipping else None
        draft = Draft(photo, self._entry.scene, edit, edge, clipping, whole, before, self._detail)
        self._developing.request(draft, ahead)

    def _kept_sharp(self, edit: Edit) -> Detail | None:
        """Return the pixels in view, which are to stay sharp while the next edit is developed."""
        frame = tuple(s for s in edit.steps if s.key in OWN)
        detail = self._detail
        if detail is None and self._sharp is not None and self._soft is not None:
            place = self.view.in_view(self._sharp.size())
            shown = self._sharp.copy(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
            detail = Detail(place, self._sharp.width(), self._sharp_frame, shown, self._soft)
        return detail if detail is not None and detail.frame == frame else None

    def _needed(self) -> int:
        """Long edge in pixels that the whole photo must have to look sharp as it is shown."""
        scale = self.view.scale
        return round(_edge_of(self._entry.photo) * min(scale, 1.0)) if scale and self._entry else PREVIEW_EDGE

    def _want_more(self) -> None:
        """Ask again where the picture that was asked for is too small for how it is looked at now."""
        if (
            self._entry is not None
            and min(self._needed(), _edge_of(self._entry.photo)) * _MUCH_SMALLER > self._asked > 0
        ):
            self.wanting.emit()

    def _take(self, draft: Draft, made: Rendered) -> None:
        if self._entry is None or draft.photo.id != self._entry.photo.id:
            return
        after = QPixmap.fromImage(made.after)
        long_edge = _edge_of(draft.photo)
        edge = long_edge if draft.whole else min(draft.edge, long_edge)
        full = after.size() * (long_edge / edge) if edge else after.size()
        self.view.show_picture(after, full, before=self._developing.before(draft))
        self._keep(draft, made, after)
        self._ui.histogram.show_bins(made.bins, made.blown, made.blocked)
        self._sharpen.start()

    def _keep(self, draft: Draft, made: Rendered, after: QPixmap) -> None:
        """Remember what a sharp part is made of: the whole picture, and the preview of the same edit before it."""
        if draft.whole:
            self._detail = None
            self._sharp = None if draft.clipping else after
            self._sharp_frame = tuple(s for s in draft.edit.steps if s.key in OWN)
            return
        self._sharp, self._soft = None, None if draft.clipping else made.after
        if made.part is not None and draft.detail is not None:
            self.view.show_part(QPixmap.fromImage(made.part), draft.detail.place, draft.detail.width)

    def _take_before(self, draft: Draft) -> None:
        if self._entry is not None and draft.photo.id == self._entry.photo.id:
            self.view.set_before(self._developing.before(draft))

    def _say_texture(self, draft: Draft, texture: Texture) -> None:
        """Say how much of the skin's texture is left, face by face."""
        if self._entry is None or draft.photo.id != self._entry.photo.id:
            return
        kept = [k for k in texture if k is not None]
        self._ui.texture.setVisible(bool(kept))
        if kept:
            shown = " · ".join(f"{round(100 * k)} %" for k in kept[:_FACES_SAID])
            self._ui.texture.setText(self.tr("Texture kept {shares}").format(shares=shown))
            set_property(self._ui.texture, "role", "bad" if min(kept) < _FLOOR else "quiet")

    def _fail(self, draft: Draft, error: RetouchError) -> None:
        if self._entry is not None and draft.photo.id == self._entry.photo.id:
            self._ui.histogram.show_bins(None)
            self.view.set_badge(error_said(error))

    # -- before and after

    def show_before(self, on: bool) -> None:
        """Show the picture without any edit while a key or button is held."""
        self._set_mode(Split.BEFORE if on else self._wanted_mode())

    def toggle_split(self, mode: Split) -> None:
        """Show before and after by a line, or side by side; and back."""
        on = self.view.mode is not mode
        self._ui.splitButton.setChecked(on and mode is Split.LINE)
        self._ui.sideButton.setChecked(on and mode is Split.SIDE)
        self._set_mode(mode if on else Split.AFTER)

    def _set_mode(self, mode: Split) -> None:
        self.view.set_mode(mode)
        if self.view.zoomed and mode is not Split.AFTER:
            self.wanting.emit()

    def _wanted_mode(self) -> Split:
        if self._ui.splitButton.isChecked():
            return Split.LINE
        return Split.SIDE if self._ui.sideButton.isChecked() else Split.AFTER

    # -- zoom

    def toggle_zoom(self) -> None:
        """Zoom to 100 % on the largest face that the crop leaves, and back."""
        self.view.toggle_zoom(towards=max(self._faces(), key=lambda b: b.area, default=None))

    def _faces(self) -> list[Box]:
        """Return where faces lie in the picture as it is shown: cropped, straightened, turned."""
        if self._entry is None or self._entry.scene is None:
            return []
        early = self._thumbnails.get(self._entry.photo, THUMBNAIL)
        size = early.size() if early is not None else _whole_size(self._entry.photo, None)
        if size.isEmpty():
            return []
        boxes = (in_frame(f.box, self._edit, size.width(), size.height()) for f in self._entry.scene.faces)
        return [b for b in boxes if b is not None]

    def fit(self) -> None:
        """Show the whole picture."""
        self.view.set_place(Place())


def _edge_of(photo: Photo) -> int:
    return max(photo.capture.width, photo.capture.height)


def _whole_size(photo: Photo, early: QPixmap | None) -> QSize:
    """Return the photo's full size, in the shape of a picture of it: some files state it before it is turned."""
    edge = _edge_of(photo)
    if early is None or edge == 0:
        return QSize(photo.capture.width, photo.capture.height)
    return early.size().scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatio)
