"""Every step on this shoot, across restarts."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.forms.history_dialog import Ui_HistoryDialog
from retouch.gui.gestures import gesture
from retouch.gui.theme import Colour
from retouch.model.decision import Action


class HistoryDialog(QDialog):
    """Latest first; a click goes to a step by undoing or redoing one after the other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_HistoryDialog()
        self.ui.setupUi(self)
        self.ui.steps.itemActivated.connect(self._go)
        self.ui.steps.itemClicked.connect(self._go)
        self.ui.undo.clicked.connect(desk.undo)
        self.ui.redo.clicked.connect(desk.redo)
        self.ui.close.clicked.connect(self.accept)
        desk.updated.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """List the steps; what is undone is faint."""
        self.ui.steps.clear()
        for action in reversed(self._desk.actions()):
            item = QListWidgetItem(_line(action))
            item.setData(Qt.ItemDataRole.UserRole, int(action.id))
            if action.undone:
                item.setForeground(Colour.FAINT.qt)
            self.ui.steps.addItem(item)
        begin = QListWidgetItem(self.tr("Nothing decided"))
        begin.setData(Qt.ItemDataRole.UserRole, 0)
        self.ui.steps.addItem(begin)

    def _go(self, item: QListWidgetItem) -> None:
        self._desk.go_to_step(int(item.data(Qt.ItemDataRole.UserRole)))


def _line(action: Action) -> str:
    photos = words.tr("1 photo") if action.size == 1 else words.tr("{n} decisions").format(n=action.size)
    undone = "   ·   " + words.tr("undone") if action.undone else ""
    at = QLocale().toString(QDateTime.fromMSecsSinceEpoch(round(1000 * action.at.timestamp())), "d MMM  HH:mm:ss")
    return f"{at}   {gesture(action.name)}   ·   {photos}{undone}"
