"""What to show of a shoot, with counts that are kept up to date photo by photo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retouch.model.decision import Evidence, Label, Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState
from retouch.tasks.session import Entry


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the list: a key, and its words (English, translated when shown)."""

    key: str
    text: str


FILTERS: tuple[Filter, ...] = (
    Filter("all", "All photos"),
    Filter("undecided", "Undecided"),
    Filter("keep", "Suggested keep"),
    Filter("maybe", "Suggested maybe"),
    Filter("reject", "Suggested reject"),
    Filter("picked", "Picked"),
    Filter("rejected", "Rejected"),
    Filter("stars", "With stars"),
    Filter("red", "Red label"),
    Filter("yellow", "Yellow label"),
    Filter("green", "Green label"),
    Filter("blue", "Blue label"),
    Filter("purple", "Purple label"),
    Filter("closed", "Eyes closed"),
    Filter("soft", "Soft"),
    Filter("none", "Nobody"),
    Filter("one", "One person"),
    Filter("few", "Two to four people"),
    Filter("group", "Groups of five and more"),
    Filter("failed", "Not readable"),
)
_SUGGESTED = {Verdict.KEEP: "keep", Verdict.MAYBE: "maybe", Verdict.REJECT: "reject"}
_DECIDED = {Verdict.KEEP: "picked", Verdict.REJECT: "rejected"}
_GROUP = 5
"""So many people are a group."""
_LABELS = frozenset(label.lower() for label in Label)


def soft(reason: Evidence) -> bool:
    """Return whether a reason says that something is clearly less sharp than it could be."""
    return reason.name == "focus" and reason.limit is not None and reason.value < reason.limit


def lets_through(e: Entry) -> frozenset[str]:
    """Return the keys of all filters that let a photo through. One walk for all of them: this is done for thousands."""
    keys = ["all"]
    if e.marks.verdict is None:
        keys.append("undecided")
    elif e.marks.verdict in _DECIDED:
        keys.append(_DECIDED[e.marks.verdict])
    suggested = e.suggested
    if suggested is not None:
        keys.append(_SUGGESTED[suggested.value])
    if e.marks.rating:
        keys.append("stars")
    if e.marks.label is not None and (label := e.marks.label.lower()) in _LABELS:
        keys.append(label)
    if e.judged is not None:
        if e.judged.soft:
            keys.append("soft")
        if any(f.eyes is EyeState.CLOSED and f.weight > 0 for f in e.judged.faces):
            keys.append("closed")
    if e.scene is not None:
        people = len(e.scene.faces)
        keys.append("none" if not people else "one" if people == 1 else "few" if people < _GROUP else "group")
    if e.error is not None:
        keys.append("failed")
    return frozenset(keys)


class Counts:
    """How many photos each filter lets through; only what changed is looked at again."""

    def __init__(self) -> None:
        self._through: dict[PhotoId, frozenset[str]] = {}
        self._counts: Counter[str] = Counter()

    def __getitem__(self, key: str) -> int:
        return self._counts[key]

    def through(self, photo: PhotoId) -> frozenset[str]:
        """Return the filters that let a photo through."""
        return self._through.get(photo, frozenset())

    def reset(self, entries: Iterable[Entry]) -> None:
        """Count these entries and no others."""
        self._through.clear()
        self._counts.clear()
        self.update(entries)

    def update(self, entries: Iterable[Entry], known: Mapping[PhotoId, frozenset[str]] = MappingProxyType({})) -> None:
        """Count these entries anew; ``known`` is what ``lets_through`` said of some of them in another thread."""
        for entry in entries:
            now = known.get(entry.photo.id) or lets_through(entry)
            before = self._through.get(entry.photo.id, frozenset())
            if now != before:
                for key in before - now:
                    self._counts[key] -= 1
                for key in now - before:
                    self._counts[key] += 1
                self._through[entry.photo.id] = now
