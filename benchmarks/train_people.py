"""Train the map from a face to its signature: linear discriminant analysis over the people of the labelled pictures.

    python -m benchmarks.train_people

First prints how well people are told apart by a map that was trained without them, then writes
``resources/models/people.npz`` (trained on everybody) and its hash into the manifest.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np

from benchmarks.labelled import ROOT, labelled
from benchmarks.train_eyes import marked
from retouch.faces.detector import Detector
from retouch.faces.landmarker import MediaPipeLandmarker
from retouch.faces.likeness import face_features
from retouch.model.frame import AnyArray

MODEL_FILE = ROOT / "resources" / "models" / "people.npz"
KEPT = 150
"""Principal components that are looked at."""
SIGNATURE = 64
"""Numbers of a signature."""
EVEN = 0.3
"""How far the spread within a person is pulled to the same in all directions."""


def gather() -> tuple[AnyArray, AnyArray]:
    """Features of every labelled face of some size, and whose it is."""
    detector = Detector()
    features, people = [], []
    with MediaPipeLandmarker() as landmarker:
        for item in labelled():
            seen = marked(item.pixels(), detector, landmarker)
            if seen is not None and np.ptp(seen[1].points[:, 0]) / seen[0].scale > 60:
                features.append(face_features(seen[0].pixels, seen[1].points))
                people.append(item.person)
    return np.array(features), np.array(people)


def discriminant(x: AnyArray, people: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Middle and map that spread the people of ``x``; people with many pictures count little more than others."""
    middle = x.mean(axis=0)
    main = np.linalg.svd(x - middle, full_matrices=False)[2][:KEPT].T
    y = (x - middle) @ main
    within = np.zeros((KEPT, KEPT))
    means = []
    for who in np.unique(people):
        mine = y[people == who]
        means.append(mine.mean(axis=0))
        within += (mine - means[-1]).T @ (mine - means[-1]) / np.sqrt(len(mine))
    within = within / np.trace(within) * KEPT + EVEN * np.eye(KEPT)
    values, vectors = np.linalg.eigh(within)
    whiten = vectors / np.sqrt(values)
    apart = np.linalg.eigh(whiten.T @ np.cov(np.array(means).T) @ whiten)[1][:, ::-1][:, :SIGNATURE]
    return middle, main @ whiten @ apart


def told_apart(x: AnyArray, people: AnyArray, seed: int = 1) -> tuple[AnyArray, AnyArray]:
    """Cosines of pairs of one person and of two, every person seen by the map of the other half."""
    names = np.unique(people)
    np.random.default_rng(seed).shuffle(names)
    half = np.isin(people, names[::2])
    same, other = [], []
    for train, test in ((half, ~half), (~half, half)):
        middle, spread = discriminant(x[train], people[train])
        z = (x[test] - middle) @ spread
        z /= np.linalg.norm(z, axis=1, keepdims=True)
        a, b = np.triu_indices(len(z), 1)
        cosine, match = (z @ z.T)[a, b], people[test][a] == people[test][b]
        same.append(cosine[match])
        other.append(cosine[~match])
    return np.concatenate(same), np.concatenate(other)


def main() -> None:
    x, people = gather()
    same, other = told_apart(x, people)
    print(f"{len(x)} faces of {len(np.unique(people))} people, each seen by a map trained without them")
    for name, cosines in (("one person", same), ("two people", other)):
        print(
            f"{name}: mean {cosines.mean():.2f}, 1 % {np.quantile(cosines, 0.01):.2f}, "
            f"5 % {np.quantile(cosines, 0.05):.2f}, 95 % {np.quantile(cosines, 0.95):.2f}, "
            f"99 % {np.quantile(cosines, 0.99):.2f}, 99.9 % {np.quantile(cosines, 0.999):.2f}"
        )
    middle, spread = discriminant(x, people)
    np.savez(MODEL_FILE, middle=middle.astype(np.float16), spread=spread.astype(np.float16))
    manifest_file = MODEL_FILE.with_name("manifest.json")
    manifest = json.loads(manifest_file.read_text())
    manifest[MODEL_FILE.name] = {
        "what": "Linear map from waves and edges of an aligned face to a signature of the person",
        "licence": "GPL-3.0-or-later",
        "source": "trained by benchmarks/train_people.py; the pictures it was trained on are not part of it",
        "sha256": hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest(),
    }
    manifest_file.write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
