"""The labelled pictures as one list, and the changes that are made to them: light, size, blur, turn, covered eyes."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from retouch.model.frame import AnyArray, Image8

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("RETOUCH_TEST_DATA") or ROOT.parent / "shared" / "data")


@dataclass(frozen=True)
class Labelled:
    """One picture of one face: ``eyes`` is open, closed, partial or wink; ``person`` is what splits are made by."""

    path: Path
    eyes: str
    kind: str
    person: str
    expression: str = ""

    def pixels(self) -> Image8:
        return load(self.path)


def load(path: Path) -> Image8:
    bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if bgr is None:
        raise FileNotFoundError(path)
    return np.ascontiguousarray(bgr[..., ::-1])


def labelled(*, shoot: bool = True) -> list[Labelled]:
    """All labelled pictures: eyes.csv, the pairs of expression/, and the frames of the shoot that show one face."""
    with (DATA / "eyes.csv").open() as rows:
        found = [Labelled(DATA / r["file"], r["label"], r["set"], person(r["subject"])) for r in csv.DictReader(rows)]
    for path in sorted((DATA / "expression").glob("*.jpg")):
        number, expression = path.stem.split("_")
        found.append(Labelled(path, "open", "expression", person(number), expression))
    if shoot:
        with (DATA / "shoot.csv").open() as rows:
            for r in csv.DictReader(rows):
                if r["source"] and r["subject"] != "group":
                    who = person(r["subject"])
                    found.append(Labelled(DATA / r["source"], r["eyes"], "shoot", who, r["expression"]))
    return found


def person(subject: str) -> str:
    """One name per person across the sets: numbers are London's, press pictures are numbered within a person."""
    number = re.fullmatch(r"(?:london)?(\d{3})", subject)
    if number:
        return f"london{number[1]}"
    return re.sub(r"_\d+$", "", subject) if subject.startswith("mux_") else subject


def exposed(pixels: Image8, stops: float, noise: float, rng: np.random.Generator) -> Image8:
    """The picture some stops brighter or darker, clipped as a camera clips, with noise in 8-bit steps."""
    linear = (pixels / 255.0) ** 2.2 * 2.0**stops
    encoded = 255 * np.clip(linear, 0, 1) ** (1 / 2.2) + rng.normal(scale=noise, size=pixels.shape)
    return np.clip(encoded + 0.5, 0, 255).astype(np.uint8)


def resized(pixels: Image8, factor: float) -> Image8:
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def _small(pixels: Image8, rng: np.random.Generator) -> Image8:
    reduced = resized(pixels, rng.uniform(0.3, 0.6))[..., ::-1]
    jpeg = cv2.imencode(".jpg", reduced, [cv2.IMWRITE_JPEG_QUALITY, 80])[1]
    return np.ascontiguousarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[..., ::-1])


def _soft(pixels: Image8, rng: np.random.Generator) -> Image8:
    blurred = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.5, 1.5) * max(pixels.shape) / 400)
    return exposed(np.asarray(blurred, np.uint8), -0.5, 5.0, rng)


def _turned(pixels: Image8, rng: np.random.Generator) -> Image8:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-20, 20), 0.9)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _grey(pixels: Image8, rng: np.random.Generator) -> Image8:
    return np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def _noisy(pixels: Image8, rng: np.random.Generator) -> Image8:
    return exposed(pixels, 0.0, rng.uniform(5, 14), rng)


def _lit(pixels: Image8, rng: np.random.Generator) -> Image8:
    """Light from one side: two and a half stops across the picture."""
    height, width = pixels.shape[:2]
    x, y = np.linspace(-1, 1, width)[None, :, None], np.linspace(-1, 1, height)[:, None, None]
    angle = rng.uniform(0, 2 * np.pi)
    stops = 1.3 * (np.cos(angle) * x + np.sin(angle) * y) - 0.3
    linear = (pixels / 255.0) ** 2.2 * 2.0**stops
    return np.clip(255 * np.clip(linear, 0, 1) ** (1 / 2.2) + 0.5, 0, 255).astype(np.uint8)


def _large(pixels: Image8, rng: np.random.Generator) -> Image8:
    return resized(pixels, rng.uniform(1440, 3000) / max(pixels.shape))


Change = Callable[[Image8, np.random.Generator], Image8]
CHANGES: dict[str, Change] = {
    "dark": lambda pixels, rng: exposed(pixels, rng.uniform(-2.5, -1), 3.0, rng),
    "bright": lambda pixels, rng: exposed(pixels, rng.uniform(0.5, 1.2), 1.0, rng),
    "small": _small,
    "soft": _soft,
    "turned": _turned,
    "grey": _grey,
    "noisy": _noisy,
    "lit": _lit,
    "large": _large,
}
"""The picture as other cameras and photographers would have taken it."""


RIGHT_EYE, LEFT_EYE = (33, 133), (362, 263)
COVERS = ("sunglasses", "hand", "hair")


def covered(pixels: Image8, points: AnyArray, how: str, rng: np.random.Generator) -> tuple[Image8, tuple[bool, bool]]:
    """Cover the eyes of a face whose 478 landmarks (pixels) are known; also says which: the right and the left eye.

    Drawn, not photographed: an honest stand-in for pictures that the labelled set does not have.
    """
    canvas = pixels.astype(np.float32)
    eyes = [(points[a], points[b]) for a, b in (RIGHT_EYE, LEFT_EYE)]
    which = (True, True)
    if how == "sunglasses":
        _sunglasses(canvas, eyes, points, rng)
    else:
        which = ((True, False), (False, True), (True, True))[rng.integers(3)]
        chosen = [eye for eye, yes in zip(eyes, which, strict=True) if yes]
        (_hand if how == "hand" else _hair)(canvas, chosen, points, rng)
    return np.clip(canvas, 0, 255).astype(np.uint8), which


def _sunglasses(
    canvas: AnyArray, eyes: list[tuple[AnyArray, AnyArray]], points: AnyArray, rng: np.random.Generator
) -> None:
    tint = rng.uniform(5, 60) * rng.uniform(0.8, 1.2, 3)
    opaque, fade = rng.uniform(0.86, 1.0), rng.uniform(0, 0.25)
    wide, high, drop = rng.uniform(0.85, 1.1), rng.uniform(0.55, 0.85), rng.uniform(0.05, 0.2)
    middle, reach = np.mean(eyes, axis=(0, 1)), 2.2 * np.ptp([p[0] for eye in eyes for p in eye])
    low = np.maximum(middle - reach, 0).astype(int)
    end = np.maximum(middle + reach, low + 1).astype(int)
    part = canvas[low[1] : end[1], low[0] : end[0]]
    rows, columns = np.mgrid[: part.shape[0], : part.shape[1]].astype(np.float32)
    rows, columns = rows + low[1], columns + low[0]
    power = rng.uniform(2, 4)
    for a, b in eyes:
        across = np.linalg.norm(b - a)
        along = (b - a) / across
        down = np.array([-along[1], along[0]])
        centre = (a + b) / 2 + drop * across * down
        u = ((columns - centre[0]) * along[0] + (rows - centre[1]) * along[1]) / (wide * across)
        v = ((columns - centre[0]) * down[0] + (rows - centre[1]) * down[1]) / (high * across)
        inside = np.clip((1 - (np.abs(u) ** power + np.abs(v) ** power)) * across / 3, 0, 1)
        alpha = (inside * (opaque - fade * np.clip((v + 1) / 2, 0, 1)))[..., None]
        shine = rng.uniform(0, 90) * np.exp(-(((u - rng.uniform(-0.6, 0.6)) / 0.25) ** 2))[..., None]
        part[:] = part * (1 - alpha) + (tint + shine) * alpha
    inner = eyes[0][1], eyes[1][0]
    thick = max(int(0.08 * np.linalg.norm(eyes[0][1] - eyes[0][0])), 1)
    ends = [tuple(int(c) for c in p) for p in inner]
    cv2.line(canvas, ends[0], ends[1], tuple(float(t) for t in tint), thick, cv2.LINE_AA)


def _hand(canvas: AnyArray, eyes: list[tuple[AnyArray, AnyArray]], points: AnyArray, rng: np.random.Generator) -> None:
    skin = np.median(
        canvas[tuple(np.clip(points[[50, 280, 4]].astype(int)[:, ::-1].T, 0, np.array(canvas.shape[:2])[:, None] - 1))],
        axis=0,
    )
    across = np.linalg.norm(eyes[0][1] - eyes[0][0])
    centre = np.mean([p for eye in eyes for p in eye], axis=0)
    half = np.ptp([p[0] for eye in eyes for p in eye]) / 2 + 0.5 * across
    angle = rng.uniform(-0.5, 0.5)
    for i in range(4):
        place = centre + np.array([0, (i - 1.5) * 0.42 * across]) + rng.normal(scale=0.03 * across, size=2)
        shade = skin * rng.uniform(0.8, 1.1)
        box = (tuple(float(c) for c in place), (float(2.4 * half), float(0.46 * across)), float(np.degrees(angle)))
        cv2.ellipse(canvas, box, tuple(float(c) for c in shade * 0.75), -1, cv2.LINE_AA)
        box = (box[0], (box[1][0] * 0.97, box[1][1] * 0.82), box[2])
        cv2.ellipse(canvas, box, tuple(float(c) for c in shade), -1, cv2.LINE_AA)


def _hair(canvas: AnyArray, eyes: list[tuple[AnyArray, AnyArray]], points: AnyArray, rng: np.random.Generator) -> None:
    colour = rng.uniform(10, 150) * np.array([1.0, 0.8, 0.65]) ** rng.uniform(0, 1)
    for a, b in eyes:
        across = np.linalg.norm(b - a)
        centre = (a + b) / 2
        for _ in range(rng.integers(35, 70)):
            top = centre + np.array([rng.normal(scale=0.45), -1.6]) * across
            low = centre + np.array([rng.normal(scale=0.45), 1.4]) * across
            bend = (top + low) / 2 + np.array([rng.normal(scale=0.2), 0]) * across
            t = np.linspace(0, 1, 12)[:, None]
            curve = ((1 - t) ** 2 * top + 2 * t * (1 - t) * bend + t**2 * low).astype(np.int32)
            shade = tuple(float(c) for c in colour * rng.uniform(0.6, 1.5))
            cv2.polylines(canvas, [curve], False, shade, max(int(rng.uniform(0.03, 0.09) * across), 1), cv2.LINE_AA)
