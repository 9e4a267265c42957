"""Focus of a face: of its nearer eye where that is open, with the face around it; of the face alone where it is not.

The sharpness of a whole face hardly notices a slight miss: blurred by 2 % of the width of an eye it keeps 84 % of its
value, the eye 44 %. But lashes catch or lose the light from frame to frame, so the two are taken together (their
geometric mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retouch.cull.people import CANNOT_TELL
from retouch.model.scene import EyeState, FaceReading

SOFT_EYE = 0.04
"""Sharpness of an open eye under which even a single frame is called soft: a blur of some 4 % of the eye's width."""
SOFT_FACE = 0.08
"""The same for a face whose eyes are not open."""
SOFT_PHOTO = 0.05
"""Sharpness of a whole photo under which nothing in it is sharp: 19 of 20 sharp pictures read 0.10 and more; blurred
by a thousandth of their long edge, half of them read less than 0.05."""

_DARK = 0.5  # share of a face that is black
_UNREAD = 0.6  # of a face of which nothing was measured: neither good nor bad
_AS_SHARP = 0.85  # frames of a burst in the same focus differ by that much (measured on the shoot)
_EYE_AT_MOST = 0.3  # what an eye can take: glasses, a strand of hair or a catch light change it by more than focus does
_TURNED = 15.0  # degrees of yaw from which one eye is nearer than the other
_OPEN = frozenset({EyeState.OPEN, EyeState.LAUGHING})


def unread(face: FaceReading) -> bool:
    """Whether this is a face that only the detector sees, as in full profile: nothing of it was measured."""
    return face.sharpness <= 0 and face.eyes in CANNOT_TELL


def eye_sharpness(face: FaceReading) -> float | None:
    """Return the sharpness (0..1) of the nearer eye, or of the sharper one of a face seen from the front.

    ``None`` where the eyes are not open.
    """
    if face.eyes not in _OPEN:
        return None
    if abs(face.pose.yaw) < _TURNED:
        return max(face.left.sharpness, face.right.sharpness)
    return max(face.left, face.right, key=lambda e: e.across).sharpness


def measured(face: FaceReading) -> tuple[float, float]:
    """Return the sharpness that speaks for a face by itself, and the limit under which it is soft."""
    eye = eye_sharpness(face)
    return (face.sharpness, SOFT_FACE) if eye is None else (eye, SOFT_EYE)


def soft(face: FaceReading) -> bool:
    """Whether a face is out of focus or blurred by movement, beyond doubt and without comparison."""
    value, limit = measured(face)
    return value < limit and not unread(face) and not silhouette(face)


def silhouette(face: FaceReading) -> bool:
    """Whether a face is too dark to show detail, as before a bright window: that says nothing of its focus."""
    return face.light.blocked > _DARK


@dataclass(frozen=True, slots=True)
class Sharpest:
    """The best that was reached with one person in a burst: by the face, and by an open eye (0 where there is none)."""

    face: float
    eye: float


def sharpest(faces: Sequence[FaceReading]) -> Sharpest:
    """Return the best of one person's faces."""
    return Sharpest(max(f.sharpness for f in faces), max((eye_sharpness(f) or 0.0 for f in faces), default=0.0))


def focus(face: FaceReading, best: Sharpest) -> float:
    """Return the share of this person's best focus (0..1); what lies within the measurement's own noise is as good."""
    if unread(face):
        return _UNREAD
    share = face.sharpness / best.face if best.face > 0 else 1.0
    eye = eye_sharpness(face)
    if eye is not None and best.eye > 0:
        share = max((share * eye / best.eye) ** 0.5, share - _EYE_AT_MOST)
    return as_sharp(share)


def as_sharp(share: float) -> float:
    """Return a share of the best sharpness (0..1) with the noise of measuring it taken away."""
    return min(1.0, share / _AS_SHARP)
