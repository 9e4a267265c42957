"""A small camera: writes genuine Bayer DNG files for the built-in sample and for tests.

``sensor`` exposes a picture, ``mosaic`` reads it out with noise, ``in_camera`` makes the JPEG that the camera would
show, ``write`` puts all of it into a file. Written from the Adobe DNG Specification 1.4, TIFF 6.0, TIFF/EP and EXIF
2.3: IFD0 holds the JPEG preview and the colour tags, its SubIFD the 14-bit RGGB mosaic in 16-bit words, uncompressed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.image.colour import linear_to_srgb
from retouch.model.frame import Image8, Pixels
from retouch.model.photo import Capture

Mosaic = NDArray[np.uint16]
"""H×W uint16, RGGB, ``BLACK``..``WHITE``."""
Triple: TypeAlias = tuple[float, float, float]
"""Red, green, blue."""

BLACK = 512
WHITE = 16383

FULL_WELL = 60_000.0
"""Electrons that fill a pixel at ISO 100, and the read noise in electrons: a full-frame sensor of about 2010."""
READ_NOISE = 3.0

XYZ_TO_CAMERA = np.array([[0.4716, 0.0603, -0.0830], [-0.7798, 1.5474, 0.2480], [-0.1496, 0.1937, 0.6651]])
"""ColorMatrix1 for D65: the figures that Adobe publishes for the Canon EOS 5D Mark II."""
SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""Linear sRGB to CIE XYZ, D65 (IEC 61966-2-1)."""

_CAMERA = XYZ_TO_CAMERA @ SRGB_TO_XYZ
_CAMERA = _CAMERA / _CAMERA.sum(axis=1)[1]  # white paper in daylight just fills the green pixels
DAYLIGHT: Triple = (1.0, 1.0, 1.0)
"""Light of D65, as the factor by which each sensor channel gets more or less than in daylight."""


def neutral(light: Triple = DAYLIGHT) -> Triple:
    """Return AsShotNeutral, the camera's colour of white paper in this light, with green at 1."""
    red, green, blue = _CAMERA.sum(axis=1) * np.asarray(light)
    return float(red / green), 1.0, float(blue / green)


def sensor(pixels: Pixels, *, ev: float = 0.0, light: Triple = DAYLIGHT) -> Pixels:
    """Expose a picture: H×W×3 linear sRGB (1.0 is white paper) to camera RGB in 0..1, clipped where pixels are full."""
    matrix = (_CAMERA * np.asarray(light)[:, None] * 2.0**ev).astype(np.float32)
    exposed: Pixels = np.clip(cv2.transform(pixels, matrix), 0.0, 1.0)
    return exposed


def mosaic(camera: Pixels, *, iso: int = 100, seed: int = 0) -> Mosaic:
    """Read camera RGB out through an RGGB filter, with shot and read noise by ISO. Odd rows and columns are cut off."""
    height, width = camera.shape[0] // 2 * 2, camera.shape[1] // 2 * 2
    seen = np.empty((height, width), np.float32)
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        seen[row::2, column::2] = camera[row:height:2, column:width:2, channel]
    well = FULL_WELL * 100 / iso
    electrons = seen * well
    noise = np.random.default_rng(seed).standard_normal(seen.shape, dtype=np.float32)
    electrons += noise * np.sqrt(electrons + READ_NOISE**2)
    counts = np.rint(electrons * ((WHITE - BLACK) / well) + BLACK)
    return np.clip(counts, 0, WHITE).astype(np.uint16)


def in_camera(camera: Pixels, white: Triple) -> Image8:
    """Return the plain picture of camera RGB (no tone curve, no look), balanced for the as-shot neutral ``white``."""
    to_srgb = np.linalg.inv(_CAMERA / _CAMERA.sum(axis=1)[:, None]) / np.asarray(white)
    linear: Pixels = np.clip(cv2.transform(camera, to_srgb.astype(np.float32)), 0.0, 1.0).astype(np.float32)
    return np.rint(linear_to_srgb(linear) * 255).astype(np.uint8)


def jpeg(picture: Image8) -> bytes:
    """Return a picture as JPEG of quality 90, 4:2:0, as most cameras write it."""
    done, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])
    if not done:
        raise ValueError(f"no JPEG can be made of {picture.shape} {picture.dtype}")
    return data.tobytes()


def write(to: Path, raw: Mosaic, capture: Capture, white: Triple, preview: Image8) -> None:
    """Write one DNG. ``raw`` and ``preview`` lie as the sensor does; ``capture.orientation`` tells how to turn them.

    ``capture.width`` and ``height`` are ignored: they follow from ``raw``. Raises ``OSError``.
    """
    to.write_bytes(_assemble(np.ascontiguousarray(raw, "<u2"), capture, white, jpeg(preview), preview.shape))


# TIFF: field types and their sizes in bytes (TIFF 6.0, page 15).
_BYTE, _ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED, _SRATIONAL = 1, 2, 3, 4, 5, 7, 10
_CODES = {_BYTE: "B", _SHORT: "H", _LONG: "I", _RATIONAL: "II", _SRATIONAL: "ii"}
_HEADER = struct.pack("<2sHI", b"II", 42, 8)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One field of a directory: its data are ``count`` values of ``kind``, already in bytes."""

    tag: int
    kind: int
    count: int
    data: bytes


def _numbers(tag: int, kind: int, *values: int) -> _Entry:
    return _Entry(tag, kind, len(values), struct.pack(f"<{len(values)}{_CODES[kind]}", *values))


def _text(tag: int, text: str) -> _Entry:
    data = text.encode() + b"\0"
    return _Entry(tag, _ASCII, len(data), data)


def _bytes(tag: int, data: bytes) -> _Entry:
    return _Entry(tag, _UNDEFINED, len(data), data)


def _fractions(tag: int, values: Iterable[float], kind: int = _RATIONAL) -> _Entry:
    parts = [Fraction(value).limit_denominator(100_000) for value in values]
    flat = [number for part in parts for number in (part.numerator, part.denominator)]
    return _Entry(tag, kind, len(parts), struct.pack("<" + _CODES[kind] * len(parts), *flat))


def _even(length: int) -> int:
    return length + length % 2


def _size(entries: Sequence[_Entry]) -> int:
    return 2 + 12 * len(entries) + 4 + sum(_even(len(e.data)) for e in entries if len(e.data) > 4)


def _pack(entries: Sequence[_Entry], at: int) -> bytes:
    """Return an image file directory for a place in the file: sorted entries, longer values behind them."""
    behind = at + 2 + 12 * len(entries) + 4
    table, values = struct.pack("<H", len(entries)), b""
    for e in sorted(entries, key=lambda e: e.tag):
        table += struct.pack("<HHI", e.tag, e.kind, e.count)
        if len(e.data) <= 4:
            table += e.data.ljust(4, b"\0")
        else:
            table += struct.pack("<I", behind + len(values))
            values += e.data.ljust(_even(len(e.data)), b"\0")
    return table + struct.pack("<I", 0) + values


def _assemble(raw: Mosaic, capture: Capture, white: Triple, picture: bytes, shape: tuple[int, ...]) -> bytes:
    exif = _exif(capture, raw)
    at_exif = len(_HEADER) + _size(_main(capture, white, shape, (0, len(picture)), 0, 0))
    at_sensor = at_exif + _size(exif)
    at_jpeg = at_sensor + _size(_sensor(raw, 0))
    at_raw = at_jpeg + _even(len(picture))
    return b"".join(
        (
            _HEADER,
            _pack(_main(capture, white, shape, (at_jpeg, len(picture)), at_exif, at_sensor), len(_HEADER)),
            _pack(exif, at_exif),
            _pack(_sensor(raw, at_raw), at_sensor),
            picture.ljust(_even(len(picture)), b"\0"),
            raw.tobytes(),
        )
    )


def _main(
    capture: Capture,
    white: Triple,
    shape: tuple[int, ...],
    strip: tuple[int, int],
    at_exif: int,
    at_sensor: int,
) -> list[_Entry]:
    """IFD0: the preview, and what holds for the whole file. ``strip`` is the preview's offset and length."""
    height, width = shape[:2]
    entries = [
        _numbers(254, _LONG, 1),  # NewSubfileType: a reduced picture
        _numbers(256, _LONG, width),
        _numbers(257, _LONG, height),
        _numbers(258, _SHORT, 8, 8, 8),  # BitsPerSample
        _numbers(259, _SHORT, 7),  # Compression: JPEG
        _numbers(262, _SHORT, 6),  # PhotometricInterpretation: YCbCr
        _text(271, capture.make),
        _text(272, capture.model),
        _numbers(273, _LONG, strip[0]),
        _numbers(274, _SHORT, capture.orientation),
        _numbers(277, _SHORT, 3),  # SamplesPerPixel
        _numbers(278, _LONG, height),  # RowsPerStrip
        _numbers(279, _LONG, strip[1]),
        _numbers(284, _SHORT, 1),  # PlanarConfiguration: chunky
        _text(305, "retouch"),
        _numbers(330, _LONG, at_sensor),  # SubIFDs
        _numbers(530, _SHORT, 2, 2),  # YCbCrSubSampling
        _numbers(34665, _LONG, at_exif),  # Exif IFD
        _numbers(50706, _BYTE, 1, 4, 0, 0),  # DNGVersion
        _numbers(50707, _BYTE, 1, 1, 0, 0),  # DNGBackwardVersion
        _text(50708, f"{capture.make} {capture.model}".strip()),  # UniqueCameraModel
        _fractions(50721, XYZ_TO_CAMERA.ravel(), _SRATIONAL),  # ColorMatrix1
        _fractions(50728, white),  # AsShotNeutral
        _fractions(50730, [0.0], _SRATIONAL),  # BaselineExposure
        _numbers(50778, _SHORT, 21),  # CalibrationIlluminant1: D65
    ]
    if capture.taken is not None:
        entries.append(_text(306, _moment(capture.taken)))
    if capture.serial:
        entries.append(_text(50735, capture.serial))  # CameraSerialNumber
    if capture.number is not None:
        entries.append(_numbers(37393, _LONG, capture.number))  # ImageNumber (TIFF/EP)
    return entries


def _sensor(raw: Mosaic, at_raw: int) -> list[_Entry]:
    """The SubIFD: the mosaic and how to read it."""
    height, width = raw.shape
    return [
        _numbers(254, _LONG, 0),
        _numbers(256, _LONG, width),
        _numbers(257, _LONG, height),
        _numbers(258, _SHORT, 16),
        _numbers(259, _SHORT, 1),  # Compression: none
        _numbers(262, _SHORT, 32803),  # PhotometricInterpretation: colour filter array
        _numbers(273, _LONG, at_raw),
        _numbers(277, _SHORT, 1),
        _numbers(278, _LONG, height),
        _numbers(279, _LONG, raw.nbytes),
        _numbers(284, _SHORT, 1),
        _numbers(33421, _SHORT, 2, 2),  # CFARepeatPatternDim
        _numbers(33422, _BYTE, 0, 1, 1, 2),  # CFAPattern: RGGB
        _numbers(50710, _BYTE, 0, 1, 2),  # CFAPlaneColor
        _numbers(50711, _SHORT, 1),  # CFALayout: rectangular
        _numbers(50713, _SHORT, 2, 2),  # BlackLevelRepeatDim
        _numbers(50714, _SHORT, *[BLACK] * 4),
        _numbers(50717, _SHORT, WHITE),
        _fractions(50718, [1, 1]),  # DefaultScale
        _numbers(50719, _LONG, 0, 0),  # DefaultCropOrigin
        _numbers(50720, _LONG, width, height),  # DefaultCropSize
        _numbers(50829, _LONG, 0, 0, height, width),  # ActiveArea
    ]


def _exif(capture: Capture, raw: Mosaic) -> list[_Entry]:
    """The Exif IFD, with the facts that ``capture`` has; absent facts stay absent."""
    height, width = raw.shape
    entries = [
        _bytes(36864, b"0230"),  # ExifVersion
        _numbers(40962, _LONG, width),
        _numbers(40963, _LONG, height),
    ]
    entries += [
        _fractions(tag, [value], kind)
        for tag, value, kind in (
            (33434, capture.shutter, _RATIONAL),
            (33437, capture.aperture, _RATIONAL),
            (37380, capture.bias, _SRATIONAL),
            (37386, capture.focal_length, _RATIONAL),
        )
        if value is not None
    ]
    if capture.iso is not None:
        entries.append(_numbers(34855, _SHORT, capture.iso))
    if capture.flash is not None:
        entries.append(_numbers(37385, _SHORT, 1 if capture.flash else 16))  # fired, or switched off
    if capture.serial:
        entries.append(_text(42033, capture.serial))
    if capture.lens:
        entries.append(_text(42036, capture.lens))
    return entries if capture.taken is None else entries + _times(capture.taken)


def _times(taken: datetime) -> list[_Entry]:
    """Original and digitised time, with thousandths, and the zone where there is one."""
    entries = [_text(tag, _moment(taken)) for tag in (36867, 36868)]
    entries += [_text(tag, f"{taken.microsecond // 1000:03d}") for tag in (37520, 37521, 37522)]
    zone = taken.strftime("%z")
    if zone:
        entries += [_text(tag, f"{zone[:3]}:{zone[3:5]}") for tag in (36880, 36881, 36882)]
    return entries


def _moment(taken: datetime) -> str:
    return taken.strftime("%Y:%m:%d %H:%M:%S")
