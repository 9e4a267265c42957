"""Portraits, and flaws of known place, size and colour that are planted on them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from benchmarks.labelled import DATA, load
from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.colour import linear_to_srgb, srgb_to_lab
from retouch.image.face_light import linear
from retouch.image.skin import log_light, skin_mask
from retouch.image.skin_reading import skin_reading
from retouch.model.frame import AnyArray, Image8, Mask
from retouch.model.numbers import Measured
from retouch.model.photo import WhitePoint
from retouch.model.scene import Points, Scene

BLOOD, MELANIN = np.array([0.15, 1.0, 0.9]), np.array([0.62, 1.0, 1.25])
DAYLIGHT = WhitePoint(6504.0, 10.0)
SPOTS = 5
MARKED = Path(__file__).with_name("marked_spots.csv")
"""Moles, freckles and blemishes of real people: file, kind, centre as fractions. Marked by eye at 100 %; what is marked
was proposed by an early detector at a lower threshold, so what it never saw is not in the list."""


@dataclass(frozen=True)
class Planted:
    x: float
    y: float
    radius: float


@dataclass
class Face:
    """One portrait: 8-bit picture, its scene, landmarks in pixels and skin."""

    name: str
    picture: Image8
    scene: Scene
    points: Points
    skin: Mask
    path: Path

    @property
    def unseen(self) -> bool:
        return self.path in UNSEEN

    @property
    def width(self) -> float:
        return masks.face_width(self.points)

    @property
    def tone(self) -> str:
        """Individual typology angle (Chardon 1991) of the median skin, in three groups."""
        light, _, b = np.median(srgb_to_lab(self.picture[self.skin > 0.8] / 255.0), axis=0)
        angle = np.degrees(np.arctan2(light - 50, b))
        return "light" if angle > 35 else "medium" if angle > 5 else "dark"


def shown(light: AnyArray) -> Image8:
    return np.asarray(np.rint(linear_to_srgb(np.clip(light, 0, 1)) * 255), np.uint8)


def faces(paths: list[Path], reader: FaceReader) -> Iterator[Face]:
    for path in paths:
        picture = load(path)
        size = (picture.shape[1], picture.shape[0])
        scene = reader.read(picture, full_size=size, white=DAYLIGHT, source="file")
        if scene.faces and len(scene.faces[0].landmarks):
            first = scene.faces[0]
            told = Measured({**first.tells, **skin_reading(picture, first.landmarks)})
            points = masks.in_pixels(first.landmarks, *size)
            skin = skin_mask(log_light(linear(picture)), points)
            scene = replace(scene, faces=(replace(first, tells=told),))
            yield Face(path.stem, picture, scene, points, skin, path)


def spotted(face: Face, colour: AnyArray, seed: int) -> tuple[Image8, list[Planted]]:
    """Plant spots of 1.4 to 3.4 mm radius and 0.25 to 0.6 EV (moles: 0.7 to 1.6 EV, sharper) on open skin.

    The colour of each blemish is that of blood, give or take a fifth per channel.
    """
    chance = np.random.default_rng(seed)
    mole = colour is MELANIN
    open_skin = masks.grow(np.asarray(face.skin > 0.8, np.float32), -0.045 * face.width) > 0.9
    rows, columns = np.nonzero(open_skin)
    yy, xx = np.mgrid[: face.skin.shape[0], : face.skin.shape[1]]
    light = linear(face.picture)
    planted: list[Planted] = []
    for at in chance.permutation(len(rows)):
        x, y = float(columns[at]), float(rows[at])
        radius = float(chance.uniform(0.010, 0.024)) * face.width
        if len(planted) == SPOTS:
            break
        if any(np.hypot(x - p.x, y - p.y) < 0.12 * face.width for p in planted):
            continue
        depth = chance.uniform(0.7, 1.6) if mole else chance.uniform(0.25, 0.6)
        own = colour if mole else colour * chance.uniform(0.8, 1.2, 3)
        away = np.clip((np.hypot(xx - x, yy - y) / radius - 1) / (0.06 if mole else 0.18), -50, 50)
        light = light * np.exp2(-depth / (1 + np.exp(away))[..., None] * own)
        planted.append(Planted(x, y, radius))
    return shown(light), planted


def _band(face: Face, seed: int) -> AnyArray:
    """Soft patches of standard deviation 1, sigma 3.5 mm, nothing larger and nothing off the skin."""
    noise = np.random.default_rng(seed).normal(0, 1, face.skin.shape).astype(np.float32)
    sigma = 0.025 * face.width
    field = cv2.GaussianBlur(noise, (0, 0), sigma) - cv2.GaussianBlur(noise, (0, 0), 2 * sigma)
    return np.asarray(field * face.skin / field[face.skin > 0.5].std(), np.float32)


def blotched(face: Face, colour: AnyArray, seed: int = 3) -> tuple[Image8, AnyArray]:
    """Plant soft patches of 0.15 EV times ``colour``; return the picture and the field in EV (H×W×3)."""
    field = np.asarray(0.15 * _band(face, seed)[..., None] * colour, np.float32)
    return shown(linear(face.picture) * np.exp2(field)), field


TONE, HUE = np.array([1.0, 1.0, 1.0]), np.array([1.0, -0.5, -0.3])


def shiny(face: Face) -> tuple[Image8, AnyArray]:
    """Add white light on forehead, nose and cheeks: 0.6 of the skin's own at the most; return the light (H×W)."""
    yy, xx = np.mgrid[: face.skin.shape[0], : face.skin.shape[1]]
    light = linear(face.picture)
    level = float(np.median(light[face.skin > 0.8].mean(axis=-1)))
    spot = np.zeros(face.skin.shape)
    for landmark, sigma in ((151, 0.05), (4, 0.03), (50, 0.035), (280, 0.035)):
        x, y = face.points[landmark]
        spot = np.maximum(spot, np.exp(-((xx - x) ** 2 + (yy - y) ** 2) / (2 * (sigma * face.width) ** 2)))
    veil = 0.6 * level * spot
    return shown(light + veil[..., None]), veil


def read_anew(face: Face, picture: Image8) -> Scene:
    """The scene as read from another picture with the same geometry."""
    first = face.scene.faces[0]
    tells = {k: v for k, v in first.tells.items() if not k.startswith("spot.")}
    tells |= skin_reading(picture, first.landmarks)
    return replace(face.scene, faces=(replace(first, tells=Measured(tells)),))


def marked(path: Path) -> list[tuple[str, float, float]]:
    """Kind and centre (fractions) of what was marked by eye on a picture."""
    name = str(path.relative_to(DATA)) if path.is_relative_to(DATA) else path.name
    with MARKED.open() as rows:
        return [(r["kind"], float(r["x"]), float(r["y"])) for r in csv.DictReader(rows) if r["file"] == name]


def neutral() -> list[Path]:
    return sorted((DATA / "expression").glob("*_neutral.jpg"))


UNSEEN = {q for p in neutral()[1::2] for q in (p, p.with_name(p.name.replace("neutral", "smiling")))}
"""People on whom no threshold was chosen; their moles were marked, with the numbers hidden."""
