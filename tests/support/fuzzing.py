"""Mutated files for every parser that meets a user's file, in a process of its own, because a parser may crash it."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import exiv2
import numpy as np

from retouch.adjust.edit import Edit, edit_from_data
from retouch.develop import dng
from retouch.develop.metadata import read_capture, write_delivery_metadata
from retouch.model.errors import RetouchError
from retouch.model.packet import PacketUnreadable, parse
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar, values
from retouch.store.marks import XMP_RATING, Marks

_NASTY = [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"<", b"&", b'"', b"]]>"]

CHILD = """
import sys
from pathlib import Path
from support.fuzzing import run
run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), *map(Path, sys.argv[5:]))
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
    """Return whole files by kind: sidecars of the corpus, a JPEG, a TIFF and a DNG with metadata, and stored values."""
    pixels = np.full((16, 24, 3), 80, np.uint8)
    pictures = []
    for suffix in (".jpg", ".tif"):
        path = corpus.parent / f"seed{suffix}"
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
        path.unlink(missing_ok=True)
    raw = np.full((16, 24, 3), 0.2, np.float32)
    target = corpus.parent / "seed.dng"
    dng.write(target, dng.mosaic(dng.sensor(raw)), Capture(make="T", model="T", iso=100), dng.neutral(), pixels)
    pictures.append(target.read_bytes())
    target.unlink()
    if extra is not None:
        pictures += [p.read_bytes()[:200_000] for p in sorted(extra.iterdir()) if p.is_file()]
    stored = [
        '{"verdict":"keep"}',
        '{"adjust":"exposure","data":{"version":1,"ev":0.5}}',
        '[{"name":"a","value":1.0,"limit":2,"where":[0,0,1,1]}]',
        '{"taken":"2026-05-01T10:00:00.42+02:00","iso":100}',
        '{"exposure":{"version":1,"ev":0.5},"future":{"version":9}}',
        '{"rating":3,"verdict":"keep","label":"Red"}',
    ]
    return {
        "packet": [p.read_bytes() for p in sorted(corpus.iterdir())],
        "picture": pictures,
        "stored": [s.encode() for s in stored],
    }


def run(corpus: Path, work: Path, count: int, seed: int, extra: Path | None = None) -> None:
    """Feed ``count`` mutated inputs to the parsers; ``extra`` is a folder of more pictures to mutate.

    Anything but a clean refusal ends the process with a traceback (or a crash), and the input is kept in ``work``.
    """
    files = seeds(corpus, extra)
    chance = random.Random(seed)
    kinds = list(files)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        content = mutated(chance.choice(files[kind]), chance)
        (work / f"input.{kind}").write_bytes(content)
        _PARSERS[kind](work, content)
    sys.stdout.write(f"{count}\n")


def _packet(work: Path, content: bytes) -> None:
    photo = Photo(PhotoId("a"), work / "a.CR3", (), FileStamp(1, 2), Capture())
    path = work / "a.xmp"
    path.write_bytes(content)
    (work / "a.CR3.xmp").unlink(missing_ok=True)
    try:
        before = parse(content)
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
    sidecar.embedded(path)
    target = work / "out.jpg"
    target.write_bytes(_JPEG)
    write_delivery_metadata(target, path, edit=Edit(), rating=3, label=None)
    assert cv2.imdecode(np.frombuffer(target.read_bytes(), np.uint8), cv2.IMREAD_COLOR).shape == (16, 24, 3)


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
_PARSERS: Mapping[str, Callable[[Path, bytes], None]] = {"packet": _packet, "picture": _picture, "stored": _stored}
