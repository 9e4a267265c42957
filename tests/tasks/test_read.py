"""What reading makes of a photo besides its faces: which picture it looks at."""

from pathlib import Path

import cv2
import numpy as np

from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState
from retouch.tasks import read as module
from retouch.tasks.read import ReadJob, start_reader

HEADS = 12


def crowd(folder: Path, astronaut: np.ndarray, across: int) -> Path:
    """A JPEG of 6000×4000 with rows of small heads, ``across`` pixels wide, on an even ground."""
    picture = np.full((4000, 6000, 3), 120, np.uint8)
    head = cv2.resize(astronaut[0:220, 130:330], (2 * across, 2 * across * 220 // 200), interpolation=cv2.INTER_AREA)
    for n in range(HEADS):
        x, y = 1500 + (n % 6) * 5 * across, 1500 + (n // 6) * 6 * across
        picture[y : y + head.shape[0], x : x + head.shape[1]] = head
    path = folder / "crowd.jpg"
    cv2.imwrite(str(path), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])
    return path


def test_a_crowd_is_read_from_the_whole_picture(tmp_path, monkeypatch):
    astronaut = cv2.imread(str(Path(__file__).parents[2] / "resources" / "sample" / "astronaut.png"))[..., ::-1]
    job = ReadJob(PhotoId("1"), crowd(tmp_path, astronaut, 55), ())
    with start_reader() as one:
        near = one(job).scene
        monkeypatch.setattr(module, "CROWD", HEADS + 1)
        far = one(job).scene
    assert len(near.faces) == len(far.faces) == HEADS
    assert near.long_edge == 6000 and 2048 <= far.long_edge < 4096
    assert all(f.eyes is EyeState.UNKNOWN for f in far.faces)
    judged = [f.eyes for f in near.faces if f.eyes is not EyeState.UNKNOWN]
    assert len(judged) > HEADS / 2 and EyeState.CLOSED not in judged
