"""Editing a packet's text: what is asked for changes, every other property and byte stays."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retouch.model import packet
from retouch.model.packet import PacketUnreadable, new_packet, parse

XMP = "http://ns.adobe.com/xap/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
RATING = (XMP, "Rating")
PREFIXES = {XMP: "xmp"}


def wrap(body: str, attributes: str = "", about: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="O">'
        f'<rdf:RDF xmlns:rdf="{packet.RDF}">\n  <rdf:Description rdf:about="{about}" xmlns:xmp="{XMP}" xmlns:dc="{DC}"'
        f' xmlns:o="http://other.example/x" {attributes}>{body}</rdf:Description>\n</rdf:RDF></x:xmpmeta>'
        '\n<?xpacket end="w"?>'
    ).encode()


def test_attributes_and_elements_are_both_read():
    found = parse(wrap("<xmp:Label>Grün &amp; gut</xmp:Label><dc:subject><rdf:Bag/></dc:subject>", 'xmp:Rating="3"'))
    assert found.get(RATING) == "3"
    assert found.get((XMP, "Label")) == "Grün & gut"
    assert found.properties[DC, "subject"] is None
    assert ("dc", DC) in found.namespaces


@pytest.mark.parametrize("old", ['xmp:Rating="3"', "xmp:Rating = '3'"])
def test_an_attribute_gives_way_to_the_new_value(old):
    source = wrap("<o:x>1</o:x>", old)
    new = parse(source).replaced((), {RATING: "-1"}, PREFIXES)
    assert parse(new).get(RATING) == "-1"
    assert new.count(b"Rating") == 1
    removed = parse(new).replaced({RATING}, {}, PREFIXES)
    assert removed == source.replace(f" {old}".encode(), b"")


def test_the_texts_of_a_list_are_read_and_no_structures():
    body = (
        "<o:list><rdf:Seq><rdf:li>2</rdf:li><rdf:li>0</rdf:li></rdf:Seq></o:list>"
        "<o:deep><rdf:Bag><rdf:li><rdf:Description o:x='1'/></rdf:li><rdf:li/></rdf:Bag></o:deep>"
    )
    found, of = parse(wrap(body, 'o:plain="x"')), "http://other.example/x"
    assert found.items((of, "list")) == ("2", "0")
    assert found.items((of, "deep")) == ("",)
    assert found.items((of, "plain")) == found.items((of, "none")) == ()
    assert found.get((of, "list")) is None


def test_only_whole_bytes_of_the_named_property_go():
    rating = "\n   <xmp:Rating>3</xmp:Rating>"
    source = wrap(f"\n   <dc:source>a > b</dc:source>{rating}<!-- kept --><o:y a=\"xmp:Rating='3'\"/>")
    assert parse(source).replaced({RATING}, {}, {}) == source.replace(rating.encode(), b"")


def test_writing_twice_changes_nothing_and_removing_gives_the_original_back():
    source = wrap("<dc:source>x</dc:source>", about="uuid:1234")
    once = parse(source).replaced((), {RATING: "4"}, PREFIXES)
    assert b'rdf:about="uuid:1234"\n   xmlns:xmp' in once
    assert parse(once).replaced((), {RATING: "4"}, PREFIXES) == once
    assert parse(once).replaced({RATING}, {}, PREFIXES) == source


def test_a_prefix_that_means_something_else_is_no_obstacle():
    source = wrap("<xmp:Rating>kept</xmp:Rating>").replace(XMP.encode(), b"http://elsewhere/")
    new = parse(source).replaced((), {RATING: "5"}, PREFIXES)
    assert parse(new).get(RATING) == "5"
    assert parse(new).get(("http://elsewhere/", "Rating")) == "kept"


def test_a_namespace_keeps_the_prefix_that_it_has():
    source = (
        wrap("<xmp:CreateDate>2026</xmp:CreateDate>").replace(b"xmp:C", b"xap:C").replace(b"xmlns:xmp", b"xmlns:xap")
    )
    new = parse(source).replaced((), {RATING: "5"}, PREFIXES)
    assert b'xap:Rating="5"' in new and b"xmlns:xmp=" not in new


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_stays_utf16(encoding):
    source = ("\ufeff" + wrap("<dc:source>ü</dc:source>").decode()).encode(encoding)
    new = parse(source).replaced((), {RATING: "5"}, PREFIXES)
    assert new.decode(encoding).startswith("\ufeff<?xpacket")
    assert parse(new).properties == {(DC, "source"): "ü", RATING: "5"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("head", ["", "\ufeff", '\ufeff<?xml version="1.0" encoding="UTF-16"?>\n', " \n"])
def test_utf16_is_known_without_a_mark_and_with_a_declaration(encoding, head):
    source = (head + wrap("<dc:source>ü</dc:source>").decode().partition("?>")[2].strip()).encode(encoding)
    found = parse(source)
    new = found.replaced((), {RATING: "5"}, PREFIXES)
    assert new.decode(encoding).startswith(head)
    assert parse(new).properties == {(DC, "source"): "ü", RATING: "5"}
    assert b"UTF-16" not in found.utf8, "who reads it as UTF-8 must not be told otherwise"


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "cp037"])
def test_other_encodings_are_refused(encoding):
    with pytest.raises(PacketUnreadable):
        parse(("\ufeff" * encoding.startswith("utf-32") + wrap("").decode().replace("\ufeff", "")).encode(encoding))


@pytest.mark.parametrize("rdf", ["r:RDF", "RDF"])
def test_rdf_without_wrapping_and_with_another_prefix(rdf):
    declared = "xmlns:r" if ":" in rdf else "xmlns"
    new = parse(f'<{rdf} {declared}="{packet.RDF}"/>'.encode()).replaced((), {RATING: "1"}, PREFIXES)
    assert parse(new).get(RATING) == "1"
    assert parse(parse(new).replaced({RATING}, {}, {})).properties == {}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (b"", "not well-formed"),
        (b"<x:xmpmeta", "not well-formed"),
        (b"<html/>", "no RDF"),
        (wrap("<dc:source>a</dc:source><dc:source>b</dc:source>"), "twice"),
        (wrap("<dc:source>a</dc:source>", 'dc:source="b"'), "twice"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + wrap("<dc:source>&a;</dc:source>"), "document type"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type"),
        (wrap("<o:a>" * 80 + "</o:a>" * 80), "deeply"),
        (b"\xff\xfe<\x00\x00\xd8x\x00", "UTF-16"),
        (f'<rdf:RDF xmlns:rdf="{packet.RDF}"><x/></rdf:RDF>'.encode(), "no XMP"),
        (b" " * (packet.MOST_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_packet_is_refused_with_a_reason(source, why):
    with pytest.raises(PacketUnreadable, match=why):
        parse(source)


def test_entities_do_not_expand():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(PacketUnreadable, match="entities"):
        parse(bomb)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(value=TEXTS, foreign=TEXTS, about=TEXTS)
def test_any_text_round_trips_beside_any_other(value, foreign, about):
    start = new_packet({(DC, "source"): foreign}, {DC: "dc"}, "other")
    new = parse(start).replaced((), {RATING: value}, PREFIXES)
    assert parse(new).properties == {(DC, "source"): foreign, RATING: value}
    ET.fromstring(new)  # an independent parser agrees that it is XML
    assert parse(parse(new).replaced({RATING}, {}, {})).utf8 == start


@given(st.text())
def test_what_xml_cannot_hold_is_dropped(value):
    kept = parse(new_packet({RATING: value}, PREFIXES, "x")).get(RATING)
    assert kept is not None and set(kept) <= set(value)


@given(data=st.binary(max_size=200), at=st.integers(0, 600), cut=st.integers(0, 30))
def test_mutations_are_parsed_or_refused(data, at, cut):
    source = wrap("<dc:subject><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:subject>", 'xmp:Rating="3"')
    mutated = source[:at] + data + source[at + cut :]
    try:
        found = parse(mutated)
    except PacketUnreadable:
        return
    new = parse(found.replaced({RATING}, {(XMP, "Label"): "x"}, PREFIXES))
    expected = {n: v for n, v in found.properties.items() if n not in {RATING, (XMP, "Label")}}
    assert new.properties == expected | {(XMP, "Label"): "x"}
