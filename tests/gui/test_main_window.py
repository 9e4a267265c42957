"""The whole window, by its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from retouch.gui import actions, main_window
from retouch.gui.accept_dialog import AcceptDialog
from retouch.gui.history_dialog import HistoryDialog
from retouch.gui.key_sheet import KeySheet
from retouch.gui.main_window import MainWindow
from retouch.gui.picture_view import Split
from retouch.gui.preset_dialog import PresetDialog
from retouch.gui.reject_check import RejectCheck, suggested_rejects
from retouch.model.decision import Evidence, Label, Origin, Verdict

Press = Callable[[str], None]
Settled = Callable[[MainWindow], None]


@pytest.fixture
def press(window: MainWindow, qtbot: QtBot) -> Press:
    """Press a key as the table of actions writes it."""

    def do(keys: str) -> None:
        combination = QKeySequence(keys)[0]
        focus = window.focusWidget() or window
        qtbot.keyClick(focus, combination.key(), combination.keyboardModifiers())

    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return do


def current(window: MainWindow) -> str:
    entry = window.desk.current
    assert entry is not None
    return entry.photo.name


def test_keys_cull(window: MainWindow, press: Press) -> None:
    press("P")
    press("Right")
    press("X")
    press("Right")
    press("4")
    press("8")
    known = {e.photo.name: e for e in window.desk.known.values()}
    assert known["IMG_0001.jpg"].verdict is Verdict.KEEP
    assert known["IMG_0002.jpg"].verdict is Verdict.REJECT
    assert known["IMG_0003.jpg"].marks.rating == 4
    assert known["IMG_0003.jpg"].marks.label == Label.GREEN
    press("Down")
    assert window.desk.burst().id == "2"  # type: ignore[union-attr]
    press("A")
    assert window.desk.current.verdict is Verdict.KEEP  # type: ignore[union-attr]
    press("Ctrl+Z")
    assert window.desk.current.verdict is None  # type: ignore[union-attr]
    press("Ctrl+Shift+Z")
    assert window.desk.current.verdict is Verdict.KEEP  # type: ignore[union-attr]
    press("U")
    assert window.desk.counts["picked"] == 1


def test_loupe_zoom_and_back(window: MainWindow, press: Press, settled: Settled) -> None:
    press("E")
    assert window.ui.cull.closely
    settled(window)
    press("Z")
    assert window.ui.cull.ui.loupe.zoomed
    place = window.ui.cull.ui.loupe.place
    press("Right")
    assert window.ui.cull.ui.loupe.place.scale == place.scale
    press("Z")
    assert not window.ui.cull.ui.loupe.zoomed
    press("G")
    assert not window.ui.cull.closely


def test_the_faces_panel_follows_the_photo(window: MainWindow, press: Press, settled: Settled) -> None:
    settled(window)
    cards = window.ui.cull.ui.faces._cards
    assert len(cards) == 1 and "Eyes open" in cards[0].accessibleName()
    assert not cards[0].picture.pixmap().isNull()
    press("Right")
    assert "Eyes closed" in window.ui.cull.ui.faces._cards[0].accessibleName()
    window.ui.cull.ui.faces._cards[0].chosen.emit(0)
    assert window.ui.cull.closely and window.ui.cull.ui.loupe.zoomed
    assert window.ui.cull.looking.followed() == 0


def test_review_by_keys(window: MainWindow, press: Press, settled: Settled) -> None:
    press("P")
    press("D")
    assert window.page == "review"
    settled(window)
    card = next(c for c in window.ui.review.cards if c.kind.key == "exposure")
    assert card.state.word == "suggested"
    press("\\")
    assert window.ui.review.ui.picture.mode is Split.AFTER  # a click is press and release: held shows before
    press("A")
    entry = window.desk.current
    assert entry is not None and entry.edit.get("exposure").values() == {"ev": 0.5}  # type: ignore[union-attr]
    assert card.state.word == "accepted"
    press("=")
    assert window.desk.current.edit.get("exposure").values()["ev"] > 0.5  # type: ignore[union-attr]
    assert card.state.word == "by_hand"
    press("Backspace")
    assert window.desk.current.edit.get("exposure") is None  # type: ignore[union-attr]
    settled(window)


def test_before_is_shown_while_the_key_is_held(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("D")
    qtbot.keyPress(window, Qt.Key.Key_Backslash)
    assert window.ui.review.ui.picture.mode is Split.BEFORE
    qtbot.keyRelease(window, Qt.Key.Key_Backslash)
    assert window.ui.review.ui.picture.mode is Split.AFTER


def test_a_slider_drafts_while_it_moves_and_decides_when_it_rests(
    window: MainWindow, press: Press, settled: Settled, qtbot: QtBot
) -> None:
    press("D")
    card = next(c for c in window.ui.review.cards if c.kind.key == "exposure")
    slider = card.rows[0].slider
    slider.setFocus()
    photo = current(window)
    before = len(window.desk.current.decisions)  # type: ignore[union-attr]
    qtbot.keyPress(slider, Qt.Key.Key_Right)
    assert card.drafting
    assert len(window.desk.current.decisions) == before  # type: ignore[union-attr]
    qtbot.keyRelease(slider, Qt.Key.Key_Right)
    decision = window.desk.current.decisions[-1]  # type: ignore[union-attr]
    assert decision.origin is Origin.TWEAKED
    assert current(window) == photo  # the arrow belonged to the slider
    settled(window)


def test_accept_many_shows_what_will_happen_and_is_one_undo(window: MainWindow, press: Press) -> None:
    counts = {k: window.desk.counts[k] for k in ("keep", "reject", "maybe")}
    press("Ctrl+Shift+A")
    dialog = window.findChild(AcceptDialog)
    assert dialog is not None
    dialog.ui.confidence.setValue(0)
    text = f"Keep {counts['keep']}, reject {counts['reject']}, leave {counts['maybe']} to you."
    assert dialog.ui.said.text() == text
    assert dialog._rejects.rowCount() == counts["reject"] and dialog._keeps.rowCount() == counts["keep"]
    dialog.ui.adjustments.setChecked(True)
    assert dialog.ui.said.text() == f"{text} Corrections: {counts['keep']}."
    dialog.ui.accept.click()
    assert window.desk.counts["picked"] == counts["keep"]
    assert window.desk.counts["rejected"] == counts["reject"]
    kept = [e for e in window.desk.known.values() if e.verdict is Verdict.KEEP]
    assert all(e.edit.get("exposure") is not None for e in kept)
    press("Ctrl+Z")
    assert window.desk.counts["undecided"] == 6
    assert not any(e.edit.steps for e in window.desk.known.values())


def test_nothing_is_accepted_that_is_less_sure_than_asked_for(window: MainWindow, press: Press) -> None:
    press("Ctrl+Shift+A")
    dialog = window.findChild(AcceptDialog)
    assert dialog is not None
    dialog.ui.confidence.setValue(100)
    assert not dialog.ui.accept.isEnabled()
    dialog.ui.cancel.click()
    assert window.desk.counts["undecided"] == 6


def test_checking_the_rejects_states_a_risk_and_decides_once(window: MainWindow, press: Press) -> None:
    rejects = set(suggested_rejects(window.desk))
    assert len(rejects) == 2
    check = RejectCheck(window.desk, window.thumbnails, window.previews, window, seed=1)
    check.show()
    first = check._sample[0]
    check.answer(wrong=True)
    assert "1 of 2 looked at, 1 wrong" in check.ui.risk.text()
    check.back()
    check.answer(wrong=True)
    check.answer(wrong=False)
    assert "2 of 2 looked at, 1 wrong" in check.ui.risk.text()
    check.ui.acceptAll.click()
    assert window.desk.known[first].verdict is Verdict.KEEP
    assert {window.desk.known[p].verdict for p in rejects - {first}} == {Verdict.REJECT}
    window.desk.undo()
    assert window.desk.counts["undecided"] == 6


def test_compare_keeps_the_best_beside_the_one_that_walks(window: MainWindow, press: Press) -> None:
    press("C")
    panes = window.ui.cull.ui.panes
    best = min(window.desk.burst().photos, key=window.desk.rank)  # type: ignore[union-attr]
    assert best in panes.ids and len(panes.ids) == 2
    for _ in range(2):
        press("Right")
        assert window.desk.current.photo.id in panes.ids  # type: ignore[union-attr]
        assert best in panes.ids
    press("Down")
    assert set(panes.ids) <= set(window.desk.burst().photos)  # type: ignore[union-attr]


def test_survey_zooms_all_frames_to_the_same_face(window: MainWindow, press: Press, settled: Settled) -> None:
    press("N")
    panes = window.ui.cull.ui.panes
    assert list(panes.ids) == list(window.desk.burst().photos)  # type: ignore[union-attr]
    settled(window)
    press("Z")
    places = [p.view.place for p in panes._panes[:3]]
    assert len({p.scale for p in places}) == 1 and places[0].scale is not None
    press("Right")
    assert [p.view.place for p in panes._panes[:3]] == places
    press("Z")
    assert not panes.zoomed


def test_a_reason_with_a_rival_shows_both(window: MainWindow, press: Press) -> None:
    rival = window.desk.photos.ids[2]
    window.ui.cull.show_evidence(Evidence("focus", 0.5, 0.6, "Softer.", face=0, rival=rival))
    assert window.ui.cull.ui.panes.ids == (rival, window.desk.photos.ids[0])
    assert window.ui.cull.ui.panes.zoomed


def test_deliver_by_keys(window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path) -> None:
    press("P")
    press("Ctrl+E")
    assert window.page == "deliver"
    page = window.ui.deliver
    qtbot.waitUntil(lambda: "1 photo" in page.ui.headline.text())
    page.ui.folder.setText(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: not page.busy)
    with qtbot.waitSignal(page.finished, timeout=60_000):
        qtbot.keyClick(page.ui.folder, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["IMG_0001.jpg"], window.ui.messages.problems
    assert "1 of 1" in page.ui.headline.text()


def test_a_hint_of_one_page_is_gone_on_the_next(window: MainWindow, press: Press, settled: Settled) -> None:
    press("D")
    settled(window)
    window.ui.review.ui.pickerButton.click()
    hints = [w for w in window.ui.statusRow.findChildren(QLabel) if "grey" in w.text()]
    assert len(hints) == 1
    window.show_page("deliver")
    assert not hints[0].text()


def test_letters_typed_into_a_field_are_not_gestures(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.show_page("deliver")
    window.ui.deliver.ui.folder.clear()
    qtbot.keyClicks(window.ui.deliver.ui.folder, "px1")
    assert window.ui.deliver.ui.folder.text() == "px1"
    assert window.desk.counts["picked"] == window.desk.counts["rejected"] == window.desk.counts["stars"] == 0


def test_no_key_means_two_things() -> None:
    keys = [QKeySequence(k).toString() for s in actions.ACTIONS for k in s.keys]
    assert len(keys) == len(set(keys))
    assert len({s.name for s in actions.ACTIONS}) == len(actions.ACTIONS)
    assert {s.menu for s in actions.ACTIONS} == set(actions.MENUS)


def test_every_action_can_be_taken_on_every_page(window: MainWindow) -> None:
    for spec in actions.ACTIONS:
        if spec.name in ("open", "sample", "quit", "full_screen", "look"):
            continue
        for page in ("cull", "review", "deliver"):
            window.show_page(page)
            window.actions_by_name[spec.name].trigger()
            for dialog in window.findChildren(QDialog):
                dialog.close()


def test_actions_without_a_shoot_do_nothing(window: MainWindow) -> None:
    window.desk.close_shoot()
    window.show_page("start")
    grey = {s.name for s in actions.ACTIONS if not window.actions_by_name[s.name].isEnabled()}
    assert grey == {s.name for s in actions.ACTIONS if s.needs_shoot}


def test_keys_can_be_rebound(window: MainWindow) -> None:
    bound = {"pick": ["K"]}
    made = actions.make(window, bound, window)
    assert [k.toString() for k in made["pick"].shortcuts()] == ["K"]
    assert [k.toString() for k in made["reject"].shortcuts()] == ["X"]


def test_the_key_sheet_shows_every_key(window: MainWindow, press: Press) -> None:
    press("?")
    sheet = window.findChild(KeySheet)
    assert sheet is not None

    shown = " ".join(label.text() for label in sheet.findChildren(QLabel))
    for spec in actions.ACTIONS:
        if spec.keys and not spec.twin:
            assert spec.text in shown
            assert QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) in shown
    sheet.close()


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListView, QSlider)
    nameless = []
    for kind in kinds:
        for widget in window.findChildren(kind):
            label = widget.text() if isinstance(widget, QAbstractButton) else ""
            above = widget.parent()
            inner = widget.objectName().startswith("qt_") or isinstance(above, QComboBox)
            inner = inner or (above is not None and isinstance(above.parent(), QComboBox))
            buddies = [b for b in window.findChildren(QWidget) if getattr(b, "buddy", lambda: None)() is widget]
            if not (widget.accessibleName() or label or inner or buddies):
                nameless.append((type(widget).__name__, widget.objectName()))
    assert not nameless


def test_a_broken_photo_is_named_and_stays_named(window: MainWindow, qtbot: QtBot) -> None:
    from retouch.model.errors import PhotoUnreadable
    from retouch.model.event import Failed

    error = PhotoUnreadable("the file is empty", Path("IMG_0009.dng"), "Copy it from the card again.")
    window.reading.failed.emit(Failed(error, Path("IMG_0009.dng")))
    assert window.ui.messages.isVisible()
    assert window.ui.messages.problems == (str(error),)
    window.reading.failed.emit(Failed(error, Path("IMG_0009.dng")))
    assert len(window.ui.messages.problems) == 1
    window.ui.messages.dismiss()
    assert not window.ui.messages.isVisible()


def test_a_shifted_gesture_goes_on(window: MainWindow, press: Press) -> None:
    press("Shift+P")
    assert current(window) == "IMG_0002.jpg"
    press("X")
    assert current(window) == "IMG_0002.jpg"
    press("Ctrl+Space")
    press("X")
    assert current(window) == "IMG_0003.jpg"


def test_stars_and_labels_with_shift_go_on(window: MainWindow, press: Press) -> None:
    press("Shift+3")
    press("Shift+7")
    assert current(window) == "IMG_0003.jpg"
    first, second, *_ = window.desk.known.values()
    assert first.marks.rating == 3 and second.marks.label == Label.YELLOW


def test_caps_lock_goes_on_from_then_on(window: MainWindow, press: Press) -> None:
    press("CapsLock")
    press("P")
    assert current(window) == "IMG_0002.jpg"
    press("CapsLock")
    press("P")
    assert current(window) == "IMG_0002.jpg"


def test_where_digits_need_shift_they_mean_stars(window: MainWindow, qapp: QApplication) -> None:
    for name in ("stars_2", "stars_2_next"):  # Qt asks one after the other
        window.desk.give_stars(0)
        qapp.sendEvent(window.actions_by_name[name], QShortcutEvent(QKeySequence("2"), 0, True))
        entry = window.desk.current
        assert entry is not None and entry.marks.rating == 2 and current(window) == "IMG_0001.jpg"


def test_what_is_picked_against_the_suggestion_is_proposed_for_too(
    window: MainWindow, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settled: Settled
) -> None:
    begun: list[Path] = []

    def propose(session: object, folder: Path):  # type: ignore[no-untyped-def]
        begun.append(folder)
        yield from ()

    monkeypatch.setattr(main_window, "propose", propose)
    press("P")
    press("D")
    press("G")
    assert not begun, "what was not to be rejected has been read"
    press("Right")
    press("P")  # its eyes are closed
    assert not begun, "not while one culls"
    press("D")
    qtbot.waitUntil(lambda: len(begun) == 1)
    qtbot.waitUntil(lambda: not window.reading.running)
    press("G")
    press("D")
    assert len(begun) == 1
    settled(window)


def test_copy_paste_and_apply_to_the_burst(window: MainWindow, press: Press, settled: Settled) -> None:
    press("D")
    press("A")
    press("Ctrl+C")
    others = [e for e in window.desk.known.values() if e is not window.desk.current]
    window.ui.review.apply_to(window.ui.review._burst())
    burst = window.desk.burst()
    assert burst is not None
    with_exposure = {p for p, e in window.desk.known.items() if e.edit.get("exposure") is not None}
    assert with_exposure == set(burst.photos)
    outside = next(e for e in others if e.photo.id not in burst.photos)
    window.desk.go_to(outside.photo.id)
    press("Ctrl+V")
    assert window.desk.known[outside.photo.id].edit.get("exposure") is not None
    press("Ctrl+Z")
    assert window.desk.known[outside.photo.id].edit.get("exposure") is None
    settled(window)


def test_a_preset_is_tried_in_the_picture_and_only_then_taken(
    window: MainWindow, press: Press, settled: Settled, tmp_path: Path
) -> None:
    press("Ctrl+P")
    dialog = window.findChild(PresetDialog)
    assert dialog is not None
    before = len(window.desk.current.decisions)  # type: ignore[union-attr]
    dialog.ui.presets.setCurrentRow(0)
    dialog.ui.strength.setValue(50)
    drafted = window.ui.review.draft(window.desk.current)  # type: ignore[arg-type]
    assert drafted.steps and len(window.desk.current.decisions) == before  # type: ignore[union-attr]
    dialog.ui.apply.click()
    assert window.desk.current.edit.steps == drafted.steps  # type: ignore[union-attr]
    press("Ctrl+P")
    mine = window.findChildren(PresetDialog)[-1]
    count = mine.ui.presets.count()
    mine.save_as("My look!")
    assert mine.ui.presets.count() == count + 1
    assert mine.ui.presets.item(0).text() == "My look!"
    for name in ("My look?", "My look!", "!!!", "???", "x" * 300):
        mine.save_as(name)
    assert mine.ui.presets.count() == count + 5, "only the same name is the same preset"
    mine.reject()
    settled(window)


def test_history_goes_to_any_step(window: MainWindow, press: Press) -> None:
    for key in ("P", "3", "7", "Right", "X"):
        press(key)
    press("Ctrl+H")
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    steps = dialog.ui.steps
    assert steps.count() == 5
    assert "reject" in steps.item(0).text() and "pick" in steps.item(3).text()
    steps.itemClicked.emit(steps.item(3))
    first = window.desk.known[window.desk.photos.ids[0]]
    assert first.verdict is Verdict.KEEP and not first.marks.rating
    assert window.desk.counts["rejected"] == 0
    steps.itemClicked.emit(steps.item(0))
    assert window.desk.counts["rejected"] == 1
    assert window.desk.known[window.desk.photos.ids[0]].marks.label == Label.YELLOW
    steps.itemClicked.emit(steps.item(4))
    assert window.desk.counts["undecided"] == 6
    dialog.close()


def test_what_is_suggested_stands_on_top_until_one_goes_on(window: MainWindow, press: Press, settled: Settled) -> None:
    press("D")
    review = window.ui.review
    column = review.ui.cardColumn
    shown = [column.itemAt(n).widget() for n in range(3)]
    assert isinstance(shown[0], QLabel) and shown[0].text() == "SUGGESTED"
    assert shown[1] is review.cards[0] and review.cards[0].kind.key == "exposure"
    assert isinstance(shown[2], QLabel) and shown[2].text() == "LIGHT"
    press("A")
    assert column.itemAt(1).widget() is review.cards[0] and review.cards[0].state.word == "accepted"
    settled(window)
