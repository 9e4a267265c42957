"""Bugs: logged with their traceback and shown, while the window stays open and decisions stay safe."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from retouch import __version__
from retouch.tasks.log import ShortFormatter, short

log = logging.getLogger("retouch")


def log_to(folder: Path) -> None:
    """Write warnings and bugs to ``retouch.log`` in a folder; a folder that cannot be written costs only the log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "retouch.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(ShortFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)


def report(error: BaseException) -> str:
    """Return what a bug report needs: versions and the traceback. No names or contents of photos beyond it."""
    head = f"retouch {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
    return head + short("".join(traceback.format_exception(error)))


class CrashDialog(QDialog):
    """Says that this is our fault, that nothing decided is lost, and gives the text to send."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something in retouch went wrong"))
        self.resize(680, 420)
        said = self.tr(
            "This is a bug in retouch, not in your photos. Every decision you made is saved. You can go on working."
        )
        label = QLabel(said, wordWrap=True)
        text = QPlainTextEdit(report(error), readOnly=True)
        text.setAccessibleName(self.tr("Report"))
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (label, text, buttons):
            column.addWidget(part)


class CrashReporter(QObject):
    """Receives exceptions from any thread, logs them, and shows one dialog at a time."""

    caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self.caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the program's last resort for exceptions that nobody caught."""
        sys.excepthook = self.hook

    def hook(self, kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
        """Take an uncaught exception, as ``sys.excepthook`` does."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self.caught.emit(error)

    def show(self, error: BaseException) -> None:
        """Log the error, and show it unless another one is already on the screen."""
        log.error("uncaught", exc_info=error)
        if self._dialog is None:
            self._dialog = CrashDialog(error)
            self._dialog.destroyed.connect(self._closed)
            self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None
