"""XMP sidecars: what this program tells other programs about a photo, and what they tell it.

Only our own properties change; the text of the packet around them stays as it was, byte for byte. The full edit travels
in our own namespace, so that a folder that moves to another computer brings everything along.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from retouch import __version__
from retouch.adjust.edit import Edit, edit_from_data, edit_to_data
from retouch.model.errors import GONE, NotWritable, RetouchError, ShootGone, SidecarUnreadable
from retouch.model.packet import MOST_BYTES, Name, Packet, PacketUnreadable, new_packet, parse
from retouch.model.photo import Photo
from retouch.model.replace import remove_file, replace_file
from retouch.model.toolkit import RETOUCH
from retouch.store import camera_raw
from retouch.store import marks as words
from retouch.store.marks import CRS, PHOTOSHOP, Marks, SeenSidecar, as_properties, canonical, from_properties
from retouch.store.values import to_json
from retouch.store.xmp_check import WELL_KNOWN, Crashed, understood

__all__ = ["Marks", "SeenSidecar", "Sidecar", "is_unchanged", "path_for", "read", "state_of", "write"]

_PREFIXES = {uri: prefix for prefix, uri in WELL_KNOWN.items()} | {
    words.PHOTO_MECHANIC: "photomechanic",
    RETOUCH: "retouch",
}
_SERVES: Name = (PHOTOSHOP, "SidecarForExtension")
_MARKS: Name = (RETOUCH, "Marks")
_EDIT: Name = (RETOUCH, "Edit")
_NOTE: Name = (RETOUCH, "CameraRaw")
_MADE_BY = "retouch"
_LEFT = "It was left as it is; repair or remove it. What you decide stays in the catalogue."
_LATER = "The decision is in the catalogue and will be written when it can be."
_ATTEMPTS = 3
"""So often is a sidecar read anew that another program writes at the same moment."""
_BY: Name = (RETOUCH, "Catalog")
_OURS = (_MARKS, _EDIT, _NOTE, _BY)
NONE = Marks()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says.

    ``marks`` are as the file has them now, changes by other programs included; ``wrote`` is what this program wrote
    into it last, ``None`` where it never did, and ``by`` the identity of the catalogue that it came from. ``edit`` is
    our full edit, if there is one in it.
    """

    path: Path
    marks: Marks
    wrote: Marks | None
    by: str
    edit: Edit | None
    digest: str


def path_for(photo: Photo) -> Path:
    """Return where the sidecar of a photo is, or would be.

    That is ``IMG_1.xmp``; or ``IMG_1.CR2.xmp`` where only that exists, or where ``IMG_1.xmp`` says that it serves
    another file. Raises ``SidecarUnreadable`` where that cannot be told.
    """
    return _locate(photo)[0]


def read(photo: Photo) -> Sidecar | None:
    """Return what the sidecar of a photo says; ``None`` where there is none.

    Raises ``SidecarUnreadable`` where it does not parse or is too large.
    """
    path, packet, digest = _locate(photo)
    if packet is None:
        return None
    wrote = _wrote(packet)
    found = Sidecar(path, _marks(packet, wrote), wrote, packet.get(_BY) or "", _edit(packet), digest)
    second = _second(photo, path)
    return found if second is None else _joined(found, second)


def _joined(found: Sidecar, second: Path) -> Sidecar:
    """Add what darktable says in a sidecar of its own: what it changed since we wrote there, and what only it says.

    Raises ``SidecarUnreadable``.
    """
    packet, digest = _load(second)
    wrote = _wrote(packet)
    theirs = _marks(packet, wrote)
    if wrote is not None:
        news = theirs.differing(wrote)
    else:
        said = found.marks.to_data()
        news = {topic: value for topic, value in theirs.differing(Marks()).items() if topic not in said}
    both = _both(found.digest, digest)
    return replace(found, marks=replace(found.marks, **news), digest=both)


def is_darktables(photo: Photo) -> bool:
    """Whether darktable has, or will have, a sidecar of the kind that it calls its own, and so reads that one alone.

    Raises ``SidecarUnreadable`` where that cannot be told.
    """
    path = path_for(photo)
    return path.stem == photo.path.name or _second(photo, path) is not None


def _second(photo: Photo, path: Path) -> Path | None:
    """Return darktable's own sidecar (``IMG_1.CR2.xmp``) where ``path`` is another: it reads that one alone."""
    own = photo.path.with_name(f"{photo.path.name}.xmp")
    return own if own != path and _is_file(own) else None


def is_unchanged(photo: Photo, digest: str) -> bool:
    """Whether the photo's sidecars still have these bytes, without parsing them; an empty digest stands for no file."""
    beside = photo.path
    adobe = _existing(beside.with_suffix(".xmp"), beside.with_suffix(".XMP"))
    there = [path for path in (adobe, _existing(beside.with_name(f"{beside.name}.xmp"))) if path is not None]
    if not digest or not there:
        return not digest and not there
    with suppress(OSError):
        if any(path.stat().st_size > MOST_BYTES for path in there):
            return False
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in there]
        # Of two, the first may serve another file, and then only the second is the photo's.
        return digest in {digests[-1], digests[0] if len(digests) == 1 else _both(*digests)}
    return False


def _both(first: str, second: str) -> str:
    return hashlib.sha256(f"{first} {second}".encode()).hexdigest()


def state_of(marks: Marks, edit: Edit, crs: Mapping[str, str]) -> str:
    """Return a digest of all that is to be said, to tell whether a sidecar is behind; empty for nothing."""
    if _is_silent(marks, edit, crs):
        return ""
    said = to_json([marks.to_data(), edit_to_data(edit), dict(sorted(crs.items()))])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def write(
    photo: Photo, marks: Marks, edit: Edit, crs: Mapping[str, str], *, by: str = "", taken: Marks = NONE
) -> SeenSidecar:
    """Write marks, edit and Camera Raw settings (``crs:`` local names) into the sidecar; return how it is now.

    ``by`` is the identity of the catalogue that all this comes from. ``taken`` is what was taken in from a sidecar into
    which nothing has been written yet: where it still says so and ``marks`` do not, that was decided.

    No file is made to say nothing, and one of ours that became empty goes away. What another program changed since we
    wrote it stays, unless it is changed here too. Where darktable has a sidecar of its own beside it, the marks go
    there too. Raises ``SidecarUnreadable``, ``NotWritable`` or ``ShootGone``.
    """
    for _ in range(_ATTEMPTS):
        with suppress(_ChangedMeanwhile):
            return _write(photo, marks, edit, crs, by, taken)
    raise NotWritable("another program keeps changing the sidecar", path_for(photo), _LATER)


def _write(photo: Photo, marks: Marks, edit: Edit, crs: Mapping[str, str], by: str, taken: Marks) -> SeenSidecar:
    path = path_for(photo)
    seen = _write_one(photo, marks, edit, crs, by, taken)
    second = _second(photo, path)
    if second is None or (not seen.digest and _is_file(path)):  # there is news in the first
        return seen
    return _write_second(second, marks, by, taken, seen)


def _write_second(path: Path, marks: Marks, by: str, taken: Marks, first: SeenSidecar) -> SeenSidecar:
    """Write marks into darktable's own sidecar, which is there; return how both are now."""
    packet, digest = _load(path)
    wrote, silent = _wrote(packet), marks == Marks()
    since = _base(packet, wrote, taken)
    if wrote is not None or since != Marks() or not silent:
        put, remove = _mark_changes(packet, since, marks)
        own = {} if silent else {_MARKS: to_json(marks.to_data()), **({_BY: by} if by else {})}
        put |= own
        remove |= set(_OURS) - own.keys()
        content = packet.replaced(remove, put, _PREFIXES)
        kept = {name: value for name, value in packet.properties.items() if name not in remove and name not in put}
        after = _verify(path, kept, put, content)
        if after.utf8 != packet.utf8:
            digest = _store(path, content, digest)
        packet = after
    if _marks(packet, marks) != marks:
        return replace(first, digest="")  # there is news
    return replace(first, digest=_both(first.digest, digest) if first.digest else digest)


def _write_one(photo: Photo, marks: Marks, edit: Edit, crs: Mapping[str, str], by: str, taken: Marks) -> SeenSidecar:
    path, packet, digest = _locate(photo)
    silent, state = _is_silent(marks, edit, crs), state_of(marks, edit, crs)
    if packet is None:
        if silent:
            return SeenSidecar("", marks)
        settings = camera_raw.changes(lambda _: None, {}, crs)
        put = {**as_properties(marks), **_own(marks, edit, settings.note, by), **_in_crs(settings.put)}
        put[_SERVES] = photo.path.suffix.lstrip(".").upper()
        content = new_packet(put, _PREFIXES, f"{_MADE_BY} {__version__}")
        _verify(path, {}, put, content)
        return SeenSidecar(_store(path, content, digest), marks, state)
    wrote = _wrote(packet)
    since = _base(packet, wrote, taken)
    if wrote is None and since == Marks() and silent:
        return SeenSidecar(digest if _marks(packet, marks) == marks else "", marks)
    put, remove, note = _changes(packet, since, marks, crs)
    own = {} if silent else _own(marks, edit, note, by)
    if own and (serves := packet.get(_SERVES)):  # into one place with ours, so that the same again changes nothing
        own[_SERVES] = serves
    put |= own
    remove |= set(_OURS) - own.keys()
    content = packet.replaced(remove, put, _PREFIXES)
    kept = {name: value for name, value in packet.properties.items() if name not in remove and name not in put}
    after = _verify(path, kept, put, content)
    if silent and not after.properties.keys() - {_SERVES} and f'"{_MADE_BY} '.encode() in after.utf8[:200]:
        _remove(path, digest)
        return SeenSidecar("", marks)
    if after.utf8 != packet.utf8:
        digest = _store(path, content, digest)
    return SeenSidecar(digest if _marks(after, marks) == marks else "", marks, state)


def _locate(photo: Photo) -> tuple[Path, Packet | None, str]:
    """Return the path of the photo's sidecar, and its packet and digest where it exists."""
    beside = photo.path
    adobe = _existing(beside.with_suffix(".xmp"), beside.with_suffix(".XMP"))
    darktable = beside.with_name(f"{beside.name}.xmp")
    if adobe is not None:
        packet, digest = _load(adobe)
        serves = (packet.get(_SERVES) or "").lower()
        if not serves or serves in {p.suffix.lstrip(".").lower() for p in (beside, *photo.companions)}:
            return adobe, packet, digest
    if _existing(darktable) is not None:
        return darktable, *_load(darktable)
    return (darktable if adobe is not None else beside.with_suffix(".xmp")), None, ""


def _existing(*paths: Path) -> Path | None:
    return next((path for path in paths if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    """Whether there is a file. A name that is too long, or a link that leads to itself, is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _load(path: Path) -> tuple[Packet, str]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        packet = parse(content)
    except OSError as error:
        raise SidecarUnreadable(f"the sidecar cannot be read ({error.strerror})", path, _LEFT) from error
    except PacketUnreadable as error:
        raise SidecarUnreadable(f"the sidecar cannot be used: {error}", path, _LEFT) from error
    if not _is_understood(packet, path):
        raise SidecarUnreadable("the sidecar is no valid XMP", path, _LEFT)
    return packet, hashlib.sha256(content).hexdigest()


def _is_understood(packet: Packet, path: Path) -> bool:
    """Whether other programs make sense of a packet. Raises ``SidecarUnreadable`` where it crashes exiv2."""
    try:
        return understood(packet)
    except Crashed as error:
        raise SidecarUnreadable(f"the sidecar cannot be used: {error}", path, _LEFT) from error


class _ChangedMeanwhile(Exception):
    """Another program wrote the sidecar after it was read here."""


def _store(path: Path, content: bytes, read: str) -> str:
    """Write a sidecar that had the digest ``read`` when it was read (empty for none), and return its new one.

    Raises ``_ChangedMeanwhile`` where it is another one by now.
    """
    try:
        # An older one (``final=False``, a power cut) would be noticed, and the catalogue is the truth.
        replace_file(path, content, final=False, check=lambda: _check_same(path, read))
    except OSError as error:
        raise _explained(error, path) from error
    return hashlib.sha256(content).hexdigest()


def _remove(path: Path, read: str) -> None:
    try:
        _check_same(path, read)
        remove_file(path)
    except OSError as error:
        raise _explained(error, path) from error


def _check_same(path: Path, read: str) -> None:
    """Raise ``_ChangedMeanwhile``, or ``NotWritable`` for what must not be replaced. A link is replaced itself."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISREG(mode) and not mode & 0o222:
        raise NotWritable("the sidecar is write-protected", path, _LATER)
    if mode is not None and not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise NotWritable("something that is no file stands in the place of the sidecar", path, _LATER)
    if (hashlib.sha256(path.read_bytes()).hexdigest() if _is_file(path) else "") != read:
        raise _ChangedMeanwhile


def _explained(error: OSError, path: Path) -> RetouchError:
    if error.errno in GONE:
        return ShootGone("the folder of the photo is not there any more", path, _LATER)
    return NotWritable(f"the sidecar cannot be written ({error.strerror})", path, _LATER)


def _is_silent(marks: Marks, edit: Edit, crs: Mapping[str, str]) -> bool:
    return marks == Marks() and not (edit.steps or edit.unknown or crs)


def _base(packet: Packet, wrote: Marks | None, taken: Marks) -> Marks:
    """Return what a change is measured from: what we wrote, or what was taken in and still stands there."""
    if wrote is not None:
        return wrote
    there = _marks(packet, None)
    gone = there.differing(taken)
    return replace(there, **dict.fromkeys(gone))


def _changes(
    packet: Packet, wrote: Marks, marks: Marks, crs: Mapping[str, str]
) -> tuple[dict[Name, str], set[Name], camera_raw.Note]:
    """Return what to write and to take away outside our own namespace, and the note on Camera Raw settings."""
    put, remove = _mark_changes(packet, wrote, marks)
    noted = camera_raw.note_from_data(_json(packet, _NOTE))
    settings = camera_raw.changes(lambda local: packet.get((CRS, local)), noted, crs)
    return {**put, **_in_crs(settings.put)}, remove | {(CRS, local) for local in settings.remove}, settings.note


def _verify(path: Path, kept: Mapping[Name, str | None], put: Mapping[Name, str], content: bytes) -> Packet:
    """Read a packet back before it goes anywhere, with our parser and with exiv2, and return it."""
    packet = parse(content)
    if packet.properties != {**kept, **put} or not _is_understood(packet, path):
        raise SidecarUnreadable("the sidecar would not survive being changed", path, _LEFT)
    return packet


def _mark_changes(packet: Packet, ours: Marks, marks: Marks) -> tuple[dict[Name, str], set[Name]]:
    """Return the mark properties to write and to take away, where ``ours`` is what we wrote last.

    A topic on which nothing was or is said is left alone. Of the rest, our marks are written, but for those that only
    another program has changed.
    """
    theirs = _marks(packet, _wrote(packet))
    news, changed = theirs.differing(ours), marks.differing(ours)
    kept = {topic: value for topic, value in news.items() if topic not in changed}
    tagged = packet.get(words.TAGGED) is not None
    wanted = as_properties(replace(marks, **kept), tagged=tagged)
    touched: set[Name] = set()
    if marks.verdict or ours.verdict:
        touched |= {*words.FLAGS, words.XMP_RATING}
    if marks.rating is not None or ours.rating is not None:
        touched.add(words.XMP_RATING)
    if (marks.label or ours.label) and canonical(packet.get(words.XMP_LABEL)) != wanted.get(words.XMP_LABEL):
        touched.add(words.XMP_LABEL)  # otherwise the wording that is there stays
    if words.darktables(packet.items(words.COLOURS)) not in (None, wanted.get(words.XMP_LABEL)):
        touched.add(words.COLOURS)  # it reads our label as well, and would show both
    put = {name: value for name, value in wanted.items() if name in touched}
    return put, touched - put.keys()


def _own(marks: Marks, edit: Edit, note: camera_raw.Note, by: str) -> dict[Name, str]:
    """Return what goes into our own namespace."""
    own = {_MARKS: to_json(marks.to_data())}
    if by:
        own[_BY] = by
    if edit.steps or edit.unknown:
        own[_EDIT] = to_json(edit_to_data(edit))
    if note:
        own[_NOTE] = to_json(camera_raw.note_to_data(note))
    return own


def _in_crs(settings: Mapping[str, str]) -> dict[Name, str]:
    return {(CRS, local): value for local, value in settings.items()}


def _marks(packet: Packet, wrote: Marks | None) -> Marks:
    return from_properties(packet.get, wrote, packet.items(words.COLOURS))


def _wrote(packet: Packet) -> Marks | None:
    if packet.get(_MARKS) is None:
        return None
    try:
        return Marks.from_data(_json(packet, _MARKS))
    except ValueError:
        return Marks()


def _edit(packet: Packet) -> Edit | None:
    if packet.get(_EDIT) is None:
        return None
    try:
        return edit_from_data(_json(packet, _EDIT))
    except ValueError:
        return None


def _json(packet: Packet, name: Name) -> dict[str, Any]:
    """Return an object that we wrote as JSON; what somebody else made of it counts as empty."""
    try:
        data = json.loads(packet.get(name) or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
