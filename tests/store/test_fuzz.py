"""Hostile files: the same mutated inputs every time; more of them in ``benchmarks/reliability.py``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.fuzzing import CHILD
from support.processes import start

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("seed", [1, 2])
def test_every_parser_refuses_cleanly_and_none_crashes(tmp_path, seed):
    shutil.copytree(CORPUS, tmp_path / "corpus")
    work = tmp_path / "work"
    work.mkdir()
    running = start(CHILD, tmp_path / "corpus", work, 600, seed)
    said, _ = running.communicate(timeout=120)
    assert (said.strip(), running.returncode) == ("600", 0), f"see the inputs in {work}"
