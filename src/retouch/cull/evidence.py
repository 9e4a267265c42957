"""Pieces of evidence: what was measured, in words, with its limit, where to look, and the frame that did better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retouch.cull.eyes import OPEN_STATES, USUAL_OPENING
from retouch.cull.focus import SOFT_PHOTO, measured, silhouette, soft, unread
from retouch.cull.look import expression_parts
from retouch.cull.people import CANNOT_TELL, READABLE
from retouch.cull.profile import CullSettings
from retouch.cull.standing import FaceStanding, FrameStanding
from retouch.model.decision import Evidence
from retouch.model.photo import PhotoId
from retouch.model.scene import Box, Eye, EyeState, FaceReading, Gaze

BLOWN_SKIN = 0.5
"""Share of a face from which blown skin is a fault: RAW brings back shadows, not these."""
BLOWN_PHOTO = 0.5
"""The same for a photo without faces. With faces it says nothing: a white backdrop is meant."""

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
"""Where to look when it is the whole photo."""

_TOO_SMALL = 9.0  # pixels across an eye; the reader gives up at 8

_EYES = {
    EyeState.OPEN: ("eyes open", "Eyes open"),
    EyeState.LAUGHING: ("eyes laughing", "Eyes narrow with laughing, not closed"),
    EyeState.CLOSED: ("eyes closed", "Eyes closed"),
    EyeState.HALF: ("eyes half closed", "Eyes half closed"),
    EyeState.WINK: ("wink", "One eye closed"),
    EyeState.LOOKING_DOWN: ("looking down", "Looks down"),
    EyeState.HIDDEN: ("eyes hidden", "Eyes hidden: they cannot be judged"),
    EyeState.UNKNOWN: ("eyes unknown", "Eyes cannot be judged for sure"),
}


def eyes(frame: FrameStanding, face: FaceStanding, s: CullSettings, rival: FrameStanding | None) -> Evidence:
    """Return what the eyes of a face say: "Eyes closed: 8 % of their usual opening"."""
    name, words = _EYES[face.eyes.state]
    if face.eyes.lowered:
        words = "Head down, eyes lowered or closed"
    elif face.eyes.state is EyeState.UNKNOWN and max(face.face.left.across, face.face.right.across) < _TOO_SMALL:
        words = "Eyes too small to judge"
    share = face.eyes.of_usual
    text = f"{who(frame, face)}{words}"
    if share is not None and (share < 0.75 or face.eyes.state is EyeState.OPEN):
        # Somebody whose eyes are never open has nothing that is usual.
        text += f": {percent(share)} of their usual opening"
    if face.eyes.meant:
        text += ", perhaps on purpose"
    value, limit = _opening(face, s)
    return Evidence(name, value, limit, f"{text}.", face.index, eye_band(face.face), rival.photo if rival else None)


def _opening(face: FaceStanding, s: CullSettings) -> tuple[float, float]:
    """Return how open eyes are and where they count as closed; of eyes that cannot be judged, what is lacking."""
    opening, share = face.eyes.opening, face.eyes.of_usual
    pair = (face.face.left, face.face.right)
    if opening is not None:
        usual = opening / share if share else USUAL_OPENING
        return round(opening, 3), round(s.closed * usual, 3)
    across = max(e.across for e in pair)
    if across < _TOO_SMALL:
        return round(across, 1), _TOO_SMALL
    return round(max(e.confidence for e in pair), 3), READABLE


def open_there(
    face: FaceStanding, rival: FrameStanding, other: FaceStanding, names: Mapping[PhotoId, str], s: CullSettings
) -> Evidence:
    share = other.eyes.of_usual
    measured = f": {percent(share)} of their usual opening" if share is not None else ""
    value, limit = _opening(other, s)
    return Evidence(
        "eyes open in rival",
        value,
        limit,
        f"{who(rival, other)}Eyes open in {names[rival.photo]}{measured}.",
        face.index,
        eye_band(face.face),
        rival.photo,
    )


def people_open(frame: FrameStanding) -> Evidence:
    """Return "8 of 9 have their eyes open"."""
    counted = frame.counted
    seen = sum(f.eyes.state in OPEN_STATES or f.eyes.state is EyeState.LOOKING_DOWN for f in counted)
    unsure = sum(f.eyes.state in CANNOT_TELL for f in counted)
    text = f"{seen} of {len(counted)} have their eyes open"
    if unsure == len(counted) > 1:
        text = "Nobody's eyes can be judged"
    elif unsure:
        text += f"; {unsure} cannot be judged"
    worst = max(counted, key=lambda f: f.eyes.fault * f.weight)
    shown = worst if worst.eyes.state not in OPEN_STATES else None
    return Evidence(
        "people with open eyes",
        float(seen),
        float(len(counted)),
        f"{text}.",
        shown.index if shown else None,
        eye_band(shown.face) if shown else _around(counted),
    )


def _around(faces: Sequence[FaceStanding]) -> Box:
    """Return what holds all of these faces."""
    boxes = [f.face.box for f in faces]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.x + b.width for b in boxes) - left, max(b.y + b.height for b in boxes) - top)


def focus(frame: FrameStanding, rival: FrameStanding, names: Mapping[PhotoId, str], s: CullSettings) -> Evidence:
    """Return how sharp a frame is beside its rival."""
    ratio = frame.focus / rival.focus if rival.focus > 0 else 1.0
    main = max(frame.counted, key=lambda f: f.weight, default=None)
    words = "Focus" if main else "Sharpness"
    return Evidence(
        "focus",
        round(ratio, 3),
        round(s.soft, 3),
        f"{words}: {percent(ratio)} of that in {names[rival.photo]}.",
        main.index if main else None,
        nearer_eye(main.face) if main else WHOLE,
        rival.photo,
    )


def exposure(frame: FrameStanding) -> Evidence:
    """Return how much of the photo is blown out, or how far its exposure is from the rest of the burst."""
    blown = frame.scene.light.blown
    if abs(frame.seen.brighter) > 1.0 and blown <= BLOWN_PHOTO:
        return Evidence("exposure", round(frame.seen.brighter, 2), 1.0, f"{_off(frame.seen.brighter)}.", None, WHOLE)
    text = f"{percent(blown)} of the photo is blown out." if blown >= 0.005 else "Nothing of weight is blown out."
    return Evidence("blown out", round(blown, 4), BLOWN_PHOTO, text, None, WHOLE)


def who(frame: FrameStanding, face: FaceStanding) -> str:
    """Return "2nd of 5 from the left: ", or nothing where there is only one face that counts."""
    row = sorted(frame.counted, key=lambda f: f.face.box.centre[0])
    if len(row) < 2 or face not in row:
        return ""
    place = row.index(face) + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10 if place % 100 not in {11, 12, 13} else 0, "th")
    return f"{place}{ending} of {len(row)} from the left: "


def percent(share: float) -> str:
    """Return "38 %"."""
    return f"{share * 100:.0f} %"


def eye_band(face: FaceReading) -> Box:
    """Return the part of a face that holds both eyes."""
    (x, y), (u, v) = face.left.centre, face.right.centre
    margin, height = 0.2 * face.box.width, 0.18 * face.box.height
    left, top = min(x, u) - margin, min(y, v) - height
    return Box(left, top, abs(u - x) + 2 * margin, abs(v - y) + 2 * height)


def nearer_eye(face: FaceReading) -> Box:
    """Return the surroundings of the eye that is nearer to the camera: the larger one."""
    eye: Eye = max(face.left, face.right, key=lambda e: e.across)
    width, height = 0.35 * face.box.width, 0.25 * face.box.height
    return Box(eye.centre[0] - width / 2, eye.centre[1] - height / 2, width, height)


def sharpest(
    frame: FrameStanding, others: Sequence[FrameStanding], names: Mapping[PhotoId, str], s: CullSettings
) -> Evidence:
    main = max(frame.counted, key=lambda f: f.weight, default=None)
    where = nearer_eye(main.face) if main else WHOLE
    index = main.index if main else None
    if not others:
        if main is None:
            return sharpness(frame)
        text = _in_focus([not soft(f.face) for f in frame.counted if not unread(f.face) and not silhouette(f.face)])
        value, limit = measured(main.face)
        return Evidence("focus", round(value, 3), limit, text, index, where)
    best = max(others, key=lambda f: f.focus)
    if frame.focus < best.focus:
        return focus(frame, best, names, s)
    words = "Focus" if main else "Sharpness"
    if len(others) > 1:
        text = f"{words}: none of the other {len(others)} frames is clearly better."
    else:
        text = f"{words}: at least as good as in {names[best.photo]}."
    return Evidence("focus", 1.0, round(s.soft, 3), text, index, where, best.photo)


def sharpness(frame: FrameStanding) -> Evidence:
    """Return whether anything in a photo is sharp."""
    value = frame.scene.sharpness
    text = "Nothing in it is sharp." if value < SOFT_PHOTO else "Something in it is sharp."
    return Evidence("sharpness", round(value, 3), SOFT_PHOTO, text, None, WHOLE)


def soft_face(face: FaceStanding) -> Evidence:
    value, limit = measured(face.face)
    return Evidence(
        "focus",
        round(value, 3),
        limit,
        "Out of focus or blurred by movement.",
        face.index,
        nearer_eye(face.face),
    )


def smile(
    frame: FrameStanding,
    face: FaceStanding,
    rival: FrameStanding,
    other: FaceStanding,
    names: Mapping[PhotoId, str],
) -> Evidence:
    mine, theirs = face.face.expression, other.face.expression
    text = f"{_compared(face, other)} in {names[rival.photo]}"
    if abs(mine.smile - theirs.smile) >= 0.1:
        text += f" ({percent(mine.smile)} against {percent(theirs.smile)})"
    sentence = f"{who(frame, face)}{text}"
    sentence = sentence[0].upper() + sentence[1:]
    return Evidence(
        "smile",
        round(mine.smile, 3),
        round(theirs.smile, 3),
        f"{sentence}.",
        face.index,
        face.face.box,
        rival.photo,
    )


def _in_focus(good: Sequence[bool]) -> str:
    """Return a word on the only face that could be measured, or "4 of 5 in focus"."""
    if len(good) == 1:
        return "In focus." if good[0] else "Soft."
    return f"{sum(good)} of {len(good)} in focus." if good else "Focus cannot be judged."


def gazes(frame: FrameStanding) -> Evidence:
    main = max(frame.counted, key=lambda f: f.weight)
    if len(frame.counted) == 1:
        return gaze(main)
    at = [f.face.gaze is Gaze.CAMERA for f in frame.counted]
    said = f"{sum(at)} of {len(at)} look at the camera."
    return replace(gaze(main), value=float(sum(at)), limit=float(len(at)), text=said, where=_around(frame.counted))


def _compared(face: FaceStanding, other: FaceStanding) -> str:
    """Return in words what makes most of the difference between two expressions."""
    pairs = zip(expression_parts(face.face), expression_parts(other.face), strict=True)
    smile, calm, mouth = (a - b for a, b in pairs)
    most = max((smile, calm, mouth), key=abs)
    if most == mouth:
        return "mouth closed, unlike" if mouth > 0 else "caught in a word, unlike"
    if most == calm:
        return f"{'more' if calm > 0 else 'less'} relaxed than"
    little = "" if abs(face.face.expression.smile - other.face.expression.smile) >= 0.1 else "a little "
    return f"smiles {little}{'more' if smile > 0 else 'less'} than"


def gaze(face: FaceStanding) -> Evidence:
    at = face.face.gaze is Gaze.CAMERA
    words = {Gaze.CAMERA: "Looks at the camera", Gaze.UNKNOWN: "Where the eyes look cannot be told"}
    text = words.get(face.face.gaze, f"Looks away from the camera ({face.face.gaze.value})")
    return Evidence("gaze", 1.0 if at else 0.0, 1.0, f"{text}.", face.index, eye_band(face.face))


def light(face: FaceStanding) -> Evidence:
    """Return what is wrong with the light on a face: blown skin, or another exposure than the rest of the burst."""
    blown, box = face.face.light.blown, face.face.box
    if abs(face.seen.brighter) > 1.0 and blown <= BLOWN_SKIN:
        return Evidence("exposure", round(face.seen.brighter, 2), 1.0, f"{_off(face.seen.brighter)}.", face.index, box)
    text = f"{percent(blown)} of the skin is blown out."
    return Evidence("blown skin", round(blown, 3), BLOWN_SKIN, text, face.index, box)


def _off(brighter: float) -> str:
    return f"{abs(brighter):.1f} EV {'brighter' if brighter > 0 else 'darker'} than the rest of the burst"


def turned(face: FaceStanding) -> Evidence:
    yaw = face.face.pose.yaw
    return Evidence("head turned", round(yaw, 1), 15.0, f"Head turned by {abs(yaw):.0f}°.", face.index, face.face.box)


def typical(frame: FrameStanding, rival: FrameStanding) -> Evidence:
    text = f"{percent(frame.seen.typical)} like the rest of the burst."
    value, limit = round(frame.seen.typical, 3), round(rival.seen.typical, 3)
    return Evidence("likeness", value, limit, text, None, WHOLE, rival.photo)
