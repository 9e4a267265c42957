"""Generated sidecars: any structure in any namespace, in both forms of writing it, survives any course of decisions."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.graphs import graph

from retouch.adjust.edit import Edit
from retouch.model.decision import Label, Verdict
from retouch.model.errors import SidecarUnreadable
from retouch.model.packet import RDF
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import FLAGS, XMP_LABEL, XMP_RATING, Marks
from retouch.store.sidecar import read, write

OURS = {f"{{{uri}}}{local}" for uri, local in (XMP_RATING, XMP_LABEL, *FLAGS)}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
NAMESPACES = ("http://ns.adobe.com/lightroom/1.0/", "http://no.slash/a", "urn:x:y#", "http://ns.adobe.com/tiff/1.0/")
PREFIXES = st.sampled_from(["p", "q", "tiff", "odd-one", "_x"])
LOCALS = st.sampled_from(["Name", "Rating", "list", "x.y", "Ärger"])


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists and structures of ``inner``, as the content of a property element in namespace prefix ``p``."""
    kind = st.sampled_from(["Bag", "Seq", "Alt"])
    item = inner.map(lambda content: f"<rdf:li>{content}</rdf:li>")
    lists = st.tuples(kind, st.lists(item, max_size=3)).map(lambda t: f"<rdf:{t[0]}>{''.join(t[1])}</rdf:{t[0]}>")
    fields = st.dictionaries(LOCALS, inner, min_size=1, max_size=3)
    structs = fields.map(lambda d: "".join(f"<p:{name}>{content}</p:{name}>" for name, content in d.items()))
    return lists | structs.map(lambda content: f"<rdf:Description>{content}</rdf:Description>")


CONTENT = st.recursive(TEXT.map(escape), nested, max_leaves=6)
PROPERTY = st.tuples(LOCALS, st.sampled_from(NAMESPACES), CONTENT | TEXT, st.booleans())


@st.composite
def packets(draw: st.DrawFn) -> str:
    """Return a packet of one or two Descriptions, properties as attributes and as elements, with marks or without."""
    known: set[tuple[str, str]] = set()
    nodes = []
    about = draw(st.sampled_from(["", "uuid:1"]))
    for _ in range(draw(st.integers(1, 2))):
        uri = draw(st.sampled_from(NAMESPACES))
        attributes, elements = [], []
        for local in draw(st.lists(LOCALS, unique=True, max_size=4)):
            if (uri, local) in known:
                continue
            known.add((uri, local))
            if draw(st.booleans()):
                attributes.append(f"p:{local}={quoteattr(draw(TEXT))}")
            else:
                elements.append(f"<p:{local}>{draw(CONTENT)}</p:{local}>")
        nodes.append((uri, attributes, elements))
    rating = draw(st.sampled_from(["", 'xmp:Rating="3"', "xmp:Rating='-1'"]))
    label = draw(st.sampled_from(["", "<xmp:Label>Second</xmp:Label>"]))
    nodes[0][1].append(rating)
    nodes[0][2].append(label)
    space = draw(st.sampled_from(["", "\n   ", " "]))
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        + "".join(
            f"{space}<rdf:Description rdf:about={quoteattr(about)} xmlns:p={quoteattr(uri)}"
            f' xmlns:xmp="http://ns.adobe.com/xap/1.0/" {" ".join(attributes)}>{space.join(elements)}</rdf:Description>'
            for uri, attributes, elements in nodes
        )
        + f"{space}</rdf:RDF></x:xmpmeta>"
    )


MARKS = st.builds(
    Marks,
    st.none() | st.integers(0, 5),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.sampled_from([label.value for label in Label]),
)


@settings(max_examples=80, deadline=None)
@given(packet=packets(), courses=st.lists(MARKS, min_size=1, max_size=3))
def test_a_generated_sidecar_keeps_what_is_foreign(tmp_path_factory, packet, courses):
    folder = tmp_path_factory.mktemp("generated")
    photo = Photo(PhotoId("a"), folder / "a.CR2", (), FileStamp(1, 2), Capture())
    path = folder / "a.xmp"
    path.write_text(packet, encoding="utf-8")
    before = graph(path.read_bytes(), without=OURS)
    try:
        there = read(photo)
    except SidecarUnreadable:  # RDF that is no XMP for exiv2: then it is left alone
        with pytest.raises(SidecarUnreadable):
            write(photo, courses[0], Edit(), {})
        assert path.read_text(encoding="utf-8") == packet
        return
    assert there is not None
    write(photo, there.marks, Edit(), {})
    for marks in courses:
        write(photo, marks, Edit(), {})
        found = read(photo)
        assert (found.marks if found is not None else Marks()) == marks
        assert graph(path.read_bytes(), without=OURS) == before
