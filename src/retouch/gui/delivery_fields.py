"""The fields of the Deliver page: a recipe fills them, and they say how pictures are delivered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog, QMenu, QWidget

from retouch.develop.encode import Output
from retouch.develop.keep import Keep
from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.forms.deliver_page import Ui_DeliverPage
from retouch.gui.icons import icon
from retouch.gui.keyboard import give_back
from retouch.image.watermark import Corner, Watermark
from retouch.model.frame import Space
from retouch.tasks import recipes
from retouch.tasks.recipes import STYLES, USUAL, Style

_SIZES: Final = ("", "2048", "3000", "4096", "6000")
_NONE, _TEXT, _PICTURE = "", "text", "picture"


class DeliveryFields(QObject):
    """Fills the boxes, keeps them in step with the recipe, and saves recipes."""

    changed = Signal()

    def __init__(self, ui: Ui_DeliverPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._page = ui, parent
        self._base = USUAL
        self._desk: Desk | None = None
        self._styles = dict(STYLES)
        self._fill()
        self._make_menu()
        self._connect()
        self._list_recipes()
        self.show_style(STYLES[USUAL])

    def bind(self, desk: Desk) -> None:
        """Know the user's own recipes."""
        self._desk = desk
        self._styles = recipes.styles(desk.session.catalog)
        self._list_recipes()
        self._touched()

    # -- the style

    def style(self) -> Style:
        """Return how pictures are delivered, as the fields say."""
        size = self._ui.size.currentText().split()[0] if self._ui.size.currentText().split() else ""
        output = Output(
            format=self._ui.format.currentData(),
            quality=self._ui.quality.value(),
            profile=Space(self._ui.profile.currentData()),  # Qt hands a StrEnum back as a plain string
            long_edge=int(size) if size.isdecimal() and int(size) > 0 else None,
            sharpen=self._ui.sharpen.currentData(),
            watermark=self._watermark(),
        )
        return Style(output, self._ui.naming.text(), Keep(self._ui.metadata.currentData()))

    def show_style(self, style: Style) -> None:
        """Fill the fields."""
        output = style.output
        self._ui.format.setCurrentIndex(self._ui.format.findData(output.format))
        self._ui.quality.setValue(output.quality)
        edge = str(output.long_edge or "")
        at = self._ui.size.findData(edge)
        if at >= 0:
            self._ui.size.setCurrentIndex(at)
        else:
            self._ui.size.setEditText(f"{edge} px")
        self._ui.profile.setCurrentIndex(self._ui.profile.findData(output.profile))
        _choose_value(self._ui.sharpen, output.sharpen)
        self._ui.metadata.setCurrentIndex(self._ui.metadata.findData(style.metadata))
        self._ui.naming.setText(style.naming)
        self._show_mark(output.watermark)
        self._touched()

    def take(self, name: str) -> None:
        """Fill the fields with a recipe."""
        if name in self._styles:
            self._base = name
            self.show_style(self._styles[name])

    @property
    def recipe(self) -> str:
        """Name of the recipe that the fields are, or an empty string."""
        return str(self._ui.recipe.currentData() or "")

    # -- own recipes

    def save(self, name: str) -> None:
        """Keep the fields as a recipe of the user's own."""
        desk, kept = self._desk, list[str]()
        if desk is not None and desk.durably(
            lambda: kept.append(recipes.save(desk.session.catalog, name, self.style()))
        ):
            self._base = kept[0]
            self._reload()

    def delete(self) -> None:
        """Forget the recipe that is shown; one of ours that was changed is itself again."""
        desk = self._desk
        if desk is not None and desk.durably(lambda: recipes.delete(desk.session.catalog, self._base)):
            self._base = self._base if self._base in STYLES else USUAL
            self._reload()
            self.take(self._base)

    def ask_name(self) -> None:
        """Ask for a name, and save."""
        dialog = QInputDialog(self._page)
        dialog.setWindowTitle(self.tr("Save recipe"))
        dialog.setLabelText(self.tr("Name of the recipe; one of the same name is replaced"))
        dialog.setTextValue(words.tr(self._base) if self._base in STYLES else self._base)
        dialog.textValueSelected.connect(self._save_as)
        dialog.open()

    def _save_as(self, shown: str) -> None:
        name = next((n for n in STYLES if words.tr(n) == shown), shown)
        if name.strip():
            self.save(name)

    def _reload(self) -> None:
        if self._desk is not None:
            self._styles = recipes.styles(self._desk.session.catalog)
        self._list_recipes()
        self._touched()

    def _make_menu(self) -> None:
        menu = QMenu(self._page)
        menu.addAction(self.tr("Save as recipe…"), self.ask_name)
        self._delete = menu.addAction(self.tr("Delete recipe"), self.delete)
        self._ui.recipeMenu.setMenu(menu)
        self._ui.recipeMenu.setIcon(icon("preset"))

    def _list_recipes(self) -> None:
        box = self._ui.recipe
        box.blockSignals(True)
        box.clear()
        for name in self._styles:
            box.addItem(words.tr(name) if name in STYLES else name, name)
        box.addItem("", "")
        box.blockSignals(False)

    # -- filling

    def _fill(self) -> None:
        ui = self._ui
        _add(ui.format, (("jpeg", self.tr("JPEG")), ("tiff", self.tr("TIFF, 16 bit"))))
        _add(ui.size, ((s, f"{s} px" if s else self.tr("Full size")) for s in _SIZES))
        _add(ui.sharpen, ((0.0, self.tr("Not at all")), (0.3, self.tr("A little")), (0.5, self.tr("For screens"))))
        _add(
            ui.metadata,
            (
                (Keep.ALL, self.tr("All")),
                (Keep.NO_GPS, self.tr("All but the place")),
                (Keep.COPYRIGHT, self.tr("Copyright only")),
                (Keep.NONE, self.tr("None")),
            ),
        )
        _add(ui.profile, ((Space.SRGB, "sRGB"), (Space.DISPLAY_P3, "Display P3"), (Space.ADOBE_RGB, "Adobe RGB")))
        _add(ui.markKind, ((_NONE, self.tr("None")), (_TEXT, self.tr("Text")), (_PICTURE, self.tr("Picture"))))
        _add(
            ui.markCorner,
            (
                (Corner.BOTTOM_RIGHT, self.tr("Bottom right")),
                (Corner.BOTTOM_LEFT, self.tr("Bottom left")),
                (Corner.TOP_RIGHT, self.tr("Top right")),
                (Corner.TOP_LEFT, self.tr("Top left")),
                (Corner.CENTRE, self.tr("In the middle")),
            ),
        )

    def _connect(self) -> None:
        ui = self._ui
        ui.recipe.activated.connect(lambda _: self.take(self.recipe))
        for box in (ui.format, ui.size, ui.profile, ui.sharpen, ui.metadata, ui.markKind, ui.markCorner):
            box.currentTextChanged.connect(self._touched)
        for slider in (ui.quality, ui.markSize, ui.markOpacity):
            slider.valueChanged.connect(self._touched)
        for line in (ui.naming, ui.markText, ui.markPicture):
            line.textChanged.connect(self._touched)
        ui.markBrowse.clicked.connect(self._browse_picture)

    def _touched(self) -> None:
        """A field changed: say which recipe this is, or which one it was before."""
        ui, now = self._ui, self.style()
        name = self._base if self._styles.get(self._base) == now else ""
        name = name or next((n for n, s in self._styles.items() if s == now), "")
        self._base = name or self._base
        shown = words.tr(self._base) if self._base in STYLES else self._base
        ui.recipe.setItemText(ui.recipe.count() - 1, self.tr("{name}, changed").format(name=shown))
        ui.recipe.setCurrentIndex(ui.recipe.findData(name))
        changed_ours = self._base in STYLES and self._styles.get(self._base) != STYLES[self._base]
        self._delete.setText(self.tr("Reset recipe") if self._base in STYLES else self.tr("Delete recipe"))
        self._delete.setEnabled(self._base not in STYLES or changed_ours)
        ui.quality.setEnabled(ui.format.currentData() == "jpeg")
        ui.qualityValue.setText(str(ui.quality.value()))
        self._show_mark_fields(ui.markKind.currentData())
        self.changed.emit()

    # -- the watermark

    def _watermark(self) -> Watermark | None:
        ui = self._ui
        kind = ui.markKind.currentData()
        path = ui.markPicture.text().strip() if kind == _PICTURE else ""
        mark = Watermark(
            ui.markText.text() if kind == _TEXT else "",
            Path(path).expanduser() if path else None,
            Corner(ui.markCorner.currentData()),
            ui.markSize.value() / 100,
            ui.markOpacity.value() / 100,
        )
        return None if mark.empty else mark

    def _show_mark(self, mark: Watermark | None) -> None:
        ui = self._ui
        kind = _NONE if mark is None else (_PICTURE if mark.picture is not None else _TEXT)
        ui.markKind.setCurrentIndex(ui.markKind.findData(kind))
        if mark is None:
            return
        ui.markText.setText(mark.text)
        ui.markPicture.setText(str(mark.picture or ""))
        ui.markCorner.setCurrentIndex(ui.markCorner.findData(mark.corner))
        ui.markSize.setValue(round(100 * mark.size))
        ui.markOpacity.setValue(round(100 * mark.opacity))

    def _show_mark_fields(self, kind: str) -> None:
        ui = self._ui
        labels = (ui.markCornerLabel, ui.markSizeLabel, ui.markOpacityLabel)
        sliders = (ui.markSize, ui.markSizeValue, ui.markOpacity, ui.markOpacityValue)
        for part in (*labels, *sliders, ui.markCorner, ui.markWhat):
            part.setVisible(kind != _NONE)
        ui.markText.setVisible(kind == _TEXT)
        ui.markPicture.setVisible(kind == _PICTURE)
        ui.markBrowse.setVisible(kind == _PICTURE)
        ui.markSizeValue.setText(f"{ui.markSize.value()} %")
        ui.markOpacityValue.setText(f"{ui.markOpacity.value()} %")

    def _browse_picture(self) -> None:
        title, kinds = self.tr("Picture of the watermark"), self.tr("Pictures") + " (*.png *.jpg *.jpeg *.tif *.tiff)"
        chosen, _ = QFileDialog.getOpenFileName(self._page, title, self._ui.markPicture.text(), kinds)
        give_back(self._page)
        if chosen:
            self._ui.markPicture.setText(chosen)


def _add(box: QComboBox, items: Iterable[tuple[object, str]]) -> None:
    for data, text in items:
        box.addItem(text, data)


def _choose_value(box: QComboBox, value: float) -> None:
    """Choose the item with this value; one that is not there is added, so that a recipe is shown as it is."""
    found = next((n for n in range(box.count()) if box.itemData(n) == value), None)
    if found is None:
        box.addItem(f"{value:.0%}", value)
        found = box.count() - 1
    box.setCurrentIndex(found)
