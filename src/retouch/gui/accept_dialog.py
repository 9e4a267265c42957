"""Accept suggestions: what will happen is shown before it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QListView, QWidget

from retouch.gui.desk import Desk
from retouch.gui.forms.accept_dialog import Ui_AcceptDialog
from retouch.gui.grid import PhotoCell
from retouch.gui.photo_list import PhotoList
from retouch.gui.pictures import Pictures
from retouch.model.decision import VERDICT, Suggestion, Verdict
from retouch.tasks.decide import acceptable
from retouch.tasks.session import Entry

_EDGE = 144


class AcceptDialog(QDialog):
    """Scope and least confidence; under it the photos that will be rejected and those that will be kept."""

    def __init__(self, desk: Desk, thumbnails: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_AcceptDialog()
        self.ui.setupUi(self)
        self.resize(720, 600)
        burst = desk.burst()
        scopes: tuple[tuple[str, Callable[[], Sequence[Entry]]], ...] = (
            (self.tr("The whole shoot"), lambda: list(desk.known.values())),
            (self.tr("The photos that are shown"), lambda: [desk.known[p] for p in desk.photos.ids]),
            (self.tr("This burst"), lambda: [desk.known[p] for p in burst.photos] if burst is not None else []),
            (self.tr("The selection"), desk.targets),
        )
        for text, entries in scopes:
            self.ui.scope.addItem(text, entries)
        self._rejects, self._keeps = PhotoList(desk.known, self), PhotoList(desk.known, self)
        for view, photos in ((self.ui.rejects, self._rejects), (self.ui.keeps, self._keeps)):
            self._bind(view, photos, thumbnails)
        self.ui.scope.currentIndexChanged.connect(self.refresh)
        self.ui.confidence.valueChanged.connect(self.refresh)
        self.ui.adjustments.toggled.connect(self.refresh)
        self.ui.accept.clicked.connect(self.take)
        self.ui.cancel.clicked.connect(self.reject)
        self.refresh()

    def _bind(self, view: QListView, photos: PhotoList, thumbnails: Pictures) -> None:
        cell = PhotoCell(self._desk, thumbnails, _EDGE, foot=False, parent=view)
        view.setItemDelegate(cell)
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setFlow(QListView.Flow.LeftToRight)
        view.setWrapping(False)
        view.setUniformItemSizes(True)
        view.setMovement(QListView.Movement.Static)
        view.setGridSize(cell.cell())
        view.setModel(photos)
        view.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        photos.many_touched.connect(view.viewport().update)
        thumbnails.ready.connect(view.viewport().update)

    def _entries(self) -> Sequence[Entry]:
        entries: Sequence[Entry] = self.ui.scope.currentData()()
        return entries

    def chosen(self) -> tuple[list[Suggestion[Any]], list[Suggestion[Any]]]:
        """Return what would be accepted, and verdicts that would be left to the photographer."""
        least = self.ui.confidence.value() / 100
        entries = self._entries()
        take, leave = acceptable(entries, least, [VERDICT])
        if self.ui.adjustments.isChecked():
            kept = {s.photo for s in take if s.value is Verdict.KEEP}
            kept |= {e.photo.id for e in entries if e.verdict is Verdict.KEEP}
            take += [s for e in entries if e.photo.id in kept for s in e.proposals if s.confidence >= least]
        return take, leave

    def refresh(self) -> None:
        """Say and show what would happen."""
        take, leave = self.chosen()
        keeps = [s.photo for s in take if s.value is Verdict.KEEP]
        rejects = [s.photo for s in take if s.value is Verdict.REJECT]
        corrections = len(take) - len(keeps) - len(rejects)
        self._keeps.set_ids(keeps)
        self._rejects.set_ids(rejects)
        self.ui.confidenceValue.setText(self.tr("{n} % sure").format(n=self.ui.confidence.value()))
        said = self.tr("Keep {k}, reject {r}, leave {m} to you.").format(k=len(keeps), r=len(rejects), m=len(leave))
        if corrections:
            said += " " + self.tr("Corrections: {n}.").format(n=corrections)
        self.ui.said.setText(said)
        self.ui.rejectHeading.setText(self.tr("WILL BE REJECTED · {n}").format(n=len(rejects)))
        self.ui.keepHeading.setText(self.tr("WILL BE KEPT · {n}").format(n=len(keeps)))
        for heading, view, photos in (
            (self.ui.rejectHeading, self.ui.rejects, rejects),
            (self.ui.keepHeading, self.ui.keeps, keeps),
        ):
            heading.setVisible(bool(photos))
            view.setVisible(bool(photos))
        self.ui.accept.setEnabled(bool(take))

    def take(self) -> None:
        """Accept, in one gesture."""
        take, _ = self.chosen()
        self._desk.accept_all(take, "accept suggestions")
        self.accept()
