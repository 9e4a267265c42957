"""The many ways of ``retouch decide``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from retouch.adjust.changes import parse_changes
from retouch.cli.terminal import Terminal
from retouch.model.decision import Decision, Label, Verdict
from retouch.model.errors import UsageError
from retouch.tasks import ceilings, decide, key_people
from retouch.tasks.cull import cull
from retouch.tasks.ingest import ingest
from retouch.tasks.propose import propose
from retouch.tasks.session import Entry, Session, Shoot

_FLAGS: Mapping[str, Verdict | None] = {"pick": Verdict.KEEP, "reject": Verdict.REJECT, "unflag": None}


def run(terminal: Terminal, session: Session, folder: Path, files: Sequence[Path], wish: Mapping[str, Any]) -> None:
    """Carry out one call. Raises ``UsageError`` where nothing, or more than one thing, is asked for.

    A file that cannot be read fails the call only where the call names it: everything else that was asked is done.
    """
    asked = [k for k in ("undo", "redo", "dismiss", "ceiling", "set", *_FLAGS) if wish[k]]
    asked += [k for k in ("accept", "stars", "label", "key", "no_key") if wish[k] is not None]
    if len(asked) != 1:
        todo = "Give one of --accept, --dismiss, --undo, --redo, --pick, --reject, --unflag, --stars, --label, "
        todo += "--set, --key, --ceiling."
        raise UsageError(
            "nothing to decide" if not asked else f"{_option(asked[0])} and {_option(asked[1])} do not go together",
            None,
            todo,
        )
    what, about = asked[0], {_path(folder.resolve(), f) for f in files}
    if what in {"undo", "redo"}:
        _turn(terminal, session, folder, what)
    elif what in {"accept", "dismiss"}:
        shoot = terminal.run(propose(session, folder), about)
        _suggestions(terminal, session, shoot, _chosen(shoot, files) if files else shoot.entries, wish)
        if shoot.failures and not files:
            terminal.say(f"Nothing is suggested for {len(shoot.failures)} that cannot be read; `cull` names them.")
    elif what == "set":
        changes = parse_changes(wish["set"])
        shoot = terminal.run(propose(session, folder), about)
        entries = _chosen(shoot, files, needed=True)
        decide.record(session, shoot, "set by hand", [d for e in entries for d in decide.adjusted(e, changes)])
        terminal.say(f"Set for {len(entries)} photos: {', '.join(wish['set'])}.")
    elif what in {"key", "no_key"}:
        shoot = terminal.run(cull(session, folder), about)
        _key(terminal, session, shoot, _chosen(shoot, files, needed=True), wish[what], on=what == "key")
    elif what == "ceiling":
        limits = _limits(wish["ceiling"])
        shoot = terminal.run(cull(session, folder), about)
        _ceiling(terminal, session, shoot, _chosen(shoot, files), limits, wish["face"])
    else:
        shoot = terminal.run(ingest(session, folder), about)
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


def _key(terminal: Terminal, session: Session, shoot: Shoot, entries: Sequence[Entry], face: int, *, on: bool) -> None:
    for e in entries:
        ceilings.need_face(e, face)
    marked = {e.photo.id: face for e in entries}
    action = key_people.mark_key(session, shoot, marked, on)
    done = "now" if on else "no longer"
    was = "already" if on else "not"
    persons = len({shoot.judgement.people.of[id_][face] for id_ in marked})
    words = "1 person" if persons == 1 else f"{persons} persons"
    terminal.say(f"{words}: {done if action else was} key in this shoot.")


def _limits(pairs: Sequence[str]) -> dict[str, float]:
    limits = {}
    for pair in pairs:
        key, _, number = pair.partition("=")
        try:
            limits[key.strip()] = float(number)
        except ValueError as error:
            raise UsageError(f"“{pair}” is no ceiling", None, "Write it as under_eye=30, in percent.") from error
    return limits


def _ceiling(
    terminal: Terminal,
    session: Session,
    shoot: Shoot,
    entries: Sequence[Entry],
    limits: Mapping[str, float],
    face: int,
) -> None:
    ceilings.set_ceilings(session, shoot, limits, {e.photo.id: face for e in entries} or None)
    about = "the shoot" if not entries else f"the persons of {len(entries)} photos"
    said = ", ".join(f"{key} at most {limit:g} %" for key, limit in limits.items())
    terminal.say(f"Ceiling for {about}: {said}. The next `propose` keeps to it.")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _colour(word: str) -> Label | None:
    if word.lower() in {"none", ""}:
        return None
    try:
        return Label(word.capitalize())
    except ValueError as e:
        raise UsageError(f"there is no label “{word}”", None, "Labels: red, yellow, green, blue, purple, none.") from e


def _path(folder: Path, file: Path) -> Path:
    """Return the path of a file as given: a bare name is one in the folder."""
    return folder / file.name if file.parent == Path() else file.resolve()


def _chosen(shoot: Shoot, files: Sequence[Path], needed: bool = False) -> list[Entry]:
    if needed and not files:
        raise UsageError("no photos given", None, "Name them after the folder: retouch decide FOLDER --pick IMG_1.dng.")
    by_path = {p: e for e in shoot.entries for p in (e.photo.path, *e.photo.companions)}
    out = []
    for f in files:
        found = by_path.get(_path(shoot.folder, f))
        if found is None:
            raise UsageError(f"{f} is not a photo of this folder", None, f"Photos of {shoot.folder} are meant.")
        out.append(found)
    return out
