import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"


def test_the_environment_of_this_process_points_to_a_closed_port(monkeypatch):
    from retouch.faces.landmarker import NOWHERE, send_reports_nowhere

    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://proxy.example:8080")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "*")
    send_reports_nowhere()
    proxies = {os.environ[n] for n in os.environ if n.lower().endswith("_proxy") and n.lower() != "no_proxy"}
    assert proxies == {NOWHERE}
    assert not os.environ["no_proxy"] and not os.environ["NO_PROXY"]
    knock = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    alone = {k: v for k, v in os.environ.items() if k != "RETOUCH_CALLS_LOG"}  # the guard of the run is not to see it
    knocked = subprocess.run([sys.executable, "-c", knock], capture_output=True, text=True, check=False, env=alone)
    assert "ConnectionRefusedError" in knocked.stderr


def test_importing_the_reader_does_not_import_mediapipe():
    code = (
        f"import sys; sys.path.insert(0, {str(SOURCE)!r})\n"
        "import retouch.faces.reader; print('mediapipe' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "False\n"


def test_an_empty_picture_has_no_marks(marker):
    assert marker.find(np.full((384, 384, 3), 128, np.uint8)) is None


def test_marks_lie_on_the_face(marker, sample):
    picture = cv2.imread(str(sample / "astronaut.png"))[..., ::-1].copy()
    marks = marker.find(picture)
    right_eye, left_eye, mouth = marks.points[159, :2], marks.points[386, :2], marks.points[13, :2]
    assert np.hypot(*(right_eye - (202, 100))) < 6
    assert np.hypot(*(left_eye - (249, 102))) < 6
    assert np.hypot(*(mouth - (224, 143))) < 8
    np.testing.assert_allclose(marks.rotation @ marks.rotation.T, np.eye(3), atol=1e-3)


def test_a_failure_of_mediapipe_is_one_of_ours(marker, monkeypatch):
    from retouch.model.errors import RetouchError

    class Broken:
        def detect(self, image):
            raise RuntimeError("INTERNAL: calculator graph")

    monkeypatch.setattr(marker, "_task", Broken())
    with pytest.raises(RetouchError, match=r"landmarker failed.*calculator graph.*Read the photo again"):
        marker.find(np.zeros((384, 384, 3), np.uint8))
