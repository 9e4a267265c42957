"""The one door to LibRaw: a photo's picture to look at (``preview``) and its scene-linear pixels (``base``).

Both are upright exactly once, never open the original for writing, and fail only with a ``RetouchError``. They are
thread-safe: nothing is shared, and LibRaw runs without the GIL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import rawpy
from numpy.typing import NDArray

from retouch.develop import embedded, stills
from retouch.image import colour
from retouch.image.orientation import FLIP_TO_EXIF, upright, upright_size
from retouch.image.resize import fit
from retouch.model.errors import PhotoUnreadable, RetouchError, ShootGone
from retouch.model.frame import AnyArray, Frame, Image8, Pixels, Space
from retouch.model.photo import WhitePoint

_RAW = """3fr arw bay cap cr2 cr3 crw cs1 dc2 dcr dcs dng drf eip erf fff gpr iiq k25 kc2 kdc mdc mef mfw mos mrw nef
nrw orf ori pef ptx pxn qtk r3d raf raw rw2 rwl rwz sr2 srf srw sti x3f"""
RAW_SUFFIXES: Final = frozenset("." + suffix for suffix in _RAW.split())
PICTURE_SUFFIXES: Final = frozenset((".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".png"))

DAYLIGHT: Final = colour.xy_to_white(colour.D65_XY)
_ENOUGH = 1000  # an embedded picture this large is enough to look at, whatever was asked for
_LEAST = 0.01  # bytes for each pixel: black frames of lossy DNG have more
_LARGEST = 2**30  # bytes read into memory to look for a picture inside a damaged file
_BROKEN = "Copy it from the card again, or open the copy that your backup holds."
_FOREIGN = "If the camera is a new one, convert the file to DNG; if not, copy it from the card again."

Matrix3 = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture to look at: upright H×W×3 sRGB, where it is from, the upright full size, and the as-shot white."""

    pixels: Image8
    source: str
    """``embedded`` (the camera's own), ``developed`` (ours, plain) or ``file`` (the photo is a picture)."""
    full_size: tuple[int, int]
    white: WhitePoint


@dataclass(frozen=True, eq=False)
class Base:
    """Scene-linear upright pixels, balanced for the as-shot white; ``full_size`` is (width, height) at full size.

    ``camera`` is XYZ (D65) → raw camera RGB where the file has one: with it another white balance is exact.
    """

    frame: Frame
    white: WhitePoint
    full_size: tuple[int, int]
    camera: Matrix3 | None = None
    iso: int = 0


def is_raw(path: Path) -> bool:
    """Whether the name says that this is a RAW file."""
    return path.suffix.lower() in RAW_SUFFIXES


def preview(path: Path, long_edge: int) -> Picture:
    """Return a picture to look at, at most ``long_edge`` pixels long (a smaller one is not enlarged).

    Of a RAW file the embedded picture, or a half-size development where there is none of useful size. A file that
    LibRaw cannot open still gives the largest JPEG inside it. Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    with _mapped(path):
        if not is_raw(path):
            return _still_preview(path, long_edge)
        try:
            return _raw_preview(path, long_edge)
        except rawpy.LibRawError as error:
            return _rescued(path, long_edge, error)


def base(path: Path, *, long_edge: int | None = None) -> Base:
    """Return scene-linear pixels: full size, or reduced to at most ``long_edge`` (then decoded at half size if enough).

    JPEG, TIFF and PNG files are linearised by their profile. Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    with _mapped(path):
        return _raw_base(path, long_edge) if is_raw(path) else _still_base(path, long_edge)


def thumbnail_jpeg(pixels: Image8, edge: int) -> bytes:
    """Return H×W×3 sRGB as a JPEG of at most ``edge`` pixels, for the thumbnail cache."""
    small = cv2.cvtColor(fit(pixels, edge), cv2.COLOR_RGB2BGR)
    ok, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])
    if not ok:
        raise ValueError(f"cannot encode {small.shape} as JPEG")
    return bytes(data)


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
    """Turn what the file system and the decoders raise into errors a photographer can act on."""
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        yield
    except RetouchError:
        raise
    except FileNotFoundError as error:
        raise ShootGone(
            "the file is not there any more", path, "Insert the card or connect the drive again."
        ) from error
    except PermissionError as error:
        raise PhotoUnreadable("the file may not be read", path, "Change its permissions.") from error
    except rawpy.LibRawError as error:
        raise PhotoUnreadable(*_explained(error, path)) from error
    except rawpy.NotSupportedError as error:
        raise PhotoUnreadable("this kind of RAW file is not supported", path, _FOREIGN) from error
    except MemoryError as error:
        raise PhotoUnreadable("the picture does not fit into memory", path, "Close other programs.") from error
    except OSError as error:
        what = f"reading failed ({error.strerror or error})"
        raise PhotoUnreadable(what, path, "Check the card or the drive.") from error
    except (cv2.error, ValueError) as error:
        raise PhotoUnreadable("the file is damaged", path, _BROKEN) from error


def _explained(error: Exception, path: Path) -> tuple[str, Path, str]:
    if isinstance(error, rawpy.LibRawFileUnsupportedError):
        return "not a RAW file, or of a camera that is not supported", path, _FOREIGN
    if isinstance(error, rawpy.LibRawIOError):
        return "the file ends too early or is damaged", path, _BROKEN
    return "the RAW data is damaged or of an unknown kind", path, _BROKEN


# --- RAW ---------------------------------------------------------------------------------------------------------


class _Raw(rawpy.RawPy):
    """A file whose header can be read without decoding its pixels.

    rawpy unpacks the pixels (0.4 s at 24 MP) before it hands out the first white balance or matrix, although LibRaw
    knows them as soon as the file is open. It does so through this method, so pixels are unpacked only by ``load``.
    """

    def unpack(self) -> None:
        """Do nothing; see ``load``."""

    def load(self) -> None:
        """Decode the pixels."""
        super().unpack()


@contextmanager
def _opened(path: Path) -> Iterator[_Raw]:
    raw = _Raw()
    try:
        try:
            raw.open_file(str(path))
        except UnicodeEncodeError:  # a name that is not text: give LibRaw the bytes of the file instead
            with path.open("rb") as file:
                raw.open_buffer(file)
        yield raw
    finally:
        raw.close()


def _orientation(raw: _Raw) -> int:
    return FLIP_TO_EXIF.get(raw.sizes.flip, 1)


def _full_size(raw: _Raw) -> tuple[int, int]:
    """Upright size of a development, pixels made square as LibRaw does."""
    s = raw.sizes
    width, height = s.width, s.height
    if s.pixel_aspect > 1.005:
        width = round(width * s.pixel_aspect)
    elif 0 < s.pixel_aspect < 0.995:
        height = round(height / s.pixel_aspect)
    return upright_size(width, height, _orientation(raw))


def _camera(raw: _Raw) -> colour.Matrix | None:
    """XYZ (D65) → raw RGB, from the file's own matrix first, then LibRaw's table; ``None`` where neither is known."""
    to_srgb = np.array(raw.color_matrix[:, :3], dtype=np.float64)
    daylight = np.array(raw.daylight_whitebalance[:3], dtype=np.float64)
    table = np.array(raw.rgb_xyz_matrix[:3], dtype=np.float64)
    if to_srgb[0, 0] > 0.125 and (daylight > 0).all():
        with np.errstate(all="ignore"):
            camera = (np.linalg.inv(to_srgb) / daylight[:, None]) @ np.linalg.inv(colour.rgb_to_xyz(Space.SRGB))
    elif table.any():
        camera = table
    else:
        return None
    usable = np.isfinite(camera).all() and abs(np.linalg.det(camera)) > 1e-6
    return np.asarray(camera) if usable else None


def _multipliers(raw: _Raw) -> NDArray[np.float64]:
    """As-shot multipliers of red, green, blue, the smallest 1; the camera's daylight where none were recorded."""
    for source in (raw.camera_whitebalance, raw.daylight_whitebalance):
        rgb = np.array(source[:3], dtype=np.float64)
        if np.isfinite(rgb).all() and (rgb > 0).all():
            return np.asarray(rgb / rgb.min())
    return np.ones(3)


def _white(camera: colour.Matrix | None, multipliers: NDArray[np.float64]) -> WhitePoint:
    if camera is None:
        return DAYLIGHT
    xyz = np.linalg.solve(camera, 1 / multipliers)
    x, y = colour.xyz_to_xy(xyz)
    return colour.xy_to_white((x, y)) if xyz[1] > 0 and 0 < x < 1 and 0 < y < 1 else DAYLIGHT


def _raw_preview(path: Path, long_edge: int) -> Picture:
    with _opened(path) as raw:
        size = _full_size(raw)
        white = _white(_camera(raw), _multipliers(raw))
        pixels = _embedded(raw, size, long_edge)
        if pixels is not None and max(pixels.shape[:2]) >= min(long_edge, _ENOUGH, max(size)):
            return Picture(pixels, "embedded", size, white)
        try:
            developed = _develop(raw, path, half=max(size) >= 2 * long_edge or max(size) > 2 * _ENOUGH)
        except (rawpy.LibRawError, PhotoUnreadable):
            if pixels is None:
                raise
            return Picture(pixels, "embedded", size, white)
    linear = fit(developed, long_edge) @ colour.REC2020_TO_SRGB.T.astype(np.float32)
    encoded = colour.linear_to_srgb(np.clip(linear, 0, 1))
    return Picture(np.rint(encoded * 255).astype(np.uint8), "developed", size, white)


def _embedded(raw: _Raw, size: tuple[int, int], long_edge: int) -> Image8 | None:
    """The camera's own picture, upright, or ``None`` where there is none that decodes."""
    try:
        thumb = raw.extract_thumb()
    except (rawpy.LibRawError, rawpy.NotSupportedError):
        return None
    data = thumb.data
    if not isinstance(data, bytes):
        pixels = np.asarray(data)
        if pixels.ndim != 3 or pixels.dtype != np.uint8:
            return None
        return fit(upright(pixels, _turn(pixels, None, _orientation(raw), size)), long_edge)
    pixels_or_none = stills.decode_jpeg(data, long_edge)
    if pixels_or_none is None:
        return None
    own = embedded.jpeg_orientation(data)
    return fit(upright(pixels_or_none, _turn(pixels_or_none, own, _orientation(raw), size)), long_edge)


def _turn(pixels: Image8, own: int | None, flip: int, size: tuple[int, int]) -> int:
    """The orientation that makes an embedded picture stand like the photo.

    Cameras disagree: some write the tag into the embedded JPEG, some turn its pixels, some do neither. The first of
    these that gives the photo's shape is right.
    """
    wide = size[0] >= size[1]
    for orientation in (own, flip, 1):
        if orientation is not None:
            width, height = upright_size(pixels.shape[1], pixels.shape[0], orientation)
            if (width >= height) == wide:
                return orientation
    return own or flip


def _rescued(path: Path, long_edge: int, error: Exception) -> Picture:
    """The largest JPEG inside a file that LibRaw cannot open or decode."""
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    jpeg = embedded.largest_jpeg(data)
    pixels = None if jpeg is None else stills.decode_jpeg(jpeg, long_edge)
    size = None if jpeg is None else embedded.jpeg_size(jpeg)
    if jpeg is None or pixels is None or size is None:
        raise error
    orientation = embedded.jpeg_orientation(jpeg) or embedded.tiff_orientation(data) or 1
    return Picture(fit(upright(pixels, orientation), long_edge), "embedded", upright_size(*size, orientation), DAYLIGHT)


def _raw_base(path: Path, long_edge: int | None) -> Base:
    with _opened(path) as raw:
        size = _full_size(raw)
        camera = _camera(raw)
        white = _white(camera, _multipliers(raw))
        iso = int(raw.other.iso_speed)
        pixels = fit(_develop(raw, path, half=long_edge is not None and max(size) >= 2 * long_edge), long_edge)
    scale = max(pixels.shape[:2]) / max(size)
    rows: Matrix3 | None = None if camera is None else tuple((float(r[0]), float(r[1]), float(r[2])) for r in camera)
    return Base(Frame(pixels, Space.SCENE, min(scale, 1.0)), white, size, rows, iso)


def _develop(raw: _Raw, path: Path, *, half: bool) -> Pixels:
    """Demosaic and convert to upright linear Rec.2020, 1.0 where the first channel saturates."""
    multipliers = _multipliers(raw)
    camera = _camera(raw)
    raw.load()
    levels = raw.postprocess(
        half_size=half,
        user_wb=[*multipliers, multipliers[1]],
        output_color=rawpy.ColorSpace.raw,
        output_bps=16,
        gamma=(1, 1),
        no_auto_bright=True,
        highlight_mode=rawpy.HighlightMode.Clip,
    )
    _refuse_garbage(levels, path)
    to_rec2020 = colour.SRGB_TO_REC2020 if camera is None else colour.camera_to_rec2020(camera)
    return np.asarray(cv2.transform(levels.astype(np.float32), (to_rec2020 / 65535).astype(np.float32)))


def _refuse_garbage(levels: AnyArray, path: Path) -> None:
    """Raise where LibRaw gave back something that is no picture without saying so.

    A pruned file decodes to unset memory; it is far smaller than any way to compress so many pixels. One value nearly
    everywhere is no photograph. Nor is bright noise without any shape, whose coarse averages do not vary as those of a
    picture do; a capped lens is dark noise, and allowed.
    """
    green = levels[..., 1].astype(np.float32)
    spread = float(green.std()) / 65535
    same = np.count_nonzero(green == np.median(green)) > 0.98 * green.size
    if same or path.stat().st_size < _LEAST * green.size:
        raise PhotoUnreadable("the file holds no picture: its RAW data is missing", path, _BROKEN)
    side = 16
    height, width = (n // side for n in green.shape)
    if spread > 0.1 and height > 8 and width > 8:
        coarse = green[: height * side, : width * side].reshape(height, side, width, side).mean(axis=(1, 3))
        if float(coarse.std()) / 65535 < 2 * spread / side:
            raise PhotoUnreadable("the RAW data decodes to noise", path, _BROKEN)


# --- JPEG, TIFF, PNG -----------------------------------------------------------------------------------------------


def _still_preview(path: Path, long_edge: int) -> Picture:
    still = stills.read(path, long_edge)
    return Picture(stills.srgb(still, long_edge), "file", still.full_size, DAYLIGHT)


def _still_base(path: Path, long_edge: int | None) -> Base:
    still = stills.read(path, long_edge)
    pixels = fit(stills.linear(still), long_edge)
    scale = max(pixels.shape[:2]) / max(still.full_size)
    return Base(Frame(pixels, Space.SCENE, min(scale, 1.0)), DAYLIGHT, still.full_size)
