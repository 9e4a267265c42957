"""Deliver: recipes, what would happen, the watermark, and the run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from retouch.adjust.registry import adjustments, topic
from retouch.gui.deliver_page import DeliverPage
from retouch.gui.delivery_list import Line, Mood, Results
from retouch.gui.main_window import MainWindow
from retouch.image.watermark import Corner, Watermark
from retouch.model.decision import Decision, Origin, Verdict
from retouch.model.event import Done
from retouch.model.frame import Space
from retouch.tasks import recipes
from retouch.tasks.export import Delivery, Recipe
from retouch.tasks.recipes import STYLES


@pytest.fixture
def page(window: MainWindow) -> DeliverPage:
    """The page with one picked photo."""
    window.desk.give_verdict(Verdict.KEEP)
    window.show_page("deliver")
    return window.ui.deliver


@pytest.fixture
def looked(qtbot: QtBot) -> Callable[[DeliverPage], None]:
    """Wait until the page has found out what would happen."""
    return lambda page: qtbot.waitUntil(lambda: not page.busy)


def test_a_recipe_fills_the_fields_and_a_change_leaves_it(page: DeliverPage) -> None:
    assert page.fields.recipe == "Full size"
    for name, style in STYLES.items():
        page.ui.recipe.setCurrentIndex(page.ui.recipe.findData(name))
        page.ui.recipe.activated.emit(page.ui.recipe.currentIndex())
        assert page.fields.style() == style
        assert page.fields.recipe == name
    page.fields.take("Web")
    page.ui.quality.setValue(61)
    assert page.fields.recipe == ""
    assert page.ui.recipe.currentText() == "Web, changed"
    page.ui.size.setEditText("1234 px")
    assert page.recipe().output.long_edge == 1234


def test_own_recipes_are_saved_changed_and_deleted(page: DeliverPage, window: MainWindow) -> None:
    page.ui.quality.setValue(77)
    page.fields.ask_name()
    dialog = page.findChild(QInputDialog)
    assert dialog is not None and dialog.textValue() == "Full size"
    dialog.setTextValue("Album")
    dialog.accept()
    assert page.fields.recipe == "Album"
    assert recipes.own(window.session.catalog)["Album"].output.quality == 77
    page.ui.quality.setValue(78)
    page.fields.save("Album")
    assert recipes.own(window.session.catalog)["Album"].output.quality == 78
    page.fields.delete()
    assert page.fields.recipe == "Full size" and page.ui.quality.value() == 92
    assert not recipes.own(window.session.catalog)


def test_a_recipe_of_ours_can_be_changed_and_be_itself_again(page: DeliverPage, window: MainWindow) -> None:
    page.fields.take("Web")
    assert not page.fields._delete.isEnabled()
    page.ui.quality.setValue(70)
    page.fields.save("Web")
    assert recipes.find(window.session.catalog, "web").output.quality == 70
    assert page.fields._delete.isEnabled() and page.fields._delete.text() == "Reset recipe"
    page.fields.delete()
    assert page.fields.style() == STYLES["Web"] and page.fields.recipe == "Web"


def test_the_plan_says_what_would_be_written_and_what_would_not(
    window: MainWindow, page: DeliverPage, looked: Callable[[DeliverPage], None], tmp_path: Path
) -> None:
    window.desk.step(1)
    window.desk.give_verdict(Verdict.KEEP)
    out = tmp_path / "out"
    out.mkdir()
    (out / "IMG_0002.jpg").write_bytes(b"somebody's own")
    page.ui.folder.setText(str(out))
    looked(page)
    told = [line for line in page.results.lines if "→" in line.text]
    assert [(line.mood, line.text.split("  ")[0]) for line in told] == [
        (Mood.FAILED, "IMG_0002.jpg"),
        (Mood.PLANNED, "IMG_0001.jpg"),
    ]
    page.ui.overwrite.setChecked(True)
    looked(page)
    assert not any(line.mood is Mood.FAILED for line in page.results.lines)
    assert any("will be replaced" in line.text for line in page.results.lines)


def test_what_stands_in_the_way_is_said_and_nothing_can_be_started(
    page: DeliverPage, window: MainWindow, looked: Callable[[DeliverPage], None]
) -> None:
    looked(page)
    assert page.ui.run.isEnabled()
    page.ui.folder.setText(str(window.desk.folder))
    looked(page)
    assert not page.ui.run.isEnabled()
    assert "the originals are in this folder" in page.results.lines[0].text
    page.ui.folder.setText("")
    assert not page.ui.run.isEnabled() and page.results.lines == ()


def test_suggestions_left_out_and_unlocked_skin_are_named(
    page: DeliverPage, window: MainWindow, looked: Callable[[DeliverPage], None]
) -> None:
    floor = adjustments()["texture_floor"]
    photo = window.desk.current
    assert photo is not None
    window.desk.record(
        "unlock", [Decision(photo.photo.id, topic(floor), floor.from_values({"floor": 40}), Origin.BY_HAND)]
    )
    looked(page)
    told = " ".join(line.text for line in page.results.lines)
    assert "1 photo has suggestions that you have not decided" in told
    assert "the floor is unlocked: IMG_0001.jpg" in told


def test_other_programs_are_told_from_the_sidecars(
    page: DeliverPage, window: MainWindow, looked: Callable[[DeliverPage], None]
) -> None:
    window.desk.give_stars(4)
    looked(page)
    told = page.ui.elsewhere.text().splitlines()
    assert told[0] == "Lightroom Classic: 1 picked, 1 with stars"
    assert [line.split(":")[0] for line in told[1:]] == ["Bridge", "darktable", "digiKam"]


def test_names_are_shown_as_they_will_be_and_wrong_templates_refused(
    page: DeliverPage, looked: Callable[[DeliverPage], None]
) -> None:
    page.ui.naming.setText("{date}_{number}")
    looked(page)
    assert page.ui.example.text() == "2026-05-01_0001.jpg"
    assert page.ui.run.isEnabled()
    page.ui.naming.setText("{nonsense}")
    looked(page)
    assert "nonsense" in page.ui.example.text()
    assert not page.ui.run.isEnabled()


def test_the_watermark_has_fields_and_is_seen_before_it_is_written(
    page: DeliverPage,
    window: MainWindow,
    settled: Callable[[MainWindow], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not page.ui.markSize.isVisible() and not page.ui.preview.isVisible()
    page.ui.markKind.setCurrentIndex(page.ui.markKind.findData("text"))
    page.ui.markText.setText("© Somebody")
    page.ui.markCorner.setCurrentIndex(page.ui.markCorner.findData(Corner.TOP_LEFT))
    page.ui.markSize.setValue(20)
    page.ui.markOpacity.setValue(100)
    settled(window)
    assert page.fields.style().output.watermark == Watermark("© Somebody", None, Corner.TOP_LEFT, 0.2, 1.0)
    assert page.ui.markSize.isVisible() and page.ui.markText.isVisible() and not page.ui.markPicture.isVisible()
    assert page.ui.preview.isVisible() and page.ui.preview.pixmap().width() == 280
    plain = window.thumbnails.get(window.desk.known[window.desk.photos.ids[0]].photo, 512)
    assert plain is not None
    corner = page.ui.preview.pixmap().toImage().copy(0, 0, 140, 60)
    shown = np.frombuffer(corner.convertToFormat(corner.Format.Format_RGB888).constBits(), np.uint8)
    assert shown.max() > 240  # the photos of these tests are nowhere as bright as a white letter
    page.ui.markKind.setCurrentIndex(page.ui.markKind.findData("picture"))
    assert page.fields.style().output.watermark is None  # no file yet
    missing = tmp_path / "nowhere.png"
    page.ui.markPicture.setText(str(missing))
    assert page.fields.style().output.watermark == Watermark("", missing, Corner.TOP_LEFT, 0.2, 1.0)
    settled(window)
    assert not page.ui.preview.isVisible()
    cv2.imwrite(str(missing), np.full((40, 80, 3), (0, 0, 255), np.uint8))
    opened: list[Path] = []
    monkeypatch.setattr("retouch.image.watermark._picture", opened.append)  # in this process; workers have their own
    page.ui.markSize.setValue(30)
    settled(window)
    assert page.ui.preview.isVisible() and page.ui.preview.pixmap().width() == 280
    red = page.ui.preview.pixmap().toImage().pixelColor(30, 20)
    assert red.red() > 240 and red.green() < 20
    assert not opened, "a picture of unknown origin was opened in the process of the window"


def test_a_run_writes_says_how_much_and_keeps_its_results(
    page: DeliverPage, window: MainWindow, qtbot: QtBot, looked: Callable[[DeliverPage], None], tmp_path: Path
) -> None:
    from PIL import Image

    out = tmp_path / "out"
    page.ui.folder.setText(str(out))
    page.ui.profile.setCurrentIndex(page.ui.profile.findData(Space.ADOBE_RGB))
    page.ui.size.setEditText("150 px")
    page.ui.markKind.setCurrentIndex(page.ui.markKind.findData("text"))
    page.ui.markText.setText("PROOF")
    page.ui.markCorner.setCurrentIndex(page.ui.markCorner.findData(Corner.CENTRE))
    page.ui.markSize.setValue(40)
    page.ui.markOpacity.setValue(100)
    looked(page)
    with qtbot.waitSignal(page.finished, timeout=60_000):
        page.ui.run.click()
    with Image.open(out / "IMG_0001.jpg") as picture:
        assert max(picture.size) == 150
        assert picture.info["icc_profile"]
    written = cv2.imread(str(out / "IMG_0001.jpg"))
    assert written is not None and written.max() > 235
    assert [(line.mood, line.path) for line in page.results.lines] == [(Mood.WRITTEN, out / "IMG_0001.jpg")]
    assert page.ui.headline.text() == "1 of 1 photos exported"
    assert str(out) in page.ui.state.text() and "kB" in page.ui.state.text()
    looked(page)
    window.desk.give_stars(3)  # results stay while one goes on working
    looked(page)
    assert page.results.lines[0].mood is Mood.WRITTEN and page.ui.openFolder.isEnabled()
    page.ui.quality.setValue(70)  # another setting is another plan
    looked(page)
    assert any("replaces the one that is there" in line.text for line in page.results.lines)


def test_stopping_says_so_at_once(page: DeliverPage, qtbot: QtBot, looked: Callable[[DeliverPage], None]) -> None:
    looked(page)
    page.ui.run.click()
    assert page.ui.run.text() == "Stop"
    with qtbot.waitSignal(page.finished, timeout=60_000):
        page.ui.run.click()
        assert page.ui.run.text() == "Stopping…" and not page.ui.run.isEnabled()
    assert page.ui.headline.text() == "Stopped"


def test_what_a_full_disk_left_out_is_exported_on_demand(
    page: DeliverPage, looked: Callable[[DeliverPage], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.ui.folder.setText(str(tmp_path / "out"))
    looked(page)
    page._done(Done(Delivery((), 1, 1, (), remaining=(tmp_path / "IMG_0001.jpg",))))
    page._finished()
    assert page.ui.run.text() == "&Export the rest"
    asked: list[Recipe] = []
    monkeypatch.setattr(page.runner, "start", lambda make: make())
    monkeypatch.setattr("retouch.gui.deliver_page.export", lambda session, folder, recipe: asked.append(recipe))
    page.run()
    assert asked[0].missing
    page.ui.quality.setValue(50)  # another delivery
    assert page.ui.run.text() == "&Export"
    page.run()
    assert not asked[1].missing


def test_failures_come_first_and_what_to_know_before_the_rest() -> None:
    results = Results()
    for mood in (Mood.WRITTEN, Mood.NOTICE, Mood.FAILED, Mood.WRITTEN, Mood.FAILED):
        results.add(Line(str(results.rowCount()), mood))
    assert [line.text for line in results.lines] == ["2", "4", "1", "0", "3"]
