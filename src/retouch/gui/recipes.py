"""Recipes of the Deliver page: named settings, ours and the user's last ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from retouch.develop.encode import Output
from retouch.model.frame import Space
from retouch.tasks.naming import PLAIN


@dataclass(frozen=True)
class Style:
    """How pictures are delivered, without where to and which."""

    output: Output
    naming: str = PLAIN


STYLES: Mapping[str, Style] = {
    "Web": Style(Output("jpeg", 85, Space.SRGB, 2048, 0.5)),
    "Print": Style(Output("jpeg", 95, Space.ADOBE_RGB, None, 0.3)),
    "Client proof": Style(Output("jpeg", 80, Space.SRGB, 1600, 0.5), "{shoot}_{number}"),
    "Headshot": Style(Output("jpeg", 92, Space.SRGB, 3000, 0.5)),
    "Full size": Style(Output()),
    "Retouching elsewhere": Style(Output("tiff", 92, Space.ADOBE_RGB, None)),
}
"""Names are English, translated when shown."""
USUAL = "Full size"


def to_data(style: Style) -> dict[str, Any]:
    """Return plain data for storage."""
    return {**asdict(style.output), "naming": style.naming}


def from_data(data: Mapping[str, Any]) -> Style:
    """Read what ``to_data`` wrote. Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is something else."""
    edge = data["long_edge"]
    output = Output(
        format="tiff" if data["format"] == "tiff" else "jpeg",
        quality=int(data["quality"]),
        profile=Space(data["profile"]),
        long_edge=int(edge) if edge is not None else None,
        sharpen=float(data["sharpen"]),
    )
    return Style(output, str(data["naming"]))
