"""Presets with a strength, seen in the picture while one chooses."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QListWidgetItem, QWidget

from retouch.adjust.edit import Edit
from retouch.adjust.presets import Preset, own, read, shipped, to_data
from retouch.gui import words
from retouch.gui.carrying import carried
from retouch.gui.forms.preset_dialog import Ui_PresetDialog
from retouch.gui.keyboard import give_back
from retouch.model.errors import NotWritable, RetouchError, UsageError
from retouch.model.replace import replace_file


class PresetDialog(QDialog):
    """Lists our presets and the user's own; ``edit`` is what a new one is made of."""

    drafted = Signal(object, float)
    """A ``Preset`` and a strength: show it, decide nothing."""
    taken = Signal(object, float)
    problem = Signal(RetouchError)

    def __init__(self, folder: Path, edit: Edit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._edit = folder, edit
        self.ui = Ui_PresetDialog()
        self.ui.setupUi(self)
        self.ui.save.setEnabled(bool(carried(edit)))
        self.ui.presets.currentItemChanged.connect(lambda *_: self._draft())
        self.ui.presets.itemActivated.connect(lambda _: self.take())
        self.ui.strength.valueChanged.connect(lambda _: self._draft())
        self.ui.apply.clicked.connect(self.take)
        self.ui.cancel.clicked.connect(self.reject)
        self.ui.save.clicked.connect(self.save)
        self._fill()

    def _fill(self) -> None:
        self.ui.presets.clear()
        mine = own(self._folder, self.problem.emit)
        for preset in (*mine, *shipped()):
            item = QListWidgetItem(words.tr(preset.name))
            item.setData(Qt.ItemDataRole.UserRole, preset)
            self.ui.presets.addItem(item)
        self.ui.apply.setEnabled(False)
        self.ui.presets.setCurrentRow(0)  # and selected: the one that is seen in the picture

    def _chosen(self) -> Preset | None:
        item = self.ui.presets.currentItem()
        preset: Preset | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return preset

    def _draft(self) -> None:
        preset = self._chosen()
        self.ui.strengthValue.setText(f"{self.ui.strength.value()} %")
        self.ui.apply.setEnabled(preset is not None)
        if preset is not None:
            self.ui.about.setText(words.tr(preset.about))
            self.drafted.emit(preset, self.ui.strength.value() / 100)

    def take(self) -> None:
        """Decide for the preset."""
        preset = self._chosen()
        if preset is not None:
            self.taken.emit(preset, self.ui.strength.value() / 100)
            self.accept()

    def save(self) -> None:
        """Save the photo's adjustments as a preset of the user's."""
        name, ok = QInputDialog.getText(self, self.tr("Save a preset"), self.tr("Name"))
        give_back(self)
        if ok and name.strip():
            self.save_as(name.strip())

    def save_as(self, name: str) -> None:
        """Save the photo's adjustments under a name; one of the same name is replaced."""
        path = self._path_of(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, json.dumps(to_data(name, "", carried(self._edit)), indent=2).encode())
        except OSError as e:
            todo = "Free space or allow writing, then try again."
            self.problem.emit(NotWritable(f"the preset cannot be saved ({e.strerror})", path, todo))
            return
        self._fill()

    def _path_of(self, name: str) -> Path:
        """Return the file of the preset of this name, or a new one: names that differ in signs only share none."""
        stem = re.sub(r"[^\w-]+", "_", name).strip("_").lower()[:60] or "preset"
        number = 1
        while True:
            path = self._folder / f"{stem}{'' if number == 1 else f'-{number}'}.json"
            if not path.exists():
                return path
            with suppress(UsageError):
                if read(path).name == name:
                    return path
            number += 1
