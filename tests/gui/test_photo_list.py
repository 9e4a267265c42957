from __future__ import annotations

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from retouch.gui.desk import Desk
from retouch.gui.lists import BurstList, FilterList
from retouch.gui.photo_list import ENTRY, PhotoList, spoken
from retouch.model.decision import Verdict

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_models_keep_qt_s_promises(desk: Desk, qtbot: QtBot) -> None:
    photos = PhotoList(desk.known)
    models = (photos, FilterList(desk), BurstList(desk))
    testers = [QAbstractItemModelTester(m, FATAL) for m in models]
    ids = list(desk.known)
    photos.set_ids(ids[:2])
    photos.set_ids(ids)
    photos.set_ids(ids[2:4])
    photos.touch(ids)
    desk.give_verdict(Verdict.KEEP)
    desk.set_filter("group")
    desk.close_shoot()
    assert len(testers) == 3


def test_added_photos_leave_the_selection_alone(desk: Desk, qtbot: QtBot) -> None:
    photos = PhotoList(desk.known)
    ids = list(desk.known)
    photos.set_ids(ids[:3])
    with qtbot.assertNotEmitted(photos.modelReset), qtbot.waitSignal(photos.rowsInserted):
        photos.set_ids(ids)
    with qtbot.waitSignal(photos.modelReset):
        photos.set_ids(ids[1:])


def test_an_entry_that_changed_is_seen_at_once(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.photos.dataChanged) as got:
        desk.give_verdict(Verdict.REJECT)
    assert got.args[0].row() == got.args[1].row() == 0
    assert desk.photos.index(0).data(ENTRY).verdict is Verdict.REJECT


def test_a_screen_reader_hears_the_state(desk: Desk) -> None:
    entry = desk.current
    assert entry is not None
    assert spoken(entry).startswith("IMG_0001.jpg, suggested: ")
    desk.give_verdict(Verdict.KEEP)
    desk.give_stars(3)
    assert desk.current is not None
    assert spoken(desk.current) == "IMG_0001.jpg, Picked, 3 stars"
