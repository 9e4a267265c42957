"""Recipes of delivery: named settings, those that come with the program and the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from retouch.develop.encode import Output
from retouch.develop.keep import Keep
from retouch.image.watermark import Corner, Watermark
from retouch.model.errors import UsageError
from retouch.model.frame import Space
from retouch.store.catalog import Catalog
from retouch.tasks.naming import PLAIN

_SETTING = "recipes"


@dataclass(frozen=True)
class Style:
    """How pictures are delivered, without where to and which."""

    output: Output
    naming: str = PLAIN
    metadata: Keep = Keep.ALL


PROOF = Watermark("PROOF", corner=Corner.CENTRE, size=0.12, opacity=0.35)

STYLES: Mapping[str, Style] = {
    "Web": Style(Output("jpeg", 85, Space.SRGB, 2048, 0.5), metadata=Keep.NO_GPS),
    "Print": Style(Output("jpeg", 95, Space.ADOBE_RGB, None, 0.3)),
    "Client proof": Style(
        Output("jpeg", 80, Space.SRGB, 1600, 0.5, PROOF), "{shoot}_{number}", metadata=Keep.COPYRIGHT
    ),
    "Headshot": Style(Output("jpeg", 92, Space.SRGB, 3000, 0.5), metadata=Keep.NO_GPS),
    "Full size": Style(Output()),
    "Retouching elsewhere": Style(Output("tiff", 92, Space.ADOBE_RGB, None)),
}
"""Names are English, translated when shown."""
USUAL = "Full size"


def styles(catalog: Catalog) -> dict[str, Style]:
    """Return all recipes by name, ours first. One of the user's own with a name of ours stands in its place.

    What an older or a newer version has stored and this one cannot read is left out, and stays stored.
    """
    return {**STYLES, **own(catalog)}


def own(catalog: Catalog) -> dict[str, Style]:
    """Return the user's own recipes."""
    found = {}
    for name, data in _stored(catalog).items():
        try:
            found[str(name)] = from_data(data)
        except (KeyError, TypeError, ValueError):
            continue
    return found


def save(catalog: Catalog, name: str, style: Style) -> str:
    """Keep a recipe under a name, in place of one of the same name; return the name. Raises ``UsageError``."""
    name = " ".join(name.split())
    if not name:
        raise UsageError("a recipe needs a name", None, "Give it one.")
    catalog.put_setting(_SETTING, {**_stored(catalog), name: to_data(style)})
    return name


def delete(catalog: Catalog, name: str) -> None:
    """Forget one of the user's own recipes; one of ours that was changed is itself again."""
    catalog.put_setting(_SETTING, {n: data for n, data in _stored(catalog).items() if n != name})


def find(catalog: Catalog, name: str) -> Style:
    """Return a recipe by name, whatever the case and with ``-`` for blanks. Raises ``UsageError``."""

    def plain(text: str) -> str:
        return text.casefold().replace("-", " ")

    there = styles(catalog)
    for known, style in there.items():
        if plain(known) == plain(name):
            return style
    raise UsageError(f"there is no recipe “{name}”", None, f"There are: {', '.join(there)}.")


def to_data(style: Style) -> dict[str, Any]:
    """Return plain data for storage."""
    mark = style.output.watermark
    data = {**asdict(style.output), "naming": style.naming, "metadata": style.metadata.value}
    data["watermark"] = {**asdict(mark), "picture": str(mark.picture) if mark.picture else None} if mark else None
    return data


def from_data(data: Mapping[str, Any]) -> Style:
    """Read what ``to_data`` wrote. Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is something else."""
    edge = data["long_edge"]
    output = Output(
        format="tiff" if data["format"] == "tiff" else "jpeg",
        quality=int(data["quality"]),
        profile=Space(data["profile"]),
        long_edge=int(edge) if edge is not None else None,
        sharpen=float(data["sharpen"]),
        watermark=_mark(data.get("watermark")),
    )
    return Style(output, str(data["naming"]), Keep(data.get("metadata", Keep.ALL)))


def _mark(data: Mapping[str, Any] | None) -> Watermark | None:
    if data is None:
        return None
    picture = Path(data["picture"]) if data["picture"] else None
    return Watermark(str(data["text"]), picture, Corner(data["corner"]), float(data["size"]), float(data["opacity"]))


def _stored(catalog: Catalog) -> dict[str, Any]:
    found = catalog.setting(_SETTING)
    return dict(found) if isinstance(found, dict) else {}
