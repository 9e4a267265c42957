"""EXIF, IPTC and XMP: what the camera recorded, and what goes along with a delivered file.

exiv2 writes its complaints to the log; they are switched off, because half the world's files give it reason to.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import exiv2

from retouch import __version__
from retouch.adjust.edit import Edit, edit_to_data
from retouch.develop.keep import Keep
from retouch.model.errors import NotWritable
from retouch.model.photo import Capture
from retouch.model.toolkit import EXIV2, restore_namespaces

_NAMESPACES = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
"""What of XMP goes along. Not: develop settings and histories of the original, and what EXIF says already."""
_REFUSALS = (exiv2.Exiv2Error, ArithmeticError, LookupError, ValueError, RuntimeError)
"""What exiv2 raises on damaged files: its own error, and those of C++ (an overflow while it adds up offsets)."""
_LONGEST = 16 * 1024
"""Characters of one value that go along: all of EXIF, and all of XMP, must fit into 64 KiB each in a JPEG."""

_IMAGE_TAGS = {
    *("Make", "Model", "Artist", "Copyright", "ImageDescription", "XPTitle", "XPComment", "XPAuthor", "XPKeywords"),
    *("XPSubject", "LensInfo", "CameraSerialNumber", "UniqueCameraModel"),
}
_NOT_PHOTO_TAGS = {
    *("MakerNote", "PixelXDimension", "PixelYDimension", "ComponentsConfiguration", "CompressedBitsPerPixel"),
    *("ColorSpace", "InteroperabilityTag", "SubjectArea", "SubjectLocation", "CFAPattern", "RelatedSoundFile"),
    *("SpatialFrequencyResponse", "FocalPlaneXResolution", "FocalPlaneYResolution", "FocalPlaneResolutionUnit"),
}
"""Facts about the original's pixels, and places in its file, that do not hold for another file."""
_COPYRIGHT = {
    *("Exif.Image.Artist", "Exif.Image.Copyright", "Iptc.Application2.Copyright", "Iptc.Application2.Byline"),
    *("Iptc.Application2.Credit", "Iptc.Application2.Source", "Xmp.dc.rights", "Xmp.dc.creator"),
    *("Xmp.photoshop.Credit", "Xmp.photoshop.Source"),
}
_PLACES = {
    *("Iptc.Application2.City", "Iptc.Application2.SubLocation", "Iptc.Application2.ProvinceState"),
    *("Iptc.Application2.CountryName", "Iptc.Application2.CountryCode", "Iptc.Application2.LocationName"),
    *("Xmp.photoshop.City", "Xmp.photoshop.State", "Xmp.photoshop.Country", "Xmp.Iptc4xmpCore.Location"),
    *("Xmp.Iptc4xmpCore.CountryCode", "Xmp.Iptc4xmpExt.LocationCreated", "Xmp.Iptc4xmpExt.LocationShown"),
}


def read_capture(path: Path) -> Capture:
    """Return what the camera recorded. A file that exiv2 cannot read gives an empty ``Capture``."""
    with EXIV2:
        image = _opened(path)
        try:
            return Capture() if image is None else _captured(image)
        except _REFUSALS:
            return Capture()


def write_delivery_metadata(
    written: Path,
    source: Path,
    *,
    edit: Edit,
    rating: int | None,
    label: str | None,
    keep: Keep | str = Keep.ALL,
    sidecar: Path | None = None,
) -> None:
    """Write metadata into a delivered JPEG or TIFF that has just been encoded; its pixels and profile stay.

    EXIF and IPTC come from ``source``, XMP from ``source`` and over it from ``sidecar``; what does not hold for the new
    file (orientation, sizes, maker notes, thumbnails, develop settings) is corrected or left out. With ``all`` and
    ``no-gps`` rating, label and our edit are added. A source or a sidecar that cannot be read adds nothing. Raises
    ``NotWritable`` where ``written`` cannot be.
    """
    keep = Keep(keep)
    with EXIV2:
        target = _opened(written)
        if target is None:
            raise NotWritable("the file that was just written cannot be read back", written, "Export it again.")
        sources = [i for i in (_opened(source), None if sidecar is None else _opened(sidecar)) if i is not None]
        restore_namespaces(exiv2.XmpProperties, _NAMESPACES)
        _fill(target, sources, _filter(keep))
        _correct(target, keep)
        if keep in {Keep.ALL, Keep.NO_GPS}:
            _add_own(target, edit, rating, label)
        _save(target, written)


def _opened(path: Path) -> Any:
    """Return an exiv2 image with its metadata read, or ``None`` where exiv2 cannot."""
    exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
    try:
        text = str(path)
        text.encode()
        image = exiv2.ImageFactory.open(text)
    except UnicodeEncodeError:  # a name that is no Unicode: exiv2 takes only text
        image = _opened_from_memory(path)
    except _REFUSALS:
        return None
    try:
        if image is not None:
            image.readMetadata()
    except _REFUSALS:
        return None
    return image


def _opened_from_memory(path: Path) -> Any:
    try:
        return exiv2.ImageFactory.open(path.read_bytes())
    except (OSError, *_REFUSALS):
        return None


# Reading ------------------------------------------------------------------------------------------------------------

_COUNTERS = (
    *("Exif.Canon.FileNumber", "Exif.CanonFi.FileNumber", "Exif.NikonFi.FileNumber", "Exif.Nikon3.ShutterCount"),
    *("Exif.Image.ImageNumber", "Exif.Photo.ImageNumber"),
)


def _captured(image: Any) -> Capture:
    found = {d.key(): d.toString() for d in image.exifData() if not d.key().startswith("Exif.Thumbnail")}
    lens = _named(image, exiv2.lensName)
    iso, serial = _named(image, exiv2.isoSpeed), _named(image, exiv2.serialNumber)
    size = _size(image, found)
    turned = (orientation := _orientation(found)) >= 5
    return Capture(
        taken=_taken(found),
        make=_text(found, "Exif.Image.Make"),
        model=_text(found, "Exif.Image.Model"),
        serial=_text(found, "Exif.Photo.BodySerialNumber", "Exif.Image.CameraSerialNumber") or serial,
        lens=_text(found, "Exif.Photo.LensModel") or ("" if lens.startswith("(") or lens == "n/a" else lens),
        iso=_whole(_number(found, "Exif.Photo.ISOSpeedRatings") or _to_number(iso), most=10_000_000),
        shutter=_shutter(found),
        aperture=_aperture(found),
        focal_length=_positive(_number(found, "Exif.Photo.FocalLength", "Exif.Image.FocalLength")),
        bias=_number(found, "Exif.Photo.ExposureBiasValue", "Exif.Image.ExposureBiasValue"),
        flash=_flash(found),
        orientation=orientation,
        width=size[1] if turned else size[0],
        height=size[0] if turned else size[1],
        number=_whole(_number(found, *_COUNTERS), most=2**63 - 1),
    )


def _text(found: dict[str, str], *keys: str) -> str:
    return next((text for key in keys if (text := found.get(key, "").strip(" \0\t\r\n"))), "")


def _number(found: dict[str, str], *keys: str) -> float | None:
    return next((n for key in keys if (n := _to_number(found.get(key, ""))) is not None), None)


def _to_number(text: str) -> float | None:
    """Read the first number of a value: ``1/250``, ``100`` or ``100 100``."""
    try:
        value = float(Fraction(text.split(maxsplit=1)[0]))
    except (ValueError, ZeroDivisionError, IndexError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _whole(value: float | None, *, most: int) -> int | None:
    return int(value) if value is not None and 0 < value <= most else None


def _apex(found: dict[str, str], key: str, to_value: Callable[[float], float]) -> float | None:
    value = _number(found, key)
    return None if value is None or abs(value) > 60 else to_value(value)


def _shutter(found: dict[str, str]) -> float | None:
    plain = _positive(_number(found, "Exif.Photo.ExposureTime", "Exif.Image.ExposureTime"))
    return plain or _apex(found, "Exif.Photo.ShutterSpeedValue", lambda v: 2.0**-v)


def _aperture(found: dict[str, str]) -> float | None:
    plain = _positive(_number(found, "Exif.Photo.FNumber", "Exif.Image.FNumber"))
    return plain or _apex(found, "Exif.Photo.ApertureValue", lambda v: 2.0 ** (v / 2))


def _flash(found: dict[str, str]) -> bool | None:
    """Bit 0 of EXIF's Flash says whether it fired."""
    value = _number(found, "Exif.Photo.Flash", "Exif.Image.Flash")
    return None if value is None else bool(int(value) & 1)


def _orientation(found: dict[str, str]) -> int:
    value = _number(found, "Exif.Image.Orientation")
    return int(value) if value in {1, 2, 3, 4, 5, 6, 7, 8} else 1


def _taken(found: dict[str, str]) -> datetime | None:
    """Return the time of capture. A zone is kept only where the camera recorded one."""
    for key, fraction, zone in (
        ("Exif.Photo.DateTimeOriginal", "Exif.Photo.SubSecTimeOriginal", "Exif.Photo.OffsetTimeOriginal"),
        ("Exif.Photo.DateTimeDigitized", "Exif.Photo.SubSecTimeDigitized", "Exif.Photo.OffsetTimeDigitized"),
        ("Exif.Image.DateTimeOriginal", "", ""),
        ("Exif.Image.DateTime", "Exif.Photo.SubSecTime", "Exif.Photo.OffsetTime"),
    ):
        with suppress(ValueError):
            when = datetime.strptime(_text(found, key)[:19].replace("-", ":").replace("T", " "), "%Y:%m:%d %H:%M:%S")
            digits = _text(found, fraction)
            if digits.isascii() and digits.isdigit():
                when = when.replace(microsecond=int(digits[:6].ljust(6, "0")))
            return _in_zone(when, _text(found, zone))
    return None


def _in_zone(when: datetime, zone: str) -> datetime:
    with suppress(ValueError):
        return when.replace(tzinfo=datetime.strptime(zone, "%z").tzinfo)
    return when


def _named(image: Any, accessor: Callable[[Any], Any]) -> str:
    """Return what exiv2 makes of a maker's tags, printed; empty where it makes nothing of them."""
    exif = image.exifData()
    try:
        datum = accessor(exif)
        return "" if datum is None else str(datum.print(exif)).strip()
    except (*_REFUSALS, AttributeError):
        return ""


def _size(image: Any, found: dict[str, str]) -> tuple[int, int]:
    """Return width and height as stored: of the largest picture in the file, by what its tags say."""
    sizes = [(image.pixelWidth(), image.pixelHeight())]
    for group in ("Exif.Image", "Exif.SubImage1", "Exif.SubImage2", "Exif.SubImage3", "Exif.SubImage4"):
        told = found.get(f"{group}.DefaultCropSize", "").split()
        if len(told) != 2:
            told = [found.get(f"{group}.{tag}", "") for tag in ("ImageWidth", "ImageLength")]
        width, height = (_whole(_to_number(text), most=1_000_000) for text in told)
        if width and height:
            sizes.append((width, height))
    return max((s for s in sizes if min(s) > 1), key=lambda s: s[0] * s[1], default=(0, 0))


# Writing ------------------------------------------------------------------------------------------------------------


def _filter(keep: Keep) -> Callable[[str], bool]:
    """Return what decides about a key of the original."""

    def wanted(key: str) -> bool:
        if keep is Keep.NONE:
            return False
        root = key.replace("/", "[").split("[", maxsplit=1)[0]  # of a list or a structure
        if keep is Keep.COPYRIGHT:
            return root in _COPYRIGHT or root.startswith("Xmp.xmpRights.")
        if keep is Keep.NO_GPS and (root.startswith("Exif.GPSInfo.") or root in _PLACES):
            return False
        return _goes_along(key)

    return wanted


def _goes_along(key: str) -> bool:
    family, group, tag = key.split(".", 2)
    if family == "Iptc":
        return group == "Application2"
    if family == "Xmp":
        return (
            group in _NAMESPACES and group not in {"xmp", "retouch"} and tag not in {"History", "SidecarForExtension"}
        )
    if group == "Image":
        return tag in _IMAGE_TAGS
    return group == "GPSInfo" or (group == "Photo" and tag not in _NOT_PHOTO_TAGS)


def _fill(target: Any, sources: Iterable[Any], wanted: Callable[[str], bool]) -> None:
    for source in sources:
        for data, into in (
            (source.exifData(), target.exifData()),
            (source.iptcData(), target.iptcData()),
            (source.xmpData(), target.xmpData()),
        ):
            taken = [d for d in data if wanted(d.key()) and d.size() <= _LONGEST]
            for key in {d.key() for d in taken}:
                with suppress(KeyError):
                    while key in into:
                        del into[key]
            for datum in taken:
                with suppress(*_REFUSALS):
                    into.add(datum)


def _correct(target: Any, keep: Keep) -> None:
    """Make EXIF true for the new file."""
    exif, xmp = target.exifData(), target.xmpData()
    if keep is Keep.NONE:
        return
    exif["Exif.Image.Orientation"] = exiv2.UShortValue(1)
    exif["Exif.Image.Software"] = f"retouch {__version__}"
    if keep is Keep.COPYRIGHT:
        return
    exif["Exif.Image.DateTime"] = datetime.now().strftime("%Y:%m:%d %H:%M:%S")
    exif["Exif.Photo.ExifVersion"] = "48 50 51 50"
    exif["Exif.Photo.PixelXDimension"] = exiv2.ULongValue(target.pixelWidth())
    exif["Exif.Photo.PixelYDimension"] = exiv2.ULongValue(target.pixelHeight())
    exif["Exif.Photo.ColorSpace"] = exiv2.UShortValue(1 if _is_srgb(target) else 0xFFFF)
    xmp["Xmp.xmp.CreatorTool"] = f"retouch {__version__}"


def _is_srgb(image: Any) -> bool:
    """Whether the profile calls itself sRGB, in either spelling of a description; no profile means sRGB."""
    profile = bytes(image.iccProfile().data()) if image.iccProfileDefined() else b"sRGB"
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _add_own(target: Any, edit: Edit, rating: int | None, label: str | None) -> None:
    exif, xmp = target.exifData(), target.xmpData()
    if rating is not None:
        exif["Exif.Image.Rating"] = exiv2.UShortValue(max(rating, 0))
        xmp["Xmp.xmp.Rating"] = str(rating)
    if label:
        xmp["Xmp.xmp.Label"] = label
    if edit.steps or edit.unknown:
        xmp["Xmp.retouch.Edit"] = json.dumps(edit_to_data(edit), separators=(",", ":"))


def _save(target: Any, path: Path) -> None:
    """Write; where it is too much for the format, write without what is long."""
    try:
        try:
            target.writeMetadata()
        except exiv2.Exiv2Error:
            for data in (target.exifData(), target.iptcData(), target.xmpData()):
                for key in [d.key() for d in data if d.size() > 256 and not _is_structural(d.key())]:
                    del data[key]
            target.writeMetadata()
    except exiv2.Exiv2Error as error:
        raise NotWritable(f"its metadata cannot be written ({error})", path, "Export it without metadata.") from error


def _is_structural(key: str) -> bool:
    return key.startswith("Exif.Image.") and key.rpartition(".")[2] not in _IMAGE_TAGS
