"""Train the eye models on the labelled pictures, each fold without the people of the others, and ship the result.

    python -m benchmarks.train_eyes

Writes ``resources/models/eyes.json`` (trained on everybody), its hash into the manifest, and
``benchmarks/eyes_folds.json``: which person is in which fold, and the models that have not seen that fold. The
benchmark reads every person with the model that does not know them. The limits that come with a model are chosen on
people that its odds are not trained on, and those of a fold's model without the people of the fold altogether: so the
benchmark knows neither weights nor limits that have seen the person it reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np

from benchmarks.labelled import CHANGES, COVERS, ROOT, Change, Labelled, covered, labelled, resized
from retouch.faces.crop import Crop
from retouch.faces.detector import Detector
from retouch.faces.eye_patch import descriptor, eye_patch
from retouch.faces.eyes import cover_features, shape_features
from retouch.faces.geometry import LEFT, RIGHT
from retouch.faces.landmarker import Marks, MediaPipeLandmarker
from retouch.faces.reader import agrees, marks_of
from retouch.model.frame import AnyArray, Image8

FOLDS = 5
FOLD_FILE = ROOT / "benchmarks" / "eyes_folds.json"
MODEL_FILE = ROOT / "resources" / "models" / "eyes.json"
L2 = {"opened": 300.0, "lowered": 150.0, "ajar": 150.0, "covered": 60.0}
"""Strength of the pull towards zero, chosen by cross-validation over people."""
HALF_OPEN = 0.02
"""Share of open eyes that may be called half open."""
SHUT_SHARE = 0.37
"""Where the limit of *shut* lies between the medians of shut and of open eyes: where both are as likely when everybody
is looked at. Worked out anew for some of the people, the value itself hangs on one or two pictures."""
AJAR_SPREAD = 3.5
"""Standard deviations by which *ajar* must exceed the mean of shut eyes: half open is a courtesy, shut is a promise."""
JUDGED = ("plain", "native", "large")
LARGE = 100.0
"""Variants, and width of a face in pixels, on which limits are chosen: pictures as photographers have them."""
EDGE = 640
"""Pictures are reduced to this long edge in pixels."""
TOTAL = 1000.0
"""Sum of the weights of all samples."""
CHANGED = 4
"""Ways in which a picture of open eyes is changed; shut eyes are rare, so those pictures are changed in every way."""


@dataclass(frozen=True)
class Sample:
    """One eye; ``opened`` is 1, 0 or 0.5 (``nan`` where nobody can tell), ``covered`` 1 or 0."""

    person: str
    variant: str
    path: str
    opened: float
    covered: float
    open_features: AnyArray
    cover_features: AnyArray
    wink: bool
    width: float
    """Of the face, in pixels of the picture."""


def samples(
    item: Labelled, detector: Detector, landmarker: MediaPipeLandmarker, rng: np.random.Generator
) -> Iterator[Sample]:
    """Both eyes of one labelled picture: as it is, changed in some ways, and with something drawn over the eyes."""
    native = item.pixels()
    original = resized(native, min(1.0, EDGE / max(native.shape)))
    first = None
    changes = rng.choice(sorted(CHANGES), CHANGED if item.eyes == "open" else len(CHANGES), replace=False)
    own: tuple[tuple[str, Change], ...] = (("plain", lambda p, _: p), ("native", lambda *_: native))
    for name, change in (*own, *((name, CHANGES[name]) for name in changes)):
        pixels = change(original, rng)
        seen = marked(pixels, detector, landmarker)
        if seen is None:
            continue
        first = first or (seen if name == "plain" else None)
        yield from _eyes(item, name, *seen, (False, False))
    if first is None:
        return
    points = first[0].back(first[1].points[:, :2])
    how = str(rng.choice(COVERS))
    pixels, which = covered(original, points, how, rng)
    seen = marked(pixels, detector, landmarker)
    if seen is not None:
        yield from _eyes(item, how, *seen, which)


def marked(pixels: Image8, detector: Detector, landmarker: MediaPipeLandmarker) -> tuple[Crop, Marks] | None:
    """The largest face that both models agree on."""
    for found in detector.find(pixels):
        crop, marks = marks_of(landmarker, pixels, found)
        if marks is not None and agrees(found, crop, marks):
            return crop, marks
    return None


def _eyes(item: Labelled, variant: str, crop: Crop, marks: Marks, which: tuple[bool, bool]) -> Iterator[Sample]:
    blink = [marks.blendshapes[f"eyeBlink{side}"] for side in ("Right", "Left")]
    for i, eye in enumerate((RIGHT, LEFT)):
        patch = eye_patch(crop.pixels, marks.points, eye)
        edges = descriptor(patch)
        truth = {"open": 1.0, "closed": 0.0, "partial": 0.5}.get(item.eyes)
        if truth is None:  # a wink: the landmarker is right about which eye it is
            truth = 0.0 if blink[i] > blink[1 - i] else 1.0
        yield Sample(
            person=item.person,
            variant=variant,
            path=item.path.name,
            opened=np.nan if which[i] else truth,
            covered=float(which[i]),
            open_features=np.concatenate([shape_features(marks, eye), edges]),
            cover_features=np.concatenate([cover_features(crop.pixels, marks, patch), edges]),
            wink=item.eyes == "wink",
            width=float(np.ptp(marks.points[:, 0])) / crop.scale,
        )


def logistic(x: AnyArray, y: AnyArray, weights: AnyArray, l2: float) -> tuple[AnyArray, float]:
    """Ridge logistic regression by Newton's method on standardised features; returns weights and bias for raw ones."""
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    ones = np.column_stack([(x - middle) / spread, np.ones(len(x))])
    beta = np.zeros(ones.shape[1])
    pull = np.append(np.full(x.shape[1], l2), 1e-6)
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(ones @ beta, -30, 30)))
        slope = ones.T @ (weights * (p - y)) + pull * beta
        curve = (ones * (weights * p * (1 - p) + 1e-9)[:, None]).T @ ones + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-5:
            break
    return beta[:-1] / spread, float(beta[-1] - (beta[:-1] * middle / spread).sum())


def balanced(y: AnyArray, people: AnyArray, shares: Mapping[float, float]) -> AnyArray:
    """Sample weights: every class counts by its share (1 if not given), and nobody much for having many pictures."""
    weights = np.zeros(len(y))
    for value in np.unique(y):
        for who in np.unique(people[y == value]):
            mine = (y == value) & (people == who)
            weights[mine] = 1 / np.sqrt(mine.sum())
        weights[y == value] *= shares.get(float(value), 1.0) / weights[y == value].sum()
    return np.asarray(TOTAL * weights / weights.sum())


def folds(people: AnyArray, seed: int = 7) -> dict[str, int]:
    """Deal people into folds, those with shut eyes and those without apart, so that every fold has some of both."""
    rng = np.random.default_rng(seed)
    names = sorted(set(people.tolist()))
    rng.shuffle(names)
    return {name: i % FOLDS for i, name in enumerate(names)}


Linear = tuple[AnyArray, float]


def fit(rows: list[Sample], kept: AnyArray) -> dict[str, Linear]:
    """Fit all models on the rows that are kept."""
    people = np.array([r.person for r in rows])
    opened, covered = (np.array([getattr(r, name) for r in rows]) for name in ("opened", "covered"))
    shapes = np.array([r.open_features for r in rows])
    seen = kept & np.isfinite(opened)
    tasks = {
        "opened": (shapes, opened, opened, seen, {0.5: 0.3}),
        "lowered": (shapes, opened < 1, opened, seen, {0.0: 0.3}),
        "ajar": (shapes, opened == 0.5, opened, seen & (opened < 1), {}),
        "covered": (np.array([r.cover_features for r in rows]), covered, covered, kept, {}),
    }
    return {
        name: logistic(x[use], y[use].astype(float), balanced(kinds[use], people[use], shares), L2[name])
        for name, (x, y, kinds, use, shares) in tasks.items()
    }


def limits(rows: list[Sample], fold: AnyArray, kept: AnyArray) -> dict[str, float]:
    """Choose limits on the kept rows, each judged by models that do not know the people of its fold."""
    shapes = np.array([r.open_features for r in rows])
    odds = {name: np.full(len(rows), np.nan) for name in ("opened", "lowered", "ajar")}
    for k in np.unique(fold[kept]):
        models = fit(rows, kept & (fold != k))
        mine = kept & (fold == k)
        for name, values in odds.items():
            values[mine] = shapes[mine] @ models[name][0] + models[name][1]
    pairs = np.array([r.variant in JUDGED and r.width > LARGE and not r.wink for r in rows])[::2] & kept[::2]
    mean = {name: ((v[::2] + v[1::2]) / 2)[pairs] for name, v in odds.items()}
    truth = np.array([r.opened for r in rows])[::2][pairs]
    shut = {name: v[truth == 0] for name, v in mean.items()}
    opened = {name: v[truth == 1] for name, v in mean.items()}
    low, high = (float(np.median(some["opened"])) for some in (shut, opened))
    return {
        "shut": round(low + SHUT_SHARE * (high - low), 4),
        "ajar": round(float(shut["ajar"].mean() + AJAR_SPREAD * shut["ajar"].std()), 4),
        "lowered": round(float(np.quantile(opened["lowered"], 1 - HALF_OPEN)), 4),
    }


def train(rows: list[Sample], fold: AnyArray, leave_out: int | None = None) -> dict[str, dict[str, object]]:
    """Fit all models, and choose their limits, without the people of a fold."""
    kept = np.ones(len(rows), bool) if leave_out is None else fold != leave_out
    models = fit(rows, kept)
    result: dict[str, dict[str, object]] = {
        name: {"weights": [round(float(w), 4) for w in weights], "bias": round(bias, 4)}
        for name, (weights, bias) in models.items()
    }
    result["limits"] = dict(limits(rows, fold, kept))
    return result


def measured(number: int) -> list[Sample]:
    """Measure one labelled picture in all its variants; the same whenever and wherever it is done."""
    detector, landmarker = _models()
    return list(samples(labelled()[number], detector, landmarker, np.random.default_rng((20, number))))


@cache
def _models() -> tuple[Detector, MediaPipeLandmarker]:
    cv2.setNumThreads(1)
    return Detector(), MediaPipeLandmarker()


def gather(kept: Path | None) -> list[Sample]:
    """Measure all samples in as many processes as there are cores, or load them where they were measured before."""
    if kept is not None and kept.exists():
        return list(np.load(kept, allow_pickle=True)["rows"])
    with get_context("spawn").Pool() as pool:
        rows = [s for some in pool.imap(measured, range(len(labelled())), chunksize=8) for s in some]
    if kept is not None:
        np.savez(kept, rows=np.array(rows, dtype=object))
    return rows


def ship(
    model: dict[str, dict[str, object]], split: dict[str, int], unseen: list[dict[str, dict[str, object]]]
) -> None:
    """Write model, manifest and folds."""
    MODEL_FILE.write_text(json.dumps(model, separators=(",", ":")) + "\n")
    manifest_file = MODEL_FILE.with_name("manifest.json")
    manifest = json.loads(manifest_file.read_text())
    manifest[MODEL_FILE.name] = {
        "what": "Linear models over blendshapes, lid geometry and edges: eye open, lowered, ajar, covered; and limits",
        "licence": "GPL-3.0-or-later",
        "source": "trained by benchmarks/train_eyes.py; the pictures it was trained on are not part of it",
        "sha256": hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest(),
    }
    manifest_file.write_text(json.dumps(manifest, indent=2) + "\n")
    FOLD_FILE.write_text(json.dumps({"people": split, "models": unseen}, separators=(",", ":")) + "\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cache", type=Path, help="file that keeps the measured samples between runs")
    rows = gather(arguments.parse_args().cache)
    people = np.array([r.person for r in rows])
    split = folds(people)
    fold = np.array([split[p] for p in people])
    unseen = [train(rows, fold, k) for k in range(FOLDS)]
    whole = train(rows, fold)
    ship(whole, split, unseen)
    for model in (whole, *unseen):
        print(model["limits"])
    print(f"{len(rows)} eyes of {len(split)} people")


if __name__ == "__main__":
    main()
