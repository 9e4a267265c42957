"""Words for values of the model, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from retouch.model.decision import Origin, Verdict
from retouch.model.scene import EyeState, FaceReading, Mouth

SMILING = 0.5
"""From this much smile on, the chip says that a face smiles."""


def tr(text: str) -> str:
    """Translate a word of the model."""
    return QCoreApplication.translate("words", text)


def eyes(state: EyeState) -> tuple[str, str]:
    """Return the words of an eye chip and its mood (``good``, ``bad``, ``doubt``, ``neutral``)."""
    return {
        EyeState.OPEN: (tr("Eyes open"), "good"),
        EyeState.CLOSED: (tr("Eyes closed"), "bad"),
        EyeState.HALF: (tr("Half closed"), "bad"),
        EyeState.WINK: (tr("Wink"), "neutral"),
        EyeState.LAUGHING: (tr("Laughing eyes"), "good"),
        EyeState.LOOKING_DOWN: (tr("Looking down"), "neutral"),
        EyeState.HIDDEN: (tr("Eyes hidden"), "doubt"),
        EyeState.UNKNOWN: (tr("Can’t tell"), "doubt"),
    }[state]


def focus(face: FaceReading, *, soft: bool) -> tuple[str, str]:
    """Return the words of a focus chip and its mood; ``soft`` where another frame has this face clearly sharper."""
    percent = round(100 * face.sharpness)
    return (tr("Soft {n}") if soft else tr("Focus {n}")).format(n=percent), "bad" if soft else "neutral"


def expression(face: FaceReading) -> tuple[str, str]:
    """Return the words of an expression chip and its mood."""
    if face.expression.mouth == Mouth.LAUGHING:
        return tr("Laughing"), "neutral"
    if face.expression.smile >= SMILING:
        return tr("Smiling"), "neutral"
    if face.expression.mouth == Mouth.TALKING:
        return tr("Talking"), "neutral"
    return tr("Calm"), "neutral"


def verdict(value: Verdict) -> str:
    """Return a verdict as a flag is called."""
    return {Verdict.KEEP: tr("Keep"), Verdict.MAYBE: tr("Maybe"), Verdict.REJECT: tr("Reject")}[value]


def decided(value: Verdict) -> str:
    """Return a verdict that the photographer gave."""
    return {Verdict.KEEP: tr("Picked"), Verdict.MAYBE: tr("Unflagged"), Verdict.REJECT: tr("Rejected")}[value]


def origin(value: Origin) -> str:
    """Return how a decision came about, as a card states it."""
    return {
        Origin.ACCEPTED: tr("Accepted"),
        Origin.TWEAKED: tr("Tweaked"),
        Origin.DISMISSED: tr("Dismissed"),
        Origin.BY_HAND: tr("By hand"),
        Origin.OUTSIDE: tr("From another program"),
    }[value]
