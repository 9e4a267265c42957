"""An XMP packet as text, of which single properties are read and replaced; every other byte of it stays as it was.

A serialiser would rewrite what it has read: the one in exiv2 drops ``rdf:about``, turns resources into text and moves
namespaces that do not end in a slash. So a packet is never serialised again here, only cut and added to.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

Name: TypeAlias = tuple[str, str]
"""A property: its namespace URI and its local name."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
MOST_BYTES = 16 * 1024 * 1024
"""Sidecars with dozens of painted masks take a few MiB; what is larger is not read."""
DEEPEST = 64
_NOT_PROPERTIES = {"", RDF, XML}
_ATTRIBUTE = re.compile(rb"\s+([^\s=>/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_QUALIFIED = re.compile(rb"[^\s/>]+")
_START_TAG = re.compile(rb"[^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*>")
_DECLARED = re.compile(rb"^(\xef\xbb\xbf)?<\?xml[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class PacketUnreadable(ValueError):
    """Not an XMP packet that can be changed without harm; the message says why."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where something stands in the source, in bytes, the white space before it included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Property:
    name: Name
    text: str | None
    items: tuple[str, ...]
    span: _Span
    node: int


@dataclass(slots=True)
class _Node:
    """One top-level ``rdf:Description``; ``others`` counts what it holds beside properties."""

    span: _Span
    others: int = 0


@dataclass(frozen=True, slots=True)
class Packet:
    """A parsed packet. ``properties`` are the top-level ones; lists and structures among them are ``None``."""

    properties: Mapping[Name, str | None]
    namespaces: frozenset[tuple[str, str]]
    """Every (prefix, URI) that is declared anywhere in it."""
    _source: bytes = field(repr=False)
    _encoding: str = field(repr=False)
    _found: tuple[_Property, ...] = field(repr=False)
    _nodes: tuple[_Node, ...] = field(repr=False)
    _rdf: tuple[str, int, int] = field(repr=False)  # its name as written, end of its start tag, its end
    _about: str = field(repr=False)

    def get(self, name: Name) -> str | None:
        """Return a property as text; ``None`` where it is absent or no plain text."""
        return self.properties.get(name)

    def items(self, name: Name) -> tuple[str, ...]:
        """Return the plain texts in a list; none where it is absent or no list."""
        return next((p.items for p in self._found if p.name == name), ())

    @property
    def utf8(self) -> bytes:
        """The packet in UTF-8, whatever it came in, and declared as nothing else."""
        return self._source if self._encoding == "utf-8" else _DECLARED.sub(rb"\1", self._source, count=1)

    def replaced(self, remove: Collection[Name], put: Mapping[Name, str], prefixes: Mapping[str, str]) -> bytes:
        """Return the packet without the properties in ``remove`` and with those in ``put``, in its own encoding.

        ``prefixes`` gives the prefix for each namespace URI in ``put`` that has none yet. All of ``put`` stands in one
        Description of its own, so no declaration of the packet can get in its way.
        """
        away = {*remove, *put}
        cuts = [p.span for p in self._found if p.name in away]
        for number, node in enumerate(self._nodes):
            inside = [p.name in away for p in self._found if p.node == number]
            if inside and all(inside) and not node.others:
                cuts = [c for c in cuts if not node.span.start <= c.start < node.span.end] + [node.span]
        text, moved = self._source, 0
        qualified, at, end = self._rdf
        last = max([node.span.end for node in self._nodes], default=at)
        block = self._block(put, prefixes).encode() if put else b""
        if at == end and block:  # <rdf:RDF/> has to open before something can stand in it
            text = text[: at - 2] + b">" + block + f"\n</{qualified}>".encode() + text[at:]
            return self._encoded(text)
        edits = [(c.start, c.end, b"") for c in cuts] + [(last, last, block)]
        for start, stop, new in sorted(edits):
            text = text[: start + moved] + new + text[stop + moved :]
            moved += len(new) - (stop - start)
        return self._encoded(text)

    def _block(self, put: Mapping[Name, str], prefixes: Mapping[str, str]) -> str:
        uris = sorted({uri for uri, _ in put})
        # A namespace keeps the prefix that it has: Adobe's toolkit, and all that build on it, take two for a mistake.
        given = {uri: prefix for prefix, uri in sorted(self.namespaces) if prefix}
        prefixes = {uri: given.get(uri, prefixes[uri]) for uri in uris}
        declared = [f"xmlns:{prefixes[uri]}={quoteattr(uri)}" for uri in uris]
        if not self._rdf[0].startswith("rdf:"):
            declared.insert(0, f"xmlns:rdf={quoteattr(RDF)}")
        values = [f"{prefixes[uri]}:{local}={_quoted(value)}" for (uri, local), value in sorted(put.items())]
        lines = "".join(f"\n   {line}" for line in [*declared, *values])
        return f"\n  <rdf:Description rdf:about={quoteattr(self._about)}{lines}/>"

    def _encoded(self, text: bytes) -> bytes:
        return text if self._encoding == "utf-8" else text.decode().encode(self._encoding)


def parse(data: bytes) -> Packet:
    """Parse a packet in UTF-8 or UTF-16. Raises ``PacketUnreadable``, also for entities and for what is too large."""
    if len(data) > MOST_BYTES:
        raise PacketUnreadable(f"it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    source, encoding = _as_utf8(data)
    reader = _Reader(source)
    try:
        reader.parser.Parse(source, True)
    except expat.ExpatError as error:
        raise PacketUnreadable(f"it is not well-formed ({error})") from error
    except PacketUnreadable:
        raise
    except (ValueError, TypeError, LookupError) as error:  # expat and our own search disagree on where things stand
        raise PacketUnreadable("it is written in a way that cannot be changed without harm") from error
    if reader.rdf is None or reader.rdf_end is None:
        raise PacketUnreadable("it holds no RDF")
    properties = {p.name: p.text for p in reader.found}
    if len(properties) < len(reader.found):
        raise PacketUnreadable("it says the same property twice")
    return Packet(
        properties,
        frozenset(reader.namespaces),
        source,
        encoding,
        tuple(reader.found),
        tuple(reader.nodes),
        (*reader.rdf, reader.rdf_end),
        reader.about,
    )


def new_packet(put: Mapping[Name, str], prefixes: Mapping[str, str], made_by: str) -> bytes:
    """Return a packet with just these properties."""
    empty = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk={quoteattr(made_by)}>\n'
        f' <rdf:RDF xmlns:rdf="{RDF}">\n </rdf:RDF>\n</x:xmpmeta>\n'
    )
    return parse(empty.encode()).replaced((), put, prefixes)


def _quoted(value: str) -> str:
    """Quote an attribute; white space that a parser would flatten is escaped, what XML cannot hold is dropped."""
    return quoteattr(_NOT_XML.sub("", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    encoding = _encoding_of(data)
    if encoding == "utf-8":
        return data, encoding
    try:
        return data.decode(encoding).encode(), encoding
    except UnicodeDecodeError as error:
        raise PacketUnreadable("it is no valid UTF-16") from error


def _encoding_of(data: bytes) -> str:
    """Tell UTF-16 by its mark, or without one by the zeros beside the ASCII that every packet begins with."""
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:4:2] == b"\0\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:4:2] == b"\0\0":
        return "utf-16-be"
    return "utf-8"


class _Reader:
    """Notes what stands where while expat goes through the packet."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.found: list[_Property] = []
        self.nodes: list[_Node] = []
        self.namespaces: set[tuple[str, str]] = set()
        self.rdf: tuple[str, int] | None = None
        self.rdf_end: int | None = None
        self.about = ""
        self._depth = 0
        self._level_of_rdf = 0
        self._empty = {0: False, 1: False, 2: False}
        self._open: tuple[Name, int] | None = None  # the property element that we are in, and where it starts
        self._text: list[str] | None = None
        self._items: list[str] = []
        self._item: list[str] | None = None
        # UTF-8 whatever the declaration says: the source has been converted.
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = lambda prefix, uri: self.namespaces.add((prefix or "", uri or ""))
        parser.StartDoctypeDeclHandler = _refuse_doctype

    def _start(self, tag: str, attributes: list[str]) -> None:
        at = self.parser.CurrentByteIndex
        self._depth += 1
        if self._depth > DEEPEST:
            raise PacketUnreadable("it is nested too deeply")
        if self.rdf is None and _name(tag) == (RDF, "RDF"):
            self._level_of_rdf = self._depth
            self.rdf = (_QUALIFIED.match(self.source, at + 1)[0].decode(), self._tag_end(at))  # type: ignore[index]
        level = self._level
        if 0 <= level <= 2:
            self._empty[level] = self.source[self._tag_end(at) - 2 : self._tag_end(at)] == b"/>"
        if level == 1:
            self._start_node(tag, attributes, at)
        elif level == 2:
            self._open = (_name(tag), at)
            self._text = [] if self._is_plain(attributes) else None
            self._items = []
        elif level > 2:
            self._text = None
            self._item = [] if level == 4 and _name(tag) == (RDF, "li") else None

    def _end(self, _: str) -> None:
        level = self._level
        if level == 0:
            self.rdf_end = self._element_end(level)
        elif level == 1:
            node = self.nodes[-1]
            node.span = _Span(node.span.start, self._element_end(level))
        elif level == 2 and self._open is not None:
            name, start = self._open
            text = None if self._text is None else "".join(self._text)
            span = _Span(self._before(start), self._element_end(level))
            self.found.append(_Property(name, text, tuple(self._items), span, len(self.nodes) - 1))
            self._open = None
        elif level == 4 and self._item is not None:
            self._items.append("".join(self._item))
            self._item = None
        self._depth -= 1

    @property
    def _level(self) -> int:
        """0 in rdf:RDF, 1 in a Description, 2 in a property, more inside; -1 outside or after it."""
        return -1 if self.rdf is None or self.rdf_end is not None else self._depth - self._level_of_rdf

    def _characters(self, data: str) -> None:
        if self._open is not None and self._text is not None:
            self._text.append(data)
        elif self._item is not None:
            self._item.append(data)
        elif self._level == 1 and data.strip():
            self.nodes[-1].others += 1

    def _start_node(self, tag: str, attributes: list[str], at: int) -> None:
        if _name(tag) != (RDF, "Description"):
            raise PacketUnreadable("it holds RDF that is no XMP")
        node = _Node(_Span(self._before(at), at))
        self.nodes.append(node)
        spans = [s for key, s in self._attributes(at) if key != b"xmlns" and not key.startswith(b"xmlns:")]
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        for (key, value), span in zip(pairs, spans, strict=True):
            name = _name(key)
            if name[0] not in _NOT_PROPERTIES:
                self.found.append(_Property(name, value, (), span, len(self.nodes) - 1))
            elif name[1] == "about":
                self.about = value or self.about
            else:
                node.others += 1

    @staticmethod
    def _is_plain(attributes: list[str]) -> bool:
        """Whether a property element can be read as text: only a language may stand beside it."""
        return all(_name(key)[0] == XML for key in attributes[::2])

    def _attributes(self, at: int) -> Iterator[tuple[bytes, _Span]]:
        tag_end = self._tag_end(at)
        for match in _ATTRIBUTE.finditer(self.source, at, tag_end):
            yield match[1], _Span(match.start(), match.end())

    def _tag_end(self, at: int) -> int:
        """Return the index after the ``>`` of the start tag at ``at``; a ``>`` inside quotes does not count."""
        match = _START_TAG.match(self.source, at)
        if match is None:
            raise PacketUnreadable("a tag does not end")
        return match.end()

    def _element_end(self, level: int) -> int:
        """Return where the element that ends now ends: expat stands before ``</x>``, or after ``<x/>``."""
        at = self.parser.CurrentByteIndex
        return at if self._empty[level] else self.source.index(b">", at) + 1

    def _before(self, at: int) -> int:
        while at and self.source[at - 1] in b" \t\r\n":
            at -= 1
        return at


def _name(qualified: str) -> Name:
    uri, _, local = qualified.rpartition(" ")
    return uri, local


def _refuse_doctype(*_: object) -> None:
    raise PacketUnreadable("it declares a document type or entities")


def quoteattr(value: str, entities: Mapping[str, str] | None = None) -> str:
    """Quote an attribute's value; see ``xml.sax.saxutils``, whose import brings the network library with it."""
    from xml.sax import saxutils

    return saxutils.quoteattr(value, dict(entities or {}))
