"""A session that is killed at any moment loses nothing that it acknowledged."""

from __future__ import annotations

import random

from support import killing_window
from support.deciding import home_of
from support.killing import History, check, kill_once

from retouch.tasks.session import Session


def test_every_acknowledged_decision_survives_sigkill(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "shoot"
    folder.mkdir()
    chance = random.Random(7)
    history, steps = History(), 0
    for round_ in range(8):
        possible, taken = kill_once(home, folder, round_, history, chance.uniform(0.0, 0.05), chance.randint(8, 30))
        history = check(home, folder, possible)
        steps += taken
    assert steps >= 64


def test_everything_that_a_window_showed_survives_sigkill(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "shoot"
    folder.mkdir()
    chance, keys = random.Random(9), 0
    for round_ in range(3):
        shown, pending, pressed = killing_window.kill_once(
            home, folder, round_, chance.uniform(0.0, 0.05), chance.randint(8, 20)
        )
        killing_window.check(home, folder, shown, pending)
        keys += pressed
    assert keys >= 24
    with Session(home_of(home)) as session:
        assert len(session.catalog.actions(str(folder))) > keys / 4  # the keys do decide
