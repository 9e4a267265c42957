"""The first thing that can go wrong: a catalogue that cannot be used. It is said in a window, and mended from there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox

from retouch.gui.sentences import error_said, said
from retouch.gui.words import tr
from retouch.model.errors import CatalogDamaged, RetouchError
from retouch.tasks.session import Session

Ask = Callable[[QMessageBox], QMessageBox.ButtonRole]
"""Shows a message and returns the role of the button that was pressed."""


def open_session(ask: Ask | None = None) -> Session | None:
    """Open the user's catalogue; ``None`` where that is not possible, which the user has been told by then.

    A damaged one is made anew from what can be read, from backups and from sidecars, if the user wants that.
    """
    asked = ask or _asked
    try:
        return Session()
    except CatalogDamaged as error:
        if asked(_message(error, repairable=True)) is not QMessageBox.ButtonRole.AcceptRole:
            return None
        return _repaired(asked)
    except RetouchError as error:
        asked(_message(error))
        return None


def _repaired(ask: Ask) -> Session | None:
    from retouch.tasks.doctor import repair_catalog  # here: opening a sound one needs no doctor

    try:
        told = repair_catalog()
        session = Session()
    except RetouchError as error:
        ask(_message(error))
        return None
    done = QMessageBox(QMessageBox.Icon.Information, tr("The catalogue has been repaired"), said(told))
    done.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    ask(done)
    return session


def _message(error: RetouchError, *, repairable: bool = False) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Critical, tr("retouch cannot start"), error_said(error))
    if error.path is not None:
        box.setInformativeText(str(error.path))
    if repairable:
        box.addButton(tr("Repair"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Quit"), QMessageBox.ButtonRole.RejectRole)
    return box


def _asked(box: QMessageBox) -> QMessageBox.ButtonRole:
    box.exec()
    return box.buttonRole(box.clickedButton())
