"""Small RAW files, made in no time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np

from retouch.develop import dng
from retouch.model.photo import Capture


def write_raws(folder: Path, count: int, size: tuple[int, int] = (240, 360)) -> Path:
    """Make ``IMG_0.dng`` … of ``size`` (rows, columns) in a new folder, a second apart, and return the folder."""
    folder.mkdir()
    chance = np.random.default_rng(5)
    for number in range(count):
        pixels = chance.uniform(0.05, 0.4, (*size, 3)).astype(np.float32)
        seen, white = dng.sensor(pixels), dng.neutral()
        taken = datetime(2026, 5, 1, 10, number // 60 % 60, number % 60)
        capture = Capture(taken=taken, make="Test", model="Test", iso=100)
        name = folder / f"IMG_{number}.dng"
        dng.write(name, dng.mosaic(seen, seed=number), capture, white, dng.in_camera(seen, white))
    return folder
