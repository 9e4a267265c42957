"""Deliver: where, what and how; then a run with progress and a line per failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from retouch.develop.encode import Output
from retouch.develop.metadata import Keep
from retouch.gui import words
from retouch.gui.desk import Desk
from retouch.gui.forms.deliver_page import Ui_DeliverPage
from retouch.gui.icons import icon
from retouch.gui.recipes import STYLES, USUAL, Style
from retouch.gui.runner import TaskRunner
from retouch.gui.theme import Colour
from retouch.model.decision import Verdict
from retouch.model.errors import RetouchError
from retouch.model.event import Done, Failed, Progress
from retouch.model.frame import Space
from retouch.tasks.export import Delivery, Recipe, Which, choose, export, name_all
from retouch.tasks.naming import PLAIN
from retouch.tasks.session import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIZES = ("", "2048", "3000", "4096", "6000")


class Mood(Enum):
    """What a line stands for."""

    PLANNED = "dot"
    WRITTEN = "accept"
    FAILED = "warning"


_COLOURS = {Mood.PLANNED: Colour.QUIET, Mood.WRITTEN: Colour.PICKED, Mood.FAILED: Colour.REJECTED}


@dataclass(frozen=True, slots=True)
class Line:
    """One result: a file that was written, or a photo that failed with the reason."""

    text: str
    mood: Mood

    @property
    def failed(self) -> bool:
        """Whether it is a failure, or will be one."""
        return self.mood is Mood.FAILED


class Results(QAbstractListModel):
    """Results of a run, failures first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self._lines = []
        self.endResetModel()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these, failures first."""
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: not line.failed)
        self.endResetModel()

    def add(self, line: Line) -> None:
        """Add a result at the end, a failure after the failures that are there."""
        row = sum(x.failed for x in self._lines) if line.failed else len(self._lines)
        self.beginInsertRows(_ROOT, row, row)
        self._lines.insert(row, line)
        self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(line.mood.value, str(_COLOURS[line.mood]))
        return None


class DeliverPage(QWidget):
    """Settings on the left, the run on the right."""

    progressed = Signal(Progress)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_DeliverPage()
        self.ui.setupUi(self)
        self.results = Results(self)
        self._ran = False
        self.ui.results.setModel(self.results)
        self.ui.browse.setIcon(icon("folder"))
        self._fill()
        self.ui.quality.valueChanged.connect(lambda v: self.ui.qualityValue.setText(str(v)))
        self.ui.browse.clicked.connect(self.browse)
        self.ui.run.clicked.connect(self.run)
        self.ui.openFolder.clicked.connect(self.open_folder)
        self.ui.folder.textChanged.connect(self.refresh)
        self.ui.which.currentIndexChanged.connect(self.refresh)
        self.ui.format.currentIndexChanged.connect(self.refresh)
        self.ui.progress.hide()
        self.ui.recipe.activated.connect(self._take_style)
        self.ui.naming.textChanged.connect(self._touched)
        self.ui.overwrite.toggled.connect(self.refresh)
        for box in (self.ui.format, self.ui.size, self.ui.profile, self.ui.sharpen):
            box.currentTextChanged.connect(self._touched)
        self.ui.quality.valueChanged.connect(self._touched)
        self._show_style(STYLES[USUAL])
        self._touched()

    def _fill(self) -> None:
        for which, text in (
            (Which.PICKED, self.tr("Picked")),
            (Which.SUGGESTED, self.tr("Picked, and suggested keeps")),
            (Which.ALL, self.tr("All")),
        ):
            self.ui.which.addItem(text, which)
        self.ui.format.addItem(self.tr("JPEG"), "jpeg")
        self.ui.format.addItem(self.tr("TIFF, 16 bit"), "tiff")
        for size in _SIZES:
            self.ui.size.addItem(f"{size} px" if size else self.tr("Full size"), size)
        for strength, text in ((0.0, self.tr("Not at all")), (0.3, self.tr("A little")), (0.5, self.tr("For screens"))):
            self.ui.sharpen.addItem(text, strength)
        for keep, text in (
            (Keep.ALL, self.tr("All")),
            (Keep.NO_GPS, self.tr("All but the place")),
            (Keep.COPYRIGHT, self.tr("Copyright only")),
            (Keep.NONE, self.tr("None")),
        ):
            self.ui.metadata.addItem(text, keep)
        for name in STYLES:
            self.ui.recipe.addItem(words.tr(name), name)
        self.ui.recipe.addItem(self.tr("As below"), "")
        self.ui.naming.setText(PLAIN)
        for space, text in ((Space.SRGB, "sRGB"), (Space.DISPLAY_P3, "Display P3"), (Space.ADOBE_RGB, "Adobe RGB")):
            self.ui.profile.addItem(text, space)

    def bind(self, desk: Desk) -> None:
        """Deliver from this desk."""
        self._desk = desk
        self.runner = TaskRunner(self)
        self.runner.progressed.connect(self._progress)
        self.runner.failed.connect(self._failed)
        self.runner.done.connect(self._done)
        self.runner.refused.connect(lambda e: self._say(self.tr("Nothing was exported"), str(e)))
        self.runner.finished.connect(self._finished)
        desk.reset.connect(self._reset)
        desk.updated.connect(lambda _: self.refresh())

    # -- what will happen

    def entries(self) -> list[Entry]:
        """Return the photos that would be delivered."""
        shoot = self._desk.shoot
        if shoot is None:
            return []
        now = replace(shoot, entries=tuple(self._desk.known[e.photo.id] for e in shoot.entries))
        return choose(now, Which(self.ui.which.currentData()))

    def style_chosen(self) -> Style:
        """Return how pictures are delivered, as the fields say."""
        size = self.ui.size.currentText().split()[0] if self.ui.size.currentText() else ""
        output = Output(
            format=self.ui.format.currentData(),
            quality=self.ui.quality.value(),
            profile=Space(self.ui.profile.currentData()),  # Qt hands a StrEnum back as a plain string
            long_edge=int(size) if size.isdigit() and int(size) > 0 else None,
            sharpen=self.ui.sharpen.currentData(),
        )
        return Style(output, self.ui.naming.text())

    def recipe(self) -> Recipe:
        """Return where, which and how."""
        style = self.style_chosen()
        return Recipe(
            to=Path(self.ui.folder.text()).expanduser(),
            which=Which(self.ui.which.currentData()),
            output=style.output,
            overwrite=self.ui.overwrite.isChecked(),
            naming=style.naming,
            metadata=Keep(self.ui.metadata.currentData()),
        )

    def _take_style(self) -> None:
        name = self.ui.recipe.currentData()
        if name:
            self._show_style(STYLES[name])

    def _show_style(self, style: Style) -> None:
        output = style.output
        self.ui.format.setCurrentIndex(self.ui.format.findData(output.format))
        self.ui.quality.setValue(output.quality)
        edge = str(output.long_edge or "")
        at = self.ui.size.findData(edge)
        if at >= 0:
            self.ui.size.setCurrentIndex(at)
        else:
            self.ui.size.setEditText(f"{edge} px")
        self.ui.profile.setCurrentIndex(self.ui.profile.findData(output.profile))
        nearest = min(range(self.ui.sharpen.count()), key=lambda n: abs(self.ui.sharpen.itemData(n) - output.sharpen))
        self.ui.sharpen.setCurrentIndex(nearest)
        self.ui.naming.setText(style.naming)

    def _touched(self) -> None:
        """A setting changed: name the recipe that it is, and show what will happen."""
        now = self.style_chosen()
        name = next((n for n, s in STYLES.items() if s == now), "")
        self.ui.recipe.setCurrentIndex(self.ui.recipe.findData(name))
        self.refresh()

    def enter(self) -> None:
        """The page has come into view."""
        self._ran = self.runner.running
        self.refresh()
        self.ui.folder.setFocus()

    def refresh(self) -> None:
        """Say what a run would do now."""
        if not self.isVisible() or self.runner.running:
            return
        entries = self.entries()
        plan = self._plan(entries)
        self.ui.quality.setEnabled(self.ui.format.currentData() == "jpeg")
        self.ui.run.setEnabled(bool(entries) and bool(self.ui.folder.text().strip()))
        self.ui.openFolder.setEnabled(Path(self.ui.folder.text()).is_dir() and bool(self.ui.folder.text()))
        self.ui.run.setEnabled(self.ui.run.isEnabled() and plan is not None)
        if self._ran:
            return
        self.results.set_lines(plan or [])
        self._say(self._headline(len(entries)), self._remarks(entries))

    def _plan(self, entries: list[Entry]) -> list[Line] | None:
        """Return a line per file that would be written, or ``None`` where the names cannot be made."""
        recipe = self.recipe()
        try:
            targets = name_all([e.photo for e in entries], recipe)
        except RetouchError as e:
            self.ui.example.setText(str(e))
            return None
        self.ui.example.setText(targets[0].name if targets else "")
        return [self._line(entry, to, recipe) for entry, to in zip(entries, targets, strict=True)]

    def _line(self, entry: Entry, to: Path, recipe: Recipe) -> Line:
        text = f"{entry.photo.name}  →  {to.name}"
        if entry.error is not None:
            return Line(f"{text}   {entry.error}", Mood.FAILED)
        if not to.exists():
            return Line(text, Mood.PLANNED)
        if recipe.overwrite or self._desk.session.catalog.wrote(to):
            return Line(text + "   " + self.tr("replaces the one that is there"), Mood.PLANNED)
        return Line(text + "   " + self.tr("is there already and stays"), Mood.FAILED)

    def _headline(self, count: int) -> str:
        if self._desk.shoot is None:
            return self.tr("Open a shoot to deliver it")
        if not count:
            return self.tr("No photo is chosen yet")
        return (
            self.tr("1 photo will be exported")
            if count == 1
            else self.tr("{n} photos will be exported").format(n=count)
        )

    def _remarks(self, entries: list[Entry]) -> str:
        if not entries:
            return self.tr("Pick photos on the Cull page (P), or choose “All” here.")
        said = []
        undecided = sum(bool(e.proposals) for e in entries)
        if undecided:
            said.append(
                self.tr("{n} of them have suggestions that you have not decided; these are left out.").format(
                    n=undecided
                )
            )
        broken = sum(e.error is not None for e in entries)
        if broken:
            said.append(self.tr("{n} of them cannot be read and will be named as failed.").format(n=broken))
        rejected = sum(e.verdict is Verdict.REJECT for e in entries)
        if rejected:
            said.append(self.tr("{n} of them are rejected.").format(n=rejected))
        return " ".join(said) or self.tr(
            "Everything that you decided will be in the pictures. The originals stay as they are."
        )

    def _reset(self) -> None:
        folder = self._desk.folder
        self._ran = False
        self.results.clear()
        self.ui.folder.setText(str(folder.parent / f"{folder.name} – delivered") if folder is not None else "")
        self.refresh()

    def browse(self) -> None:
        """Choose the folder."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Deliver to"), self.ui.folder.text())
        if chosen:
            self.ui.folder.setText(chosen)

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.ui.folder.text()))

    # -- the run

    def run(self) -> None:
        """Export, or stop exporting."""
        folder = self._desk.folder
        if self.runner.running:
            self.runner.cancel()
            self.ui.run.setEnabled(False)
            return
        if folder is None or not self.entries():
            return
        recipe, session = self.recipe(), self._desk.session
        self.results.clear()
        self._ran = True
        self.ui.progress.setRange(0, 0)
        self.ui.progress.show()
        self.ui.run.setText(self.tr("Stop"))
        self._say(self.tr("Exporting…"), str(recipe.to))
        self.runner.start(lambda: export(session, folder, recipe))

    def _progress(self, event: Progress) -> None:
        self.ui.progress.setRange(0, max(event.total, 1))
        self.ui.progress.setValue(event.done)
        if event.current:
            self.ui.state.setText(f"{event.done} / {event.total}   {event.current}")
        self.progressed.emit(event)

    def _failed(self, event: Failed) -> None:
        self.results.add(Line(str(event.error), Mood.FAILED))

    def _done(self, event: Done[Any]) -> None:
        result: Delivery = event.result
        for path in result.written:
            self.results.add(Line(path.name, Mood.WRITTEN))
        head = self.tr("{n} of {all} photos exported").format(n=len(result.written), all=result.chosen)
        failed = self.tr("{n} failed, see below.").format(n=result.failed) if result.failed else ""
        self._say(head, f"{self.ui.folder.text()}   {failed}".strip())

    def _finished(self) -> None:
        self.ui.progress.hide()
        self.ui.run.setText(self.tr("&Export"))
        if self.ui.headline.text() == self.tr("Exporting…"):
            self._say(self.tr("Stopped"), self.tr("Pictures that were finished are in the folder."))
            self.results.add(Line(self.tr("Stopped before the end"), Mood.FAILED))
        self.refresh()
        self.finished.emit()

    def _say(self, headline: str, state: str) -> None:
        self.ui.headline.setText(headline)
        self.ui.state.setText(state)
