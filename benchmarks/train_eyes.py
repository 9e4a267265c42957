"""Train the two eye models on the labelled pictures, each fold without the people of the others, and ship the result.

    python -m benchmarks.train_eyes

Writes ``resources/models/eyes.json`` (trained on everybody), its hash into the manifest, and
``benchmarks/eyes_folds.json``: which person is in which fold, and the models that have not seen that fold. The
benchmark reads every person with the model that does not know them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.labelled import CHANGES, COVERS, ROOT, Labelled, covered, labelled, resized
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
OPENED_L2, COVERED_L2 = 150.0, 60.0
"""Strength of the pull towards zero, chosen by cross-validation over people."""
EDGE = 640
"""Pictures are reduced to this long edge in pixels."""
TOTAL = 1000.0
"""Sum of the weights of all samples."""


@dataclass(frozen=True)
class Sample:
    """One eye: features of both models; ``opened`` 1, 0 or 0.5 (``nan`` where nobody can tell), ``covered`` 1 or 0."""

    person: str
    variant: str
    path: str
    opened: float
    covered: float
    open_features: AnyArray
    cover_features: AnyArray


def samples(
    item: Labelled, detector: Detector, landmarker: MediaPipeLandmarker, rng: np.random.Generator
) -> Iterator[Sample]:
    """Both eyes of one labelled picture: as it is, changed in some ways, and with something drawn over the eyes.

    Shut eyes are rare, so those pictures are changed in every way.
    """
    original = item.pixels()
    original = resized(original, min(1.0, EDGE / max(original.shape)))
    first = None
    changes = rng.choice(sorted(CHANGES), 2 if item.eyes == "open" else len(CHANGES), replace=False)
    for name, change in (("plain", lambda p, _: p), *((name, CHANGES[name]) for name in changes)):
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


def balanced(y: AnyArray, people: AnyArray) -> AnyArray:
    """Sample weights: every class counts alike, half-open ones less, and nobody much for having many pictures."""
    weights = np.zeros(len(y))
    for value in np.unique(y):
        for who in np.unique(people[y == value]):
            mine = (y == value) & (people == who)
            weights[mine] = 1 / np.sqrt(mine.sum())
        weights[y == value] *= (0.3 if value == 0.5 else 1.0) / weights[y == value].sum()
    return np.asarray(TOTAL * weights / weights.sum())


def folds(people: AnyArray, seed: int = 7) -> dict[str, int]:
    """Deal people into folds, those with shut eyes and those without apart, so that every fold has some of both."""
    rng = np.random.default_rng(seed)
    names = sorted(set(people.tolist()))
    rng.shuffle(names)
    return {name: i % FOLDS for i, name in enumerate(names)}


def train(rows: list[Sample], leave_out: AnyArray | None = None) -> dict[str, dict[str, object]]:
    """Fit both models on the rows that are not left out."""
    people = np.array([r.person for r in rows])
    kept = np.ones(len(rows), bool) if leave_out is None else ~leave_out
    result: dict[str, dict[str, object]] = {}
    for name, l2 in (("opened", OPENED_L2), ("covered", COVERED_L2)):
        y = np.array([getattr(r, name) for r in rows])
        x = np.array([r.open_features if name == "opened" else r.cover_features for r in rows])
        use = kept & np.isfinite(y)
        weights, bias = logistic(x[use], y[use], balanced(y[use], people[use]), l2)
        result[name] = {"weights": [round(float(w), 4) for w in weights], "bias": round(bias, 4)}
    return result


def gather(cache: Path | None) -> list[Sample]:
    """Measure all samples, or load them where they were measured before."""
    if cache is not None and cache.exists():
        return list(np.load(cache, allow_pickle=True)["rows"])
    rng = np.random.default_rng(20)
    rows: list[Sample] = []
    detector = Detector()
    with MediaPipeLandmarker() as landmarker:
        for item in labelled():
            rows.extend(samples(item, detector, landmarker, rng))
    if cache is not None:
        np.savez(cache, rows=np.array(rows, dtype=object))
    return rows


def ship(
    model: dict[str, dict[str, object]], split: dict[str, int], unseen: list[dict[str, dict[str, object]]]
) -> None:
    """Write model, manifest and folds."""
    MODEL_FILE.write_text(json.dumps(model, separators=(",", ":")) + "\n")
    manifest_file = MODEL_FILE.with_name("manifest.json")
    manifest = json.loads(manifest_file.read_text())
    manifest[MODEL_FILE.name] = {
        "what": "Two linear models over blendshapes, lid geometry and edges: eye open, eye covered",
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
    unseen = [train(rows, np.array([split[p] == i for p in people])) for i in range(FOLDS)]
    ship(train(rows), split, unseen)
    print(f"{len(rows)} eyes of {len(split)} people")


if __name__ == "__main__":
    main()
