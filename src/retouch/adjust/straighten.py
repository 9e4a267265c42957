"""Straighten: turn by a few degrees, and keep the largest upright rectangle of the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import cv2
import numpy as np

from retouch.adjust.base import Context, FinishAdjustment, Move, Proposal, param
from retouch.model.decision import Evidence
from retouch.model.frame import Pixels
from retouch.model.scene import Scene

_PEOPLE = 3
"""Fewest faces whose eye lines together say how the camera was held; one or two people tilt their heads."""
_FRONTAL = 25.0
"""Largest turn of a head, in degrees, at which its eye line is level when the head is."""
_SEEN, _MEANT, _AGREE = 0.7, 7.0, 2.5
"""Degrees: less is not seen, more is meant, and what differs by more says nothing."""
_SURE = 0.6
"""How sure the vote of straight edges has to be (see ``image.leaning``); of pictures turned on purpose by up to 5°, all
that were so sure were found to 0.3°."""
_UPRIGHT = 1.5
"""Degrees within which a head stands upright: a camera that leans makes everybody lean with it."""


@dataclass(frozen=True)
class Straighten(FinishAdjustment):
    """Turn clockwise by ``angle`` about the middle."""

    key: ClassVar[str] = "straighten"
    title: ClassVar[str] = "Straighten"
    rank: ClassVar[int] = 20

    angle: float = param(0.0, -15.0, 15.0, 0.1, "Straighten", "°", "Turn clockwise, corners cropped away")

    def apply(self, pixels: Pixels, scale: float) -> Pixels:
        """Return turned pixels of the same shape, enlarged so that no corner is empty."""
        height, width = pixels.shape[:2]
        return self.move(width, height).rows(pixels, 0, height)

    def move(self, width: int, height: int) -> Move:
        """Return the turn."""
        zoom = zoom_for(self.angle, width, height)
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -self.angle, zoom)
        return Move(np.linalg.inv(np.vstack([turn, [0, 0, 1]])), width, height)

    @classmethod
    def propose(cls, context: Context) -> Proposal | None:
        """Suggest levelling by straight edges, or a group by its eye lines; nothing where the two contradict."""
        if context.scene is None:
            return None
        edges, people = _by_edges(context.scene), _by_people(context.scene)
        if edges is not None and people is not None and abs(edges[0] - people[0]) > _AGREE:
            return None
        angle, confidence, _ = edges or people or (0.0, 0.0, None)
        if not _SEEN <= abs(angle) <= _MEANT:
            return None
        if edges is not None and people is not None:
            confidence = max(edges[1], people[1]) + 0.1
        reasons = tuple(found[2] for found in (edges, people) if found is not None)
        return Proposal(cls(angle=round(angle, 1)), min(confidence, 0.95), reasons)


_Found: TypeAlias = tuple[float, float, Evidence]
"""Degrees to turn clockwise, how sure that is, and why."""


def _by_edges(scene: Scene) -> _Found | None:
    tells = scene.light.tells
    angle, sure = tells.get("lean.angle", 0.0), tells.get("lean.sure", 0.0)
    if sure < _SURE:
        return None
    confidence = 0.5 + 0.4 * sure
    rolls = [f.pose.roll for f in scene.faces[:1] if abs(f.pose.yaw) < _FRONTAL]
    if rolls and abs(rolls[0]) < _UPRIGHT and abs(angle) > 2 * _UPRIGHT:
        confidence -= 0.3  # the person stands straight in the picture: it may be the room that leans
    text = f"Upright and level edges lean {abs(angle):.1f}° to the {_way(-angle)}"
    return angle, confidence, Evidence("edges", round(-angle, 1), _SEEN, text)


def _by_people(scene: Scene) -> _Found | None:
    rolls = np.array([f.pose.roll for f in scene.faces if abs(f.pose.yaw) < _FRONTAL])
    if len(rolls) < _PEOPLE:
        return None
    lean = float(np.median(rolls))
    if float(np.median(np.abs(rolls - lean))) > _AGREE:
        return None
    text = f"{len(rolls)} eye lines lean {abs(lean):.1f}° to the {_way(lean)}"
    return -lean, 0.5 + 0.3 * min(len(rolls) / 8, 1.0), Evidence("tilt", round(lean, 1), _SEEN, text)


def _way(lean: float) -> str:
    return "right" if lean > 0 else "left"


def zoom_for(angle: float, width: int, height: int) -> float:
    """Return the enlargement at which a picture turned by ``angle`` degrees still covers its frame."""
    sine, cosine = abs(np.sin(np.radians(angle))), abs(np.cos(np.radians(angle)))
    return float(max(cosine + sine * height / width, cosine + sine * width / height))
