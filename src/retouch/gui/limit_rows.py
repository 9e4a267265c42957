"""The limits of culling, each set by itself or following the strictness."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from retouch.cull.profile import CullSettings
from retouch.gui.slider import Slider


class LimitRow(QObject):
    """A box that says whether the limit is one's own, a slider in percent, and what it stands at."""

    changed = Signal()

    def __init__(self, name: str, text: str, tip: str, now: Callable[[CullSettings], float], parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._now = name, now
        self.own = QCheckBox(text, parent)
        self.own.setToolTip(tip)
        self.slider = Slider(Qt.Orientation.Horizontal, parent)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(text.replace("&", ""))
        self.slider.setAccessibleDescription(tip)
        self.said = QLabel(parent)
        self.said.setMinimumWidth(32)
        self.own.toggled.connect(self._toggled)
        self.slider.valueChanged.connect(self._slid)
        self.slider.reset.connect(lambda: self.own.setChecked(False))

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Lay the parts into a row of a grid."""
        for column, part in enumerate((self.own, self.slider, self.said)):
            grid.addWidget(part, row, column)

    def show_settings(self, settings: CullSettings) -> None:
        """Show the limit as it is by these settings; nothing is emitted."""
        own = getattr(settings, self.name) is not None
        for part in (self.own, self.slider):
            part.blockSignals(True)
        self.own.setChecked(own)
        self.slider.setValue(round(100 * self._now(settings)))
        for part in (self.own, self.slider):
            part.blockSignals(False)
        self.slider.setEnabled(own)
        self.said.setText(f"{self.slider.value()} %")
        self.said.setEnabled(own)

    @property
    def value(self) -> float | None:
        """The limit, 0..1; ``None`` where it follows the strictness."""
        return self.slider.value() / 100 if self.own.isChecked() else None

    def _toggled(self, on: bool) -> None:
        self.changed.emit()
        if on:
            self.slider.setFocus()

    def _slid(self, value: int) -> None:
        self.said.setText(f"{value} %")
        self.changed.emit()
