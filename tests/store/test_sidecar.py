"""Sidecars on disk: where they are, what changes in them, what stays, and when they come and go."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import exiv2
import pytest

from retouch.adjust.edit import Edit
from retouch.model.decision import Verdict
from retouch.model.errors import NotWritable, ShootGone, SidecarUnreadable
from retouch.model.packet import parse
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store import sidecar
from retouch.store.marks import COLOURS, XMP_LABEL, XMP_RATING
from retouch.store.sidecar import Marks, SeenSidecar, is_unchanged, read, state_of, write

NONE = Edit()
EDIT = Edit(unknown={"future": {"version": 9, "amount": 0.5}})
CRS = {"Exposure2012": "+0.30", "HasSettings": "True"}


def photo(folder: Path, name: str = "IMG_1.CR2", *companions: str) -> Photo:
    return Photo(PhotoId(name), folder / name, tuple(folder / c for c in companions), FileStamp(1, 2), Capture())


def lightroom(folder: Path, attributes: str = "", body: str = "", name: str = "IMG_1.xmp") -> Path:
    path = folder / name
    path.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about=""\n    xmlns:xmp="http://ns.adobe.com/xap/1.0/"\n'
        '    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"\n'
        '    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"\n'
        f"   {attributes}>\n{body}  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
    )
    return path


def test_an_untouched_photo_gets_no_sidecar(tmp_path):
    assert write(photo(tmp_path), Marks(), NONE, {}) == SeenSidecar("", Marks())
    assert read(photo(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_everything_said_comes_back(tmp_path):
    marks = Marks(4, Verdict.REJECT, "Green")
    seen = write(photo(tmp_path), marks, EDIT, CRS, by="me")
    found = read(photo(tmp_path))
    assert (found.path, found.marks, found.wrote) == (tmp_path / "IMG_1.xmp", marks, marks)
    assert {k: dict(v) for k, v in found.edit.unknown.items()} == EDIT.unknown
    assert found.digest == seen.digest != ""
    assert seen == SeenSidecar(found.digest, marks, state_of(marks, EDIT, CRS))
    assert found.by == "me"
    packet = parse(found.path.read_bytes())
    assert packet.get((sidecar.PHOTOSHOP, "SidecarForExtension")) == "CR2"
    assert packet.get((sidecar.CRS, "Exposure2012")) == "+0.30"


def test_a_digest_tells_whether_a_sidecar_changed(tmp_path):
    assert is_unchanged(photo(tmp_path), "") and not is_unchanged(photo(tmp_path), "abc")
    digest = write(photo(tmp_path), Marks(3), NONE, {}).digest
    assert is_unchanged(photo(tmp_path), digest) and not is_unchanged(photo(tmp_path), "")
    (tmp_path / "IMG_1.xmp").write_bytes(b"")
    assert not is_unchanged(photo(tmp_path), digest)


def test_a_state_is_that_of_everything_said():
    states = [
        state_of(Marks(3), NONE, {}),
        state_of(Marks(3), EDIT, {}),
        state_of(Marks(3), EDIT, CRS),
        state_of(Marks(), NONE, {}),
    ]
    assert len(set(states)) == 4 and states[-1] == ""
    assert state_of(Marks(3), EDIT, dict(reversed(CRS.items()))) == states[2]


def test_writing_the_same_again_does_not_touch_the_file(tmp_path):
    first = write(photo(tmp_path), Marks(3), EDIT, CRS)
    os.utime(tmp_path / "IMG_1.xmp", (1, 1))
    assert write(photo(tmp_path), Marks(3), EDIT, CRS) == first
    assert (tmp_path / "IMG_1.xmp").stat().st_mtime == 1


def test_a_sidecar_of_ours_that_became_empty_goes_away(tmp_path):
    write(photo(tmp_path), Marks(4, Verdict.KEEP, "Red"), EDIT, CRS)
    assert write(photo(tmp_path), Marks(), NONE, {}).digest == ""
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_sidecar_is_left_as_it_was_in_the_end(tmp_path):
    attributes = 'xmp:Label="Approved"\n   xmp:Rating="2"\n   crs:Exposure2012="-1.00"'
    path = lightroom(
        tmp_path, attributes, "   <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li></rdf:Seq></crs:ToneCurve>\n"
    )
    before = parse(path.read_bytes())
    write(photo(tmp_path), Marks(2, Verdict.REJECT, "Green"), EDIT, CRS)
    during = parse(path.read_bytes())
    assert (during.get(XMP_RATING), during.get(XMP_LABEL)) == ("-1", "Approved")
    assert during.get((sidecar.CRS, "Exposure2012")) == "+0.30"
    assert b'x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        "' in path.read_bytes()
    write(photo(tmp_path), Marks(2, None, "Green"), NONE, {})
    after = parse(path.read_bytes())
    assert {n: v for n, v in after.properties.items() if n[0] != sidecar.RETOUCH} == before.properties


def test_marks_of_others_that_we_do_not_speak_of_stay(tmp_path):
    path = lightroom(tmp_path, 'xmp:Rating="4"')
    assert write(photo(tmp_path), Marks(), NONE, {}).digest == ""  # still to be taken in
    assert write(photo(tmp_path), Marks(label="Red"), NONE, {}).digest == ""
    assert read(photo(tmp_path)).marks == Marks(4, None, "Red")
    assert write(photo(tmp_path), Marks(4, None, "Red"), NONE, {}).digest != ""  # taken in
    write(photo(tmp_path), Marks(), NONE, {})  # and undone
    assert XMP_RATING not in parse(path.read_bytes()).properties


def test_a_change_from_outside_is_seen_and_not_overwritten_by_an_unrelated_decision(tmp_path):
    write(photo(tmp_path), Marks(2, Verdict.KEEP), NONE, {})
    path = tmp_path / "IMG_1.xmp"
    path.write_bytes(path.read_bytes().replace(b'Rating="2"', b'Rating="5"'))
    assert read(photo(tmp_path)).marks == Marks(5, Verdict.KEEP)
    assert read(photo(tmp_path)).wrote == Marks(2, Verdict.KEEP)
    seen = write(photo(tmp_path), Marks(2, Verdict.KEEP, "Red"), NONE, {})
    assert seen.digest == "" and read(photo(tmp_path)).marks == Marks(5, Verdict.KEEP, "Red")
    write(photo(tmp_path), Marks(1, Verdict.KEEP, "Red"), NONE, {})  # decided here since: the catalogue is the truth
    assert read(photo(tmp_path)).marks == Marks(1, Verdict.KEEP, "Red")


def test_why_packets_are_not_written_by_exiv2(tmp_path):
    """What a foreign sidecar may hold, and exiv2's own writer would lose or change; ours does not."""
    body = (
        '<dc:relation xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:resource="http://a.example/"/>'
        '<n:a xmlns:n="http://no.slash.example/n">x</n:a>'
    )
    path = lightroom(tmp_path, "", body)
    path.write_text(path.read_text().replace('rdf:about=""', 'rdf:about="uuid:1234"'))
    image = exiv2.ImageFactory.open(path.read_bytes())
    image.readMetadata()
    by_exiv2 = exiv2.XmpParser.encode(image.xmpData())[1]
    write(photo(tmp_path), Marks(3), NONE, {})
    for part in ('rdf:about="uuid:1234"', 'rdf:resource="http://a.example/"', '"http://no.slash.example/n"'):
        assert part in path.read_text()
        assert part not in by_exiv2


# Where it is


def test_the_darktable_name_is_followed_where_only_it_exists(tmp_path):
    lightroom(tmp_path, 'xmp:Rating="1"', name="IMG_1.CR2.xmp")
    assert read(photo(tmp_path)).marks == Marks(1)
    write(photo(tmp_path), Marks(2), NONE, {})
    assert [p.name for p in tmp_path.iterdir()] == ["IMG_1.CR2.xmp"]
    lightroom(tmp_path, 'xmp:Rating="3"')
    assert read(photo(tmp_path)).marks == Marks(3)


@pytest.mark.parametrize("name", ["IMG_1.XMP", "IMG_1.xmp"])
def test_an_upper_case_name_is_the_same_sidecar(tmp_path, name):
    lightroom(tmp_path, 'xmp:Rating="1"', name=name)
    write(photo(tmp_path), Marks(2), NONE, {})
    assert [p.name for p in tmp_path.iterdir()] == [name]


def darktable(folder: Path, *colours: int, label: str = "") -> Path:
    items = "".join(f"<rdf:li>{c}</rdf:li>" for c in colours)
    return lightroom(
        folder,
        f'xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5" {label}',
        f"<darktable:colorlabels><rdf:Seq>{items}</rdf:Seq></darktable:colorlabels>\n" if colours else "",
        "IMG_1.CR2.xmp",
    )


def test_a_colour_that_darktable_gave_is_a_label(tmp_path):
    darktable(tmp_path, 3, 0)
    found = read(photo(tmp_path))
    assert found is not None and found.marks == Marks(label="Blue")
    darktable(tmp_path, 9)
    found = read(photo(tmp_path))
    assert found is not None and found.marks == Marks()
    darktable(tmp_path, 3, label='xmp:Label="Red"')
    found = read(photo(tmp_path))
    assert found is not None and found.marks == Marks(label="Red"), "what everybody reads comes first"


def test_a_colour_that_darktable_changed_counts_and_one_that_changed_here_replaces_it(tmp_path):
    path = darktable(tmp_path, 3)
    write(photo(tmp_path), Marks(label="Blue"), NONE, {})
    assert parse(path.read_bytes()).items(COLOURS) == ("3",)
    text = path.read_text()
    path.write_text(text.replace("<rdf:li>3<", "<rdf:li>4<"))  # it leaves our label as it is
    found = read(photo(tmp_path))
    assert found is not None and found.marks == Marks(label="Purple")
    assert write(photo(tmp_path), Marks(3, label="Blue"), NONE, {}).digest == "", "there is news"
    assert read(photo(tmp_path)).marks == Marks(3, label="Purple")
    write(photo(tmp_path), Marks(3, label="Green"), NONE, {})
    assert parse(path.read_bytes()).items(COLOURS) == ()
    assert read(photo(tmp_path)).marks == Marks(3, label="Green")
    darktable(tmp_path, 2)
    write(photo(tmp_path), Marks(label="Green"), NONE, {})
    write(photo(tmp_path), Marks(), NONE, {})
    found = read(photo(tmp_path))
    assert found is None or found.marks == Marks()


def test_photos_that_share_a_name_do_not_share_a_sidecar(tmp_path):
    raw, other = photo(tmp_path), photo(tmp_path, "IMG_1.NEF")
    write(raw, Marks(1), NONE, {})
    write(other, Marks(5), NONE, {})
    assert (read(raw).path.name, read(other).path.name) == ("IMG_1.xmp", "IMG_1.NEF.xmp")
    assert (read(raw).marks, read(other).marks) == (Marks(1), Marks(5))


def test_raw_and_jpeg_are_one_photo_with_one_sidecar(tmp_path):
    lightroom(tmp_path, 'xmp:Rating="2" photoshop:SidecarForExtension="JPG"')
    assert read(photo(tmp_path)) is None
    assert read(photo(tmp_path, "IMG_1.CR2", "IMG_1.JPG")).marks == Marks(2)


@pytest.mark.parametrize(
    "stem", ["-rf", "a\nb", "😀 ü", "x" * 251, "..", "a.b.c", os.fsdecode(b"caf\xe9"), "$(reboot)", "%s", "con"]
)
def test_any_name_has_a_sidecar_beside_it(tmp_path, stem):
    one = photo(tmp_path, f"{stem}.CR2")
    write(one, Marks(3), NONE, {})
    assert read(one).marks == Marks(3)
    assert [p.name for p in tmp_path.iterdir()] == [f"{stem}.xmp"]
    write(one, Marks(), NONE, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["loop", "dangling", "outside"])
def test_a_link_in_the_place_of_a_sidecar_leads_nowhere(tmp_path, kind):
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    outside = lightroom(tmp_path, 'xmp:Rating="2"', name="outside.xmp")
    link = shoot / "IMG_1.xmp"
    link.symlink_to({"loop": link, "dangling": tmp_path / "none", "outside": outside}[kind])
    before = outside.read_bytes()
    write(photo(shoot), Marks(3), NONE, {})
    assert read(photo(shoot)).marks == Marks(3)
    assert not link.is_symlink() and outside.read_bytes() == before and not (tmp_path / "none").exists()


def test_a_folder_in_the_place_of_a_sidecar_is_a_clear_message(tmp_path):
    (tmp_path / "IMG_1.xmp").mkdir()
    with pytest.raises(NotWritable):
        write(photo(tmp_path), Marks(3), NONE, {})
    assert [p.name for p in tmp_path.iterdir()] == ["IMG_1.xmp"]


@pytest.mark.parametrize("kind", ["fifo", "socket", "device"])
def test_what_is_no_file_in_the_place_of_a_sidecar_is_named_and_left(tmp_path, kind):
    path = tmp_path / "IMG_1.xmp"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        try:
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero, which never ends
        except OSError:
            pytest.skip("devices may not be made here")
    assert read(photo(tmp_path)) is None
    with pytest.raises(NotWritable, match="no file"):
        write(photo(tmp_path), Marks(3), NONE, {})
    assert not path.is_file() and [p.name for p in tmp_path.iterdir()] == ["IMG_1.xmp"]


def test_a_write_protected_sidecar_is_named_and_left(tmp_path):
    write(photo(tmp_path), Marks(3), NONE, {})
    path = tmp_path / "IMG_1.xmp"
    path.chmod(0o444)
    before = path.read_bytes()
    for marks in (Marks(5), Marks()):
        with pytest.raises(NotWritable, match="protected"):
            write(photo(tmp_path), marks, NONE, {})
    assert path.read_bytes() == before
    path.chmod(0o644)
    write(photo(tmp_path), Marks(5), NONE, {})
    assert read(photo(tmp_path)).marks == Marks(5)


def test_a_hard_link_elsewhere_is_not_written_through(tmp_path):
    (tmp_path / "shoot").mkdir()
    backup = lightroom(tmp_path, 'xmp:Rating="2"', name="backup.xmp")
    before = backup.read_bytes()
    os.link(backup, tmp_path / "shoot" / "IMG_1.xmp")
    write(photo(tmp_path / "shoot"), Marks(5), NONE, {})
    assert backup.read_bytes() == before and read(photo(tmp_path / "shoot")).marks.rating == 5


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("times", [1, 2, 99])
def test_what_another_program_writes_between_our_look_and_our_write_stays(tmp_path, monkeypatch, there, times):
    """It is read again and goes along; a program that never stops is named, and is not written over."""
    if there:
        lightroom(tmp_path, 'xmp:Rating="2"')
    real, left = os.fsync, [times]

    def slow(handle: int) -> None:
        real(handle)
        if left[0]:
            left[0] -= 1
            lightroom(tmp_path, f'xmp:Rating="2" xmp:Label="Red" photoshop:City="{left[0]}"')

    monkeypatch.setattr(os, "fsync", slow)
    if times == 99:
        with pytest.raises(NotWritable, match="keeps changing"):
            write(photo(tmp_path), Marks(5), NONE, {})
        assert b"retouch" not in (tmp_path / "IMG_1.xmp").read_bytes()
    else:
        seen = write(photo(tmp_path), Marks(5), NONE, {})
        after = parse((tmp_path / "IMG_1.xmp").read_bytes())
        assert (after.get(XMP_RATING), after.get((sidecar.PHOTOSHOP, "City"))) == ("5", "0")
        assert seen.digest == "" and read(photo(tmp_path)).marks.label == "Red", "their news are still to be taken in"
    assert [p.name for p in tmp_path.iterdir()] == ["IMG_1.xmp"]


def test_what_another_program_writes_is_not_removed_with_ours(tmp_path, monkeypatch):
    write(photo(tmp_path), Marks(3), NONE, {})
    real = sidecar._verify

    def slow(path: Path, *rest: object) -> object:
        made = real(path, *rest)
        lightroom(tmp_path, 'xmp:Rating="4"')
        monkeypatch.undo()
        return made

    monkeypatch.setattr(sidecar, "_verify", slow)
    write(photo(tmp_path), Marks(), NONE, {})
    assert read(photo(tmp_path)).marks.rating == 4


def test_a_huge_sidecar_is_refused_without_being_read_whole(tmp_path):
    with (tmp_path / "IMG_1.xmp").open("wb") as file:
        file.truncate(8 * 1024**3)
    with pytest.raises(SidecarUnreadable, match="larger"):
        read(photo(tmp_path))


# What goes wrong


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<x:xmpmeta",
        b"not xml",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="a" xmlns:d="http://d/" d:a="1"/>'
        b'<rdf:Description rdf:about="b" xmlns:d="http://d/" d:b="1"/></rdf:RDF></x:xmpmeta>',
    ],
)
def test_a_packet_that_does_not_parse_is_named_and_never_overwritten(tmp_path, content):
    path = tmp_path / "IMG_1.xmp"
    path.write_bytes(content)
    for attempt in (lambda: read(photo(tmp_path)), lambda: write(photo(tmp_path), Marks(3), EDIT, CRS)):
        with pytest.raises(SidecarUnreadable) as caught:
            attempt()
        assert caught.value.path == path
    assert path.read_bytes() == content


def test_a_namespace_in_disguise_harms_no_other_file(tmp_path):
    path = lightroom(tmp_path, 'xmp:Rating="4"', name="IMG_2.xmp")
    path.write_text(path.read_text().replace("http://ns.adobe.com/xap/1.0/", "http://evil/"))
    assert read(photo(tmp_path, "IMG_2.CR2")).marks == Marks()
    lightroom(tmp_path, 'xmp:Rating="4"')
    assert read(photo(tmp_path)).marks == Marks(4)
    assert exiv2.XmpProperties.ns("xmp") == "http://ns.adobe.com/xap/1.0/"


def test_a_folder_that_is_gone_is_a_clear_message(tmp_path):
    with pytest.raises(ShootGone):
        write(photo(tmp_path / "gone"), Marks(3), NONE, {})


def test_a_full_disk_is_a_clear_message_and_leaves_the_old_sidecar(tmp_path, monkeypatch):
    write(photo(tmp_path), Marks(3), NONE, {})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritable, match="No space left"):
        write(photo(tmp_path), Marks(5), NONE, {})
    assert read(photo(tmp_path)).marks == Marks(3)
    assert [p.name for p in tmp_path.iterdir()] == ["IMG_1.xmp"]
