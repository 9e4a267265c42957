from pathlib import Path

import cv2
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample():
    return ROOT / "resources" / "sample"


@pytest.fixture(scope="session")
def marker():
    from retouch.faces.landmarker import MediaPipeLandmarker

    with MediaPipeLandmarker() as marker:
        yield marker


@pytest.fixture(scope="session")
def reader(marker):
    from retouch.faces.reader import FaceReader

    return FaceReader(marker)


@pytest.fixture(scope="session")
def astronaut(sample):
    return cv2.imread(str(sample / "astronaut.png"))[..., ::-1].copy()


@pytest.fixture(scope="session")
def hopper(sample):
    return cv2.imread(str(sample / "grace_hopper.jpg"))[..., ::-1].copy()
