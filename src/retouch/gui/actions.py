"""Everything that can be done, as data: from this one table come menus, shortcuts, key sheet and key settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcutEvent

from retouch.gui.picture_view import Split
from retouch.model.decision import Label, Verdict

if TYPE_CHECKING:
    from retouch.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: a name for settings, words (English, translated when shown), keys, its menu and what it does.

    ``needs_shoot`` actions are grey while no shoot is open. A ``twin`` is its fellow with Shift, which goes on to the
    next photo: it stands in no menu, and the key sheet says so once for all.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    do: Callable[[MainWindow], object]
    needs_shoot: bool = True
    toggle: bool = False
    twin: bool = False


def _stars(n: int, text: str) -> Spec:
    return Spec(f"stars_{n}", text, (str(n),), "Photo", lambda w: w.desk.give_stars(n))


def _label(key: str, label: Label, text: str) -> Spec:
    return Spec(f"label_{label.lower()}", text, (key,), "Photo", lambda w: w.desk.give_label(label))


def _twins() -> tuple[Spec, ...]:
    """Return the twins of stars and labels. Not of 0: Shift+0 is = on many keyboards, which tweaks."""
    stars = [_stars(n, "") for n in range(1, 6)]
    labels = [_label(key, label, "") for key, label in zip("6789", Label, strict=False)]
    return tuple(
        replace(s, name=f"{s.name}_next", keys=(f"Shift+{s.keys[0]}",), do=_going_on(s.do), twin=True)
        for s in (*stars, *labels)
    )


def _and_go_on(name: str, text: str, key: str, do: Callable[[MainWindow], object]) -> Spec:
    """Return the twin of a gesture that goes to the next photo afterwards."""
    return Spec(f"{name}_next", text, (f"Shift+{key}",), "Photo", _going_on(do))


def _going_on(do: Callable[[MainWindow], object]) -> Callable[[MainWindow], object]:
    return lambda w: w.and_go_on(do)


ACTIONS: tuple[Spec, ...] = (
    Spec("open", "Open folder…", ("Ctrl+O",), "File", lambda w: w.ask_folder(), needs_shoot=False),
    Spec("sample", "Open the sample shoot", (), "File", lambda w: w.open_sample(), needs_shoot=False),
    Spec("export", "Export…", ("Ctrl+E",), "File", lambda w: w.show_page("deliver")),
    Spec("settings", "Settings…", ("Ctrl+,",), "File", lambda w: w.show_settings(), needs_shoot=False),
    Spec("quit", "Quit", ("Ctrl+Q",), "File", lambda w: w.close(), needs_shoot=False),
    Spec("undo", "Undo", ("Ctrl+Z",), "Edit", lambda w: w.desk.undo()),
    Spec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", lambda w: w.desk.redo()),
    Spec("select_all", "Select all", ("Ctrl+A",), "Edit", lambda w: w.select_all()),
    Spec("copy", "Copy adjustments", ("Ctrl+C",), "Edit", lambda w: w.ui.review.copy()),
    Spec("paste", "Paste adjustments", ("Ctrl+V",), "Edit", lambda w: w.ui.review.paste()),
    Spec("history", "History…", ("Ctrl+H",), "Edit", lambda w: w.show_history()),
    Spec("accept", "Accept suggestion", ("A",), "Photo", lambda w: w.accept()),
    Spec("accept_photo", "Accept all of this photo", ("Shift+A",), "Photo", lambda w: w.accept_photo()),
    Spec("dismiss", "Dismiss suggestion", ("Backspace",), "Photo", lambda w: w.dismiss()),
    Spec("accept_many", "Accept suggestions…", ("Ctrl+Shift+A",), "Photo", lambda w: w.accept_many()),
    Spec("check_rejects", "Check the rejects…", ("Ctrl+Shift+R",), "Photo", lambda w: w.check_rejects()),
    Spec("pick", "Pick", ("P",), "Photo", lambda w: w.desk.give_verdict(Verdict.KEEP)),
    Spec("reject", "Reject", ("X",), "Photo", lambda w: w.desk.give_verdict(Verdict.REJECT)),
    Spec("unflag", "Unflag", ("U",), "Photo", lambda w: w.desk.give_verdict(None)),
    _and_go_on("pick", "Pick and go on", "P", lambda w: w.desk.give_verdict(Verdict.KEEP)),
    _and_go_on("reject", "Reject and go on", "X", lambda w: w.desk.give_verdict(Verdict.REJECT)),
    _stars(0, "No stars"),
    _stars(1, "One star"),
    _stars(2, "Two stars"),
    _stars(3, "Three stars"),
    _stars(4, "Four stars"),
    _stars(5, "Five stars"),
    _label("6", Label.RED, "Red label"),
    _label("7", Label.YELLOW, "Yellow label"),
    _label("8", Label.GREEN, "Green label"),
    _label("9", Label.BLUE, "Blue label"),
    Spec("key_person", "Key person", ("K",), "Photo", lambda w: w.toggle_key()),
    Spec(
        "auto_advance",
        "Go on after a decision",
        ("Ctrl+Space", "CapsLock"),
        "Photo",
        lambda w: w.toggle_auto_advance(),
        toggle=True,
    ),
    *_twins(),
    Spec("next", "Next photo", ("Right",), "Go", lambda w: w.desk.step(1)),
    Spec("previous", "Previous photo", ("Left",), "Go", lambda w: w.desk.step(-1)),
    Spec("next_burst", "Next burst", ("Down", "]"), "Go", lambda w: w.desk.step_burst(1)),
    Spec("previous_burst", "Previous burst", ("Up", "["), "Go", lambda w: w.desk.step_burst(-1)),
    Spec("grid", "Grid", ("G",), "View", lambda w: w.show_view("grid")),
    Spec("loupe", "Loupe", ("E", "Return"), "View", lambda w: w.show_view("loupe")),
    Spec("compare", "Compare", ("C",), "View", lambda w: w.show_view("compare")),
    Spec("survey", "Survey", ("N",), "View", lambda w: w.show_view("survey")),
    Spec("roll_call", "Roll call", ("O",), "View", lambda w: w.show_view("roll_call")),
    Spec("zoom", "Zoom to 100 % or to the face", ("Z", "Space"), "View", lambda w: w.toggle_zoom()),
    Spec("review", "Review", ("D",), "View", lambda w: w.show_page("review")),
    Spec("before", "Before (hold)", ("\\",), "View", lambda w: w.toggle_before()),
    Spec("split", "Before and after, split", ("Y",), "View", lambda w: w.split(Split.LINE)),
    Spec("side", "Before and after, side by side", ("Shift+Y",), "View", lambda w: w.split(Split.SIDE)),
    Spec("clipping", "Show clipping", ("J",), "View", lambda w: w.toggle_clipping()),
    Spec("suggestions", "Show suggestions in the picture", ("S",), "View", lambda w: w.toggle_suggestions()),
    Spec("crop", "Crop on the picture", ("R",), "Adjust", lambda w: w.in_review(lambda p: p.ui.cropButton.click())),
    Spec("picker", "Pick a grey place", ("W",), "Adjust", lambda w: w.in_review(lambda p: p.ui.pickerButton.click())),
    Spec("spots", "Spots on the skin", ("Q",), "Adjust", lambda w: w.in_review(lambda p: p.ui.spotsButton.click())),
    Spec("presets", "Presets…", ("Ctrl+P",), "Adjust", lambda w: w.choose_preset()),
    Spec("look", "Import a look (.cube)…", (), "Adjust", lambda w: w.ask_look()),
    Spec("next_card", "Next adjustment", (".",), "Adjust", lambda w: w.ui.review.step_card(1)),
    Spec("previous_card", "Previous adjustment", (",",), "Adjust", lambda w: w.ui.review.step_card(-1)),
    Spec("more", "More", ("=", "+"), "Adjust", lambda w: w.nudge(1)),
    Spec("less", "Less", ("-",), "Adjust", lambda w: w.nudge(-1)),
    Spec("full_screen", "Full screen", ("F",), "View", lambda w: w.toggle_full_screen(), needs_shoot=False),
    Spec("surround", "Middle grey surround", (), "View", lambda w: w.toggle_surround(), toggle=True),
    Spec("stop", "Stop what is going on", ("Esc",), "View", lambda w: w.escape(), needs_shoot=False),
    Spec("keys", "Keys", ("?",), "Help", lambda w: w.show_keys(), needs_shoot=False),
)
_OPPOSITE = {"Left": "Right", "Right": "Left"}
MENUS: tuple[str, ...] = ("File", "Edit", "Photo", "Go", "View", "Adjust", "Help")
"""Texts of both tables are English; ``packaging/translate.py`` collects them for translators."""


def text_of(spec: Spec) -> str:
    """Return an action's words in the user's language."""
    return QCoreApplication.translate("actions", spec.text)


def keys_of(spec: Spec, bound: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return an action's keys: those that the user chose, or ours."""
    return tuple(bound.get(spec.name, _usual(spec)))


def _usual(spec: Spec) -> tuple[str, ...]:
    """Return our keys of an action. Arrows go where they point: read from right to left, the next photo is on the left.

    Grid, filmstrip and frames beside each other run in the direction in which one reads, as does time.
    """
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return tuple(_OPPOSITE.get(k, k) for k in spec.keys) if mirrored else spec.keys


class _Plain(QObject):
    """Where digits are typed with Shift, as in France, one key means a gesture and its twin: it is the gesture then."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._owner = owner

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and event.isAmbiguous() and isinstance(watched, QAction):
            name = watched.objectName().removesuffix("_next")
            plain = self._owner.findChild(QAction, name)
            (plain if isinstance(plain, QAction) else watched).trigger()
            return True
        return super().eventFilter(watched, event)


def make(window: MainWindow, bound: Mapping[str, Sequence[str]], parent: QObject) -> dict[str, QAction]:
    """Return one ``QAction`` per line of the table."""
    made = {}
    plain = _Plain(parent)
    for spec in ACTIONS:
        action = QAction(text_of(spec), parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.toggle)
        action.setShortcuts([QKeySequence(k) for k in keys_of(spec, bound)])
        action.setAutoRepeat(spec.menu in ("Go", "Adjust"))
        action.triggered.connect(lambda _=False, do=spec.do: do(window))
        action.installEventFilter(plain)
        made[spec.name] = action
    return made
