"""`make bench` finds what there is to run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_benchmark_is_listed_and_no_training() -> None:
    listed = bench("--help").stdout
    assert "cull, faces" in listed
    assert "labelled" not in listed
    assert "train" not in listed.split("NAME  ")[-1]


def test_a_benchmark_that_does_not_exist_is_refused() -> None:
    finished = bench("nonsense")
    assert finished.returncode == 2
    assert "there is no benchmark nonsense" in finished.stderr
