"""The many ways of ``retouch decide``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from retouch.cli.terminal import Terminal
from retouch.model.decision import Decision, Label, Verdict
from retouch.model.errors import UsageError
from retouch.tasks import decide
from retouch.tasks.ingest import ingest
from retouch.tasks.propose import propose
from retouch.tasks.session import Entry, Session, Shoot

_FLAGS: Mapping[str, Verdict | None] = {"pick": Verdict.KEEP, "reject": Verdict.REJECT, "unflag": None}


def run(terminal: Terminal, session: Session, folder: Path, files: Sequence[Path], wish: Mapping[str, Any]) -> None:
    """Carry out one call. Raises ``UsageError`` where nothing, or more than one thing, is asked for."""
    asked = [k for k in ("undo", "redo", "dismiss", *_FLAGS) if wish[k]]
    asked += [k for k in ("accept", "stars", "label") if wish[k] is not None]
    if len(asked) != 1:
        todo = "Give one of --accept, --dismiss, --undo, --redo, --pick, --reject, --unflag, --stars, --label."
        raise UsageError(
            "nothing to decide" if not asked else f"--{asked[0]} and --{asked[1]} do not go together", None, todo
        )
    what = asked[0]
    if what in {"undo", "redo"}:
        _turn(terminal, session, folder, what)
    elif what in {"accept", "dismiss"}:
        shoot = terminal.run(propose(session, folder))
        _suggestions(terminal, session, shoot, _chosen(shoot, files) if files else shoot.entries, wish)
    else:
        shoot = terminal.run(ingest(session, folder))
        _by_hand(terminal, session, shoot, _chosen(shoot, files, needed=True), what, wish[what])


def _turn(terminal: Terminal, session: Session, folder: Path, what: str) -> None:
    done = (decide.undo if what == "undo" else decide.redo)(session, folder)
    if done is None:
        terminal.say(f"Nothing to {what}.")
    else:
        action, photos = done
        terminal.say(f"{'Undone' if what == 'undo' else 'Redone'}: {action.name}, {len(photos)} photos.")


def _suggestions(
    terminal: Terminal, session: Session, shoot: Shoot, entries: Sequence[Entry], wish: Mapping[str, Any]
) -> None:
    only = {t.strip() for t in wish["only"].split(",") if t.strip()}
    accept = wish["accept"] is not None
    take, leave = decide.acceptable(entries, wish["accept"] if accept else 0.0, only)
    if accept:
        decide.record(session, shoot, "accept suggestions", [s.accept() for s in take])
        terminal.say(f"Accepted {len(take)} suggestions, left {len(leave)}. Undo: retouch decide FOLDER --undo")
    else:
        decide.record(session, shoot, "dismiss suggestions", [s.dismiss() for s in (*take, *leave)])
        terminal.say(f"Dismissed {len(take) + len(leave)} suggestions.")


def _by_hand(
    terminal: Terminal, session: Session, shoot: Shoot, entries: Sequence[Entry], what: str, value: Any
) -> None:
    decisions: list[Decision[Any]]
    if what == "stars":
        decisions = [decide.rating(e.photo, value) for e in entries]
    elif what == "label":
        decisions = [decide.label(e.photo, _colour(value)) for e in entries]
    else:
        decisions = [decide.verdict(e.photo, _FLAGS[what]) for e in entries]
    decide.record(session, shoot, what, decisions)
    terminal.say(f"{what}: {len(entries)} photos.")


def _colour(word: str) -> Label | None:
    if word.lower() in {"none", ""}:
        return None
    try:
        return Label(word.capitalize())
    except ValueError as e:
        raise UsageError(f"there is no label “{word}”", None, "Labels: red, yellow, green, blue, purple, none.") from e


def _chosen(shoot: Shoot, files: Sequence[Path], needed: bool = False) -> list[Entry]:
    if needed and not files:
        raise UsageError("no photos given", None, "Name them after the folder: retouch decide FOLDER --pick IMG_1.dng.")
    by_path = {p: e for e in shoot.entries for p in (e.photo.path, *e.photo.companions)}
    out = []
    for f in files:
        found = by_path.get(shoot.folder / f.name) if f.parent == Path() else by_path.get(f.resolve())
        if found is None:
            raise UsageError(f"{f} is not a photo of this folder", None, f"Photos of {shoot.folder} are meant.")
        out.append(found)
    return out
