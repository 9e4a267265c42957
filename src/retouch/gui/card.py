"""One card per adjustment: value, reason, slider, accept, dismiss; its state is visible at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from retouch.adjust.base import Adjustment
from retouch.adjust.registry import topic
from retouch.gui import words
from retouch.gui.forms.adjustment_card import Ui_AdjustmentCard
from retouch.gui.icons import icon
from retouch.gui.param_row import ChoiceRow, ParamRow
from retouch.gui.theme import Colour, set_property
from retouch.gui.why_panel import sentence
from retouch.model.decision import Decision, Origin, Suggestion
from retouch.model.photo import WhitePoint
from retouch.tasks.ceilings import limited
from retouch.tasks.session import Entry


@dataclass(frozen=True)
class CardState:
    """What a card shows: the value, the open suggestion, or the decision there was."""

    value: Adjustment
    suggestion: Suggestion[Any] | None
    decision: Decision[Any] | None

    @property
    def word(self) -> str:
        """State as the style sheet selects by it."""
        if self.suggestion is not None:
            return "suggested"
        return str(self.decision.origin) if self.decision is not None else "none"


def state_of(kind: type[Adjustment], entry: Entry) -> CardState:
    """Return the state of one adjustment of a photo."""
    own = topic(kind)
    decision = next((d for d in reversed(entry.decisions) if d.topic == own), None)
    suggestion = next((s for s in entry.suggestions if s.topic == own), None) if decision is None else None
    value = entry.edit.get(kind.key) or (suggestion.value if suggestion is not None else kind())
    return CardState(value, suggestion, decision)


_CEILINGS = (100, 75, 50, 30, 0)
_MOST_STEPS = 100_000
"""A parameter with more steps than this is no quantity but a number that stands for something: it is chosen by name."""


def _rounded(tint: float) -> float:
    return float(round(tint))


class AdjustmentCard(QFrame):
    """Suggested is amber and dotted, decided is green and solid, neither is plain and folded."""

    drafted = Signal()
    """A slider moves: show it, decide nothing."""
    decided = Signal(object)
    """A ``Decision`` was made with this card."""
    ceiling_asked = Signal(str, float, bool)
    """So many percent of this may be suggested from now on: in the shoot, or for the person of the photo."""
    taken = Signal()
    """The card wants to be the current one."""

    def __init__(
        self, kind: type[Adjustment], parent: QWidget | None = None, choices: Callable[[], Mapping[int, str]] = dict
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.ui = Ui_AdjustmentCard()
        self.ui.setupUi(self)
        self.setObjectName("card")
        self.ui.title.setText(words.tr(kind.title))
        self.setAccessibleName(words.tr(kind.title))
        self.ui.accept.setIcon(icon("accept", str(Colour.PICKED)))
        self.ui.dismiss.setIcon(icon("close"))
        self._entry: Entry | None = None
        self._state = CardState(kind(), None, None)
        self._draft: Adjustment | None = None
        self._open = False
        self.rows: list[ParamRow | ChoiceRow] = []
        defaults = kind().values()
        for n, (name, param) in enumerate(kind.params().items()):
            choice = choices if (param.high - param.low) / param.step > _MOST_STEPS else None
            row = (
                ParamRow(name, param, defaults[name], self.ui.body)
                if choice is None
                else ChoiceRow(name, param, choice, self.ui.body)
            )
            for column, part in enumerate(row.parts):
                self.ui.rows.addWidget(part, n, column, 1, 3 - column if part is row.parts[-1] else 1)
            row.moved.connect(self._moved)
            row.settled.connect(self._settled)
            self.rows.append(row)
        self.ui.rows.setColumnStretch(1, 1)
        self.limit = self._limit_button() if kind.key in limited() else None
        self.ui.title.clicked.connect(self._toggle)
        self.ui.accept.clicked.connect(self.accept)
        self.ui.dismiss.clicked.connect(self.dismiss)

    @property
    def value(self) -> Adjustment:
        """What the sliders say."""
        values = {r.name: r.value for r in self.rows}
        white = self._as_shot
        if white is not None and values["temperature"] == 0 and values["tint"] != _rounded(white.tint):
            values["temperature"] = white.temperature  # a tint alone is a tint at the temperature that was shot
        return replace(self._state.value, **values)

    @property
    def _as_shot(self) -> WhitePoint | None:
        """As-shot white balance of the photo, on the card that sets another one."""
        scene = self._entry.scene if self._entry is not None else None
        return scene.light.white if scene is not None and {"temperature", "tint"} <= set(self.kind.params()) else None

    @property
    def drafting(self) -> bool:
        """Whether a slider has moved and nothing has been decided."""
        return self._draft is not None

    @property
    def state(self) -> CardState:
        """State of the photo that is shown."""
        return self._state

    def show_entry(self, entry: Entry) -> None:
        """Show the adjustment of a photo."""
        same = self._entry is not None and self._entry.photo.id == entry.photo.id
        before = self._state.word
        self._entry, self._state, self._draft = entry, state_of(self.kind, entry), None
        self._show_values(self._state.value.values())
        word = self._state.word
        if not same or word != before:
            self._open = self._state.suggestion is not None or not self._state.value.is_neutral()
        set_property(self, "state", word)
        self.ui.state.setText(self._said())
        set_property(self.ui.state, "role", "suggested" if word == "suggested" else "quiet")
        because = self._state.suggestion.because if self._state.suggestion is not None else ()
        self.ui.reason.setText("\n".join(sentence(e) for e in because))
        self.ui.accept.setVisible(self._state.suggestion is not None)
        self.ui.dismiss.setVisible(self._state.suggestion is not None or not self._state.value.is_neutral())
        self.ui.dismiss.setToolTip(
            self.tr("Dismiss (Backspace)")
            if self._state.suggestion is not None
            else self.tr("Take it away (Backspace)")
        )
        self._fold()

    def clear(self) -> None:
        """Show no photo: neutral and folded."""
        self._entry, self._state, self._draft, self._open = None, CardState(self.kind(), None, None), None, False
        self._show_values(self._state.value.values())
        set_property(self, "state", self._state.word)
        self.ui.state.clear()
        self.ui.reason.clear()
        self.ui.accept.hide()
        self.ui.dismiss.hide()
        self._fold()

    def set_current(self, on: bool) -> None:
        """Mark the card that keys go to."""
        set_property(self, "current", on)

    def accept(self) -> None:
        """Accept the suggestion as it is."""
        if self._state.suggestion is not None:
            self.decided.emit(self._state.suggestion.accept())

    def dismiss(self) -> None:
        """Dismiss the suggestion, or take away what was set."""
        if self._state.suggestion is not None:
            self.decided.emit(self._state.suggestion.dismiss())
        elif self._entry is not None and not self._state.value.is_neutral():
            self.decided.emit(Decision(self._entry.photo.id, topic(self.kind), None, Origin.BY_HAND))

    def nudge(self, steps: int) -> None:
        """Move the first slider by steps, and decide."""
        if self.rows:
            self._open = True
            self._fold()
            self.rows[0].nudge(steps)

    def _limit_button(self) -> QToolButton:
        """Make the line under the sliders that says how much may be suggested, and changes it."""
        button = QToolButton(self.ui.body)
        button.setProperty("flat", True)
        button.setProperty("quiet", True)
        button.setText(self.tr("Suggest any amount"))
        button.setToolTip(self.tr("How much of this may be suggested, in this shoot or for this person"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill_ceilings(menu))
        button.setMenu(menu)
        self.ui.rows.addWidget(button, len(self.rows), 0, 1, 3, Qt.AlignmentFlag.AlignRight)
        return button

    def show_ceiling(self, limit: float) -> None:
        """Say how much of this may be suggested for the photo, in percent."""
        if self.limit is not None:
            self.limit.setText(self._ceiling_said(round(limit)) if limit < 100 else self.tr("Suggest any amount"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.limit is not None:
            self.ceiling_menu().exec(event.globalPos())

    def ceiling_menu(self) -> QMenu:
        """Return the menu that says how much of this may be suggested."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_ceilings(menu)
        return menu

    def _fill_ceilings(self, menu: QMenu) -> None:
        menu.clear()
        for title, person in ((self.tr("In this shoot"), False), (self.tr("For this person"), True)):
            menu.addSection(title)
            for limit in _CEILINGS:
                action = menu.addAction(self._ceiling_said(limit))
                action.triggered.connect(partial(self._ask_ceiling, limit, person))

    def _ceiling_said(self, limit: int) -> str:
        if limit == 100:
            return self.tr("No limit")
        return self.tr("Never suggest more than {n} %").format(n=limit) if limit else self.tr("Never suggest it")

    def _ask_ceiling(self, limit: int, person: bool, _: bool = False) -> None:
        self.ceiling_asked.emit(self.kind.key, float(limit), person)

    def _said(self) -> str:
        state = self._state
        if state.suggestion is not None:
            return self.tr("Suggested · {n} % sure").format(n=round(100 * state.suggestion.confidence))
        return words.origin(state.decision.origin) if state.decision is not None else ""

    def _show_values(self, values: Mapping[str, float]) -> None:
        white = self._as_shot
        shown = dict(values)
        if white is not None and not shown["temperature"]:
            shown["tint"] = _rounded(white.tint)
        for row in self.rows:
            if white is not None and isinstance(row, ParamRow):
                row.as_shot = white.temperature
            row.set_value(shown[row.name])

    def _fold(self) -> None:
        self.ui.body.setVisible(self._open)
        self.ui.reason.setVisible(self._open and bool(self.ui.reason.text()))

    def _toggle(self) -> None:
        self._open = not self._open
        self._fold()
        self.taken.emit()

    def _moved(self) -> None:
        self._draft = self.value
        self.drafted.emit()

    def _settled(self) -> None:
        if self._draft is None or self._entry is None:
            return
        value, self._draft = self._draft, None
        if value != self._state.value or self._state.suggestion is not None:
            self.decide(value)

    def decide(self, value: Adjustment) -> None:
        """Set a value that was made by other means than the sliders: it tweaks what is suggested."""
        if self._state.suggestion is not None:
            self.decided.emit(self._state.suggestion.tweak(value))
        elif self._entry is not None:
            self.decided.emit(Decision(self._entry.photo.id, topic(self.kind), value, Origin.BY_HAND))
