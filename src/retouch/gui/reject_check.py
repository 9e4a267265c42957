"""Check the rejects: a random sample to look through, and then a stated risk for the rest."""

from __future__ import annotations

import random
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from retouch.cull.rejects import Risk, risk, sample
from retouch.gui.desk import Desk
from retouch.gui.forms.reject_check import Ui_RejectCheck
from retouch.gui.looking import Looking
from retouch.gui.pictures import Pictures
from retouch.gui.sentences import said
from retouch.gui.why_panel import sentence
from retouch.model.decision import Suggestion, Verdict
from retouch.model.photo import PhotoId
from retouch.tasks import decide


def suggested_rejects(desk: Desk) -> Mapping[PhotoId, Suggestion[Verdict]]:
    """Return the open suggestions to reject."""
    return {
        p: e.suggested for p, e in desk.known.items() if e.suggested is not None and e.suggested.value is Verdict.REJECT
    }


class RejectCheck(QDialog):
    """Shows one after the other; answers are kept here and decided together at the end."""

    def __init__(
        self,
        desk: Desk,
        thumbnails: Pictures,
        previews: Pictures,
        parent: QWidget | None = None,
        seed: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all = suggested_rejects(desk)
        self._sample = sample(self._all, seed=random.randrange(1 << 30) if seed is None else seed)
        self._wrong: dict[PhotoId, bool] = {}
        self._at = 0
        self.ui = Ui_RejectCheck()
        self.ui.setupUi(self)
        self.resize(900, 720)
        self._looking = Looking(self.ui.picture, desk, thumbnails, previews)
        self.ui.right.clicked.connect(lambda: self.answer(wrong=False))
        self.ui.wrong.clicked.connect(lambda: self.answer(wrong=True))
        self.ui.back.clicked.connect(self.back)
        self.ui.acceptAll.clicked.connect(self.take)
        self.ui.close.clicked.connect(self.reject)
        self.refresh()

    @property
    def risk(self) -> Risk:
        """What the answers so far say about all suggested rejects."""
        return risk(len(self._all), len(self._wrong), sum(self._wrong.values()))

    def answer(self, *, wrong: bool) -> None:
        """Note whether rejecting the photo would be wrong, and go on."""
        if self._at < len(self._sample):
            self._wrong[self._sample[self._at]] = wrong
            self._at += 1
            self.refresh()

    def back(self) -> None:
        """Take the last answer back."""
        if self._at > 0:
            self._at -= 1
            self._wrong.pop(self._sample[self._at])
            self.refresh()

    def refresh(self) -> None:
        """Show the next photo, or the result."""
        over = self._at >= len(self._sample)
        self.ui.count.setText("" if over else f"{self._at + 1} / {len(self._sample)}")
        self.ui.back.setEnabled(self._at > 0)
        for part in (self.ui.right, self.ui.wrong, self.ui.picture, self.ui.reasons, self.ui.question):
            part.setVisible(not over)
        self.ui.acceptAll.setVisible(over and bool(self._all))
        room = QSizePolicy.Policy.Expanding if over else QSizePolicy.Policy.Preferred  # the picture's, once it is gone
        self.ui.risk.setSizePolicy(QSizePolicy.Policy.Preferred, room)
        self.ui.risk.setAlignment(Qt.AlignmentFlag.AlignCenter if over else Qt.AlignmentFlag.AlignLeft)
        self.ui.risk.setText(said(self.risk.sentence) if self._wrong else "")
        if over:
            wrong = sum(self._wrong.values())
            text = self.tr("Reject {n}, keep {k}").format(n=len(self._all) - wrong, k=wrong)
            self.ui.acceptAll.setText(text)
            self.ui.acceptAll.setFocus()
            if not self._all:
                self.ui.risk.setText(self.tr("Nothing is suggested to be rejected."))
            return
        photo = self._sample[self._at]
        self._looking.fit()
        self._looking.show(self._desk.known.get(photo))
        self.ui.reasons.setText("   ".join(sentence(e) for e in self._all[photo].because))
        self.ui.right.setFocus()

    def take(self) -> None:
        """Reject what was suggested, and keep what was found to be wrong, in one gesture."""
        known = self._desk.known
        decisions = [
            decide.verdict(known[p].photo, Verdict.KEEP) if self._wrong.get(p) else s.accept()
            for p, s in self._all.items()
            if p in known
        ]
        self._desk.record("accept rejects", decisions)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "x":
            self.answer(wrong=False)
        elif event.text().lower() == "p":
            self.answer(wrong=True)
        else:
            super().keyPressEvent(event)
