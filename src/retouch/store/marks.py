"""Rating, verdict and label of a photo, and how other programs write them into XMP.

Lightroom, Bridge, darktable, digiKam and Photo Mechanic each have their own words for a pick and a reject. All of the
common ones are written; on reading, those count that somebody else changed since, the most specific first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from retouch.model.decision import LABEL, RATING, VERDICT, Label, Verdict
from retouch.model.packet import Name

XMP = "http://ns.adobe.com/xap/1.0/"
XMP_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
DIGIKAM = "http://www.digikam.org/ns/1.0/"
PHOTO_MECHANIC = "http://ns.camerabits.com/photomechanic/1.0/"
DARKTABLE = "http://darktable.sf.net/"
CRS = "http://ns.adobe.com/camera-raw-settings/1.0/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"

XMP_RATING: Name = (XMP, "Rating")
XMP_LABEL: Name = (XMP, "Label")
PICK: Name = (XMP_DM, "pick")
GOOD: Name = (XMP_DM, "good")
PICK_LABEL: Name = (DIGIKAM, "PickLabel")
TAGGED: Name = (PHOTO_MECHANIC, "Tagged")
COLOURS: Name = (DARKTABLE, "colorlabels")
"""A list: darktable can give several, of which the first counts."""
FLAGS: tuple[Name, ...] = (PICK, GOOD, PICK_LABEL, TAGGED)

_BRIDGE = {
    "select": Label.RED,
    "second": Label.YELLOW,
    "approved": Label.GREEN,
    "review": Label.BLUE,
    "to do": Label.PURPLE,
}
"""Bridge's own words for the five colours."""
_DARKTABLE = {str(n): label for n, label in enumerate((Label.RED, Label.YELLOW, Label.GREEN, Label.BLUE, Label.PURPLE))}
"""Its numbers, as in ``src/common/colorlabels.h`` of darktable 4.2."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one photo; ``None`` is *nothing said*, which is not the same as 0 stars or *maybe*.

    ``rating`` is 0..5 stars. ``label`` is one of ``model.decision.Label``, or what another program calls it.
    """

    rating: int | None = None
    verdict: Verdict | None = None
    label: str | None = None

    def to_data(self) -> dict[str, Any]:
        """Return JSON data, with what is said only."""
        said = {"rating": self.rating, "verdict": self.verdict and self.verdict.value, "label": self.label}
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_data`` wrote. Raises ``ValueError`` for anything else."""
        rating, verdict, label = data.get("rating"), data.get("verdict"), data.get("label")
        if not (rating is None or (isinstance(rating, int) and 0 <= rating <= 5)):
            raise ValueError(f"no rating: {rating!r}")
        return cls(rating, Verdict(verdict) if verdict else None, str(label) if label else None)

    def differing(self, other: Marks) -> dict[str, Any]:
        """Return by topic (``rating``, ``verdict``, ``label``) what these marks say other than ``other``."""
        pairs = (
            (RATING, self.rating, other.rating),
            (VERDICT, self.verdict, other.verdict),
            (LABEL, self.label, other.label),
        )
        return {topic: mine for topic, mine, theirs in pairs if mine != theirs}


@dataclass(frozen=True, slots=True)
class SeenSidecar:
    """A sidecar as this program last wrote it or took it in.

    ``digest`` is that of its bytes; it is empty where there is no file, and where the file also holds news by another
    program that still has to be taken in. ``marks`` are what we said or took in; ``state`` is that of all that was to
    be said (``sidecar.state_of``), empty where that was nothing.
    """

    digest: str
    marks: Marks
    state: str = ""


def as_properties(marks: Marks, *, tagged: bool = False) -> dict[Name, str]:
    """Return the XMP properties for these marks. A reject takes the place of the stars, as Bridge expects it.

    ``tagged`` adds Photo Mechanic's tag, which is kept true where it is but never brought in.
    """
    out: dict[Name, str] = {}
    if marks.rating is not None:
        out[XMP_RATING] = str(marks.rating)
    if marks.verdict is Verdict.REJECT:
        out |= {XMP_RATING: "-1", PICK: "-1", GOOD: "false", PICK_LABEL: "1"}
    elif marks.verdict is Verdict.KEEP:
        out |= {PICK: "1", GOOD: "true", PICK_LABEL: "3"}
    elif marks.verdict is Verdict.MAYBE:
        out |= {PICK: "0", PICK_LABEL: "2"}
    if marks.label:
        out[XMP_LABEL] = marks.label
    if tagged:
        out[TAGGED] = "True" if marks.verdict is Verdict.KEEP else "False"
    return out


def from_properties(get: Callable[[Name], str | None], wrote: Marks | None, colours: Sequence[str] = ()) -> Marks:
    """Return the marks that a packet holds, given what this program wrote into it last.

    ``colours`` are darktable's, which count where nobody else gave a label since.
    What still stands as we wrote it says nothing new: so where one program changes ``pick`` and leaves the rating of
    −1 that we wrote beside it, the change counts. Stars that a reject hides come back from what we wrote.
    """
    ours = wrote or Marks()
    expected = as_properties(ours, tagged=get(TAGGED) is not None)
    news = {
        name: value
        for name in (XMP_RATING, XMP_LABEL, *FLAGS)
        if _meaning(name, value := get(name)) != _meaning(name, expected.get(name))
    }
    rating = ours.rating
    if XMP_RATING in news:
        stars = _meaning(XMP_RATING, news[XMP_RATING])
        rating = stars if isinstance(stars, int) and stars >= 0 else ours.rating if stars == -1 else None
    label = canonical(news.get(XMP_LABEL)) or darktables(colours) or (ours.label if XMP_LABEL not in news else None)
    return Marks(rating, _verdict(news, ours.verdict), label)


def darktables(colours: Sequence[str]) -> Label | None:
    """Return the label that darktable's list of colours stands for."""
    return next((_DARKTABLE[c.strip()] for c in colours if c.strip() in _DARKTABLE), None)


def canonical(label: str | None) -> str | None:
    """Return a label by the name that this program knows it by: Bridge's words are colours, others stay as they are.

    Some programs write the word “None” where there is no label.
    """
    if label is None or label.strip().lower() in {"", "none"}:
        return None
    return _BRIDGE.get(label.strip().lower(), next((c for c in Label if c.value.lower() == label.lower()), label))


def _verdict(news: Mapping[Name, str | None], ours: Verdict | None) -> Verdict | None:
    """Take the most specific thing said anew; flags taken away, or stars in the place of a reject, count too."""
    for name in (PICK, PICK_LABEL, GOOD, XMP_RATING, TAGGED):
        said = _VERDICTS[name].get(_meaning(name, news.get(name)))
        if said is not None:
            return said
    return None if news.keys() & {*FLAGS} or (ours is Verdict.REJECT and XMP_RATING in news) else ours


_VERDICTS: Mapping[Name, Mapping[int | str | None, Verdict]] = {
    PICK: {1: Verdict.KEEP, -1: Verdict.REJECT},
    PICK_LABEL: {1: Verdict.REJECT, 2: Verdict.MAYBE, 3: Verdict.KEEP},
    GOOD: {1: Verdict.KEEP, -1: Verdict.REJECT},
    XMP_RATING: {-1: Verdict.REJECT},
    TAGGED: {1: Verdict.KEEP},
}


def _meaning(name: Name, value: str | None) -> int | str | None:
    """Return what a value says, however it is spelled; ``None`` where it says nothing."""
    if value is None or not value.strip():
        return None
    if name == XMP_LABEL:
        return canonical(value)
    word = value.strip().lower()
    if name in {GOOD, TAGGED} and word in {"true", "false"}:
        return 1 if word == "true" else -1
    try:
        number = round(float(word))
    except (ValueError, OverflowError):
        return None
    if name == XMP_RATING:  # whatever is below 0 is a reject, and nobody gives 6 stars
        return -1 if number < 0 else number if number <= 5 else None
    return number
