"""What the photographer's corrections have taught: said over the cards, followed by what is suggested, forgotten."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from retouch.adjust.habits import NONE, Habits
from retouch.gui.desk import Desk
from retouch.gui.forms.review_page import Ui_ReviewPage
from retouch.gui.pictures import LatestSlot
from retouch.gui.runner import TaskRunner
from retouch.gui.sentences import said
from retouch.tasks.ceilings import Ceilings, ceilings_of
from retouch.tasks.habits import forget, habits
from retouch.tasks.propose import suggest
from retouch.tasks.session import Shoot

_PAUSE_MS = 1000
"""So long after the last decision one looks what there was to learn."""


class Learning(QObject):
    """Looks for habits and ceilings once hands rest, in another thread, and lets what is suggested follow them."""

    crashed = Signal(object)

    def __init__(self, desk: Desk, ui: Ui_ReviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._ui = desk, ui
        self._known: Habits = NONE
        self._ceilings = Ceilings()
        self._first = True
        self.runner = TaskRunner(self)
        self._slot: LatestSlot[Shoot] = LatestSlot(self._work, self)
        self._slot.arrived.connect(self._take)
        self._slot.failed.connect(lambda _, error: self.crashed.emit(error))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.runner.done.connect(lambda _: desk.look_now())
        self.runner.crashed.connect(self.crashed)
        ui.forgetButton.clicked.connect(self.forget)
        ui.learned.hide()
        desk.reset.connect(self._begin)
        desk.updated.connect(lambda _: self._pause.start())

    @property
    def busy(self) -> bool:
        """Whether something is being learned."""
        return self._slot.busy or self._pause.isActive() or self.runner.running

    def forget(self) -> None:
        """Let what was corrected so far teach nothing any more; it stays decided."""
        if self._desk.durably(lambda: forget(self._desk.session, self._desk.shoot_of_entries())):
            self._look()

    def stop(self) -> None:
        """Wait for the threads."""
        self._pause.stop()
        self._slot.stop()
        self.runner.stop()

    def _work(self, shoot: Shoot) -> tuple[Habits, Ceilings]:
        return habits(self._desk.session, shoot), ceilings_of(shoot)

    def _begin(self) -> None:
        self._known, self._ceilings, self._first = NONE, Ceilings(), True
        self._say()
        if self._desk.shoot is not None:
            self._pause.start()

    def _look(self) -> None:
        shoot = self._desk.shoot
        if shoot is not None:
            self._slot.request(shoot)

    def _take(self, shoot: Shoot, now: tuple[Habits, Ceilings]) -> None:
        if shoot.folder != self._desk.folder:
            return
        found, ceilings = now
        same = dict(found) == dict(self._known) and ceilings == self._ceilings
        self._known, self._ceilings = found, ceilings
        if same:
            self._first = False
            return
        self._say()
        first, self._first = self._first, False
        if not first:  # what is suggested when a shoot is opened follows its habits already
            self._suggest(shoot)

    def _suggest(self, shoot: Shoot) -> None:
        if self.runner.running:
            self._pause.start()
        else:
            self.runner.start(lambda: suggest(self._desk.session, shoot))

    def _say(self) -> None:
        texts = [said(habit.text) for habit in self._known.values()]
        self._ui.learned.setVisible(bool(texts))
        self._ui.learnedText.setText("\n".join(texts))
