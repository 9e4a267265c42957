"""What other programs will show of a photo's marks: each reads its own part of the sidecar."""

from __future__ import annotations

from dataclasses import dataclass

from retouch.model.decision import Label, Verdict
from retouch.store.marks import PICK, PICK_LABEL, XMP_LABEL, XMP_RATING, Marks, as_properties


@dataclass(frozen=True, slots=True)
class Shown:
    """What one program shows: 0..5 stars, ``picked``, ``rejected`` or nothing, and a label (by its name) or nothing."""

    program: str
    stars: int
    flag: str
    label: str

    def __str__(self) -> str:
        words = [f"{self.stars} {'star' if self.stars == 1 else 'stars'}" if self.stars else "", self.flag, self.label]
        return ", ".join(word for word in words if word) or "nothing"


def elsewhere(marks: Marks, *, own_name: bool = False) -> tuple[Shown, ...]:
    """Return what Lightroom Classic, Bridge, darktable and digiKam will show, in this order.

    ``own_name`` says that the sidecar has darktable's kind of name (``IMG_1.CR2.xmp``). From ``IMG_1.xmp`` darktable
    takes stars and label, but no reject (seen with 4.2: it shows two stars then).
    """
    said = as_properties(marks)
    rating = int(said.get(XMP_RATING, "0"))
    stars, rejected = max(rating, 0), "rejected" if rating < 0 else ""
    label = said.get(XMP_LABEL, "")
    colour = label if label in {known.value for known in Label} else ""
    by_pick = {"1": "picked", "-1": "rejected"}.get(said.get(PICK, ""), "")
    by_label = {"1": "rejected", "2": "pending", "3": "picked"}.get(said.get(PICK_LABEL, ""), "")
    in_darktable = Shown("darktable", stars, rejected, colour)
    if marks.verdict is Verdict.REJECT and not own_name:
        in_darktable = Shown("darktable", 2, "", colour)
    return (
        Shown("Lightroom Classic", stars, by_pick, label),
        Shown("Bridge", stars, rejected, label),
        in_darktable,
        Shown("digiKam", stars, by_label, colour),
    )
