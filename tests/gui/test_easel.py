"""The picture on the Review page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import shoot as made
from gui.conftest import write_photo
from pytestqt.qtbot import QtBot

from retouch.adjust.exposure import Exposure
from retouch.adjust.registry import adjustments
from retouch.gui.crop_overlay import WHOLE
from retouch.gui.developing import Developing, Draft
from retouch.gui.main_window import MainWindow
from retouch.gui.picture_view import Place, Split
from retouch.model.decision import Decision, Origin, Verdict
from retouch.model.photo import Capture, FileStamp, Photo
from retouch.tasks.ingest import photo_id
from retouch.tasks.preview import Developer
from retouch.tasks.session import load

Settled = Callable[[MainWindow], None]
WIDE, HIGH = 3000, 2000


@pytest.fixture
def large(window: MainWindow, folder: Path) -> MainWindow:
    """The window with one more photo, larger than a preview, as the current one."""
    path = folder / "IMG_9000.jpg"
    write_photo(path, 90, (WIDE, HIGH))
    stat = path.stat()
    photo = Photo(photo_id(path), path, (), FileStamp(stat.st_size, stat.st_mtime_ns), Capture(width=WIDE, height=HIGH))
    known = [e.photo for e in window.desk.known.values()]
    window.session.catalog.put_photos(folder, [*known, photo])
    window.desk.take(load(window.session, folder))
    window.desk.go_to(photo.id)
    window.desk.give_verdict(Verdict.KEEP)  # what is reviewed
    return window


def shown(window: MainWindow) -> tuple[int, int]:
    pixmap = window.ui.review.ui.picture._after
    assert pixmap is not None
    return pixmap.width(), pixmap.height()


def test_drafts_have_the_size_that_is_shown_and_pixels_are_looked_at_whole(
    large: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    large.show_page("review")
    settled(large)
    view = large.ui.review.ui.picture
    fitted = view.rect_of(WHOLE)
    assert shown(large)[0] == pytest.approx(fitted.width(), abs=2)
    large.ui.review.easel.toggle_zoom()
    qtbot.waitUntil(lambda: shown(large) == (WIDE, HIGH), timeout=20_000)
    assert view.scale == 1.0
    large.ui.review.easel.fit()
    assert view.rect_of(WHOLE).width() == pytest.approx(fitted.width(), abs=2)
    settled(large)


@pytest.mark.parametrize(
    "own", [{"crop": {"left": 40.0, "top": 10.0}}, {"straighten": {"angle": 9.0}}, {"rotate": {"quarters": 1}}]
)
def test_zoom_goes_to_the_face_where_crop_and_angle_have_put_it(
    large: MainWindow, settled: Settled, qtbot: QtBot, own: dict[str, dict[str, float]]
) -> None:
    entry = large.desk.current
    assert entry is not None
    pixels = np.full((HIGH, WIDE, 3), 90, np.uint8)
    pixels[int(0.70 * HIGH) : int(0.80 * HIGH), int(0.80 * WIDE) : int(0.86 * WIDE)] = (0, 0, 255)
    cv2.imwrite(str(entry.photo.path), pixels)
    scene = made.scene(made.face(at=(0.83, 0.75), size=0.06))
    large.session.keep_reading(entry.photo.id, scene)
    large.desk.take(load(large.session, large.desk.shoot_of_entries().folder))
    steps = [adjustments()[key].from_values(values) for key, values in own.items()]
    large.desk.record("own", [Decision(entry.photo.id, f"adjust.{s.key}", s, Origin.BY_HAND) for s in steps])
    large.show_page("review")
    settled(large)
    large.ui.review.easel.toggle_zoom()
    settled(large)
    view = large.ui.review.ui.picture
    middle = view.grab().toImage().pixelColor(view.rect().center())
    assert middle.red() > 150 and middle.green() < 90


def test_a_face_that_the_crop_cuts_off_is_not_zoomed_to(large: MainWindow, settled: Settled) -> None:
    entry = large.desk.current
    assert entry is not None
    large.session.keep_reading(entry.photo.id, made.scene(made.face(at=(0.1, 0.1), size=0.06)))
    large.desk.take(load(large.session, large.desk.shoot_of_entries().folder))
    crop = adjustments()["crop"].from_values({"left": 50.0})
    large.desk.record("crop", [Decision(entry.photo.id, "adjust.crop", crop, Origin.BY_HAND)])
    large.show_page("review")
    settled(large)
    large.ui.review.easel.toggle_zoom()
    place = large.ui.review.ui.picture.place
    assert (place.x, place.y) == (0.5, 0.5)


def test_pixels_stay_sharp_while_a_slider_moves(large: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    entry = large.desk.current
    assert entry is not None
    noise = np.random.default_rng(1).integers(60, 180, (HIGH, WIDE, 3), dtype=np.uint8)
    cv2.imwrite(str(entry.photo.path), noise)
    large.show_page("review")
    large.ui.review.easel.toggle_zoom()
    settled(large)
    view = large.ui.review.ui.picture

    def texture() -> float:
        seen = view.grab(view.rect().adjusted(60, 60, -60, -60)).toImage()
        rows = np.frombuffer(seen.bits(), np.uint8).reshape(seen.height(), -1, 4)
        return float(rows[..., 1].std())

    before = texture()
    early: list[float] = []
    large.developing.shown.connect(lambda draft, _: early.append(texture()) if not draft.whole else None)
    card = next(c for c in large.ui.review.cards if c.kind is Exposure)
    for _ in range(3):
        seen = len(early)
        card.rows[0].slider.setValue(card.rows[0].slider.value() + 4)
        qtbot.waitUntil(lambda seen=seen: len(early) > seen)  # type: ignore[misc]
    assert min(early) > 0.8 * before
    settled(large)
    assert view._part is None  # the whole picture has come


def test_what_is_looked_at_whole_is_what_is_delivered(large: MainWindow, settled: Settled, tmp_path: Path) -> None:
    from retouch.develop.deliver import deliver
    from retouch.develop.encode import Output

    entry = large.desk.current
    assert entry is not None
    edit = entry.edit.with_step(Exposure(ev=0.5))
    seen = Developer().whole(entry.photo, entry.scene, edit)
    to = tmp_path / "out.tif"
    deliver(entry.photo, entry.scene, edit, Output(format="tiff"), to, rating=None, label=None)
    written = cv2.imread(str(to), cv2.IMREAD_UNCHANGED)
    assert written is not None
    assert np.abs(written[..., ::-1].astype(int) // 257 - seen).max() <= 2


def test_before_has_the_frame_of_after(large: MainWindow, settled: Settled) -> None:
    crop = adjustments()["crop"].from_values({"left": 50.0, "top": 0.0, "right": 0.0, "bottom": 0.0})
    entry = large.desk.current
    assert entry is not None
    large.desk.record("crop", [Decision(entry.photo.id, "adjust.crop", crop, Origin.BY_HAND)])
    large.show_page("review")
    settled(large)
    view = large.ui.review.ui.picture
    assert view._before is not None and view._before.size() == view._after.size()  # type: ignore[union-attr]
    view.set_place(Place(1.0))
    large.ui.review.develop()
    settled(large)
    assert shown(large) == (WIDE // 2, HIGH)  # 100 % of a crop is 100 % of the photo
    assert view.scale == 1.0


def test_before_is_sharp_too_where_it_is_looked_at(large: MainWindow, settled: Settled) -> None:
    large.show_page("review")
    large.ui.review.easel.toggle_zoom()
    settled(large)
    large.ui.review.easel.toggle_split(Split.LINE)
    settled(large)
    before = large.ui.review.ui.picture._before
    assert before is not None and before.width() == WIDE


def test_the_histogram_is_there_before_anything_is_developed(window: MainWindow, settled: Settled) -> None:
    settled(window)
    window.show_page("review")
    assert window.ui.review.ui.histogram._bins is not None
    assert window.developing.busy
    settled(window)


def test_texture_is_said_per_face_and_a_loss_is_marked(window: MainWindow, settled: Settled) -> None:
    window.show_page("review")
    settled(window)
    entry = window.desk.current
    assert entry is not None
    draft = Draft(entry.photo, entry.scene, entry.edit)
    label = window.ui.review.ui.texture
    window.developing.textured.emit(draft, (0.97, None, 0.93))
    assert label.text() == "Texture kept 97 % · 93 %"
    assert label.property("role") == "quiet"
    window.developing.textured.emit(draft, (0.5,))
    assert label.property("role") == "bad"
    window.developing.textured.emit(draft, (None,))
    assert label.isHidden()


class Slow(Developer):
    """Tells what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def levels(self, photo, scene, edit, edge=None):  # type: ignore[no-untyped-def]
        self.asked.append(f"levels {photo.name}")
        return np.full((40, 60, 3), 128, np.uint8)

    def whole(self, photo, scene, edit):  # type: ignore[no-untyped-def]
        self.asked.append(f"whole {photo.name}")
        return np.full((400, 600, 3), 128, np.uint8)

    def texture(self, photo, scene, edit):  # type: ignore[no-untyped-def]
        self.asked.append(f"texture {photo.name}")
        return (0.9,)

    def prefetch(self, photo):  # type: ignore[no-untyped-def]
        self.asked.append(f"prefetch {photo.name}")


def test_the_picture_comes_first_and_the_rest_when_no_newer_draft_comes(window: MainWindow, qtbot: QtBot) -> None:
    first, second, *_ = (e.photo for e in window.desk.known.values())
    skin = adjustments()["skin_evenness"].from_values({"amount": 50})
    developer = Slow()
    developing = Developing(developer)
    edit = replace(window.desk.known[first.id].edit, steps=(skin,))
    told: list[object] = []
    developing.shown.connect(lambda draft, made: told.append("picture"))
    developing.textured.connect(lambda draft, kept: told.append(kept))
    for _ in range(3):
        developing.request(Draft(first, None, edit, whole=True), [second])
        qtbot.waitUntil(lambda: not developing._slot.busy)
    qtbot.waitUntil(lambda: not developing.busy)
    name = first.name
    assert developer.asked[:3] == [f"levels {name}"] * 3
    assert developer.asked[3:] == [f"texture {name}", f"whole {name}", f"levels {name}", f"prefetch {second.name}"]
    assert told == ["picture"] * 3 + [(0.9,), "picture"]
    developing.request(Draft(first, None, edit))
    qtbot.waitUntil(lambda: not developing.busy)
    assert developer.asked[7:] == [f"levels {name}"]  # the skin work is the same: nothing else is measured again
    developing.stop()


def test_what_comes_late_for_another_photo_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    first, second, *_ = (e.photo for e in window.desk.known.values())
    developing = Developing(Slow())
    seen: list[str] = []
    developing.shown.connect(lambda draft, made: seen.append(draft.photo.name))
    developing.textured.connect(lambda draft, kept: seen.append(f"texture {draft.photo.name}"))
    edit = window.desk.known[first.id].edit
    developing.request(Draft(first, None, edit))
    developing.request(Draft(second, None, edit))
    qtbot.waitUntil(lambda: not developing.busy)
    assert seen == [second.name, f"texture {second.name}"]
    developing.request(Draft(first, None, edit))
    developing.drop()
    qtbot.wait(200)
    assert not developing.busy and seen == [second.name, f"texture {second.name}"]
    developing.stop()
