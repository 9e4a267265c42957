"""Names of steps in the history, in the user's language. They are stored in plain English."""

from __future__ import annotations

import re

from retouch.adjust.registry import adjustments
from retouch.gui.words import tr
from retouch.model.decision import Label

GESTURES = (
    *("pick", "reject", "unflag", "accept", "dismiss", "accept all", "accept suggestions", "accept rejects"),
    *("dismiss suggestions", "key person", "ordinary person", "paste", "apply"),
    *("ceiling for the shoot", "ceiling for a person", "taken over from sidecars"),
)
"""Names that stand by themselves; ``packaging/translate.py`` collects them for translators."""


def gesture(name: str) -> str:
    """Return the name of a step as a person reads it; the name of a program that changed a sidecar stays as it is."""
    stars = re.fullmatch(r"(\d) stars", name)
    if stars is not None:
        return {"0": tr("no stars"), "1": tr("one star")}.get(stars[1], tr("{n} stars").format(n=stars[1]))
    if name.startswith("label "):
        colours = {label.value.lower(): tr(label.value) for label in Label}
        return tr("label {colour}").format(colour=colours.get(name[6:], name[6:]).lower())
    if name.startswith("preset "):
        return tr("preset {name}").format(name=tr(name[7:]))
    titles = {key.replace("_", " "): kind.title for key, kind in adjustments().items()}
    return tr(titles.get(name, name))
