"""Everything that can be done, as data: from this one table come menus, shortcuts, key sheet and key settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from retouch.gui.words import QT_TRANSLATE_NOOP
from retouch.model.decision import Label, Verdict

if TYPE_CHECKING:
    from retouch.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: a name for settings, words (English, translated when shown), keys, its menu and what it does.

    ``needs_shoot`` actions are grey while no shoot is open.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    do: Callable[[MainWindow], object]
    needs_shoot: bool = True
    toggle: bool = False


def _stars(n: int) -> Spec:
    texts = (
        QT_TRANSLATE_NOOP("actions", "No stars"),
        QT_TRANSLATE_NOOP("actions", "One star"),
        QT_TRANSLATE_NOOP("actions", "Two stars"),
        QT_TRANSLATE_NOOP("actions", "Three stars"),
        QT_TRANSLATE_NOOP("actions", "Four stars"),
        QT_TRANSLATE_NOOP("actions", "Five stars"),
    )
    return Spec(f"stars_{n}", texts[n], (str(n),), "Photo", lambda w: w.desk.give_stars(n))


def _label(key: str, label: Label, text: str) -> Spec:
    return Spec(f"label_{label.lower()}", text, (key,), "Photo", lambda w: w.desk.give_label(label))


ACTIONS: tuple[Spec, ...] = (
    Spec(
        "open",
        QT_TRANSLATE_NOOP("actions", "Open folder…"),
        ("Ctrl+O",),
        "File",
        lambda w: w.ask_folder(),
        needs_shoot=False,
    ),
    Spec(
        "sample",
        QT_TRANSLATE_NOOP("actions", "Open the sample shoot"),
        (),
        "File",
        lambda w: w.open_sample(),
        needs_shoot=False,
    ),
    Spec("export", QT_TRANSLATE_NOOP("actions", "Export…"), ("Ctrl+E",), "File", lambda w: w.show_page("deliver")),
    Spec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",), "File", lambda w: w.close(), needs_shoot=False),
    Spec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",), "Edit", lambda w: w.desk.undo()),
    Spec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", lambda w: w.desk.redo()),
    Spec("select_all", QT_TRANSLATE_NOOP("actions", "Select all"), ("Ctrl+A",), "Edit", lambda w: w.select_all()),
    Spec("accept", QT_TRANSLATE_NOOP("actions", "Accept suggestion"), ("A",), "Photo", lambda w: w.accept()),
    Spec(
        "accept_photo",
        QT_TRANSLATE_NOOP("actions", "Accept all of this photo"),
        ("Shift+A",),
        "Photo",
        lambda w: w.accept_photo(),
    ),
    Spec("dismiss", QT_TRANSLATE_NOOP("actions", "Dismiss suggestion"), ("Backspace",), "Photo", lambda w: w.dismiss()),
    Spec(
        "accept_many",
        QT_TRANSLATE_NOOP("actions", "Accept suggestions…"),
        ("Ctrl+Shift+A",),
        "Photo",
        lambda w: w.accept_many(),
    ),
    Spec("pick", QT_TRANSLATE_NOOP("actions", "Pick"), ("P",), "Photo", lambda w: w.desk.give_verdict(Verdict.KEEP)),
    Spec(
        "reject", QT_TRANSLATE_NOOP("actions", "Reject"), ("X",), "Photo", lambda w: w.desk.give_verdict(Verdict.REJECT)
    ),
    Spec("unflag", QT_TRANSLATE_NOOP("actions", "Unflag"), ("U",), "Photo", lambda w: w.desk.give_verdict(None)),
    *(_stars(n) for n in range(6)),
    _label("6", Label.RED, QT_TRANSLATE_NOOP("actions", "Red label")),
    _label("7", Label.YELLOW, QT_TRANSLATE_NOOP("actions", "Yellow label")),
    _label("8", Label.GREEN, QT_TRANSLATE_NOOP("actions", "Green label")),
    _label("9", Label.BLUE, QT_TRANSLATE_NOOP("actions", "Blue label")),
    Spec(
        "auto_advance",
        QT_TRANSLATE_NOOP("actions", "Go on after a decision"),
        ("Ctrl+Space",),
        "Photo",
        lambda w: w.toggle_auto_advance(),
        toggle=True,
    ),
    Spec("next", QT_TRANSLATE_NOOP("actions", "Next photo"), ("Right",), "Go", lambda w: w.desk.step(1)),
    Spec("previous", QT_TRANSLATE_NOOP("actions", "Previous photo"), ("Left",), "Go", lambda w: w.desk.step(-1)),
    Spec("next_burst", QT_TRANSLATE_NOOP("actions", "Next burst"), ("Down", "]"), "Go", lambda w: w.desk.step_burst(1)),
    Spec(
        "previous_burst",
        QT_TRANSLATE_NOOP("actions", "Previous burst"),
        ("Up", "["),
        "Go",
        lambda w: w.desk.step_burst(-1),
    ),
    Spec("grid", QT_TRANSLATE_NOOP("actions", "Grid"), ("G",), "View", lambda w: w.show_view("grid")),
    Spec("loupe", QT_TRANSLATE_NOOP("actions", "Loupe"), ("E", "Return"), "View", lambda w: w.show_view("loupe")),
    Spec(
        "zoom",
        QT_TRANSLATE_NOOP("actions", "Zoom to 100 % or to the face"),
        ("Z", "Space"),
        "View",
        lambda w: w.toggle_zoom(),
    ),
    Spec("review", QT_TRANSLATE_NOOP("actions", "Review"), ("D",), "View", lambda w: w.show_page("review")),
    Spec("before", QT_TRANSLATE_NOOP("actions", "Before (hold)"), ("\\",), "View", lambda w: w.toggle_before()),
    Spec(
        "suggestions",
        QT_TRANSLATE_NOOP("actions", "Show suggestions in the picture"),
        ("S",),
        "View",
        lambda w: w.toggle_suggestions(),
    ),
    Spec(
        "next_card",
        QT_TRANSLATE_NOOP("actions", "Next adjustment"),
        (".",),
        "Adjust",
        lambda w: w.ui.review.step_card(1),
    ),
    Spec(
        "previous_card",
        QT_TRANSLATE_NOOP("actions", "Previous adjustment"),
        (",",),
        "Adjust",
        lambda w: w.ui.review.step_card(-1),
    ),
    Spec("more", QT_TRANSLATE_NOOP("actions", "More"), ("=", "+"), "Adjust", lambda w: w.nudge(1)),
    Spec("less", QT_TRANSLATE_NOOP("actions", "Less"), ("-",), "Adjust", lambda w: w.nudge(-1)),
    Spec(
        "full_screen",
        QT_TRANSLATE_NOOP("actions", "Full screen"),
        ("F",),
        "View",
        lambda w: w.toggle_full_screen(),
        needs_shoot=False,
    ),
    Spec(
        "surround",
        QT_TRANSLATE_NOOP("actions", "Middle grey surround"),
        (),
        "View",
        lambda w: w.toggle_surround(),
        toggle=True,
    ),
    Spec(
        "stop",
        QT_TRANSLATE_NOOP("actions", "Stop what is going on"),
        ("Esc",),
        "View",
        lambda w: w.escape(),
        needs_shoot=False,
    ),
    Spec(
        "keys",
        QT_TRANSLATE_NOOP("actions", "Keys"),
        ("?", "Shift+/"),
        "Help",
        lambda w: w.show_keys(),
        needs_shoot=False,
    ),
)
MENUS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("menus", "File"),
    QT_TRANSLATE_NOOP("menus", "Edit"),
    QT_TRANSLATE_NOOP("menus", "Photo"),
    QT_TRANSLATE_NOOP("menus", "Go"),
    QT_TRANSLATE_NOOP("menus", "View"),
    QT_TRANSLATE_NOOP("menus", "Adjust"),
    QT_TRANSLATE_NOOP("menus", "Help"),
)


def text_of(spec: Spec) -> str:
    """Return an action's words in the user's language."""
    return QCoreApplication.translate("actions", spec.text)


def keys_of(spec: Spec, bound: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return an action's keys: those that the user chose, or ours."""
    return tuple(bound.get(spec.name, spec.keys))


def make(window: MainWindow, bound: Mapping[str, Sequence[str]], parent: QObject) -> dict[str, QAction]:
    """Return one ``QAction`` per line of the table."""
    made = {}
    for spec in ACTIONS:
        action = QAction(text_of(spec), parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.toggle)
        action.setShortcuts([QKeySequence(k) for k in keys_of(spec, bound)])
        action.setAutoRepeat(spec.menu in ("Go", "Adjust"))
        action.triggered.connect(lambda _=False, do=spec.do: do(window))
        made[spec.name] = action
    return made
