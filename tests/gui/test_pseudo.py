"""Nothing that a person reads escapes translation: in a made-up language every text of the window is marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from retouch.gui.main_window import MainWindow
from retouch.model.decision import Verdict
from retouch.tasks.session import Session, load

NAMES = re.compile(
    r"IMG_\d+|\.jpg|wedding|retouch|sRGB|Display P3|Adobe RGB|English|Deutsch|{name}"
    r"|Lightroom( Classic)?|Bridge|darktable|digiKam|The face is a little dark|\b\d+ [A-Z][a-z]{2}\b"
)
"""Names, the one reason that these tests have made up, and months, which Qt's locale gives, are not translated."""
KEYS = re.compile(r"(Ctrl|Shift|Alt|Space|Left|Right|Up|Down|Return|Backspace|Esc|CapsLock|[^\w\s]|\+|\b\w\b|\s)*")
"""What a column of keys holds."""
UNITS = re.compile(r"\b(EV|K|px|mm|ISO|MB|kB|JPEG)\b|f/")


class Pseudo(QTranslator):
    """Translates everything into itself, marked."""

    def translate(self, context: str, text: str, about: str | None = None, n: int = -1) -> str:
        return f"⟦{text}⟧" if text.strip() else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def marked(pseudo: None, session: Session, folder: object, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.desk.take(load(session, folder))  # type: ignore[arg-type]
    window.desk.give_verdict(Verdict.KEEP)
    window.desk.step(1)
    yield window
    window.stop()


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where a text stands and what it is."""
    for widget in [root, *root.findChildren(QWidget)]:
        place = f"{type(widget).__name__}#{widget.objectName()}"
        said = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        if isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            said += [widget.itemText(n) for n in range(widget.count())]
        if isinstance(widget, QTabWidget):
            said += [widget.tabText(n) for n in range(widget.count())]
        if isinstance(widget, QTableWidget):
            said += [item.text() for row in range(widget.rowCount()) if (item := widget.item(row, 0)) is not None]
        if (
            isinstance(widget, QListView)
            and widget.model() is not None
            and widget.objectName() not in ("grid", "strip")
        ):
            rows = range(widget.model().rowCount())
            said += [str(widget.model().index(n, 0).data() or "") for n in rows]
        if isinstance(widget, QDialog):
            said.append(widget.windowTitle())
        yield from ((place, text) for text in said if text)
        for action in widget.actions():
            yield f"action of {place}", action.text()


def escaped(root: QWidget) -> list[str]:
    """Return what has words in it outside of the marks and is no name, no key and no unit."""
    found = []
    for place, text in texts(root):
        rest = text
        while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:  # marks may lie in marks
            rest = less
        rest = UNITS.sub("", NAMES.sub("", re.sub(r"<[^>]*>|&\w+;|/\S+", "", rest)))
        if re.search(r"[^\W\d_]{2,}", rest) and not KEYS.fullmatch(rest):
            found.append(f"{place}: {text}")
    return found


@pytest.mark.parametrize("page", ["start", "cull", "review", "deliver"])
def test_pages_are_translated(marked: MainWindow, page: str, settled: Callable[[MainWindow], None]) -> None:
    marked.show_page(page)
    settled(marked)
    assert not escaped(marked.centralWidget()), "\n".join(escaped(marked.centralWidget()))


def test_menus_are_translated(marked: MainWindow) -> None:
    for menu in marked.ui.menu.actions():
        assert menu.text().startswith("⟦")
        inner = menu.menu()
        assert all(a.text().startswith("⟦") for a in inner.actions())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "dialog", ["show_settings", "show_keys", "show_history", "choose_preset", "accept_many", "check_rejects"]
)
def test_dialogs_are_translated(marked: MainWindow, dialog: str, settled: Callable[[MainWindow], None]) -> None:
    getattr(marked, dialog)()
    settled(marked)
    (shown,) = [d for d in marked.findChildren(QDialog) if d.isVisible()]
    assert not escaped(shown), "\n".join(escaped(shown))
    shown.close()
