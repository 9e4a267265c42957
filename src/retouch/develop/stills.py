"""Pictures that are files already: JPEG, TIFF and PNG, upright, with their colour profile respected."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import tifffile
from numpy.typing import NDArray

from retouch.develop import embedded
from retouch.image import colour, icc
from retouch.image.orientation import upright, upright_size
from retouch.image.resize import fit_roughly
from retouch.model.frame import Image8, Pixels

_LARGEST = 2**30
_REDUCED = (
    (8, cv2.IMREAD_REDUCED_GRAYSCALE_8),
    (4, cv2.IMREAD_REDUCED_GRAYSCALE_4),
    (2, cv2.IMREAD_REDUCED_GRAYSCALE_2),
)
"""OpenCV's reductions by name: with IMREAD_COLOR_RGB they come in colour, so nothing has to be swapped afterwards."""
_TIFFFILE_DECODES = {tifffile.COMPRESSION.NONE, tifffile.COMPRESSION.ADOBE_DEFLATE, tifffile.COMPRESSION.DEFLATE}
"""Without further packages; OpenCV's libtiff takes the rest (LZW as Photoshop writes it, JPEG, PackBits)."""

_DAMAGED = (
    *(tifffile.TiffFileError, LookupError, TypeError, AttributeError, ImportError, ArithmeticError, RuntimeError),
    *(struct.error, zlib.error),
)
"""What tifffile lets through on damaged files."""


@dataclass(frozen=True, eq=False)
class Still:
    """Upright display-encoded H×W×3 RGB (uint8 or uint16), its profile (``None``: sRGB), its upright full size."""

    pixels: NDArray[Any]
    profile: icc.Profile | None
    full_size: tuple[int, int]


def read(path: Path, long_edge: int | None = None) -> Still:
    """Read a file. With ``long_edge`` the pixels may come reduced, but never below that size.

    Raises ``ValueError`` where it does not decode, ``OSError`` where it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    if data[:3] == b"\xff\xd8\xff":
        pixels = decode_jpeg(data, long_edge)
        size = embedded.jpeg_size(data)
        if pixels is None or size is None:
            raise ValueError("no JPEG")
        turn = embedded.jpeg_orientation(data) or 1
        return Still(upright(pixels, turn), jpeg_profile(data), upright_size(*size, turn))
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        pixels, turn, profile = _tiff(path, data)
    else:
        pixels, turn, profile = _other(data)
    turned = upright(pixels, turn)
    return Still(turned, icc.parse(profile), (turned.shape[1], turned.shape[0]))


def decode_jpeg(data: bytes, long_edge: int | None = None) -> Image8 | None:
    """Decode as stored (not turned) to H×W×3 RGB, by the largest reduction of 1/1…1/8 that is still ≥ ``long_edge``."""
    size = embedded.jpeg_size(data)
    if size is None:
        return None
    reduction = 0
    if long_edge is not None:
        reduction = next((flag for divisor, flag in _REDUCED if max(size) // divisor >= long_edge), 0)
    try:
        flags = cv2.IMREAD_COLOR_RGB | reduction | cv2.IMREAD_IGNORE_ORIENTATION
        pixels = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), flags)
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


def jpeg_profile(data: bytes) -> icc.Profile | None:
    """Return the profile that a JPEG embeds, or that its EXIF means; ``None`` is sRGB."""
    return icc.parse(embedded.jpeg_icc(data)) or (icc.adobe_rgb() if embedded.jpeg_is_adobe_rgb(data) else None)


def to_srgb(pixels: Image8, profile: icc.Profile) -> Image8:
    """Return H×W×3 of another profile as sRGB, through 16-bit linear light."""
    at = np.linspace(0, 1, profile.curves.shape[1])
    curves = [np.interp(np.linspace(0, 1, 256), at, curve) for curve in profile.curves]
    table = np.rint(np.clip(np.stack(curves, axis=-1), 0, 1) * 65535).astype(np.uint16)
    linear = cv2.transform(cv2.LUT(pixels, table[None]), colour.REC2020_TO_SRGB @ profile.to_rec2020)
    shown = np.rint(colour.linear_to_srgb(np.linspace(0, 1, 65536)) * 255).astype(np.uint8)
    return np.asarray(cv2.LUT(linear, shown), np.uint8)


def linear(still: Still) -> Pixels:
    """Return H×W×3 linear Rec.2020."""
    top = np.iinfo(still.pixels.dtype).max
    if still.profile is None:
        table = colour.srgb_to_linear(np.linspace(0, 1, top + 1, dtype=np.float64)).astype(np.float32)
        return np.asarray(cv2.transform(table[still.pixels], colour.SRGB_TO_REC2020.astype(np.float32)))
    return still.profile.linear((still.pixels / top).astype(np.float32))


def srgb(still: Still, long_edge: int, *, exact: bool = True) -> Image8:
    """Return H×W×3 sRGB, at most ``long_edge`` pixels long, or up to twice that where ``exact`` is not asked for."""
    pixels = fit_roughly(still.pixels, long_edge, exact=exact)
    if pixels.dtype == np.uint8:
        return pixels if still.profile is None else to_srgb(pixels, still.profile)
    rgb = linear(Still(pixels, still.profile, still.full_size)) @ colour.REC2020_TO_SRGB.T.astype(np.float32)
    return np.rint(colour.linear_to_srgb(np.clip(rgb, 0, 1)) * 255).astype(np.uint8)


def _tiff(path: Path, data: bytes) -> tuple[NDArray[Any], int, bytes]:
    try:
        with tifffile.TiffFile(path) as tiff:
            page = tiff.pages.first
            if page.photometric == tifffile.PHOTOMETRIC.PALETTE:
                raise ValueError("a palette")
            planar = page.planarconfig == tifffile.PLANARCONFIG.SEPARATE
            turn = int(page.tags.valueof(274, default=1))
            profile = page.tags.valueof(34675, default=b"")
            if page.compression not in _TIFFFILE_DECODES:
                pixels, _, _ = _other(data)
                return pixels, 1, bytes(profile)  # OpenCV turns a TIFF upright whatever it is told
            pixels = page.asarray()
    except _DAMAGED as error:
        raise ValueError("no TIFF that can be read") from error
    if pixels.ndim == 3 and planar:
        pixels = np.moveaxis(pixels, 0, -1)
    return _rgb(pixels), turn, bytes(profile)


def _other(data: bytes) -> tuple[NDArray[Any], int, bytes]:
    flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        pixels, kinds, chunks = cv2.imdecodeWithMetadata(np.frombuffer(data, dtype=np.uint8), flags=flags)
    except cv2.error as error:
        raise ValueError("not decodable") from error
    if pixels is None:
        raise ValueError("not a picture")
    found = {int(kind): bytes(np.asarray(chunk)) for kind, chunk in zip(kinds, chunks, strict=False)}
    exif = found.get(cv2.IMAGE_METADATA_EXIF, b"").removeprefix(b"Exif\0\0")
    rgb = _rgb(pixels)
    return (
        np.ascontiguousarray(rgb[..., ::-1]),
        embedded.tiff_orientation(exif) or 1,
        found.get(cv2.IMAGE_METADATA_ICCP, b""),
    )


def _rgb(pixels: NDArray[Any]) -> NDArray[Any]:
    """Three channels of uint8 or uint16 from whatever a file holds: grey, alpha (dropped), floats in 0..1."""
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    if pixels.ndim != 3 or 0 in pixels.shape:
        raise ValueError("not a picture")
    pixels = np.repeat(pixels[..., :1], 3, axis=2) if pixels.shape[2] < 3 else pixels[..., :3]
    if pixels.dtype.kind == "f":
        return np.asarray(np.rint(np.clip(np.nan_to_num(pixels), 0, 1) * 65535), dtype=np.uint16)
    if pixels.dtype not in (np.uint8, np.uint16):
        raise ValueError("neither 8 nor 16 bits")
    return np.ascontiguousarray(pixels)
