"""`make bench` finds what there is to run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_benchmark_is_listed_and_no_training() -> None:
    listed = set(re.findall(r"[a-z_]+", bench("--help").stdout.split("  NAME ")[-1]))
    assert {"cull", "faces"} <= listed
    assert "labelled" not in listed
    assert not [name for name in listed if name.startswith("train_")]


def test_a_benchmark_that_does_not_exist_is_refused() -> None:
    finished = bench("nonsense")
    assert finished.returncode == 2
    assert "there is no benchmark nonsense" in finished.stderr
