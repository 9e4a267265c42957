"""Logs and reports are for people to send: they hold no picture."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from retouch.gui.crash import report
from retouch.tasks.log import start_log
from retouch.tasks.paths import Home

PICTURE = bytes(range(256)) * 4000


def failing() -> ValueError:
    try:
        raise ValueError(f"cannot encode {PICTURE!r}")
    except ValueError as error:
        return error


@pytest.fixture
def log(tmp_path: Path) -> Path:
    logger = logging.getLogger("retouch")
    kept, logger.handlers = logger.handlers, []
    start_log(Home(tmp_path, tmp_path))
    yield tmp_path / "logs" / "retouch.log"
    for handler in logger.handlers:
        handler.close()
    logger.handlers = kept
    logger.propagate = True


def test_an_error_that_quotes_a_picture_leaves_no_picture_in_the_log(log: Path) -> None:
    logging.getLogger("retouch.test").error("it failed", exc_info=failing())
    text = log.read_text()
    assert "ValueError: cannot encode" in text and "in failing" in text and "cut" in text
    assert len(text) < 3000


def test_nor_in_a_report() -> None:
    text = report(failing())
    assert "ValueError: cannot encode" in text and "in failing" in text
    assert len(text) < 3000
