import sys

import cv2
import numpy as np
import pytest


@pytest.fixture(scope="session")
def make_dng(shared_tools):
    """Return a function that writes a Bayer DNG from an H×W×3 uint8 sRGB picture."""
    sys.path.insert(0, str(shared_tools))
    try:
        from make_dng import make_dng as write
    finally:
        sys.path.remove(str(shared_tools))
    return lambda pixels, path, **options: write(pixels, str(path), **options)


@pytest.fixture(scope="session")
def portrait(shared_data):
    """Return a portrait, 640×960 sRGB."""
    bgr = cv2.imread(str(shared_data / "camera_look" / "0.jpg"))
    height, width = bgr.shape[:2]
    scale = 960 / max(height, width)
    size = (round(width * scale) // 2 * 2, round(height * scale) // 2 * 2)
    return np.ascontiguousarray(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)[..., ::-1])


@pytest.fixture
def wheel():
    """Return a smooth 120×180 sRGB picture of many colours, dark at the top left."""
    y, x = np.mgrid[0:120, 0:180] / np.array([120, 180])[:, None, None]
    rgb = np.stack([x, y, 1 - (x + y) / 2], axis=-1)
    return np.rint(rgb * 255).astype(np.uint8)
