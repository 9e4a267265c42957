"""Killing a scripted session at random moments, and checking what is left.

The session says on its standard output what it is about to do (``?``) and what has been acknowledged (``!``). After the
kill the catalogue must hold every acknowledged step, at most the one that was about to be, and nothing else.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retouch.model.decision import Decision, Label, Origin, Verdict
from retouch.model.packet import parse
from retouch.model.photo import Photo, PhotoId
from retouch.store import sidecar
from retouch.tasks.decide import write_sidecars
from retouch.tasks.outside import take_outside_changes
from retouch.tasks.session import Session, marks_of
from support.deciding import home_of, photos_of
from support.processes import lines_until, start

PHOTOS = 6

CHILD = """
import sys
from pathlib import Path
from support.killing import session
session(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""


def session(home: Path, folder: Path, seed: int) -> None:
    """Decide at random, for ever, as fast as it goes."""
    chance = random.Random(seed)
    photos = photos_of(folder, PHOTOS)
    with Session(home_of(home)) as opened:
        opened.catalog.put_photos(folder, photos)
        for step in _steps(chance):
            _say("?", step)
            _take(opened, folder, photos, step)
            _say("!", step)


def _say(sign: str, step: list[Any]) -> None:
    sys.stdout.write(f"{sign} {json.dumps(step)}\n")
    sys.stdout.flush()


def _steps(chance: random.Random) -> Iterator[list[Any]]:
    while True:
        kind = chance.choices(["rating", "verdict", "label", "undo", "redo"], [4, 3, 2, 2, 1])[0]
        photo = chance.randrange(PHOTOS)
        if kind == "rating":
            yield [kind, photo, chance.randrange(6)]
        elif kind == "verdict":
            yield [kind, photo, chance.choice([None, *(v.value for v in Verdict)])]
        elif kind == "label":
            yield [kind, photo, chance.choice([None, *(label.value for label in Label)])]
        else:
            yield [kind, 0, None]


def _take(opened: Session, folder: Path, photos: list[Photo], step: list[Any]) -> None:
    kind, number, value = step
    catalog, scope = opened.catalog, str(folder)
    if kind in {"undo", "redo"}:
        done = catalog.undo(scope) if kind == "undo" else catalog.redo(scope)
        changed = [] if done is None else [p for p in photos if p.id in done[1]]
    else:
        catalog.record(scope, kind, [_decision(photos[number].id, kind, value)])
        changed = [photos[number]]
    write_sidecars(opened, changed)


def _decision(photo: PhotoId, kind: str, value: Any) -> Decision[Any]:
    typed = Verdict(value) if kind == "verdict" and value else Label(value) if kind == "label" and value else value
    return Decision(photo, kind, typed, Origin.BY_HAND)


@dataclass
class History:
    """What the catalogue has to hold: two stacks of steps."""

    done: list[list[Any]] = field(default_factory=list)
    undone: list[list[Any]] = field(default_factory=list)

    def after(self, step: list[Any]) -> History:
        """Return the history with one more step taken."""
        done, undone = list(self.done), list(self.undone)
        if step[0] == "undo":
            undone += [done.pop()] if done else []
        elif step[0] == "redo":
            done += [undone.pop()] if undone else []
        else:
            done, undone = [*done, step], []
        return History(done, undone)

    def by_photo(self, photos: list[Photo]) -> dict[PhotoId, list[tuple[str, Any]]]:
        """Return topics and values of each photo, oldest first."""
        return {photo.id: [(k, v) for k, n, v in self.done if n == number] for number, photo in enumerate(photos)}


def kill_once(
    home: Path, folder: Path, seed: int, history: History, seconds: float, least: int = 0
) -> tuple[list[History], int]:
    """Let a session take ``least`` steps and run for so long, kill it.

    Returns what may be in the catalogue, and how many steps were taken.
    """
    running = start(CHILD, home, folder, seed)
    assert running.stdout is not None
    first = lines_until(running.stdout, "!", least)  # from the first line on it decides
    time.sleep(seconds)
    running.kill()
    lines = [*first, *running.stdout.read().splitlines()]
    running.wait()
    running.stdout.close()
    pending: list[Any] | None = None
    taken = 0
    for line in lines:
        try:
            step = json.loads(line[2:])
        except ValueError:  # the last line may be cut off
            continue
        if line.startswith("!"):
            history, pending, taken = history.after(step), None, taken + 1
        else:
            pending = step
    return [history] if pending is None else [history, history.after(pending)], taken


def check(home: Path, folder: Path, possible: list[History]) -> History:
    """Reopen, and assert that nothing acknowledged is lost and nothing half-done is left; return what is there."""
    photos = photos_of(folder, PHOTOS)
    with Session(home_of(home)) as opened:
        assert (faults := opened.catalog.faults()) == (), f"the catalogue has faults: {faults}"
        for path in folder.glob("*.xmp"):
            parse(path.read_bytes())  # whole, as it was written at some moment
        found = opened.catalog.decisions([p.id for p in photos])
        there = {photo.id: [(d.topic, d.value) for d in found.get(photo.id, ())] for photo in photos}
        matching = [h for h in possible if h.by_photo(photos) == there]
        assert matching, "an acknowledged decision is gone, or one that was never made is there"
        events = list(take_outside_changes(opened, folder, photos))
        assert events == [], f"a sidecar of ours was taken for news: {events}"
        assert (failed := opened.sidecars.flush()) == (), f"not written: {failed}"
        for photo in photos:
            written = sidecar.read(photo)
            said = marks_of(found.get(photo.id, ()))
            marks = written.marks if written is not None else marks_of(())
            assert marks == said, f"the sidecar of {photo.id} says {marks}, the catalogue {said}"
    left = {p.name for p in folder.iterdir()} - {f"{p.path.stem}.xmp" for p in photos}
    assert left == set(), f"left behind: {left}"
    return matching[0]
