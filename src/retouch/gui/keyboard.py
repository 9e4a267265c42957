"""The keyboard goes back to the window when a dialog over it closes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def give_back(to: QWidget) -> None:
    """Give the keyboard to the window of a widget, once the dialog over it is gone.

    A window that closes leaves the keys to whom the window manager chooses, and where none runs to nobody: the next key
    would do nothing. A modal dialog that has come meanwhile keeps them.
    """
    QTimer.singleShot(0, to, partial(_give_back, to))


def lend_to(dialog: QDialog, owner: QWidget) -> None:
    """Show a dialog, which is deleted when it closes, and give it the keyboard until then, however it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _: give_back(owner))
    dialog.show()
    dialog.activateWindow()


def _give_back(to: QWidget) -> None:
    if QApplication.activeModalWidget() in (None, to.window()):
        to.window().activateWindow()
