"""How to deliver, from a recipe and the options of ``export`` that stand in place of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from retouch.develop.keep import Keep
from retouch.image.watermark import Corner, Watermark
from retouch.model.frame import Space
from retouch.tasks.recipes import USUAL, Style, find
from retouch.tasks.session import Session


def style_of(session: Session, wish: Mapping[str, Any]) -> Style:
    """Return the style that the options ask for; what is ``None`` is as in the recipe. Raises ``UsageError``."""
    style = find(session.catalog, wish["recipe"] or USUAL)
    output = replace(style.output, **_given(wish, {"kind": "format", "long_edge": "", "quality": "", "sharpen": ""}))
    if wish["profile"] is not None:
        output = replace(output, profile=Space(wish["profile"]))
    output = replace(output, watermark=_watermark(output.watermark, wish))
    metadata = style.metadata if wish["metadata"] is None else Keep(wish["metadata"])
    return Style(output, style.naming if wish["naming"] is None else wish["naming"], metadata)


def _watermark(mark: Watermark | None, wish: Mapping[str, Any]) -> Watermark | None:
    """Return the recipe's mark with what is asked for; a text or a picture takes the place of either."""
    if wish["watermark"] is not None or wish["watermark_picture"] is not None:
        mark = replace(mark or Watermark(), text=wish["watermark"] or "", picture=wish["watermark_picture"])
    if mark is None:
        return None
    if wish["watermark_corner"] is not None:
        mark = replace(mark, corner=Corner(wish["watermark_corner"]))
    mark = replace(mark, **_given(wish, {"watermark_size": "size", "watermark_opacity": "opacity"}))
    return None if mark.empty else mark


def _given(wish: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {name or option: wish[option] for option, name in names.items() if wish[option] is not None}
