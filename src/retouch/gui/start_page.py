"""The first screen: what this is, and a shoot to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from retouch.gui.forms.start_page import Ui_StartPage


class StartPage(QWidget):
    """Shown while no shoot is open."""

    open_asked = Signal()
    sample_asked = Signal()
    chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_StartPage()
        self.ui.setupUi(self)
        self.ui.steps.setTextFormat(Qt.TextFormat.RichText)
        self.ui.steps.setText(
            self.tr(
                "<p><b>Cull</b> – dotted amber is a suggestion. <b>A</b> accepts it, <b>P</b> picks, <b>X</b> rejects, "
                "arrows go on.</p>"
                "<p><b>Review</b> – one card per correction. <b>A</b> accepts, <b>\\</b> shows before.</p>"
                "<p><b>Deliver</b> – choose a folder and export. <b>?</b> shows every key, <b>Ctrl+Z</b> takes "
                "anything back.</p>"
            )
        )
        self.ui.open.clicked.connect(self.open_asked)
        self.ui.sample.clicked.connect(self.sample_asked)
        self.ui.recent.itemActivated.connect(self._choose)
        self.ui.recent.itemClicked.connect(self._choose)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """List shoots that were open before, latest first."""
        self.ui.recent.clear()
        for folder in folders:
            item = QListWidgetItem(f"{folder.name}   —   {folder.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            self.ui.recent.addItem(item)
        self.ui.recent.setVisible(bool(folders))
        self.ui.recentHeading.setVisible(bool(folders))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(Path(item.data(Qt.ItemDataRole.UserRole)))
