"""The built-in sample: a small RAW shoot, made on first use from two public-domain portraits.

Genuine Bayer files of a made-up camera: bursts with sub-second times, a blink, a soft frame, a wrong exposure, a wrong
white balance, a turned camera, a RAW+JPEG pair and a damaged file. The same on every machine, in a few seconds.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.develop import dng
from retouch.image.colour import srgb_to_linear
from retouch.model.errors import NotWritable, ResourceMissing
from retouch.model.event import Progress
from retouch.model.frame import AnyArray, Pixels
from retouch.model.photo import Capture
from retouch.model.resources import resource_path
from retouch.tasks.task import Steps, verb

VERSION = 1
"""Part of the folder's name: raise it when the frames change, and the sample is made anew."""
_BEGIN = datetime(2026, 5, 1, 10, 0, 0)
_WIDE = (1440, 1200)
"""The sensor in pixels, lying."""
_ASTRONAUT, _HOPPER = "astronaut.png", "grace_hopper.jpg"
_ZOOM: Mapping[str, float] = {_ASTRONAUT: 2.85, _HOPPER: 2.44}
"""Pixels of the frame per pixel of the picture: just enough to fill the frame with room to move."""
_INDOORS: dng.Triple = (1.12, 1.0, 0.86)
_PRINT = -0.45
"""The print of Hopper is lighter than skin is in good light, by this many EV."""
_LAMPS: dng.Triple = (1.22, 1.0, 0.80)


@dataclass(frozen=True, slots=True)
class _Shot:
    """One press of the shutter. ``move`` is the frame's shift in pixels and its zoom in per mille: hands are not still.

    ``white`` is the light that the camera was set to, where that is not the light that there was.
    """

    picture: str
    at: float  # seconds after the first
    move: tuple[float, float, float] = (0.0, 0.0, 0.0)
    ev: float = 0.0
    iso: int = 200
    light: dng.Triple = dng.DAYLIGHT
    white: dng.Triple | None = None
    orientation: int = 1
    blink: bool = False
    soft: bool = False
    jpeg: bool = False


_SHOTS = (
    # A burst of four at about four a second: the second blinks, the third is out of focus.
    _Shot(_ASTRONAUT, 0.00),
    _Shot(_ASTRONAUT, 0.24, (1.3, -0.6, 1.0), blink=True),
    _Shot(_ASTRONAUT, 0.49, (-0.7, 0.9, 2.0), soft=True),
    _Shot(_ASTRONAUT, 0.73, (2.1, 0.4, 1.5), jpeg=True),
    # A burst of three with the camera upright.
    _Shot(_HOPPER, 95.10, ev=_PRINT, iso=400, light=_INDOORS, orientation=6),
    _Shot(_HOPPER, 95.42, (1.6, 1.1, 1.0), ev=_PRINT, iso=400, light=_INDOORS, orientation=6),
    _Shot(_HOPPER, 95.77, (-1.2, 0.3, 2.0), ev=_PRINT, iso=400, light=_INDOORS, orientation=6),
    # Two that need help.
    _Shot(_ASTRONAUT, 240.0, (4.0, -3.0, 8.0), ev=-1.3, iso=800),
    _Shot(_ASTRONAUT, 420.0, (-5.0, 3.0, 9.0), ev=-0.35, light=_LAMPS, white=dng.DAYLIGHT),
    # A pair, sharp and right: nothing to do.
    _Shot(_ASTRONAUT, 600.00, (6.0, 4.0, 14.0)),
    _Shot(_ASTRONAUT, 600.31, (6.8, 3.1, 15.0)),
)


@verb
def sample_shoot(folder: Path) -> Steps[Path]:
    """Make the sample shoot inside ``folder`` unless it is there already, and return where it is.

    Raises ``NotWritable`` where it cannot be written and ``ResourceMissing`` where its pictures are gone.
    """
    to = folder / f"sample-{VERSION}"
    if to.is_dir():
        return to
    try:
        folder.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".sample-", dir=folder))
    except OSError as e:
        raise _unwritable(folder, e) from e
    try:
        for n, shot in enumerate(_SHOTS, 1):
            yield Progress("making the sample shoot", n - 1, len(_SHOTS), _name(n))
            _take(shot, n, making)
        _damage(making / _name(1), making / _name(len(_SHOTS) + 1))
        making.replace(to)
    except OSError as e:
        if not to.is_dir():  # else somebody else was quicker
            raise _unwritable(folder, e) from e
    finally:
        shutil.rmtree(making, ignore_errors=True)
    yield Progress("making the sample shoot", len(_SHOTS), len(_SHOTS))
    return to


def _unwritable(folder: Path, error: OSError) -> NotWritable:
    return NotWritable(
        f"the sample shoot cannot be written ({error.strerror})", folder, "Make room, or set RETOUCH_HOME."
    )


def _name(number: int) -> str:
    return f"IMG_{number:04d}.dng"


def _take(shot: _Shot, number: int, folder: Path) -> None:
    """Photograph one frame into a file."""
    upright = _frame(shot)
    lying = np.ascontiguousarray(np.rot90(upright)) if shot.orientation == 6 else upright
    camera = dng.sensor(srgb_to_linear(lying), ev=shot.ev, light=shot.light)
    white = dng.neutral(shot.light if shot.white is None else shot.white)
    preview = dng.in_camera(camera, white)
    capture = Capture(
        taken=_BEGIN + timedelta(seconds=shot.at),
        make="Retouch",
        model="Sample Camera",
        serial="0001",
        lens="85mm F1.8",
        iso=shot.iso,
        shutter=1 / 200,
        aperture=2.8,
        focal_length=85.0,
        bias=0.0,
        flash=False,
        orientation=shot.orientation,
        number=number,
    )
    path = folder / _name(number)
    dng.write(path, dng.mosaic(camera, iso=shot.iso, seed=number), capture, white, preview)
    if shot.jpeg:
        path.with_suffix(".JPG").write_bytes(dng.jpeg(preview))


def _damage(good: Path, to: Path) -> None:
    """Write a file as a failing card leaves it: right size and beginning, then nothing."""
    data = good.read_bytes()
    to.write_bytes(data[:64] + bytes(len(data) - 64))


def _frame(shot: _Shot) -> Pixels:
    """Return what the lens sees: upright display-encoded sRGB in 0..1 at the size of the sensor."""
    picture = _picture(shot.picture)
    size = _WIDE if shot.orientation == 1 else _WIDE[::-1]
    zoom = _ZOOM[shot.picture] * (1 + shot.move[2] / 1000)
    # The middle of the picture's width stays in the middle; its top stays at the top, where the heads are.
    place = np.array([[zoom, 0, size[0] / 2 - zoom * picture.shape[1] / 2 + shot.move[0]], [0, zoom, shot.move[1]]])
    seen: AnyArray = cv2.warpAffine(picture, place, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    if shot.blink:
        seen = _close_eyes(seen, _lids(picture.shape[1], picture.shape[0], place))
    # Enlarging softens: an unsharp mask brings back what a lens would give. Out of focus is a blur of eight pixels.
    blurred = cv2.GaussianBlur(seen, (0, 0), 1.6)
    seen = cv2.GaussianBlur(seen, (0, 0), 4.0) if shot.soft else cv2.addWeighted(seen, 1.8, blurred, -0.8, 0)
    return np.clip(seen, 0.0, 1.0).astype(np.float32)


@cache
def _picture(name: str) -> Pixels:
    path = resource_path(f"sample/{name}")
    bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise ResourceMissing("the picture of the sample is damaged", path, "Install retouch again.")
    return bgr[..., ::-1].astype(np.float32) / np.float32(255)


@dataclass(frozen=True, slots=True)
class _Lid:
    """The outlines of one eye in pixels of the frame, each N×2."""

    upper: NDArray[np.float64]
    lower: NDArray[np.float64]
    brow: NDArray[np.float64]


def _lids(width: int, height: int, place: NDArray[np.float64]) -> tuple[_Lid, _Lid]:
    """Return both eyes of the astronaut where ``place`` (2×3) puts them."""
    data = json.loads(resource_path("sample/astronaut_eyes.json").read_text())

    def line(eye: str, name: str) -> NDArray[np.float64]:
        points = np.asarray(data[eye][name], np.float64) * (width, height)
        return points @ place[:, :2].T + place[:, 2]

    right, left = (_Lid(line(eye, "upper"), line(eye, "lower"), line(eye, "brow")) for eye in ("right", "left"))
    return right, left


def _close_eyes(frame: AnyArray, lids: tuple[_Lid, _Lid]) -> AnyArray:
    """Close the eyelids by moving skin: made at twice the size, so that the new edge is as smooth as an old one."""
    height, width = frame.shape[:2]
    large = cv2.resize(frame, (2 * width, 2 * height), interpolation=cv2.INTER_LINEAR)
    columns, rows = np.meshgrid(np.arange(2 * width, dtype=np.float32), np.arange(2 * height, dtype=np.float32))
    stretched = np.zeros_like(rows)
    for lid in lids:
        _lower(rows, stretched, _Lid(*(2 * line + 0.5 for line in (lid.upper, lid.lower, lid.brow))))
    moved = cv2.remap(large, columns, rows, cv2.INTER_CUBIC)
    # Stretched skin shows streaks, and it lay in more light than a shut lid does.
    smooth = cv2.GaussianBlur(moved, (0, 0), 5.0) * np.float32(0.9)
    share = cv2.GaussianBlur(stretched, (0, 0), 1.5)[..., None]
    return cv2.resize(moved + (smooth - moved) * share, (width, height), interpolation=cv2.INTER_AREA)


def _lower(rows: AnyArray, stretched: AnyArray, lid: _Lid) -> None:
    """Shut one lid: write into ``rows`` the row that each pixel comes from, and into ``stretched`` how much it is lid.

    Under the brow smooth skin is stretched down to the lashes, the lashes keep their thickness and come to lie in a
    downward curve a little below the lower lid, and the cheek is pressed together below them.
    """
    first, last = lid.upper[0, 0], lid.upper[-1, 0]
    inside = slice(int(np.ceil(first)), int(np.floor(last)) + 1)
    across = np.arange(inside.start, inside.stop, dtype=np.float64)
    upper, lower = (np.polyval(np.polyfit(line[:, 0], line[:, 1], 4), across) for line in (lid.upper, lid.lower))
    brow = np.polyval(np.polyfit(lid.brow[:, 0], lid.brow[:, 1], 2), across)
    gap = np.maximum(lower - upper, 0.0)
    widest = float(gap.max())
    share = (across - first) / (last - first)
    arch = np.clip(4 * share * (1 - share), 0.0, 1.0)  # 0 in the corners, 1 in the middle
    lashes, shade, rim = (part * widest * np.sqrt(arch) for part in (0.3, 0.4, 0.45))
    meet = upper + 0.8 * gap + 0.5 * widest * arch
    cheek = lower + 2.0 * widest
    y = np.arange(rows.shape[0], dtype=np.float64)[:, None]
    down = (y - brow) / (meet - lashes - brow)  # 0 at the brow, 1 at the lashes
    skin = brow + down * (upper - lashes - shade - brow)
    below = lower + rim + (y - meet) * (cheek - lower - rim) / (cheek - meet)
    elsewhere = (y <= brow) | (y >= cheek)
    rows[:, inside] = np.select([elsewhere, down <= 1, y <= meet], [rows[:, inside], skin, upper + y - meet], below)
    stretched[:, inside] += np.where(elsewhere | (down > 1), 0.0, np.clip(2 * down - 0.4, 0.0, 1.0) * np.sqrt(arch))
