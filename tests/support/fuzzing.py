"""Mutated files for every parser that meets a user's file, in a process of its own, because a parser may crash it."""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import warnings
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import exiv2
import numpy as np
import tifffile
from shoot import face, scene

from retouch.adjust import presets
from retouch.adjust.edit import Edit, edit_from_data
from retouch.develop import decode, dng
from retouch.develop.metadata import read_capture, write_delivery_metadata
from retouch.develop.profiles import icc_bytes
from retouch.image import icc
from retouch.image.cube_file import read_cube
from retouch.model.codec import scene_from_data, scene_to_data
from retouch.model.errors import RetouchError
from retouch.model.frame import Space
from retouch.model.packet import PacketUnreadable, parse
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.model.resources import resource_path
from retouch.model.scene import EyeState
from retouch.store import sidecar, values
from retouch.store.marks import XMP_RATING, Marks
from retouch.store.xmp_toolkit import embedded, finds_something

_NASTY = [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"<", b"&", b'"', b"]]>"]

CHILD = """
import sys
from pathlib import Path
from support.fuzzing import run
corpus, work, count, seed, kinds, *extra = sys.argv[1:]
run(Path(corpus), Path(work), int(count), int(seed), kinds.split(","), *map(Path, extra))
"""


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with one to six changes: flipped, cut, doubled, moved, overwritten."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        size = min(chance.choice([1, 1, 2, 4, 16, 200]), len(data) - at)
        match chance.randrange(6):
            case 0 if size:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                data[at : at + 4] = chance.choice(_NASTY)
            case 4 if size:
                other = chance.randrange(len(data))
                data[at : at + size] = data[other : other + size]
            case _:
                data[at : at + size] = chance.randbytes(size)
        if chance.random() < 0.05:
            del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def seeds(corpus: Path, extra: Path | None = None) -> dict[str, list[bytes]]:
    """Return whole files by kind; ``extra`` is a folder of camera files, whose metadata are read too."""
    kinds = {
        "packet": [p.read_bytes() for p in sorted(corpus.iterdir())],
        "picture": _pictures(corpus.parent),
        "pixels": _pixels(),
        "stored": [s.encode() for s in _STORED],
        "reading": [values.to_json(scene_to_data(scene(face(EyeState.OPEN)))).encode()],
        "cube": [_CUBE.encode()],
        "preset": [p.read_bytes() for p in sorted(resource_path("presets").glob("*.json"))],
        "profile": [icc_bytes(space) for space in (Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB)],
    }
    if extra is not None:
        kinds["camera"] = [p.read_bytes()[:300_000] for p in sorted(extra.rglob("*")) if p.is_file()]
    return kinds


def _pictures(folder: Path) -> list[bytes]:
    """Return a JPEG, a TIFF and a DNG with metadata of every kind."""
    pixels = np.full((16, 24, 3), 80, np.uint8)
    pictures = []
    for suffix in (".jpg", ".tif"):
        _, encoded = cv2.imencode(suffix, pixels)
        image = exiv2.ImageFactory.open(encoded.tobytes())
        image.readMetadata()
        image.exifData()["Exif.Photo.DateTimeOriginal"] = "2026:05:01 10:00:00"
        image.exifData()["Exif.GPSInfo.GPSLatitude"] = "47/1 49/1 31822/1000"
        image.exifData()["Exif.Photo.LensModel"] = "RF85mm"
        image.iptcData()["Iptc.Application2.Caption"] = "Hello"
        image.xmpData()["Xmp.dc.subject"] = "a"
        image.writeMetadata()
        pictures.append(bytes(image.io()))
    raw = np.full((16, 24, 3), 0.2, np.float32)
    target = folder / "seed.dng"
    dng.write(target, dng.mosaic(dng.sensor(raw)), Capture(make="T", model="T", iso=100), dng.neutral(), pixels)
    pictures.append(target.read_bytes())
    target.unlink()
    return pictures


def _pixels() -> list[bytes]:
    """Return JPEG, PNG and TIFF files of 8 and 16 bits, with profiles, in several compressions."""
    chance = np.random.default_rng(1)
    eight = chance.integers(0, 255, (40, 56, 3), np.uint8)
    sixteen = chance.integers(0, 65535, (24, 32, 3), np.uint16)
    profile = icc_bytes(Space.DISPLAY_P3)
    found = [bytes(cv2.imencode(suffix, eight)[1]) for suffix in (".jpg", ".png", ".tif")]
    found += [bytes(cv2.imencode(suffix, sixteen)[1]) for suffix in (".png", ".tif")]
    kinds = [cv2.IMAGE_METADATA_ICCP]
    found += [
        bytes(cv2.imencodeWithMetadata(s, eight, kinds, [np.frombuffer(profile, np.uint8)])[1])
        for s in (".jpg", ".png")
    ]
    for pixels in (eight, sixteen):
        for compression in (None, "zlib"):
            file = io.BytesIO()
            tifffile.imwrite(file, pixels, photometric="rgb", compression=compression, iccprofile=profile)
            found.append(file.getvalue())
    return found


_STORED = (
    '{"verdict":"keep"}',
    '{"adjust":"exposure","data":{"version":1,"ev":0.5}}',
    '[{"name":"a","value":1.0,"limit":2,"where":[0,0,1,1]}]',
    '{"taken":"2026-05-01T10:00:00.42+02:00","iso":100}',
    '{"exposure":{"version":1,"ev":0.5},"future":{"version":9}}',
    '{"rating":3,"verdict":"keep","label":"Red"}',
)
_CUBE = 'TITLE "warm"\n# made here\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n' + "".join(
    f"{r} {g} {b}\n" for b in (0, 0.9) for g in (0, 1) for r in (0, 1.0)
)


def run(
    corpus: Path, work: Path, count: int, seed: int, kinds: Collection[str] = (), extra: Path | None = None
) -> None:
    """Feed ``count`` mutated inputs to the parsers, of these ``kinds`` in turn, or of all.

    Anything but a clean refusal ends the process with a traceback (or a crash), and the input is kept in ``work``.
    """
    files = seeds(corpus, extra)
    chance = random.Random(seed)
    warnings.simplefilter("error", RuntimeWarning)  # numbers that run over
    chosen = [kind for kind in files if not kinds or kind in kinds]
    for number in range(count):
        kind = chosen[number % len(chosen)]
        content = mutated_file(chance.choice(files[kind]), chance)
        (work / f"input.{kind}").write_bytes(content)
        _PARSERS[kind](work, content)
    sys.stdout.write(f"{count}\n")


_HEAD = 65_536


def mutated_file(content: bytes, chance: random.Random) -> bytes:
    """Return a mutated copy; of a large file mostly the head, where everything stands that parsers go by."""
    if len(content) <= 2 * _HEAD or chance.random() < 0.2:
        return mutated(content, chance)
    head = _HEAD if chance.random() < 0.5 else 2048
    return mutated(content[:head], chance) + content[head:]


def _packet(work: Path, content: bytes) -> None:
    photo = Photo(PhotoId("a"), work / "a.CR3", (), FileStamp(1, 2), Capture())
    path = work / "a.xmp"
    path.write_bytes(content)
    (work / "a.CR3.xmp").unlink(missing_ok=True)
    try:
        before = parse(content)
        finds_something(before.utf8)  # here: a crash of exiv2 itself is to be seen, which the program survives
    except PacketUnreadable:
        before = None
    try:
        sidecar.write(photo, Marks(3), Edit(), {"Exposure2012": "+1"})
    except RetouchError:
        assert path.read_bytes() == content, "a sidecar that was refused has been changed"
        return
    if (work / "a.CR3.xmp").exists():  # it says that it serves another file
        assert path.read_bytes() == content
        return
    assert before is not None, "a sidecar that does not parse has been overwritten"
    after = parse(path.read_bytes())
    assert after.get(XMP_RATING) in {"3", "-1"}
    foreign = {n: v for n, v in before.properties.items() if n[0] not in _TOUCHED}
    assert foreign.items() <= after.properties.items(), "something foreign is gone"


def _picture(work: Path, content: bytes) -> None:
    path = work / "picture.bin"
    path.write_bytes(content)
    read_capture(path)
    embedded(path)
    target = work / "out.jpg"
    target.write_bytes(_JPEG)
    write_delivery_metadata(target, path, edit=Edit(), rating=3, label=None)
    assert cv2.imdecode(np.frombuffer(target.read_bytes(), np.uint8), cv2.IMREAD_COLOR).shape == (16, 24, 3)


def _camera(work: Path, content: bytes) -> None:
    path = work / "camera.bin"
    path.write_bytes(content)
    read_capture(path)
    embedded(path)


def _decoded(work: Path, content: bytes) -> None:
    path = work / "pixels.jpg"  # what is inside decides, not the name
    path.write_bytes(content)
    for look in (partial(decode.preview, path, 16), partial(decode.base, path, long_edge=16)):
        with contextlib.suppress(RetouchError):
            look()


def _cube(work: Path, content: bytes) -> None:
    path = work / "a.cube"
    path.write_bytes(content)
    with contextlib.suppress(RetouchError):
        assert np.isfinite(read_cube(path)(np.array([[0.1, 0.5, 0.9]], np.float32))).all()


def _preset(work: Path, content: bytes) -> None:
    path = work / "a.json"
    path.write_bytes(content)
    with contextlib.suppress(RetouchError):
        presets.read(path).on(Edit(), 0.5)


def _profile(_: Path, content: bytes) -> None:
    found = icc.parse(content)
    if found is not None:
        found.linear(np.array([[[0.1, 0.5, 0.9]]], np.float32))


def _reading(_: Path, content: bytes) -> None:
    _refused_cleanly(lambda text: scene_from_data(json.loads(text)), content.decode("utf-8", "replace"))


def _stored(_: Path, content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    loaders: list[Callable[[Any], Any]] = [values.load_value, values.load_evidence, values.load_capture]
    for load in loaders:
        _refused_cleanly(load, text)
    try:
        data = json.loads(text)
    except ValueError:
        return
    if isinstance(data, Mapping):
        _refused_cleanly(edit_from_data, data)
        _refused_cleanly(Marks.from_data, data)


def _refused_cleanly(load: Callable[[Any], Any], data: Any) -> None:
    try:
        load(data)
    except (ValueError, TypeError, KeyError, AttributeError):
        return


_TOUCHED = {sidecar.CRS, sidecar.RETOUCH, *(name[0] for name in (XMP_RATING, *sidecar.words.FLAGS))}
_JPEG = bytes(cv2.imencode(".jpg", np.full((16, 24, 3), 80, np.uint8))[1])
_PARSERS: Mapping[str, Callable[[Path, bytes], None]] = {
    "packet": _packet,
    "picture": _picture,
    "pixels": _decoded,
    "stored": _stored,
    "reading": _reading,
    "cube": _cube,
    "preset": _preset,
    "profile": _profile,
    "camera": _camera,
}
