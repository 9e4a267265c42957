"""What an XMP packet states, by a parser that is not ours, so that two packets can be compared."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection
from typing import Any

from retouch.model.packet import RDF
from retouch.model.toolkit import RETOUCH


def graph(content: bytes, *, without: Collection[str] = ()) -> list[tuple[Any, ...]]:
    """Return what a packet states, by an independent parser: (about, property, value), attributes like elements."""
    rdf = next(e for e in ET.fromstring(content).iter() if e.tag == f"{{{RDF}}}RDF")
    found: list[tuple[Any, ...]] = []
    for node in rdf:
        about = node.get(f"{{{RDF}}}about")
        simple = [(about, name, ("", (), value)) for name, value in node.attrib.items() if RDF not in name]
        found += [*simple, *((about, child.tag, value(child)) for child in node)]
    return sorted((s for s in found if s[1] not in without and RETOUCH not in s[1]), key=repr)


def value(element: ET.Element) -> tuple[Any, ...]:
    """Return an element's value: attributes, children and text, white space between elements left out."""
    children = tuple((child.tag, value(child)) for child in element)
    text = element.text or ""
    return ("" if not children else "node", tuple(sorted(element.attrib.items())) + children, "" if children else text)
