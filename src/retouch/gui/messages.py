"""The message bar: what went wrong and what to do about it, readable until it is dismissed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from retouch.gui.icons import flat_button, icon
from retouch.gui.sentences import error_said
from retouch.gui.theme import Colour, set_property
from retouch.model.errors import RetouchError

_KEPT = 500
"""So many messages are kept in the list; a folder with more broken files says the number."""


class MessageBar(QFrame):
    """Shows one line, and a list under it when there is more than one message. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Messages"))
        self._problems: list[str] = []
        self._icon = QLabel()
        self._icon.setPixmap(icon("warning", str(Colour.REJECTED)).pixmap(20, 20))
        self._line = QLabel(wordWrap=True)
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QPushButton(self.tr("Show all"))
        self._more.setCheckable(True)
        self._more.setProperty("flat", True)
        self._close = flat_button("close", self.tr("Dismiss the messages"))
        self._list = QPlainTextEdit(readOnly=True)
        self._list.setAccessibleName(self.tr("All messages"))
        self._list.setFixedHeight(120)
        self._list.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._line, 1)
        row.addWidget(self._more)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.addLayout(row)
        column.addWidget(self._list)
        self._more.toggled.connect(self._list.setVisible)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    @property
    def problems(self) -> tuple[str, ...]:
        """Messages that have not been dismissed, oldest first."""
        return tuple(self._problems)

    def problem(self, error: RetouchError) -> None:
        """Add an error that a person can act on. The same message is not shown twice."""
        text = error_said(error)
        if text in self._problems:
            return
        self._problems.append(text)
        if len(self._problems) <= _KEPT:
            self._list.appendPlainText(text)
        self._show("problem")

    def note(self, text: str) -> None:
        """Say something that needs no action; a problem that stands is not covered by it."""
        if not self._problems:
            self._line.setText(text)
            self._icon.hide()
            self._more.hide()
            set_property(self, "level", "note")
            self.show()

    def dismiss(self) -> None:
        """Forget all messages and hide."""
        self._problems.clear()
        self._list.clear()
        self._more.setChecked(False)
        self.hide()

    def _show(self, level: str) -> None:
        count = len(self._problems)
        first = self._problems[-1]
        self._line.setText(
            first if count == 1 else self.tr("{n} problems. The latest: {text}").format(n=count, text=first)
        )
        self._more.setVisible(count > 1)
        self._icon.show()
        set_property(self, "level", level)
        self.show()
