"""Writing a delivered picture: JPEG or 16-bit TIFF, with its profile, atomically."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from retouch.adjust.base import Place
from retouch.develop.profiles import icc_bytes
from retouch.image import colour
from retouch.image.levels import rounded
from retouch.image.resize import fitted
from retouch.image.sharpen import Unsharp
from retouch.image.watermark import Watermark, lay
from retouch.model.errors import GONE, NotWritable, PlaceUnusable
from retouch.model.frame import AnyArray, Frame, Pixels, Space
from retouch.model.replace import replacing

_STRIP = 256  # rows converted at a time
_SHARPEN_RADIUS: Final = 0.6  # pixels of the delivered file: about the blur of one reduction


@dataclass(frozen=True)
class OutputSharpening:
    """Unsharp mask on all channels alike (by the change in luma), so that edges gain no colour."""

    amount: float

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Sharpen; the radius counts in pixels of the file, whatever the scale."""
        return self._mask().apply(pixels)

    def apply_band(self, pixels: Pixels, scale: float, place: Place) -> Pixels:
        """Sharpen a band of rows."""
        return self.apply(pixels, scale)

    def write_band(self, pixels: Pixels, scale: float, place: Place, rows: slice, out: AnyArray) -> None:
        """Write sharper rows of a band in one go."""
        self._mask().write(pixels, rows, out)

    def reach(self, scale: float) -> int:
        """Return where the blur ends."""
        return self._mask().reach()

    def _mask(self) -> Unsharp:
        """Nothing is held back: a photo that is reduced has lost its edges all alike."""
        return Unsharp(colour.SRGB_LUMINANCE.astype(np.float32), _SHARPEN_RADIUS, 2 * self.amount, 1e-6, 1e6)


@dataclass(frozen=True)
class Output:
    """How to write. ``quality`` is JPEG's 1..100; from 90 on colour is not subsampled.

    ``long_edge`` in pixels (``None`` is as rendered, never enlarged); ``sharpen`` is output sharpening 0..1, where 0.5
    suits screens; ``profile`` must be the space of the frame; ``watermark`` is laid on last, over sharpened pixels.
    """

    format: Literal["jpeg", "tiff"] = "jpeg"
    quality: int = 92
    profile: Space = Space.SRGB
    long_edge: int | None = None
    sharpen: float = 0.0
    watermark: Watermark | None = None

    @property
    def suffix(self) -> str:
        """File name suffix, with dot."""
        return ".jpg" if self.format == "jpeg" else ".tif"

    @property
    def depth(self) -> type[np.uint8] | type[np.uint16]:
        """The integers that the file holds."""
        return np.uint8 if self.format == "jpeg" else np.uint16

    def ending(self) -> tuple[OutputSharpening, ...]:
        """What is done to pixels of the file's own size, after all of the edit."""
        return (OutputSharpening(self.sharpen),) if self.sharpen > 0 else ()


def encode(frame: Frame, to: Path, output: Output, *, finish: Callable[[Path], None] | None = None) -> None:
    """Write ``frame`` to ``to``. ``finish`` may still change the finished file (metadata) before it gets its name.

    Either the whole file is there afterwards or nothing is: a temporary file in the same folder is flushed to the disk
    and renamed. An existing ``to`` is replaced. Raises ``NotWritable``.
    """
    if frame.space is not output.profile:
        raise ValueError(f"a frame in {frame.space} cannot be written as {output.profile}")
    encode_levels(quantised(frame.pixels, output), to, output, finish=finish)


def encode_levels(
    levels: AnyArray,
    to: Path,
    output: Output,
    *,
    finish: Callable[[Path], None] | None = None,
    fresh: bool = False,
) -> None:
    """Write H×W×3 integers (of ``output.depth``) with the watermark; see ``encode``. The array is used up.

    With ``fresh``, ``NotWritable`` is raised where something stands at ``to`` by the time that it is written.
    """
    lay(levels, output.watermark, output.profile)
    with _atomic(to, fresh) as temporary:
        if output.format == "jpeg":
            temporary.write_bytes(_jpeg(levels, output))
        else:
            _write_tiff(levels, temporary, output)
        if finish is not None:
            finish(temporary)


def quantised(pixels: Pixels, output: Output) -> NDArray[Any]:
    """Return the H×W×3 integers that the file holds: resized in linear light, sharpened, rounded to 8 or 16 bits."""
    if fitted((pixels.shape[1], pixels.shape[0]), output.long_edge) != (pixels.shape[1], pixels.shape[0]):
        return reduced(rounded(pixels, np.uint16), output)
    return _ended(pixels, output)


def reduced(levels: NDArray[np.uint16], output: Output) -> NDArray[Any]:
    """Return what the file holds of H×W×3 uint16 levels of full size. They are used up.

    Areas are averaged in linear light, through 16-bit integers (0.05 of an 8-bit step in the deepest shadow).
    """
    size = fitted((levels.shape[1], levels.shape[0]), output.long_edge)
    encoded = np.linspace(0, 1, 65536, dtype=np.float64)
    to_linear = np.rint(colour.decode(encoded, output.profile) * 65535).astype(np.uint16)
    for y in range(0, levels.shape[0], _STRIP):  # in place: a full-size copy would be the peak of an export
        levels[y : y + _STRIP] = to_linear[levels[y : y + _STRIP]]
    small = cv2.resize(levels, size, interpolation=cv2.INTER_AREA)
    return _ended(np.asarray(colour.encode(encoded, output.profile)[small], dtype=np.float32), output)


def _ended(pixels: Pixels, output: Output) -> NDArray[Any]:
    for step in output.ending():
        pixels = step.apply(pixels, 1.0)
    return rounded(pixels, output.depth)


def _jpeg(levels: NDArray[Any], output: Output) -> bytes:
    sampling = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444 if output.quality >= 90 else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
    options = [
        *(cv2.IMWRITE_JPEG_QUALITY, min(max(output.quality, 1), 100)),
        *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling),
    ]
    profile = np.frombuffer(icc_bytes(output.profile), dtype=np.uint8)
    for y in range(0, levels.shape[0], _STRIP):  # in place: a full-size copy would be the peak of an export
        levels[y : y + _STRIP] = cv2.cvtColor(levels[y : y + _STRIP], cv2.COLOR_RGB2BGR)
    ok, data = cv2.imencodeWithMetadata(".jpg", levels, [cv2.IMAGE_METADATA_ICCP], [profile], options)
    if not ok:
        raise ValueError(f"cannot encode {levels.shape} as JPEG")
    return bytes(data)


def _write_tiff(levels: NDArray[Any], to: Path, output: Output) -> None:
    import tifffile  # here, so that the window opens without it

    tifffile.imwrite(
        to,
        levels,
        photometric="rgb",
        compression="zlib",
        compressionargs={"level": 1},
        predictor=True,
        rowsperstrip=_STRIP,
        iccprofile=icc_bytes(output.profile),
        metadata=None,
        software="retouch",
    )


@contextmanager
def _atomic(to: Path, fresh: bool) -> Iterator[Path]:
    """Yield a temporary path in the folder of ``to`` that becomes ``to`` when all goes well, and vanishes when not."""
    todo = "Choose another folder or make room, then export again."
    try:
        with replacing(to, fresh=fresh) as temporary:
            try:
                yield temporary
            except NotWritable as error:  # exiv2 does not say why
                if shutil.disk_usage(to.parent).free < _NO_ROOM:
                    raise PlaceUnusable(_FULL, to, todo) from error
                raise type(error)(error.what, to, error.todo) from error  # nobody knows the temporary name
    except FileExistsError as error:
        todo = "Choose another folder, or allow overwriting (--overwrite)."
        raise NotWritable("another program wrote a file of this name meanwhile", to, todo) from error
    except OSError as error:
        kind = PlaceUnusable if error.errno in _REASONS else NotWritable
        raise kind(_REASONS.get(error.errno or 0, f"writing failed ({error.strerror or error})"), to, todo) from error


_NO_ROOM: Final = 64 * 1024
"""Bytes free, beside a picture that is nearly written, below which metadata have no room."""
_FULL: Final = "the disk is full"
_REASONS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the disk is read-only",
    **dict.fromkeys(GONE, "the folder is not there any more"),
}
