"""One parameter on a card: a label with a slider and a number, or with a choice by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QWidget

from retouch.adjust.base import Param
from retouch.gui import words
from retouch.gui.slider import Slider

_WARMEST_MIRED, _COOLEST_MIRED = 500, 20
"""Ends of a slider in kelvin: 2000 K and 50000 K, in millionths of a reciprocal kelvin, which look evenly spaced."""


class ParamRow(QObject):
    """Label, slider and number of one parameter.

    The slider counts in steps of the parameter; one in kelvin counts in mired, and its 0 stands for "as shot".
    """

    moved = Signal()
    settled = Signal()

    def __init__(self, name: str, param: Param, default: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._param, self._default = name, param, default
        self.label = QLabel(words.tr(param.label), parent)
        self.label.setToolTip(words.tr(param.about))
        self.slider = Slider(Qt.Orientation.Horizontal, parent)
        self._kelvin = param.unit == "K"
        self.as_shot = 5500.0
        if self._kelvin:
            self.slider.setRange(0, _WARMEST_MIRED - _COOLEST_MIRED)
        else:
            self.slider.setRange(0, round((param.high - param.low) / param.step))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(words.tr(param.label))
        self.number = QDoubleSpinBox(parent)
        self.number.setRange(param.low, param.high)
        self.number.setSingleStep(param.step)
        self.number.setDecimals(max(0, len(f"{param.step:.6f}".rstrip("0").split(".")[1])))
        self.number.setSuffix(f" {param.unit}" if param.unit else "")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(84)
        self.number.setAccessibleName(words.tr(param.label))
        if self._kelvin:
            self.number.setSpecialValueText(self.tr("As shot"))
        self.label.setBuddy(self.slider)
        self.parts: tuple[QWidget, ...] = (self.label, self.slider, self.number)
        self.set_value(default)
        self.slider.valueChanged.connect(self._slid)
        self.slider.settled.connect(self.settled)
        self.slider.reset.connect(self._reset)
        self.number.valueChanged.connect(self._typed)

    @property
    def value(self) -> float:
        """The parameter's value."""
        return self.number.value()

    def set_value(self, value: float) -> None:
        """Show a value; nothing is emitted."""
        for part in (self.slider, self.number):
            part.blockSignals(True)
        self.number.setValue(value)
        self.slider.setValue(self._place(value))
        for part in (self.slider, self.number):
            part.blockSignals(False)

    def _place(self, value: float) -> int:
        if self._kelvin:
            return _WARMEST_MIRED - round(1e6 / (value if value >= 1 else self.as_shot))
        return round((value - self._param.low) / self._param.step)

    def _value_at(self, place: int) -> float:
        if self._kelvin:
            return round(1e6 / (_WARMEST_MIRED - place) / 10) * 10
        return self._param.low + place * self._param.step

    def nudge(self, steps: int) -> None:
        """Move by steps of the parameter."""
        self.slider.setValue(self.slider.value() + steps)
        self.settled.emit()

    def _slid(self, at: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(self._value_at(at))
        self.number.blockSignals(False)
        self.moved.emit()

    def _typed(self, value: float) -> None:
        self.set_value(value)
        self.moved.emit()
        self.settled.emit()

    def _reset(self) -> None:
        self.set_value(self._default)
        self.moved.emit()
        self.settled.emit()


class ChoiceRow(QObject):
    """Label and list of a parameter whose number stands for something with a name; 0 is none."""

    moved = Signal()
    settled = Signal()

    def __init__(self, name: str, param: Param, choices: Callable[[], Mapping[int, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._choices = name, choices
        self.label = QLabel(words.tr(param.label), parent)
        self.list = QComboBox(parent)
        self.list.setAccessibleName(words.tr(param.label))
        self.list.setToolTip(words.tr(param.about))
        self.label.setBuddy(self.list)
        self.parts: tuple[QWidget, ...] = (self.label, self.list)
        self.set_value(0.0)
        self.list.activated.connect(lambda _: self._chosen())

    @property
    def value(self) -> float:
        """The number that was chosen."""
        return float(self.list.currentData() or 0)

    def set_value(self, value: float) -> None:
        """Show a choice, among those that there are now; nothing is emitted."""
        self.list.clear()
        known = dict(self._choices())
        for number, text in ({0: self.tr("None")} | known).items():
            self.list.addItem(text, number)
        number = round(value)
        if number and number not in known:
            self.list.addItem(self.tr("Not on this computer"), number)
        self.list.setCurrentIndex(self.list.findData(number))

    def nudge(self, steps: int) -> None:
        """Choose the next or a previous one."""
        self.list.setCurrentIndex(min(max(self.list.currentIndex() + steps, 0), self.list.count() - 1))
        self._chosen()

    def _chosen(self) -> None:
        self.moved.emit()
        self.settled.emit()
