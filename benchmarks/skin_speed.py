"""How long skin work takes on one large face: at 24 MP as in an export, and at 2048 px as in a first preview.

    python -m benchmarks.skin_speed

A portrait of expression/ is cut to the head and enlarged, so that the face is half as wide as the picture. Medians of
wall time on an idle machine; texture is measured and held to its floor, as always. Then the preview again from its
cache, and after exposure and white balance have been moved, which must not touch skin.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from benchmarks.labelled import DATA
from benchmarks.skin import SKIN, proposal
from benchmarks.skin_flaws import DAYLIGHT, faces
from retouch.adjust.base import Context, Stage
from retouch.adjust.edit import Edit
from retouch.adjust.exposure import Exposure
from retouch.adjust.registry import adjustments
from retouch.adjust.white_balance import WhiteBalance
from retouch.develop.decode import Base
from retouch.develop.render import RenderCache, local
from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.colour import SRGB_TO_REC2020
from retouch.image.face_light import linear
from retouch.image.on_faces import face_crop
from retouch.image.skin_reading import skin_reading
from retouch.model.frame import Frame, Space
from retouch.model.numbers import Measured
from retouch.model.scene import Scene

PORTRAIT = DATA / "expression" / "142_neutral.jpg"
"""A man with five spots and dark circles: most is proposed for him."""


def portrait(long_edge: int) -> tuple[Frame, Scene]:
    """The head as a frame of this size, and its reading."""
    with FaceReader() as reader:
        (face,) = faces([PORTRAIT], reader)
    found = face_crop(face.skin.shape[0], face.skin.shape[1], face.scene.faces[0].landmarks, (0.42, 0.6, 0.75))
    assert found is not None
    part = found.of(face.picture)
    scale = long_edge / max(part.shape[:2])
    picture = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    at = np.asarray((found.points + 0.5) / np.array([part.shape[1], part.shape[0]]), np.float32)
    small = np.asarray(cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
    first = replace(face.scene.faces[0], landmarks=at, tells=Measured(skin_reading(small, at)))
    frame = Frame(np.asarray(linear(np.asarray(picture)) @ SRGB_TO_REC2020.T.astype(np.float32)), Space.SCENE)
    return frame, replace(face.scene, faces=(first,))


def everything() -> Edit:
    """Every adjustment of skin at full strength."""
    edit = Edit()
    for kind in adjustments().values():
        if kind.stage is Stage.LOCAL and kind.title in SKIN:
            edit = edit.with_step(kind(**{n: p.high for n, p in kind.params().items()}))
    return edit


def milliseconds(work: Callable[[], object], prepare: Callable[[], object] = lambda: None, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        prepare()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return 1000 * float(np.median(taken))


def row(what: str, value: float, wanted: str) -> None:
    print(f"{what:52}{value:9.0f} ms   {wanted}")


def export(given: Base, edit: Edit, context: Context, name: str) -> None:
    """As an export works: in place, on a frame that nobody needs any more."""
    spare = given.frame.pixels.copy()
    base = replace(given, frame=given.frame.with_pixels(spare))

    def again() -> None:
        spare.setflags(write=True)
        np.copyto(spare, given.frame.pixels)

    row(f"  {name}", milliseconds(lambda: local(base, edit, context, consume=True), again, 3), "<= 1000")


def preview(given: Base, edit: Edit, context: Context, name: str) -> None:
    row(f"  {name}, first", milliseconds(lambda: local(given, edit, context)), "<= 60")
    cache = RenderCache()
    local(given, edit, context, cache)
    row(f"  {name}, from the cache", milliseconds(lambda: local(given, edit, context, cache)), "")
    moved = edit.with_step(Exposure(ev=0.5)).with_step(WhiteBalance(temperature=5000))
    row("  exposure and white balance moved", milliseconds(lambda: local(given, moved, context, cache)), "")


def main() -> None:
    for long_edge, how in ((5600, export), (2048, preview)):
        frame, scene = portrait(long_edge)
        width = masks.face_width(masks.in_pixels(scene.faces[0].landmarks, frame.width, frame.height))
        print(f"{frame.width} x {frame.height}, face {width:.0f} px")
        given = Base(frame, DAYLIGHT, (frame.width, frame.height))
        for name, edit in (("proposed", proposal(scene)), ("everything at 100", everything())):
            how(given, edit, Context(DAYLIGHT, scene=scene), name)


if __name__ == "__main__":
    main()
