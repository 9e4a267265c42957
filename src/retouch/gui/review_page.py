"""Review: one photo developed, one card per adjustment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from retouch.adjust.base import Adjustment
from retouch.adjust.blemishes import Blemishes
from retouch.adjust.edit import Edit
from retouch.adjust.lut import import_cube, imported
from retouch.adjust.presets import Preset
from retouch.adjust.registry import adjustments
from retouch.gui import words
from retouch.gui.card import AdjustmentCard
from retouch.gui.card_order import grouped
from retouch.gui.carrying import carried, decisions
from retouch.gui.cull_page import STRIP_EDGE, caption
from retouch.gui.desk import Desk
from retouch.gui.developing import Developing
from retouch.gui.easel import Easel
from retouch.gui.forms.review_page import Ui_ReviewPage
from retouch.gui.icons import icon
from retouch.gui.keyboard import lend_to
from retouch.gui.learning import Learning
from retouch.gui.photo_list import PhotoList
from retouch.gui.picture_view import Split
from retouch.gui.pictures import Pictures
from retouch.gui.preset_dialog import PresetDialog
from retouch.gui.review_tools import Tools
from retouch.model.decision import ADJUST, Decision, Verdict
from retouch.model.errors import RetouchError
from retouch.tasks.session import Entry

_SUGGESTED = "Suggested"
_MAKING_MS = 30
"""Between two cards, which are made while the window has nothing else to do."""


class ReviewPage(QWidget):
    """Suggestions that nobody has decided are shown in the picture, and said so; they are not part of the edit."""

    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_ReviewPage()
        self.ui.setupUi(self)
        for button, name in (
            (self.ui.beforeButton, "eye"),
            (self.ui.splitButton, "split"),
            (self.ui.sideButton, "compare"),
            (self.ui.clippingButton, "clip"),
            (self.ui.cropButton, "crop"),
            (self.ui.pickerButton, "picker"),
            (self.ui.spotsButton, "spots"),
            (self.ui.presetButton, "preset"),
            (self.ui.copyButton, "copy"),
            (self.ui.pasteButton, "paste"),
            (self.ui.applyButton, "people"),
            (self.ui.historyButton, "history"),
        ):
            button.setIcon(icon(name))
        self.ui.columns.setSizes([920, 360])
        self.ui.columns.setStretchFactor(0, 1)
        self.ui.columns.setStretchFactor(1, 0)
        self.ui.rightPanel.setMinimumWidth(344)
        self._cards: list[AdjustmentCard] = []
        self._group_of: dict[AdjustmentCard, str] = {}
        self._headings: dict[str, QLabel] = {_SUGGESTED: self._heading(_SUGGESTED)}
        self._tried: tuple[Preset, float] | None = None
        self._current = 0
        self._shown: str | None = None
        self._previews_suggestions = True
        self._first: set[str] = set()
        self._laid_out: list[AdjustmentCard] | None = None

    def bind(self, desk: Desk, thumbnails: Pictures, previews: Pictures, developing: Developing) -> None:
        """Show what lies on the desk."""
        self._desk, self._developing = desk, developing
        self.easel = Easel(self.ui, developing, thumbnails, previews)
        self.easel.wanting.connect(self.develop)
        self.learning = Learning(desk, self.ui, self)
        self.tools = Tools(self.ui, self.easel, developing)
        self.tools.changed.connect(self.develop)
        self.tools.chosen.connect(self._decide_for)
        self.tools.noted.connect(self.noted)
        self.photos = PhotoList(desk.known, self)
        self.ui.filmstrip.bind(desk, self.photos, thumbnails, STRIP_EDGE, strip=True)
        self._coming = self._making_cards()
        self._maker = QTimer(self, interval=_MAKING_MS)
        self._maker.timeout.connect(lambda: next(self._coming, None))
        self._maker.start()
        self._fill_menus()
        self.ui.scroll.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)
        self.ui.acceptAllButton.clicked.connect(self.accept_all)
        self.ui.beforeButton.pressed.connect(lambda: self.easel.show_before(True))
        self.ui.beforeButton.released.connect(lambda: self.easel.show_before(False))
        self.ui.beforeButton.setCheckable(False)
        self.ui.splitButton.clicked.connect(lambda: self.easel.toggle_split(Split.LINE))
        self.ui.sideButton.clicked.connect(lambda: self.easel.toggle_split(Split.SIDE))
        self.ui.clippingButton.clicked.connect(self.develop)
        desk.moved.connect(self.refresh)
        desk.reset.connect(self._reset)
        desk.updated.connect(self._updated)

    def _making_cards(self) -> Iterator[None]:
        """Make the cards one by one: all at once they would hold up the first picture of the window."""
        for heading, kinds in grouped(tuple(adjustments().values())).items():
            self._headings[heading] = self._heading(heading)
            for kind in kinds:
                yield
                self._add_card(kind, heading)
        self._lay_out(())
        self._maker.stop()

    def _make_cards(self) -> None:
        """Make the cards that are still missing."""
        for _ in self._coming:
            pass

    def _add_card(self, kind: type[Adjustment], heading: str) -> None:
        card = AdjustmentCard(kind, self.ui.cards, self._looks)
        card.drafted.connect(self.develop)
        card.decided.connect(self._decide)
        card.ceiling_asked.connect(lambda key, limit, person: self._desk.set_ceiling(key, limit, person=person))
        card.taken.connect(lambda: self.set_card(self._cards.index(card)))
        self._group_of[card] = heading
        self._cards.append(card)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(words.tr(text).upper(), self.ui.cards)
        label.setProperty("role", "heading")
        label.hide()
        return label

    def _lay_out(self, first: Collection[str]) -> None:
        """Put the cards of these adjustments on top, the others under their headings."""
        order = [c for c in self._group_of if c.kind.key in first]
        if self._laid_out == order:
            return
        self._laid_out = order
        column = self.ui.cardColumn
        while (item := column.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.setVisible(part in self._group_of)
        on_top = [c for c in self._group_of if c.kind.key in first]
        rest = [c for c in self._group_of if c not in on_top]
        self._cards = [*on_top, *rest]
        heading = _SUGGESTED if on_top else ""
        if on_top:
            self._headings[_SUGGESTED].show()
            column.addWidget(self._headings[_SUGGESTED])
        for card in self._cards:
            if card not in on_top and self._group_of[card] != heading:
                heading = self._group_of[card]
                self._headings[heading].show()
                column.addWidget(self._headings[heading])
            column.addWidget(card)
        column.addStretch(1)

    def _fill_menus(self) -> None:
        menu = QMenu(self.ui.applyButton)
        menu.addAction(self.tr("To this burst"), lambda: self.apply_to(self._burst()))
        menu.addAction(self.tr("To this scene"), lambda: self.apply_to(self._scene()))
        menu.addAction(self.tr("To the selection"), lambda: self.apply_to(self._desk.targets()))
        menu.addAction(self.tr("To all photos that are reviewed"), lambda: self.apply_to(self._reviewed()))
        self.ui.applyButton.setMenu(menu)
        self.ui.applyButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.ui.copyButton.clicked.connect(self.copy)
        self.ui.pasteButton.clicked.connect(self.paste)
        self.ui.presetButton.clicked.connect(self.choose_preset)

    # -- photos

    def enter(self) -> None:
        """The page has come into view: list what is worth reviewing, and let arrows walk through that."""
        self._make_cards()
        self._list_photos()
        before = self._desk.current
        self._desk.walk(self.photos)
        if self._desk.current is before:  # else having gone to another photo has shown it already
            self.refresh()
        self.ui.picture.setFocus()

    def _list_photos(self) -> None:
        entries = self._desk.shoot.entries if self._desk.shoot is not None else ()
        known = [self._desk.known[e.photo.id] for e in entries]
        keeps = [e.photo.id for e in known if _worth_reviewing(e)]
        self.photos.set_ids(keeps or [e.photo.id for e in known])

    def _reset(self) -> None:
        if self.isVisible():
            self.enter()
        else:
            self.photos.set_ids([])

    def _updated(self, photos: frozenset[str]) -> None:
        self.photos.touch(photos)  # type: ignore[arg-type]
        entry = self._desk.current
        if entry is not None and entry.photo.id in photos:
            self.refresh()

    def refresh(self) -> None:
        """Show the current photo: its cards now, its picture as soon as it is developed."""
        entry = self._desk.current
        if not self.isVisible():
            return
        self._make_cards()
        if entry is None:
            self._clear()
            return
        if entry.photo.id != self._shown:
            self._begin(entry)
        ceilings, people = self._desk.ceilings, self._desk.people(entry.photo.id)
        for card in self._cards:
            if not card.drafting:
                card.show_entry(entry)
            card.show_ceiling(ceilings.over(card.kind.key, people))
        self._lay_out_late(entry)
        self.tools.show_entry(entry, self._healing)
        self.ui.caption.setText(caption(entry))
        self.ui.acceptAllButton.setEnabled(bool(entry.proposals))
        self._say_pending(entry)
        self.set_card(self._current)
        self.develop()

    def _clear(self) -> None:
        self._shown = None
        self.tools.show_entry(None, Blemishes)
        for part in (self.ui.caption, self.ui.pending):
            part.clear()
        self.ui.acceptAllButton.setEnabled(False)
        self.ui.scroll.setEnabled(False)
        for card in self._cards:
            card.clear()
        self._lay_out(())
        self.easel.clear(self.tr("There is no photo to review."))

    def _begin(self, entry: Entry) -> None:
        self.ui.scroll.setEnabled(True)
        self._shown = entry.photo.id
        self.easel.begin(entry)
        self._tried = None
        self._first = {s.topic.removeprefix(ADJUST) for s in entry.proposals}
        self._lay_out(self._first)
        self._current = 0

    def _lay_out_late(self, entry: Entry) -> None:
        """Bring cards to the top whose suggestion came later, unless hands are on the cards; then when they leave."""
        late = {s.topic.removeprefix(ADJUST) for s in entry.proposals} - self._first
        if late and not self._in_hands():
            current = self._cards[self._current] if self._current else None
            self._first |= late
            self._lay_out(self._first)
            self._current = self._cards.index(current) if current is not None else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        entry = self._desk.current
        if event.type() == QEvent.Type.Leave and entry is not None and entry.photo.id == self._shown:
            self._lay_out_late(entry)
        return super().eventFilter(watched, event)

    def _focus_went(self, _: QWidget | None, to: QWidget | None) -> None:
        """Make the card that holds the focus the one that keys go to."""
        if to is not None and self.ui.cards.isAncestorOf(to):
            card = next((n for n, c in enumerate(self._cards) if c.isAncestorOf(to)), self._current)
            if card != self._current:
                self.set_card(card)

    def _in_hands(self) -> bool:
        focus = self.focusWidget()
        held = focus is not None and self.ui.cards.isAncestorOf(focus) and self.isActiveWindow()
        return held or self.ui.scroll.underMouse() or any(c.drafting for c in self._cards)

    # -- developing

    def draft(self, entry: Entry) -> Edit:
        """Return the edit as shown: decisions, the slider that moves, and open suggestions."""
        if self._tried is not None:
            return self._tried[0].on(entry.edit, self._tried[1])
        edit = entry.edit
        for card in self._cards:
            if card.drafting:
                edit = edit.with_step(card.value)
            elif self._previews_suggestions and card.state.suggestion is not None:
                edit = edit.with_step(card.state.value)
        return self.tools.shown(edit)

    def develop(self) -> None:
        """Ask for the picture as the cards say."""
        entry = self._desk.current
        if entry is not None and self.isVisible():
            self.easel.develop(self.draft(entry), self._desk.neighbours()[::-1])

    def toggle_suggestions(self) -> None:
        """Show or hide in the picture what is only suggested."""
        self._previews_suggestions = not self._previews_suggestions
        self.refresh()

    def _say_pending(self, entry: Entry) -> None:
        count = len(entry.proposals)
        if not count:
            text = ""
        elif self._previews_suggestions:
            text = self.tr("Suggestions shown, not accepted: {n}").format(n=count)
        else:
            text = self.tr("Suggestions hidden: {n}").format(n=count)
        self.ui.pending.setText(text)

    def _healing(self) -> Blemishes:
        """Return what heals spots, as it is shown: drafted, decided or suggested."""
        card = self._card_of(Blemishes)
        value = card.value if card.drafting else card.state.value
        return value if isinstance(value, Blemishes) else Blemishes()

    def _card_of(self, kind: type[Adjustment]) -> AdjustmentCard:
        return next(c for c in self._cards if c.kind is kind)

    def _decide_for(self, step: Adjustment) -> None:
        if self._desk.current is not None:
            self._card_of(type(step)).decide(step)

    # -- cards

    @property
    def cards(self) -> tuple[AdjustmentCard, ...]:
        """All cards, in the order of the engine."""
        self._make_cards()
        return tuple(self._cards)

    def set_card(self, number: int) -> None:
        """Make a card the one that keys go to."""
        if not self._cards:
            return
        self._current = min(max(number, 0), len(self._cards) - 1)
        for n, card in enumerate(self._cards):
            card.set_current(n == self._current)
        QTimer.singleShot(0, self._show_card)  # after the cards have been laid out

    def _show_card(self) -> None:
        self.ui.scroll.ensureWidgetVisible(self._cards[self._current], 0, 8)
        self.ui.scroll.horizontalScrollBar().setValue(0)

    def step_card(self, by: int) -> None:
        """Go to the next or previous card."""
        self.set_card(self._current + by)

    def nudge(self, steps: int) -> None:
        """Move the first slider of the current card."""
        self._cards[self._current].nudge(steps)

    def accept(self) -> None:
        """Accept the current card, or the next one that has something to accept."""
        card = self._next_open()
        if card is None:
            self.noted.emit(self.tr("No suggestion is open on this photo."))
            return
        card.accept()
        self._go_to_open()

    def dismiss(self) -> None:
        """Dismiss what the current card suggests, or take away what it set."""
        self._cards[self._current].dismiss()
        self._go_to_open()

    def accept_all(self) -> None:
        """Accept all suggestions on adjustments of the targets, in one gesture."""
        self._desk.accept_all([s for e in self._desk.targets() for s in e.proposals])

    def _next_open(self) -> AdjustmentCard | None:
        after = self._cards[self._current :] + self._cards[: self._current]
        return next((c for c in after if c.state.suggestion is not None), None)

    def _go_to_open(self) -> None:
        card = self._next_open()
        if card is not None:
            self.set_card(self._cards.index(card))

    # -- adjustments from and for other photos

    def copy(self) -> None:
        """Copy the photo's adjustments, without crop and angle."""
        entry = self._desk.current
        if entry is not None:
            self._desk.clipboard = carried(entry.edit)
            self.noted.emit(self.tr("Adjustments copied: {n}").format(n=len(self._desk.clipboard)))

    def paste(self) -> None:
        """Put the copied adjustments on the targets, in one gesture."""
        self._desk.record("paste", decisions(self._desk.targets(), self._desk.clipboard))

    def apply_to(self, entries: Sequence[Entry]) -> None:
        """Put the photo's adjustments on others, in one gesture."""
        entry = self._desk.current
        if entry is not None:
            made = decisions([e for e in entries if e is not entry], carried(entry.edit))
            self._desk.record("apply", made)
            self.noted.emit(self.tr("Photos changed: {n}").format(n=len({d.photo for d in made})))

    def _burst(self) -> list[Entry]:
        burst = self._desk.burst()
        return [self._desk.known[p] for p in burst.photos] if burst is not None else []

    def _scene(self) -> list[Entry]:
        scene = self._desk.chapter()
        return [self._desk.known[p] for p in scene.photos] if scene is not None else []

    def _reviewed(self) -> list[Entry]:
        return [self._desk.known[p] for p in self.photos.ids]

    def _looks(self) -> Mapping[int, str]:
        return imported(self._look_folder)

    @property
    def _look_folder(self) -> Path:
        return self._desk.session.home.looks

    def import_look(self, path: Path) -> None:
        """Import a .cube file and put it on the photo."""
        try:
            number = import_cube(path, self._look_folder)
        except RetouchError as e:
            self._desk.problem.emit(e)
            return
        self._decide_for(adjustments()["lut"].from_values({"amount": 100, "number": number}))

    def choose_preset(self) -> None:
        """Let the user choose a preset, and show it in the picture meanwhile."""
        entry = self._desk.current
        if entry is None:
            return
        dialog = PresetDialog(self._desk.session.home.data / "presets", entry.edit, self)
        dialog.drafted.connect(self._try)
        dialog.taken.connect(self._take_preset)
        dialog.problem.connect(self._desk.problem)
        dialog.rejected.connect(self._try)
        corner = self.ui.picture.mapToGlobal(self.ui.picture.rect().topRight())
        dialog.move(corner.x() - dialog.sizeHint().width() - 16, corner.y() + 16)
        lend_to(dialog, self)

    def _try(self, preset: Preset | None = None, strength: float = 1.0) -> None:
        self._tried = (preset, strength) if preset is not None else None
        self.develop()

    def _take_preset(self, preset: Preset, strength: float) -> None:
        self._tried = None
        self._desk.record(f"preset {preset.name}", decisions(self._desk.targets(), preset.at(strength)))

    def _decide(self, decision: Decision[object]) -> None:
        self._desk.record(decision.topic.removeprefix("adjust.").replace("_", " "), [decision])


def _worth_reviewing(entry: Entry) -> bool:
    if entry.verdict is not None:
        return entry.verdict is Verdict.KEEP
    return entry.suggested is not None and entry.suggested.value is Verdict.KEEP
