"""Tools that work on the picture of the Review page: crop, grey picker, spots. One at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from retouch.adjust.base import Adjustment
from retouch.adjust.blemishes import Blemishes, clicked, dots
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.gui.carrying import OWN
from retouch.gui.crop_overlay import CropOverlay
from retouch.gui.developing import Developing
from retouch.gui.easel import Easel
from retouch.gui.forms.review_page import Ui_ReviewPage
from retouch.gui.sentences import error_said
from retouch.gui.spot_marks import SpotMarks
from retouch.model.errors import RetouchError
from retouch.model.scene import Box, Scene
from retouch.tasks.session import Entry


class Tools(QObject):
    """Shows a tool over the picture, and says what was done with it."""

    changed = Signal()
    """A tool was taken or put away: the picture that it needs may be another."""
    chosen = Signal(object)
    """An adjustment was made with a tool."""
    noted = Signal(str)

    def __init__(self, ui: Ui_ReviewPage, easel: Easel, developing: Developing) -> None:
        super().__init__(ui.picture)
        self._ui, self._easel, self._developing = ui, easel, developing
        self._entry: Entry | None = None
        self._healing: Callable[[], Blemishes] = Blemishes
        self._dotted = (0, 0)
        self.crop = CropOverlay(ui.picture)
        self.spots = SpotMarks(ui.picture)
        self._buttons = (ui.cropButton, ui.pickerButton, ui.spotsButton)
        ui.cropButton.clicked.connect(lambda on: self._take_crop_tool() if on else self.leave())
        ui.pickerButton.clicked.connect(lambda on: self._take_picker() if on else self.leave())
        ui.spotsButton.clicked.connect(lambda on: self._take_spots() if on else self.leave())
        ui.picture.picked.connect(self._picked)
        developing.shown.connect(lambda *_: self._redot())
        self.crop.taken.connect(self._take_crop)
        self.crop.left.connect(self.leave)
        self.spots.clicked.connect(self._picked)
        self.spots.left.connect(self.leave)

    def show_entry(self, entry: Entry | None, healing: Callable[[], Blemishes]) -> None:
        """Work on this photo; ``healing`` gives the step as it is shown, suggested or decided."""
        other = self._entry is None or entry is None or entry.photo.id != self._entry.photo.id
        self._entry, self._healing = entry, healing
        if other and (self._ui.cropButton.isChecked() or self._ui.pickerButton.isChecked()):
            self.leave()
        elif self._ui.spotsButton.isChecked():
            self._show_dots()

    def shown(self, edit: Edit) -> Edit:
        """Return what of an edit is shown while a tool is in use: the whole frame where places are picked in it."""
        gone = OWN if self._ui.pickerButton.isChecked() or self._ui.spotsButton.isChecked() else frozenset[str]()
        for key in gone | ({"crop"} if self._ui.cropButton.isChecked() else frozenset()):
            edit = edit.without(key)
        return edit

    def leave(self) -> None:
        """Put the tool away; nothing is decided."""
        if any(button.isChecked() for button in self._buttons):
            self.noted.emit("")  # what was said about the tool
        for button in self._buttons:
            button.setChecked(False)
        self._ui.picture.picking = False
        self.crop.hide()
        self.spots.hide()
        self._ui.picture.setFocus()
        self.changed.emit()

    def _take(self, button: QObject) -> None:
        """Put the other tools away."""
        for other in self._buttons:
            other.setChecked(other is button)
        self._ui.picture.picking = False
        self.crop.hide()
        self.spots.hide()

    # -- crop

    def _take_crop_tool(self) -> None:
        if self._entry is None:
            self.leave()
            return
        self._take(self._ui.cropButton)
        self._easel.fit()
        step = self._entry.edit.get("crop")
        values = step.values() if step is not None else dict.fromkeys(("left", "top", "right", "bottom"), 0.0)
        left, top, right, bottom = (values[k] / 100 for k in ("left", "top", "right", "bottom"))
        self.changed.emit()
        self.crop.begin(Box(left, top, 1 - left - right, 1 - top - bottom))

    def _take_crop(self, box: Box) -> None:
        shares = {"left": box.x, "top": box.y, "right": 1 - box.x - box.width, "bottom": 1 - box.y - box.height}
        step = adjustments()["crop"].from_values({k: 100 * v for k, v in shares.items()})
        self.leave()
        self.chosen.emit(step)

    # -- places that are clicked

    def _take_picker(self) -> None:
        self._take(self._ui.pickerButton)
        self._ui.picture.picking = True
        self.noted.emit(self.tr("Click a place that ought to be grey."))
        self.changed.emit()

    def _take_spots(self) -> None:
        self._take(self._ui.spotsButton)
        self._ui.picture.picking = True
        self.spots.begin()
        self._show_dots()
        self.changed.emit()

    def _show_dots(self) -> None:
        scene = self._scene()
        step = self._healing()
        decided = self._entry is not None and self._entry.edit.get(Blemishes.key) == step
        found = dots(step, scene, self._size()) if scene is not None else ()
        self.spots.show_dots(found if step.amount else [replace(d, healed=False) for d in found], decided=decided)
        self._dotted = self._size()
        if scene is None or not scene.faces:
            self.noted.emit(self.tr("No face was found in this photo: spots are healed on faces."))
        else:
            self.noted.emit(self.tr("Click a spot to heal or keep it, or skin to heal there.") + "  " + self._counted())

    def _counted(self) -> str:
        return self.spots.accessibleDescription()

    def _scene(self) -> Scene | None:
        return self._entry.scene if self._entry is not None else None

    def _size(self) -> tuple[int, int]:
        """Shape of the photo, upright."""
        size = self._ui.picture.full_size
        return max(size.width(), 1), max(size.height(), 1)

    def _picked(self, x: float, y: float) -> None:
        if self._ui.spotsButton.isChecked():
            self._heal(x, y)
        elif self._entry is not None:
            self._pick_white(self._entry, x, y)

    def _heal(self, x: float, y: float) -> None:
        scene = self._scene()
        if scene is None:
            return
        step = _only_marked(self._healing(), scene, self._size())
        made = clicked(step, scene, self._size(), x, y)
        if made == step:
            self.noted.emit(self.tr("Spots are healed on faces."))
        else:
            self.chosen.emit(made)
        self.spots.setFocus()

    def _redot(self) -> None:
        """Place the dots anew where the picture that came is that of another frame."""
        if self._ui.spotsButton.isChecked() and self._size() != self._dotted:
            self._show_dots()

    def _pick_white(self, entry: Entry, x: float, y: float) -> None:
        try:
            white = self._developing.white_at(entry.photo, x, y)
        except RetouchError as e:
            self.noted.emit(error_said(e))
            return
        step: Adjustment = adjustments()["white_balance"].from_values(
            {"temperature": white.temperature, "tint": white.tint}
        )
        self.leave()
        self.chosen.emit(step)


def _only_marked(step: Blemishes, scene: Scene, size: tuple[int, int]) -> Blemishes:
    """Return a step that heals only what is marked where nothing was healed before: one click heals one spot."""
    if step.amount:
        return step
    for dot in dots(step, scene, size):
        if dot.healed:
            step = clicked(step, scene, size, dot.x, dot.y)
    return step
