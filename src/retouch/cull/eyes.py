"""Eyes judged against their owner: narrow eyes are not blinks, a kiss is not a fault, and "can't tell" is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from retouch.cull.people import CANNOT_TELL, SHUT_STATES, Habit, opening
from retouch.cull.profile import CullSettings
from retouch.model.scene import EyeState, FaceReading, Mouth

OPEN_STATES = frozenset({EyeState.OPEN, EyeState.LAUGHING})

USUAL_OPENING = 0.6
"""Opening assumed of a person of whom too little is known."""

_NARROW = 0.75  # share of the usual opening from which eyes that were read as closed are just narrow
_NARROW_FRAMES = 5  # frames from which the usual opening is trusted against the reader
_NARROW_SHUT = 0.8  # share of frames read as shut from which it is the person that is narrow-eyed, not the moment
_NARROW_LEAST = 0.3  # usual opening of somebody who sleeps; the shut eyes of the labelled data read 0.1 to 0.25
_USUAL_LEAST = 0.2  # a usual opening below this was learned from closed eyes
_FULL = 0.85  # share of the usual opening from which wider is not better
_LAUGH_NARROWS = 0.2  # of the fault that narrow eyes would be: laughing halves the opening
_LAUGH_LEAST = 0.5  # share of the usual opening under which a laugh must explain itself
_SAME_FACE = 0.12  # difference of smile and of open mouth between two frames of one expression
_DOWN = -14.0  # degrees of pitch; 95 of 100 labelled blinks lie above -11.3
_SAME_PITCH = 6.0
_LAUGHS = 0.6  # smile from which closed eyes are a laugh

_BLINK_GAP = 3.0  # seconds between frames of one and the same closing
_HELD = 1.0  # seconds: a blink takes 0.1 to 0.4
_LOOKS = 3  # frames in a row that all show closed eyes: people blink for a twentieth of the time, so that three …
_LOOK_GAP = 0.3  # … that are so many seconds apart are no blinks
_NEAR = 1.3  # face widths between two who touch
_TURNED = 25.0  # degrees of the head towards the other


@dataclass(frozen=True, slots=True)
class EyesJudged:
    """Eyes of one face in one frame.

    ``closed`` is how sure it is that they are closed and were not meant to be (0..1), ``open`` how sure that they are
    open (0..1), ``fault`` what they cost the frame (0..1). ``opening`` is 0..1 as read, ``of_usual`` a share of the
    person's usual opening; both ``None`` where they cannot be told. ``meant``: a kiss, or eyes held closed for longer
    than a blink. ``laughs``: closed by laughing, which is a fault only where the same laugh exists with open eyes.
    ``lowered``: with a head so far down that they may be looking down.
    """

    state: EyeState
    opening: float | None
    of_usual: float | None
    closed: float
    open: float
    fault: float
    meant: bool = False
    laughs: bool = False
    lowered: bool = False


def judge_eyes(face: FaceReading, habit: Habit | None, meant: bool, settings: CullSettings) -> EyesJudged:
    """Judge one face; ``habit`` is how its person's eyes usually are, where that is known."""
    wide = opening(face)
    if wide is None:
        state = face.eyes if face.eyes in CANNOT_TELL else EyeState.UNKNOWN
        return EyesJudged(state, None, None, 0.0, 0.0, 0.3)
    share = wide / habit.opening if habit is not None and habit.opening >= _USUAL_LEAST else None
    state = _state(face, share, habit, settings)
    measured = share if share is not None else wide / USUAL_OPENING
    trust = min(1.0, max(face.left.confidence, face.right.confidence) / 0.8)
    if state is EyeState.CLOSED:
        laughs = face.expression.mouth is Mouth.LAUGHING or face.expression.smile >= _LAUGHS
        under = max(0.0, 1.0 - measured / settings.closed)
        sure = (0.65 + 0.3 * trust) * (0.9 + 0.1 * under) if under else 0.5 * trust
        lowered = _lowered(face, habit)
        fault = 0.6 if meant or laughs or lowered else 1.0
        return EyesJudged(state, wide, share, sure, 0.0, fault, meant, laughs, lowered)
    narrow = 0.5 * max(0.0, 1.0 - (share if share is not None else min(1.0, wide / USUAL_OPENING)) / _FULL)
    least, most = _FAULTS[state]
    laughing = _LAUGH_NARROWS if state is EyeState.LAUGHING else 0.0
    fault = min(most, max(least, narrow - laughing))
    seen_open = {EyeState.OPEN: 0.95, EyeState.LAUGHING: 0.9}.get(state, 0.0) * trust * (1.0 - narrow)
    return EyesJudged(state, wide, share, 0.0, seen_open, fault)


_FAULTS = {  # least and most that a state costs; in between the opening decides
    EyeState.OPEN: (0.0, 0.45),
    EyeState.LAUGHING: (0.01, 0.2),
    EyeState.LOOKING_DOWN: (0.2, 0.4),
    EyeState.WINK: (0.35, 0.5),
    EyeState.HALF: (0.5, 0.7),
}


def _state(face: FaceReading, share: float | None, habit: Habit | None, settings: CullSettings) -> EyeState:
    """Return the reader's state, corrected by what is usual for this person."""
    read = face.eyes
    if share is None or habit is None:
        return read
    if read is EyeState.LAUGHING and share < _LAUGH_LEAST and _laughs_with_open_eyes(face, habit):
        return EyeState.HALF
    if habit.frames < _NARROW_FRAMES:
        return read
    narrow = habit.shut >= _NARROW_SHUT and habit.opening >= _NARROW_LEAST
    if read in SHUT_STATES and narrow and share >= _NARROW:
        return EyeState.OPEN
    if read is EyeState.OPEN and share < settings.closed:
        return EyeState.HALF
    return read


def _laughs_with_open_eyes(face: FaceReading, habit: Habit) -> bool:
    """Whether this person makes the same face elsewhere with open eyes: then it is not the laugh that narrows them."""
    e = face.expression
    differences = (max(abs(smile - e.smile), abs(mouth - e.mouth_open)) for smile, mouth, _ in habit.open_faces)
    return any(d <= _SAME_FACE for d in differences)


def _lowered(face: FaceReading, habit: Habit | None) -> bool:
    """Whether the head is down, and further than where this person's eyes are seen open."""
    known = habit.open_faces if habit is not None else ()
    return face.pose.pitch <= _DOWN and not any(pitch <= face.pose.pitch + _SAME_PITCH for _, _, pitch in known)


def kissing(face: FaceReading, faces: Sequence[FaceReading]) -> bool:
    """Whether this head is turned to another that it nearly touches."""
    x, y = face.box.centre
    for other in faces:
        if other is face:
            continue
        u, v = other.box.centre
        width = (face.box.width + other.box.width) / 2
        height = (face.box.height + other.box.height) / 2
        near = abs(u - x) <= _NEAR * width and abs(v - y) <= height
        # Positive yaw turns a head to its own left, which is the right of the picture.
        if near and face.pose.yaw * (1 if u > x else -1) >= _TURNED:
            return True
    return False


def held_closed(sightings: Sequence[tuple[datetime | None, bool]]) -> list[bool]:
    """Return, for one person's frames in order (time, closed?), which are part of a closing too long for a blink."""
    held = [False] * len(sightings)
    start = 0
    for end in range(1, len(sightings) + 1):
        if end < len(sightings) and _goes_on(sightings[end - 1], sightings[end]):
            continue
        if sightings[start][1] and _too_long([at for at, _ in sightings[start:end] if at is not None]):
            held[start:end] = [True] * (end - start)
        start = end
    return held


def _too_long(times: Sequence[datetime]) -> bool:
    """Whether a closing that is seen at these times is no blink."""
    looks = 0
    last: datetime | None = None
    for at in times:
        if last is None or (at - last).total_seconds() >= _LOOK_GAP:
            looks, last = looks + 1, at
    return looks >= _LOOKS and (times[-1] - times[0]).total_seconds() >= _HELD


def _goes_on(a: tuple[datetime | None, bool], b: tuple[datetime | None, bool]) -> bool:
    if not (a[1] and b[1]) or a[0] is None or b[0] is None:
        return False
    return (b[0] - a[0]).total_seconds() <= _BLINK_GAP
