"""The one door to LibRaw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import rawpy
from numpy.typing import NDArray

from retouch.adjust.lens import Lens
from retouch.develop import embedded, opcodes, stills
from retouch.develop.decode import BROKEN, DAYLIGHT, Base, Matrix3, Picture, Stream
from retouch.image import colour, icc, quiet
from retouch.image.demosaic import Mosaic, demosaic, demosaic_rows, halve
from retouch.image.lens import Step, View, corrected, even_sensor
from retouch.image.orientation import FLIP_TO_EXIF, as_stored, upright, upright_size, written_upright
from retouch.image.resize import fit, fit_roughly
from retouch.image.rows import in_rows
from retouch.model.errors import PhotoUnreadable
from retouch.model.frame import AnyArray, Frame, Image8, Pixels, Space
from retouch.model.photo import WhitePoint

_FOREIGN = "If the camera is a new one, convert the file to DNG; if not, copy it from the card again."
_ENOUGH = 1000  # an embedded picture this large is enough to look at, whatever was asked for
_LEAST = 0.01  # bytes for each pixel: black frames of lossy DNG have more
_LARGEST = 2**30  # bytes read into memory to look for a picture inside a damaged file
_GREEN = (0, 1, 2, 1)  # LibRaw tells the two greens apart
_NOISY = 400  # ISO from which colour noise is taken away; below, it is not seen
_BAND = 128  # rows at a time
_CUT = 0.8  # a crop to less than this share of the sensor's sides is not believed


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


class _Window(NamedTuple):
    """The part of the visible sensor that makes the picture."""

    top: int
    left: int
    height: int
    width: int


class _Header(NamedTuple):
    """What is known before the pixels are decoded. ``size`` is the upright full size (width, height)."""

    window: _Window
    orientation: int
    size: tuple[int, int]
    camera: colour.Matrix | None
    gains: NDArray[np.float64]
    white: WhitePoint


def preview(path: Path, long_edge: int, *, exact: bool = True) -> Picture:
    """See ``decode.preview``. Raises ``PhotoUnreadable``, ``OSError``."""
    with _explained(path):
        try:
            return _preview(path, long_edge, exact)
        except (rawpy.LibRawError, rawpy.NotSupportedError) as error:
            found = _rescued(path, long_edge)
            if found is None:
                raise error
            return Picture(found[0], "embedded", found[1], DAYLIGHT)


def base(path: Path, long_edge: int | None, lens: Lens) -> Base:
    """See ``decode.base``. Raises ``PhotoUnreadable``, ``OSError``."""
    with _explained(path), _opened(path) as raw:
        header = _header(raw)
        half = long_edge is not None and max(header.size) >= 2 * long_edge
        pixels = _develop(raw, header, path, half=half)
        steps = _lens_steps(raw, path)
        pixels = fit(_lens_corrected(pixels, raw, header, steps, lens), long_edge)
        iso = _iso(raw)
    scale = min(max(pixels.shape[:2]) / max(header.size), 1.0)
    frame, camera = Frame(pixels, Space.SCENE, scale), _rows(header.camera)
    return Base(frame, header.white, header.size, camera, iso, corrects_lens=bool(steps))


@contextmanager
def stream(path: Path) -> Iterator[Stream | None]:
    """Yield a RAW file as a stream of rows, or ``None`` where its sensor is not an ordinary one."""
    with _explained(path), _opened(path) as raw:
        header = _header(raw)
        mosaic = None if opcodes.read(path).lens else _loaded(raw, header, path)
        if mosaic is None:
            yield None
            return
        iso = _iso(raw)
        pixels, rows = _half_and_rows(mosaic, header, iso)
        scale = max(pixels.shape[:2]) / max(header.size)
        half = Base(Frame(pixels, Space.SCENE, scale), header.white, header.size, _rows(header.camera), iso)
        height, width = mosaic.window[2], mosaic.window[3]
        yield Stream(half, height, width, header.orientation, rows)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn LibRaw's errors into one that says what to do."""
    try:
        yield
    except rawpy.LibRawFileUnsupportedError as error:
        raise PhotoUnreadable("not a RAW file, or of a camera that is not supported", path, _FOREIGN) from error
    except rawpy.LibRawIOError as error:
        raise PhotoUnreadable("the file ends too early or is damaged", path, BROKEN) from error
    except rawpy.LibRawError as error:
        raise PhotoUnreadable("the RAW data is damaged or of an unknown kind", path, BROKEN) from error
    except rawpy.NotSupportedError as error:
        raise PhotoUnreadable("this kind of RAW file is not supported", path, _FOREIGN) from error


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


# --- What the file says --------------------------------------------------------------------------------------------


def _header(raw: _Raw) -> _Header:
    s = raw.sizes
    window, orientation = _window(raw), FLIP_TO_EXIF.get(s.flip, 1)
    width, height = window.width, window.height
    if s.pixel_aspect > 1.005:  # pixels that are not square: LibRaw stretches them
        width = round(width * s.pixel_aspect)
    elif 0 < s.pixel_aspect < 0.995:
        height = round(height / s.pixel_aspect)
    camera, gains = _camera(raw), _gains(raw)
    size = upright_size(width, height, orientation)
    return _Header(window, orientation, size, camera, gains, _white(camera, gains))


def _window(raw: _Raw) -> _Window:
    """The crop that the camera asks for, as far as it makes sense."""
    s = raw.sizes
    top, left = s.crop_top_margin - s.top_margin, s.crop_left_margin - s.left_margin
    fits = top >= 0 and left >= 0 and top + s.crop_height <= s.height and left + s.crop_width <= s.width
    if fits and s.crop_height >= _CUT * s.height and s.crop_width >= _CUT * s.width and s.pixel_aspect == 1:
        return _Window(top, left, s.crop_height, s.crop_width)
    return _Window(0, 0, s.height, s.width)


def _camera(raw: _Raw) -> colour.Matrix | None:
    """XYZ (D65) → raw RGB, from the file's own matrix first, then LibRaw's table; ``None`` where neither is known."""
    to_srgb = np.array(raw.color_matrix[:, :3], dtype=np.float64)
    daylight = np.array(raw.daylight_whitebalance[:3], dtype=np.float64)
    table = np.array(raw.rgb_xyz_matrix[:3], dtype=np.float64)
    if to_srgb[0, 0] > 0.125 and (daylight > 0).all():  # LibRaw's own test for a matrix that is there
        with np.errstate(all="ignore"):
            camera = (np.linalg.pinv(to_srgb) / daylight[:, None]) @ np.linalg.inv(colour.rgb_to_xyz(Space.SRGB))
    elif table.any():
        camera = table
    else:
        return None
    usable = np.isfinite(camera).all() and abs(np.linalg.det(camera)) > 1e-6
    return np.asarray(camera) if usable else None


def _rows(camera: colour.Matrix | None) -> Matrix3 | None:
    return None if camera is None else tuple((float(r[0]), float(r[1]), float(r[2])) for r in camera)


def _gains(raw: _Raw) -> NDArray[np.float64]:
    """As-shot multipliers of red, green, blue, the smallest 1; the camera's daylight where none were recorded."""
    for source in (raw.camera_whitebalance, raw.daylight_whitebalance):
        rgb = np.array(source[:3], dtype=np.float64)
        if np.isfinite(rgb).all() and (rgb > 0).all():
            return np.asarray(rgb / rgb.min())
    return np.ones(3)


def _white(camera: colour.Matrix | None, gains: NDArray[np.float64]) -> WhitePoint:
    if camera is None:
        return DAYLIGHT
    xyz = np.linalg.solve(camera, 1 / gains)
    if not (np.isfinite(xyz).all() and xyz[1] > 0):
        return DAYLIGHT
    x, y = colour.xyz_to_xy(xyz)
    return colour.xy_to_white((x, y)) if 0 < x < 1 and 0 < y < 1 else DAYLIGHT


# --- A picture to look at ------------------------------------------------------------------------------------------


def _preview(path: Path, long_edge: int, exact: bool) -> Picture:
    with _opened(path) as raw:
        header = _header(raw)
        pixels = _embedded(raw, header, path, long_edge, exact)
        if pixels is not None and max(pixels.shape[:2]) >= min(long_edge, _ENOUGH, max(header.size)):
            return Picture(pixels, "embedded", header.size, header.white, _rows(header.camera))
        try:
            linear = _develop(raw, header, path, half=max(header.size) >= 2 * min(long_edge, _ENOUGH))
            linear = _lens_corrected(linear, raw, header, _lens_steps(raw, path), Lens())
        except (rawpy.LibRawError, PhotoUnreadable):
            # Whatever picture the file holds is better than none, and the largest is best.
            found = _rescued(path, long_edge)
            if found is not None and (pixels is None or found[0].size > pixels.size):
                pixels = found[0]
            if pixels is None:
                raise
            return Picture(pixels, "embedded", header.size, header.white, _rows(header.camera))
    shown = fit(linear, long_edge) @ colour.REC2020_TO_SRGB.T.astype(np.float32)
    encoded = colour.linear_to_srgb(np.clip(shown, 0, 1))
    return Picture(
        np.rint(encoded * 255).astype(np.uint8), "developed", header.size, header.white, _rows(header.camera)
    )


def _embedded(raw: _Raw, header: _Header, path: Path, long_edge: int, exact: bool) -> Image8 | None:
    """The camera's own picture, upright, or ``None`` where there is none that decodes."""
    try:
        data = raw.extract_thumb().data
    except (rawpy.LibRawError, rawpy.NotSupportedError):
        return None
    if not isinstance(data, bytes):
        pixels, own, profile = np.asarray(data), None, None
        if pixels.ndim != 3 or pixels.dtype != np.uint8:
            return None
    else:
        decoded = stills.decode_jpeg(data, long_edge)
        if decoded is None:
            return None
        pixels, own, profile = decoded, embedded.jpeg_orientation(data), stills.jpeg_profile(data)
        if profile is None and embedded.jpeg_is_adobe_rgb(data) is None and _says_adobe_rgb(path):
            profile = icc.adobe_rgb()
    small = fit_roughly(upright(pixels, _turn(pixels, own, header)), long_edge, exact=exact)
    return small if profile is None else stills.to_srgb(small, profile)


def _says_adobe_rgb(path: Path) -> bool:
    """Whether the RAW file says of its pictures, which say nothing themselves, that they are in Adobe RGB."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return bool(embedded.tiff_is_adobe_rgb(data))


def _turn(pixels: Image8, own: int | None, header: _Header) -> int:
    """The orientation that makes an embedded picture stand like the photo.

    Cameras disagree: some write the tag into the embedded JPEG, some turn its pixels, some do neither. The first of
    these that gives the photo's shape is right.
    """
    wide = header.size[0] >= header.size[1]
    for orientation in (own, header.orientation, 1):
        if orientation is not None:
            width, height = upright_size(pixels.shape[1], pixels.shape[0], orientation)
            if (width >= height) == wide:
                return orientation
    return own or header.orientation


def _rescued(path: Path, long_edge: int) -> tuple[Image8, tuple[int, int]] | None:
    """The largest JPEG inside a file that LibRaw cannot decode, upright, and its size before any reduction."""
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    jpeg = embedded.largest_jpeg(data)
    pixels = None if jpeg is None else stills.decode_jpeg(jpeg, long_edge)
    size = None if jpeg is None else embedded.jpeg_size(jpeg)
    if jpeg is None or pixels is None or size is None:
        return None
    orientation = embedded.jpeg_orientation(jpeg) or embedded.tiff_orientation(data) or 1
    return fit(upright(pixels, orientation), long_edge), upright_size(*size, orientation)


# --- Scene-linear pixels -------------------------------------------------------------------------------------------


def _develop(raw: _Raw, header: _Header, path: Path, *, half: bool) -> Pixels:
    """Decode to upright linear Rec.2020, where 1.0 is the level at which the first balanced channel saturates."""
    mosaic = _loaded(raw, header, path)
    if mosaic is None:
        return _by_libraw(raw, header, path, half=half)
    if not half and _iso(raw) < _NOISY:
        return demosaic(mosaic, _to_rec2020(header), header.orientation)
    small, rows = _half_and_rows(mosaic, header, _iso(raw))
    if half:
        return small
    (width, height), stored = header.size, (mosaic.window[2], mosaic.window[3])
    out: Pixels = np.empty((height, width, 3), np.float32)
    as_written = written_upright(out, stored, header.orientation)

    def work(first: int, last: int) -> None:
        as_written[first:last] = rows(first, last)

    in_rows(stored[0], work, _BAND)
    return out


def _lens_steps(raw: _Raw, path: Path) -> tuple[Step, ...]:
    """What the file says of its lens; of linear pixels, what it says of the sensor as well.

    Only once its pixels are decoded: before, LibRaw does not know their type.
    """
    found = opcodes.read(path)
    whole = tuple(s for s in found.sensor if s.pitch == (1, 1))
    return found.lens if raw.raw_type == rawpy.RawType.Flat else whole + found.lens


def _lens_corrected(pixels: Pixels, raw: _Raw, header: _Header, steps: tuple[Step, ...], lens: Lens) -> Pixels:
    """Undo what the lens did, as far as the file says what that is: in the camera's colours, as is meant."""
    if not steps:
        return pixels
    stored = as_stored(pixels, header.orientation)
    scale = stored.shape[1] / header.window.width
    across, down = raw.sizes.width * scale, raw.sizes.height * scale
    view = View(header.window.left * scale, header.window.top * scale, across, down, scale)
    matrix = _to_rec2020(header)
    camera = np.asarray(cv2.transform(stored, np.linalg.inv(matrix).astype(np.float32)), np.float32)
    done = corrected(camera, steps, view, lens.distortion / 100, lens.vignetting / 100)
    return upright(np.asarray(cv2.transform(done, matrix.astype(np.float32)), np.float32), header.orientation)


def _even_sensor(raw: _Raw, path: Path) -> None:
    """Do what the file asks for with the sensor's values, before anything is made of them."""
    pattern, maps = raw.raw_pattern, opcodes.read(path).sensor
    if not maps or raw.raw_type != rawpy.RawType.Flat or pattern is None or raw.raw_image.dtype != np.uint16:
        return
    s, levels = raw.sizes, np.array(raw.black_level_per_channel, np.float32)
    active = raw.raw_image[s.top_margin : s.top_margin + s.height, s.left_margin : s.left_margin + s.width]
    for step in maps:
        even_sensor(active, step, levels[pattern], float(raw.white_level))


def _iso(raw: _Raw) -> int:
    return int(raw.other.iso_speed)


def _half_and_rows(mosaic: Mosaic, header: _Header, iso: int) -> tuple[Pixels, Callable[[int, int], Pixels]]:
    """The upright picture at half size and a function for full-size rows as stored, both without colour noise."""
    matrix = _to_rec2020(header)
    half = halve(mosaic, matrix, header.orientation)
    rows: Callable[[int, int], Pixels] = partial(demosaic_rows, mosaic, matrix)
    if iso < _NOISY:
        return half, rows
    _, noise = quiet.variances(iso, mosaic.gains, matrix)
    change = as_stored(quiet.calm_half(half, noise), header.orientation)
    return half, partial(quiet.calm_rows, rows, mosaic.window[2], change, noise)


def _to_rec2020(header: _Header) -> colour.Matrix:
    return colour.SRGB_TO_REC2020 if header.camera is None else colour.camera_to_rec2020(header.camera)


def _loaded(raw: _Raw, header: _Header, path: Path) -> Mosaic | None:
    """Decode the pixels. Return the mosaic if the sensor is an ordinary one; refuse what is no picture."""
    raw.load()
    s = raw.sizes
    if path.stat().st_size < _LEAST * s.width * s.height:  # far smaller than any way to compress so many pixels
        raise PhotoUnreadable("the file holds no picture: its RAW data is missing", path, BROKEN)
    mosaic = _mosaic(raw, header)
    if mosaic is not None:
        top, left, height, width = mosaic.window
        green = left + mosaic.colours.index(1)
        refuse_garbage(mosaic.values[top : top + height : 2, green : left + width : 2], mosaic.white, path)
    _even_sensor(raw, path)
    return mosaic


def _mosaic(raw: _Raw, header: _Header) -> Mosaic | None:
    """The mosaic of an ordinary Bayer sensor; ``None`` for all others, which LibRaw converts."""
    s, pattern = raw.sizes, raw.raw_pattern
    if pattern is None:
        return None
    ordinary = (
        raw.raw_type == rawpy.RawType.Flat
        and pattern.shape == (2, 2)
        and raw.num_colors == 3
        and raw.color_desc == b"RGBG"
        and s.pixel_aspect == 1
        and (s.iwidth, s.iheight) == (s.width, s.height)  # not so on sensors that are turned by 45°
        and raw.raw_image.dtype == np.uint16
    )
    if not ordinary:
        return None
    top, left = header.window.top, header.window.left
    a, b, c, d = (int(pattern[(top + y) % 2, (left + x) % 2]) for y in (0, 1) for x in (0, 1))
    black = [float(level) for level in raw.black_level_per_channel]
    window = (s.top_margin + top, s.left_margin + left, header.window.height, header.window.width)
    try:
        return Mosaic(
            values=raw.raw_image,
            window=window,
            colours=(_GREEN[a], _GREEN[b], _GREEN[c], _GREEN[d]),
            black=(black[a], black[b], black[c], black[d]),
            white=float(raw.white_level),
            gains=(float(header.gains[0]), float(header.gains[1]), float(header.gains[2])),
        )
    except ValueError:
        return None


def _by_libraw(raw: _Raw, header: _Header, path: Path, *, half: bool) -> Pixels:
    """Let LibRaw demosaic what is not a Bayer sensor (X-Trans, Foveon, linear DNG, turned or stretched pixels)."""
    gains = header.gains
    levels = raw.postprocess(
        half_size=half,
        user_wb=[*gains, gains[1]],
        output_color=rawpy.ColorSpace.raw,
        output_bps=16,
        gamma=(1, 1),
        no_auto_bright=True,
        adjust_maximum_thr=0,  # the level of white must not depend on what is in the picture
        highlight_mode=rawpy.HighlightMode.Clip,
        user_flip=0,
    )
    refuse_garbage(levels[..., 1], 65535, path)
    window, divisor = header.window, 2 if half and raw.raw_type == rawpy.RawType.Flat else 1
    if levels.shape[:2] == (raw.sizes.height, raw.sizes.width) and divisor == 1:
        levels = levels[window.top : window.top + window.height, window.left : window.left + window.width]
    linear = cv2.transform(levels.astype(np.float32), (_to_rec2020(header) / 65535).astype(np.float32))
    aspect = raw.sizes.pixel_aspect
    if abs(aspect - 1) > 0.005:  # make pixels square, as in the size that the header promises
        width, height = upright_size(*header.size, header.orientation)
        linear = cv2.resize(linear, (width // divisor, height // divisor), interpolation=cv2.INTER_LINEAR)
    return upright(np.asarray(linear, dtype=np.float32), header.orientation)


def refuse_garbage(levels: AnyArray, white: float, path: Path) -> None:
    """Raise where LibRaw gave back something that is no picture without saying so. ``levels`` are H×W of one colour.

    One value nearly everywhere is no photograph: missing data decodes to unset memory. Nor is bright noise without any
    shape, whose coarse averages do not vary as those of a picture do; a capped lens is dark noise, and allowed.
    """
    thinned = levels[:: max(1, levels.shape[0] // 1000)].astype(np.float32) / np.float32(max(white, 1))
    if np.count_nonzero(thinned == np.median(thinned)) > 0.98 * thinned.size:
        raise PhotoUnreadable("the file holds no picture: its RAW data is missing", path, BROKEN)
    spread, side = float(thinned.std()), 16
    height, width = (n // side for n in thinned.shape)
    if spread > 0.1 and height > 4 and width > 4:
        coarse = thinned[: height * side, : width * side].reshape(height, side, width, side).mean(axis=(1, 3))
        if float(coarse.std()) < 2 * spread / side:
            raise PhotoUnreadable("the RAW data decodes to noise", path, BROKEN)
