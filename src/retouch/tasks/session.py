"""An open catalogue, and a shoot as one frozen snapshot for whoever shows it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from retouch.adjust.base import Context
from retouch.adjust.edit import Edit, fold
from retouch.adjust.lut import keep_in
from retouch.cull.bursts import Burst
from retouch.cull.judge import Judged, Judgement, survey, weigh
from retouch.cull.key_faces import marked
from retouch.cull.profile import CullSettings, FaceMark
from retouch.model.decision import ADJUST, KEY, LABEL, RATING, VERDICT, Decision, Suggestion, Verdict
from retouch.model.errors import RetouchError
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Scene
from retouch.store.catalog import Catalog
from retouch.store.marks import Marks
from retouch.store.pictures import Pictures
from retouch.store.sidecar_writer import SidecarWriter
from retouch.tasks.paths import Home, home

_MANY = 500
"""Readings from which on it is worth while to spare the garbage collector them."""
_UNTOUCHED = fold(())
_UNMARKED = Marks()


CAMERA: Final = tuple(tuple(f"camera.{row}{column}" for column in "xyz") for row in "rgb")
"""What the numbers of the camera's matrix (XYZ of D65 → raw RGB) are called among the tells of a photo's light."""


def camera_of(scene: Scene) -> tuple[tuple[float, float, float], ...] | None:
    """Return the camera's matrix from a reading, by which a proposed white balance is exact; ``None`` without one."""
    tells = scene.light.tells
    if CAMERA[0][0] not in tells:
        return None
    return tuple((tells[x], tells[y], tells[z]) for x, y, z in CAMERA)


def marks_of(decisions: Iterable[Decision[Any]]) -> Marks:
    """Fold live decisions, oldest first, into rating, verdict and label: the last word on a topic counts."""
    latest = {d.topic: d.value for d in decisions}
    rating, verdict, label = latest.get(RATING), latest.get(VERDICT), latest.get(LABEL)
    return Marks(
        rating=None if rating is None else int(rating),
        verdict=None if verdict is None else Verdict(verdict),
        label=None if label is None else str(label),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """All that is known of one photo of a shoot."""

    photo: Photo
    scene: Scene | None
    judged: Judged | None
    suggestions: tuple[Suggestion[Any], ...]
    decisions: tuple[Decision[Any], ...]
    edit: Edit
    marks: Marks
    error: RetouchError | None

    @property
    def suggested(self) -> Suggestion[Verdict] | None:
        """The open verdict suggestion, if nobody has decided."""
        return next((s for s in self.suggestions if s.topic == VERDICT), None)

    @property
    def proposals(self) -> tuple[Suggestion[Any], ...]:
        """The open suggestions on adjustments."""
        return tuple(s for s in self.suggestions if s.topic != VERDICT)

    @property
    def verdict(self) -> Verdict | None:
        """The photographer's verdict, if there is one."""
        return self.marks.verdict

    def context(self) -> Context | None:
        """What adjustments may know of this photo; ``None`` before it has been read."""
        if self.scene is None:
            return None
        return Context(self.scene.light.white, self.photo.capture, self.scene, camera_of(self.scene))


@dataclass(frozen=True, slots=True, eq=False)
class Shoot:
    """A folder's photos in order of capture, its bursts, and the files that could not be read."""

    folder: Path
    entries: tuple[Entry, ...]
    judgement: Judgement
    failures: tuple[RetouchError, ...]

    @property
    def bursts(self) -> tuple[Burst, ...]:
        """Bursts in order of capture; a single frame is a burst of one."""
        return self.judgement.bursts

    def by_id(self) -> Mapping[PhotoId, Entry]:
        """Entries by photo."""
        return {e.photo.id: e for e in self.entries}


@contextmanager
def _for_good() -> Iterator[None]:
    """Make many objects that stay, without the collector walking all of them again and again.

    It would stop every thread for a tenth of a second each time, and find nothing: readings refer only to numbers.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


class Session:
    """The user's state. Any thread may use it: the catalogue keeps a connection for each."""

    def __init__(self, where: Home | None = None) -> None:
        self.home = where or home()
        keep_in(self.home.looks)
        self.catalog = Catalog.open(self.home.catalog)
        self._scenes: dict[PhotoId, Scene] = {}
        self._judged: dict[Path, tuple[Sequence[object], Judgement]] = {}
        self.pictures = Pictures(self.home.cache / "pictures")
        self.sidecars = SidecarWriter(
            lambda photo, seen: self.catalog.put_sidecars({photo.id: seen}), self.catalog.identity, self._taken
        )

    def _taken(self, photo: Photo) -> Marks:
        """Return the marks of a photo's sidecar as they were taken in, or written."""
        last = self.catalog.sidecars([photo.id]).get(photo.id)
        return last.marks if last is not None else Marks()

    @property
    def cull_settings(self) -> CullSettings:
        """Profile and strictness, as the user set them."""
        return CullSettings.from_data(self.catalog.setting("cull") or {})

    def scenes(self, ids: Iterable[PhotoId]) -> dict[PhotoId, Scene]:
        """Return readings, parsed once in the life of a session. Readings are frozen, so they can be shared."""
        wanted = list(ids)
        lacking = [i for i in wanted if i not in self._scenes]
        with _for_good() if len(lacking) >= _MANY else nullcontext():
            self._scenes.update(self.catalog.readings(lacking))
        return {i: self._scenes[i] for i in wanted if i in self._scenes}

    def keep_reading(self, photo: PhotoId, scene: Scene) -> None:
        """Store a new reading. From now on it is what the catalogue gives back: judged the same today and tomorrow."""
        self.catalog.put_reading(photo, scene)
        self._scenes.pop(photo, None)

    def judge(
        self,
        folder: Path,
        photos: Sequence[Photo],
        scenes: Mapping[PhotoId, Scene],
        decided: Mapping[PhotoId, Verdict] = MappingProxyType({}),
        key: frozenset[FaceMark] = frozenset(),
    ) -> Judgement:
        """Judge a shoot; bursts and people are worked out again only where photos or readings have changed.

        Of what was judged before, only the bursts that settings, decisions or key persons concern are judged again.
        """
        state = [(p.id, p.path, id(scenes.get(p.id))) for p in photos]
        known, before = self._judged.get(folder, (None, None))
        found = before.found if before is not None and known == state else survey(photos, scenes)
        judgement = weigh(found, replace(self.cull_settings, key=key), decided, before)
        self._judged[folder] = (state, judgement)
        return judgement

    def burst_of(self, photo: Photo) -> tuple[PhotoId, ...]:
        """Return the photos of the burst that a photo was last judged in; itself alone where it was not."""
        judged = self._judged.get(photo.path.parent)
        bursts = judged[1].bursts if judged is not None else ()
        return next((b.photos for b in bursts if photo.id in b.photos), (photo.id,))

    def close(self) -> tuple[RetouchError, ...]:
        """Wait for sidecars, make the daily backup, close the catalogue, and return what could not be written."""
        failed = self.sidecars.flush()
        try:
            self.catalog.backup_if_due()
        except RetouchError as error:
            failed = (*failed, error)
        self.catalog.close()
        return failed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def order(photos: Iterable[Photo]) -> list[Photo]:
    """Sort by capture time, then name; photos without a time come last. Zones are ignored: cameras rarely set them."""
    return sorted(
        photos,
        key=lambda p: (
            p.capture.taken is None,
            p.capture.taken.replace(tzinfo=None).isoformat(timespec="microseconds") if p.capture.taken else "",
            p.capture.number or 0,
            p.name,
        ),
    )


def load(session: Session, folder: Path) -> Shoot:
    """Return the shoot as the catalogue knows it now; verdicts are judged anew from stored readings.

    Nothing of the photos is opened.
    """
    folder = folder.resolve()
    catalog = session.catalog
    photos = order(catalog.photos(folder))
    ids = [p.id for p in photos]
    scenes = session.scenes(ids)
    decisions = catalog.decisions(ids)
    suggestions = catalog.suggestions(ids)
    failures = {f.path: f for f in catalog.failures(folder)}
    decided, key = _verdicts(decisions), _key_marks(decisions, scenes)
    judgement = session.judge(folder, photos, scenes, decided, key)
    entries = tuple(
        _entry(
            p,
            scenes.get(p.id),
            judgement.judged.get(p.id),
            suggestions.get(p.id, ()),
            decisions.get(p.id, ()),
            failures.get(p.path),
        )
        for p in photos
    )
    return Shoot(folder, entries, judgement, tuple(failures.values()))


def sketch(session: Session, folder: Path) -> Shoot:
    """Return the photos and decisions of a shoot without readings, bursts and suggestions.

    It costs a tenth of ``load`` the first time, so that thousands of photos are on the screen at once.
    """
    folder = folder.resolve()
    photos = order(session.catalog.photos(folder))
    decisions = session.catalog.decisions([p.id for p in photos])
    failures = {f.path: f for f in session.catalog.failures(folder)}
    entries = tuple(_entry(p, None, None, (), decisions.get(p.id, ()), failures.get(p.path)) for p in photos)
    return Shoot(folder, entries, weigh(survey((), {}), session.cull_settings), tuple(failures.values()))


def same_where_equal(shoot: Shoot, known: Mapping[PhotoId, Entry]) -> Shoot:
    """Return a shoot with the entries of ``known`` wherever they say the same, so that identity tells what changed."""

    def kept(e: Entry) -> Entry:
        old = known.get(e.photo.id)
        return old if old is not None and _facts(old) == _facts(e) else e

    return replace(shoot, entries=tuple(kept(e) for e in shoot.entries))


def _facts(e: Entry) -> tuple[object, ...]:
    error = None if e.error is None else str(e.error)
    return e.photo, id(e.scene), e.judged, e.suggestions, e.decisions, e.edit, error


def judged_again(session: Session, shoot: Shoot, changed: Iterable[PhotoId] = ()) -> tuple[Shoot, frozenset[PhotoId]]:
    """Return the shoot judged by the settings and decisions of now, and the photos of which something is different.

    Only what was decided on ``changed`` photos is looked up again, and nothing is read: this takes milliseconds after a
    decision, a tenth of a second after other settings. Entries of the other photos are the same objects as before.
    """
    shoot, stale = decided_again(session, shoot, changed)
    decided = {e.photo.id: e.verdict for e in shoot.entries if e.verdict is not None}
    settings = replace(session.cull_settings, key=key_marks(shoot))
    judgement = weigh(shoot.judgement.found, settings, decided, shoot.judgement)
    entries: list[Entry] = []
    different = set(stale)
    for entry in shoot.entries:
        judged = judgement.judged.get(entry.photo.id)
        if judged is entry.judged:
            entries.append(entry)
            continue
        entries.append(_entry(entry.photo, entry.scene, judged, entry.proposals, entry.decisions, entry.error))
        different.add(entry.photo.id)
    return Shoot(shoot.folder, tuple(entries), judgement, shoot.failures), frozenset(different)


def decided_again(session: Session, shoot: Shoot, changed: Iterable[PhotoId]) -> tuple[Shoot, frozenset[PhotoId]]:
    """Return the shoot with what is decided on ``changed`` photos now, and these photos; judged as it was."""
    stale = frozenset(changed)
    if not stale:
        return shoot, stale
    decisions, stored = session.catalog.decisions(stale), session.catalog.suggestions(stale)
    entries = tuple(
        _entry(e.photo, e.scene, e.judged, stored.get(i, ()), decisions.get(i, ()), e.error)
        if (i := e.photo.id) in stale
        else e
        for e in shoot.entries
    )
    return replace(shoot, entries=entries), stale


def decided_with(shoot: Shoot, made: Sequence[Decision[Any]]) -> tuple[Shoot, frozenset[PhotoId]]:
    """Return what ``decided_again`` gives after these decisions were recorded, without asking the catalogue."""
    new: dict[PhotoId, list[Decision[Any]]] = {}
    for decision in made:
        new.setdefault(decision.photo, []).append(decision)
    said = {d.topic for d in made}
    edits = any(topic.startswith(ADJUST) for topic in said)

    def entry(e: Entry) -> Entry:
        own = new.get(e.photo.id)
        if own is None:
            return e
        topics = said if len(said) == 1 else {d.topic for d in own}
        decisions = (*e.decisions, *own)
        return Entry(
            photo=e.photo,
            scene=e.scene,
            judged=e.judged,
            suggestions=tuple([s for s in e.suggestions if s.topic not in topics]),
            decisions=decisions,
            edit=fold(decisions) if edits else e.edit,
            marks=marks_of(decisions),
            error=e.error,
        )

    return replace(shoot, entries=tuple(entry(e) for e in shoot.entries)), frozenset(new)


def key_marks(shoot: Shoot) -> frozenset[FaceMark]:
    """Return the faces by which key persons of this shoot are marked."""
    return _key_marks(
        {e.photo.id: e.decisions for e in shoot.entries}, {e.photo.id: e.scene for e in shoot.entries if e.scene}
    )


def _verdicts(decisions: Mapping[PhotoId, Sequence[Decision[Any]]]) -> dict[PhotoId, Verdict]:
    return {i: verdict for i, made in decisions.items() if made and (verdict := marks_of(made).verdict) is not None}


def _key_marks(
    decisions: Mapping[PhotoId, Sequence[Decision[Any]]], scenes: Mapping[PhotoId, Scene]
) -> frozenset[FaceMark]:
    latest = {i: d.value for i, made in decisions.items() for d in made if d.topic == KEY}
    return frozenset((i, n) for i, value in latest.items() if i in scenes for n in marked(value, scenes[i]))


def _entry(
    photo: Photo,
    scene: Scene | None,
    judged: Judged | None,
    stored: Sequence[Suggestion[Any]],
    decisions: tuple[Decision[Any], ...],
    error: RetouchError | None,
) -> Entry:
    verdicts = (judged.suggestion,) if judged is not None and judged.suggestion is not None else ()
    if verdicts and any(d.topic == VERDICT for d in decisions):
        verdicts = ()
    return Entry(
        photo=photo,
        scene=scene,
        judged=judged,
        suggestions=(*verdicts, *(s for s in stored if s.topic != VERDICT)),
        decisions=decisions,
        edit=fold(decisions) if decisions else _UNTOUCHED,
        marks=marks_of(decisions) if decisions else _UNMARKED,
        error=error,
    )
