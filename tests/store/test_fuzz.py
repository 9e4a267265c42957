"""Hostile files: the same mutated inputs every time; more of them in ``benchmarks/reliability.py``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.fuzzing import CHILD
from support.processes import start

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("kinds", ["packet,picture,stored", "pixels,reading,cube,preset,profile"])
def test_every_parser_refuses_cleanly_and_none_crashes(tmp_path, kinds):
    fuzz(tmp_path, 800, 1, kinds)


def test_metadata_of_camera_files_are_refused_cleanly(tmp_path, shared_data):
    fuzz(tmp_path, 400, 2, "camera", shared_data / "raw_bad")


def fuzz(tmp_path, count, seed, *more):
    shutil.copytree(CORPUS, tmp_path / "corpus")
    work = tmp_path / "work"
    work.mkdir()
    running = start(CHILD, tmp_path / "corpus", work, count, seed, *more)
    said, _ = running.communicate(timeout=300)
    assert (said.strip(), running.returncode) == (str(count), 0), f"see the inputs in {work}"
