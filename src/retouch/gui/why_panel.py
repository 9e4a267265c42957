"""Why something is suggested: the few measurements that decided it, each a link to the place that shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from retouch.gui import words
from retouch.gui.sentences import error_said, said
from retouch.gui.theme import set_property
from retouch.model.decision import Evidence
from retouch.tasks.session import Entry


def sentence(evidence: Evidence) -> str:
    """Return a reason as a person reads it."""
    if evidence.text:
        return said(evidence.text)
    limit = f" ({words.tr('limit')} {evidence.limit:.2g})" if evidence.limit is not None else ""
    return f"{evidence.name}: {evidence.value:.2g}{limit}"


class Reason(QLabel):
    """One reason. A click or Enter shows where it was measured."""

    asked = Signal(object)

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(sentence(evidence), wordWrap=True)
        self._evidence = evidence
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "reason")
        if evidence.face is not None or evidence.where is not None or evidence.rival is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Show it"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.asked.emit(self._evidence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(self._evidence)
        else:
            super().keyPressEvent(event)


class WhyPanel(QWidget):
    """Verdict on one line, reasons under it."""

    shown = Signal(object)
    """A reason (``Evidence``) was clicked: show where it was measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = QLabel(wordWrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._head)
        self._lines: list[Reason] = []

    def show_entry(self, entry: Entry | None) -> None:
        """Say what is suggested or decided, and why."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self._head.setText(self._headline(entry))
        undecided = entry is not None and entry.verdict is None and entry.suggested is not None
        set_property(self._head, "role", "suggested" if undecided else "quiet")
        suggestion = entry.judged.suggestion if entry is not None and entry.judged is not None else None
        for evidence in suggestion.because if suggestion is not None else ():
            self._add(evidence)

    def _headline(self, entry: Entry | None) -> str:
        if entry is None:
            return ""
        if entry.verdict is not None:
            return words.decided(entry.verdict)
        if entry.suggested is not None:
            told = self.tr("Suggested: {verdict} · {n} % sure")
            return told.format(
                verdict=words.verdict(entry.suggested.value).lower(), n=round(100 * entry.suggested.confidence)
            )
        if entry.error is not None:
            return error_said(entry.error)
        return self.tr("Not read yet") if entry.scene is None else self.tr("Nothing is suggested: it is up to you")

    def _add(self, evidence: Evidence) -> None:
        line = Reason(evidence)
        line.asked.connect(self.shown)
        self._column.addWidget(line)
        self._lines.append(line)
