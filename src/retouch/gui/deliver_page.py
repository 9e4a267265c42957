"""Deliver: where, what and how; what would happen; then a run with progress and a line per failure."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from retouch.gui.delivery_fields import DeliveryFields
from retouch.gui.delivery_list import Line, Mood, Results
from retouch.gui.desk import Desk
from retouch.gui.forms.deliver_page import Ui_DeliverPage
from retouch.gui.icons import icon
from retouch.gui.keyboard import give_back
from retouch.gui.pictures import LatestSlot, Pictures
from retouch.gui.preflight_words import headline, lines, other_programs, remarks
from retouch.gui.runner import TaskRunner
from retouch.gui.sentences import error_said, said
from retouch.gui.status import Pace, time_left
from retouch.gui.watermark_preview import WatermarkPreview
from retouch.model.errors import RetouchError
from retouch.model.event import Done, Failed, Progress
from retouch.tasks.export import Delivery, Recipe, Which, choose, export
from retouch.tasks.places import there
from retouch.tasks.preflight import Preflight, preflight
from retouch.tasks.session import Entry

_THUMBNAIL = 512
_PREVIEW = 280


@dataclass(frozen=True, eq=False)
class _Asked:
    """What a preflight is about."""

    folder: Path
    entries: tuple[Entry, ...]
    recipe: Recipe


class DeliverPage(QWidget):
    """Settings on the left, the run on the right."""

    progressed = Signal(Progress)
    finished = Signal()
    crashed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_DeliverPage()
        self.ui.setupUi(self)
        self.results = Results(self)
        self.fields = DeliveryFields(self.ui, self)
        self._ran = False
        self._rest = False
        self._asked: _Asked | None = None
        self._began = 0.0
        self._pace = Pace()
        self.ui.results.setModel(self.results)
        self.ui.browse.setIcon(icon("folder"))
        for which, text in (
            (Which.PICKED, self.tr("Picked")),
            (Which.SUGGESTED, self.tr("Picked, and suggested keeps")),
            (Which.ALL, self.tr("All")),
        ):
            self.ui.which.addItem(text, which)
        self.ui.browse.clicked.connect(self.browse)
        self.ui.run.clicked.connect(self.run)
        self.ui.openFolder.clicked.connect(self.open_folder)
        self.ui.results.activated.connect(self._open_line)
        self.ui.progress.hide()
        self.ui.folder.textChanged.connect(self._changed)
        self.ui.which.currentIndexChanged.connect(self._changed)
        self.ui.overwrite.toggled.connect(self._changed)
        self.fields.changed.connect(self._changed)

    def bind(self, desk: Desk, thumbnails: Pictures) -> None:
        """Deliver from this desk."""
        self._desk, self._thumbnails = desk, thumbnails
        self._looking: LatestSlot[_Asked] = LatestSlot(self._look, self)
        self._looking.arrived.connect(self._seen)
        self._looking.failed.connect(lambda _, e: self.crashed.emit(e))
        self._marking = WatermarkPreview(self)
        self._marking.made.connect(self._show_marked)
        self._marking.crashed.connect(self.crashed)
        self.runner = TaskRunner(self)
        self.runner.progressed.connect(self._progress)
        self.runner.failed.connect(self._failed)
        self.runner.done.connect(self._done)
        self.runner.refused.connect(self._refused)
        self.runner.finished.connect(self._finished)
        self.fields.bind(desk)
        thumbnails.ready.connect(lambda _: self._show_mark())
        desk.reset.connect(self._reset)
        desk.updated.connect(lambda _: self.refresh())

    def stop(self) -> None:
        """End all threads."""
        self.runner.stop()
        self._looking.stop()
        self._marking.stop()

    @property
    def busy(self) -> bool:
        """Whether it is still looking at what a run would do and at the watermark."""
        return self._looking.busy or self._marking.busy

    # -- what will happen

    def entries(self) -> list[Entry]:
        """Return the photos that would be delivered."""
        shoot = self._desk.shoot
        if shoot is None:
            return []
        return choose(shoot, Which(self.ui.which.currentData()))

    def recipe(self) -> Recipe:
        """Return where, which and how."""
        style = self.fields.style()
        return Recipe(
            to=Path(self.ui.folder.text().strip()).expanduser(),
            which=Which(self.ui.which.currentData()),
            output=style.output,
            overwrite=self.ui.overwrite.isChecked(),
            naming=style.naming,
            metadata=style.metadata,
        )

    def enter(self) -> None:
        """The page has come into view."""
        self._ran = self.runner.running
        self.refresh()
        self.ui.folder.setFocus()

    def _changed(self) -> None:
        if not self.runner.running:
            self._ran = self._rest = False
            self.ui.run.setText(self.tr("&Export"))
        self.refresh()

    def refresh(self) -> None:
        """Find out what a run would do now; results of the last run stay until something is changed."""
        if not self.isVisible() or self.runner.running:
            return
        folder, place = self._desk.folder, self.ui.folder.text().strip()
        self._show_mark()
        if folder is None or not place:
            self._asked = None
            self.ui.run.setEnabled(False)
            self.ui.openFolder.setEnabled(False)
            self.results.set_lines([])
            self._say(*(headline(0, folder is not None), "" if folder is None else self.tr("Choose a folder.")))
            return
        self._asked = _Asked(folder, tuple(self.entries()), self.recipe())
        self._looking.request(self._asked)

    def _look(self, asked: _Asked) -> tuple[Preflight, bool]:
        """Runs in a thread: folders may be far away."""
        found = preflight(self._desk.session, asked.folder, asked.entries, asked.recipe)
        return found, bool(there([asked.recipe.to]))

    def _seen(self, asked: _Asked, result: tuple[Preflight, bool]) -> None:
        if asked is not self._asked or self.runner.running:
            return
        found, is_folder = result
        self.ui.run.setEnabled(found.possible)
        self.ui.openFolder.setEnabled(is_folder)
        example = [p.to.name for p in found.planned] + [error_said(e) for e in found.obstacles]
        self.ui.example.setText(next(iter(example), ""))
        self.ui.elsewhere.setText(other_programs(found))
        self.ui.elsewhereHeading.setVisible(bool(found.planned))
        if not self._ran:
            self.results.set_lines(lines(found))
            self._say(headline(len(asked.entries), True), remarks(found, asked.recipe))

    def _reset(self) -> None:
        folder = self._desk.folder
        self._ran = self._rest = False
        self.results.set_lines([])
        self.ui.folder.setText(str(folder.parent / f"{folder.name} – delivered") if folder is not None else "")
        self.refresh()

    def _show_mark(self) -> None:
        """Show the watermark on the first photo."""
        if not self.isVisible():
            return  # thumbnails arrive while another page is shown
        mark = self.fields.style().output.watermark
        entry = next(iter(self.entries()), None) if mark is not None else None
        pixmap = self._thumbnails.get(entry.photo, _THUMBNAIL) if entry is not None else None
        if mark is None or pixmap is None:
            self._marking.drop()
            self._show_marked(QPixmap())
        else:
            self._marking.request(pixmap, mark, _PREVIEW, self.devicePixelRatioF())

    def _show_marked(self, shown: QPixmap) -> None:
        for part in (self.ui.preview, self.ui.previewHeading):
            part.setVisible(not shown.isNull())
        self.ui.preview.setPixmap(shown)

    def browse(self) -> None:
        """Choose the folder."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Deliver to"), self.ui.folder.text())
        give_back(self)
        if chosen:
            self.ui.folder.setText(chosen)

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.recipe().to)))

    def _open_line(self, index: QModelIndex) -> None:
        path = self.results.lines[index.row()].path
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # -- the run

    def run(self) -> None:
        """Export, or stop exporting."""
        folder = self._desk.folder
        if self.runner.running:
            self.runner.cancel()
            self.ui.run.setEnabled(False)
            self.ui.run.setText(self.tr("Stopping…"))
            return
        if folder is None or not self.entries():
            return
        recipe, session = replace(self.recipe(), missing=self._rest), self._desk.session
        self.results.set_lines([])
        self._ran = True
        self._began = time.monotonic()
        self._pace = Pace()
        self.ui.progress.setRange(0, 0)
        self.ui.progress.show()
        self.ui.run.setText(self.tr("Stop"))
        self._say(self.tr("Exporting…"), str(recipe.to))
        self.runner.start(lambda: export(session, folder, recipe))

    def _progress(self, event: Progress) -> None:
        self.ui.progress.setRange(0, max(event.total, 1))
        self.ui.progress.setValue(event.done)
        pace = self._pace.measure(event, time.monotonic())
        told = [f"{event.done} / {event.total}", event.current]
        if pace is not None:
            told += [self.tr("{n} a minute").format(n=QLocale().toString(60 * pace[0], "f", 0)), time_left(pace[1])]
        self.ui.state.setText("   ".join(t for t in told if t))
        self.progressed.emit(event)

    def _failed(self, event: Failed) -> None:
        self.results.add(Line(error_said(event.error), Mood.FAILED))

    def _refused(self, error: RetouchError) -> None:
        self._say(self.tr("Nothing was exported"), error_said(error))

    def _done(self, event: Done[Any]) -> None:
        result: Delivery = event.result
        for warning in result.warnings:
            self.results.add(Line(self.tr("Look again at {photo}").format(photo=_warned(warning)), Mood.NOTICE))
        for path in result.written:
            self.results.add(Line(path.name, Mood.WRITTEN, path))
        self._rest = bool(result.remaining)
        head = self.tr("{n} of {all} photos exported").format(n=len(result.written), all=result.chosen)
        told = [self.tr("{n} failed, see below.").format(n=result.failed)] if result.failed else []
        size = QLocale().formattedDataSize(result.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        taken = QLocale().toString(time.monotonic() - self._began, "f", 1)
        told.append(self.tr("{size} in {n} s, in {folder}").format(size=size, n=taken, folder=self.recipe().to))
        self._say(head, " ".join(told))

    def _finished(self) -> None:
        self.ui.progress.hide()
        self.ui.run.setText(self.tr("&Export the rest") if self._rest else self.tr("&Export"))
        if self.ui.headline.text() == self.tr("Exporting…"):
            self._say(self.tr("Stopped"), self.tr("Pictures that were finished are in the folder."))
            self.results.add(Line(self.tr("Stopped before the end"), Mood.NOTICE))
        self.refresh()
        self.finished.emit()

    def _say(self, head: str, state: str) -> None:
        self.ui.headline.setText(head)
        self.ui.state.setText(state)
        self.ui.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _warned(warning: str) -> str:
    """Return ``IMG_1.jpg: what is wrong`` in the user's language."""
    name, _, what = warning.partition(": ")
    return f"{name}: {said(what)}"
