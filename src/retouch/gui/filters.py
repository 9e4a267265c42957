"""What to show of a shoot, with counts that are kept up to date photo by photo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from retouch.model.decision import Evidence, Label, Verdict
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState
from retouch.tasks.session import Entry


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the list: a key, its words (English, translated when shown) and what it lets through."""

    key: str
    text: str
    lets: Callable[[Entry], bool]


def _suggests(value: Verdict) -> Callable[[Entry], bool]:
    return lambda e: e.suggested is not None and e.suggested.value is value


def _has(value: Verdict) -> Callable[[Entry], bool]:
    return lambda e: e.verdict is value


def _eyes_closed(e: Entry) -> bool:
    return e.judged is not None and any(f.eyes is EyeState.CLOSED and f.weight > 0 for f in e.judged.faces)


def _people(low: int, high: int) -> Callable[[Entry], bool]:
    return lambda e: e.scene is not None and low <= len(e.scene.faces) <= high


def soft(reason: Evidence) -> bool:
    """Return whether a reason says that something is clearly less sharp than it could be."""
    return reason.name == "focus" and reason.limit is not None and reason.value < reason.limit


def _soft(e: Entry) -> bool:
    return e.judged is not None and e.judged.soft


def _labelled(label: Label) -> Callable[[Entry], bool]:
    return lambda e: e.marks.label == label


FILTERS: tuple[Filter, ...] = (
    Filter("all", "All photos", lambda e: True),
    Filter("undecided", "Undecided", lambda e: e.verdict is None),
    Filter("keep", "Suggested keep", _suggests(Verdict.KEEP)),
    Filter("maybe", "Suggested maybe", _suggests(Verdict.MAYBE)),
    Filter("reject", "Suggested reject", _suggests(Verdict.REJECT)),
    Filter("picked", "Picked", _has(Verdict.KEEP)),
    Filter("rejected", "Rejected", _has(Verdict.REJECT)),
    Filter("stars", "With stars", lambda e: bool(e.marks.rating)),
    Filter("red", "Red label", _labelled(Label.RED)),
    Filter("yellow", "Yellow label", _labelled(Label.YELLOW)),
    Filter("green", "Green label", _labelled(Label.GREEN)),
    Filter("blue", "Blue label", _labelled(Label.BLUE)),
    Filter("purple", "Purple label", _labelled(Label.PURPLE)),
    Filter("closed", "Eyes closed", _eyes_closed),
    Filter("soft", "Soft", _soft),
    Filter("none", "Nobody", _people(0, 0)),
    Filter("one", "One person", _people(1, 1)),
    Filter("few", "Two to four people", _people(2, 4)),
    Filter("group", "Groups of five and more", _people(5, 10_000)),
    Filter("failed", "Not readable", lambda e: e.error is not None),
)
BY_KEY: Mapping[str, Filter] = {f.key: f for f in FILTERS}


class Counts:
    """How many photos each filter lets through; only what changed is looked at again."""

    def __init__(self) -> None:
        self._through: dict[PhotoId, frozenset[str]] = {}
        self._counts: Counter[str] = Counter()

    def __getitem__(self, key: str) -> int:
        return self._counts[key]

    def reset(self, entries: Iterable[Entry]) -> None:
        """Count these entries and no others."""
        self._through.clear()
        self._counts.clear()
        self.update(entries)

    def update(self, entries: Iterable[Entry]) -> None:
        """Count these entries anew."""
        for entry in entries:
            now = frozenset(f.key for f in FILTERS if f.lets(entry))
            before = self._through.get(entry.photo.id, frozenset())
            self._counts.subtract(before - now)
            self._counts.update(now - before)
            self._through[entry.photo.id] = now
