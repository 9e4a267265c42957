"""How fast development is, and how much memory it takes: each time beside a baseline of the same run.

The export compares whole programs on the same folder: ours through its command line, darktable-cli and rawtherapee-cli
at their defaults where they are installed. Needs ../shared (or RETOUCH_TEST_DATA) and imagecodecs, to compress RAW
files as cameras do; without it they are not compressed, and LibRaw has less to do.

    python -m benchmarks.develop_speed [--files 20] [--folder FOLDER] [--only opening|sliders|memory|starting|exporting]
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import rawpy

from benchmarks.develop import fold, shoot
from benchmarks.labelled import DATA
from retouch.adjust.base import Context, Stage
from retouch.adjust.registry import adjustments
from retouch.develop import decode, look
from retouch.develop.render import RenderCache, render_levels
from retouch.faces.reader import FaceReader
from retouch.gui.histogram import bins_of
from retouch.model.codec import scene_to_data
from retouch.model.scene import Scene

EDGE = 2048
PIXELS = 24e6
MEASURE = """
import json, re, sys
from pathlib import Path
from retouch.adjust.base import Context
from retouch.adjust.edit import edit_from_data
from retouch.develop.deliver import deliver
from retouch.develop.encode import Output
from retouch.develop.metadata import read_capture
from retouch.model.codec import scene_from_data
from retouch.model.photo import FileStamp, Photo, PhotoId
path, to = Path(sys.argv[1]), Path(sys.argv[2])
photo = Photo(PhotoId("0"), path, (), FileStamp(0, 0), read_capture(path))
edit = edit_from_data(json.loads(sys.argv[3]))
scene = scene_from_data(json.loads(Path(sys.argv[4]).read_text()))
deliver(photo, scene, edit, Output(), to, rating=None, label=None, sidecar=to.with_suffix(".xmp"))
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


FIRST_WINDOW = """
import gc, os, sys, time
import retouch.__main__ as command

def watched(folder, sample, really=command.open_window):
    gc.disable()  # as it does itself, before anything else
    from PySide6.QtCore import QEvent, QObject
    from retouch.gui import app

    class Watch(QObject):
        def eventFilter(self, who, event):
            if event.type() == QEvent.Type.Paint and who.isWidgetType() and who.window().inherits("QMainWindow"):
                heavy = [m for m in ("mediapipe", "numba", "rawpy") if m in sys.modules]
                print(time.time() - start, *heavy, flush=True)
                os._exit(0)
            return False

    watch = Watch()
    app.application().installEventFilter(watch)
    return really(folder, sample)

start, sys.argv[1:] = float(sys.argv[1]), []
command.open_window = watched
command.main()
"""
QT_ALONE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1]), flush=True)
        os._exit(0)

app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20, help="how many 24 MP files are exported")
    parser.add_argument("--folder", type=Path, help="where to keep the shoot, to use it again")
    parser.add_argument("--only", help="one part of it")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        files = shoot_of(args.folder or Path(temporary) / "shoot", args.files)
        parts: dict[str, Callable[[], None]] = {
            "opening": lambda: opening(files[0]),
            "sliders": lambda: sliders(files[0]),
            "memory": lambda: memory(files[0], Path(temporary)),
            "starting": lambda: starting(Path(temporary)),
            "exporting": lambda: exporting(files, Path(temporary)),
        }
        for name in [args.only] if args.only else parts:
            parts[name]()


def shoot_of(folder: Path, count: int) -> list[Path]:
    """24 MP files with previews of full size, compressed where that is possible."""
    made = sorted(folder.glob("*.dng"))
    if len(made) >= count:
        return made[:count]
    folder.mkdir(parents=True, exist_ok=True)
    with (DATA / "camera_look.csv").open() as file:
        rows = [{**row, "source": str(DATA / row["source"])} for row in csv.DictReader(file)]
    options = ["--repeat", str(-(-count // len(rows)))]
    if importlib.util.find_spec("imagecodecs"):
        options.append("--compress")
    for source in sorted({row["source"] for row in rows}):  # each has a shape of its own
        recipe = folder / "recipe.csv"
        with recipe.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["source"] == source)
        height, width = cv2.imread(source).shape[:2]
        edge = round((PIXELS * max(width, height) / min(width, height)) ** 0.5)
        shoot(recipe, folder, "--size", str(edge), *options)
    return sorted(folder.glob("*.dng"))[:count]


def median(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds; the first run, which may compile, does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def opening(path: Path) -> None:
    """What the window does for one photo, and LibRaw's own way to the same."""
    with rawpy.imread(str(path)) as raw:
        ahd = median(lambda: raw.postprocess(use_camera_wb=True, output_bps=16, gamma=(1, 1)), 3)

    def unpacked() -> None:
        with rawpy.imread(str(path)) as raw:
            raw.unpack()

    unpack = median(unpacked, 3)
    small = decode.base(path, long_edge=EDGE)
    rows = [
        ("embedded preview at 2048 px", median(lambda: decode.preview(path, EDGE)), "–"),
        ("developed base at 2048 px", median(lambda: decode.base(path, long_edge=EDGE)), f"LibRaw unpack {unpack:.0f}"),
        ("fit of the camera's look", median(lambda: look.look_for(path, small)), "–"),
        (
            "full base: unpack, demosaic, to Rec.2020",
            median(lambda: decode.base(path), 3),
            f"LibRaw {unpack + ahd:.0f}",
        ),
    ]
    print(f"\n### Opening a {small.full_size[0]}×{small.full_size[1]} RAW, ms\n")
    print("| work | ours | baseline |\n|---|---|---|")
    for name, ours, baseline in rows:
        print(f"| {name} | {ours:.0f} | {baseline} |")


def sliders(path: Path) -> None:
    """Re-rendering a preview while a slider moves. The floor is one matrix and one table on 16-bit pixels."""
    kinds = adjustments()
    base = decode.base(path, long_edge=EDGE)
    found, context, cache = look.look_for(path, base), Context(base.white), RenderCache()
    pixels = np.clip(base.frame.pixels * 65535, 0, 65535).astype(np.uint16)
    table = np.linspace(0, 255, 65536).astype(np.uint8)
    floor = median(lambda: cv2.LUT(cv2.transform(pixels, np.eye(3)), table), 21)
    settled = fold(kinds["contrast"](amount=20), kinds["vibrance"](amount=15), kinds["highlights"](amount=-30))
    count = iter(range(1, 10**6))

    def moving(key: str, name: str, *more: object) -> float:
        def once() -> None:
            step = kinds[key].from_values({name: next(count) % 80 / 20})
            edit = fold(*settled.steps, step, *more)
            render_levels(base, edit, context, np.uint8, look=found, cache=cache)

        return median(once, 21)

    def shown(key: str, name: str) -> float:
        """A slider with skin work, sharpening and the histogram, as Review has it."""
        found_scene = scene_of(path)
        with_faces = Context(base.white, scene=found_scene)
        steps = [kinds["skin_evenness"](amount=50), kinds["blemishes"](amount=80), kinds["shine"](amount=40)]

        def once() -> None:
            edit = fold(*settled.steps, *steps, kinds[key].from_values({name: next(count) % 80 / 20}), sharp)
            bins_of(render_levels(base, edit, with_faces, np.uint8, look=found, cache=cache))

        return median(once, 21)

    sharp = kinds["sharpening"].from_values({"amount": 40})
    print(
        f"\n### A slider at {base.frame.width}×{base.frame.height}, ms, with four COLOUR steps and the camera's look\n"
    )
    print("| what moves | ours | floor: matrix + table |\n|---|---|---|")
    print(f"| exposure | {moving('exposure', 'ev'):.1f} | {floor:.1f} |")
    print(f"| saturation | {moving('saturation', 'amount'):.1f} | {floor:.1f} |")
    print(f"| contrast | {moving('contrast', 'amount'):.1f} | {floor:.1f} |")
    print(f"| exposure, with skin, sharpening, histogram | {shown('exposure', 'ev'):.1f} | {floor:.1f} |")
    print(f"| saturation, with skin, sharpening, histogram | {shown('saturation', 'amount'):.1f} | {floor:.1f} |")
    print(f"| exposure, with sharpening | {moving('exposure', 'ev', sharp):.1f} | {floor:.1f} |")


def scene_of(path: Path) -> Scene:
    picture = decode.preview(path, EDGE)
    with FaceReader() as reader:
        return reader.read(picture.pixels, full_size=picture.full_size, white=picture.white, source="embedded")


def memory(path: Path, folder: Path) -> None:
    """Peak of one process that exports one photo, its face read and every spot of skin work done."""
    scene = json.dumps(scene_to_data(scene_of(path)))
    (folder / "scene.json").write_text(scene)
    edits = {"nothing": "{}"}
    for kind in adjustments().values():
        if kind.stage in (Stage.LOCAL, Stage.FINISH) and kind.key != "texture_floor":
            values = {name: p.low + 0.8 * (p.high - p.low) for name, p in kind.params().items()}
            edits[kind.key] = json.dumps({kind.key: values})
    together = {k: v for e in edits.values() for k, v in json.loads(e).items()}
    edits["all of them together"] = json.dumps(together)
    print("\n### Peak memory of exporting one photo, MiB\n\n| edit | ours |\n|---|---|")
    for name, edit in [("", "{}"), *edits.items()]:  # the first compiles, which takes memory of its own
        command = [sys.executable, "-c", MEASURE, str(path), str(folder / "one.jpg"), edit, str(folder / "scene.json")]
        out = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(folder))
        if name:
            print(f"| {name} | {out.stdout.strip()} |")


def starting(folder: Path) -> None:
    """From the start of the process to the first painted window, in a real X display, warm."""
    if not shutil.which("Xvfb"):
        return
    reading, writing = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24"], pass_fds=[writing])
    try:
        env = {**environment(folder), "DISPLAY": ":" + os.read(reading, 20).decode().strip(), "QT_QPA_PLATFORM": "xcb"}
        taken, baseline = [], []
        for _ in range(6):
            for script, times in ((FIRST_WINDOW, taken), (QT_ALONE, baseline)):
                command = [sys.executable, "-c", script, str(time.time())]
                out = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
                times.append(out.stdout.split())
    finally:
        display.terminate()
        display.wait()
    imported = " ".join(taken[-1][1:]) or "none of them"
    figures = [statistics.median(float(t[0]) for t in times[1:]) for times in (taken, baseline)]
    print("\n### Start to first window, ms\n\n| ours | Qt alone | mediapipe, numba, rawpy imported |\n|---|---|---|")
    print(f"| {figures[0] * 1000:.0f} | {figures[1] * 1000:.0f} | {imported} |")


def environment(folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {**os.environ, "RETOUCH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def exporting(files: list[Path], folder: Path) -> None:
    """Wall time of whole programs over the same files."""
    source = folder / "export"
    source.mkdir()
    for path in files:
        (source / path.name).symlink_to(path.resolve())
    settings = ["exposure.ev=0.3", "contrast.amount=20", "skin_evenness.amount=40", "sharpening.amount=40"]
    ours = [sys.executable, "-m", "retouch"]
    env = environment(folder)
    subprocess.run([*ours, "cull", str(source)], check=True, env=env, capture_output=True)
    command = [*ours, "export", str(source), "--to", str(folder / "ours"), "--which", "all", "--quality", "92"]
    for setting in settings:
        command += ["--set", setting]
    warm = [*ours, "export", str(source), "--to", str(folder / "warm"), "--which", "all", "--long-edge", "400"]
    subprocess.run(warm, check=True, env=env, capture_output=True)  # machine code is cached from the second run on
    rows = [("retouch", wall(command, env))]
    if shutil.which("darktable-cli"):
        out = folder / "darktable-out"
        out.mkdir()
        configuration = [
            "--out-ext",
            "jpg",
            "--core",
            "--configdir",
            str(folder / "darktable"),
            "--library",
            ":memory:",
        ]
        rows.append(("darktable-cli", wall(["darktable-cli", "--import", str(source), str(out), *configuration])))
    if shutil.which("rawtherapee-cli"):
        out = folder / "rawtherapee-out"
        out.mkdir()
        rows.append(
            ("rawtherapee-cli -d", wall(["rawtherapee-cli", "-o", str(out), "-d", "-j92", "-Y", "-c", str(source)]))
        )
    print(f"\n### Export of {len(files)} RAW files → JPEG, whole programs, seconds\n")
    print("| program | s | s per file | ours is |\n|---|---|---|---|")
    for name, seconds in rows:
        print(f"| {name} | {seconds:.1f} | {seconds / len(files):.2f} | {rows[0][1] / seconds:.2f} of it |")


def wall(command: list[str], env: dict[str, str] | None = None) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout[-500:], done.stderr[-500:], file=sys.stderr)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
