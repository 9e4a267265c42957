"""From readings to suggested verdicts. Pure: photos and scenes in, suggestions out; no pixels, no files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from retouch.cull import evidence, reasons
from retouch.cull.bursts import SETS, Burst, BurstKind, group
from retouch.cull.cover import GROUP, best_cover
from retouch.cull.eyes import OPEN_STATES
from retouch.cull.look import BurstLook, look
from retouch.cull.people import SHUT_STATES, People, Person, follow
from retouch.cull.profile import CullSettings, FaceMark
from retouch.cull.sets import exposure
from retouch.cull.standing import FaceStanding, FrameStanding, stand
from retouch.model.decision import VERDICT, Evidence, Suggestion, Verdict
from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import EyeState, Scene

JUDGE = "cull 1"
"""Version of the rules: another version makes stored suggestions stale."""

_MAYBE_AT_MOST = 0.5  # so that accepting what is sure leaves a maybe undecided
_TURN = 20.0  # degrees between two heads beyond which their sharpness does not compare
_GROWTH = 1.3  # and between the sizes of two faces
_SUREST = 0.98
_UNBLOWN = 0.05  # share that may be white in a frame that is well exposed
_SKY = 0.25  # the same of a whole photo, in which a sky or a window may be meant to be white
_FAR_BRIGHTER = 1.0  # EV over the rest of its burst, as the picture shows it: white hides what is beyond
_NOTICED = 0.07  # of a frame's worth: less is no reason against it
_SAME_LAUGH = 0.15  # what the rival's expression may fall short of a laugh with closed eyes


@dataclass(frozen=True, slots=True)
class JudgedFace:
    """One face as judged. ``weight`` is its person's share of all that count in the frame; 0 is a bystander.

    ``eyes`` is the reader's state corrected by what is usual for this person; ``of_usual`` the share of their usual
    opening, where that is known.
    """

    person: Person
    eyes: EyeState
    opening: float | None
    of_usual: float | None
    weight: float
    main: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One photo as judged: its burst, its 1-based place in it, what it is worth (0..1), and a suggestion.

    ``suggestion`` is ``None`` for a photo that was not read. ``faces`` are in the order of its scene. ``soft`` says
    that it is clearly less sharp than the best of its burst, or that a main person is out of focus.
    """

    burst: str
    rank: int
    score: float
    suggestion: Suggestion[Verdict] | None
    faces: tuple[JudgedFace, ...]
    soft: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """All of a shoot that does not depend on settings: bursts, who is who, and a look at each burst."""

    photos: Mapping[PhotoId, Photo]
    bursts: tuple[Burst, ...]
    people: People
    looks: tuple[BurstLook, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A whole shoot as judged by these settings, key persons and decisions; of ``found`` it can be judged again."""

    found: Survey
    judged: Mapping[PhotoId, Judged]
    settings: CullSettings
    key: frozenset[Person]
    decided: Mapping[PhotoId, Verdict]

    @property
    def bursts(self) -> tuple[Burst, ...]:
        """Bursts in order of capture."""
        return self.found.bursts

    @property
    def people(self) -> People:
        """Who is who."""
        return self.found.people


def judge(
    photos: Sequence[Photo],
    scenes: Mapping[PhotoId, Scene],
    settings: CullSettings,
    decided: Mapping[PhotoId, Verdict] = MappingProxyType({}),
) -> Judgement:
    """Group, rank and suggest. Photos without a scene are in a burst, but have no suggestion."""
    return weigh(survey(photos, scenes), settings, decided)


def survey(photos: Sequence[Photo], scenes: Mapping[PhotoId, Scene]) -> Survey:
    """Group photos into bursts, follow the people in them, and look at each burst."""
    bursts = group(photos, scenes)
    known = {p.id: p for p in photos}
    read = {id_: scenes[id_] for id_ in known if id_ in scenes}
    people = follow(photos, bursts, read)
    looks = tuple(look([known[id_] for id_ in burst.photos], read, people) for burst in bursts)
    return Survey(known, bursts, people, looks)


def weigh(
    found: Survey,
    settings: CullSettings,
    decided: Mapping[PhotoId, Verdict] = MappingProxyType({}),
    before: Judgement | None = None,
) -> Judgement:
    """Judge a survey by these settings.

    ``decided`` is the photographer's word so far: a frame they rejected is nobody's rival and comes last, and in a
    burst from which they picked one no other is suggested. Key marks that point at nothing are ignored. Of ``before``,
    an earlier judgement, what has not changed is taken over as it is if it is of the same survey.
    """
    key = key_persons(found.people, settings.key)
    if before is not None:
        same = before.found is found and replace(settings, key=before.settings.key) == before.settings
        before = before if same else None
    judged: dict[PhotoId, Judged] = {}
    for burst, seen in zip(found.bursts, found.looks, strict=True):
        if before is not None and _unchanged(burst, seen, key, decided, before):
            judged.update((id_, before.judged[id_]) for id_ in burst.photos)
        else:
            judged.update(_Bench(burst, seen, found.photos, key, settings, decided).judge())
    return Judgement(found, judged, settings, key, decided)


def key_persons(people: People, marks: Iterable[FaceMark]) -> frozenset[Person]:
    """Return whom marks on faces mean: these persons, and whoever looks the same at another time of the shoot."""
    marked = {people.of[id_][face] for id_, face in marks if 0 <= face < len(people.of.get(id_, ()))}
    return frozenset().union(*(people.known_again(person) for person in marked))


def _unchanged(
    burst: Burst,
    seen: BurstLook,
    key: frozenset[Person],
    decided: Mapping[PhotoId, Verdict],
    before: Judgement,
) -> bool:
    """Whether nothing that a burst is judged by has changed, settings apart."""
    if key != before.key and not seen.people.keys().isdisjoint(key ^ before.key):
        return False
    return all(decided.get(id_) is before.decided.get(id_) for id_ in burst.photos)


@dataclass(frozen=True, slots=True)
class _Ruling:
    verdict: Verdict
    confidence: float
    because: Callable[[], tuple[Evidence, ...]]


class _Bench:
    """The judge of one burst."""

    def __init__(
        self,
        burst: Burst,
        seen: BurstLook,
        photos: Mapping[PhotoId, Photo],
        key: frozenset[Person],
        settings: CullSettings,
        decided: Mapping[PhotoId, Verdict],
    ) -> None:
        self._burst = burst
        self._decided = decided
        self._settings = settings
        self._photos = [photos[id_] for id_ in burst.photos]
        self._names = {p.id: p.name for p in self._photos}
        standing = stand(seen, key, settings)
        self._frames = sorted(standing, key=lambda f: decided.get(f.photo) is Verdict.REJECT)
        self._staying = [f for f in self._frames if decided.get(f.photo) is not Verdict.REJECT]

    def judge(self) -> Iterator[tuple[PhotoId, Judged]]:
        if self._burst.kind in SETS:
            order, rulings = self._in_set_order(), self._set()
        else:
            order, rulings = self._frames, self._apart()
        total = max((sum(f.weight for f in frame.counted) for frame in self._frames), default=0.0) or 1.0
        sharpest = self._frames[0].focus if self._frames else 0.0
        for rank, frame in enumerate(order, start=1):
            ruling = rulings[frame.photo]
            confidence, because = round(ruling.confidence, 3), reasons.Because(ruling.because)
            suggestion = Suggestion(frame.photo, VERDICT, ruling.verdict, confidence, because, JUDGE)
            faces = tuple(_judged_face(f, total) for f in frame.faces)
            blurred = frame.focus < self._settings.soft * sharpest or reasons.out_of_focus(frame)
            yield frame.photo, Judged(self._burst.id, rank, round(frame.score, 4), suggestion, faces, blurred)
        read = {f.photo for f in order}
        unread = [p.id for p in self._photos if p.id not in read]
        for rank, id_ in enumerate(unread, start=len(order) + 1):
            yield id_, Judged(self._burst.id, rank, 0.0, None, ())

    def _apart(self) -> dict[PhotoId, _Ruling]:
        """Return one winner; the rest are rejected only where that is sure and loses nobody."""
        if not self._frames:
            return {}
        best, rest = self._frames[0], self._frames[1:]
        rulings = {best.photo: self._winner(best, [f for f in rest if f in self._staying])}
        open_in = Counter(p for f in self._staying for p in _open_people(f))
        needed = self._covering()
        for frame in reversed(rest):
            ruling = self._loser(frame, best)
            if ruling.verdict is Verdict.REJECT and frame in self._staying:
                # Somebody may have open eyes in this frame only, or it completes the group with another.
                if frame.photo in needed or any(open_in[p] == 1 for p in _open_people(frame)):
                    ruling = _Ruling(Verdict.MAYBE, _MAYBE_AT_MOST, ruling.because)
                else:
                    open_in.subtract(_open_people(frame))
            rulings[frame.photo] = ruling
        return rulings

    def _covering(self) -> set[PhotoId]:
        """Return the two frames that cover everyone in a group."""
        staying = self._staying
        if len({f.person for frame in staying for f in frame.counted}) < GROUP:
            return set()
        good = [frozenset(_open_people(f)) for f in staying]
        return {staying[i].photo for i in best_cover(good, [f.score for f in staying])}

    def _winner(self, frame: FrameStanding, rest: Sequence[FrameStanding]) -> _Ruling:
        wrong = [r for r in reasons.faults(frame, self._settings) if r.weight > 0]
        because = partial(self._for_winner, frame, rest, wrong)
        if wrong or any(self._decided.get(f.photo) is Verdict.KEEP for f in rest):
            return _Ruling(Verdict.MAYBE, _MAYBE_AT_MOST, because)
        if not frame.counted:
            return _Ruling(Verdict.KEEP, 0.75 if rest else 0.65, because)
        total = sum(f.weight for f in frame.counted)
        doubt = sum(f.weight * f.eyes.fault for f in frame.counted) / total
        confidence = 0.92 - 0.9 * doubt if rest else 0.85 - 0.9 * doubt
        return _Ruling(Verdict.KEEP, max(0.5, confidence), because)

    def _for_winner(
        self, frame: FrameStanding, rest: Sequence[FrameStanding], wrong: Sequence[reasons.Reason]
    ) -> tuple[Evidence, ...]:
        favour = reasons.pick(reasons.in_favour(frame, rest, self._names, self._settings))
        return _fill(reasons.pick(wrong), favour) if wrong else favour

    def _loser(self, frame: FrameStanding, best: FrameStanding) -> _Ruling:
        sure = max(self._surely_closed(frame, best), self._surely_softer(frame, best), self._surely_blown(frame, best))
        because = partial(self._for_loser, frame, best)
        if sure >= self._settings.sure:
            return _Ruling(Verdict.REJECT, min(sure, _SUREST), because)
        return _Ruling(Verdict.MAYBE, min(_MAYBE_AT_MOST, max(0.2, sure)), because)

    def _for_loser(self, frame: FrameStanding, best: FrameStanding) -> tuple[Evidence, ...]:
        against = reasons.pick(reasons.against(frame, best, self._names, self._settings), _NOTICED)
        return _fill(against, reasons.pick(reasons.in_favour(frame, [best], self._names, self._settings)))

    def _surely_closed(self, frame: FrameStanding, best: FrameStanding) -> float:
        """Return how sure it is that a main person blinks here and not there, and that nobody is worse off there."""
        sure = 0.0
        for face in frame.counted:
            other = best.person(face.person)
            if other is None or (face.eyes.state in OPEN_STATES and other.eyes.state in SHUT_STATES):
                return 0.0
            same_laugh = not face.eyes.laughs or other.seen.expression >= face.seen.expression - _SAME_LAUGH
            if face.main and not (face.eyes.meant or face.eyes.lowered) and same_laugh:
                sure = max(sure, min(face.eyes.closed, other.eyes.open))
        return sure

    def _surely_softer(self, frame: FrameStanding, best: FrameStanding) -> float:
        """Return how sure it is that a frame is softer than the best, where the two compare."""
        ratio = frame.focus / best.focus if best.focus > 0 else 1.0
        limit = self._settings.soft
        if ratio >= limit:
            return 0.0
        if reasons.out_of_focus(best) or bool(frame.counted) != bool(best.counted):
            return 0.0  # less of nothing; or a face against the whole picture, for somebody has turned away
        pairs = [(f, best.person(f.person)) for f in frame.counted if f.main]
        alike = all(o is not None and _comparable(f, o) for f, o in pairs)
        return min(1.0, 0.7 + 0.45 * (1.0 - ratio / limit)) * (1.0 if alike else 0.6)

    def _surely_blown(self, frame: FrameStanding, best: FrameStanding) -> float:
        """Return how sure it is that an exposure failed: far brighter than the rest, white where the best is not."""
        if frame.counted:
            pairs = [(f, best.person(f.person)) for f in frame.counted if f.main]
            lost = [f.face.light.blown for f, o in pairs if o is not None and o.face.light.blown < _UNBLOWN]
            brighter = min((f.seen.brighter for f, _ in pairs), default=0.0)
        else:
            lost = [frame.scene.light.blown] if best.scene.light.blown < _SKY else []  # faces may be lost in it too
            brighter = frame.seen.brighter
        worst = max(lost, default=0.0)
        if worst <= evidence.BLOWN_SKIN or brighter < _FAR_BRIGHTER:
            return 0.0
        return min(_SUREST, 0.8 + 0.3 * (worst - evidence.BLOWN_SKIN))

    def _in_set_order(self) -> list[FrameStanding]:
        """Return a bracket from its middle exposure outwards, a panorama from its first frame on."""
        place = {id_: n for n, id_ in enumerate(self._burst.photos)}
        if self._burst.kind is BurstKind.PANORAMA:
            return sorted(self._frames, key=lambda f: place[f.photo])
        values = {p.id: _brightness(p) for p in self._photos}
        middle = sorted(values.values())[len(values) // 2]
        return sorted(self._frames, key=lambda f: (abs(values[f.photo] - middle), place[f.photo]))

    def _set(self) -> dict[PhotoId, _Ruling]:
        """Return the same ruling for all frames of a set: they are kept or left together."""
        n = len(self._photos)
        if self._burst.kind is BurstKind.BRACKET:
            spread = [_brightness(p) for p in self._photos]
            width = max(spread) - min(spread)
            text = f"One of {n} exposures of a bracket over {width:.1f} EV: kept or left together."
        else:
            text = f"One of {n} frames of a panorama: kept or left together."
        together = Evidence(self._burst.kind.value, float(n), 2.0, text, None, evidence.WHOLE)
        order = self._in_set_order()
        checked = order[:1] if self._burst.kind is BurstKind.BRACKET else []
        wrong = any(r.weight > 0 for f in checked for r in reasons.faults(f, self._settings))
        verdict, confidence = (Verdict.MAYBE, _MAYBE_AT_MOST) if wrong else (Verdict.KEEP, 0.7)
        return {f.photo: _Ruling(verdict, confidence, partial(self._for_set, f, together)) for f in order}

    def _for_set(self, frame: FrameStanding, together: Evidence) -> tuple[Evidence, ...]:
        return _fill((together,), reasons.pick(reasons.in_favour(frame, (), self._names, self._settings)))


def _brightness(photo: Photo) -> float:
    bias = photo.capture.bias
    measured = exposure(photo)
    return measured if measured is not None else bias or 0.0


def _comparable(a: FaceStanding, b: FaceStanding) -> bool:
    sizes = sorted((max(a.face.box.height, 1e-6), max(b.face.box.height, 1e-6)))
    return abs(a.face.pose.yaw - b.face.pose.yaw) <= _TURN and sizes[1] / sizes[0] <= _GROWTH


def _open_people(frame: FrameStanding) -> set[Person]:
    return {f.person for f in frame.counted if f.eyes.state in OPEN_STATES}


def _fill(first: tuple[Evidence, ...], spare: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the reasons, filled up to two with what else was seen."""
    names = {(e.name, e.face) for e in first}
    more = [e for e in spare if (e.name, e.face) not in names]
    return (*first, *more[: max(0, 2 - len(first))])[: reasons.MOST]


def _judged_face(face: FaceStanding, total: float) -> JudgedFace:
    return JudgedFace(
        face.person, face.eyes.state, face.eyes.opening, face.eyes.of_usual, round(face.weight / total, 4), face.main
    )
