"""Deliver: where, what and how; then a run with progress and a line per failure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from retouch.develop.encode import Output
from retouch.gui.desk import Desk
from retouch.gui.forms.deliver_page import Ui_DeliverPage
from retouch.gui.icons import icon
from retouch.gui.runner import TaskRunner
from retouch.gui.theme import Colour
from retouch.model.decision import Verdict
from retouch.model.event import Done, Failed, Progress
from retouch.model.frame import Space
from retouch.tasks.export import Delivery, Recipe, Which, choose, export
from retouch.tasks.session import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIZES = ("", "2048", "3000", "4096", "6000")


@dataclass(frozen=True, slots=True)
class Line:
    """One result: a file that was written, or a photo that failed with the reason."""

    text: str
    failed: bool


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
            return icon("warning", str(Colour.REJECTED)) if line.failed else icon("accept", str(Colour.PICKED))
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
        return choose(now, self.ui.which.currentData())

    def recipe(self) -> Recipe:
        """Return the settings as a recipe."""
        size = self.ui.size.currentText().split()[0] if self.ui.size.currentText() else ""
        output = Output(
            format=self.ui.format.currentData(),
            quality=self.ui.quality.value(),
            profile=self.ui.profile.currentData(),
            long_edge=int(size) if size.isdigit() else None,
        )
        return Recipe(to=Path(self.ui.folder.text()).expanduser(), which=self.ui.which.currentData(), output=output)

    def enter(self) -> None:
        """The page has come into view."""
        self.refresh()
        self.ui.folder.setFocus()

    def refresh(self) -> None:
        """Say what a run would do now."""
        if self.runner.running or not self.isVisible():
            return
        entries = self.entries()
        self.ui.quality.setEnabled(self.ui.format.currentData() == "jpeg")
        self.ui.run.setEnabled(bool(entries) and bool(self.ui.folder.text().strip()))
        self.ui.openFolder.setEnabled(Path(self.ui.folder.text()).is_dir() and bool(self.ui.folder.text()))
        if self.results.rowCount():
            return
        self._say(self._headline(len(entries)), self._remarks(entries))

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
        self._failures = 0
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
        self.results.add(Line(str(event.error), failed=True))

    def _done(self, event: Done[Any]) -> None:
        result: Delivery = event.result
        for path in result.written:
            self.results.add(Line(path.name, failed=False))
        head = self.tr("{n} of {all} photos exported").format(n=len(result.written), all=result.chosen)
        failed = self.tr("{n} failed, see below.").format(n=result.failed) if result.failed else ""
        self._say(head, f"{self.ui.folder.text()}   {failed}".strip())

    def _finished(self) -> None:
        self.ui.progress.hide()
        self.ui.run.setText(self.tr("&Export"))
        if self.ui.headline.text() == self.tr("Exporting…"):
            self._say(self.tr("Stopped"), self.tr("Pictures that were finished are in the folder."))
            self.results.add(Line(self.tr("Stopped before the end"), failed=True))
        self.refresh()
        self.finished.emit()

    def _say(self, headline: str, state: str) -> None:
        self.ui.headline.setText(headline)
        self.ui.state.setText(state)
