"""The row at the bottom: what is going on, how fast, how long still, and a way to stop it."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from retouch.gui.elided_label import ElidedLabel
from retouch.gui.icons import flat_button
from retouch.gui.words import tr
from retouch.model.event import Progress

_KNOWN_AFTER = 3
"""Rate and time left are shown once so many units are done; before, they would be guesses."""


def time_left(seconds: float) -> str:
    """Return a duration as one reads it."""
    if seconds < 90:
        return tr("{n} s left").format(n=max(round(seconds), 1))
    if seconds < 90 * 60:
        return tr("{n} min left").format(n=round(seconds / 60))
    return tr("{n} h left").format(n=round(seconds / 3600, 1))


class Pace:
    """Rate of a step, measured from its first report; a new step or a step back begins anew."""

    def __init__(self) -> None:
        self._what = ""
        self._began = 0.0
        self._first = 0
        self._last = 0

    def measure(self, event: Progress, now: float) -> tuple[float, float] | None:
        """Return units per second and seconds left, once they are known."""
        if event.what != self._what or event.done < self._last:
            self._what, self._began, self._first = event.what, now, event.done
        self._last = event.done
        done, spent = event.done - self._first, now - self._began
        if done < _KNOWN_AFTER or spent <= 0:
            return None
        return done / spent, (event.total - event.done) * spent / done


class StatusRow(QWidget):
    """Shows ``Progress`` events and a line about the photo."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusRow")
        self._pace = Pace()
        self._what = ElidedLabel()
        self._what.setAccessibleName(self.tr("What is going on"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(200)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._rate = QLabel()
        self._cancel = flat_button("cancel", self.tr("Stop (Esc)"))
        self._about = ElidedLabel()
        for part in (self._what, self._rate, self._about):
            part.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        shown: tuple[QWidget, ...] = (self._what, self._bar, self._rate, self._cancel)
        for widget in shown:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._about)
        self.setFixedHeight(28)
        self._cancel.clicked.connect(self.cancelled)
        self.idle()

    def progress(self, event: Progress) -> None:
        """Show how far a task is."""
        self._what.setText(f"{tr(event.what).capitalize()}  {event.done} / {event.total}")
        self._bar.setRange(0, max(event.total, 1))
        self._bar.setValue(event.done)
        pace = self._pace.measure(event, time.monotonic())
        self._rate.setText(f"{pace[0]:.1f} / s · {time_left(pace[1])}" if pace is not None else "")
        self._visible(True)

    def busy(self, what: str) -> None:
        """Show that something goes on whose end is not known."""
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self._rate.clear()
        self._visible(True)

    def idle(self, text: str = "") -> None:
        """Nothing goes on."""
        self._visible(False)
        self._what.setText(text)

    def about(self, text: str) -> None:
        """Say something about the photo or the keys, on the right."""
        self._about.setText(text)

    def _visible(self, on: bool) -> None:
        parts: tuple[QWidget, ...] = (self._bar, self._rate, self._cancel)
        for part in parts:
            part.setVisible(on)
