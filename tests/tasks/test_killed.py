"""A session that is killed at any moment loses nothing that it acknowledged."""

from __future__ import annotations

import random

from support.killing import History, check, kill_once


def test_every_acknowledged_decision_survives_sigkill(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "shoot"
    folder.mkdir()
    chance = random.Random(7)
    history, steps = History(), 0
    for round_ in range(8):
        possible, taken = kill_once(home, folder, round_, history, chance.uniform(0.0, 0.25))
        history = check(home, folder, possible)
        steps += taken
    assert steps > 50
