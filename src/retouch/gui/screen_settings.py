"""The Screen tab of the settings: language, and the profile of the monitor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from retouch.gui import monitor
from retouch.gui.desk import Desk
from retouch.gui.forms.settings_dialog import Ui_SettingsDialog
from retouch.gui.keyboard import give_back
from retouch.gui.language import LANGUAGES, chosen, keep
from retouch.gui.monitor import Choice, Source
from retouch.gui.sentences import error_said
from retouch.model.errors import RetouchError


class ScreenSettings(QObject):
    """Fills the tab; what is chosen takes effect at once, but for the language."""

    monitor_changed = Signal()
    """Pictures that were made for another profile are stale."""

    def __init__(self, ui: Ui_SettingsDialog, desk: Desk, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._ui, self._desk, self._dialog = ui, desk, dialog
        catalog = desk.session.catalog
        ui.language.addItem(self.tr("As the system"), "")
        for code, name in LANGUAGES.items():
            ui.language.addItem(name, code)
        ui.language.setCurrentIndex(max(ui.language.findData(chosen()), 0))
        for source, text in (
            (Source.SYSTEM, self.tr("As the system says")),
            (Source.FILE, self.tr("From a file")),
            (Source.NONE, self.tr("None: as sRGB")),
        ):
            ui.monitor.addItem(text, source)
        now = monitor.choice(catalog)
        ui.monitor.setCurrentIndex(ui.monitor.findData(now.source))
        ui.monitorFile.setText(str(now.file or ""))
        ui.language.currentIndexChanged.connect(lambda _: desk.durably(lambda: keep(ui.language.currentData())))
        ui.monitor.currentIndexChanged.connect(self._take)
        ui.monitorFile.editingFinished.connect(self._take)
        ui.monitorBrowse.clicked.connect(self._browse)
        self._say()

    def _take(self) -> None:
        ui = self._ui
        path = ui.monitorFile.text().strip()
        wanted = Choice(Source(ui.monitor.currentData()), Path(path).expanduser() if path else None)
        self._say()
        if wanted.source is Source.FILE and wanted.file is None:
            return
        if not self._desk.durably(lambda: monitor.choose(self._desk.session.catalog, wanted)):
            return
        try:
            monitor.follow(wanted, self._dialog.screen())
        except RetouchError as error:
            ui.monitorAbout.setText(error_said(error))
        else:
            self._say()
        self.monitor_changed.emit()

    def _say(self) -> None:
        """Say in plain words what pictures are shown for."""
        ui, name = self._ui, monitor.shown().name
        of_file = ui.monitor.currentData() == Source.FILE
        ui.monitorFile.setVisible(of_file)
        ui.monitorBrowse.setVisible(of_file)
        if name:
            ui.monitorAbout.setText(self.tr("Pictures are shown for “{name}”.").format(name=name))
        elif ui.monitor.currentData() == Source.SYSTEM:
            ui.monitorAbout.setText(
                self.tr("The system names no profile for this screen: pictures are shown as sRGB, without correction.")
            )
        else:
            ui.monitorAbout.setText(self.tr("Pictures are shown as sRGB, without correction."))

    def _browse(self) -> None:
        title, kinds = self.tr("Monitor profile"), self.tr("Profiles") + " (*.icc *.icm)"
        path, _ = QFileDialog.getOpenFileName(self._dialog, title, self._ui.monitorFile.text(), kinds)
        give_back(self._dialog)
        if path:
            self._ui.monitorFile.setText(path)
            self._take()
