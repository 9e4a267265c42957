"""The window: three pages, one desk, one task at a time. It connects; the work is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QScreen
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QMessageBox

from retouch.gui import actions, monitor
from retouch.gui.accept_dialog import AcceptDialog
from retouch.gui.desk import Desk
from retouch.gui.developing import Developing
from retouch.gui.forms.main_window import Ui_MainWindow
from retouch.gui.history_dialog import HistoryDialog
from retouch.gui.key_sheet import KeySheet
from retouch.gui.keyboard import give_back, lend_to
from retouch.gui.picture_view import Split
from retouch.gui.pictures import LatestSlot, Pictures
from retouch.gui.reject_check import RejectCheck
from retouch.gui.restore import remember, where
from retouch.gui.review_page import ReviewPage
from retouch.gui.runner import TaskRunner
from retouch.gui.sentences import error_said
from retouch.gui.settings_dialog import SettingsDialog
from retouch.gui.theme import GREY_SURROUND, Colour
from retouch.model.errors import RetouchError
from retouch.model.event import Done, Failed
from retouch.tasks.looks import Looks
from retouch.tasks.places import resolved, there
from retouch.tasks.preview import Developer, loupe, thumbnail
from retouch.tasks.propose import propose
from retouch.tasks.session import Session

_THUMBNAILS, _PREVIEWS = 80 << 20, 112 << 20
"""Bytes of pixmaps kept in memory."""
_RECENT = 8
_NOTING_MS = 2000
"""Where one is is noted so long after having gone there, too: a machine that goes down does not ask first."""
_SIDECARS_S, _NAMED = 20.0, 8
"""Closing waits so many seconds for sidecars, and names so many that are missing."""


class MainWindow(QMainWindow):
    """Menus, tabs, pages, messages and the status row."""

    desk: Desk
    ui: Ui_MainWindow

    def __init__(self, session: Session, crashed: Any = None) -> None:
        super().__init__()
        self.session = session
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.desk = Desk(session, self)
        self.thumbnails = Pictures(lambda photo, edge: thumbnail(session, photo), _THUMBNAILS, 2, self)
        self.previews = Pictures(loupe, _PREVIEWS, 1, self)
        self.developing = Developing(Developer(looks=Looks(session)), self)
        self.reading = TaskRunner(self)
        self.bound: dict[str, list[str]] = dict(session.catalog.setting("keys") or {})
        self.actions_by_name = actions.make(self, self.bound, self)
        self._overruled = False
        self._noted: LatestSlot[dict[str, Any]] = LatestSlot(partial(remember, session), self)  # a disk may be slow
        self._fill_menus()
        self._bind_pages()
        self._connect(crashed)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self._noting = QTimer(self, singleShot=True, interval=_NOTING_MS)
        self._noting.timeout.connect(lambda: self._noted.request(where(self)))
        self.desk.moved.connect(self._noting.start)
        self._shoot_changed()
        self.show_page("start")

    # -- putting together

    def _fill_menus(self) -> None:
        self.ui.menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # mirrored inside a layout, Qt hides its menus
        for menu in actions.MENUS:
            shown = self.ui.menu.addMenu(QCoreApplication.translate("menus", menu))
            shown.setLayoutDirection(QGuiApplication.layoutDirection())
            shown.addActions([self.actions_by_name[s.name] for s in actions.ACTIONS if s.menu == menu and not s.twin])
        self.addActions(list(self.actions_by_name.values()))

    def _bind_pages(self) -> None:
        self.ui.cull.bind(self.desk, self.thumbnails, self.previews)
        self.ui.review.bind(self.desk, self.thumbnails, self.previews, self.developing)
        self.ui.deliver.bind(self.desk, self.thumbnails)
        for name in ("cull", "review", "deliver"):
            getattr(self.ui, f"{name}Tab").clicked.connect(partial(self.show_page, name))
        self.ui.start.open_asked.connect(self.ask_folder)
        self.ui.start.sample_asked.connect(self.open_sample)
        self.ui.start.chosen.connect(self.open)
        self.ui.review.ui.historyButton.clicked.connect(self.show_history)
        self.ui.cull.accept_asked.connect(self.accept_many)

    def _connect(self, crashed: Any) -> None:
        self.desk.problem.connect(self.ui.messages.problem)
        self.desk.note.connect(self.ui.statusRow.about)
        self.ui.review.noted.connect(self.ui.statusRow.about)
        self.desk.reset.connect(self._shoot_changed)
        self.desk.overruled.connect(self._note_overruled)
        self.desk.updated.connect(lambda _: self._say_counts())
        self.desk.moved.connect(lambda: self.ui.statusRow.about(""))
        self.reading.progressed.connect(self.ui.statusRow.progress)
        self.reading.changed.connect(lambda _: self.desk.look_soon())
        self.reading.failed.connect(self._photo_failed)
        self.reading.done.connect(self._read)
        self.reading.refused.connect(self.ui.messages.problem)
        self.reading.finished.connect(self._finished)
        self.ui.statusRow.cancelled.connect(self.escape)
        self.ui.deliver.progressed.connect(self.ui.statusRow.progress)
        self.ui.deliver.finished.connect(self._finished)
        self.ui.deliver.runner.refused.connect(self.ui.messages.problem)
        if crashed is not None:
            self._noted.failed.connect(lambda _, error: crashed(error))
            sources: tuple[Any, ...] = (self.desk, self.thumbnails, self.previews, self.developing, self.reading)
            for source in (*sources, self.ui.deliver, self.ui.deliver.runner):
                source.crashed.connect(crashed)

    # -- shoots

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        start = str(self.desk.folder.parent) if self.desk.folder is not None else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a shoot"), start)
        give_back(self)
        if chosen:
            self.open(Path(chosen))

    def open(self, folder: Path) -> None:
        """Open a shoot: what is known of it at once, the rest as it is read."""
        self.reading.stop()
        self.thumbnails.clear()
        self.previews.clear()
        self.ui.messages.dismiss()
        self._overruled = False  # opening reads what is lacking
        self.desk.open(folder)
        opened = resolved(folder)
        self._remember(opened)
        self.show_page("cull")
        self.ui.statusRow.busy(self.tr("Opening {name}…").format(name=folder.name))
        self.reading.start(lambda: propose(self.session, opened))
        self.ui.cull.say_empty(reading=True)

    def open_sample(self) -> None:
        """Make the sample shoot if need be, and open it."""
        from retouch.tasks.sample import sample_shoot

        if not self.reading.running:
            self.ui.statusRow.busy(self.tr("Making the sample shoot…"))
            self.reading.start(lambda: sample_shoot(self.session.home.cache))

    def _remember(self, folder: Path) -> None:
        recent = [str(folder)] + [f for f in self.session.catalog.setting("recent") or [] if f != str(folder)]
        self.session.catalog.put_setting("recent", recent[:_RECENT])

    def _recent(self) -> list[Path]:
        return there([Path(f) for f in self.session.catalog.setting("recent") or []])

    def _read(self, event: Done[Any]) -> None:
        if isinstance(event.result, Path):  # the sample is there
            self.reading.finished.connect(lambda: self.open(event.result), Qt.ConnectionType.SingleShotConnection)
            return
        self.desk.look_now()

    def _finished(self) -> None:
        self.ui.cull.say_empty(reading=self.reading.running)
        if not self.reading.running and not self.ui.deliver.runner.running:
            self.ui.statusRow.idle()
            self._say_counts()
        self._complete()

    def _note_overruled(self) -> None:
        self._overruled = True
        self._complete()

    def _complete(self) -> None:
        """On Review, read and propose what was left out for photos that were to be rejected and are picked instead."""
        folder = self.desk.folder
        if self._overruled and self.page == "review" and folder is not None and not self.reading.running:
            self._overruled = False
            self.reading.start(lambda: propose(self.session, folder))

    def _photo_failed(self, event: Failed) -> None:
        self.ui.messages.problem(event.error)

    def _shoot_changed(self) -> None:
        folder = self.desk.folder
        self.setWindowTitle(f"{folder.name} – retouch" if folder is not None else "retouch")
        self.ui.shootName.setText(folder.name if folder is not None else "")
        for spec in actions.ACTIONS:
            self.actions_by_name[spec.name].setEnabled(not spec.needs_shoot or folder is not None)
        for tab in (self.ui.cullTab, self.ui.reviewTab, self.ui.deliverTab):
            tab.setVisible(folder is not None)
        self.ui.cull.say_empty(reading=self.reading.running)
        self._say_counts()

    def _say_counts(self) -> None:
        counts = self.desk.counts
        if self.desk.shoot is not None and not self.reading.running and not self.ui.deliver.runner.running:
            said = self.tr("{all} photos · {picked} picked · {rejected} rejected · {undecided} undecided")
            text = said.format(**{k: counts[k] for k in ("all", "picked", "rejected", "undecided")})
            self.ui.statusRow.idle(text)

    # -- pages

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return next(
            n for n in ("start", "cull", "review", "deliver") if getattr(self.ui, n) is self.ui.pages.currentWidget()
        )

    def show_page(self, name: str) -> None:
        """Go to a page."""
        if name == "start":
            self.ui.start.show_recent(self._recent())
        if self.ui.pages.currentWidget() is not getattr(self.ui, name):
            self.ui.statusRow.about("")  # what was said about another page
            self._noting.start()
        self.ui.pages.setCurrentWidget(getattr(self.ui, name))
        if name != "start":
            getattr(self.ui, f"{name}Tab").setChecked(True)
        if name == "review":
            self.ui.review.enter()
            self._complete()
        elif name == "deliver":
            self.ui.deliver.enter()
        elif name == "cull":
            self.desk.walk(self.desk.photos)
            self.ui.cull.refresh()

    def show_view(self, name: str) -> None:
        """Go to a view of the Cull page."""
        self.show_page("cull")
        getattr(self.ui.cull, f"show_{name}")()

    # -- gestures that depend on the page

    def accept(self) -> None:
        """Accept the suggestion that one is looking at."""
        if self.page == "review":
            self.ui.review.accept()
        else:
            self.desk.accept_verdicts()

    def accept_photo(self) -> None:
        """Accept everything that is suggested for the photo."""
        self.desk.accept_all([s for e in self.desk.targets() for s in e.suggestions])

    def accept_many(self) -> None:
        """Accept suggestions of many photos, after showing what will happen."""
        self._open(AcceptDialog(self.desk, self.thumbnails, self))

    def check_rejects(self) -> None:
        """Look through a sample of the suggested rejects."""
        self._open(RejectCheck(self.desk, self.thumbnails, self.previews, self))

    def _open(self, dialog: QDialog) -> None:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        lend_to(dialog, self)

    def dismiss(self) -> None:
        """Dismiss the suggestion that one is looking at."""
        if self.page == "review":
            self.ui.review.dismiss()
        else:
            self.desk.dismiss_verdicts()

    def nudge(self, steps: int) -> None:
        """Move the current card's slider."""
        if self.page == "review":
            self.ui.review.nudge(steps)

    def toggle_zoom(self) -> None:
        """Zoom in and out."""
        if self.page == "review":
            self.ui.review.easel.toggle_zoom()
        elif self.page == "cull":
            self.ui.cull.toggle_zoom()

    def toggle_key(self) -> None:
        """Mark the person one looks at as a key person, or no longer."""
        if self.page == "cull":
            self.ui.cull.toggle_key()

    def toggle_before(self) -> None:
        """Show before while the key is held: see ``keyReleaseEvent``."""
        if self.page == "review":
            self.ui.review.easel.show_before(True)

    def toggle_suggestions(self) -> None:
        """Show or hide what is only suggested."""
        if self.page == "review":
            self.ui.review.toggle_suggestions()

    def split(self, mode: Split) -> None:
        """Show before and after together, on the Review page."""
        if self.page == "review":
            self.ui.review.easel.toggle_split(mode)

    def in_review(self, do: Callable[[ReviewPage], object]) -> None:
        """Do something on the Review page; go there first."""
        if self.page != "review":
            self.show_page("review")
        do(self.ui.review)

    def toggle_clipping(self) -> None:
        """Paint what is blown or blocked."""
        if self.page == "review":
            self.ui.review.ui.clippingButton.click()

    def and_go_on(self, do: Callable[[MainWindow], object]) -> None:
        """Do something to a photo and go to the next one."""
        advance, self.desk.auto_advance = self.desk.auto_advance, True
        do(self)
        self.desk.auto_advance = advance

    def set_auto_advance(self) -> None:
        """Go on to the next photo after each decision, or not."""
        self.desk.auto_advance = self.actions_by_name["auto_advance"].isChecked()

    def toggle_auto_advance(self) -> None:
        """Go on after each decision from now on, or no longer, and say so."""
        self.set_auto_advance()
        on, off = self.tr("After a decision the next photo follows"), self.tr("After a decision the photo stays")
        self.ui.statusRow.about(on if self.desk.auto_advance else off)

    def toggle_surround(self) -> None:
        """Show pictures on middle grey, for print work, or on dark grey."""
        grey = self.actions_by_name["surround"].isChecked()
        for view in (self.ui.cull.ui.loupe, self.ui.review.ui.picture):
            view.surround = GREY_SURROUND if grey else Colour.SURROUND.qt
            view.update()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def select_all(self) -> None:
        """Select all photos that are shown."""
        self.ui.cull.ui.grid.selectAll()

    def escape(self) -> None:
        """Stop what is going on; else go one step back: fitted, grid."""
        if self.ui.deliver.runner.running:
            self.ui.deliver.runner.cancel()
        elif self.reading.running:
            self.reading.cancel()
        elif self.page == "cull":
            self.ui.cull.show_grid()
        elif self.page == "review":
            self.ui.review.tools.leave()
            self.ui.review.easel.fit()

    def ask_look(self) -> None:
        """Let the user choose a look to import."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import a look"), str(Path.home()), "*.cube")
        give_back(self)
        if chosen:
            self.in_review(lambda page: page.import_look(Path(chosen)))

    def show_settings(self) -> None:
        """Show the settings; they do not stand in the way of the photos."""
        dialog = SettingsDialog(self.desk, self.bound, self)
        dialog.bound.connect(self.rebind)
        dialog.screen_tab.monitor_changed.connect(self.show_anew)
        lend_to(dialog, self)

    def follow_screen(self) -> None:
        """Show colours for the screen that the window is on, now and when it is moved to another one."""
        handle = self.windowHandle()
        handle.screenChanged.connect(self._use_screen)
        self._use_screen(handle.screen())

    def _use_screen(self, screen: QScreen) -> None:
        before = monitor.shown()
        try:
            monitor.follow(monitor.choice(self.session.catalog), screen)
        except RetouchError as error:
            self.ui.messages.problem(error)
        if before.transform is not monitor.shown().transform:
            self.show_anew()

    def show_anew(self) -> None:
        """Make all pictures again: they were made for the colours of another monitor."""
        for pictures in (self.thumbnails, self.previews, self.developing):
            pictures.clear()
        if self.page != "start":
            self.show_page(self.page)

    def rebind(self, bound: dict[str, list[str]]) -> None:
        """Use other keys from now on."""
        if not self.desk.durably(lambda: self.session.catalog.put_setting("keys", bound)):
            return
        self.bound = bound
        for spec in actions.ACTIONS:
            self.actions_by_name[spec.name].setShortcuts([QKeySequence(k) for k in actions.keys_of(spec, bound)])

    def show_history(self) -> None:
        """Show every step."""
        self._open(HistoryDialog(self.desk, self))

    def choose_preset(self) -> None:
        """Choose a preset, on the Review page."""
        self.show_page("review")
        self.ui.review.choose_preset()

    def show_keys(self) -> None:
        """Show all keys."""
        self._open(KeySheet(self.bound, self))

    # -- events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            focus, page = self.focusWidget(), self.ui.pages.currentWidget()
            if page is not None and (focus is None or not focus.isVisible()):
                page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spec = next(s for s in actions.ACTIONS if s.name == "auto_advance")
        if event.key() == Qt.Key.Key_CapsLock and "CapsLock" in actions.keys_of(spec, self.bound):
            self.actions_by_name[spec.name].trigger()  # Qt takes no lock key for a shortcut
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self.ui.review.easel.show_before(False)
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_folder(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _dropped_folder(event)
        if folder is not None:
            self.open(folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        place = where(self)
        self.stop()
        remember(self.session, place)
        event.accept()

    def _may_close(self) -> bool:
        """Wait for sidecars; where some cannot be written say which, and let the photographer choose."""
        self.desk.settle()
        missing = self.session.sidecars.flush(_SIDECARS_S)
        if not missing:
            return True
        names = "\n".join(error_said(e) for e in missing[:_NAMED])
        more = self.tr("… and {n} more").format(n=len(missing) - _NAMED) if len(missing) > _NAMED else ""
        said = self.tr("Your decisions are saved, but these sidecars beside the photos could not be written:")
        buttons = QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel
        title = self.tr("Sidecars are missing")
        answer = QMessageBox.warning(self, title, f"{said}\n\n{names}\n{more}".strip(), buttons)
        give_back(self)
        return answer == QMessageBox.StandardButton.Close

    def stop(self) -> None:
        """End all threads."""
        self._noting.stop()
        self._noted.stop()
        self.reading.stop()
        self.ui.deliver.stop()
        for part in (self.ui.review.learning, self.thumbnails, self.previews, self.developing, self.desk):
            part.stop()


def _dropped_folder(event: QDropEvent) -> Path | None:
    """Return the folder that is dropped, or that of a file that is dropped."""
    urls = [u for u in event.mimeData().urls() if u.isLocalFile()]
    if not urls:
        return None
    path = Path(urls[0].toLocalFile())
    return path if there([path]) else path.parent
