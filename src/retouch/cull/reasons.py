"""Which reasons speak for and against a frame, and how much each of them does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, overload

from retouch.cull import evidence
from retouch.cull.cover import GROUP
from retouch.cull.evidence import BLOWN_PHOTO, BLOWN_SKIN
from retouch.cull.eyes import OPEN_STATES
from retouch.cull.focus import SOFT_PHOTO, soft
from retouch.cull.people import SHUT_STATES
from retouch.cull.profile import CullSettings
from retouch.cull.standing import FaceStanding, FrameStanding
from retouch.model.decision import Evidence
from retouch.model.photo import PhotoId
from retouch.model.scene import EyeState, Gaze

MOST = 3
"""No suggestion gives more reasons than this."""

_NOTICED = 0.15  # fault of open eyes, narrower than usual, from which they are worth a word


@dataclass(frozen=True, slots=True)
class Reason:
    """How much something speaks (0 and up), and how to put it; only the strongest are ever put into words."""

    weight: float
    put: Callable[[], Evidence]


class Because(Sequence[Evidence]):
    """Reasons that are put into words when somebody asks: of thousands of photos few are ever asked about."""

    __slots__ = ("_put", "_said")

    def __init__(self, put: Callable[[], tuple[Evidence, ...]]) -> None:
        self._put = put
        self._said: tuple[Evidence, ...] | None = None

    def _all(self) -> tuple[Evidence, ...]:
        if self._said is None:
            self._said = self._put()  # twice by two threads at once is the same twice
        return self._said

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, place: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._all()[place]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, Because | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._all(),)

    def __repr__(self) -> str:
        return repr(self._all())


def pick(reasons: Sequence[Reason], least: float = 0.0) -> tuple[Evidence, ...]:
    """Return the strongest reasons, at most three, one of each name and face."""
    found: dict[tuple[str, int | None], Evidence] = {}
    for reason in sorted(reasons, key=lambda r: -r.weight):
        if reason.weight <= least or len(found) == MOST:
            break
        said = reason.put()
        found.setdefault((said.name, said.face), said)
    return tuple(found.values())


def against(frame: FrameStanding, rival: FrameStanding, names: Mapping[PhotoId, str], s: CullSettings) -> list[Reason]:
    """Return what makes a frame worse than its rival."""
    found: list[Reason] = []
    if rival.focus > 0:
        softer = 2.0 * (1 - frame.focus / rival.focus)
        found.append(Reason(softer, partial(evidence.focus, frame, rival, names, s)))
    total = sum(f.weight for f in frame.counted)
    for face in frame.counted:
        found += _face_against(frame, face, face.weight / total, rival, names, s)
    if not frame.counted:
        found += [
            Reason(rival.seen.exposure - frame.seen.exposure, partial(evidence.exposure, frame)),
            Reason(0.5 * (rival.seen.typical - frame.seen.typical), partial(evidence.typical, frame, rival)),
        ]
    return found


def _face_against(
    frame: FrameStanding,
    face: FaceStanding,
    share: float,
    rival: FrameStanding,
    names: Mapping[PhotoId, str],
    s: CullSettings,
) -> list[Reason]:
    found: list[Reason] = []
    other = rival.person(face.person)
    fault = face.eyes.fault - (other.eyes.fault if other else 0.0)
    if face.eyes.state not in OPEN_STATES or face.eyes.fault > _NOTICED:
        shown = rival if other else None
        found.append(Reason(4.0 * fault * share, partial(evidence.eyes, frame, face, s, shown)))
    if other is None:
        return found
    if face.eyes.state in SHUT_STATES and other.eyes.state in OPEN_STATES:
        found.append(Reason(3.0 * fault * share, partial(evidence.open_there, face, rival, other, names, s)))
    w = s.weights
    less = w.expression * share * (other.seen.expression - face.seen.expression)
    away = w.gaze * share * (other.seen.gaze - face.seen.gaze) if face.face.gaze is not Gaze.UNKNOWN else 0.0
    return [
        *found,
        Reason(less, partial(evidence.smile, frame, face, rival, other, names)),
        Reason(away, partial(evidence.gaze, face)),
        Reason(w.light * share * (other.seen.light - face.seen.light), partial(evidence.light, face)),
        Reason(w.pose * share * (other.seen.pose - face.seen.pose), partial(evidence.turned, face)),
    ]


def in_favour(
    frame: FrameStanding, others: Sequence[FrameStanding], names: Mapping[PhotoId, str], s: CullSettings
) -> list[Reason]:
    """Return what speaks for a frame; with no others, what was checked."""
    runner_up = max(others, key=lambda f: f.score, default=None)
    found = [Reason(1.0, partial(evidence.sharpest, frame, others, names, s))]
    if not frame.counted:
        found.append(Reason(0.5, partial(evidence.exposure, frame)))
        if runner_up:
            found.append(Reason(0.2, partial(evidence.typical, frame, runner_up)))
        return found
    if len(frame.counted) >= GROUP:
        found.append(Reason(3.0, partial(evidence.people_open, frame)))
    else:
        main = max(frame.counted, key=lambda f: f.weight)
        found.append(Reason(3.0, partial(evidence.eyes, frame, main, s, None)))
    for face in frame.counted:
        other = runner_up.person(face.person) if runner_up else None
        if runner_up is None or other is None:
            continue
        if face.seen.expression - other.seen.expression > 0.1 and face.face.expression.smile > 0.3:
            found.append(Reason(0.5 + face.weight, partial(evidence.smile, frame, face, runner_up, other, names)))
    found.append(Reason(0.3, partial(evidence.gazes, frame)))
    return found


def out_of_focus(frame: FrameStanding) -> bool:
    """Whether a main person is soft, beyond doubt and without comparison."""
    return any(f.main and soft(f.face) for f in frame.counted)


def faults(frame: FrameStanding, s: CullSettings) -> list[Reason]:
    """Return what is wrong with a frame by itself, so that even the best of a burst is only a maybe."""
    found: list[Reason] = []
    total = sum(f.weight for f in frame.counted) or 1.0
    shut = [f for f in frame.counted if f.eyes.state in SHUT_STATES or f.eyes.state is EyeState.WINK]
    if sum(f.weight for f in shut) > total / 3:
        found.append(Reason(2.0, partial(evidence.people_open, frame)))
    found += [Reason(3.0 * f.weight / total, partial(evidence.eyes, frame, f, s, None)) for f in shut if f.main]
    found += [Reason(1.0, partial(evidence.soft_face, f)) for f in frame.counted if f.main and soft(f.face)]
    found += [
        Reason(0.8, partial(evidence.light, f)) for f in frame.counted if f.main and f.face.light.blown > BLOWN_SKIN
    ]
    if not frame.counted and frame.scene.sharpness < SOFT_PHOTO:
        found.append(Reason(1.0, partial(evidence.sharpness, frame)))
    if not frame.counted and frame.scene.light.blown > BLOWN_PHOTO:
        found.append(Reason(0.8, partial(evidence.exposure, frame)))
    return found
