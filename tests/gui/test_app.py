from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] = "/nowhere/that/cv2/points/at"
from retouch.gui.app import application
from retouch.gui.main_window import MainWindow
from retouch.tasks.session import Session
app = application()
with Session() as session:
    window = MainWindow(session)
    window.show()
    app.processEvents()
    window.stop()
heavy = {"mediapipe", "numba", "rawpy", "matplotlib"} & set(sys.modules)
print(sorted(heavy))
"""


def test_the_first_window_imports_nothing_heavy() -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    env = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"
