"""The desk: the open shoot, the photo one looks at, the selection, and every gesture on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from retouch.adjust.base import Adjustment
from retouch.cull.bursts import Burst
from retouch.cull.chapters import Chapter, chapters
from retouch.cull.profile import CullSettings
from retouch.gui.aside import Aside
from retouch.gui.filters import Counts, lets_through
from retouch.gui.gestures import gesture
from retouch.gui.photo_list import PhotoList
from retouch.gui.pictures import LatestSlot
from retouch.model.decision import VERDICT, Action, Decision, Label, Suggestion, Verdict
from retouch.model.errors import RetouchError
from retouch.model.photo import Photo, PhotoId
from retouch.tasks import decide, key_people
from retouch.tasks.ceilings import Ceilings, ceilings_of, set_ceilings
from retouch.tasks.places import resolved
from retouch.tasks.session import (
    Entry,
    Session,
    Shoot,
    decided_again,
    decided_with,
    judged_again,
    key_marks,
    load,
    same_where_equal,
    sketch,
)

_AT_ONCE = 200
"""Photos decided in one gesture up to which their bursts are judged anew before anything is shown."""
_REJUDGE_MS = 300
"""After a gesture on thousands their bursts are judged anew this much later: an undo that follows need not wait."""
_PAUSE_MS = 700
"""While reading goes on, the shoot is looked at anew at most so often."""


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """A request for the shoot as the catalogue has it; ``turn`` counts gestures, so that a late answer is known."""

    folder: Path
    turn: int
    known: Mapping[PhotoId, Entry] = field(default_factory=dict)
    sketch: bool = False
    judge: Shoot | None = None


class _Turn(Protocol):
    """Undo or redo."""

    def __call__(
        self, session: Session, folder: Path, shoot: Shoot | None = None, *, sidecars: bool = True
    ) -> tuple[Action, tuple[PhotoId, ...]] | None: ...


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """A gesture that was kept aside: the shoot before and after, what changed, and what is said of it."""

    before: Shoot
    shoot: Shoot
    entries: tuple[Entry, ...]
    through: Mapping[PhotoId, frozenset[str]]
    note: str = ""


class Desk(QObject):
    """Holds state and no widgets. Views listen; actions call."""

    reset = Signal()
    """Another shoot, or other photos in it."""
    updated = Signal(object)
    """Entries of these photos (a frozenset) have changed."""
    moved = Signal()
    """Another photo is the current one."""
    selected = Signal()
    filtered = Signal()
    overruled = Signal()
    """Photos were picked that were suggested to be rejected: they lack what is read only of those that are kept."""
    problem = Signal(RetouchError)
    note = Signal(str)
    crashed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.shoot: Shoot | None = None
        self.known: dict[PhotoId, Entry] = {}
        self.photos = PhotoList(self.known, self)
        self._walked = self.photos
        self.counts = Counts()
        self.filter = "all"
        self.auto_advance = False
        self.clipboard: tuple[Adjustment, ...] = ()
        """Adjustments that were copied."""
        self._current: PhotoId | None = None
        self._selection: tuple[PhotoId, ...] = ()
        self._bursts: dict[PhotoId, Burst] = {}
        self._chapters: tuple[tuple[Burst, ...], tuple[Chapter, ...]] = (), ()
        self._ceilings: Ceilings | None = None
        self._turn = 0
        self._folder: Path | None = None
        self._looks: LatestSlot[_Look] = LatestSlot(lambda look: _looked(session, look), self)
        self._looks.arrived.connect(self._take_look)
        self._looks.failed.connect(self._take_failure)
        self._aside = Aside(self)
        self._later = QTimer(self, singleShot=True, interval=_REJUDGE_MS)
        self._later.timeout.connect(self._after_many)
        self._unwritten: dict[PhotoId, Photo] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look_now)

    # -- the shoot

    @property
    def folder(self) -> Path | None:
        """Folder of the open shoot."""
        return self._folder

    def open(self, folder: Path) -> None:
        """Put a shoot on the desk as the catalogue knows it; the window then starts reading it."""
        self.close_shoot()
        self._folder = resolved(folder)
        self._looks.request(_Look(self._folder, self._turn, sketch=True))
        self.look_now()

    def close_shoot(self) -> None:
        """Clear the desk."""
        self.settle()
        self._looks.drop()
        self._pause.stop()
        self.shoot, self._folder, self._current, self._selection = None, None, None, ()
        self._ceilings = None
        self.known.clear()
        self._bursts.clear()
        self.counts.reset(())
        self.filter = "all"
        self.photos.set_ids([])
        self.reset.emit()

    def stop(self) -> None:
        """Wait for what is being kept, and for the thread that looks."""
        self.settle()
        self._aside.stop()
        self._pause.stop()
        self._looks.stop()

    @property
    def looking(self) -> bool:
        """Whether a look at the shoot is under way or due."""
        return self._looks.busy or self._pause.isActive() or self._aside.busy or self._later.isActive()

    def look_soon(self) -> None:
        """Something was read: look at the shoot anew before long."""
        if not self._pause.isActive():
            self._pause.start()

    def look_now(self) -> None:
        """Look at the shoot anew, in another thread."""
        if self._folder is not None:
            self._looks.request(_Look(self._folder, self._turn, self._snapshot()))

    def _take_look(self, look: _Look, found: tuple[Shoot, Mapping[PhotoId, frozenset[str]]]) -> None:
        shoot, through = found
        if look.folder != self._folder:
            return
        if look.sketch and not shoot.entries:
            return
        if look.turn != self._turn:  # a decision was made meanwhile; this answer does not know it
            self.rejudge() if look.judge is not None else self.look_now()
            return
        self.take(shoot, through)

    def _take_failure(self, look: _Look, error: BaseException) -> None:
        if isinstance(error, RetouchError):
            self.problem.emit(error)
        else:
            self.crashed.emit(error)

    def take(self, shoot: Shoot, through: Mapping[PhotoId, frozenset[str]] = MappingProxyType({})) -> None:
        """Show this state of the shoot. The current photo, selection and filter stay.

        ``through`` holds the filters that let photos through, where they have been found out in another thread.
        """
        ids = [e.photo.id for e in shoot.entries]
        same = self.shoot is not None and ids == [e.photo.id for e in self.shoot.entries]
        changed = [e for e in shoot.entries if self.known.get(e.photo.id) is not e]
        self.shoot, self._ceilings = shoot, None
        self._folder = shoot.folder
        self._bursts = {p: b for b in shoot.bursts for p in b.photos}
        if same:
            self.known.update({e.photo.id: e for e in changed})
            self.counts.update(changed, through)
            touched = frozenset(e.photo.id for e in changed)
            self.updated.emit(touched)
            self.photos.touch(touched)
            return
        self.known.clear()
        self.known.update({e.photo.id: e for e in shoot.entries})
        self.counts.reset(())
        self.counts.update(shoot.entries, through)
        self._apply_filter()
        if self._current not in self.known:
            self._current = self.photos.ids[0] if self.photos.ids else None
        self.reset.emit()
        self.moved.emit()

    def judge_by(self, settings: CullSettings) -> bool:
        """Judge all photos anew by these settings, from what was read of them; return whether they were kept."""
        if not self.durably(lambda: self.session.catalog.put_setting("cull", settings.to_data())):
            return False
        self.rejudge()
        return True

    def rejudge(self) -> None:
        """Judge all photos anew, in another thread; nothing is read for it."""
        if self._looks.busy:
            self.look_now()  # what it brings may not be lost
        elif self.shoot is not None and self._folder is not None:
            self._looks.request(_Look(self._folder, self._turn, self._snapshot(), judge=self.shoot))

    def _snapshot(self) -> Mapping[PhotoId, Entry]:
        return dict(self.known)

    def key_faces(self, photo: PhotoId) -> frozenset[int]:
        """Return the numbers of the faces of a photo that are key persons."""
        judged = self.known[photo].judged
        if judged is None or self.shoot is None:
            return frozenset()
        return frozenset(n for n, face in enumerate(judged.faces) if face.person in self.shoot.judgement.key)

    def toggle_key(self, photo: PhotoId, face: int) -> None:
        """Make the person with this face a key person, or an ordinary one again, in the whole shoot; one undo."""
        shoot = self.shoot_of_entries()
        made: list[Action | None] = []
        if not self.durably(lambda: made.append(key_people.toggle_key(self.session, shoot, photo, face))):
            return
        if made[0] is not None:
            was = face in self.key_faces(photo)
            self._refresh({photo, *(id_ for id_, _ in key_marks(shoot))}, later=True)
            self.note.emit(self.tr("No key person any more") if was else self.tr("Key person: counts above all others"))

    def set_ceiling(self, key: str, limit: float, *, person: bool) -> None:
        """Let an adjustment be suggested up to so many percent, in the shoot or for the main person of the photo."""
        entry, shoot = self.current, self.shoot
        if entry is None or shoot is None:
            return
        faces = entry.scene.faces if entry.scene is not None else ()
        face = max(range(len(faces)), key=lambda n: faces[n].box.area, default=0)
        faces_of = {entry.photo.id: face} if person else None
        if self.durably(lambda: set_ceilings(self.session, shoot, {key: limit}, faces_of)):
            self._ceilings = None
            self._refresh(self.known)  # what was said of this person on other photos is taken away
            self.note.emit(self.tr("Never more than {n} % is suggested from now on").format(n=round(limit)))

    @property
    def ceilings(self) -> Ceilings:
        """How much of each adjustment may be suggested; found out anew only after what can change it."""
        if self._ceilings is None:
            self._ceilings = ceilings_of(self.shoot) if self.shoot is not None else Ceilings()
        return self._ceilings

    def people(self, photo: PhotoId) -> Sequence[int]:
        """Return the numbers of the people on a photo, as far as they are known."""
        return self.shoot.judgement.people.of.get(photo, ()) if self.shoot is not None else ()

    # -- where one is

    @property
    def current(self) -> Entry | None:
        """The photo one looks at."""
        return self.known.get(self._current) if self._current is not None else None

    def go_to(self, photo: PhotoId) -> None:
        """Look at a photo."""
        if photo in self.known and photo != self._current:
            self._current = photo
            if photo not in self._selection:
                self._selection = (photo,)
            self.moved.emit()

    def select(self, photos: Sequence[PhotoId]) -> None:
        """Select photos; gestures then go to all of them if the current one is among them."""
        if tuple(photos) != self._selection:
            self._selection = tuple(photos)
            self.selected.emit()

    @property
    def selection(self) -> tuple[PhotoId, ...]:
        """Selected photos, in order."""
        return self._selection

    def targets(self) -> tuple[Entry, ...]:
        """Return what a gesture goes to: the selection, or the current photo alone."""
        if len(self._selection) > 1 and self._current in self._selection:
            return tuple(self.known[p] for p in self._selection if p in self.known)
        return (self.current,) if self.current is not None else ()

    def walk(self, photos: PhotoList) -> None:
        """Let arrows go through this list from now on; go to its first photo where the current one is not in it."""
        self._walked = photos
        if photos.ids and (self._current is None or photos.row_of(self._current) is None):
            self._go_alone(photos.ids[0])

    def step(self, by: int) -> None:
        """Go to the next or previous photo of those shown."""
        ids = self._walked.ids
        row = self._walked.row_of(self._current) if self._current is not None else None
        if ids:
            self._go_alone(ids[min(max((row if row is not None else 0) + by, 0), len(ids) - 1)])

    def step_burst(self, by: int) -> None:
        """Go to the best photo of the next or previous burst."""
        burst = self.burst()
        if self.shoot is None or burst is None:
            return
        n = self.shoot.bursts.index(burst) + by
        while 0 <= n < len(self.shoot.bursts):
            shown = [p for p in self.shoot.bursts[n].photos if self._walked.row_of(p) is not None]
            if shown:
                self._go_alone(min(shown, key=self.rank))
                return
            n += by

    def _go_alone(self, photo: PhotoId) -> None:
        self._selection = (photo,)
        self.go_to(photo)

    def burst(self, photo: PhotoId | None = None) -> Burst | None:
        """Return the burst of a photo, or of the current one."""
        key = photo if photo is not None else self._current
        return self._bursts.get(key) if key is not None else None

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Scenes of the shoot, in order."""
        bursts = self.shoot.bursts if self.shoot is not None else ()
        if self._chapters[0] is not bursts:
            self._chapters = bursts, chapters(bursts, {p: e.photo for p, e in self.known.items()})
        return self._chapters[1]

    def chapter(self) -> Chapter | None:
        """Return the scene of the current photo."""
        burst = self.burst()
        return next((c for c in self.chapters if burst in c.bursts), None) if burst is not None else None

    def rank(self, photo: PhotoId) -> int:
        """Return the rank of a photo in its burst, 1 is the best; unread photos come last."""
        judged = self.known[photo].judged
        return judged.rank if judged is not None else 10_000

    def neighbours(self, reach: int = 2) -> list[Photo]:
        """Return photos that will probably be looked at next, nearest last."""
        ids = self._walked.ids
        row = self._walked.row_of(self._current) if self._current is not None else None
        if row is None:
            return []
        near = [row + d for n in range(reach, 0, -1) for d in (-n, n)]
        return [self.known[ids[n]].photo for n in near if 0 <= n < len(ids)]

    # -- what is shown

    def set_filter(self, key: str) -> None:
        """Show what this filter lets through. What no longer fits stays until the filter is set again."""
        self.filter = key
        self._apply_filter()
        if self.photos.ids and (self._current is None or self.photos.row_of(self._current) is None):
            self._go_alone(self.photos.ids[0])
        self.filtered.emit()

    def _apply_filter(self) -> None:
        entries = self.shoot.entries if self.shoot is not None else ()
        through = self.counts.through
        self.photos.set_ids([e.photo.id for e in entries if self.filter in through(e.photo.id)])

    # -- gestures

    def record(self, name: str, decisions: Sequence[Decision[Any]]) -> bool:
        """Record one gesture, durable before anything is shown; return whether it was.

        What concerns hundreds is kept in another thread, and shown when it is; the next gesture waits for that.
        """
        self._aside.settle()
        if self.shoot is None or not decisions:
            return False
        overruled = any(self._overrules(d) for d in decisions if d.topic == VERDICT)
        if len(decisions) > _AT_ONCE:
            session, shoot = self.session, self.shoot

            def write() -> _Kept:
                decide.record(session, shoot, name, decisions, sidecars=False)
                return _kept(shoot, *decided_with(shoot, decisions))

            self._keep_aside(write)
        elif self.durably(lambda: decide.record(self.session, self.shoot_of_entries(), name, decisions)):
            self._refresh({d.photo for d in decisions})
        else:
            return False
        if overruled:
            self.overruled.emit()
        return True

    def _overrules(self, decision: Decision[Any]) -> bool:
        entry = self.known.get(decision.photo)
        suggested = entry.suggested if entry is not None else None
        return suggested is not None and suggested.value is Verdict.REJECT and decision.value is Verdict.KEEP

    def shoot_of_entries(self) -> Shoot:
        """Return the open shoot. Raises ``RuntimeError`` where none is open."""
        if self.shoot is None:
            raise RuntimeError("no shoot is open")
        return self.shoot

    def give_verdict(self, value: Verdict | None) -> None:
        """Pick, reject or unflag."""
        name = {Verdict.KEEP: "pick", Verdict.REJECT: "reject"}.get(value, "unflag") if value else "unflag"
        self._mark(name, lambda p: decide.verdict(p, value))

    def give_stars(self, stars: int) -> None:
        """Give 0 to 5 stars."""
        self._mark(f"{stars} stars", lambda p: decide.rating(p, stars))

    def give_label(self, label: Label) -> None:
        """Give a colour label, or take it away where all have it already."""
        targets = self.targets()
        off = bool(targets) and all(e.marks.label == label for e in targets)
        self._mark(f"label {label.lower()}", lambda p: decide.label(p, None if off else label))

    def _mark(self, name: str, make: Callable[[Photo], Decision[Any]]) -> None:
        targets = self.targets()
        if self.record(name, [make(e.photo) for e in targets]) and self.auto_advance and len(targets) == 1:
            self.step(1)

    def accept_verdicts(self, entries: Iterable[Entry] | None = None) -> None:
        """Accept the verdict suggestions of the targets. ``maybe`` asks for a person, so it is not accepted."""
        targets = tuple(entries) if entries is not None else self.targets()
        open_ones = [e.suggested for e in targets if e.suggested is not None]
        taken = [s.accept() for s in open_ones if s.value is not Verdict.MAYBE]
        if not taken:
            why = self.tr("“Maybe” means that you should look: pick (P) or reject (X).") if open_ones else ""
            self.note.emit(why or self.tr("Nothing is suggested here."))
            return
        if self.record("accept", taken) and self.auto_advance and len(targets) == 1:
            self.step(1)

    def dismiss_verdicts(self) -> None:
        """Dismiss the verdict suggestions of the targets."""
        self.record("dismiss", [e.suggested.dismiss() for e in self.targets() if e.suggested is not None])

    def accept_all(self, suggestions: Sequence[Suggestion[Any]], name: str = "accept all") -> None:
        """Accept suggestions in one gesture, ``maybe`` excepted."""
        self.record(name, [s.accept() for s in suggestions if s.value is not Verdict.MAYBE])

    def undo(self) -> None:
        """Take back the last gesture on this shoot."""
        self._turn_back(decide.undo, self.tr("Undone: {name}"), self.tr("There is nothing to undo."))

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._turn_back(decide.redo, self.tr("Redone: {name}"), self.tr("There is nothing to redo."))

    def actions(self) -> tuple[Action, ...]:
        """Return every step on this shoot, oldest first, undone ones included."""
        self._aside.settle()
        return self.session.catalog.actions(str(self._folder)) if self._folder is not None else ()

    def go_to_step(self, step: int) -> None:
        """Undo everything after a step (0 is the beginning), or redo up to it."""
        for _ in range(len(self.actions())):
            live = max((int(a.id) for a in self.actions() if not a.undone), default=0)
            undone = min((int(a.id) for a in self.actions() if a.undone and a.id > live), default=None)
            if live > step:
                self.undo()
            elif undone is not None and undone <= step:
                self.redo()
            else:
                return

    def _turn_back(
        self,
        turn: _Turn,
        done: str,
        nothing: str,
    ) -> None:
        self._aside.settle()
        self._ceilings = None
        folder, session, shoot = self._folder, self.session, self.shoot
        if folder is None:
            return
        if shoot is not None and session.catalog.steps(str(folder))[turn is decide.redo] > _AT_ONCE:

            def write() -> _Kept:
                step = turn(session, folder, shoot, sidecars=False)
                action, photos = step if step is not None else (None, ())
                said = done.format(name=gesture(action.name)) if action is not None else nothing
                return _kept(shoot, *decided_again(session, shoot, photos), said)

            self._keep_aside(write)
            return
        got: list[tuple[Action, tuple[PhotoId, ...]] | None] = []
        if not self.durably(lambda: got.append(turn(self.session, folder, self.shoot))):
            return
        step = got[0]
        if step is None:
            self.note.emit(nothing)
            return
        action, photos = step
        self._refresh(set(photos))
        if len(photos) == 1:
            self.go_to(photos[0])
        self.note.emit(done.format(name=gesture(action.name)))

    def _keep_aside(self, write: Callable[[], _Kept]) -> None:
        self._turn += 1
        self._aside.do(write, self._take_kept)

    def _take_kept(self, kept: _Kept | BaseException) -> None:
        if isinstance(kept, RetouchError):
            self.problem.emit(kept)
            return
        if isinstance(kept, BaseException):
            self.crashed.emit(kept)
            return
        self._turn += 1
        if self.shoot is not kept.before:  # more was read meanwhile
            self.look_now()
        else:
            self.shoot, self._ceilings = kept.shoot, None
            self._show(kept.entries, kept.through)
        self._unwritten.update((e.photo.id, e.photo) for e in kept.entries)
        self._later.start()
        if kept.note:
            self.note.emit(kept.note)

    def _after_many(self) -> None:
        """What a gesture on many brings with it, once it has been shown: sidecars, and other suggestions."""
        photos, session = tuple(self._unwritten.values()), self.session
        self._unwritten.clear()
        self._aside.do(lambda: decide.write_sidecars(session, photos), self._written)
        self.rejudge()

    def _written(self, error: BaseException | None) -> None:
        if error is not None:
            self.crashed.emit(error)

    def settle(self) -> None:
        """Wait until every gesture is kept, and its sidecars are on their way."""
        self._aside.settle()
        if self._later.isActive():
            self._later.stop()
            self._after_many()
            self._aside.settle()

    def durably(self, write: Callable[[], object]) -> bool:
        """Write what the user wants kept; return whether it was. What stands in the way is told as a ``problem``."""
        self._aside.settle()
        try:
            write()
        except RetouchError as e:
            self.problem.emit(e)
            return False
        self._turn += 1
        return True

    def _refresh(self, photos: Iterable[PhotoId], *, later: bool = False) -> None:
        """Show what was decided on these photos, and, at once or ``later``, what it changes for the others."""
        if self.shoot is None:
            return
        decided = frozenset(photos)
        many = later or len(decided) > _AT_ONCE
        self.shoot, changed = (decided_again if many else judged_again)(self.session, self.shoot, decided)
        self._show([e for e in self.shoot.entries if e.photo.id in changed])
        if many:
            self.rejudge()

    def _show(self, entries: Sequence[Entry], through: Mapping[PhotoId, frozenset[str]] = MappingProxyType({})) -> None:
        """Show entries that have changed, in the same shoot."""
        self.known.update({e.photo.id: e for e in entries})
        self.counts.update(entries, through)
        changed = frozenset(e.photo.id for e in entries)
        self.photos.touch(changed)
        self.updated.emit(changed)


def _kept(before: Shoot, shoot: Shoot, changed: frozenset[PhotoId], note: str = "") -> _Kept:
    """Return what there is to be shown after a gesture that changed these photos."""
    entries = tuple(e for e in shoot.entries if e.photo.id in changed)
    return _Kept(before, shoot, entries, {e.photo.id: lets_through(e) for e in entries}, note)


def _looked(session: Session, look: _Look) -> tuple[Shoot, Mapping[PhotoId, frozenset[str]]]:
    """Look at the shoot as it is asked for; return it, and what filters say of all that has changed."""
    if look.judge is not None:
        shoot = judged_again(session, look.judge)[0]
    else:
        shoot = same_where_equal((sketch if look.sketch else load)(session, look.folder), look.known)
    return shoot, {e.photo.id: lets_through(e) for e in shoot.entries if look.known.get(e.photo.id) is not e}
