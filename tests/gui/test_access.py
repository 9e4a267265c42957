"""For those who do not use a mouse, or do not see the screen: names, keys, order, direction, size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.tasks.session import Session, load

CONTROLS = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView)
PAGES = ("start", "cull", "review", "deliver")
DIALOGS = ("show_settings", "show_keys", "show_history", "choose_preset", "accept_many", "check_rejects")


def spoken(widget: QWidget) -> str:
    """Return what a screen reader says this is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what one can work with, and what takes the focus."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView | QMenuBar)
        if not widget.isVisibleTo(root) or inner or isinstance(widget, QScrollBar | QScrollArea):
            continue
        if isinstance(widget, CONTROLS) or (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QDialog)
        ):
            yield widget


def described(widget: QWidget) -> str:
    path = []
    at: QWidget | None = widget
    while at is not None:
        path.append(f"{type(at).__name__}#{at.objectName()}")
        at = at.parentWidget()
    return " < ".join(path[:4])


@pytest.fixture
def busy_window(window: MainWindow, settled: Callable[[MainWindow], None]) -> MainWindow:
    window.desk.give_verdict(Verdict.KEEP)
    window.desk.step(1)
    settled(window)
    return window


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name(
    busy_window: MainWindow, page: str, settled: Callable[[MainWindow], None]
) -> None:
    busy_window.show_page(page)
    settled(busy_window)
    found = list(controls(busy_window))
    assert len(found) >= 5
    nameless = [described(w) for w in found if not spoken(w)]
    assert not nameless, "\n".join(nameless)


@pytest.mark.parametrize("view", ["grid", "loupe", "compare", "survey", "roll_call"])
def test_every_view_of_the_cull_page_has_names(
    busy_window: MainWindow, view: str, settled: Callable[[MainWindow], None]
) -> None:
    busy_window.show_view(view)
    settled(busy_window)
    nameless = [described(w) for w in controls(busy_window) if not spoken(w)]
    assert not nameless, "\n".join(nameless)


@pytest.mark.parametrize("dialog", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(
    busy_window: MainWindow, dialog: str, settled: Callable[[MainWindow], None]
) -> None:
    getattr(busy_window, dialog)()
    settled(busy_window)
    (shown,) = [d for d in busy_window.findChildren(QDialog) if d.isVisible()]
    assert shown.windowTitle()
    nameless = [described(w) for w in controls(shown) if not spoken(w)]
    assert not nameless, "\n".join(nameless)
    shown.close()


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control_and_comes_round(
    busy_window: MainWindow, page: str, qtbot: QtBot, settled: Callable[[MainWindow], None]
) -> None:
    busy_window.show_page(page)
    settled(busy_window)
    busy_window.activateWindow()
    central = busy_window.centralWidget()
    central.focusNextChild()
    seen: list[QWidget] = []
    for _ in range(400):
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    wanted = [
        w
        for w in controls(busy_window)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled() and not isinstance(w, QMenuBar)
    ]
    missed = [described(w) for w in wanted if w not in seen and w.focusProxy() not in seen]
    assert not missed, "\n".join(missed)


def test_tab_goes_down_the_delivery_form_as_one_reads_it(busy_window: MainWindow) -> None:
    busy_window.show_page("deliver")
    page = busy_window.ui.deliver
    at: QWidget = page.ui.recipe
    tops = []
    while at is not page.ui.overwrite:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus and page.ui.fields.isAncestorOf(at):
            tops.append(at.mapTo(page, QPoint(0, 0)).y() // 8)
        at = at.nextInFocusChain()
    assert len(tops) > 9 and tops == sorted(tops)


def test_no_mnemonic_of_the_delivery_form_is_given_twice(busy_window: MainWindow) -> None:
    page = busy_window.ui.deliver
    page.ui.markKind.setCurrentIndex(1)
    texts = [w.text() for w in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton))]
    keys = [t[t.index("&") + 1].lower() for t in texts if "&" in t and "&&" not in t]
    assert len(keys) > 12 and len(keys) == len(set(keys)), keys


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_pages_fit_the_window_either_way_round(
    busy_window: MainWindow, qapp: QApplication, size: tuple[int, int], direction: Qt.LayoutDirection
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    try:
        busy_window.resize(*size)
        for page in PAGES:
            busy_window.show_page(page)
            qapp.processEvents()
            menu = busy_window.ui.menu
            assert all(menu.rect().contains(menu.actionGeometry(a)) for a in menu.actions())
            assert (busy_window.width(), busy_window.height()) == size, page
            frame = busy_window.rect().adjusted(-1, -1, 1, 1)  # a mirrored splitter is a pixel off
            for widget in controls(busy_window):
                if any(isinstance(p, QScrollArea | QAbstractItemView) for p in parents(widget)):
                    continue
                corner = widget.mapTo(busy_window, QPoint(0, 0))
                assert frame.contains(widget.rect().translated(corner)), f"{page}: {described(widget)}"
    finally:
        qapp.setLayoutDirection(before)


def test_arrows_go_where_they_point(session: Session, folder: Path, qapp: QApplication, qtbot: QtBot) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = MainWindow(session)
        qtbot.addWidget(window)
        window.show()
        window.desk.take(load(session, folder))
        window.show_page("cull")
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        grid = window.ui.cull.ui.grid
        for key, name in ((Qt.Key.Key_Left, "IMG_0002.jpg"), (Qt.Key.Key_Right, "IMG_0001.jpg")):
            was = grid.visualRect(grid.currentIndex()).center().x()
            qtbot.keyClick(window.focusWidget() or window, key)
            assert window.desk.current is not None and window.desk.current.photo.name == name
            now = grid.visualRect(grid.currentIndex()).center().x()
            assert (now < was) == (key == Qt.Key.Key_Left)
        window.stop()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def parents(widget: QWidget) -> Iterator[QWidget]:
    at = widget.parentWidget()
    while at is not None:
        yield at
        at = at.parentWidget()
